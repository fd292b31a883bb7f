"""The one owner of "could this date be a clock's?": the time of the request, of a build or of an import, not of a post.

Sites print the day in their header, under every title, in feeds made at each request. A server's clock may run in any
zone, so that at two in the morning in Serang it says yesterday (domain.md 34). What could be a clock is settled by
other witnesses, or by the next day: a post's date stands still, a clock moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.posts.context import Context

WEST, EAST = timedelta(hours=-12), timedelta(hours=14)
"""The zones that there are."""
HOUR = timedelta(hours=1)
REACH = EAST - WEST
"""A clock in any zone, read as if it were local, is at most so far from now."""
MOMENT = timedelta(minutes=10)
"""A date this close to the request is that of the request."""
ONE_DAY = 5
"""Entries that all bear one day from which on that is the day something was built (contract, settled cases)."""


def days_shown_now(now: datetime) -> frozenset[date]:
    """The days that clocks show now, somewhere on earth."""
    utc = now.astimezone(UTC)
    return frozenset({(utc + WEST).date(), utc.date(), (utc + EAST).date()})


def could_be_clock(when: datetime, context: Context) -> bool:
    """Whether a printed date may be the time of the request, told in whatever zone."""
    if context.has_time(when):
        return abs(context.now - when) <= REACH
    # A day without a time: any of the three days that it is now somewhere on earth.
    return context.day(when) in days_shown_now(context.now)


def is_this_moment(when: datetime, context: Context) -> bool:
    """Whether a date given with its time is the moment of the request itself; a day without one is not, however early in
    that day the request."""
    return context.has_time(when) and abs(context.now - when) <= MOMENT


def may_still_be_clock(when: datetime, seen: datetime, context: Context) -> bool:
    """Whether a clock somewhere could have told this date both at the look of ``seen`` and now."""
    if context.has_time(when):
        return context.now - seen <= MOMENT
    moments = seen.astimezone(UTC), context.now.astimezone(UTC)
    # A clock of some zone told that day at both looks: then standing still proves nothing yet.
    day, hours = context.day(when), range(round(WEST / HOUR), round(EAST / HOUR) + 1)
    return any(all((one + hour * HOUR).date() == day for one in moments) for hour in hours)


def moved_with_the_days(before: datetime, seen: datetime, after: datetime, now: datetime) -> bool:
    """Whether a date told as ``before`` at the look of ``seen``, and now as ``after``, went on as time did: by a day or
    more, and as far as time itself, told in days."""
    passed, moved = now - seen, after - before
    # An hour less than a day: looks drift by the length of a pull, dates are told to the second.
    return moved >= timedelta(hours=23) and abs(moved - passed) <= REACH


def share_a_moment(moments: Sequence[datetime], context: Context) -> bool:
    """Whether dates of two or more entries are one: the moment, or from five on the day, of a build or an import; or
    all of them today's, or whole days before the very moment of the request."""
    if len(moments) < 2:
        return bool(moments) and is_this_moment(moments[0], context)
    if is_this_moment(max(moments), context) and _tell_one_second_of_the_day(moments):
        return True
    days = set(map(context.day, moments))
    # One moment to the second cannot be that of several posts; one day can.
    if len(set(moments)) == 1 and context.has_time(moments[0]):
        return True
    # Midnight may lie between what was told within minutes.
    at_once = all(map(context.has_time, moments)) and max(moments) - min(moments) <= MOMENT
    now = days == {context.today} or is_this_moment(max(moments), context)
    return (at_once or len(days) == 1) and (len(moments) >= ONE_DAY or now)


def _tell_one_second_of_the_day(moments: Sequence[datetime]) -> bool:
    """Whether they differ by whole days, as what a script reckons back from now does, and nothing that people post."""
    return len({when.astimezone(UTC).replace(microsecond=0).time() for when in moments}) == 1


def built_together(moments: Sequence[datetime], listed: int, context: Context) -> bool:
    """Whether the dates that articles bear themselves are one: the moment of an import. ``listed`` is how many posts the
    site names; a few are opened, and stand for the others."""
    if len(moments) < 2:
        return False
    # Three of many opened ones stand for all; a small site may well post three in a day.
    many = len(moments) > 2 and listed >= ONE_DAY
    if all(map(context.has_time, moments)):
        # An import takes minutes: three times within ten are no three posts, nor are many that so follow each other. A
        # long list makes it no longer: what is written over more than an hour may be a busy day's.
        span = max(moments) - min(moments)
        at_once = len(moments) > 2 and span <= MOMENT
        return len(set(moments)) == 1 or at_once or (many and span <= min(HOUR, MOMENT * (listed - 1)))
    return many and len(set(map(context.day, moments))) == 1


def without_clock(candidates: Iterable[Candidate], context: Context) -> tuple[Candidate, ...]:
    """The same candidates of one feed or interface; doubted when their dates are one moment. Their own pages may still
    tell the truth."""
    listed = tuple(candidates)
    dated = [one.published for one in listed if one.published is not None and one.counts]
    # A refused entry (an agenda, a seed) that bears another day shows that the feed does not date all alike.
    others = (one.published for one in listed if one.published is not None and not one.counts)
    lone = len(dated) == 1 and any(not is_this_moment(when, context) for when in others)
    if lone or not share_a_moment(dated, context):  # what dates another entry otherwise is no clock
        return listed
    return tuple(one.doubt(Doubt.ONE_MOMENT) if one.published and one.counts else one for one in listed)
