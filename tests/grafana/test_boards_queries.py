"""Every query of every panel answers in a real Prometheus that has pulled the real exporter over the simulated city."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from urllib.request import urlopen

import pytest
from boards_read import BOARDS, BY_UID, Json, called, panels, texts
from city_running import OTHER
from prometheus_running import KOTA, Running

from boards import board, queries
from boards.desk import ALERTS

pytestmark = pytest.mark.timeout(300)  # the first waits for all that runs

EMPTY = {
    ("opd-dinding", "Saat situs terakhir", "B"): "the data is fresh",
    ("opd-dinding", "Saat situs terakhir", "C"): "the data is fresh",
    ("opd-kelompok", "Saat situs terakhir", "B"): "the data is fresh",
    ("opd-kelompok", "Saat situs terakhir", "C"): "the data is fresh",
    ("opd-detail", "Waktu jawab menurut tahap", "A"): "the city's sites are addresses, no names to resolve",
    ("opd-dinding", "Situs yang tidak menjawab", "B"): "nothing has been down for an hour",
    ("opd-dinding", "Situs yang tidak menjawab", "C"): "nothing has been down for a day",
    ("opd-dinding", "Situs yang tidak menjawab", "D"): "four sites are down",
    ("opd-kelompok", "Situs yang tidak menjawab", "B"): "nothing has been down for an hour",
    ("opd-kelompok", "Situs yang tidak menjawab", "C"): "nothing has been down for a day",
    ("opd-kelompok", "Situs yang tidak menjawab", "D"): "four sites are down",
}
"""(board, beginning of the panel's name, letter) -> why it finds nothing here; each is tried by itself in test_boards_wall.py."""


def all_queries(kota: str = KOTA) -> list[queries.Query]:
    """Every query for a city; the board of one site once for a site that lives and once for one that does not."""
    found = []
    for one in BOARDS.values():
        if one["uid"] == board.SITE:
            for key in ("dinkes", "disperkim"):
                found += queries.of(one, queries.chosen(one, opd=key, kota=kota))
        else:
            found += queries.of(one, queries.chosen(one, kota=kota))
    return found


def test_every_query_answers_or_is_rightly_empty(running: Running) -> None:
    answered: Counter[tuple[str, str, str]] = Counter()
    for query in all_queries():
        answered[query.board, query.panel, query.ref] += running.found(query)
    empty = {
        (uid, next((begin for _, begin, _ in EMPTY if panel.startswith(begin)), panel), ref)
        for (uid, panel, ref), series in answered.items()
        if not series
    }
    assert empty == set(EMPTY)


def test_every_status_is_the_one_that_the_exporters_own_pages_show(running: Running) -> None:
    with urlopen(f"{running.exporter}/api/v1/sites", timeout=20) as answer:  # noqa: S310 # loopback
        shown = json.load(answer)
    ours = f'kota="{KOTA}"'
    reckoned = {
        one["metric"]["opd"]: one["metric"]["status"] for one in running.now(f"opd:status{{{ours}}} == 1")
    }
    assert reckoned == {site["opd"]: site["status"] for site in shown["sites"]}
    counts = {
        one["metric"]["status"]: int(one["value"][1]) for one in running.now(f"opd:status:count{{{ours}}}")
    }
    assert counts == shown["counts"] == {"aktif": 1, "kurang_aktif": 8, "tidak_aktif": 23, "tidak_terukur": 0}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 32),
        ({"kelompok": "kecamatan"}, 6),
        ({"status": "aktif|kurang_aktif"}, 9),
        ({"cms": "wordpress"}, 5),
        ({"cms": "wordpress|joomla", "kelompok": "dinas", "status": "kurang_aktif"}, 2),
    ],
)
def test_the_desk_table_holds_the_chosen_sites(
    running: Running, filters: dict[str, str], expected: int
) -> None:
    desk = BY_UID[board.DESK]
    asked = queries.of(desk, queries.chosen(desk, kota=KOTA, **filters))
    expr = next(query.expr for query in asked if query.panel == "Semua situs" and query.ref == "A")
    assert len(running.now(expr)) == expected


def asked_for(running: Running, kota: str) -> str:
    """Where the links of a city's boards lead: the hidden variable ``exporter``."""
    variable = board.exporter()
    query = variable["query"]["query"].removeprefix("query_result(").removesuffix(")")
    (row,) = running.now(queries.filled_in(query, {"kota": kota}, 0, 0))
    match = re.search(variable["regex"].strip("/"), f'{{halaman="{row["metric"]["halaman"]}"}} 1 1000')
    assert match
    return match[1]


def found_by(running: Running, uid: str, name: str, **chosen: str) -> list[str]:
    """What a variable offers: ``label_values(series, label)`` as Grafana asks it."""
    (variable,) = [v for v in BY_UID[uid]["templating"]["list"] if v["name"] == name]
    values = queries.chosen(BY_UID[uid], **{"kota": KOTA, **chosen})
    match = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"])
    assert match
    asked = {"match[]": queries.filled_in(match[1], values, 0, 0)}
    found: list[str] = running.ask(f"label/{match[2]}/values", **asked)
    return found


