"""Sites of the simulated years (``tests/years``), frozen at a moment of their lives and looked at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from random import Random

from eval.model import Case, Clock, Group, Reply, Truth
from eval.serving import on_loopback
from opd_exporter.domain.vocabulary import Status
from years.events import EVENTS
from years.plan import Life, life
from years.scene import Scene
from years.serving import answer
from years.site import Post, Site
from years.systems import SYSTEMS
from years.truth import OPEN, days_of, status_of

LIVES = 130
"""Lives lived; those that one glance cannot judge are left out."""
CMS = {
    "madani": "popojicms",
    "plain wordpress": "wordpress",
    **{name: name for name in ("wordpress", "joomla", "drupal", "blogger", "hugo", "lokomedia")},
}
"""Years' systems that have a name, by it."""
REASONS = {
    "down: connect": "connect",
    "down: 500": "http_status",
    "down: check": "challenge",
    "down: wall": "blocked",
    "down: maintenance": "maintenance",
    "down: database": "database_error",
    "down: blank": "empty_shell",
    "down: defaced": "defaced",
}
NOBODY_POSTS = {
    "replaced: suspended": "suspended",
    "replaced: parked": "parked",
    "down: default page": "default_page",
}
"""What stands in a site's place, and the reason that is to be told; of the second no post can be expected."""
NEEDS_A_MEMORY = {
    "another site's pages",
    "its pages under other names",
    "taken over",
    "replaced: router",
    "replaced: provider",
    "line down",
    "rolling dates",
    "feed of now",
    "down: timeout",
    "down: dns",
}
"""States that nobody could tell at the first glance, or that no server on loopback can play."""
GAMBLING = {"gambling flood", "links injected"}
AGAIN = 1.4
"""Days during which a printed date may be the server's clock, in whatever zone: the day after it is settled."""


def _at(one: Life) -> tuple[Site, datetime]:
    """The site as it stands at a look in the last two thirds of the life."""
    town, day = one.town(), Random(f"glance {one.seed}").randrange(60, one.days)
    now = one.look_at(day)
    for step in one.steps:
        event = EVENTS[step.event]
        if step.at <= now and event.fits(town.sites[0]):
            event.happen(town, town.sites[0], step.at, Random(step.seed))
    return town.sites[0], now


def _up(site: Site, now: datetime) -> Truth:
    system, wrong = SYSTEMS[site.style.system], site.now_wrong(now)
    there = [post for post in site.visible(now) if post.own and post.published <= now]
    own = sorted(there, key=lambda post: post.published)
    spam = bool(wrong & GAMBLING)
    cms = CMS.get(site.style.system)
    if not own:
        left = {Status.TIDAK_TERUKUR} if wrong & OPEN else set()
        return Truth(frozenset({Status.TIDAK_AKTIF, *left}), frozenset(), cms=cms, spam=spam)
    if not system.datable(site.style):
        return Truth(frozenset({Status.TIDAK_TERUKUR}), frozenset(), cms=cms, spam=spam)
    newest = own[-1]
    statuses, right = set(status_of(newest.published, now)), [newest]
    age = (now - newest.published).total_seconds() / 86400
    exact = system.exact(Scene(site, now, ""))
    if wrong & OPEN or "clock added by a redesign" in wrong or (age < AGAIN and not exact):
        statuses.add(Status.TIDAK_TERUKUR)
        right += own[-2:-1]
    days = frozenset(day for post in right for day in days_of(site, post.published))
    return Truth(frozenset(statuses), days, cms=cms, spam=spam)


def _truth(site: Site, now: datetime) -> Truth:
    wrong = site.now_wrong(now)
    if found := wrong & NOBODY_POSTS.keys():
        reason, status = NOBODY_POSTS[min(found)], Status.TIDAK_AKTIF
    elif found := wrong & REASONS.keys():
        reason, status = REASONS[min(found)], Status.TIDAK_TERUKUR
    else:
        return _up(site, now)
    return Truth(frozenset({status}), frozenset(), False, frozenset({reason}), cms_judged=False)


def _judged(site: Site, now: datetime) -> bool:
    """Whether one glance can: no import has rewritten the dates, nothing is told by its age or is a copy of what other
    sites show, and no state hides what the site is."""
    posts: list[Post] = site.visible(now)
    wrong = site.now_wrong(now)
    released = "gambling flood" not in wrong and not all(post.own for post in posts)
    plain = site.style.form != "ages" and not released and all(post.told is None for post in posts)
    return plain and not wrong & NEEDS_A_MEMORY


def _group(seed: int) -> Group | None:
    site, now = _at(life(seed))
    if not _judged(site, now):
        return None
    style, wrong = site.style, sorted(site.now_wrong(now))
    traits = [
        *wrong,
        *(() if style.dated else ("undated pages",)),
        *((f"clock {style.clock}",) if style.clock else ()),
        *((f"order by {style.order}",) if style.order != "date" else ()),
    ]
    key = f"lives/{seed}"
    case = Case(key, "lives", style.system, ", ".join(traits) or "plain", _truth(site, now))

    def serving(clock: Clock) -> AbstractAsyncContextManager[Mapping[str, str]]:
        def told(path: str, query: str, origin: str) -> Reply:
            reply = answer(site, path, query, clock(), origin)
            return Reply(reply.body, reply.status, reply.kind, reply.headers)

        return on_loopback({key: None if "down: connect" in wrong else told})

    return Group(key, (case,), serving, (now,))


def groups() -> list[Group]:
    """A group a life."""
    return [group for seed in range(LIVES) if (group := _group(seed))]
