"""No shape of a body makes a reader's cost grow faster than the body: four times as much is not sixteen times the work.

What the largest bodies cost in seconds prints ``bench/worst_pages.py``; what ends a reader that takes too long is tested in
tests/workers."""

from __future__ import annotations

import time

import pytest
from costly_readers import READERS, Reader, body_of
from costly_shapes import Shape

SMALL, LARGE = 1 << 14, 1 << 16
MOST_GROWTH = 11
"""A cost that grows with the size comes to 4, one that grows with its square to 16."""
TOO_SMALL = 0.01
"""Seconds of CPU below which a start-up or the clock's steps are most of what is measured."""
TRIES = 3
"""What else runs on the machine can slow one of the two: one fair run is enough."""


def seconds(read: Reader, body: bytes) -> float:
    begun = time.process_time()
    read(body)
    return time.process_time() - begun


def growth(read: Reader, shape: Shape) -> float:
    """How many times as much work the large body is as the small one; 0 where the large one is too little to tell."""
    large = seconds(read, body_of(shape, LARGE))
    if large <= MOST_GROWTH * TOO_SMALL:
        return 0.0
    return large / max(seconds(read, body_of(shape, SMALL)), TOO_SMALL)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", READERS)
def test_no_shape_makes_the_cost_grow_faster_than_the_body(name: str) -> None:
    shapes, read = READERS[name]
    read(b"<p>x")  # rules are read at their first use
    grown = {
        shape for shape, made in shapes.items() if all(growth(read, made) > MOST_GROWTH for _ in range(TRIES))
    }
    assert grown == set()


def test_a_cost_that_grows_with_the_square_is_seen() -> None:
    def square(body: bytes) -> None:
        for _ in range(len(body) >> 6):
            body.count(b"x" * 9)

    assert growth(square, lambda size: "xy" * (size // 2)) > MOST_GROWTH
