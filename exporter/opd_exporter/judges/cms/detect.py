"""Which system publishes a page: the marks of ``judges/systems`` held against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

from opd_exporter.domain.report import Cms
from opd_exporter.judges.cms.marks import Marks, marks_of
from opd_exporter.judges.cms.names import after_name, credit_of
from opd_exporter.judges.cms.versions import version_of
from opd_exporter.judges.rule_files import read_rules, strings
from opd_exporter.judges.systems.records import System, systems
from opd_exporter.page.model import Page

ENOUGH = 3
"""Points from which on a system is detected; one weak mark alone never is ("none is 0, never a guess")."""
GENERATOR, STRONG, AGAIN, WEAK = 5, 3, 1, 1
"""Points: a generator tag that names the system; the first mark of a kind; each further one of it; a weak mark. A tag
weighs as much as all marks of one kind together, which one old folder may leave behind after a move; marks of two kinds
outweigh it."""
MOST_AGAIN = 2
"""Further marks of a kind that count."""
NUMBERED = 2
"""Different numbers of one kind from which on somebody counts."""
FRAMEWORKS = ("laravel_session", "laravel-session", "ci_session")
"""Cookies by which frameworks know a visitor: what answers is home-made, whatever template it wears."""
OTHER = "lain"
"""The name of every system that no rule knows."""

_ANY_SYSTEM = re.compile(
    r"(?:^|[\s\-_])(?:cms|content management(?: system)?|blog engine|weblog|wiki|site generator|website builder|portal)\b"
)
"""A generator tag that no rule knows names a system when it calls itself one."""
# A system's name in its generator tag ends where its version, its address or a remark begins.
_NAME = re.compile(r"[a-z][a-z0-9 ._\-]{0,38}?(?=\s+v?\d|\s*[(,;|!]|\s*$)")
_NO_CMS = strings(read_rules("judges.cms", "no_cms.yml"), "no_cms", "judges/cms/no_cms.yml")
"""How generator tags begin that name no publishing system; read at once, since readers behind walls open no file."""


def _named(pairs: tuple[tuple[str, str], ...], wanted: tuple[str, ...]) -> int:
    """How many of the wanted ``name: part of value`` are there."""
    count = 0
    for entry in wanted:
        name, _, part = entry.partition(":")
        count += any(key == name and part.strip() in value for key, value in pairs)
    return count


def _has(part: str, addresses: str) -> bool:
    """Whether one of the addresses holds the part; with a ``^``, begins with it."""
    if not part.startswith("^"):
        return part in addresses
    return addresses.startswith(part[1:]) or f"\n{part[1:]}" in addresses


_Parts = tuple[tuple[str, str], ...]
"""Texts to look for, each with the name of the system whose mark it is."""


def _parts(of: Callable[[System], Iterable[str]]) -> _Parts:
    return tuple((part, known.name) for known in systems().values() for part in of(known))


@cache
def _looked_for() -> dict[str, _Parts]:
    """By what of a page's marks they are looked for in: a text without which no mark of that system is there."""
    return {
        "own": _parts(lambda known: (part.removeprefix("^") for part in (*known.paths, *known.weak))),
        "foreign": _parts(lambda known: (part for part in known.paths if not part.startswith("^"))),
        "loaded": _parts(lambda known: known.anywhere),
        "comments": _parts(lambda known: known.comments),
        "credits": _parts(lambda known: (*known.texts, *known.generator)),
        "scripts": _parts(lambda known: known.scripts),
        "names": _parts(lambda known: (_first(entry) for entry in known.names)),
        "begins": _parts(_begins),
    }


def _begins(known: System) -> tuple[str, ...]:
    """How a generator tag, a cookie, or the name of a header, a meta tag or a class must begin, each in a line."""
    pairs = (entry.partition(":")[0] for entry in (*known.headers, *known.metas))
    return (
        *(f"\n{name}" for name in (*known.generator, *known.cookies, *pairs)),
        *(_first(entry) for entry in known.body),
    )


def _first(entry: str) -> str:
    """How the first of an entry's names must begin, in a line."""
    return f"\n{entry.split()[0].rstrip('#')}"


