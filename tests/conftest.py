"""With ``CI=true`` or ``OPD_REQUIRE_ALL=1`` no test may be left out: a skip, of a test or of a file, is a failure."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# Speed is measured in bench/ and asserted nowhere: a busy machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

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
