"""Letters to the agencies' own admins: about what, since when, and when the last one was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True)
class Sent:
    """A letter about a site that was just sent: one that says that it is ``over``, or any other."""

    key: str
    about: Letter
    over: bool = False


def noted(known: Letters, sent: Iterable[Sent], now: datetime) -> Letters:
    """What is known after these letters were sent; those of long ago are forgotten."""
    sites = dict(known.sites)
    for one in sent:
        written = {each.about: each for each in sites.get(one.key, ())}
        before = written.get(one.about)
        if one.over and (before is None or before.over):
            continue  # nobody was told of what is over, or they were told so before
        written[one.about] = _ended(before, now) if one.over and before else _went_on(before, one.about, now)
        sites[one.key] = tuple(written[about] for about in Letter if about in written)
    return _recent(replace(known, sites=sites), now)


def _ended(before: Written, now: datetime) -> Written:
    return replace(before, over=now)


def _went_on(before: Written | None, about: Letter, now: datetime) -> Written:
    """One more letter about the same, or the first about something new."""
    if before is None or before.over or now - before.last > GOES_ON:
        return Written(about, since=now, last=now)
    return replace(before, last=now)


def _recent(known: Letters, now: datetime) -> Letters:
    """What is not so long ago that nobody asks for it any more."""
    kept = {
        key: tuple(one for one in written if now - one.last <= KEPT) for key, written in known.sites.items()
    }
    lost = known.lost if known.lost and now - known.lost <= KEPT else None
    return replace(known, sites={key: written for key, written in kept.items() if written}, lost=lost)
