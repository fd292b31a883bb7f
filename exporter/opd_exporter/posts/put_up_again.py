"""A post that went when another came under its brief title: perhaps the same one, put up again.

A title of three words names no post (``title_size``): "Jadwal Imam Jumat" stands over a new one each week, and "Selamat
Idul Fitri" each year. But where the only one of a title has gone from the midst of a list, and at that same look the
title stands elsewhere with a newer day, nobody can tell a new post from an old one put up again: that is left open. So it
is where the only one of its title went before, and others that were lost are being entered anew with new dates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.posts.context import Context
from opd_exporter.posts.history import History, name_of
from opd_exporter.text.similarity import folded

LASTS = timedelta(days=31)
"""For so long after one came back posts may be entered anew that a crash or a move has lost: it takes weeks."""


def gone_for(
    key: str,
    listed: Mapping[str, Candidate],
    beside: Collection[str],
    before: Mapping[str, Candidate],
    context: Context,
) -> Candidate | None:
    """The post in whose stead the one at ``key`` may stand; None when nothing says so.

    ``listed`` is what this look saw, and ``before`` what the last one did, by address; ``beside`` are the keys in the
    lists that show the new one."""
    new, old = listed[key], _only_one_called_so(key, listed, before)
    if new.published is None or old is None or old.published is None:
        return None
    days = (context.day(new.published) - context.day(old.published)).days
    if days == 0 and old.open is Doubt.PUT_UP_AGAIN:
        return old  # the same one, at an address that changed since
    return old if days > 0 and _list_goes_on(old.published, beside, before) else None


def lost_before(
    key: str,
    listed: Mapping[str, Candidate],
    known: Mapping[str, Candidate],
    history: History,
    context: Context,
) -> Candidate | None:
    """The post in whose stead the one at ``key`` may stand, of all that are ``known``, while such are entered anew."""
    new, old = listed[key], _only_one_called_so(key, listed, known)
    if new.published is None or old is None or old.published is None:
        return None
    older = context.day(old.published) < context.day(new.published)
    return old if older and history.entered_anew(context.now - LASTS) else None


def _only_one_called_so(
    key: str, listed: Mapping[str, Candidate], among: Mapping[str, Candidate]
) -> Candidate | None:
    """The one post that bore the brief title of the entry at ``key``, where nothing listed now bears it beside that."""
    title = listed[key].title
    if name_of(title) or recurs(key, listed):
        return None
    bore_it = [
        one
        for other, one in among.items()
        if other != key and one.refused is None and one.published and called_alike(one.title, title)
    ]
    return bore_it[0] if len(bore_it) == 1 else None


def recurs(key: str, listed: Mapping[str, Candidate]) -> bool:
    """Whether something else that is listed bears the title of the entry at ``key``: then it is new each time."""
    title = listed[key].title
    return any(
        called_alike(one.title, title) for other, one in listed.items() if other != key and not one.refused
    )


def called_alike(one: str, other: str) -> bool:
    """Whether two titles are the same."""
    return folded(one) == folded(other) != ""


def _list_goes_on(when: datetime, beside: Collection[str], before: Mapping[str, Candidate]) -> bool:
    """Whether the lists of the keys ``beside`` show what is older than ``when``, and all of it that the last look saw
    there: none of it left them, as the last do when new ones come."""
    older = {
        key: one
        for key, one in before.items()
        if one.refused is None and one.published and one.published < when
    }
    places = {one.seen_on for key, one in older.items() if key in beside}
    return bool(places) and all(key in beside for key, one in older.items() if one.seen_on in places)
