"""One Prometheus for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from prometheus_running import Running, started_over_the_city


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    with started_over_the_city() as found:
        yield found
