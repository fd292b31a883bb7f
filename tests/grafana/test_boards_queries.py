"""Every query of every panel answers in a real Prometheus that has pulled the real exporter over the simulated city.

Prometheus gets a little history as well, so that "then and now" has a then; what is rightly empty says why."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest
from boards_read import BOARDS, BY_UID, Json, called, panels, texts

from boards import board, queries, wall
from boards.desk import ALERTS
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Stack, installed, pull_every, stack

pytestmark = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)

DAY = 86400
KEEP = ("--storage.tsdb.retention.time=1y",)
LATER = 900
"""Seconds: asked so far ahead, all that was pulled is old."""

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
"""(board, beginning of the panel's name, letter) -> why it finds nothing here; each is tried by itself below."""


@dataclass(frozen=True)
class Running:
    """What runs."""

    exporter: str
    stack: Stack

    def ask(self, path: str, **parameters: object) -> Any:
        """Prometheus' answer."""
        url = f"{self.stack.prometheus.url}/api/v1/{path}?{urlencode(parameters)}"
        with urlopen(url, timeout=20) as answer:  # noqa: S310 # loopback
            return json.load(answer)["data"]

    def now(self, expr: str, *, ahead: float = 0) -> list[Any]:
        """The series of an expression at this moment, or later."""
        return list(self.ask("query", query=expr, time=time.time() + ahead)["result"])

    def found(self, query: queries.Query) -> int:
        """How many series a query finds; those over time are asked over the seconds there are."""
        if not query.span:
            return len(self.now(query.expr))
        end = time.time()
        return len(self.ask("query_range", query=query.expr, start=end - 20, end=end, step=2)["result"])


def history(folder: Path, exporter: str) -> None:
    """A quarter and a week ago: other statuses than today's; three days ago a change."""
    with urlopen(f"{exporter}/sd", timeout=10) as answer:  # noqa: S310
        sites = [group["labels"] for group in json.load(answer)]
    rows: dict[str, list[str]] = {
        "opd:status:code": [],
        "opd:status:count": [],
        "opd:status:measured_code": [],
    }
    moment = int(time.time())
    for ago in (90 * DAY + 3600, 7 * DAY + 3600):
        for number, labels in enumerate(sites):
            inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
            rows["opd:status:code"].append(f"opd:status:code{{{inside}}} {number % 3} {moment - ago}")
        for status in ("aktif", "kurang_aktif", "tidak_aktif", "tidak_terukur"):
            rows["opd:status:count"].append(f'opd:status:count{{status="{status}"}} 8 {moment - ago}')
    for labels in sites[:5]:
        row = f'opd:status:measured_code{{opd="{labels["opd"]}"}} 2 {moment - 3 * DAY}'
        rows["opd:status:measured_code"].append(row)
    file = folder / "history.txt"
    file.write_text("\n".join([*chain(*rows.values()), "# EOF"]) + "\n", "utf-8")
    data = folder / "data/prometheus"
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--quiet",
                "--max-block-duration=486h",
            ),
            *(str(file), str(data)),
        ],
        check=True,
    )


