"""Whether a post is written like one that a system brings along, whichever it is (docs/domain.md, 17)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from opd_exporter.posts.documents import has_verb
from opd_exporter.posts.words import words_of
from opd_exporter.text.similarity import folded, words

TEXT = 3_000
"""Characters of a text that are looked at."""
FOREIGN = 2
"""Small words of another language from which on a text without an Indonesian one is in that language."""
SPOKEN = 4
"""Letters of the shortest part of a host's name that is looked for in a text."""
_FIRST = re.compile(r"(?:[a-z]+[-_])?0*1(?:[-_.][a-z].*)?")
"""A part of an address that numbers the first of its kind: ``1``, ``1-judul``, ``post-1``, ``1.html``."""
_KEYS = re.compile(r"p|id|nid|id_?\w+|\w+_?id|artikel|berita|article|post|news|node|no|itemid")
"""Fields of a query that number an entry."""


def _patterns(key: str) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(f"(?:{one})" for one in sorted(words_of("samples", key))) + ")", re.I
    )


_INDONESIAN, _OTHER = words_of("samples", "indonesian"), words_of("samples", "foreign")
_SAMPLE, _GREETING = _patterns("sample"), _patterns("greeting")
_FOLDERS = words_of("samples", "folders")
_NOUNS = "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") for one in sorted(words_of("samples", "places")))
_PLACE = re.compile(
    rf"\b(?i:{_NOUNS})\b\.?\s+"
    r"(?!Anda|Kami|Kita|Ini|Itu|Contoh|Nama|X{2,}|Abc|\W)[A-Z0-9]\w*"
)
"""A place or an office by its noun and a name that is no stand-in: "Dinas Kesehatan", not "Dinas Anda"."""
_SHOUTED = re.compile(r"\b([A-Z])([A-Z]+)\b")
"""Titles all in capitals: read as if only the first letter of each word were one."""


@dataclass(frozen=True)
class _Entry:
    title: str
    url: str
    said: str
    """Title and text."""
    system: str


@dataclass(frozen=True)
class SampleSign:
    """Something that bundled samples have in common."""

    name: str
    words: str
    """As people are told; ``{}`` is what was found."""
    found: Callable[[_Entry], str]
    """What was found, or an empty string."""
    local: bool = False
    """It counts though the agency or a place is named."""


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0][:60] if found else ""


SIGNS = (
    SampleSign("example", "berkata sebagai contoh: {}", lambda e: _match(_SAMPLE, e.said), local=True),
    SampleSign(
        "system",
        "menyebut sistemnya: {}",
        lambda e: e.system if e.system and f" {folded(e.system)} " in f" {folded(e.said)} " else "",
    ),
    SampleSign("greeting", "menyapa seperti contoh: {}", lambda e: _match(_GREETING, e.title)),
    SampleSign(
        "foreign",
        "{}, tanpa nama dinas atau tempat",
        lambda e: "berbahasa asing" if in_foreign_language(e.said) else "",
    ),
    SampleSign(
        "first",
        "alamat pertama sistemnya ({}), tanpa nama dinas atau tempat",
        lambda e: first_of_its_kind(e.url),
    ),
)
"""In the order in which they are told."""


def like_a_sample(title: str, url: str, text: str, *, system: str = "", hosts: Collection[str] = ()) -> str:
    """Why a post looks as if it came with the system, in words, or an empty string. ``system`` is the name of what
    publishes the site, ``hosts`` are the site's own names: an agency's own post names the agency or a place."""
    entry = _Entry(title, url, f"{title}\n{text[:TEXT]}", system)
    # No bundled post names the agency or a place here: that alone outweighs most signs (domain.md 17).
    here = _names_a_place(entry.said, hosts)
    told = (
        sign.words.format(one) for sign in SIGNS if (sign.local or not here) and (one := sign.found(entry))
    )
    return next(told, "")


def _names_a_place(said: str, hosts: Collection[str]) -> bool:
    if _PLACE.search(_SHOUTED.sub(lambda found: found[1] + found[2].lower(), said)):
        return True
    # Host names have no blanks: "dinkesserang" is looked for in the text without its own.
    close = re.sub(r"[\W_]+", "", said.lower())
    labels = {label.replace("-", "") for host in hosts for label in host.split(".")[:-2]}
    return any(len(label) >= SPOKEN and label in close for label in labels)


def like_an_own(title: str, hosts: Collection[str] = ()) -> bool:
    """Whether a title alone is one of somebody here: it names a place, or speaks Indonesian."""
    spoken = words(title)
    if _names_a_place(title, hosts) or _INDONESIAN.intersection(spoken):
        return True
    return has_verb(title) and not _OTHER.intersection(spoken)


def in_foreign_language(text: str) -> bool:
    """Whether a text has small words of another language and none of Indonesian."""
    spoken = words(text)
    return not _INDONESIAN.intersection(spoken) and sum(one in _OTHER for one in spoken) >= FOREIGN


def first_of_its_kind(url: str) -> str:
    """The part of an address that files it as the first of its kind or under what systems call nothing, or an empty
    string."""
    parts = urlsplit(url)
    path = [unquote(part).lower() for part in parts.path.split("/") if part]
    for part in path:
        # In "/2026/1/judul" the "1" is January.
        if _FIRST.fullmatch(part) and not any(re.fullmatch(r"(?:19|20)\d\d", one) for one in path):
            return part
        if folded(part) in _FOLDERS:
            return part
    for key, value in parse_qsl(parts.query):
        if _KEYS.fullmatch(key.lower()) and re.fullmatch(r"0*1(?::.*|-.*)?", value):
            return f"{key}={value[:20]}"
    return ""
