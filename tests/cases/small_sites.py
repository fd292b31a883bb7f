"""Small sites in YAML, each with what a careful reader would say of it: read, and served on loopback.

A file is a kind of fault; its ``why`` is the rule. Dates in pages are written relative to the first look::

    {FORM-N} N days before it at 09.30 WIB ({FORM-0}: twenty minutes before it), {FORM+N} after, {FORM-N 14:05} at that time
    {FORM~N} N days before the moment at which the page is asked: the server's own clock; {FORM~0@+00:00} in another zone
    {origin} the address asked, {owner} that of the site's first name, {@part} a part, {*200}text {n}{*} the text 200 times
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web

from printed_days import ENGLISH, MONTHS, WEEKDAYS, printed

WIB = timezone(timedelta(hours=7), "WIB")
FORMS: dict[str, Callable[[datetime], str]] = {
    "d": lambda t: f"{t:%Y-%m-%d}",
    "iso": lambda t: t.isoformat(timespec="seconds"),
    "utc": lambda t: f"{t.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "rfc": format_datetime,
    "tgl": printed,
    "hari": lambda t: f"{WEEKDAYS[t.weekday()]}, {t.day:02d} {MONTHS[t.month - 1]} {t.year}",
    "eng": lambda t: f"{t.day} {ENGLISH[t.month - 1]} {t.year}",
    "dmy": lambda t: f"{t:%d/%m/%Y}",
    "ymd": lambda t: f"{t:%Y/%m/%d}",
    "ym": lambda t: f"{t:%Y/%m}",
    "jam": lambda t: f"{t:%H:%M}",
    "y": lambda t: f"{t.year}",
}
_DATE = re.compile(rf"\{{({'|'.join(FORMS)})([-+~])(\d+)(?: (\d\d):(\d\d))?(?:@([-+]\d\d:\d\d))?\}}")
_REPEATED = re.compile(r"\{\*(\d+)\}(.*?)\{\*\}", re.S)
_PART = re.compile(r"\{@(\w+)\}")
_NOT_THERE = {
    "status": 404,
    "body": "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
}

Expected = Mapping[str, Any]
"""up, state, last_post, reason, cms, spam, status; a tuple: any of them; a key that is missing is not judged."""


@dataclass
class SmallSite:
    """One site of a file, and what is expected of it at each look."""

    kind: str
    why: str
    """The rule of its kind."""
    raw: Mapping[str, Any]
    start: datetime
    """The moment of the first look."""
    looks: list[tuple[datetime, Expected]] = field(default_factory=list)
    also: dict[str, Expected] = field(default_factory=dict)
    """Further names that show the same pages."""
    _pages: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.looks = [(self.start, self._expected(self.raw["expect"]))]
        self._pages = [(self.start, self._placed(self.raw["pages"]))]
        self.also = {name: self._expected(one) for name, one in (self.raw.get("also") or {}).items()}
        for day in self.raw.get("days") or []:
            at = self.start + timedelta(days=day["at"])
            self.looks.append((at, self._expected(day["expect"]) if "expect" in day else self.looks[-1][1]))
            self._pages.append((at, {**self._pages[-1][1], **self._placed(day.get("pages") or {})}))

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.raw['name']}"

    def answer(self, path: str, origin: str, owner: str, at: datetime) -> web.Response:
        """The page at ``path`` (with its query, else without) as it is at that moment."""
        pages = next(pages for since, pages in reversed(self._pages) if since <= at + timedelta(seconds=1))
        page = pages.get(path, pages.get(path.partition("?")[0]))
        page = (self.raw.get("missing") or _NOT_THERE) if page is None else page
        page = {"body": page} if isinstance(page, str) else page

        def text(raw: str) -> str:
            return self._filled(raw, at).replace("{origin}", origin).replace("{owner}", owner)

        body = text(page.get("body", "")).encode("utf-8", "surrogatepass")
        headers = {"Content-Type": page.get("type", "text/html; charset=utf-8")}
        headers |= {name: text(str(value)) for name, value in (page.get("headers") or {}).items()}
        packed = gzip.compress(body, mtime=0) if page.get("gzip") else body
        return web.Response(status=page.get("status", 200), body=packed, headers=headers)

    def _placed(self, pages: Mapping[str, Any]) -> dict[str, Any]:
        """Pages by their paths, in which days may stand too."""
        return {self._filled(path, self.start): page for path, page in pages.items()}

    def _filled(self, raw: str, at: datetime) -> str:
        raw = _PART.sub(lambda match: self.raw["parts"][match[1]], raw)
        raw = _REPEATED.sub(
            lambda match: "".join(match[2].replace("{n}", str(n + 1)) for n in range(int(match[1]))), raw
        )
        return _DATE.sub(lambda match: self._date(match, at), raw)

    def _date(self, match: re.Match[str], at: datetime) -> str:
        form, sign, days, hour, minute, zone = match.groups()
        if sign == "~":
            when = at - timedelta(days=int(days))
        else:
            when = self.start + timedelta(days=int(days) * (-1 if sign == "-" else 1))
            if hour is None and int(days) == 0:
                when -= timedelta(minutes=20)
            else:
                when = when.replace(hour=int(hour or 9), minute=int(minute or 30), second=0, microsecond=0)
        if zone:
            when = when.astimezone(datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").tzinfo)
        return FORMS[form](when)

    def _expected(self, raw: Mapping[str, Any]) -> Expected:
        def one(value: Any) -> Any:
            return self._filled(value, self.start) if isinstance(value, str) else value

        return {
            key: tuple(map(one, value)) if isinstance(value, list) else (one(value),)
            for key, value in raw.items()
        }


def _start(clock: object, now: datetime) -> datetime:
    """None: now. HH:MM: the next such moment. A whole moment: itself."""
    now = now.astimezone(WIB)
    if clock is None:
        return now
    if len(str(clock)) > len("HH:MM"):
        return datetime.fromisoformat(str(clock)).astimezone(WIB)
    hour, minute = map(int, str(clock).split(":"))
    today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def small_sites(place: Path, now: datetime) -> Iterator[SmallSite]:
    """All sites of a file or of a folder's files."""
    for file in sorted(place.glob("*.yml")) if place.is_dir() else [place]:
        document = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        for raw in document["sites"]:
            yield SmallSite(document["kind"], document["why"], raw, _start(raw.get("clock"), now))
