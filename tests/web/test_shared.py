"""Answers that are the same for everybody: made once for each change, never older than what was asked for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from opd_exporter.web.shared import MOST, Shared, gently


class World:
    """What the answers tell, and how often they were made. ``gate`` holds them up while they are made."""

    def __init__(self) -> None:
        self.changes = 0
        self.made: list[int] = []
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.shared = Shared(lambda: self.changes)

    def prepare(self) -> Callable[[], bytes]:
        now = self.changes

        def make() -> bytes:
            self.gate.wait(10)
            self.threads.add(threading.get_ident())
            self.made.append(now)
            return str(now).encode()

        return make

    async def get(self, name: str = "a", age: float = 60.0) -> bytes:
        return (await self.shared.get(name, self.prepare, age=age)).body


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    yield world
    world.gate.set()
    world.shared.close()


async def test_it_is_made_once_for_all_and_again_after_a_change(world: World) -> None:
    assert set(await asyncio.gather(*(world.get() for _ in range(100)))) == {b"0"}
    world.changes = 1
    assert set(await asyncio.gather(*(world.get() for _ in range(100)))) == {b"1"}
    assert await world.get() == b"1"
    assert world.made == [0, 1]
    assert threading.get_ident() not in world.threads


async def test_who_asks_after_a_change_never_gets_what_was_begun_before_it(world: World) -> None:
    world.gate.clear()
    early = asyncio.create_task(world.get())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    late = []
    for world.changes in range(1, 6):
        late += [asyncio.create_task(world.get()) for _ in range(10)]
        await asyncio.sleep(0)
    world.gate.set()
    assert await early == b"0"
    assert set(await asyncio.gather(*late)) == {b"5"}
    assert world.made == [0, 5], "five changes while one was made are one more"


async def test_without_age_it_is_as_new_as_the_question(world: World) -> None:
    await world.get(age=0.0)
    await world.get(age=0.0)
    assert len(world.made) == 2
    world.gate.clear()
    crowd = [asyncio.create_task(world.get(age=0.0)) for _ in range(50)]
    await asyncio.sleep(0.01)
    crowd += [asyncio.create_task(world.get(age=0.0)) for _ in range(50)]
    await asyncio.sleep(0.01)
    world.gate.set()
    await asyncio.gather(*crowd)
    assert len(world.made) == 4


async def test_a_failure_is_told_to_all_who_asked_and_to_nobody_later(world: World) -> None:
    def broken() -> Callable[[], bytes]:
        raise ValueError("no")

    asked = [world.shared.get("a", broken, age=60.0) for _ in range(3)]
    assert {type(one) for one in await asyncio.gather(*asked, return_exceptions=True)} == {ValueError}
    assert await world.get() == b"0"


async def test_only_so_many_are_kept(world: World) -> None:
    for number in range(3 * MOST):
        await world.get(f"{number}")
    await world.get(f"{3 * MOST - 1}")
    assert len(world.made) == 3 * MOST
    await world.get("0")
    assert len(world.made) == 3 * MOST + 1


async def test_what_is_much_work_serves_for_a_while_whatever_changes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opd_exporter.web.shared.MUCH", 0.0)
    monkeypatch.setattr("opd_exporter.web.shared.SHARE", 1e-9)
    assert await world.get() == b"0"
    world.changes = 1
    assert await world.get(age=0.0) == b"0"
    assert world.made == [0]


async def test_the_answers_kept_are_bounded_by_their_bytes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opd_exporter.web.shared.MOST_BYTES", 3)
    for name in "abcd":
        await world.get(name)
    for name in "bcd":
        await world.get(name)
    assert len(world.made) == 4
    await world.get("a")
    assert len(world.made) == 5


async def test_a_tag_is_that_of_the_body(world: World) -> None:
    first = await world.shared.get("a", world.prepare, age=60.0)
    same = await world.shared.get("b", world.prepare, age=60.0)
    world.changes = 1
    other = await world.shared.get("a", world.prepare, age=60.0)
    assert first.tag == same.tag != other.tag


def test_long_work_is_done_in_the_same_order_with_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("opd_exporter.web.shared.WORK", 0.0)
    monkeypatch.setattr("opd_exporter.web.shared.time.sleep", rests.append)
    assert list(gently(range(5))) == [0, 1, 2, 3, 4]
    assert len(rests) == 5
