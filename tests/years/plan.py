"""Lives from seeds: how a site looks, what it posts, what happens to it, and when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from years.boxes import BOXES, KINDS
from years.events import CAST, EVENTS
from years.site import Style
from years.systems import SYSTEMS
from years.town import Town
from years.words import AGENCIES, FORMS, WIB

FIRST_DAY = datetime(2024, 9, 1, tzinfo=WIB)
"""Lives lie in the past: what dates a page by the machine's own clock must not find them ahead of it."""
TAKEN_OVER = 0.08
"""Share of lives in which a stranger comes to post under the name. Drawn apart, so that the others stay what they were."""
WATCHED = 10
"""Days after an event, or the end of one, during which somebody looks every day."""


@dataclass(frozen=True)
class Step:
    """Something that happens to the watched site. Chance has a seed of its own, so that a life with fewer steps is
    otherwise the same."""

    at: datetime
    event: str
    seed: int


@dataclass(frozen=True)
class Life:
    """A whole life. ``gap`` is the days between looks where nothing happens."""

    seed: int
    start: datetime
    days: int
    style: Style
    ages: tuple[float, ...]
    """Days before ``start`` at which the first posts were written."""
    steps: tuple[Step, ...]
    gap: int = 7
    missed: tuple[tuple[int, int], ...] = ()
    """First day and length of times when nobody looks."""
    restarts: float = 0.04
    """How likely the exporter begins again before a look."""

    def without(self, dropped: set[int]) -> Life:
        """The same life with fewer steps."""
        return replace(self, steps=tuple(s for n, s in enumerate(self.steps) if n not in dropped))

    def look_at(self, day: int) -> datetime:
        """The moment of a look on a day; a third of them while it is still yesterday in Greenwich."""
        rng = Random(f"look {self.seed} {day}")
        minutes = rng.randrange(420) if rng.random() < 0.33 else rng.randrange(1440)
        return self.start + timedelta(days=day, minutes=minutes)

    def look_again_at(self, day: int) -> datetime | None:
        """A second look on the same day; None on most of them."""
        rng, end = Random(f"again {self.seed} {day}"), self.start + timedelta(days=day + 1)
        left = (end - self.look_at(day)) // timedelta(minutes=1)
        return (
            self.look_at(day) + timedelta(minutes=rng.randrange(1, left))
            if rng.random() < 0.08 < left / 99
            else None
        )

    def misses(self, day: int) -> bool:
        """Whether nobody looks on a day, whatever happens: the exporter itself is off for a week or three."""
        return any(first <= day < first + length for first, length in self.missed)

    def town(self) -> Town:
        """The town as it is at the beginning."""
        rng, town = Random(f"town {self.seed}"), Town()
        cast = max((CAST.get(step.event, 0) for step in self.steps), default=0)
        styles = [
            self.style,
            *(Style("madani", feed=False), Style("laravel"), Style("static"))[:cast],
            Style("static"),
        ]
        for name, style in zip(AGENCIES, styles, strict=False):
            site = town.found(name, style)
            first = rng.uniform(1, 80) if len(town.sites) % 2 else rng.uniform(200, 500)
            ages = self.ages if len(town.sites) == 1 else [first + 17 * n for n in range(6)]
            for age in ages:
                town.write(site, self.start - timedelta(days=age), rng)
        return town


