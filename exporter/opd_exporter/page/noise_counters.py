"""Counters of visits in a page's text: numbers that change and mean nothing."""

from __future__ import annotations

import re

from opd_exporter.page.noise_words import Difference, Ends

NEAR = 400
"""Bytes before and behind a place in which its label is looked for."""
BESIDE = 24
"""Bytes of markup at most between a number and a label behind it."""
_COUNT = re.compile(rb"[0-9]{1,3}(?:[.,][0-9]{3}){1,3}|[0-9]{1,12}")
"""A number as counters print it, with or without marks for thousands."""
_WHOLE_DATE = re.compile(rb"(?:19|20)[0-9]{6}")
"""``20261128``: no count."""
_NUMBER_BYTES = b"0123456789.,"
VISITS = re.compile(
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
_WORDS = re.compile(rb"[0-9A-Za-z]")
_TAG_OR_BLANK = re.compile(rb"<[^<>]{1,100}>|\s")
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_BLANKS = re.compile(rb"(?:\s|&nbsp;|&#160;|\xc2\xa0)+")


def in_text(place: Difference) -> Ends | None:
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
    if VISITS.search(near) or VISITS.search(elements):
        return True
    return bool(_PERIOD.search(near) and VISITS.search(before))


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
