"""Shares, how sure they are, and the table they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from eval.judge import RIGHT, UNKNOWN, WRONG, Verdict

Z = 1.959963984540054
"""Of a normal distribution, for 95 %."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval at 95 % (E. B. Wilson, 1927): right for few sites, and for none or all of them.

        It takes the sites for independent, which those of one template are not: a lower bound of what is unsure."""
        if not self.of:
            return 0.0, 1.0
        share, more = self.hits / self.of, Z * Z / self.of
        middle = (share + more / 2) / (1 + more)
        wide = Z * sqrt(share * (1 - share) / self.of + more / (4 * self.of)) / (1 + more)
        return max(0.0, middle - wide), min(1.0, middle + wide)


def share(values: Iterable[bool | None]) -> Share:
    """How many of those that are judged hold."""
    judged = [value for value in values if value is not None]
    return Share(sum(judged), len(judged))


def scores(verdicts: Sequence[Verdict]) -> dict[str, Share]:
    """Every share, by its name in the table."""
    return {
        "status right": share(v.status == RIGHT for v in verdicts),
        "status unknown": share(v.status == UNKNOWN for v in verdicts),
        "status wrong": share(v.status == WRONG for v in verdicts),
        "falsely aktif": share(v.falsely_aktif for v in verdicts),
        "falsely tidak aktif": share(v.falsely_tidak_aktif for v in verdicts),
        "day exact": share(v.day for v in verdicts),
        "nothing claimed where there is nothing": share(v.nothing for v in verdicts),
        "up told": share(v.up for v in verdicts),
        "reason told": share(v.reason for v in verdicts),
        "spam right": share(v.spam for v in verdicts),
    }


def cms(verdicts: Sequence[Verdict]) -> dict[str, Share]:
    """Of the systems: precision (named rightly of those named) and recall (of those that have one).

    ``lain`` names no system; a site that is wrongly down is not found by any."""
    judged = [v for v in verdicts if v.truth.cms_judged and v.truth.up is not False]
    named = [v for v in judged if v.told.cms not in (None, "lain")]
    have = [v for v in judged if v.truth.cms not in (None, "lain")]
    return {
        "precision": share(v.told.cms == v.truth.cms for v in named),
        "recall": share(v.told.cms == v.truth.cms for v in have),
    }
