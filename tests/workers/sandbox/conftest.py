"""Readers behind their walls, and namespaces in which no mistake leaves the machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest_asyncio
from sandbox_corpus import Reader

from opd_exporter.domain.budget import Budget
from opd_exporter.workers.pool import PRELOAD, Workers


@pytest_asyncio.fixture
async def reader() -> AsyncIterator[Reader]:
    """Runs a function of the sandbox's test modules in a reader."""
    pool = Workers(1, (*PRELOAD, "sandbox_corpus", "sandbox_attempts"))

    async def run(function: Callable[..., Any], *arguments: object) -> Any:
        return await pool.run(function, *arguments, cpu=90, budget=Budget.of(90, 0))

    yield run
    pool.close()
