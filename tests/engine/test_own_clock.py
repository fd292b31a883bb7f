"""Our own clock may be wrong by months; the sites' servers tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

import pytest

import own_network
from opd_exporter.domain.scope import Scope
from opd_exporter.engine.own_clock import HEARD, OwnClock

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
YEAR = timedelta(days=365)


class Passing:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def heard(*off: timedelta, passing: Passing | None = None) -> OwnClock:
    """Servers that tell a time so far from ``NOW``."""
    clock = OwnClock(passing or Passing())
    for number, one in enumerate(off):
        clock.heard(site(number), ip_address(f"203.0.113.{number + 1}"), format_datetime(NOW + one))
    return clock


def site(number: int) -> Scope:
    return Scope(frozenset({(f"opd-{number}.example.go.id", 80)}), "/")


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("off", "behind"),
    [
        ((YEAR, YEAR, YEAR), YEAR),
        ((-YEAR, -YEAR - MINUTE, -YEAR + MINUTE), -YEAR),
        ((YEAR, YEAR, YEAR, -YEAR), YEAR),
        ((), None),
        ((YEAR, YEAR), None),  # too few
        ((YEAR, YEAR, YEAR, MINUTE, MINUTE), None),  # others say that ours is right
        ((YEAR, 2 * YEAR, 3 * YEAR), None),  # each tells another time
        ((7 * HOUR, 7 * HOUR, 7 * HOUR), None),  # their zone's time
        ((MINUTE, -MINUTE, MINUTE), None),
    ],
)
def test_servers_that_agree_tell_that_it_is_wrong(
    off: tuple[timedelta, ...], behind: timedelta | None
) -> None:
    assert heard(*off).behind(NOW) == behind


def test_a_server_of_many_sites_is_one_witness_and_no_nonsense_is_any() -> None:
    clock = heard(YEAR, YEAR)
    for text in ("", "kemarin", "Tue, 24 Nov 9999999 08:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -1400", "0"):
        clock.heard(site(9), ip_address("203.0.113.9"), text)
    for number in range(5):
        clock.heard(site(10 + number), ip_address("203.0.113.1"), format_datetime(NOW + YEAR))
    assert not clock.held
    assert clock.behind(NOW) is None


def test_a_site_with_many_addresses_is_one_witness() -> None:
    """A name server tells another address for each question, to make the clock of all others wrong."""
    clock = heard(MINUTE, MINUTE)
    for number in range(2 * HEARD):
        clock.heard(site(9), ip_address(number + 2**24), format_datetime(NOW + YEAR))
    assert clock.held
    assert clock.behind(NOW) is None
    assert clock.behind(NOW - YEAR) is None, "two are too few"


def test_what_was_heard_goes_on_with_time_and_a_clock_set_right_is_right_at_once() -> None:
    passing = Passing()
    clock = heard(YEAR, YEAR, YEAR, passing=passing)
    passing.seconds += 40 * 86400
    assert clock.behind(NOW + timedelta(days=40)) == YEAR
    assert clock.behind(NOW + timedelta(days=40) + YEAR) is None


def test_a_machine_with_many_addresses_is_one_witness() -> None:
    """One in a subnet of its own, or with an address in each protocol that names the other."""
    clock = OwnClock(Passing())
    for number, server in enumerate(
        ("2a00:1450::1", "2a00:1450::1:2", "103.10.0.1", "64:ff9b::670a:1", "::ffff:103.10.0.1")
    ):
        clock.heard(site(number), ip_address(server), format_datetime(NOW + YEAR))
    assert not clock.held
    clock.heard(site(9), ip_address("64:ff9b::670a:2"), format_datetime(NOW + YEAR))
    assert clock.behind(NOW) == YEAR


def test_the_last_second_of_the_calendar_ends_nothing() -> None:
    passing = Passing()
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    clock = heard(*(last - NOW,) * 3, passing=passing)
    passing.seconds += 10
    assert clock.behind(NOW) == last - NOW + timedelta(seconds=10)


def test_those_heard_last_are_asked() -> None:
    clock = OwnClock(Passing())
    for number in range(2 * HEARD):
        told = NOW + (YEAR if number < HEARD else timedelta())
        clock.heard(site(number), ip_address(number + 2**24), format_datetime(told))
    assert clock.behind(NOW) is None
    assert clock.behind(NOW - YEAR) == YEAR


def test_servers_on_this_machine_have_our_clock_whatever_they_tell() -> None:
    """A proxy's cache, or a clock that a test moves."""
    clock = OwnClock(Passing())
    for number in range(5):
        clock.heard(site(number), ip_address(f"127.0.0.{number + 1}"), format_datetime(NOW + YEAR))
    assert not clock.held
    assert clock.behind(NOW) is None


def test_nothing_is_judged_or_kept_by_a_wrong_clock() -> None:
    """Nor what was seen before three servers were heard: a site that failed then did not fail for a year once the clock
    is right, and a post of this month was not seen a year before it was written."""
    nothing = [None] * 4
    right = {"known": False, "dead_for_days": 0.0, "status": "aktif"}
    wrong = {"known": True, "refused": ["opd-3", "opd-0", "opd-1"], "told": nothing, "kept": nothing}
    told = own_network.ran(Path(__file__).parent / "wrong_clock_in_namespace.py", 120)
    assert told == {"behind": {"wrong": wrong, "right": right}, "ahead": {"wrong": wrong, "right": right}}
