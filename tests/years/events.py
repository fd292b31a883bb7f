"""What happens to sites. Each event is a function of the town, the site, the moment and chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from years import words
from years.site import Site
from years.systems import SYSTEMS
from years.town import Town
from years.words import FORMS

Happen = Callable[[Town, Site, datetime, Random], None]
FOREVER = 4000.0
"""Days."""


@dataclass(frozen=True)
class Event:
    """``daily`` is part of a site's ordinary life; all others try to lead a watcher astray."""

    name: str
    happen: Happen
    weight: int
    daily: bool = False
    final: bool = False
    """Nothing else comes after it."""
    fits: Callable[[Site], bool] = lambda site: True


def post(town: Town, site: Site, at: datetime, rng: Random) -> None:
    town.write(site, at, rng)


def edit(town: Town, site: Site, at: datetime, rng: Random) -> None:
    if there := site.visible(at):
        rng.choice(there).edited = at


def read(town: Town, site: Site, at: datetime, rng: Random) -> None:
    for one in site.posts:
        one.views += rng.randrange(300)


def hide(town: Town, site: Site, at: datetime, rng: Random) -> None:
    if len(there := site.visible(at)) > 4:
        rng.choice(there[:3]).hidden = True


def restore(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """An old article is shown again; where none was hidden, one that nobody ever saw."""
    hidden = [one for one in site.posts if one.hidden and one.own]
    if hidden:
        rng.choice(hidden).hidden = False
    elif site.posts:
        oldest = min(one.published for one in site.posts)
        town.write(site, oldest - timedelta(days=rng.randrange(3, 90)), rng)


def correct_address(town: Town, site: Site, at: datetime, rng: Random) -> None:
    for one in rng.sample(there, 1) if (there := site.visible(at)[:4]) else ():
        town.numbers += 1
        one.number, one.slug = town.numbers, f"{one.slug}-{rng.randrange(2, 9)}"


def move(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """An article goes to another section."""
    for one in rng.sample(there, 1) if (there := site.visible(at)[:5]) else ():
        one.section = (one.section + 1) % (site.style.sections + 1)


def migrate(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Everything is imported, perhaps into another system: each date becomes the moment of the import, and titles may
    be written otherwise."""
    written = rng.choice((str, str, str.upper, lambda title: f"{title} - {site.name}", _cut))
    site.posts = [one for one in site.posts if not one.away(at)]
    for one in site.posts:
        one.told = at + timedelta(seconds=one.number % 40)
        one.edited, one.title = one.told, written(one.title)
    if rng.random() < 0.5 and site.style.system != "shell":
        _rebuild(site, rng)


def _cut(title: str) -> str:
    return " ".join(title.split()[:-2]) + " ..."


def _rebuild(site: Site, rng: Random) -> None:
    """The same site in another system, which prints dates in another way."""
    others = sorted({"wordpress", "madani", "codeigniter", "laravel", "drupal", "hugo"} - {site.style.system})
    form = rng.choice([form for form in FORMS if form != "ages"])
    look = replace(site.style, system=rng.choice(others), dated=True, rows="dated", form=form)
    site.style = replace(look, paged=False, bare_front=False)


def redesign(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Another system under new addresses, with the posts and dates that there were."""
    for one in site.posts:
        town.numbers += 1
        one.number = town.numbers
    _rebuild(site, rng)


def move_all(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Every article has another address; nothing else changes."""
    for one in site.posts:
        town.numbers += 1
        one.number, one.slug = town.numbers, f"{one.slug}-{rng.randrange(2, 9)}"


def print_otherwise(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Dates are printed in another way."""
    form = rng.choice([form for form in FORMS if form not in ("ages", site.style.form)])
    site.style = replace(site.style, form=form)


def other_zone(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """The server's clock is set to another zone: what was posted late in the day is printed with the next one."""
    zone = rng.choice([zone for zone in words.ZONES if zone != site.style.zone])
    site.style = replace(site.style, zone=zone)
    site.zones.add(zone)


def add_archive(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Old articles are brought in with their own days: new addresses, and the latest edits of all."""
    oldest = min((one.published for one in site.posts), default=at - timedelta(days=400))
    for _ in range(rng.randrange(4, 14)):
        town.write(site, oldest - timedelta(days=rng.randrange(3, 900)), rng).edited = at


def date_anew(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """An old post is edited and given the date of today."""
    for one in rng.sample(there, 1) if (there := site.visible(at)[:5]) else ():
        one.edited = one.told = at.replace(microsecond=0)


def post_again(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A post is taken away and put up again as another, dated today."""
    for one in rng.sample(there, 1) if (there := site.visible(at)[:5]) else ():
        town.numbers += 1
        one.number, one.slug = town.numbers, f"{one.slug}-baru"
        one.edited = one.told = at.replace(microsecond=0)


def delete(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """The newest posts are gone for good."""
    there = [one for one in site.visible(at) if one.own]
    for one in there[: rng.randrange(1, 4)] if len(there) > 5 else ():
        one.gone = at


def empty(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Every post is gone for good."""
    for one in site.visible(at):
        one.gone = at


def restore_backup(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """After a crash the site is as it was months ago. Some of what was lost may be entered anew, dated when it is."""
    kept, anew = at - timedelta(days=rng.randrange(20, 400)), rng.random() < 0.5
    for one in site.visible(at):
        if one.published <= kept:
            continue
        one.gone = at
        if anew and one.own and rng.random() < 0.7:
            town.numbers += 1
            one.number, one.slug = town.numbers, f"{one.slug}-{rng.randrange(2, 9)}"
            one.edited = one.told = one.back = at + timedelta(
                days=rng.randrange(1, 30), minutes=one.number % 60
            )


def from_draft(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A post that shows weeks after the day on which it was begun, and bears that day."""
    town.write(site, at - timedelta(days=rng.randrange(5, 80)), rng)


def redesign_short(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A redesign that brings along the latest posts alone."""
    for one in site.visible(at)[rng.randrange(2, 6) :]:
        one.gone = at
    redesign(town, site, at, rng)


def yearly(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A new post under the title of one of a year ago, which still stands."""
    old = [one for one in site.visible(at) if one.own and at - one.published > timedelta(days=300)]
    for one in rng.sample(old, 1) if old else ():
        made = town.write(site, at, rng)
        made.title, made.slug = one.title, f"{one.slug}-{at.year}"


def announce(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A post that stands there before its day."""
    town.write(site, at + timedelta(days=rng.randrange(3, 20)), rng).ahead = True


def release(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """The same text of the city's press office on every site."""
    first = town.write(site, at, rng, own=False, text=words.body(rng))
    for one in town.sites[1:-1]:
        made = town.write(one, at, rng, own=False, text=first.body)
        made.title, made.slug = first.title, first.slug
        town.mark(one, at, "press release")


def reorder(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A redesign puts the lists into another order; each on one page, since only what runs by date goes on behind numbers."""
    others = sorted({"date", "views", "edits"} - {site.style.order})
    site.style = replace(site.style, order=rng.choice(others), paged=False)


def freeze_feed(town: Town, site: Site, at: datetime, rng: Random) -> None:
    site.frozen = tuple(one.number for one in site.visible(at)[:10])
    town.wrong(site, "feed frozen", at, rng.choice((FOREVER, 5, 12)))


def session_ids(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Addresses that differ at each view; often the dates become ages that never change, too."""
    if rng.random() < 0.6:
        town.wrong(site, "rolling dates", at, 40)
    town.wrong(site, rng.choice(("session ids in links", "session ids in paths")), at, 40)


def flood(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Gambling adverts, some of them under a decent title; mostly cleaned away after a while."""
    gone = at + timedelta(days=rng.choice((FOREVER, *range(5, 40, 7))))
    decent = "Warga berkumpul di balai. Daftar di situs slot gacor maxwin dan bandar togel terpercaya, bonus 100%. "
    decent += '<a href="https://slot-gacor.example.com/">slot gacor</a> <a href="https://togel.example.com/">togel</a>'
    for number in range(rng.randrange(3, 7)):
        text = decent if rng.random() < 0.25 else ""
        town.write(site, at - timedelta(minutes=7 * number), rng, own=False, text=text).gone = gone
    town.wrong(site, "gambling flood", at, (gone - at).days)


def missing_host(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A neighbour's pages stand under this name: the server lost the virtual host."""
    site.shows = town.sites[1]
    town.wrong(site, "another site's pages", at, rng.choice((1, 5, 7, 10)))


def missing_hosts(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """The same under three names at once."""
    days = rng.choice((5, 7, 10))
    for one in (site, *town.sites[2:4]):
        one.shows = town.sites[1]
        town.wrong(one, "another site's pages", at, days)
    town.mark(town.sites[1], at, "its pages under other names")


def line_down(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """The monitor's own line."""
    days = rng.choice((2, 9))
    for one in town.sites:
        town.wrong(one, "line down", at, days)


def lasting(what: str, low: float, high: float) -> Happen:
    """Something wrong for a time between two numbers of days."""

    def happen(town: Town, site: Site, at: datetime, rng: Random) -> None:
        town.wrong(site, what, at, rng.uniform(low, high))

    return happen


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
        Event("post", post, 0, daily=True),
        Event("edit", edit, 0, daily=True),
        Event("read", read, 0, daily=True),
        Event("article hidden", hide, 2),
        Event("article restored", restore, 3),
        Event("address corrected", correct_address, 3),
        Event("article moved", move, 2),
        Event("imported anew", migrate, 4),
        Event("lists in another order", reorder, 3, fits=_pages),
        Event("feed frozen", freeze_feed, 3, fits=_asks),
        Event("feed broken", lasting("feed broken", 1, 20), 2, fits=_asks),
        Event("refused", lasting("refused", 1, 30), 3, fits=_pages),
        Event("session ids in links", session_ids, 3, fits=_pages),
        Event("redesign", redesign, 3, fits=_pages),
        Event("old post dated anew", date_anew, 3),
        Event("posted again", post_again, 2),
        Event("every address changed", move_all, 2, fits=_pages),
        Event("dates printed otherwise", print_otherwise, 2, fits=_pages),
        Event("another zone", other_zone, 2, fits=_pages),
        Event("archive added", add_archive, 2),
        Event("newest deleted", delete, 2),
        Event("emptied", empty, 1),
        Event("backup restored", restore_backup, 3),
        Event("published from a draft", from_draft, 3),
        Event("redesign of the latest", redesign_short, 2, fits=_pages),
        Event("front page cached", lasting("front page cached", 3, 60), 2, fits=_lists_apart),
        Event("list cached", lasting("list cached", 3, 60), 2, fits=_lists_apart),
        Event("yearly title", yearly, 2),
        Event("announced ahead", announce, 2),
        Event("press release", release, 2),
        Event("feed flaps", lasting("feed flaps", 5, 40), 2, fits=_asks),
        Event("feed of now", lasting("feed of now", 5, FOREVER), 2, fits=_feeds),
        Event("firewall", lasting("firewall", 1, 12), 2, fits=_pages),
        Event("moved to www", lasting("moved to www", FOREVER, FOREVER), 1),
        Event("links injected", lasting("links injected", 3, 60), 1),
        Event("gambling flood", flood, 4),
        Event("another site's pages", missing_host, 3),
        Event("three names", missing_hosts, 2),
        Event(
            "clock added by a redesign",
            lasting("clock added by a redesign", FOREVER, FOREVER),
            3,
            fits=_pages,
        ),
        Event("down: dns", lasting("down: dns", 0.5, 12), 1),
        Event("down: connect", lasting("down: connect", 0.5, 12), 1),
        Event("down: 500", lasting("down: 500", 0.5, 12), 2),
        *(Event(f"down: {what}", lasting(f"down: {what}", 0.5, 12), 1) for what in STRANGERS),
        Event("down: timeout", lasting("down: timeout", 0.5, 3), 1),
        Event("line down", line_down, 2),
        Event("replaced: router", lasting("replaced: router", FOREVER, FOREVER), 2, final=True),
        Event("replaced: provider", lasting("replaced: provider", FOREVER, FOREVER), 2, final=True),
        Event("replaced: suspended", lasting("replaced: suspended", FOREVER, FOREVER), 1, final=True),
        Event("replaced: parked", lasting("replaced: parked", FOREVER, FOREVER), 1, final=True),
        Event("dead: dns", lasting("down: dns", FOREVER, FOREVER), 1, final=True),
        Event("dead: 500", lasting("down: 500", FOREVER, FOREVER), 1, final=True),
    )
}
CAST = {"another site's pages": 1, "three names": 3, "press release": 3}
"""Neighbours that an event needs."""
