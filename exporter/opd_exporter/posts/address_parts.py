"""The parts of an address, as the rules read them: folders, the article's own name, what a query picks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from opd_exporter.posts.words import words_of
from opd_exporter.text.parsed import once_an_address, parsed
from opd_exporter.text.similarity import words

_PAGE_KEYS = ("page", "halaman", "module", "mod", "content", "hal", "menu")
"""Keys of a query that pick the kind of page."""
_MACHINERY = words_of("sections", "machinery")
_TAIL = re.compile(r"\.(?:html?|php|aspx?|shtml)$", re.I)


def folders_and_name(url: str) -> Sequence[str]:
    """The parts of an address' path, in lower case; the last is the article's own name, when it has one."""
    return parsed(url).folders


def query_of(url: str) -> Mapping[str, str]:
    """The fields of an address' query; of a field given twice the last."""
    return parsed(url).fields


def without_ending(part: str) -> str:
    """A part of an address without ``.html``, ``.php``, ``.aspx``."""
    return _TAIL.sub("", part) if "." in part else part


@once_an_address
def own_name(url: str) -> str:
    """The article's own name in its address, as words ("kerja-bakti-di-pasar.html"); an empty string when it has none."""
    parts = folders_and_name(url)
    return " ".join(words(without_ending(parts[-1]))) if parts else ""


@once_an_address
def section_of(url: str) -> str:
    """The section that an article's address names ("berita", "pengaduan"), or an empty string when it names none: a
    bare title, dates, numbers and words of machinery name none."""
    named = [part for part in folders_and_name(url)[:-1] if part not in _MACHINERY and not part.isdecimal()]
    if not named:
        query = query_of(url)
        # "?module=berita&id=5": a script has its sections in the query.
        values = (query.get(key, "").lower() for key in _PAGE_KEYS)
        named = [value for value in values if value.isalpha() and value not in _MACHINERY]
    return without_ending(named[0]) if named else ""
