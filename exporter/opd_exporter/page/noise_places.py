"""A place where two copies of a page differ: what may stand there without meaning anything.

Everything is refused that is not named here. In text only a counter beside its label; in tags a token where tokens
belong, and what keeps a file from a cache; in scripts a token that is a whole string; in comments digits and tokens.
"""

from __future__ import annotations

import re

from opd_exporter.page.noise_counters import VISITS, in_text
from opd_exporter.page.noise_words import Difference, Ends, Words, is_random

_WORD = rb"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_TOKEN_BYTES = _WORD + b"_+=.|%~-/"
_JOINED = (b"-", b"/", b":", b".", b"_")
"""What joins a number to others: a date, a time, an address, a version."""
_NAME, _VALUE = 40, 1000
"""Bytes before a number in a script in which its name stands, and of an attribute's value."""
_DATED_KEY = re.compile(
    rb"date|tgl|tanggal|publi|terbit|creat|post|upda|modif|time|waktu|stamp|status|error|code", re.I
)
"""Names in a script whose number means something,"""
_COUNTED_KEY = re.compile(
    rb"hit|visit|view|count|pengunjung|kunjungan|online|rand|nonce|token|cache|uniq", re.I
)
"""and those whose number is a count or chance."""
_IDENTIFIERS = frozenset((b"id", b"for", b"aria-labelledby", b"aria-controls", b"aria-describedby"))
"""Attributes that name an element or one that belongs to it."""
# The attribute within whose value a place stands; blanks and values are bounded as everywhere here.
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]{1,60})\s{0,3}=\s{0,3}(["'])([^"'<>]{0,1000})\Z""")
_ELEMENT = re.compile(rb"<([a-zA-Z][a-zA-Z0-9-]{0,30})\s")
_HIDDEN = re.compile(rb"""\btype\s{0,3}=\s{0,3}["']?hidden\b""", re.I)
_SECRET = re.compile(
    rb"""\b(?:name|property|id)\s{0,3}=\s{0,3}["']?[\w:.-]{0,40}(?:csrf|xsrf|nonce|token|request-?id)""", re.I
)
"""A meta that is named for a token."""
_ADDRESSES = (b"src", b"href", b"action", b"data-src")
"""Attributes that lead somewhere: another value is another address."""
_SESSION_KEYS = re.compile(
    rb"(?:phpsessid|jsessionid|sid|session(?:_?id)?|_?token|csrf_?token|_?nonce|_wpnonce)", re.I
)
"""Fields of a query that hold a visitor's session, wherever it leads,"""
_CACHE_KEYS = re.compile(rb"(?:v|ver|t|ts|_|r|rand|random|rnd|time|timestamp|cb|nocache|cachebuster)", re.I)
"""or keep a file from a cache: those of files only."""
_LOADED = (b"script", b"link", b"img", b"source")
# The field of a query within whose value a place stands.
_QUERY = re.compile(rb"[?&;]([\w-]{1,40})=([\w+.%~-]{0,200})\Z")
_MAIL = re.compile(rb"/cdn-cgi/l/email-protection#[0-9a-f]{0,400}\Z")
_SCRIPT = re.compile(
    rb"""\btype\s{0,3}=\s{0,3}["']?(?!(?:text|application)/(?:x-)?javascript|module)""", re.I
)
"""A script's type that is not a program's: data, whose dates may be posts'."""


def is_noise(place: Difference) -> Ends | None:
    """Where the copies go on, when what differs here is noise; None when it may mean something."""
    if place.part == "comment":
        return _in_a_comment(place)
    if place.part == "script":
        return None if _SCRIPT.search(place.opening) else _in_a_script(place)
    if place.part:
        return None
    # A tag is never longer where anything of it counts; a longer one differs in something else.
    before = place.old[max(0, place.at - 4096) : place.at]
    opened, closed = before.rfind(b"<"), before.rfind(b">")
    if opened > closed:
        return _in_a_tag(place, before[opened:])
    return in_text(place) if closed >= 0 else None


def _in_a_comment(place: Difference) -> Ends | None:
    """Machines note there when and how fast a page was made."""
    words = place.words(_WORD)
    return words.ends if words and (words.are_digits or words.are_random) else None


def _in_a_script(place: Difference) -> Ends | None:
    """A token that is a whole string, or a number that its name says is a counter or chance."""
    words = place.words(_TOKEN_BYTES)
    if not words:
        return None
    end, their_end = words.ends
    quote = place.old[words.begin - 1 : words.begin]
    closed = place.old[end : end + 1], place.new[their_end : their_end + 1]
    if quote in (b'"', b"'") and closed == (quote, quote) and words.are_random:
        return words.ends
    return _counted(place)


def _counted(place: Difference) -> Ends | None:
    """A whole number in a script behind a name that says it is a counter or chance."""
    words = place.words(_WORD)
    if not words or not words.are_digits:
        return None
    end = words.ends[0]
    before, behind = place.old[max(0, words.begin - _NAME) : words.begin], place.old[end : end + 1]
    name = re.split(rb"[,;{}()\n]", before)[-1]
    # A part of a date, a time or a version is no whole number, whatever it is called.
    if before[-1:] in _JOINED or behind in _JOINED or _DATED_KEY.search(name):
        return None
    return words.ends if _COUNTED_KEY.search(name) else None


def _in_a_tag(place: Difference, tag: bytes) -> Ends | None:
    """A value where tokens belong. ``tag`` is the tag up to the place."""
    element, attribute = _ELEMENT.match(tag), _ATTRIBUTE.search(tag)
    if not element or not attribute:
        return None
    name, quote, begun = attribute[1].lower(), attribute[2], attribute[3]
    end = place.old.find(quote, place.at, place.at + _VALUE)
    their_end = place.new.find(quote, place.there, place.there + _VALUE)
    closed = place.old.find(b">", place.at, place.at + 2 * _VALUE)
    # The value does not end within its tag: what is compared is no attribute.
    if end < 0 or their_end < 0 or closed < end:
        return None
    old, new = begun + place.old[place.at : end], begun + place.new[place.there : their_end]
    values = Words(old, new, place.at - len(begun), (end, their_end))
    if _may_differ(element[1].lower(), name, tag + place.old[place.at : closed], values):
        return values.ends
    return _in_an_address(place, element[1].lower(), begun) if name in _ADDRESSES else None


def _may_differ(element: bytes, name: bytes, tag: bytes, values: Words) -> bool:
    """Whether the attribute ``name`` of this tag may have other values in two copies that say the same."""
    if name == b"nonce":
        return values.are_random
    if name == b"value" and element == b"input" and _HIDDEN.search(tag):
        return values.are_random or values.are_digits
    if name == b"content" and element == b"meta":
        return bool(_SECRET.search(tag)) and values.are_random
    # "data-page" holds what Inertia's scripts show: that is the page.
    if name.startswith(b"data-") and name not in _ADDRESSES and name != b"data-page":
        return values.are_random or (bool(VISITS.search(tag)) and values.are_digits)
    if name in _IDENTIFIERS:  # "tab-3f9a1c2e": a token behind a name that stays
        (one, _, was), (other, _, now) = values.old.rpartition(b"-"), values.new.rpartition(b"-")
        return one == other and is_random(was) and is_random(now)
    return False


def _in_an_address(place: Difference, element: bytes, begun: bytes) -> Ends | None:
    """A session or a cache's key behind the question mark, or an address of mail that a proxy hides."""
    words = place.words(_WORD)
    if not words:
        return None
    if _MAIL.search(begun):
        hidden = words.are_random or (_is_hex(words.old) and _is_hex(words.new))
        return words.ends if hidden else None
    key = _QUERY.search(begun)
    if not key:
        return None
    if _SESSION_KEYS.fullmatch(key[1]):
        return words.ends if words.are_random else None
    # The page behind a link may be another by any other field; a file is the same by that of a cache.
    fresh = element in _LOADED and _CACHE_KEYS.fullmatch(key[1]) is not None
    return words.ends if fresh and (words.are_random or words.are_digits) else None


def _is_hex(word: bytes) -> bool:
    return bool(re.fullmatch(rb"[0-9a-f]+", word))
