"""Workers: whatever happens to a process, the next page is read."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Sequence
from multiprocessing import forkserver
from pathlib import Path

import pytest
import pytest_asyncio

import worker_tasks as tasks
from opd_exporter.domain.budget import Budget
from opd_exporter.domain.queue import BACKGROUND, PULL
from opd_exporter.workers import pool as pool_module
from opd_exporter.workers.failures import NotBegun, TookTooLong, WorkFailed
from opd_exporter.workers.pool import PRELOAD, Workers
from readers import KeptReaders


@pytest.fixture(autouse=True)
def nobody_elses() -> None:
    """These tests count the readers of their process."""
    KeptReaders.let_go()


@pytest_asyncio.fixture
async def workers() -> AsyncIterator[Workers]:
    pool = Workers(preload=(*PRELOAD, tasks.__name__))
    await pool.warm()
    yield pool
    pool.close()


def pids() -> set[int]:
    return {one.pid for one in multiprocessing.active_children() if one.name == "opd-reader" and one.pid}


async def run(workers: Workers, function: object, *arguments: object, cpu: float = 60.0) -> object:
    return await workers.run(function, *arguments, cpu=cpu, budget=Budget.of(120, 0))  # type: ignore[arg-type]


async def test_idle_workers_that_are_killed_are_replaced(workers: Workers) -> None:
    for victims in (1, 2):
        for pid in list(pids())[:victims]:
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.05)
        assert await run(workers, os.getpid) in pids()


async def test_the_process_they_are_forked_from_may_die_too(workers: Workers) -> None:
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    for pid in pids():
        os.kill(pid, signal.SIGKILL)
    assert await run(workers, os.getpid)


async def test_work_whose_process_is_killed_is_done_once_more(workers: Workers) -> None:
    pid = await run(workers, os.getpid)  # who was idle last is asked next
    assert await run(workers, tasks.kills_itself_if, pid) == "read"
    assert pid not in pids()


async def test_work_that_crashes_its_process_each_time_fails(workers: Workers) -> None:
    with pytest.raises(WorkFailed, match="died") as failed:
        await run(workers, tasks.crashes)
    assert failed.type is WorkFailed
    assert await run(workers, os.getpid)


async def test_who_kills_a_process_says_nothing_of_its_work(workers: Workers) -> None:
    with pytest.raises(NotBegun):
        await run(workers, tasks.kills_itself)
    assert await run(workers, os.getpid)


async def test_work_in_c_is_killed_in_time_and_holds_nobody_up(workers: Workers) -> None:
    hanging = asyncio.create_task(run(workers, tasks.never_returns, cpu=0.3))
    await asyncio.sleep(0.1)
    assert await run(workers, os.getpid)
    with pytest.raises(TookTooLong):
        await hanging
    assert await asyncio.gather(*(run(workers, os.getpid) for _ in range(4)))
    async with asyncio.timeout(30):
        while len(pids()) > 2:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_only_computing_counts_and_who_sleeps_for_ever_is_ended_too() -> None:
    pool = Workers(1, (*PRELOAD, tasks.__name__), asleep=0.6)
    try:
        first = await run(pool, os.getpid)
        await run(pool, time.sleep, 0.2, cpu=0.1)
        assert await run(pool, os.getpid) == first
        with pytest.raises(TookTooLong, match="longer than") as ended:
            await run(pool, time.sleep, 60.0)
        assert ended.value.seconds == 0.6
        assert await run(pool, os.getpid) != first
    finally:
        pool.close()


async def test_what_a_busy_machine_did_not_let_read_says_nothing_of_its_page() -> None:
    pool = Workers(1, (*PRELOAD, tasks.__name__))
    try:
        pid, both = await run(pool, os.getpid), os.sched_getaffinity(0)
        assert isinstance(pid, int)
        one = {min(both)}
        os.sched_setaffinity(pid, one)
        reading = asyncio.create_task(run(pool, tasks.never_returns))
        (worker,) = pool._alive
        before = worker.starved()
        await asyncio.sleep(0.05)
        os.sched_setaffinity(0, one)
        try:
            until = time.thread_time() + 0.1  # of the processor, by turns with the other
            while time.thread_time() < until:
                pass
        finally:
            os.sched_setaffinity(0, both)
        assert worker.starved() - before > 0.05
        reading.cancel()
    finally:
        pool.close()
    assert isinstance(pool_module._late("read_page", 3.0, 1.6), NotBegun)
    assert isinstance(pool_module._late("read_page", 3.0, 1.4), TookTooLong)
    assert worker.starved() == 0


async def test_files_stay_as_many_however_many_are_killed(workers: Workers) -> None:
    async def once() -> None:
        with pytest.raises(TookTooLong):
            await run(workers, tasks.never_returns, cpu=0.02)

    await once()
    await asyncio.sleep(0.2)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(15):
        await once()
    async with asyncio.timeout(30):
        while len(os.listdir("/proc/self/fd")) > before + 2:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_what_a_function_does_wrong_is_told(workers: Workers) -> None:
    with pytest.raises(WorkFailed, match="fails: ValueError: halaman rusak"):
        await run(workers, tasks.fails)
    with pytest.raises(WorkFailed, match="cannot be sent"):
        await run(workers, tasks.cannot_be_sent)
    with pytest.raises(WorkFailed, match="MemoryError"):
        await run(workers, tasks.eats_memory)
    assert await run(workers, os.getpid)


async def test_a_pull_is_read_before_looks_that_wait_longer(workers: Workers) -> None:
    order: list[str] = []

    async def ask(name: str, rank: tuple[int, float]) -> None:
        await workers.run(time.sleep, 0.1, cpu=5, budget=Budget.of(10, 0, rank))
        order.append(name)

    looks = [asyncio.create_task(ask(f"look {n}", (BACKGROUND, 0.0))) for n in range(6)]
    await asyncio.sleep(0)  # they stand in line
    await ask("pull", (PULL, 9.0))
    await asyncio.gather(*looks)
    assert order.index("pull") <= 3


async def test_who_finds_no_free_worker_is_not_said_to_be_slow(workers: Workers) -> None:
    busy = [asyncio.create_task(run(workers, time.sleep, 1.0)) for _ in range(2)]
    await asyncio.sleep(0.05)
    with pytest.raises(NotBegun):
        await workers.run(os.getpid, cpu=5, budget=Budget.of(0.4, 0))
    await asyncio.gather(*busy)


async def test_giving_up_frees_the_worker(workers: Workers) -> None:
    hanging = [asyncio.create_task(run(workers, tasks.never_returns)) for _ in range(2)]
    await asyncio.sleep(0.1)
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)
    assert await run(workers, os.getpid)


async def test_the_end_waits_for_nobody() -> None:
    pool = Workers(preload=(*PRELOAD, tasks.__name__))
    hanging = asyncio.create_task(run(pool, tasks.never_returns))
    async with asyncio.timeout(60):
        while not pool._alive:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    pool.close()  # or it would wait for what never returns
    with pytest.raises(WorkFailed):
        await hanging
    with pytest.raises(WorkFailed):
        await run(pool, os.getpid)
    assert not pids()


async def test_a_worker_that_has_started_when_the_end_comes_is_asked_nothing() -> None:
    pool = Workers(preload=(*PRELOAD, tasks.__name__))
    waiting = asyncio.create_task(run(pool, os.getpid))
    await asyncio.sleep(0)  # until it waits for its worker
    deadline = time.monotonic() + 60
    while not pool._alive and time.monotonic() < deadline:
        time.sleep(0.01)  # noqa: ASYNC251 # nothing else runs in between
    pool.close()
    with pytest.raises(WorkFailed):
        await waiting
    assert not pids()


async def test_the_end_waits_for_none_whose_own_end_stands_in_line(workers: Workers) -> None:
    """All threads are taken when a reader is given up: its end has to wait for one, and is dropped when the pool closes."""
    taken = threading.Event()
    for _ in range(workers._threads._max_workers - 1):
        workers._threads.submit(taken.wait)
    with pytest.raises(TookTooLong):
        await run(workers, tasks.never_returns, cpu=0.3)
    threading.Timer(0.3, taken.set).start()
    await asyncio.wait_for(asyncio.to_thread(workers.close), 60)
    assert not pids()


async def test_a_worker_that_nobody_waits_for_any_more_when_it_has_started_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, made, started = threading.Event(), list[object](), pool_module.started

    def late(preload: Sequence[str], forsaken: float) -> object:
        go_on.wait(60)
        made.append(started(preload, forsaken))
        return made[-1]

    monkeypatch.setattr(pool_module, "started", late)
    pool = Workers(preload=(*PRELOAD, tasks.__name__))
    with pytest.raises(NotBegun):
        await pool.run(os.getpid, cpu=5, budget=Budget.of(0.2, 0))
    go_on.set()
    async with asyncio.timeout(60):
        while not made or pids():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    pool.close()


async def test_a_stop_for_all_processes_leaves_the_workers_to_their_parent(workers: Workers) -> None:
    slow = asyncio.create_task(run(workers, time.sleep, 0.3))
    await asyncio.sleep(0.1)
    before = pids()
    for pid in before:
        os.kill(pid, signal.SIGTERM)
    await slow
    assert before <= pids()


async def test_a_program_that_forgets_to_close_them_ends_all_the_same() -> None:
    program = """
