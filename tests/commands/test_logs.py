"""The log: equal warnings and errors are told once and counted, everything else each time."""

from __future__ import annotations

import io
import json
import logging
import re
import threading
from collections.abc import Iterator

import pytest

from opd_exporter.commands.logs import LEVELS, MOST, OneLine, ToldOnce, to_stderr


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO, ToldOnce]]:
    stream = io.StringIO()
    handler = ToldOnce(stream, period=3600)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.Logger("of this test")
    logger.addHandler(handler)
    yield logger, stream, handler
    handler.close()


def test_equal_errors_are_one_line_and_a_count(log: tuple[logging.Logger, io.StringIO, ToldOnce]) -> None:
    logger, stream, handler = log
    for number in range(1000):
        logger.error("no %s", "room")
        logger.warning("no %s", "room")
        logger.info("no room")
        if number == 500:
            logger.error("another")
    handler.close()
    lines = stream.getvalue().splitlines()
    assert [line for line in lines if not line.startswith("INFO")] == [
        "ERROR no room",
        "WARNING no room",
        "ERROR another",
        "ERROR no room (999 times more)",
        "WARNING no room (999 times more)",
    ]
    assert lines.count("INFO no room") == 1000


def test_after_the_period_it_is_told_again(log: tuple[logging.Logger, io.StringIO, ToldOnce]) -> None:
    logger, stream, handler = log
    logger.error("once")
    handler._count((logging.ERROR, "once"))  # what the timer calls
    logger.error("once")
    logger.error("once")
    handler._count((logging.ERROR, "once"))
    assert stream.getvalue().splitlines() == ["ERROR once", "ERROR once", "ERROR once (1 times more)"]


def test_the_timer_tells_the_count() -> None:
    stream, others = io.StringIO(), set(threading.enumerate())
    handler = ToldOnce(stream, period=0.05)
    logger = logging.Logger("of this test")
    logger.addHandler(handler)
    for _ in range(3):
        logger.error("again")
    for timer in set(threading.enumerate()) - others:
        timer.join()
    assert stream.getvalue().splitlines() == ["again", "again (2 times more)"]


def test_a_flood_of_different_errors_is_not_remembered_without_end(
    log: tuple[logging.Logger, io.StringIO, ToldOnce],
) -> None:
    logger, stream, handler = log
    for number in range(3 * MOST):
        logger.error("number %d", number)
    assert len(stream.getvalue().splitlines()) == 3 * MOST
    assert len(handler._told) == MOST


def line(name: str, *message: object) -> str:
    return OneLine(name).format(
        logging.LogRecord("x", logging.WARNING, "x.py", 1, message[0], message[1:], None)
    )


def test_a_line_is_what_prometheus_programs_write() -> None:
    assert re.fullmatch(
        r'time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d level=WARN msg="no \\"room\\" \| 3"',
        line("logfmt", 'no "room"\n%d', 3),
    )


def test_a_line_for_programs_is_json() -> None:
    told = json.loads(line("json", 'no "room" %s', "\x1b[31m"))
    assert list(told) == ["time", "level", "msg"]
    assert told["level"] == "WARN"
    assert told["msg"].startswith('no "room" ')
    assert "\x1b" not in told["msg"]


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()  # the tests' own are not to be closed
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(("level", "told"), [("debug", ["ours"]), ("info", []), ("error", [])])
def test_libraries_tell_nothing_to_those_who_mend_them(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], level: str, told: list[str]
) -> None:
    to_stderr(LEVELS[level])
    logging.getLogger("opd_exporter.web").debug("ours")
    logging.getLogger("markdown_it.rules").debug("theirs")
    lines = capsys.readouterr().err.splitlines()
    assert [line.rpartition("msg=")[2].strip('"') for line in lines] == told
