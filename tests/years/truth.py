"""What a careful reader who looks at the same moments, and remembers, may say of a site.

The reader sees what any visitor sees, knows the truth of each date, opens every list, and is not fooled: what is said
here follows from the posts' own moments, never from what the exporter does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from opd_exporter.domain.vocabulary import Status
from years.scene import Scene
from years.site import Post, Site
from years.systems import SYSTEMS
from years.words import WIB, unit_of

AKTIF, KURANG, GRACE = timedelta(days=90), timedelta(days=180), timedelta(days=7)
SLACK = timedelta(days=1, hours=14)
"""A day that is printed without its hour, in a zone from UTC-5 to UTC+9."""
AHEAD = timedelta(days=1)
"""A post of tomorrow may count, since clocks differ."""
MONTHS_DIFFER = 0.03
"""Share of an age in months by which two readers may differ: of 28 to 31 days, or 30."""
SETTLES, LOOKS = timedelta(days=8), 7
"""A living ordinary site must be measured after so long and so many looks."""

AWAY = ("down: ", "replaced: ", "another site's pages")
"""States in which the site's own pages are not there, by their beginning."""
OPEN = {"feed broken", "feed flaps", "refused", "firewall", "rolling dates", "gambling flood", "line down"}
"""States that a reader cannot see through to the end."""
NOBODYS = {"down: default page", "replaced: suspended", "replaced: parked"}
"""Pages that say that nobody's site is here: where no post is known, that is *tidak aktif* (contract, status table)."""
UNSETTLES = {
    "imported anew",
    "redesign",
    "redesign of the latest",
    "lists in another order",
    "clock added by a redesign",
    "session ids in links",
    "every address changed",
    "dates printed otherwise",
    "another zone",
}
"""Events after which a reader needs a few days to be sure again."""


@dataclass(frozen=True)
class Expected:
    """What may be said at one look."""

    statuses: frozenset[Status]
    days: frozenset[date]
    """Days that may be given for the last post; empty: not judged."""
    newest: Post | None = None
    """A post that must show by now."""
    since: date | None = None
    """The first day that may be given for it."""
    settled: bool = False
    """Nothing is open: *tidak terukur* is an evasion."""
    datable: bool = True
    """The site says to somebody when it posts."""


def status_of(when: datetime, now: datetime, coarse: timedelta = timedelta()) -> set[Status]:
    """The status that a post of that moment gives; two of them where the hour decides, or the unit of an age that was
    rounded down by up to ``coarse``."""
    ages = (now - when - SLACK - coarse, now - when + SLACK)
    return {
        Status.AKTIF if age <= AKTIF else Status.KURANG_AKTIF if age <= KURANG else Status.TIDAK_AKTIF
        for age in ages
    }