import asyncio
from opd_exporter.workers.pool import Workers

if __name__ == "__main__":
    asyncio.run(Workers().warm())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await asyncio.wait_for(process.wait(), 60) == 0


async def test_a_worker_stuck_in_its_work_ends_also_when_the_program_was_killed() -> None:
    program = """
import asyncio, os, signal
import worker_tasks
from opd_exporter.domain.budget import Budget
from opd_exporter.workers.pool import PRELOAD, Workers

async def main():
    workers = Workers(1, (*PRELOAD, worker_tasks.__name__), forsaken=1.0)
    print(await workers.run(os.getpid, cpu=60, budget=Budget.of(60, 0)), flush=True)
    stuck = workers.run(worker_tasks.never_returns, cpu=60, budget=Budget.of(60, 0))
    asyncio.get_running_loop().call_later(0.5, os.kill, os.getpid(), signal.SIGKILL)
    await stuck

if __name__ == "__main__":
    asyncio.run(main())
"""
    environment = os.environ | {"PYTHONPATH": str(Path(tasks.__file__).parent)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert process.stdout
    worker = int(await process.stdout.readline())
    assert await process.wait() == -signal.SIGKILL
    async with asyncio.timeout(60):
        while _is_there(worker):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_only_one_task_counts_towards_what_a_worker_may_take() -> None:
    workers = Workers(1, forsaken=1.0)
    try:
        first = await workers.run(os.getpid, cpu=60, budget=Budget.of(60, 0))
        await asyncio.sleep(1.5)
        assert await workers.run(os.getpid, cpu=60, budget=Budget.of(60, 0)) == first
    finally:
        workers.close()


def _is_there(pid: int) -> bool:
    """Whether a process is there that has not ended; one that has and that nobody asked for yet is a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_worker_holds_what_all_share_and_loads_nothing_of_the_process_that_asks() -> None:
    pool = Workers(1)
    try:
        loaded = await run(pool, eval, "set(__import__('sys').modules)")
    finally:
        pool.close()
    assert "opd_exporter.workers.readers" in loaded  # type: ignore[operator]
    assert {"asyncio", "opd_exporter.workers.pool"} & loaded == set()  # type: ignore[operator]


async def test_a_worker_runs_nothing_of_the_script_that_the_program_was_started_by(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text("""
import asyncio
from opd_exporter.domain.budget import Budget
from opd_exporter.workers.pool import Workers

async def main():
    workers = Workers(1)
    loaded = "'asyncio' in __import__('sys').modules"
    print(await workers.run(eval, loaded, cpu=60, budget=Budget.of(60, 0)))

if __name__ == "__main__":
    asyncio.run(main())
""")
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdout=asyncio.subprocess.PIPE
    )
    told, _ = await asyncio.wait_for(process.communicate(), 60)
    assert told.split() == [b"False"]
