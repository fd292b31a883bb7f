"""Which version of a system publishes a page, by what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opd_exporter.judges.cms.marks import Marks
from opd_exporter.judges.cms.names import VERSION, after_name, credit_of
from opd_exporter.judges.systems.records import System
from opd_exporter.page.model import Page

MAX_VERSION = 24
"""Characters of a version (contract, Transport: only when it looks like one)."""
_BARE = re.compile(r"v?(\d{1,3}(?:\.\d{1,4}){0,3})")
"""A generator tag that is nothing but a version."""
LOADED_WITH = re.compile(r"[?&](?:ver|version|v)=(\d{1,3}(?:\.\d{1,4}){1,3}(?:-[a-z]{2,5}\d{0,2})?)(?:&|$)")
"""The version that a core file is loaded with."""


def version_of(known: System, page: Page, marks: Marks) -> str:
    """The system's own version, the most precise one that its tags, headers, credits and core files give."""
    told = [*_in_tags(known, page, marks), *_in_credits(known, marks)]
    found = told or _in_core_files(known, page)
    # "6.4.3" says more than "6": what hides the rest in one place often forgets another.
    return max(found, key=lambda version: version.count("."), default="").removeprefix("v")[:MAX_VERSION]


def _in_tags(known: System, page: Page, marks: Marks) -> Iterator[str]:
    for text in marks.generators:
        after = after_name(text, known.generator)
        if after is not None and (match := VERSION.match(after)):
            yield match[1]
        if known.bare_generator and (match := _BARE.fullmatch(text)):
            yield match[1]
    for name, value in page.metas:
        if name == f"{known.name}_version" and _BARE.fullmatch(value):
            yield value


def _in_credits(known: System, marks: Marks) -> Iterator[str]:
    """Right behind its name in the footer or in a comment."""
    credit = credit_of(known)
    for text in (marks.credits, marks.comments):
        for match in credit.finditer(text) if credit else ():
            if number := VERSION.match(text[match.end() : match.end() + 40]):
                yield number[1]


def _in_core_files(known: System, page: Page) -> list[str]:
    """In the addresses of its core's files (``?ver=``), in the page or in its scripts; themes and extensions have their
    own versions."""
    if not known.version:
        return []
    addresses = [url for url in page.assets if any(part in url for part in known.version)]
    for script in page.inline_scripts:
        plain = script.replace("\\/", "/")
        begins = (plain.find(part) for part in known.version)
        addresses += [plain[at:].partition('"')[0][:200] for at in begins if at >= 0]
    return [match[1] for url in addresses if (match := LOADED_WITH.search(url))]
