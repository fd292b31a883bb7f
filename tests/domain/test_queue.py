"""Who waits gets a turn by rank, then in the order of coming; nobody's turn is lost."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.queue import BACKGROUND, PULL, Queue


async def test_a_pull_goes_before_work_in_the_background_and_the_one_longest_unasked_first() -> None:
    queue, order = Queue(1), list[str]()

    async def ask(name: str, rank: tuple[int, float]) -> None:
        async with queue.turn(rank):
            order.append(name)
            await asyncio.sleep(0)

    ranks = {
        "first": (PULL, 9.0), "look": (BACKGROUND, 1.0), "fresh": (PULL, 8.0), "old": (PULL, 2.0), "old too": (PULL, 2.0)
    }  # fmt: skip
    await asyncio.gather(*(ask(name, rank) for name, rank in ranks.items()))
    assert order == ["first", "old", "old too", "fresh", "look"]


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=30), st.integers(1, 3))
def test_turns_are_never_more_than_the_width_and_none_is_lost(
    waiters: list[tuple[int, bool]], width: int
) -> None:
    async def run() -> None:
        queue, inside, most = Queue(width), 0, 0

        async def ask(rank: int) -> None:
            nonlocal inside, most
            async with queue.turn((rank, 0.0)):
                inside += 1
                most = max(most, inside)
                try:
                    await asyncio.sleep(0)
                finally:
                    inside -= 1

        tasks = [asyncio.create_task(ask(rank)) for rank, _ in waiters]
        await asyncio.sleep(0)
        for task, (_, gives_up) in zip(tasks, waiters, strict=True):
            if gives_up:
                task.cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 60)
        assert most <= width
        assert inside == 0
        async with asyncio.timeout(60):
            for _ in range(width):
                await queue.turn().__aenter__()

    asyncio.run(run())


async def test_at_most_half_of_a_probes_time_goes_by_in_our_own_lines() -> None:
    queue, loop = Queue(1), asyncio.get_running_loop()
    async with queue.turn():
        assert Budget.of(60, 8).patience == 30
        budget = Budget(loop.time() + 60, 8, patience=0.2)
        with pytest.raises(NoTurn):
            await budget.wait_for(queue.turn())
        assert budget.patience == pytest.approx(0, abs=1e-6)  # the loop's clock adds and takes away
        assert budget.remaining() > 0
        with pytest.raises(NoTurn):
            await budget.wait_for(queue.turn())
    await budget.wait_for(queue.turn())


async def test_waiting_for_several_at_once_counts_once() -> None:
    queue, loop = Queue(1), asyncio.get_running_loop()
    budget, began = Budget.of(10, 8), loop.time()

    async def wait() -> None:
        turn = queue.turn()
        await budget.wait_for(turn)
        turn.end()

    async with queue.turn():
        waiting = [asyncio.create_task(wait()) for _ in range(5)]
        await asyncio.sleep(0.2)
    await asyncio.gather(*waiting)
    assert budget.patience <= 4.85, "a loop's clock may be some milliseconds late"
    assert budget.patience >= 5 - (loop.time() - began)


async def test_what_nobody_waits_for_loses_no_time_in_our_own_lines() -> None:
    queue, loop = Queue(1), asyncio.get_running_loop()
    first = queue.turn()
    assert first.at_once()
    look, began = Budget.of(2.0, 8, waits=60.0), loop.time()
    loop.call_later(2.5, first.end)
    await look.wait_for(turn := queue.turn((BACKGROUND, 0.0)))
    assert look.remaining() > 0.5
    assert 60 - (loop.time() - began) <= look.patience <= 57.6
    impatient = Budget.of(60, 8, waits=0.1)
    with pytest.raises(NoTurn):
        await impatient.wait_for(queue.turn((BACKGROUND, 0.0)))
    turn.end()
