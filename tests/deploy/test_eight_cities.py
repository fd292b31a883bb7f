"""Eight cities in two provinces, through ``deploy/``'s agents and rules into one VictoriaMetrics, and every board over it."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from cities_running import KEYS
from country_running import PROVINCES, Country, country, missing

from boards import board, queries
from boards.__main__ import built

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
    pytest.mark.timeout(600),
]

CITIES = {kota: provinsi for provinsi, names in PROVINCES.items() for kota in names}
HANDED_ON = 14
"""Seconds after which what an exporter told stands in the region and in the store."""
READY = (
    f'count(opd:status{{status="tidak_terukur"}} offset {HANDED_ON + 5}s == 0) == 32',
    "count(count_over_time(opd:wall:order[1m]) > 2) == 32",
    "count(opd:exporter:up == 1) == 8",
    "count(rate(opd_exporter_site_requests_total[4m])) == 8",
    "opd:status:since_timestamp_seconds",
    *(
        f'min(prometheus_rule_group_last_evaluation_timestamp_seconds{{provinsi="{provinsi}"}}) > 0'
        for provinsi in PROVINCES
    ),
)
BOARDS = built().values()


@pytest.fixture(scope="module")
def running() -> Iterator[Country]:
    with country() as found:
        for expr in READY:
            found.wait_for(expr)
        yield found


def test_every_site_has_the_status_that_its_own_exporter_tells(running: Country) -> None:
    told = {}
    for kota, url in running.exporters.items():
        with urlopen(f"{url}/api/v1/sites", timeout=20) as answer:  # noqa: S310 # loopback
            for site in json.load(answer)["sites"]:
                told[CITIES[kota], kota, site["opd"]] = site["status"]
    rows = running.now("opd:status == 1")
    stored = {
        tuple(row["metric"][label] for label in ("provinsi", "kota", "opd")): row["metric"]["status"]
        for row in rows
    }
    assert len(rows) == len(told) == 8 * len(KEYS)
    assert stored == told


def test_two_agents_share_the_sites_and_no_site_is_asked_twice(running: Country) -> None:
    shares = [
        {
            (target["labels"]["kota"], target["labels"]["opd"])
            for target in running.ask(agent, "targets", state="active")["activeTargets"]
            if target["labels"]["job"] == "opd-site"
        }
        for agent in running.agents
    ]
    first = next(iter(PROVINCES))
    assert all(shares)
    assert not shares[0] & shares[1]
    assert shares[0] | shares[1] == {(kota, key) for kota in PROVINCES[first] for key in KEYS}
    asked = Counter(
        (row["metric"]["kota"], row["metric"]["opd"]) for row in running.now('up{job="opd-site"}')
    )
    assert set(asked.values()) == {1}


def test_a_region_reckons_its_own_cities_alone_and_keeps_addresses_to_itself(running: Country) -> None:
    for provinsi, url in running.regions.items():
        assert {row["metric"]["kota"] for row in running.now("opd:site", url)} == set(PROVINCES[provinsi])
        assert not running.now("increase(prometheus_rule_evaluation_failures_total[5m]) > 0", url)
    assert not running.now('{email!=""} or opd:admin or opd_site_contact_info or ALERTS{audience="opd"}')
    assert {
        row["metric"]["provinsi"] for row in running.now('count by (provinsi) ({__name__=~"opd.+"})')
    } == set(PROVINCES)


def of_city(kota: str) -> Iterator[queries.Query]:
    """Every query of every board for a city."""
    for one in BOARDS:
        yield from queries.of(one, queries.chosen(one, kota=kota, opd="dinkes"))


Labelled = Counter[tuple[tuple[str, str], ...]]


def labelled(rows: list[dict[str, dict[str, str]]]) -> Labelled:
    """Series by their labels, but for what the store has beside and what an engine keeps or drops of a name."""
    return Counter(
        tuple(
            sorted(
                (key, value)
                for key, value in row["metric"].items()
                if key not in ("provinsi", "email", "__name__")
            )
        )
        for row in rows
    )


def found(running: Country, provinsi: str, expr: str, moment: float) -> tuple[Labelled, Labelled]:
    """What an expression finds in a region and in the store; where a group was just reckoned and one has it already, a
    little later."""
    ends = time.monotonic() + 60
    while True:
        here, there = (
            labelled(running.now(expr, base, at=moment))
            for base in (running.regions[provinsi], running.store)
        )
        if here == there or time.monotonic() > ends:
            return here, there
        time.sleep(5)
        moment = time.time() - HANDED_ON


@pytest.mark.parametrize("provinsi", PROVINCES)
def test_every_query_of_a_board_finds_in_the_store_what_it_finds_in_the_region(
    running: Country, provinsi: str
) -> None:
    kota = PROVINCES[provinsi][0]
    moment = time.time() - HANDED_ON
    answered = 0
    for query in of_city(kota):
        if query.board == board.CITIES:
            continue
        here, there = found(running, provinsi, query.expr, moment)
        assert here == there, query
        answered += bool(there)
        if query.span:
            span = {"start": moment - 20, "end": moment, "step": 6}
            assert "result" in running.ask(running.store, "query_range", query=query.expr, **span)
    assert answered > 60


def offered(running: Country, uid: str, name: str, **chosen: str) -> list[str]:
    """What a variable of a board offers."""
    one = next(board for board in BOARDS if board["uid"] == uid)
    (variable,) = [v for v in one["templating"]["list"] if v["name"] == name]
    match = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"])
    assert match
    series = queries.filled_in(match[1], queries.chosen(one, **chosen), 0, 0)
    found: list[str] = running.ask(running.store, f"label/{match[2]}/values", **{"match[]": series})
    return found


def test_the_province_on_top_narrows_the_cities(running: Country) -> None:
    assert sorted(offered(running, board.DESK, "provinsi")) == sorted(PROVINCES)
    assert sorted(offered(running, board.DESK, "kota")) == sorted(CITIES)
    for provinsi, names in PROVINCES.items():
        assert sorted(
            offered(running, board.WALL, "kota", provinsi=re.escape(provinsi).replace("\\", "\\\\"))
        ) == [*names]


def test_the_board_of_cities_has_a_line_for_each_with_its_province(running: Country) -> None:
    one = next(board_ for board_ in BOARDS if board_["uid"] == board.CITIES)
    (panel,) = [p for p in one["panels"] if p["title"] == "Kota"]
    values = queries.chosen(one)
    columns = [
        {row["metric"]["kota"]: row for row in running.now(queries.filled_in(target["expr"], values, 0, 0))}
        for target in panel["targets"]
    ]
    assert all(column.keys() == CITIES.keys() for column in columns)
    assert {kota: row["metric"]["provinsi"] for kota, row in columns[0].items()} == CITIES
    assert sum(float(row["value"][1]) for column in columns[1:5] for row in column.values()) == 8 * len(KEYS)
