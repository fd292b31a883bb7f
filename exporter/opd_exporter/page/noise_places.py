"""A place where two copies of a page differ: what may stand there without meaning anything.

Everything is refused that is not named here. In text only a counter beside its label; in tags a token where tokens
belong, and what keeps a file from a cache; in scripts a token that is a whole string; in comments digits and tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_WORD = 512
"""Bytes of a word that differs."""
NEAR = 400
"""Bytes before and behind a place in which its label is looked for."""

_DIGITS = re.compile(rb"[0-9]{1,12}")
_COUNT = re.compile(rb"[0-9]{1,3}(?:[.,][0-9]{3}){1,3}|[0-9]{1,12}")
"""A number as counters print it, with or without marks for thousands."""
_WHOLE_DATE = re.compile(rb"(?:19|20)[0-9]{6}")
"""``20261128``: no count."""
_HEX = re.compile(rb"[0-9a-f]{8,}|[0-9A-F]{8,}")
"""Runs of hexadecimal digits,"""
_TOKEN = re.compile(rb"[0-9A-Za-z_+=.|%~-]{8,}")
"""and of the letters of Base64 and the like, long enough to be drawn by chance."""
_PARTS = re.compile(rb"[0-9]+|[a-z]+|[A-Z]+")
"""Changes between digits, small letters and capitals: names have few."""
_WORD = rb"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_TOKEN_BYTES = _WORD + b"_+=.|%~-/"
_NUMBER_BYTES = b"0123456789.,"
_JOINED = (b"-", b"/", b":", b".", b"_")
"""What joins a number to others: a date, a time, an address, a version."""
_NAME, _VALUE = 40, 1000
"""Bytes before a number in a script in which its name stands, and of an attribute's value."""
BESIDE = 24
"""Bytes of markup at most between a number and a label behind it."""

_VISITS = re.compile(
    rb"pengunjung|kunjungan|visitor|visits?\b|\bhits?\b|counter|online|dilihat|dibaca|views?\b|viewed|statisti[ck]"
    rb"|\bfa-eye\b",
    re.I,
)
"""What a counter of visits is called, in text or in the names of its element."""
_PERIOD = re.compile(
    rb"hari ini|kemarin|(?:minggu|bulan|tahun) (?:ini|lalu)|today|yesterday|(?:this|last) (?:week|month|year)|total"
    rb"|keseluruhan|semua",
    re.I,
)
"""A line of such a counter; it takes the counter's own name nearby."""
_NOT_A_COUNT = re.compile(
    rb"\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|nop|des|dec)[a-z]{0,6}\b|\b(?:senin|selasa|rabu|kamis"
    rb"|jum'?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:detik|menit|jam|pukul"
    rb"|hari|pekan|bulan|tahun|lalu|lagi|ago|seconds?|minutes?|hours?|days?|weeks?|months?|years?|in|dalam|sisa|left"
    rb"|tanggal|tgl|date|sampai|hingga|until|wib|wita|wit|am|pm|rp|idr|usd|persen|kode|code|error|status|suspend\w*"
    rb"|harga|price|tarif|no|nomor|pasal|perda|versi|version)\b|[%$]",
    re.I,
)
"""Words beside which a number is a date, an age, a price or a name."""
# A number beside another with a stroke between is a part of a date, a time or a score.
_DATE_LIKE = re.compile(rb"[0-9]\s{0,2}[-/:]\s{0,2}[0-9]")
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
_WORDS = re.compile(rb"[0-9A-Za-z]")
_TAG_OR_BLANK = re.compile(rb"<[^<>]{1,100}>|\s")
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_BLANKS = re.compile(rb"(?:\s|&nbsp;|&#160;|\xc2\xa0)+")

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


Ends = tuple[int, int]
"""Where the words end in both copies."""


@dataclass(frozen=True)
class Words:
    """Two words, one of each copy, that differ."""

    old: bytes
    new: bytes
    begin: int
    """Where the first stands in the copy that was judged."""
    ends: Ends

    @property
    def are_random(self) -> bool:
        """Whether both look drawn by chance."""
        return is_random(self.old) and is_random(self.new)

    @property
    def are_digits(self) -> bool:
        """Whether both are numbers."""
        return bool(_DIGITS.fullmatch(self.old) and _DIGITS.fullmatch(self.new))


