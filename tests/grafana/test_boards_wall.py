"""The wall in a real Prometheus: every site has its tile, old data looks old, and nothing is said that nobody knows."""

from __future__ import annotations

import time

import pytest
from boards_read import BY_UID, Json, called
from prometheus_running import KOTA, Running

from boards import board, queries, wall

pytestmark = pytest.mark.timeout(300)  # the first waits for all that runs


def expr_of(target: Json) -> str:
    """What a panel of the wall asks for the simulated city."""
    return queries.filled_in(target["expr"], {"kota": KOTA}, 0, 0)


def of_city(expr: str) -> str:
    """The same of an expression that the code names."""
    return queries.filled_in(expr, {"kota": KOTA}, 0, 0)


LATER = 900
"""Seconds: asked so far ahead, all that was pulled is old."""


def test_the_tiles_show_every_site_once_worst_first(running: Running) -> None:
    columns = [
        [
            (row["metric"]["nama_layar"], float(row["value"][1]))
            for row in running.now(expr_of(panel["targets"][0]))
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
        made_up = wall.tiles(column, (0, 0, 1, 1))["targets"][0]["expr"].replace(wall.ORDER, f"({made})")
        names = [row["metric"]["nama_layar"] for row in running.now(of_city(made_up))]
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
        rows = running.now(expr_of(target).replace(of_city(wall.LAST_LOOK), f"vector(time() - {age:.0f})"))
        assert bool(rows) == (target["refId"] == letter)
        if rows:
            assert float(rows[0]["value"][1]) / 1000 == pytest.approx(time.time() - age, abs=5)


def test_the_clock_is_when_the_exporter_last_answered(running: Running) -> None:
    assert float(running.now(of_city(wall.LAST_LOOK))[0]["value"][1]) == pytest.approx(time.time(), abs=20)


def test_without_data_no_tile_stays_and_the_monitor_is_dead(running: Running) -> None:
    """A quarter of an hour after the last pull, when not even the rules were reckoned."""
    state = expr_of(named(board.WALL, "Kota mana")["targets"][0])
    assert running.now(state)[0]["value"][1] == "0"
    assert running.now(state, ahead=LATER)[0]["value"][1] == "4"
    for panel in BY_UID[board.WALL]["panels"]:
        if called(panel).startswith(("Situs, kolom", "Saat situs", "Jumlah situs menurut")):
            for target in panel["targets"]:
                assert not running.now(expr_of(target), ahead=LATER)


def test_which_city_it_is_stands_in_letters_that_are_read_from_five_metres() -> None:
    """A panel's title has 14 pixels. The name stands over the state, as Grafana lays it out in a panel that is not wide."""
    monitor = named(board.WALL, "Kota mana")
    assert [target["legendFormat"] for target in monitor["targets"]] == ["Pemantau $kota"]
    assert monitor["options"]["text"]["titleSize"] >= 26
    assert not any("kota" in panel.get("title", "") for panel in BY_UID[board.WALL]["panels"])
    place = monitor["gridPos"]
    assert place["w"] * 1920 / 24 < 2.5 * (place["h"] * 38 - 8)


@pytest.mark.parametrize(
    ("seconds", "letter", "shown"), [(120, "A", "2"), (7300, "B", "2"), (200000, "C", "2")]
)
def test_how_long_a_site_is_down_is_told_in_minutes_hours_or_days(
    running: Running, seconds: int, letter: str, shown: str
) -> None:
    for target in named(board.WALL, "Situs yang tidak menjawab")["targets"]:
        since = f'label_replace(vector(time() - {seconds}), "nama_layar", "X", "", "")'
        rows = running.now(expr_of(target).replace(of_city(wall.DOWN_SINCE), f"({since})"))
        assert [row["value"][1] for row in rows] == ([shown] if target["refId"] == letter else [])


def test_that_nobody_is_down_is_said_only_while_somebody_looks(running: Running) -> None:
    expr = expr_of(named(board.WALL, "Situs yang tidak menjawab")["targets"][3])
    since = of_city(wall.DOWN_SINCE)
    nobody = expr.replace(since, f"({since} < 0)")
    assert running.now(nobody)[0]["metric"] == {"nama_layar": "Semua hidup"}
    assert not running.now(nobody, ahead=LATER)
    assert not running.now(expr)


@pytest.mark.parametrize(
    ("instead", "state"),
    [
        ({}, "0"),
        ({wall.RELOADED: "vector(0)"}, "1"),
        ({wall.ANSWERED: "vector(0.8)"}, "2"),
        ({wall.EXPORTER_UP: "vector(0)"}, "4"),
        ({wall.EXPORTER_UP: "vector(0)", wall.MASS_OUTAGE: "vector(1)"}, "4"),
        ({wall.MASS_OUTAGE: "vector(1)"}, "3"),
        ({wall.MASS_OUTAGE: "vector(1)", wall.ANSWERED: "vector(0.1)"}, "3"),
    ],
)
def test_the_monitor_tells_its_worst_state(running: Running, instead: dict[str, str], state: str) -> None:
    expr = named(board.WALL, "Kota mana")["targets"][0]["expr"]
    for old, new in instead.items():
        assert old in expr
        expr = expr.replace(old, new)
    assert [row["value"][1] for row in running.now(of_city(expr))] == [state]