@contextmanager
def city() -> Iterator[str]:
    """The exporter over the city; gives its address."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("city_running.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.communicate(timeout=20)


READY = (
    "count(opd_site_up) == 32",
    "count(count_over_time(opd:wall:order[1m]) > 4) == 32",
    "count(opd:down_since_timestamp_seconds) == 4",
    "opd:known:measured_timestamp_seconds",
    "count(opd:status:changes_7d > 0) >= 5",
    "rate(opd_exporter_site_requests_total[4m])",
    'count(ALERTS{alertstate="firing", audience="operator"})',
)
"""What holds once everything has been pulled and reckoned a few times."""


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with city() as exporter:

        def edit(folder: Path) -> None:
            pull_every(folder / "prometheus.yml", 2)
            alerts = folder / "rules/alerts-sites.yml"
            alerts.write_text(re.sub(r"(?m)^( +for:) .*$", r"\1 0s", alerts.read_text("utf-8")), "utf-8")
            history(folder, exporter)

        with stack(urlsplit(exporter).netloc, edit=edit, prometheus_options=KEEP) as started:
            now = Running(exporter, started)
            deadline = time.monotonic() + 60
            while (missing := [expr for expr in READY if not now.now(expr)]) and time.monotonic() < deadline:
                time.sleep(0.5)
            assert not missing, missing
            yield now


def all_queries() -> list[queries.Query]:
    """Every query; the board of one site once for a site that lives and once for one that does not."""
    found = []
    for one in BOARDS.values():
        if one["uid"] == board.SITE:
            for key in ("dinkes", "disperkim"):
                found += queries.of(one, queries.chosen(one, opd=key))
        else:
            found += queries.of(one, queries.chosen(one))
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
    reckoned = {one["metric"]["opd"]: one["metric"]["status"] for one in running.now("opd:status == 1")}
    assert reckoned == {site["opd"]: site["status"] for site in shown["sites"]}
    counts = {one["metric"]["status"]: int(one["value"][1]) for one in running.now("opd:status:count")}
    assert counts == shown["counts"] == {"aktif": 1, "kurang_aktif": 8, "tidak_aktif": 23, "tidak_terukur": 0}


def test_the_tiles_show_every_site_once_worst_first(running: Running) -> None:
    columns = [
        [
            (row["metric"]["nama_layar"], float(row["value"][1]))
            for row in running.now(panel["targets"][0]["expr"])
        ]
        for panel in BY_UID[board.WALL]["panels"]
        if "opd:wall:order" in str(panel["targets"])
    ]
    assert [len(column) for column in columns] == [8, 8, 8, 8]
    order = [value for column in columns for _, value in column]
    assert order == sorted(order, reverse=True)
    assert len({name for column in columns for name, _ in column}) == 32
    assert columns[-1][-1][0] == "Kasemen"


@pytest.mark.parametrize("count", [1, 3, 4, 20, 33, 59, 60])
def test_any_number_of_sites_is_shared_out_without_a_rest(running: Running, count: int) -> None:
    """The same expression over so many made-up sites, nine of ten alike but for their place."""
    made = " or ".join(
        f'label_replace(vector({400000 - n // 10 - n / 10000}), "nama_layar", "{n}", "", "")'
        for n in range(count)
    )
    seen: list[str] = []
    lengths = []
    for column in range(1, wall.COLUMNS + 1):
        expr = wall.tiles(column, (0, 0, 1, 1))["targets"][0]["expr"].replace("opd:wall:order", f"({made})")
        names = [row["metric"]["nama_layar"] for row in running.now(expr)]
        seen += names
        lengths.append(len(names))
    assert sorted(seen, key=int) == [str(n) for n in range(count)]
    assert seen == sorted(seen, key=int), "worst first"
    assert max(lengths) - min(lengths) <= 1


def named(uid: str, beginning: str) -> Json:
    """A panel by how its title or description begins."""
    return next(p for p in BY_UID[uid]["panels"] if called(p).startswith(beginning))


@pytest.mark.parametrize(
    ("age", "letter"), [(0, "A"), (599, "A"), (601, "B"), (71999, "B"), (72001, "C"), (9e6, "C")]
)
def test_the_clock_is_red_when_the_data_is_old(running: Running, age: float, letter: str) -> None:
    for target in named(board.WALL, "Saat situs terakhir")["targets"]:
        rows = running.now(target["expr"].replace(wall.LAST_LOOK, f"vector(time() - {age:.0f})"))
        assert bool(rows) == (target["refId"] == letter)
        if rows:
            assert float(rows[0]["value"][1]) / 1000 == pytest.approx(time.time() - age, abs=5)


def test_the_clock_is_when_the_exporter_last_answered(running: Running) -> None:
    assert float(running.now(wall.LAST_LOOK)[0]["value"][1]) == pytest.approx(time.time(), abs=20)


def test_without_data_no_tile_stays_and_the_monitor_is_dead(running: Running) -> None:
    """A quarter of an hour after the last pull, when not even the rules were reckoned."""
    state = named(board.WALL, "Keadaan pemantau")["targets"][0]["expr"]
    assert running.now(state)[0]["value"][1] == "0"
    assert running.now(state, ahead=LATER)[0]["value"][1] == "3"
    for panel in BY_UID[board.WALL]["panels"]:
        if called(panel).startswith(("Situs, kolom", "Saat situs", "Jumlah situs menurut")):
            for target in panel["targets"]:
                assert not running.now(target["expr"], ahead=LATER)


@pytest.mark.parametrize(
    ("seconds", "letter", "shown"), [(120, "A", "2"), (7300, "B", "2"), (200000, "C", "2")]
)
def test_how_long_a_site_is_down_is_told_in_minutes_hours_or_days(
    running: Running, seconds: int, letter: str, shown: str
) -> None:
    for target in named(board.WALL, "Situs yang tidak menjawab")["targets"]:
        since = f'label_replace(vector(time() - {seconds}), "nama_layar", "X", "", "")'
        rows = running.now(target["expr"].replace("opd:down_since_timestamp_seconds", f"({since})"))
        assert [row["value"][1] for row in rows] == ([shown] if target["refId"] == letter else [])


def test_that_nobody_is_down_is_said_only_while_somebody_looks(running: Running) -> None:
    expr = named(board.WALL, "Situs yang tidak menjawab")["targets"][3]["expr"]
    nobody = expr.replace("opd:down_since_timestamp_seconds", "(opd:down_since_timestamp_seconds < 0)")
    assert running.now(nobody)[0]["metric"] == {"nama_layar": "Semua hidup"}
    assert not running.now(nobody, ahead=LATER)
    assert not running.now(expr)


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
    asked = queries.of(desk, queries.chosen(desk, **filters))
    expr = next(query.expr for query in asked if query.panel == "Semua situs" and query.ref == "A")
    assert len(running.now(expr)) == expected


def test_variables_find_their_values(running: Running) -> None:
    kelompok = running.ask("label/kelompok/values", **{"match[]": "opd:site"})
    assert kelompok == ["badan", "dinas", "kecamatan", "sekretariat"]
    assert "wordpress" in running.ask("label/cms/values", **{"match[]": "opd_site_cms_info"})
    (variable,) = [v for v in BY_UID[board.SITE]["templating"]["list"] if v["name"] == "opd"]
    assert variable["definition"] == "query_result(opd:site)"
    pattern = variable["regex"].strip("/").replace("(?<", "(?P<")
    sites = []
    for row in running.now("opd:site"):
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
            for name in re.findall(r"\$\{?([a-z_]\w*)", text)
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
        for field in re.findall(r"\$\{__data\.fields\.(\w+)\}", url):
            assert field in shown, (called(panel), field)
        if match := re.fullmatch(r"/d/([\w-]+)(?:\?(?:kiosk|var-(\w+)=\$\{[\w.]+\}))?", url):
            target = BY_UID[match[1]]
            assert not match[2] or match[2] in {v["name"] for v in target["templating"]["list"]}
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
    urls = [row["metric"]["url"] for row in running.now("max by (opd, url) (opd_site_info)")]
    assert len(urls) == 32
    assert all(re.fullmatch(r"https?://127\.0\.0\.1:\d+/", url) for url in urls)


def test_every_alert_has_its_name_in_words(running: Running) -> None:
    groups = running.ask("rules", type="alert")["groups"]
    assert {rule["name"] for group in groups for rule in group["rules"]} <= set(ALERTS)
    graph = Counter(rule["labels"]["severity"] for group in groups for rule in group["rules"])
    assert graph.keys() <= {"critical", "warning", "info", "none"}


@pytest.mark.parametrize(
    ("instead", "state"),
    [
        ({}, "0"),
        ({"min(opd_exporter_config_last_reload_successful)": "vector(0)"}, "1"),
        ({'avg(up{job="opd-site"})': "vector(0.8)"}, "2"),
        ({'max(up{job="opd-exporter"})': "vector(0)"}, "3"),
        ({'max(ALERTS{alertname="MassOutage", alertstate="firing"})': "vector(1)"}, "4"),
        (
            {
                'max(ALERTS{alertname="MassOutage", alertstate="firing"})': "vector(1)",
                'avg(up{job="opd-site"})': "vector(0.1)",
            },
            "4",
        ),
    ],
)
def test_the_monitor_tells_its_worst_state(running: Running, instead: dict[str, str], state: str) -> None:
    expr = named(board.WALL, "Keadaan pemantau")["targets"][0]["expr"]
    for old, new in instead.items():
        assert old in expr
        expr = expr.replace(old, new)
    assert [row["value"][1] for row in running.now(expr)] == [state]


def test_the_gravest_alerts_stand_first(running: Running) -> None:
    (panel,) = (p for p in BY_UID[board.DESK]["panels"] if p["title"] == "Peringatan yang menyala")
    found = running.now(panel["targets"][0]["expr"])
    levels = {row["metric"]["alertname"]: row["value"][1] for row in found}
    assert levels["SiteDown"] == "2"
    assert levels["GamblingSpam"] == "3"
    assert panel["options"]["sortBy"] == [{"displayName": "Tingkat", "desc": True}]