@dataclass(frozen=True)
class Difference:
    """Where the copies begin to differ. Before it they are alike, but for noise."""

    old: bytes
    at: int
    new: bytes
    there: int
    part: str
    """``comment``, the name of the element whose raw content it is, or empty for text and tags."""
    opening: bytes
    """Attributes of that element."""

    def words(self, letters: bytes) -> Words | None:
        """The words of these letters that differ here; None when either is empty or too long."""
        begin = self.at
        while begin and self.old[begin - 1] in letters and self.at - begin <= MAX_WORD:
            begin -= 1
        # What stands before the place is alike in both copies, so that both words begin equally far before it.
        end, their_end = _end(self.old, self.at, letters), _end(self.new, self.there, letters)
        old, new = self.old[begin:end], self.new[self.there - (self.at - begin) : their_end]
        if not old or not new or max(len(old), len(new)) > MAX_WORD:
            return None
        return Words(old, new, begin, (end, their_end))


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
    return _in_text(place) if closed >= 0 else None


def is_random(word: bytes) -> bool:
    """Whether a word looks drawn by chance: a hash, or letters and digits that alternate as no name's do."""
    if len(word) > MAX_WORD:
        return False
    if _HEX.fullmatch(word):
        # A word of letters a to f alone may be one ("facade"): a quarter of a hash is digits.
        return sum(map(word.count, (b"%d" % digit for digit in range(10)))) * 4 >= len(word)
    if not _TOKEN.fullmatch(word) or not re.search(rb"[0-9]", word):
        return False
    # Three characters on average without a change of kind; a name with a number has longer runs.
    return len(_PARTS.findall(word)) * 3 >= len(word)


def _end(body: bytes, at: int, letters: bytes) -> int:
    last = min(len(body), at + MAX_WORD + 1)
    while at < last and body[at] in letters:
        at += 1
    return at


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
        return values.are_random or (bool(_VISITS.search(tag)) and values.are_digits)
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


def _in_text(place: Difference) -> Ends | None:
    """A counter of visits: a whole number beside its label, and nothing that makes it a date, an age or a price."""
    words = place.words(_NUMBER_BYTES)
    if not words:
        return None
    old, new = words.old.rstrip(b".,"), words.new.rstrip(b".,")  # a mark behind a number ends its sentence
    if not _may_be_count(old) or not _may_be_count(new):
        return None
    begin, end = words.begin, words.begin + len(old)
    ends = end, words.ends[1] - len(words.new) + len(new)
    before, behind = place.old[max(0, begin - NEAR) : begin], place.old[end : end + NEAR]
    line = before[before.rfind(b">") + 1 :] + old + behind.partition(b"<")[0]
    beside = _last_text(before), _first_text(behind)
    # What is longer, or holds these marks, is no text but a script or a broken tag.
    if len(line) > NEAR // 2 or any(mark in line for mark in (b'"', b"=")):
        return None
    said = b" ".join(_PERIOD.sub(b" ", one) for one in (line, *beside))
    if _DATE_LIKE.search(line) or _NOT_A_COUNT.search(said):
        return None
    return ends if _is_labelled_as_visits(b" ".join((line, *beside)), before) else None


def _may_be_count(number: bytes) -> bool:
    return bool(_COUNT.fullmatch(number)) and not _WHOLE_DATE.fullmatch(number)


def _is_labelled_as_visits(near: bytes, before: bytes) -> bool:
    """Whether a counter's name stands beside a number, or in the elements that hold it; a line for a period of such a
    counter ("Hari ini: 12") needs it somewhere before."""
    elements = b"".join(before.rsplit(b"<", 2)[1:])
    if _VISITS.search(near) or _VISITS.search(elements):
        return True
    return bool(_PERIOD.search(near) and _VISITS.search(before))


def _last_text(markup: bytes) -> bytes:
    """The last words that are shown in this markup; a colon between label and number is none."""
    texts = (part for part in reversed(_TAGS.split(markup)) if _WORDS.search(part))
    return _BLANKS.sub(b" ", next(texts, b""))[-60:]


def _first_text(markup: bytes) -> bytes:
    """The words that are shown at the beginning of this markup."""
    at = 0
    while tag := _TAG_OR_BLANK.match(markup, at):
        at = tag.end()
    return _BLANKS.sub(b" ", markup[at:].partition(b"<")[0])[:60] if at <= BESIDE else b""
