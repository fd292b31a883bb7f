"""What may happen to a site: each a function of the town, the site, the moment and chance. ``events`` says how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from years import words
from years.site import Site, Style
from years.town import Town
from years.words import FORMS

Happen = Callable[[Town, Site, datetime, Random], None]
FOREVER = 4000.0
"""Days."""


# -- one post ------------------------------------------------------------------------------------------------


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


# -- all posts, or how the site shows them -------------------------------------------------------------------


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
    if rng.random() < 0.25:
        _past_midnight(site, at)


def _past_midnight(site: Site, at: datetime) -> None:
    """The import just made ran from an hour before the server's midnight to two hours after it."""
    over = (at - timedelta(hours=2)).astimezone(site.zone())
    midnight = over.replace(hour=0, minute=0, second=0, microsecond=0)
    for one in site.posts:
        one.told = one.edited = midnight + timedelta(minutes=one.number % 40 * 4.5 - 60)


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


def reorder(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """A redesign puts the lists into another order; each on one page, since only what runs by date goes on behind numbers."""
    others = sorted({"date", "views", "edits"} - {site.style.order})
    site.style = replace(site.style, order=rng.choice(others), paged=False)


# -- posts that go, come back, come ahead or look alike ------------------------------------------------------


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


# -- something wrong for a time ------------------------------------------------------------------------------


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


def taken_over(town: Town, site: Site, at: datetime, rng: Random) -> None:
    """Somebody else posts under this name, from months ago on, with the same system or another; mostly for good."""
    others = sorted({"wordpress", "blogger", "codeigniter", "madani", "drupal"})
    system = site.style.system if rng.random() < 0.3 else rng.choice(others)
    name = rng.choice(("Catatan Pelancong", "Warta Arjasura", "Info Gawai Murah", "Kantor Niaga Utama"))
    other = site.successor = Site(words.slug(name), name, site.host, Style(system))
    posted = at - timedelta(days=60)
    while posted < at + timedelta(days=400):
        town.write(other, posted, rng)
        posted += timedelta(days=rng.uniform(1, 12))
    town.wrong(site, "taken over", at, rng.choice((FOREVER, FOREVER, 3, 25)))


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