def test_variables_find_their_values(running: Running) -> None:
    assert found_by(running, board.DESK, "provinsi") == []
    assert found_by(running, board.DESK, "kota") == [OTHER, KOTA]
    assert found_by(running, board.DESK, "kelompok") == ["badan", "dinas", "kecamatan", "sekretariat"]
    assert found_by(running, board.DESK, "kelompok", kota=OTHER) == ["dinas", "kecamatan", "sekretariat"]
    assert "wordpress" in found_by(running, board.DESK, "cms")
    (variable,) = [v for v in BY_UID[board.SITE]["templating"]["list"] if v["name"] == "opd"]
    assert asked_for(running, KOTA) == "http://192.168.1.10:9877"
    assert asked_for(running, OTHER) == "http://192.168.1.11:9877"
    assert asked_for(running, "Kota Lain") == board.EXPORTER, "where no target says"
    query = re.fullmatch(r"query_result\((.*)\)", variable["query"]["query"])
    assert query
    pattern = variable["regex"].strip("/").replace("(?<", "(?P<")
    sites = []
    for row in running.now(queries.filled_in(query[1], {"kota": KOTA}, 0, 0)):
        inside = ",".join(
            f'{key}="{value}"' for key, value in sorted(row["metric"].items()) if key != "__name__"
        )
        match = re.search(pattern, f"opd:site{{{inside}}} 1 {row['value'][0] * 1000:.0f}")
        assert match
        sites.append((match["value"], match["text"]))
    assert len(set(sites)) == 32
    assert ("dinkes", "Dinas Kesehatan") in sites


def test_every_variable_a_board_uses_is_its_own_or_grafanas() -> None:
    grafana = {"__interval", "__rate_interval", "__range", "__data", "__value", "__field"}
    for one in BOARDS.values():
        own = {variable["name"] for variable in one["templating"]["list"]}
        used = {
            name
            for text in texts(one["panels"] + one["links"])
            for name in re.findall(r"\$\{?([a-z_]\w*)", text.replace("$kota", "${kota}"))
        }
        assert used <= own | grafana, one["uid"]
        for query in queries.of(one, queries.chosen(one)):
            assert not re.search(r"\$[a-z_{]", query.expr), query


def links() -> Iterator[tuple[Json, Json, str]]:
    """Every link: its board, what it stands on, its address."""
    for name, panel in panels():
        config = panel.get("fieldConfig", {"defaults": {}, "overrides": []})
        rows = [config["defaults"].get("links", [])]
        rows += [
            one["value"] for row in config["overrides"] for one in row["properties"] if one["id"] == "links"
        ]
        for link in chain(*rows):
            yield BOARDS[name], panel, link["url"]
    for one in BOARDS.values():
        for link in one["links"]:
            if link["type"] == "link":
                yield one, {}, link["url"]


def test_every_link_leads_somewhere(running: Running) -> None:
    kinds = Counter()
    for one, panel, url in links():
        shown = set(
            chain(
                *(
                    step["options"].get("renameByName", {}).values()
                    for step in panel.get("transformations", [])
                )
            )
        )
        for field in re.findall(r"\$\{__data\.fields\.(\w+)(?::\w+)?\}", url):
            assert field in shown, (called(panel), field)
        if match := re.fullmatch(r"/d/([\w-]+)\?(?:kiosk&)?((?:&?var-\w+=\$\{[\w.:]+\})+)", url):
            given = dict(re.findall(r"var-(\w+)=\$\{([\w.:]+)\}", match[2]))
            assert given.keys() <= {v["name"] for v in BY_UID[match[1]]["templating"]["list"]}
            assert given["kota"].endswith(":percentencode"), "a site is its city and its key"
            assert "sumber" in given
            kinds["board"] += 1
        elif url == "${__value.raw}":
            kinds["site"] += 1
        else:
            assert url.startswith("${exporter}/"), url
            address = re.sub(r"\$\{(__value\.raw|opd)\}", "dinkes", url).replace(
                "${exporter}", running.exporter
            )
            with urlopen(address, timeout=10) as page:  # noqa: S310
                assert page.status == 200
            assert "exporter" in {v["name"] for v in one["templating"]["list"]}
            kinds["exporter"] += 1
    assert kinds.keys() == {"board", "site", "exporter"}


def test_the_address_of_a_site_is_that_of_its_configuration(running: Running) -> None:
    ours = f'opd_site_info{{kota="{KOTA}"}}'
    urls = [row["metric"]["url"] for row in running.now(f"max by (opd, url) ({ours})")]
    assert len(urls) == 32
    assert all(re.fullmatch(r"https?://127\.0\.0\.1:\d+/", url) for url in urls)


def test_every_alert_has_its_name_in_words(running: Running) -> None:
    groups = running.ask("rules", type="alert")["groups"]
    assert {rule["name"] for group in groups for rule in group["rules"]} <= set(ALERTS)
    graph = Counter(rule["labels"]["severity"] for group in groups for rule in group["rules"])
    assert graph.keys() <= {"critical", "warning", "info", "none"}


def test_the_gravest_alerts_stand_first(running: Running) -> None:
    (panel,) = (p for p in BY_UID[board.DESK]["panels"] if p["title"] == "Peringatan yang menyala")
    found = running.now(queries.filled_in(panel["targets"][0]["expr"], {"kota": KOTA}, 0, 0))
    levels = {row["metric"]["alertname"]: row["value"][1] for row in found}
    assert levels["OpdSiteDown"] == "2"
    assert levels["OpdGamblingSpam"] == "3"
    assert panel["options"]["sortBy"] == [{"displayName": "Tingkat", "desc": True}]


def test_what_needs_a_look_is_no_nought_while_nobody_looks(running: Running) -> None:
    values = queries.chosen(BY_UID[board.DESK], kota=KOTA)
    (panel,) = (one for one in BY_UID[board.DESK]["panels"] if one["title"] == "Perlu dilihat")
    for target in panel["targets"]:
        expr = queries.filled_in(target["expr"], values, 0, 0)
        assert len(running.now(expr)) == 1
        assert not running.now(expr, ahead=900)
