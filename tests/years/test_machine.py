"""Hypothesis lives lives of its own and finds the smallest that breaks a property.

``YEARS_EXAMPLES=500`` lets it search longer, ``YEARS_STRICT=1`` lets nothing pass that is known to be broken."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from years.events import EVENTS
from years.known import KNOWN
from years.living import Living, begun
from years.plan import FIRST_DAY, Life, Step
from years.site import Style
from years.systems import SYSTEMS
from years.words import FORMS

STRICT = bool(os.environ.get("YEARS_STRICT"))
WIDEST = ("three names", "line down")
"""Events that concern more than one neighbour; lives from seeds have them."""

styles = st.builds(
    Style,
    system=st.sampled_from(sorted(SYSTEMS)),
    zone=st.sampled_from((7, 0, 8, 9)),
    form=st.sampled_from(sorted(FORMS)),
    order=st.sampled_from(("date", "views", "edits")),
    pinned=st.booleans(),
    random_box=st.booleans(),
    feed=st.booleans(),
    interface=st.just(True),
    clock=st.sampled_from(("", "header", "beside")),
    agenda=st.booleans(),
    sections=st.sampled_from((0, 1, 6)),
)


class AYear(RuleBasedStateMachine):
    """A site, whatever happens to it, and a look after each day."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        self._living: Living
        self._life: Life
        self._day = 0
        self._events = 0

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(coroutine)

    @initialize(style=styles, newest=st.sampled_from((2, 60, 110, 170, 300, 900)), gap=st.integers(5, 60))
    def a_site(self, style: Style, newest: int, gap: int) -> None:
        ages = tuple(float(newest + gap * n) for n in range(9))
        neighbour = Step(FIRST_DAY, "another site's pages", 0)
        self._life = Life(0, FIRST_DAY, 0, style, ages, (neighbour,))
        data = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="years-"))
        town = self._life.town()
        self._living = self._run(self._stack.enter_async_context(begun(town, FIRST_DAY, 0, Path(data))))
        self._look()

    def _look(self) -> None:
        faults = self._run(self._living.look(self._life.look_at(self._day)))
        told = [fault for fault in faults if STRICT or (fault.kind, fault.cause) not in KNOWN]
        assert not told, told[0]

    @rule(name=st.sampled_from(sorted(set(EVENTS) - set(WIDEST))))
    def happens(self, name: str) -> None:
        self._events += 1
        at = self._life.look_at(self._day) + timedelta(minutes=1)
        self._living.happen(name, at, Random(self._events))

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        for _ in range(days):
            self._day += 1
            self._look()

    @rule(weeks=st.integers(1, 5))
    def weeks_pass(self, weeks: int) -> None:
        for _ in range(weeks):
            self._day += 7
            self._look()

    @rule()
    def the_exporter_begins_again(self) -> None:
        self._run(self._living.watch.restart())

    def teardown(self) -> None:
        self._run(self._stack.aclose())
        self._loop.close()


AYear.TestCase.settings = settings(
    max_examples=int(os.environ.get("YEARS_EXAMPLES", "3")),
    stateful_step_count=10,
    deadline=None,
    derandomize="YEARS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
TestAYear = pytest.mark.timeout(900)(AYear.TestCase)  # a fault found is made small before it is told
