"""Letters to the agencies' own admins: about what, since when, and when the last one was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from opd_exporter.domain.vocabulary import Worded

GOES_ON = timedelta(days=8)
"""Letters no further apart are about one and the same: the longest repeat is a week (docs/mail.md)."""
KEPT = timedelta(days=100)
"""How long a letter is known after the last of its kind: a quarter, and some days until the meeting."""


class Letter(Worded):
    """What an admin is written to about, by the alert that does it (prometheus/rules)."""

    POSTS = "OpdSiteNeedsPosts", "perlu posting baru"
    DOWN = "OpdOwnSiteDown", "situs tidak dapat dibuka"
    SPAM = "OpdOwnSiteSpam", "diduga disusupi judi"


@dataclass(frozen=True)
class Written:
    """Letters about one thing, as Alertmanager sent them on their way. Whether they arrived is not known."""

    about: Letter
    since: datetime
    last: datetime
    over: datetime | None = None
    """When the admins were told that it is over; None while that is not so, or for letters that have no end to tell."""


@dataclass(frozen=True)
class Letters:
    """All that is known of letters."""

    begun: datetime
    """Since when they are noted: nothing is known of those before."""
    sites: Mapping[str, tuple[Written, ...]] = field(default_factory=dict)
    lost: datetime | None = None
    """When operators were last told that some mails could not be delivered."""

    def to(self, key: str) -> tuple[Written, ...]:
        """Letters about this site, by kind."""
        return self.sites.get(key, ())


def noted(known: Letters, key: str, about: Letter, now: datetime, *, over: bool = False) -> Letters:
    """What is known after a letter about this site was sent; those of long ago are forgotten."""
    written = {one.about: one for one in known.to(key)}
    before = written.get(about)
    if over:
        if before is None or before.over:
            return known
        written[about] = replace(before, over=now)
    elif before is None or before.over or now - before.last > GOES_ON:
        written[about] = Written(about, now, now)
    else:
        written[about] = replace(before, last=now)
    sites = {**known.sites, key: tuple(written[one] for one in Letter if one in written)}
    recent = {
        one: tuple(each for each in letters if now - each.last <= KEPT) for one, letters in sites.items()
    }
    lost = known.lost if known.lost and now - known.lost <= KEPT else None
    return replace(known, sites={one: letters for one, letters in recent.items() if letters}, lost=lost)
