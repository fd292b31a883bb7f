from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.names import Names, unresolved
from opd_exporter.fetch.turns import Turns

ADDRESS = ip_address("192.0.2.1")


async def test_one_at_a_time_to_a_host_in_the_order_of_asking() -> None:
    turns, order = Turns(4), list[str]()

    async def ask(name: str, host: str, port: int) -> None:
        async with turns.host(host, port):
            order.append(f"{name} in")
            await asyncio.sleep(0.01)
            order.append(f"{name} out")

    await asyncio.gather(*(ask(name, "a.example", 80) for name in "abc"))
    assert order == ["a in", "a out", "b in", "b out", "c in", "c out"]
    order.clear()
    await asyncio.gather(ask("a", "a.example", 80), ask("b", "b.example", 80), ask("c", "a.example", 443))
    assert order == ["a in", "b in", "c in", "a out", "b out", "c out"]


async def test_a_few_at_a_time_to_an_address_however_it_is_reached() -> None:
    turns, inside, most = Turns(3), 0, 0

    async def ask(address: str) -> None:
        nonlocal inside, most
        async with turns.address(ip_address(address)):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(ask(text) for text in ["192.0.2.1", "64:ff9b::c000:201", "::ffff:192.0.2.1"] * 4))
    assert most == 3


async def test_who_gives_up_leaves_no_trace() -> None:
    turns = Turns(1)
    async with turns.address(ADDRESS):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), turns.address(ADDRESS):
                pass
        assert turns._queues
    async with turns.address(ADDRESS):
        pass
    assert not turns._queues


async def test_a_budget_of_time_and_requests() -> None:
    budget = Budget.of(10, 2)
    assert 1 < budget.remaining() <= 10
    assert not budget.exhausted
    assert [budget.spend() for _ in range(3)] == [True, True, False]
    assert budget.exhausted
    assert Budget.of(-1, 2).exhausted
    assert Budget.of(-1, 2).remaining() == 0


async def test_names_are_looked_up_by_the_system() -> None:
    names = Names()
    assert set(await names("localhost")) <= {"127.0.0.1", "::1"}
    with pytest.raises(OSError, match=r"\w") as failed:
        await names("tidak-ada.invalid")
    assert unresolved("tidak-ada.invalid", failed.value).reason is Reason.DNS


async def test_a_name_nobody_waits_for_any_more_does_no_harm() -> None:
    names = Names()
    waiting = asyncio.create_task(names("tidak-ada.invalid"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    with pytest.raises(OSError, match=r"\w"):
        await names("tidak-ada.invalid")
    assert not names._under_way
