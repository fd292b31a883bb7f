"""Which system publishes a page: the rules of ``rules.yml`` held against it, and its version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import yaml

from opd_exporter.page.model import Area, Page
from opd_exporter.report import Cms

ENOUGH = 3
"""Points from which on a system is detected; one weak mark alone never is ("none is 0, never a guess")."""
GENERATOR, STRONG, WEAK = 4, 3, 1

_VERSION = re.compile(
    r"(?<![\w.])v?(\d{1,4}(?:\.\d{1,6}){0,4}(?:[-.]?(?:alpha|beta|rc|dev)[-.]?\d{0,4})?)(?![\w.]*[\w])", re.I
)
_VER = re.compile(r"[?&]ver=(\d{1,3}(?:\.\d{1,4}){1,3})(?:&|$)")


@dataclass(frozen=True)
class Rule:
    """The marks of one system; see the head of ``rules.yml``."""

    name: str
    generator: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()
    metas: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    version: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules. Raises TypeError for an unknown key, so that a slip in the data shows at once."""
    data = yaml.safe_load(files("opd_exporter.cms").joinpath("rules.yml").read_text("utf-8"))
    made: list[dict[str, Any]] = [
        {key: value if key == "name" else tuple(value) for key, value in entry.items()} for entry in data
    ]
    return tuple(Rule(**entry) for entry in made)


@dataclass(frozen=True)
class _Marks:
    """What a page shows, gathered once for all rules."""

    generators: tuple[str, ...]
    own: str
    all: str
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    metas: tuple[tuple[str, str], ...]
    body: frozenset[str]
    comments: str
    footer: str
    scripts: str


def _own(url: str, host: str) -> bool:
    return urlsplit(url).netloc.removeprefix("www.") == host


def _marks(page: Page) -> _Marks:
    host = urlsplit(page.url).netloc.removeprefix("www.")
    addresses = [*page.assets, *(link.url for link in page.head_links)]
    links = [link.url for link in page.links if link.url]
    own = [
        urlsplit(url)._replace(scheme="", netloc="").geturl()
        for url in (*addresses, *links)
        if _own(url, host)
    ]
    cookies = tuple(
        part.strip().partition("=")[0].lower()
        for part in re.split(r",\s*(?=[\w.-]{1,60}=)", page.header("set-cookie")[:4000])
    )
    footer = " ".join(text.text for text in page.texts if text.area is Area.FOOTER)[:2000]
    tail = " ".join(text.text for text in page.texts[-12:] if len(text.text) < 160)[:1500]
    return _Marks(
        generators=tuple(value.lower() for value in page.all_meta("generator") if value),
        own="\n".join(own).lower(),
        all="\n".join(addresses).lower(),
        headers=tuple((key, value.lower()) for key, value in page.headers.items()),
        cookies=cookies,
        metas=tuple((key, value.lower()) for key, value in page.metas),
        body=frozenset(page.body_css.split()),
        comments="\n".join(page.comments).lower(),
        footer=f"{footer} {tail}".lower(),
        scripts="\n".join(page.inline_scripts).lower(),
    )


def _named(pairs: tuple[tuple[str, str], ...], wanted: tuple[str, ...]) -> bool:
    for entry in wanted:
        name, _, part = entry.partition(": ") if ": " in entry else (entry.rstrip(":"), "", "")
        if any(key == name and part in value for key, value in pairs):
            return True
    return False


def _generated(rule: Rule, marks: _Marks) -> bool:
    return any(
        text.startswith(name) and not text[len(name) : len(name) + 1].isalpha()
        for text in marks.generators
        for name in rule.generator
    )


def _points(rule: Rule, marks: _Marks) -> int:
    strong = (
        any(part in marks.own for part in rule.paths),
        any(part in marks.all for part in rule.anywhere),
        _named(marks.headers, rule.headers),
        any(cookie.startswith(name) for cookie in marks.cookies for name in rule.cookies),
        _named(marks.metas, rule.metas),
        bool(marks.body.intersection(rule.body)),
        any(part in marks.comments for part in rule.comments),
        any(re.search(rf"(?<![\w.]){re.escape(part)}(?![\w])", marks.footer) for part in rule.texts),
        any(part in marks.scripts for part in rule.scripts),
    )
    weak = sum(part in marks.own for part in rule.weak)
    return GENERATOR * _generated(rule, marks) + STRONG * sum(strong) + WEAK * (weak + (weak > 1))


def _version(rule: Rule, page: Page, marks: _Marks) -> str:
    for text in marks.generators:
        for name in rule.generator:
            if text.startswith(name):
                found = _VERSION.search(text[len(name) : len(name) + 40])
                if found:
                    return found[1]
    header = page.header("x-generator").lower()
    for name in rule.generator:
        if header.startswith(name) and (found := _VERSION.search(header[len(name) : len(name) + 40])):
            return found[1]
    for asset in page.assets:
        if any(part in asset for part in rule.version) and (found := _VER.search(asset)):
            return found[1]
    for script in page.inline_scripts:
        if (
            "wp-emoji-release" in script
            and rule.name == "wordpress"
            and (found := re.search(r"wp-emoji-release\.min\.js\?ver=(\d{1,3}(?:\.\d{1,4}){1,3})", script))
        ):
            return found[1]
    return page.meta("docusaurus_version").removeprefix("v") if rule.name == "docusaurus" else ""


def _madani_3(rule: Rule, marks: _Marks) -> str:
    """The city's CMS in its third generation gives a bare number as generator (opd-websites.md)."""
    bare = [text for text in marks.generators if re.fullmatch(r"v?\d{1,3}(?:\.\d{1,4}){0,3}", text)]
    return bare[0].removeprefix("v") if rule.name == "popojicms" and bare else ""


def detect(page: Page) -> Cms | None:
    """The system with the most marks, or None when none has enough. A system named in an article's text is no
    mark; a framework is no CMS."""
    marks = _marks(page)
    best, most = None, ENOUGH - 1
    for rule in rules():
        points = _points(rule, marks)
        if points > most:
            best, most = rule, points
    if best is None:
        return None
    return Cms(best.name, (_version(best, page, marks) or _madani_3(best, marks))[:40])
