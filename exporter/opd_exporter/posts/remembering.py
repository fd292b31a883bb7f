"""What is kept of the posts that a look saw, for the looks after it (``history``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import ANOTHER_DAY_TELLS, Candidate, Doubt, Recall, Refusal
from opd_exporter.posts.held import tells_what_it_showed
from opd_exporter.posts.history import MAX_SIGHTINGS, SLACK, STANDS, Sighting, is_cut, name_of
from opd_exporter.text.address import normal


def _is_one_day(one: datetime, other: datetime) -> bool:
    """Whether two moments are of one day where the first was told; memory tells all in Greenwich's."""
    return one.date() == other.astimezone(one.tzinfo).date()


def _after(
    one: Candidate, known: Sighting | None, now: datetime, latest: datetime, *, read: bool
) -> Sighting | None:
    """What is kept of an entry that a look saw, and of what was known of it; ``latest`` is the newest that it can be when
    it shows no date. ``read``: its date is what it shows now, not what an earlier look read."""
    if (known is None or known.undated) and one.refused is Refusal.FUTURE and one.published:
        # Announced: it may bear its day once that has come, whatever lists show it without one until then.
        return replace(_seen(one, one.published, now), doubted=True)
    if known is None:
        first = _first_seen(one, now, latest)
        if first is None or first.undated:
            return first
        known = first
    elif one.refused or (one.published is None and one.recalled is not Recall.MOVED):
        return known
    elif one.published and known.gave_way_to(one.title):
        return _in_its_stead(one, one.published, known, now)
    if one.published is None:
        return _showing(replace(known, clock=True), one, now)
    known = _dated(_named_anew(known, one.title), one, one.published, now)
    return _showing(_borne_out(known, one, now, read=read), one, now, read=read)


def _in_its_stead(one: Candidate, when: datetime, known: Sighting, now: datetime) -> Sighting:
    """What is kept where another post took the place of a known one: the known one until the other counts. One that is
    older than that gives its title no older date."""
    if one.open is Doubt.PUT_UP_AGAIN:
        return _showing(known, one, now)
    other = _showing(_seen(one, when, now), one, now)
    return replace(other, also=known.title) if when > known.published else other


def _borne_out(known: Sighting, one: Candidate, now: datetime, *, read: bool) -> Sighting:
    """A sighting with what one look more says for its date: nothing speaks against it any more, or it has stood still."""
    again = one.open is Doubt.PUT_UP_AGAIN or (known.again and one.open is not None)
    sure = replace(known, doubted=known.doubted and one.open is not None, again=again)
    still = sure.still or (read and _has_stood(sure, one, now, SLACK))
    return replace(sure, still=still, stood=sure.stood or _has_stood(sure, one, now, STANDS))


def _dated(known: Sighting, one: Candidate, when: datetime, now: datetime) -> Sighting:
    """A sighting with the date that holds now."""
    if known.published == when:
        return known
    anew = _before_it_was_seen(one, when) if one.dated_by is Recall.SEEN_BEFORE else _seen(one, when, now)
    return replace(anew, title=known.title, also=known.also)


def _has_stood(known: Sighting, one: Candidate, now: datetime, since: timedelta) -> bool:
    """Whether its own date, beyond doubt, has stood for so long now."""
    return one.dated_by is not Recall.KEPT and not known.doubted and now - known.seen >= since


def _showing(known: Sighting, one: Candidate, now: datetime, *, read: bool = False) -> Sighting:
    """A sighting that shows a newer date now, for the first time or again; or its own again, which takes back a newer one
    that did not stand."""
    shown = one.shown
    if shown is None:
        passed = read and not known.shown_stood and _shows_its_own(one, known, now)
        return replace(known, shown=None, shown_at=None) if passed else known
    if tells_what_it_showed(one, known):
        return known
    if known.shown is None or known.shown_at is None or not _is_one_day(shown, known.shown):
        return replace(known, shown=shown, shown_at=now, shown_stood=False)
    again = not known.shown_stood and now - known.shown_at >= SLACK
    return replace(known, shown_stood=True) if again else known


def _shows_its_own(one: Candidate, known: Sighting, now: datetime) -> bool:
    """Whether it shows the day that is known of it, a day and more after it showed a newer one."""
    beyond_doubt = one.published is not None and one.dated_by is None and one.open is None
    return beyond_doubt and known.shown_at is not None and now - known.shown_at >= SLACK


def _named_anew(known: Sighting, title: str) -> Sighting:
    """A sighting that bears another title now, and is known by both; not by a cut one, which may begin others."""
    name = "" if is_cut(title) else name_of(title)
    return replace(known, also=name) if known.title and name and name != known.title else known


def _first_seen(one: Candidate, now: datetime, latest: datetime) -> Sighting | None:
    """What is kept of an entry that no look saw before."""
    if one.published is None:
        if one.refused not in (None, Refusal.NO_DATE):
            return None
        return Sighting(one.url, name_of(one.title), latest, now, doubted=True, undated=True)
    if one.dated_by is Recall.SEEN_BEFORE:
        return _before_it_was_seen(one, one.published)
    return None if one.refused else _seen(one, one.published, now)


def _before_it_was_seen(one: Candidate, latest: datetime) -> Sighting:
    """Of a post that has moved since: when it was seen first bounds its day, and dates nothing."""
    return Sighting(one.url, name_of(one.title), latest, latest, doubted=True, undated=True)


def _seen(one: Candidate, when: datetime, now: datetime) -> Sighting:
    name = name_of(one.title)
    also = one.known_as if name and one.known_as != name else ""
    # What may move shows another date; the one that is kept was beyond doubt.
    doubted = one.open is not None and one.recalled not in ANOTHER_DAY_TELLS
    return Sighting(one.url, name, when, now, also, doubted=doubted, rounded=one.rounded)


def remembered(
    sightings: Mapping[str, Sighting],
    candidates: Iterable[Candidate],
    now: datetime,
    newest: datetime | None = None,
    asked: Collection[str] = (),
    *,
    read: bool = True,
) -> dict[str, Sighting]:
    """The sightings after a look: each entry with the date that holds and when that was seen first. ``newest`` is that of
    the newest post: what shows no date and is not ``asked`` about (keys) is no newer. ``read``: the look read all that
    it tells, and took no date from an earlier one."""
    after = dict(sightings)
    for one in candidates:
        key = normal(one.url)
        known = after.pop(key, None)
        kept = _after(one, known, now, now if key in asked else newest or now, read=read)
        if kept:
            after[key] = kept
    # Those seen last are at the end, since each is taken out and put in again.
    return dict(list(after.items())[-MAX_SIGHTINGS:])
