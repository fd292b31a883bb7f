"""A city of two sites, one of them down, and a client of its web server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason
from presented import FakeEngine, down, served, silent_for

OTHER = Site(
    "dishub",
    "Dinas Perhubungan",
    "Dishub",
    "dinas",
    "https://dishub.example.go.id/",
    ("admin@example.go.id", "kepala@example.go.id"),
    nama_layar="Dishub",
)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(silent_for(11.25), down(Reason.DNS, 30, site=OTHER), timeout=20.0, concurrency=2)


@pytest.fixture
async def client(engine: FakeEngine) -> AsyncIterator[aiohttp.ClientSession]:
    async with served(engine) as url, aiohttp.ClientSession(url) as session:
        yield session
