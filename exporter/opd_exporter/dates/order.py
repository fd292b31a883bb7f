"""Whether a site prints numeric dates with the month first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.forms import form_at
from opd_exporter.dates.tokens import cut

MAX_TEXTS = 4_000
MAX_LENGTH = 300
"""Texts, and characters of each, that are looked at."""
_WORTH = re.compile(r"\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d\d")
_LATE = date(2094, 12, 31)
"""The order of the fields is to be told, not whether the date may be a post's."""


def is_month_first(texts: Iterable[str]) -> bool:
    """True when a second field above 12, or AM/PM, shows it and no first field above 12 speaks against it
    (contract, settled cases). ``texts`` are all of a site's that are known."""
    evidence = False
    for text in islice(texts, MAX_TEXTS):
        if not _WORTH.search(text, 0, MAX_LENGTH):
            continue
        line = cut(text[:MAX_LENGTH])
        for number, token in enumerate(line.tokens):
            form = form_at(line, number, _LATE) if token.number else None
            if form is None or form.fields is None:
                continue
            one, two = form.fields
            if one > 12:
                return False
            clock = read_clock(line.plain, line.tokens[form.last].end)
            evidence = evidence or two > 12 or (clock is not None and clock.half)
    return evidence
