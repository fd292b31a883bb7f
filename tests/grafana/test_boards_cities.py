"""Two cities with the same keys in one Prometheus: each board shows one of them, the board of cities both, line by line."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

import pytest
from boards_read import BY_UID, called
from city_running import OTHER, SWAPPED
from prometheus_running import KOTA, Running
from test_boards_queries import all_queries

from boards import board, cities, queries

pytestmark = pytest.mark.timeout(300)  # the first waits for all that runs

CITIES = {KOTA: 32, OTHER: len(SWAPPED)}
MATCHERS = re.compile(r'\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\}')
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
ALL_CITIES = re.compile(r'job=~"opd-\(prometheus\|alertmanager\)"|kota=""')
"""Of the programs that serve every city, and alerts about these."""


@pytest.mark.parametrize("kota", CITIES)
def test_every_series_that_a_query_reads_is_of_the_chosen_city(kota: str) -> None:
    """Each selector names the city, or stands before ``and on (provinsi, instance)`` one that does."""
    named = f"kota={json.dumps(kota)}"
    of_its_exporter = f"and on (provinsi, instance) opd:exporter{{{named}}}"
    for query in all_queries(kota):
        if query.board == board.CITIES or "prometheus_rule_" in query.expr:
            continue
        for found in MATCHERS.finditer(query.expr):
            after = query.expr[found.end() :]
            assert named in found[0] or ALL_CITIES.search(found[0]) or of_its_exporter in after, query
        bare = TEXT.sub("", MATCHERS.sub("{}", query.expr))
        for found in re.finditer(
            r"(?<![\w:])(?:opd[_:][\w:]+|up|ALERTS|process_\w+|scrape_\w+)(?![\w:{])", bare
        ):
            assert "and on (provinsi, instance) opd:exporter" in bare[found.end() :], query


def test_what_a_board_finds_is_of_the_chosen_city(running: Running) -> None:
    for kota in CITIES:
        for query in all_queries(kota):
            if query.board != board.CITIES:
                for row in running.now(query.expr):
                    assert row["metric"].get("kota", kota) == kota, query


def first_query(uid: str, panel: str, kota: str) -> str:
    """The first query of a panel, for a city."""
    (found,) = [p for p in BY_UID[uid]["panels"] if called(p) == panel]
    return queries.filled_in(found["targets"][0]["expr"], queries.chosen(BY_UID[uid], kota=kota), 0, 0)


@pytest.mark.parametrize(("kota", "sites"), CITIES.items())
def test_each_city_has_its_own_sites_on_every_board(running: Running, kota: str, sites: int) -> None:
    with urlopen(f"{running.exporter if kota == KOTA else running.other}/api/v1/sites", timeout=20) as answer:  # noqa: S310
        told = json.load(answer)
    assert told["city"] == kota
    statuses = {site["opd"]: site["status"] for site in told["sites"]}
    codes = {"aktif": "2", "kurang_aktif": "1", "tidak_aktif": "0", "tidak_terukur": "-1"}
    for uid in (board.DESK, board.TREND):
        rows = running.now(first_query(uid, "Semua situs", kota))
        assert {row["metric"]["opd"]: row["value"][1] for row in rows} == {
            opd: codes[status] for opd, status in statuses.items()
        }
    tiles = [
        query.expr
        for query in all_queries(kota)
        if query.board == board.WALL and "opd:wall:order" in query.expr
    ]
    assert sum(len(running.now(expr)) for expr in tiles) == sites
    for key in ("dinkes", "kec-kasemen"):
        values = queries.chosen(BY_UID[board.SITE], kota=kota, opd=key)
        expr = BY_UID[board.SITE]["panels"][0]["targets"][0]["expr"]
        (row,) = running.now(queries.filled_in(expr, values, 0, 0))
        assert row["value"][1] == codes[statuses[key]]
    counts = {
        query.ref: running.now(query.expr)[0]["value"][1]
        for query in all_queries(kota)
        if query.board == board.WALL and query.panel == "Jumlah situs menurut status."
    }
    assert [int(value) for value in counts.values()] == list(told["counts"].values())
    (monitored,) = [
        query
        for query in all_queries(kota)
        if query.board == board.MONITOR and query.expr.startswith("count(opd:site")
    ]
    assert running.now(monitored.expr)[0]["value"][1] == str(sites)


def test_the_same_key_is_another_site_in_another_city(running: Running) -> None:
    seen = {
        kota: {
            row["metric"]["opd"]: row["value"][1]
            for row in running.now(first_query(board.DESK, "Semua situs", kota))
        }
        for kota in CITIES
    }
    assert seen[KOTA]["kec-kasemen"] == seen[OTHER]["inspektorat"] == "2"
    assert seen[KOTA]["inspektorat"] == seen[OTHER]["kec-kasemen"] == "0"


def lines(running: Running, *, ahead: float = 0) -> dict[str, dict[str, float]]:
    """The board of cities: column -> city -> value."""
    (panel,) = [p for p in BY_UID[board.CITIES]["panels"] if p["title"] == "Kota"]
    values = queries.chosen(BY_UID[board.CITIES])
    return {
        target["refId"]: {
            row["metric"]["kota"]: float(row["value"][1])
            for row in running.now(queries.filled_in(target["expr"], values, 0, 0), ahead=ahead)
        }
        for target in panel["targets"]
    }


def test_the_board_of_cities_has_a_line_a_city(running: Running) -> None:
    columns = lines(running)
    assert columns["A"] == CITIES
    for kota, sites in CITIES.items():
        assert sum(columns[ref][kota] for ref in "BCDE") == sites
    assert columns["G"] == {KOTA: 4, OTHER: 1}, "down now"
    assert columns["I"] == dict.fromkeys(CITIES, 0), "both monitors are well"
    assert all(found.keys() == CITIES.keys() for found in columns.values())


def test_a_city_that_tells_nothing_any_more_keeps_its_line_and_its_monitor_is_dead(running: Running) -> None:
    columns = lines(running, ahead=900)
    assert columns["A"] == CITIES
    assert columns["I"] == dict.fromkeys(CITIES, 4)
    assert columns["H"].keys() == CITIES.keys(), "when it last answered"
    assert not any(columns[ref] for ref in "BCDEFG")


@pytest.mark.parametrize(("up", "told"), [(1, ["0"]), (0, [])])
def test_that_nobody_is_down_in_a_city_is_said_only_while_its_exporter_answers(
    running: Running, up: int, told: list[str]
) -> None:
    made_up = f'label_replace(vector({up}), "kota", "Lain", "", "")'
    expr = cities.DOWN.replace(cities.UP, f"({made_up})")
    rows = running.now(queries.filled_in(expr, queries.chosen(BY_UID[board.CITIES]), 0, 0))
    assert [row["value"][1] for row in rows if row["metric"] == {"kota": "Lain"}] == told


def test_the_name_of_a_city_reaches_prometheus_whatever_is_in_it(running: Running) -> None:
    expr = "opd:site{kota=${kota:doublequote}}"
    assert len(running.now(queries.filled_in(expr, {"kota": OTHER}, 0, 0))) == len(SWAPPED)
    assert (
        queries.filled_in("var-kota=${kota:percentencode}", {"kota": "Kota A&B"}, 0, 0)
        == "var-kota=Kota%20A%26B"
    )


def test_a_star_tells_of_planned_work_on_that_citys_wall_and_desk_alone(running: Running) -> None:
    seen = {}
    for kota in CITIES:
        tiles = [
            one.expr for one in all_queries(kota) if one.board == board.WALL and "opd:wall:order" in one.expr
        ]
        names = [row["metric"]["nama_layar"] for expr in tiles for row in running.now(expr)]
        names += [
            row["metric"]["singkatan"] for row in running.now(first_query(board.DESK, "Semua situs", kota))
        ]
        assert len(names) == 2 * CITIES[kota]
        seen[kota] = [name for name in names if "*" in name]
    assert seen == {KOTA: [], OTHER: ["Inspekt.*", "Inspektorat*"]}
