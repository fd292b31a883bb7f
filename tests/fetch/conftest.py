"""Fixtures for the fetcher; what they give is in ``fetch_world.py``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from fetch_world import Authority, World


@pytest_asyncio.fixture
async def quiet() -> AsyncIterator[list[str]]:
    """Nothing a server does may end in a traceback of the event loop; handlers here end by closing."""
    complaints: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: complaints.append(f"{context}"))
    yield complaints
    await asyncio.sleep(0)
    assert not complaints


@pytest_asyncio.fixture
async def world(quiet: list[str]) -> AsyncIterator[World]:
    world = World()
    yield world
    await world.end()


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that the system trusts during the test."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority
