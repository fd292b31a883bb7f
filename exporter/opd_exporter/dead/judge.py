"""Pages that answer and are no site: the rules of ``rules.yml`` held against a page, and what is left of empty ones.

An article *about* such things does not fire: a dead page is short, its phrase stands in the title, a heading or at the
very start, and it leads nowhere within the site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from opd_exporter.page.model import Area, Page
from opd_exporter.vocabulary import Reason

START = 300
"""Characters from the top of the visible text that count as its start."""
FEW_WORDS = 12
"""Words below which a page without own links has no content of its own."""
_HEADINGS = ("h1", "h2", "h3")
_ERROR = re.compile(
    r"^(?:\W{0,20})(?:fatal error|parse error|warning:|uncaught|a php error was encountered|internal server error"
    r"|an uncaught exception|whoops|server error|application error|the page you requested|not found|forbidden|bad gateway"
    r"|service unavailable|404|403|500|502|503|an error was encountered|error)",
    re.I,
)


@dataclass(frozen=True)
class Verdict:
    """Why a page is no site."""

    reason: Reason
    explanation: str
    """English, one line, with the phrase that decided."""


@dataclass(frozen=True)
class Rule:
    """One kind of dead page; see the head of ``rules.yml``."""

    reason: Reason
    why: str
    any: tuple[str, ...]
    where: tuple[str, ...]
    words: int = 0
    links: int = -1
    not_status: tuple[int, ...] = ()
    list: bool = False
    own_title: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order. Raises for an unknown key or reason, so that a slip in the data shows at once."""
    data = yaml.safe_load(files("opd_exporter.dead").joinpath("rules.yml").read_text("utf-8"))
    return tuple(
        Rule(
            **{
                key: tuple(value) if isinstance(value, list) else Reason(value) if key == "reason" else value
                for key, value in entry.items()
            }
        )
        for entry in data
    )


@dataclass(frozen=True)
class _Shown:
    """What a visitor gets to see, in the places where rules look."""

    title: str
    heading: str
    start: str
    markup: str
    words: int
    links: int
    main_words: int


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shown(page: Page) -> _Shown:
    host = urlsplit(page.url).netloc.removeprefix("www.")
    seen = [text for text in page.texts if not text.hidden]
    own = {
        link.url
        for link in page.links
        if not link.hidden and _own(link.url, host) and link.url.rstrip("/") != page.url.rstrip("/")
    }
    headings = [text.text for text in seen if text.tag in _HEADINGS][:4]
    big = [text.text for text in seen[:3]]
    markup = [*page.assets, *page.inline_scripts, *page.comments, *page.frames, page.url]
    text = "\n".join(text.text for text in seen)
    return _Shown(
        title=_fold(page.title),
        heading=_fold(" | ".join([*headings, *big])[:600]),
        start=_fold(text[: 3 * START])[:START],
        markup=_fold("\n".join(markup)[:60_000]),
        words=len(text.split()),
        links=len(own),
        main_words=sum(len(one.text.split()) for one in seen if one.area is Area.MAIN),
    )


def _own(url: str, host: str) -> bool:
    return bool(url) and urlsplit(url).netloc.removeprefix("www.") == host


def _fits(rule: Rule, shown: _Shown, status: int) -> str:
    """The phrase by which a rule fits, or an empty string."""
    if (rule.words and shown.words > rule.words) or (rule.links >= 0 and shown.links > rule.links):
        return ""
    if status in rule.not_status:
        return ""
    for place in rule.where:
        text = getattr(shown, place)
        for phrase in rule.any:
            at = text.find(phrase)
            if at < 0:
                continue
            if rule.own_title and not (at <= 25 and len(text) <= at + len(phrase) + 45):
                continue
            if rule.list and not text.startswith(phrase):
                continue
            return phrase
    return ""


def judge(page: Page, *, site_url: str) -> Verdict | None:
    """Why the page is no site, or None when it is one."""
    if not page.html:
        kind = page.header("content-type").partition(";")[0] or "no type"
        return _by_status(page) or Verdict(Reason.EMPTY_SHELL, f"the answer is no HTML page ({kind})")
    shown = _shown(page)
    for rule in rules():
        phrase = _fits(rule, shown, page.status)
        if phrase:
            return Verdict(rule.reason, f"{rule.why}: “{phrase}”")
    if by_status := _by_status(page):
        return by_status
    if page.status in (204, 205):
        return Verdict(Reason.EMPTY_SHELL, f"status {page.status}: no content")
    if shown.links == 0 and shown.words < 120 and _ERROR.match(shown.start):
        return Verdict(Reason.EMPTY_SHELL, f"a program's error and nothing else: “{shown.start[:60]}”")
    if is_shell(page):
        return Verdict(Reason.EMPTY_SHELL, f"{shown.words} words and no link of its own")
    return None


def _by_status(page: Page) -> Verdict | None:
    if 200 <= page.status < 300:
        return None
    return Verdict(Reason.HTTP_STATUS, f"status {page.status}")


def is_shell(page: Page) -> bool:
    """Whether a page has no content of its own: next to no words, and nowhere to go within the site."""
    shown = _shown(page)
    pictures = len(page.images)
    return shown.words < FEW_WORDS + (20 if page.scripts else 0) and shown.links <= 1 and pictures < 3
