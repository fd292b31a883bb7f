"""The monitor's own line: while nothing answers, nobody has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from opd_exporter.domain.report import Visit
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Reason, Status
from opd_exporter.engine import line
from opd_exporter.engine.busy import LineDown
from opd_exporter.store.record import Record
from site_server import Clock, Pages, config_of, front, serving, watching

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seen(at: datetime, reason: Reason | None = None) -> Visit:
    return Visit(at, reason is None, reason, "", "https://opd.example.go.id/")


def record(
    key: str, reason: Reason | None, since: datetime | None, heard: Visit | None, at: datetime = NOW
) -> Record:
    return Record(
        key,
        f"https://{key}.example.go.id/",
        seen(at, reason),
        since if reason else None,
        heard=heard or (None if reason else seen(at)),
    )


UP = seen(NOW - 2 * HOUR)
DOWN = [record(key, Reason.CONNECT, NOW - HOUR, UP) for key in "abc"]
OLD = record("z", Reason.DNS, NOW - timedelta(days=40), None)


def test_every_site_that_fails_for_a_quarter_of_an_hour_is_our_line() -> None:
    assert line.down_since(DOWN, NOW) == NOW - HOUR
    assert line.down_since([*DOWN, OLD, Record("new", "https://new.example.go.id/")], NOW) == NOW - HOUR
    assert line.down_since(DOWN, NOW - HOUR + timedelta(minutes=14)) is None


@pytest.mark.parametrize(
    "other",
    [
        record("d", None, None, None),
        record("d", Reason.HTTP_STATUS, NOW - HOUR, seen(NOW, Reason.HTTP_STATUS)),
        record("d", Reason.TLS, NOW - HOUR, seen(NOW, Reason.TLS)),
        record("d", Reason.TIMEOUT, NOW - 3 * HOUR, seen(NOW - HOUR / 2)),
    ],
)
def test_one_that_answered_meanwhile_is_enough_for_the_line_to_stand(other: Record) -> None:
    assert line.down_since([*DOWN, other], NOW) is None


def test_sites_long_dead_are_no_witnesses_and_one_site_is_no_line() -> None:
    assert line.down_since([OLD, replace(OLD, key="y", heard=seen(NOW - timedelta(days=50)))], NOW) == (
        NOW - timedelta(days=40)
    )
    assert line.down_since(DOWN[:1], NOW) is None
    assert line.down_since([], NOW) is None


def test_what_stood_before_stands_again_and_an_outage_of_its_own_goes_on() -> None:
    again = line.unlooked(DOWN[0], NOW - HOUR)
    assert (again.visit, again.unusable_since) == (UP, None)
    assert line.unlooked(OLD, NOW - HOUR) == OLD
    broken = seen(NOW - 5 * HOUR, Reason.HTTP_STATUS)
    own = record("d", Reason.TIMEOUT, NOW - 9 * HOUR, broken)
    assert line.unlooked(own, NOW - HOUR).visit == broken
    assert line.unlooked(own, NOW - HOUR).unusable_since == NOW - 9 * HOUR


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_week_without_a_line_makes_no_site_dead(tmp_path: Path, restarted: bool) -> None:
    clock, sites = Clock(), [Pages({"/": front()}) for _ in range(3)]
    dead = Pages({"/": front()})
    async with serving(dead):
        pass
    async with serving(*sites):
        config = config_of(*sites, dead)
        async with watching(config, clock, tmp_path) as observatory:
            for key in observatory.config.sites:
                await observatory.examine(key.key)
    clock.pass_(minutes=1)
    async with watching(config, clock, tmp_path) as observatory:
        for site in config.sites:
            report = await observatory.examine(site.key)
            assert report.visit is not None
            assert report.visit.reason is Reason.CONNECT
        since = observatory.report("opd-3").unusable_since
        assert since is not None
        if not restarted:
            clock.pass_(days=9)
            with pytest.raises(LineDown):
                await observatory.probe("opd-0", deadline=5)
    if restarted:
        clock.pass_(days=9)
    async with watching(config, clock, tmp_path) as observatory:
        for site in config.sites:
            await observatory.examine(site.key)
        report = observatory.report("opd-0")
        assert (report.up, report.unusable_since) == (True, None)
        dead_report = observatory.report("opd-3")
        assert dead_report.unusable_since is not None
        assert dead_report.unusable_since <= since
        assert status(dead_report, config.thresholds, clock.now) is Status.TIDAK_AKTIF
