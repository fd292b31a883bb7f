"""Waiting for what goes on by itself: how long is long, what of a deadline is kept, and what is told when a task ends."""

from __future__ import annotations

import asyncio
import logging

from opd_exporter.engine.busy import Busy

log = logging.getLogger(__name__)

MUCH = 1.0
"""Seconds that matter: a site that had less is not judged, a probe under way whose time ends so much before ours is
no answer to us, and a reader that had so long and did not end is slow."""
MARGIN = 0.3
"""Seconds kept of a deadline for reading the page once it is there."""


def margin(deadline: float) -> float:
    """Seconds of a deadline that are kept for reading the page: none of those the site is to have."""
    spare = deadline - MUCH if deadline >= MUCH else deadline
    return min(MARGIN, deadline / 10, spare)


async def until(task: asyncio.Task[None], ends: float) -> None:
    """Wait for a task that goes on when the time is up; ``ends`` in the event loop's time."""
    await asyncio.wait({task}, timeout=max(0.0, ends - asyncio.get_running_loop().time()))


def begun(tasks: dict[str, asyncio.Task[None]], key: str, task: asyncio.Task[None]) -> asyncio.Task[None]:
    """The task, held under its site's key until it ends; a mistake of ours is told to the log when it does."""

    def ended(task: asyncio.Task[None]) -> None:
        if tasks.get(key) is task:
            del tasks[key]
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, Busy):
            log.error("%s: %s: %s", key, type(error).__name__, error)

    tasks[key] = task
    task.add_done_callback(ended)
    return task
