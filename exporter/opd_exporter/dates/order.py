"""Whether a site prints numeric dates with the month first."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMERIC = re.compile(
    r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/-])(\s{1,2}\d{1,2}:\d{2}(?::\d{2})?\s?[AP]M\b)?",
    re.I,
)
_MAX_TEXTS = 4_000


def is_month_first(texts: Iterable[str]) -> bool:
    """True when a second field above 12, or AM/PM, shows it and no first field above 12 speaks against it
    (contract, settled cases)."""
    evidence = False
    for number, text in enumerate(texts):
        if number >= _MAX_TEXTS:
            break
        for match in _NUMERIC.finditer(text[:300]):
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and second <= 12:
                return False
            evidence = evidence or (first <= 12 and 12 < second <= 31) or bool(match[5])
    return evidence
