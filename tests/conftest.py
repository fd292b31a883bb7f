"""What holds for every test: which are slow, which go together on one of the processes that run them, and that with
``CI=true`` or ``OPD_REQUIRE_ALL=1`` none may be left out: a skip, of a test or of a file, is a failure."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Generator

import pytest
import uvloop
from hypothesis import settings

from day_share import share

# Speed is measured in bench/ and asserted nowhere: a busy machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
# promtool spends half of its time on collecting its garbage, Prometheus not much less: with room (200 MB, not 110) they do not.
os.environ.setdefault("GOGC", "800")
# Room for Python's own collector, too: it would look through thousands of tests, which stay to the end, again and again.
gc.set_threshold(20_000, 20, 20)

SLOW = (
    "demo/test_demo.py",
    "real",
    "deploy/test_eight_cities.py",
    "hostile",
    "workers/sandbox",
    "stack/test_existing_stack.py",
    "rules/test_life.py",
    "rules/test_restart.py",
    "rules/test_two_exporters.py",
    "years/test_lives.py",
    "years/test_machine.py",
    "page/test_as_chromium.py",
    "page/test_parse_hostile.py",
    "dates/test_dates_properties.py",
    "fetch/test_fetch_browser.py",
)
"""Real programs, namespaces, long lives and dates by the thousand, the longest first: marked ``slow``, begun before the
others."""
LONG = (
    "commands/test_serve.py",
    "web/test_crowds.py",
    "grafana",
    "commands/test_commands.py",
    "web/test_reload.py",
)
"""What takes longest of the others (15 to 60 s a file): begun next, so that at the end no process has half a minute to go when
the rest have none."""
GUIDES = ["stack/test_install_guide.py", "stack/test_compose_guide.py"]
collect_ignore = [] if os.environ.get("OPD_GUIDE") == "1" else GUIDES
"""An empty Debian takes three minutes to make: ``make guide`` runs them apart."""
TOGETHER = ("demo", "grafana")
"""Folders whose tests share what the machine has once (the ports that people know, a started Prometheus): one process runs
all of one folder."""
APART = ("years/test_lives.py", "hostile/test_cost_of_reading.py")
"""Files whose tests take long and share nothing: any process takes the next."""


def together(nodeid: str) -> str:
    """What of the tests runs in one process as a whole: a folder, a file, or one test."""
    path = _file(nodeid)
    folder = path.split("/")[0]
    return nodeid if path in APART else folder if folder in TOGETHER else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Share the tests out by :func:`together`. (pytest-xdist 3.8 loses its own groups under pytest 9.2, without a word.)"""
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return together(nodeid)

    return Grouped(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow, and begin with it and with what is long, so that nothing is waited for at the end. With
    ``OPD_DAY_SHARE=2/4`` (``scripts/test-on-days``) leave to the other days what is theirs; tests that share a look at
    many sites stay together."""
    if one_of := os.environ.get("OPD_DAY_SHARE"):
        number, days = map(int, one_of.split("/"))
        names = {item: _dealt(item.nodeid) for item in items}
        runs = share(names.values(), number, days)
        config.hook.pytest_deselected(items=[item for item in items if names[item] not in runs])
        items[:] = [item for item in items if names[item] in runs]
    places = {id(item): _place(item) for item in items}
    for item in items:
        if places[id(item)] < len(SLOW):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: places[id(item)])


def pytest_collection_finish() -> None:
    """What stays to the end is no longer looked through for garbage."""
    gc.freeze()


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0].removeprefix("tests/")


def _dealt(nodeid: str) -> str:
    """What of the tests runs on one day as a whole: a folder, or one case."""
    folder = together(nodeid)
    return folder if folder in TOGETHER else nodeid


def _place(item: pytest.Item) -> int:
    path, early = _file(item.nodeid), (*SLOW, *LONG)
    places = (number for number, one in enumerate(early) if path == one or path.startswith(f"{one}/"))
    return next(places, len(early))


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The event loop of the exporter itself."""
    return {"uvloop": uvloop.new_event_loop}


REQUIRE_ALL = os.environ.get("CI") == "true" or os.environ.get("OPD_REQUIRE_ALL") == "1"


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that says why it was one; an expected failure (xfail) stays what it is."""
    if not REQUIRE_ALL or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"left out, which CI=true and OPD_REQUIRE_ALL=1 forbid: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
