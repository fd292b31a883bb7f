"""Which entries without a date stand where newer ones do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.to_open import undated_above

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("listed", "above"),
    [
        ("a b 20 40 90", "a b"),
        ("a 90 40 20 b", "b"),  # oldest first
        ("a 40 20 b", "b a"),  # two days say nothing of the order
        ("a b 40 90 20", "a b"),  # a box of much read posts behind the list
        ("a b 40 90 20 c", "c a b"),
        ("20 a 40", ""),
        ("a b", ""),
    ],
)
def test_what_may_be_newer_than_all_that_is_dated(listed: str, above: str) -> None:
    fine = {
        key: Candidate(
            Source.LISTING, key, key, NOW - timedelta(days=int(key)) if key.isdigit() else None, ""
        )
        for key in listed.split()
    }
    assert undated_above(list(fine), fine) == above.split()
