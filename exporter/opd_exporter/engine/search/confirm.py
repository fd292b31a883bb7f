"""Opening articles: whatever is newest has its own page read before it counts."""

from __future__ import annotations

import re

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.vocabulary import Reason, Source
from opd_exporter.engine.search.asking import HTML, answer_of
from opd_exporter.engine.search.reading import Reader
from opd_exporter.engine.search.state import Notebook, normal
from opd_exporter.fetch.model import Fetched
from opd_exporter.posts.reconcile import Opened, weigh
from opd_exporter.workers import tasks

MAX_LEADERS = 4
"""Undated candidates at the top of a list that are opened beside the dated ones."""

MIN_AWAY = 2
"""Addresses of one folder that must all have led to another site."""
_NUMBER = re.compile(r"(?<![0-9a-z])\d{1,9}(?![0-9a-z])")
"""A number of its own in an address: often the article's, which grows."""


async def confirm(reader: Reader) -> bool:
    """Open pages until the newest candidate is one whose page was read. True when there is one."""
    notebook = reader.notebook
    leaders = 0
    while not reader.budget.exhausted:
        key = next_to_open(notebook, leaders)
        if not key:
            break
        leaders += notebook.candidates[key].published is None
        await _open(key, reader)
    return notebook.newest() is not None


async def _open(key: str, reader: Reader) -> None:
    """Open a candidate's own page and weigh the two."""
    notebook, context = reader.notebook, reader.context
    candidate = notebook.candidates[key]
    if candidate.source is Source.REST and "#" in candidate.url:
        notebook.opened[key] = Opened()
        return
    opened = await _judge(candidate, await reader.get(candidate.url, HTML), reader)
    others = [when for place, when in notebook.dates.get(key, {}).items() if place != candidate.seen_on]
    weighed = weigh(candidate, opened, context, others)
    notebook.opened[key], notebook.candidates[key] = opened, weighed
    if weighed.refused is Refusal.LEADS_AWAY:
        _leave_out_siblings(key, notebook)
    notebook.spam = notebook.spam or weighed.refused is Refusal.SPAM
    notebook.origin[key] = candidate.seen_on
    if candidate.published and weighed.source is not candidate.source:
        notebook.lying.add(candidate.seen_on)
    if weighed.published and not weighed.refused:
        notebook.note(f"{weighed.published.astimezone(context.zone):%d-%m-%Y} ({weighed.found})")
    elif weighed.refused:
        notebook.note(f"ditolak: {weighed.refused.text}")


def _leave_out_siblings(key: str, notebook: Notebook) -> None:
    """When two addresses of one folder lead to another site, so do the others: a box of the portal's news."""
    folder = key.rpartition("/")[0]
    away = [one for one in notebook.opened if one.rpartition("/")[0] == folder]
    if len(away) < MIN_AWAY or any(
        notebook.candidates[one].refused is not Refusal.LEADS_AWAY for one in away
    ):
        return
    for other, candidate in notebook.usable().items():
        if other.rpartition("/")[0] == folder and other not in notebook.opened:
            notebook.candidates[other] = candidate.refuse(Refusal.LEADS_AWAY)


async def _judge(candidate: Candidate, fetched: Fetched, reader: Reader) -> Opened:
    if fetched.reason in (Reason.OFFSITE, Reason.BLOCKED, Reason.REFUSED_BY_POLICY):
        return Opened(refused=Refusal.LEADS_AWAY)
    if fetched.status in (404, 410) and not fetched.reason:
        return Opened(refused=Refusal.GONE)
    if not fetched.ok:
        reader.notebook.unread += 1
        return Opened(detail=fetched.explanation or str(fetched.status))
    if normal(fetched.final_url) == normal(reader.site.url):
        return Opened(refused=Refusal.GONE, detail="dialihkan ke halaman depan")
    article = await reader.reading(
        tasks.read_article_page,
        answer_of(fetched),
        reader.context,
        candidate.title,
        reader.notebook.frame,
        reader.notebook.menu,
    )
    return Opened(article)


def next_to_open(notebook: Notebook, leaders: int) -> str:
    """Key of the candidate to open next, or an empty string when it is known enough. ``leaders`` is the number of
    undated ones opened so far."""
    best = notebook.newest()
    waiting = {key: one for key, one in notebook.usable().items() if key not in notebook.opened}
    newer = [
        (one.published, key)
        for key, one in waiting.items()
        if one.published and (best is None or best.published is None or one.published > best.published)
    ]
    top = _leader(notebook, waiting) if leaders < MAX_LEADERS else ""
    if newer and not (top and leaders == 0 and best):
        return max(newer)[1]
    return top


def _leader(notebook: Notebook, waiting: dict[str, Candidate]) -> str:
    """An undated candidate that stands before the newest dated one of its list, or one of a list without dates."""
    fine, opened = notebook.usable(), notebook.opened
    orders = [[key for key in dict.fromkeys(order) if key in fine] for order in notebook.order.values()]
    for usable in orders:
        if any(set(usable) < set(other) for other in orders):
            continue  # the front page shows a part of a list that was read
        if usable and all(fine[key].published is None or key in opened for key in usable):
            todo = [key for key in _likely_newest(usable) if key in waiting]
            if todo:
                return todo[0]
        elif unfed := _before_newest(usable, fine, waiting):
            return unfed
    return ""


def _before_newest(usable: list[str], fine: dict[str, Candidate], waiting: dict[str, Candidate]) -> str:
    """An undated candidate that a list shows before its newest dated one; after it, when the list runs oldest first."""
    dated = [(one.published, key) for key in usable if (one := fine[key]).published]
    if not dated:
        return ""
    newest = usable.index(max(dated)[1])
    newer = usable[:newest]
    if len(dated) > 1 and dated[0] < dated[-1] == max(dated):
        rising = usable[:newest:-1]
        newer = [*rising, *newer] if len(dated) == 2 else rising
    return next((key for key in newer if key in waiting and fine[key].published is None), "")


def _likely_newest(keys: list[str]) -> list[str]:
    """Articles of a list without dates, the likely newest first: the first, the highest number, the second (pinned
    ones stand first), the last (some lists run oldest first)."""
    numbers = {key: int(found[-1]) for key in keys if (found := _NUMBER.findall(key))}
    highest = [max(numbers, key=lambda key: numbers[key])] if len(numbers) == len(keys) else []
    return list(dict.fromkeys([keys[0], *highest, *keys[1:2], keys[-1], *keys[2:]]))