def _style(rng: Random) -> Style:
    system = rng.choice(list(SYSTEMS))
    shell, lists = system == "shell", system not in ("shell", "mapped")
    feed = rng.random() < 0.7
    interface = shell or rng.random() < 0.7
    told = feed if system == "joomla" else system == "plain wordpress" and (feed or interface)
    dated = rng.random() < (0.9 if not told else 0.75 if system == "joomla" else 0.4)
    form = rng.choice(list(FORMS))
    order = rng.choice(("date", "date", "date", "date", "views", "edits", "oldest")) if lists else "date"
    rows = rng.choice(("dated", "dated", "dated", "bare", "badge", "yearless"))
    return Style(
        system=system,
        zone=rng.choice((7, 7, 7, 0, 0, 8, 9, -5)),
        form=form,
        order=order,
        pinned=rng.random() < 0.15,
        random_box=rng.random() < 0.2,
        feed=feed,
        interface=interface,
        dated=dated or system in ("shell", "rows"),
        clock=rng.choice(("", "", "", "header", "header", "beside")),
        agenda=rng.random() < 0.15,
        sections=rng.choice((0, 0, 0, 1, 2, 6)) if lists else 0,
        rows=rows if order == "date" and form != "ages" and system != "rows" else "dated",
        paged=order in ("date", "oldest") and rng.random() < 0.4,
        bare_front=rng.random() < 0.15,
        boxes=tuple(one for one in BOXES if rng.random() < 0.12),
        kinds=tuple(one for one in KINDS if lists and rng.random() < 0.2),
    )


def _posting(rng: Random) -> tuple[str, float, float]:
    """How a site posts, days between two posts, and the day of the life after which nobody posts any more."""
    kind = rng.choice(("lively", "slow", "stops", "silent", "silent", "long silent", "first"))
    gap = rng.uniform(4, 20) if kind == "lively" else rng.uniform(30, 85)
    end = {
        "silent": -rng.uniform(20, 170),
        "long silent": -rng.uniform(190, 1500),
        "stops": rng.uniform(20, 150),
    }
    return kind, gap, end.get(kind, 9999.0)


def life(seed: int, days: int = 365, gap: int = 7) -> Life:
    """The life of a seed. A shorter one is not the beginning of a longer one."""
    rng = Random(f"life {seed} {days}")
    start = FIRST_DAY + timedelta(days=rng.randrange(380))
    style = _style(rng)
    kind, between, end = _posting(rng)
    moments = [end if end < 0 else -rng.uniform(0, between)]
    while len(moments) < 9:
        moments.append(moments[-1] - between * rng.uniform(0.5, 1.5))
    steps: list[tuple[float, str]] = []
    day = between * rng.random()
    if kind == "first":  # nothing ever, or nothing for two years, and then a post
        moments = [] if rng.random() < 0.5 else [moment - 730 for moment in moments]
        day = rng.uniform(20, 150)
    while day < min(days, end):
        steps.append((day, "post"))
        day += between * rng.uniform(0.4, 1.6)
    for event, every in (("edit", 35), ("read", 15)):
        steps += [(rng.uniform(1, days), event) for _ in range(days // every)]
    names = [one for one in EVENTS.values() if one.weight]
    chosen: list[tuple[float, str]] = [(0.0, "feed broken")] if rng.random() < 0.08 else []
    last = days
    for _ in range(max(2, round(days / 365 * rng.randrange(2, 9)))):
        event = rng.choices(names, [one.weight for one in names])[0]
        when = rng.uniform(9, days * 0.8)
        if event.final:
            last = min(last, int(when))
        chosen.append((when, event.name))
    steps += [
        (when, name) for when, name in chosen if when < last or (EVENTS[name].final and when <= last + 1)
    ]
    planned = tuple(
        Step(start + timedelta(days=when), name, rng.randrange(1 << 30)) for when, name in sorted(steps)
    )
    stranger = Random(f"stranger {seed} {days}")
    if stranger.random() < TAKEN_OVER:
        comes = start + timedelta(days=stranger.uniform(9, days * 0.8))
        step = Step(comes, "taken over", stranger.randrange(1 << 30))
        planned = tuple(sorted((*planned, step), key=lambda one: one.at))
    missed = ((rng.randrange(30, 250), rng.randrange(6, 25)),) if rng.random() < 0.3 else ()
    return Life(seed, start, days, style, tuple(-moment for moment in moments), planned, gap, missed)
