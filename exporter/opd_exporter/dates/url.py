"""Days in the address of an article: ``/2025/08/11/slug``, ``/artikel/2022/12/13/slug``, ``/2025-08-11-slug``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from opd_exporter.dates.printed import FIRST_YEAR

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34])$|/(?:wp-content|uploads?|images?|assets?|files|media|storage|foto|po-content)/",
    re.I,
)
_YEAR_FIRST = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_DAY_FIRST = re.compile(r"/(\d{1,2})[-](\d{1,2})[-]((?:19|20)\d{2})(?=[/_-]|$)")
_COMPACT = re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-])")


def date_in_url(url: str, *, zone: ZoneInfo, now: datetime) -> datetime | None:
    """00:00 of the day that the path names, or None. Never from the path of a file or an upload."""
    path = urlsplit(url).path[:500]
    if _FILES.search(path):
        return None
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        match = pattern.search(path)
        if match:
            try:
                when = datetime(int(match[order[0]]), int(match[order[1]]), int(match[order[2]]), tzinfo=zone)
            except ValueError:
                continue
            if when.year >= FIRST_YEAR and when <= now + timedelta(days=1):
                return when
    return None
