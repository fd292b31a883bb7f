"""One Prometheus for all tests of this folder, and no longer: until the last test of a run it would pull and reckon, for
more than all of them ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from prometheus_running import Running, started_over_the_city

HERE = Path(__file__).parent


class City:
    """Starts when it is first asked for, and says again what kept it from starting."""

    def __init__(self) -> None:
        self._until = ExitStack()
        self._found: Running | None = None
        self._failed: BaseException | None = None

    def running(self) -> Running:
        if self._failed:
            raise self._failed
        if self._found is None:
            try:
                self._found = self._until.enter_context(started_over_the_city())
            except BaseException as error:
                self._failed = error
                raise
        return self._found

    def end(self) -> None:
        self._found = None
        self._until.close()


CITY = City()


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    yield CITY
    CITY.end()  # also when no test is the last, as after Ctrl+C


@pytest.fixture
def running(city: City) -> Running:
    return city.running()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    if nextitem is None or HERE not in nextitem.path.parents:
        CITY.end()
