"""A sample of the corpus, looked at as ``make eval`` does: nothing is falsely aktif, and what is right stays so."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from eval.causes import cause_of, causes
from eval.families import groups
from eval.judge import WRONG
from eval.measure import Measured, measure
from eval.model import Group
from eval.scores import cms, scores

EVERY = 4
"""Of the generated sites, one in so many; of lives, one in three times so many."""
NOT_HERE = "news"
"""Dated when they are imported, which in this process somebody else may have done."""


def _thinned(group: Group, every: int) -> Group:
    """A few of the sites, still served with all the others."""
    return replace(group, cases=group.cases[::every])


def sample() -> list[Group]:
    """The city whole, some generated sites, some lives."""
    city, made, lives = groups(["city"]), groups(["made"]), groups(["lives"])
    return [*city, *(_thinned(group, EVERY) for group in made), *lives[:: 3 * EVERY]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    return asyncio.run(measure(sample()))


def test_nothing_is_falsely_aktif_but_what_is_known_to_be(measured: Measured) -> None:
    known = [one for one in causes() if one.falsely_aktif]
    wrong = {v.case.key: v.told.evidence for v in measured.exporter if v.falsely_aktif}
    assert {key: why for key, why in wrong.items() if not cause_of(key, known)} == {}


def test_no_status_is_wrong_but_where_somebody_knows_why(measured: Measured) -> None:
    known = causes()
    missed = {v.case.key: v.misses for v in measured.exporter if v.status == WRONG}
    assert {key: what for key, what in missed.items() if not cause_of(key, known)} == {}


def test_the_exporter_is_better_than_every_simple_reader(measured: Measured) -> None:
    """Also a proof that the sites are no easy ones: a corpus that a simple reader gets right measures nothing."""
    own = scores(measured.exporter)
    assert len(measured.beside) == 3
    for verdicts in measured.beside.values():
        found = scores(verdicts)
        assert found["status right"].interval[1] < own["status right"].interval[0]
        assert found["falsely aktif"].hits > 0


def test_systems_are_named_rightly_or_not_at_all(measured: Measured) -> None:
    assert cms(measured.exporter)["precision"].hits == cms(measured.exporter)["precision"].of > 30
    assert cms(measured.nameless)["precision"].hits == cms(measured.nameless)["precision"].of > 30
