"""The events of sites' lives, with how often each comes; what one does stands in ``happenings``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from years import happenings
from years.happenings import Happen
from years.site import Site
from years.systems import SYSTEMS


@dataclass(frozen=True)
class Event:
    """``daily`` is part of a site's ordinary life; all others try to lead a watcher astray."""

    name: str
    happen: Happen
    weight: int
    """How often it comes among the others; 0 where ``plan`` has a chance of its own for it."""
    daily: bool = False
    final: bool = False
    """Nothing else comes after it."""
    fits: Callable[[Site], bool] = lambda site: True


def _asks(site: Site) -> bool:
    """Whether it has anything but pages to ask."""
    system = SYSTEMS[site.style.system]
    feed = bool(system.feed and site.style.feed)
    return site.style.system != "shell" and (feed or bool(system.interface and site.style.interface))


def _feeds(site: Site) -> bool:
    return bool(SYSTEMS[site.style.system].feed and site.style.feed)


def _pages(site: Site) -> bool:
    return site.style.system != "shell"


def _lists_apart(site: Site) -> bool:
    """Whether its front page lists posts, and another page does, too."""
    return site.style.system not in ("shell", "mapped") and not site.style.bare_front


STRANGERS = ("check", "wall", "maintenance", "database", "blank", "default page", "defaced")
"""What stands in a site's place for some days (``strangers.INSTEAD``)."""
EVENTS: dict[str, Event] = {
    one.name: one
    for one in (
        Event("post", happenings.post, 0, daily=True),
        Event("edit", happenings.edit, 0, daily=True),
        Event("read", happenings.read, 0, daily=True),
        Event("article hidden", happenings.hide, 2),
        Event("article restored", happenings.restore, 3),
        Event("address corrected", happenings.correct_address, 3),
        Event("article moved", happenings.move, 2),
        Event("imported anew", happenings.migrate, 4),
        Event("lists in another order", happenings.reorder, 3, fits=_pages),
        Event("feed frozen", happenings.freeze_feed, 3, fits=_asks),
        Event("feed broken", happenings.lasting("feed broken", 1, 20), 2, fits=_asks),
        Event("refused", happenings.lasting("refused", 1, 30), 3, fits=_pages),
        Event("session ids in links", happenings.session_ids, 3, fits=_pages),
        Event("redesign", happenings.redesign, 3, fits=_pages),
        Event("old post dated anew", happenings.date_anew, 3),
        Event("posted again", happenings.post_again, 2),
        Event("every address changed", happenings.move_all, 2, fits=_pages),
        Event("dates printed otherwise", happenings.print_otherwise, 2, fits=_pages),
        Event("another zone", happenings.other_zone, 2, fits=_pages),
        Event("archive added", happenings.add_archive, 2),
        Event("newest deleted", happenings.delete, 2),
        Event("emptied", happenings.empty, 1),
        Event("backup restored", happenings.restore_backup, 3),
        Event("published from a draft", happenings.from_draft, 3),
        Event("redesign of the latest", happenings.redesign_short, 2, fits=_pages),
        Event("front page cached", happenings.lasting("front page cached", 3, 60), 2, fits=_lists_apart),
        Event("list cached", happenings.lasting("list cached", 3, 60), 2, fits=_lists_apart),
        Event("yearly title", happenings.yearly, 2),
        Event("announced ahead", happenings.announce, 2),
        Event("press release", happenings.release, 2),
        Event("feed flaps", happenings.lasting("feed flaps", 5, 40), 2, fits=_asks),
        Event("feed of now", happenings.lasting("feed of now", 5, happenings.FOREVER), 2, fits=_feeds),
        Event("firewall", happenings.lasting("firewall", 1, 12), 2, fits=_pages),
        Event("moved to www", happenings.lasting("moved to www", happenings.FOREVER, happenings.FOREVER), 1),
        Event("links injected", happenings.lasting("links injected", 3, 60), 1),
        Event("gambling flood", happenings.flood, 4),
        Event("another site's pages", happenings.missing_host, 3),
        Event("three names", happenings.missing_hosts, 2),
        Event("taken over", happenings.taken_over, 0),
        Event(
            "clock added by a redesign",
            happenings.lasting("clock added by a redesign", happenings.FOREVER, happenings.FOREVER),
            3,
            fits=_pages,
        ),
        Event("down: dns", happenings.lasting("down: dns", 0.5, 12), 1),
        Event("down: connect", happenings.lasting("down: connect", 0.5, 12), 1),
        Event("down: 500", happenings.lasting("down: 500", 0.5, 12), 2),
        *(Event(f"down: {what}", happenings.lasting(f"down: {what}", 0.5, 12), 1) for what in STRANGERS),
        Event("down: timeout", happenings.lasting("down: timeout", 0.5, 3), 1),
        Event("line down", happenings.line_down, 2),
        Event(
            "replaced: router",
            happenings.lasting("replaced: router", happenings.FOREVER, happenings.FOREVER),
            2,
            final=True,
        ),
        Event(
            "replaced: provider",
            happenings.lasting("replaced: provider", happenings.FOREVER, happenings.FOREVER),
            2,
            final=True,
        ),
        Event(
            "replaced: suspended",
            happenings.lasting("replaced: suspended", happenings.FOREVER, happenings.FOREVER),
            1,
            final=True,
        ),
        Event(
            "replaced: parked",
            happenings.lasting("replaced: parked", happenings.FOREVER, happenings.FOREVER),
            1,
            final=True,
        ),
        Event(
            "dead: dns",
            happenings.lasting("down: dns", happenings.FOREVER, happenings.FOREVER),
            1,
            final=True,
        ),
        Event(
            "dead: 500",
            happenings.lasting("down: 500", happenings.FOREVER, happenings.FOREVER),
            1,
            final=True,
        ),
    )
}
CAST = {"another site's pages": 1, "three names": 3, "press release": 3}
"""Neighbours that an event needs."""
