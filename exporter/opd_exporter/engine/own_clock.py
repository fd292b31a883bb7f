"""Our own clock held against those of the sites' servers (RFC 9110, 6.6.1: ``Date``).

A machine without NTP may begin years behind, and every day that is judged by its clock is wrong: posts of this month lie
in the future, a site that failed a minute ago failed for a year once the clock is right. Servers of the sites tell the
time with each answer. One may be wrong, so several must agree. A server that many sites share is one witness, and so is a
site with many addresses, or it could put the clock of all others in the wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address
from statistics import median_low

from opd_exporter.domain.scope import Scope
from opd_exporter.fetch.addresses import judged

APART = timedelta(days=1)
"""What our clock may be off: ages in days are hardly others by less, and servers that tell their own zone's time for
Greenwich's are off by half as much."""
AGREED = timedelta(hours=1)
"""What servers may differ by that tell one time: caches give answers of some minutes ago."""
LEAST = 3
"""Servers that must agree, each at an address of its own and of a site of its own: one may be wrong, and two that are
wrong may be set up alike."""
MOST_OF = 2 / 3
"""Of all servers, that must agree: a third may have no time of its own, and outvotes nobody."""
HEARD = 50
"""Sites, heard last, whose servers are asked: so many that a few that are wrong decide nothing."""
_SUBNET = 64
"""Bits of an IPv6 address behind which one machine may have any (RFC 4291, 2.5.1)."""


def _since_boot() -> float:
    """Seconds that no setting of the clock changes, and that go on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class OwnClock:
    """``seconds`` counts time that passes, whatever the clock is set to."""

    def __init__(self, seconds: Callable[[], float] = _since_boot) -> None:
        self._seconds = seconds
        self._told: dict[Scope, tuple[int, datetime]] = {}
        """By site, those heard last at the end: its server, and what that one's clock showed when ``seconds`` began."""

    def heard(self, site: Scope, server: IPv4Address | IPv6Address, date: str) -> None:
        """A server of a site told this ``Date``, in whatever shape."""
        if server.is_loopback:
            return  # on this machine: its clock is ours
        try:
            told = parsedate_to_datetime(date)
            told = told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
            started = told - timedelta(seconds=self._seconds())
        except (ValueError, OverflowError):
            return
        self._told.pop(site, None)
        self._told[site] = _machine(server), started
        if len(self._told) > HEARD:
            del self._told[next(iter(self._told))]

    @property
    def held(self) -> bool:
        """Whether servers enough were heard to tell."""
        return len(self._servers()) >= LEAST

    def _servers(self) -> list[datetime]:
        """What each server's clock showed when ``seconds`` began."""
        return list(dict(self._told.values()).values())

    def behind(self, now: datetime) -> timedelta | None:
        """How far our clock is behind that of the servers (ahead: negative), where they agree that it is wrong."""
        servers = self._servers()
        if len(servers) < LEAST:
            return None
        told = median_low(servers)
        # Ours first: what a server told may be as late as a calendar goes.
        behind = told - (now - timedelta(seconds=self._seconds()))
        if abs(behind) <= APART:
            return None
        agree = sum(abs(one - told) <= AGREED for one in servers)
        return behind if agree >= max(LEAST, MOST_OF * len(servers)) else None


def _machine(address: IPv4Address | IPv6Address) -> int:
    """What all addresses of one machine have in common."""
    address = judged(address)
    return int(address) if address.version == 4 else int(address) >> (128 - _SUBNET)