class Reader:
    """The reader of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._seen: Post | None = None
        """The newest own post ever seen."""
        self._older: Post | None = None
        """The newest before that."""
        self._first: dict[int, datetime] = {}
        """Post -> when it was seen first."""
        self._unseen: dict[int, datetime] = {}
        """Post -> the date that it bore when it was seen first, where somebody gave it that before anybody looked."""
        self._read_at: datetime | None = None
        """The last look that found the site's own pages."""
        self._last: tuple[Post, ...] = ()
        """Any of these may have been given for the last post then."""
        self._aged: set[int] = set()
        """Posts of which nothing but an age was to be read when they were seen last."""
        self._told: set[int] = set()
        """Posts seen with a date of their own: no reader knows that of one which an import had dated anew before."""
        self._down: datetime | None = None
        """The first look since which none found the site's own pages."""
        self._quiet: datetime | None = None
        """The first look since which nothing was open."""
        self._looks = 0
        """Looks since then."""
        self._unsettled = False
        self._known = True
        """The newest post that was there was one whose date any reader could know."""

    def happened(self, what: str) -> None:
        """The reader will see that something changed."""
        self._unsettled = self._unsettled or what in UNSETTLES

    def look(self, now: datetime) -> Expected:
        """Looks, and says what may be said."""
        site, wrong = self._site, self._site.now_wrong(now)
        if "line down" in wrong:
            gone = (
                self._down is not None and now - self._down > GRACE
            )  # before the line broke, and nobody saw it since
            told = self._remembered(now, settled=False)
            return replace(told, statuses=told.statuses | ({Status.TIDAK_AKTIF} if gone else set()))
        if any(state.startswith(AWAY) for state in wrong):
            self._down = self._down or now
            self._quiet = None
            if now - self._down > GRACE:
                return Expected(frozenset({Status.TIDAK_AKTIF}), frozenset(), settled=True)
            told = self._remembered(now, settled=False)
            datable = SYSTEMS[site.style.system].datable(site.style)
            nobodys = bool(wrong & NOBODYS) and not datable
            return replace(told, statuses=told.statuses | ({Status.TIDAK_AKTIF} if nobodys else set()))
        self._down = None
        if "taken over" in wrong:
            self._quiet = None
            return self._remembered(now, settled=False)
        return self._read(site, now, wrong)

    def _read(self, site: Site, now: datetime, wrong: set[str]) -> Expected:
        there = [post for post in site.visible(now) if post.own]
        own = [post for post in there if post.published <= now]
        soon = [post for post in there if now < post.published and _begins(site, post) <= now + AHEAD]
        newest = max(own, key=lambda post: post.published, default=None)
        if newest and (self._seen is None or newest.published > self._seen.published):
            self._older, self._seen = self._seen, newest
        scene, system = Scene(site, now, ""), SYSTEMS[site.style.system]
        untold = (wrong & {"feed of now", "feed frozen"}) and not _tells_apart_from_feed(site, wrong)
        is_open = bool(wrong & OPEN or untold)
        datable = system.datable(site.style)
        (self._aged.update if site.style.form == "ages" else self._aged.difference_update)(map(id, there))
        for post in own:
            if id(post) not in self._first and post.told and self._read_at and post.published > self._read_at:
                self._unseen[id(post)] = post.told
            self._first.setdefault(id(post), now)
            if post.told is None and not is_open and datable:
                self._told.add(id(post))
        if is_open or self._unsettled:
            self._quiet, self._looks, self._unsettled = None, 0, False
        if not is_open:
            self._quiet = self._quiet or now
            self._looks += 1
        known = [post for post in own if id(post) in self._told]
        must = max(known, key=lambda post: post.published, default=None)
        fresh = must is not None and not self._due(must, now, system.exact(scene))
        waited = self._quiet is not None and now - self._quiet >= SETTLES and self._looks >= LOOKS
        self._known = newest is must
        settled = datable and waited and not fresh and self._known
        # What no look could settle may count, or not.
        unsure = [post for post in own if must is None or post.published > must.published]
        posts = [
            post
            for post in (newest, must, self._seen, self._older if fresh else None, *unsure, *soon)
            if post
        ]
        self._read_at, self._last = now, tuple(posts)
        return self._expected(posts, now, settled, None if fresh or is_open or not datable else must)

    def _due(self, newest: Post, now: datetime, exact: bool) -> bool:
        """Whether the newest post must show: at once where its date is beyond doubt, else from the next day on."""
        first = self._first[id(newest)]
        if exact:
            return True
        later = now.astimezone(WIB).date() > first.astimezone(WIB).date()
        return later and now - first >= timedelta(hours=20)

    def _coarse(self, post: Post) -> int:
        """Days by which a post may look younger than it is: it was told in this unit when it was seen first."""
        first = self._first.get(id(post))
        return unit_of(first - post.published) if first and id(post) in self._aged else 0

    def _days(self, post: Post) -> set[date]:
        """Days that may be given for a post. How long a month is, nobody says who tells an age in months."""
        coarse, age = self._coarse(post), (self._first.get(id(post), post.published) - post.published).days
        around = range(-round(MONTHS_DIFFER * age) if coarse > 7 else 0, coarse + 1)
        days = {day + timedelta(days=more) for day in days_of(self._site, post.published) for more in around}
        told = self._unseen.get(id(post))
        return days | (days_of(self._site, told) if told else set())

    def _remembered(self, now: datetime, settled: bool) -> Expected:
        return self._expected(self._last, now, settled, None)

    def _expected(self, posts: Iterable[Post], now: datetime, settled: bool, must: Post | None) -> Expected:
        posts = list(posts)
        statuses = set[Status]().union(
            *(
                status_of(when, now, timedelta(days=self._coarse(post)))
                for post in posts
                for when in (post.published, self._unseen.get(id(post), post.published))
            )
        )
        if not posts:
            statuses.add(Status.TIDAK_AKTIF)
        if not settled:
            statuses.add(Status.TIDAK_TERUKUR)
        days = {day for post in posts for day in self._days(post)}
        datable = self._known and SYSTEMS[self._site.style.system].datable(self._site.style)
        since = min(self._days(must)) if must else None
        return Expected(frozenset(statuses), frozenset(days), must, since, settled, datable)


def _begins(site: Site, post: Post) -> datetime:
    """When the day begins that a post is dated; printed without its hour, that is its moment: in the zone that the exporter
    is configured for, whatever the server's (contract, Words)."""
    printed = post.published.astimezone(site.zone())
    return min(printed.replace(hour=0, minute=0, second=0), datetime(*printed.timetuple()[:3], tzinfo=WIB))


def _tells_apart_from_feed(site: Site, wrong: set[str]) -> bool:
    """Whether anything but its feed dates the posts of a site; what freezes the feed freezes an interface, too."""
    style = site.style
    interface = bool(SYSTEMS[style.system].interface and style.interface)
    return style.dated or (interface and "feed frozen" not in wrong)


def days_of(site: Site, when: datetime) -> set[date]:
    """Days that are right for a moment: where it was written, and where the server stands or stood."""
    zones = (WIB, *(timezone(timedelta(hours=zone)) for zone in site.zones))
    return {when.astimezone(zone).date() for zone in zones}