def _are_there(entry: str, names: str) -> bool:
    """Whether all names of an entry are there (``System.names`` says how they are written)."""
    for name in entry.split():
        if name.endswith("#"):
            if len(re.findall(rf"(?<=\n){re.escape(name[:-1])}\d+(?=\n)", names)) < NUMBERED:
                return False
        elif (f"\n{name}" if name.endswith(("-", "_")) else f"\n{name}\n") not in names:
            return False
    return True


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What systems make of names of files, each with the name of the system."""
    return tuple((re.compile(one, re.M), known.name) for known in systems().values() for one in known.shapes)


def _suspects(marks: Marks) -> Collection[System]:
    """The systems of which anything is there at all: most have nothing on any page, and need not be counted."""
    pairs = (name for name, _ in (*marks.headers, *marks.metas))
    begun = "\n".join(("", *marks.generators, *marks.cookies, *pairs)) + marks.body
    shown = {**vars(marks), "begins": begun}
    seen: set[str] = set()
    for place, parts in _looked_for().items():
        if text := shown[place]:  # of comments, scripts, files elsewhere and credits many pages have none
            seen.update(name for part, name in parts if part in text)
    seen.update(name for shape, name in _shapes() if shape.search(marks.own))
    return [known for known in systems().values() if known.name in seen or known.name in marks.credited]


def _points(known: System, marks: Marks) -> int:
    # A second mark of the same kind adds little: they come together.
    points = sum(STRONG + AGAIN * min(count - 1, MOST_AGAIN) for count in _strong(known, marks) if count)
    points += GENERATOR * any(after_name(text, known.generator) is not None for text in marks.generators)
    return points + _points_of_weak(known, marks)


def _strong(known: System, marks: Marks) -> tuple[int, ...]:
    """How many strong marks of each kind are there."""
    credit = credit_of(known)
    return (
        sum(_has(part, marks.own) for part in known.paths),
        sum(re.search(shape, marks.own, re.M) is not None for shape in known.shapes),
        _count(known.anywhere, marks.loaded),
        _named(marks.headers, known.headers),
        sum(any(cookie.startswith(name) for cookie in marks.cookies) for name in known.cookies),
        _named(marks.metas, known.metas),
        *_of_markup(known, marks),
        _count(known.comments, marks.comments),
        int(bool(credit and credit.search(marks.credits))),
        _count(known.scripts, marks.scripts),
        int(known.name in marks.credited),
    )


def _count(parts: Iterable[str], text: str) -> int:
    return sum(part in text for part in parts)


def _of_markup(known: System, marks: Marks) -> tuple[int, ...]:
    """Marks of what the page's parts are called, of which a template that a home-made site wears shows as many."""
    if any(cookie.startswith(FRAMEWORKS) for cookie in marks.cookies):
        return ()
    places = ((known.body, marks.body), (known.names, marks.names))
    return tuple(sum(_are_there(entry, names) for entry in entries) for entries, names in places)


def _points_of_weak(known: System, marks: Marks) -> int:
    """One weak mark is what several systems share; two of the same system are as good as a strong one."""
    weak = sum(_has(part, marks.own) for part in known.weak)
    weak += sum(not part.startswith("^") and part in marks.foreign for part in known.paths)
    return 0 if not weak else WEAK if weak == 1 else WEAK * (1 + min(weak, 3))


def _is_unlisted(marks: Marks) -> bool:
    """Whether a generator tag says that this is a system, of which no rule knows."""
    return any(
        _ANY_SYSTEM.search(text) and _NAME.match(text) and not text.startswith(_NO_CMS)
        for text in marks.generators
    )


def detect(page: Page) -> Cms | None:
    """The system with the most marks, or None when none has enough. A system named in an article's text is no
    mark, nor is a file on another site; a framework is no CMS. Of two with equal marks a common one wins. A system
    that no rule knows is ``OTHER`` without a version: a name is ours, never the site's."""
    marks = marks_of(page)
    best, most = None, ENOUGH - 1
    for known in _suspects(marks):
        points = _points(known, marks)
        if points > most:
            best, most = known, points
    if best:
        return Cms(best.name, version_of(best, page, marks))
    return Cms(OTHER) if _is_unlisted(marks) else None
