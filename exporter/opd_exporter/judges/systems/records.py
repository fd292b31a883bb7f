"""The publishing systems that are known: one file each beside this one, named as the system is in lower case.

Adding a system is adding its file. Sources of what stands there: the systems' own templates, installers and
documentation; of Indonesian ones docs/domain.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from opd_exporter.judges.rule_files import loaded, strings

_ROOM = "opd_exporter.judges.systems"


@dataclass(frozen=True)
class System:
    """What is known of one system. Marks are in lower case; what they are worth: ``judges/cms/detect.py``."""

    name: str
    """The name of its file (contract, Words)."""
    called: str = ""
    """How people call it, as in "Madani CMS"."""
    common: bool = False
    """Often met here: of two systems with equal marks the likelier one."""

    generator: tuple[str, ...] = ()
    """How the text of a generator tag (or X-Generator, X-Powered-CMS) begins that names it; "Powered by" and the like
    before one of these names in the footer is a mark too."""
    paths: tuple[str, ...] = ()
    """Parts of paths ("^": their beginnings) of addresses on the site's own host: scripts, images, styles, links. Strong;
    on another host weak, and only those of scripts and styles (a delivery network)."""
    weak: tuple[str, ...] = ()
    """Likewise, but they also occur elsewhere (old uploads after a move): never enough without another mark."""
    anywhere: tuple[str, ...] = ()
    """Parts of addresses the page loads from whatever host, but for pictures; strong."""
    headers: tuple[str, ...] = ()
    """``name: part of value``; an empty part asks only for the header."""
    cookies: tuple[str, ...] = ()
    """Beginnings of cookie names."""
    metas: tuple[str, ...] = ()
    """``name: part of content``."""
    body: tuple[str, ...] = ()
    """Class or id names of <html> and <body>, written as in ``names``."""
    names: tuple[str, ...] = ()
    """What its core, and not a theme's author, calls parts of a page (``Page.names``); strong. Names with a blank between
    them count when all are there, so that a piece taken over from another site is no mark. One that ends in - or _ is the
    beginning of a name; one that ends in # has a number behind it, and counts when there are two: a system that
    numbers its parts gives each another number, who copied its markup repeats one."""
    comments: tuple[str, ...] = ()
    """Parts of HTML comments."""
    texts: tuple[str, ...] = ()
    """How the footer credits the system, as its templates print it."""
    homes: tuple[str, ...] = ()
    """Where its makers are at home, as hosts: a link there from the footer that says its name, and perhaps a version, is
    a credit in whatever language; strong."""
    themes: tuple[str, ...] = ()
    """How the names of its themes' repositories begin: likewise a link from the footer to one; strong."""
    scripts: tuple[str, ...] = ()
    """Parts of inline scripts."""
    feed_says: tuple[str, ...] = ()
    """What its own template of a feed puts before the feed's title, as the feed's description."""
    version: tuple[str, ...] = ()
    """Core files whose ``?ver=`` is the system's own version (never those of libraries it brings along)."""
    shapes: tuple[str, ...] = ()
    """Regular expressions for what its core makes of names of files (hashes, sizes), searched in the lower-case path and
    query of each address on the site's own host; strong. They begin with letters where they can, so that searching is
    quick; on a host below it a line begins with //."""
    bare_generator: bool = False
    """A generator tag that is only a number is this system's version."""

    pages_only: bool = False
    """What it publishes are pages of a wiki, a manual or a catalogue: only what lies in a section named for news is a
    post."""
    true_dates: bool = False
    """Its own templates and feeds carry the date of publishing by construction; what others tell machines is often made
    by hand, from the date of the last change."""
    keeps_addresses: bool = False
    """The year and the month in a post's address are those in which it was first published, whatever date it is given."""
    feeds: tuple[str, ...] = ()
    """Where it has its feed when no page names it, relative to the site."""
    lists: tuple[str, ...] = ()
    """Where it lists all posts, relative to the site."""
    sitemap: str = "sitemap.xml"
    """Where it has its sitemap, relative to the site."""

    seed_titles: tuple[str, ...] = ()
    """Titles of posts that it or its templates bring along: seeds wherever they stand, whatever their date."""
    seed_slugs: tuple[str, ...] = ()
    """Last parts of their addresses; likewise."""
    seed_days: tuple[str, ...] = ()
    """Days (2016-03-31) that its demo posts carry; only on this system."""


_MARKS = frozenset(field.name for field in fields(System)) - {"called", "feeds", "lists", "shapes"}
"""What is compared with text in lower case."""


def _record(name: str, data: Mapping[str, Any]) -> System:
    where = f"judges/systems/{name}.yml"
    known = {field.name: field for field in fields(System)}
    made: dict[str, Any] = {"name": name}
    for key, value in data.items():
        if key not in known or key == "name":
            raise ValueError(f"{where}: unknown key {key}")
        kind = type(known[key].default)
        if kind is tuple:
            value = strings(data, key, where)
            if key in _MARKS and any(one != one.lower() for one in value):
                raise ValueError(f"{where}: {key} must be lower-case strings")
        elif not isinstance(value, kind):
            raise ValueError(f"{where}: {key}: {value!r} is no {kind.__name__}")
        made[key] = value
    if not made.get("called"):
        raise ValueError(f"{where}: called is missing: how do people call it?")
    return System(**made)


@cache
def systems() -> Mapping[str, System]:
    """All of them by name, common ones first. Raises ValueError for an unknown key or a wrong value, so that a slip in
    the data shows at once."""
    found = []
    for file in files(_ROOM).iterdir():
        if file.name.endswith(".yml"):
            data = loaded(file.read_text("utf-8"))
            if not isinstance(data, dict):
                raise ValueError(f"judges/systems/{file.name}: not a mapping")
            found.append(_record(file.name.removesuffix(".yml"), data))
    return {one.name: one for one in sorted(found, key=lambda one: (not one.common, one.name))}


UNKNOWN = System("")
"""What holds where no system, or one that nobody listed, publishes the site."""


def system(name: str) -> System:
    """The record of a system; :data:`UNKNOWN` for any other name."""
    return systems().get(name, UNKNOWN)
