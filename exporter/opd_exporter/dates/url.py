"""Days in the address of an article: ``/2025/08/11/slug``, ``/artikel/2022/12/13/slug``, ``/2025-08-11-slug``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from opd_exporter.dates.days import calendar_day
from opd_exporter.text.files import is_file
from opd_exporter.text.parsed import parsed

_MAX_PATH = 500
"""Characters of a path that are looked at."""
# fmt: off
_ELSEWHERE = frozenset((
    "wp-content", "po-content", "wp-includes", "upload", "uploads", "uploaded", "userfiles", "image", "images", "img",
    "asset", "assets", "file", "files", "media", "storage", "foto", "photo", "photos", "gambar", "thumb", "thumbs",
    "thumbnail", "thumbnails", "download", "downloads", "unduh", "unduhan", "dokumen", "document", "documents",
    "lampiran", "attachment", "attachments", "galeri", "gallery", "album", "static", "public", "dist", "cache",
    "agenda", "event", "events", "kalender", "calendar", "jadwal",
))
# fmt: on
"""Folders whose dates are those of uploads or of events."""
_ARCHIVE = frozenset(("page", "feed", "amp", "embed", "rss"))
"""What follows a day's archive rather than an article's day."""
# A folder that may be a year, a month or a day.
_NUMBER = re.compile(r"\d{1,4}")
_HYPHENED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_.](.*))?")
"""``2025-08-11-slug``,"""
_BACKWARDS = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
"""``11-08-2025`` as a folder,"""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[-_](.+))?")
"""``20250811-slug``."""
_MONTH = re.compile(r"/((?:19|20)[0-9]{2})/(0[1-9]|1[0-2])/[^/]+")
"""``/2025/08/slug.html``, the whole path."""


def _named(segments: Sequence[str], at: int, today: date) -> date | None:
    """The day that the segments from ``at`` on name, when an article's name follows."""
    segment, rest = segments[at], segments[at + 1 :]
    following = rest[0] if rest else ""
    for pattern in (_HYPHENED, _COMPACT):
        if match := pattern.fullmatch(segment):
            year, month, day, slug = match.groups()
            # Without a name behind it the address is the archive of that day.
            return calendar_day(day, month, year, today) if _is_a_name(slug or following) else None
    if match := _BACKWARDS.fullmatch(segment):
        return calendar_day(match[1], match[2], match[3], today) if _is_a_name(following) else None
    return _in_folders(segments[at : at + 4], today)


def _is_a_name(segment: str) -> bool:
    return bool(segment) and segment not in _ARCHIVE


def _in_folders(segments: Sequence[str], today: date) -> date | None:
    """The day that three folders name before an article's own: ``2025/08/11/slug``, ``11/08/2025/slug``."""
    if len(segments) < 4 or segments[3] in _ARCHIVE or not all(map(_NUMBER.fullmatch, segments[:3])):
        return None
    one, month, other, _ = segments
    year, day = (one, other) if len(one) == 4 else (other, one)
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    return calendar_day(day, month, year, today)


def month_in_url(url: str, *, zone: ZoneInfo) -> datetime | None:
    """00:00 in ``zone`` of the last day of the month that an article's address names, as in ``/2019/03/slug.html``, or
    None. Never fails."""
    found = _MONTH.fullmatch(parsed(url).path[:_MAX_PATH])
    if found is None:
        return None
    year, month = map(int, found.groups())
    return datetime(year, month, monthrange(year, month)[1], tzinfo=zone)


def date_in_url(url: str, *, zone: ZoneInfo, now: datetime) -> datetime | None:
    """00:00 in ``zone`` of the day that an article's address names, or None: no day or no name behind it (a day's
    archive), a year before 1995, later than a day ahead, a path of uploads, files or events. Never fails."""
    path = parsed(url).path[:_MAX_PATH].lower()
    segments = [segment for segment in path.split("/") if segment]
    # The date of an upload is that of the file: reports of 2019 are uploaded again in 2026.
    if is_file(url) or not _ELSEWHERE.isdisjoint(segments):
        return None
    today = now.astimezone(zone).date()
    for at in range(len(segments)):
        if day := _named(segments, at, today):
            when = datetime(day.year, day.month, day.day, tzinfo=zone)
            # A day is left for the zones (domain.md 12).
            return when if when <= now + timedelta(days=1) else None
    return None
