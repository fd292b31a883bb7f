"""The outcome of a look: which candidates are accepted, what that says of the site, and where to look next time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.engine.search.state import Notebook, normal
from opd_exporter.posts.news_words import newslike
from opd_exporter.posts.reconcile import EXACT
from opd_exporter.store.record import Learned

MAX_EVIDENCE = 80


@dataclass(frozen=True)
class Findings:
    """The outcome of a look for posts."""

    state: State
    posts: tuple[Candidate, ...] = ()
    """Accepted, newest first."""
    evidence: tuple[Candidate, ...] = ()
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source: keys (:func:`normal`) of what it lists, in its own order, boxes beside a list left out."""
    steps: tuple[str, ...] = ()
    learned: Learned = field(default_factory=Learned)
    spam: bool = False
    unchanged: bool = False
    """The known sources hold what they held last time: all that was known stands, and was looked at now."""
    complete: bool = True
    """False when something could not be read and nothing was found, so that what was known before stands."""


def settle(notebook: Notebook, learned: Learned) -> Findings:
    """What the notebook amounts to."""
    posts = _accepted(notebook)
    return Findings(
        state=_state(notebook, bool(posts)),
        posts=posts,
        evidence=tuple(sorted(_told(notebook), key=_rank)[:MAX_EVIDENCE]),
        listed={
            place: tuple(key for key in dict.fromkeys(keys) if key in notebook.main.get(place, keys))
            for place, keys in notebook.order.items()
        },
        steps=tuple(notebook.steps),
        learned=learned,
        spam=notebook.spam,
        complete=bool(posts) or not notebook.unread,
    )


def _told(notebook: Notebook) -> list[Candidate]:
    """All candidates as people are shown them."""
    fine = notebook.usable()
    return [
        one if key in fine else one.refuse(Refusal.NOT_A_POST, "tidak disebut berita")
        for key, one in notebook.candidates.items()
    ]


def _accepted(notebook: Notebook) -> tuple[Candidate, ...]:
    """Opened and confirmed candidates, and unopened ones of sources that nothing contradicted: of a list only what
    is no newer than the newest confirmed one."""
    best = notebook.newest()
    dated: list[tuple[datetime, Candidate]] = []
    for key, one in notebook.usable().items():
        if one.published is None:
            continue
        behind = best is not None and best.published is not None and one.published <= best.published
        trusted = one.source in EXACT or (one.source is Source.LISTING and behind)
        if key in notebook.opened or (trusted and one.seen_on not in notebook.lying):
            dated.append((one.published, one))
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True))


def _state(notebook: Notebook, posts: bool) -> State:
    if posts:
        return State.MEASURED
    if (
        notebook.unread
        or notebook.undecided
        or any(_open_question(key, one, notebook) for key, one in notebook.candidates.items())
    ):
        return State.UNKNOWN
    return State.NO_POSTS


def _open_question(key: str, candidate: Candidate, notebook: Notebook) -> bool:
    """Whether this may be an own post that could not be dated. A page that nothing calls news and that
    prints no date is just a page."""
    if candidate.refused in (Refusal.CLOCK, Refusal.FUTURE):
        return True
    if candidate.refused not in (None, Refusal.NO_DATE, Refusal.UNCONFIRMED):
        return False
    places = [candidate.url, *(place for place, keys in notebook.order.items() if key in keys)]
    named = candidate.source in EXACT or any(newslike("", place) > 0 for place in places)
    return named or (candidate.refused is Refusal.UNCONFIRMED and candidate.published is not None)


def _rank(candidate: Candidate) -> tuple[bool, float]:
    return candidate.refused is not None, -candidate.published.timestamp() if candidate.published else 0.0


def what_worked(notebook: Notebook, learned: Learned, front_url: str, lists: Collection[str]) -> Learned:
    """Where to look next time: of the sources read, those that list the newest post; without one, all of them.
    A feed that has fallen behind its site is no such source."""
    newest = notebook.newest()
    if newest is None:
        return learned
    key = normal(newest.url)
    places = {place for place, keys in notebook.order.items() if key in keys}
    listing = next((place for place in notebook.order if place in places and place in lists), "")
    return replace(
        learned,
        feed=learned.feed if learned.feed in places else "",
        rest=learned.rest if learned.rest in places else "",
        listing=listing or (front_url if front_url in places else ""),
    )
