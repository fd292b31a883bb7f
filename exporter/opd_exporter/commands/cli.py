"""The commands: what was typed, turned into calls, and their outcome into exit codes. No logic."""

from __future__ import annotations

import argparse
import errno
import gc
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from opd_exporter.commands import logs
from opd_exporter.commands.arguments import parser
from opd_exporter.commands.asked import (
    Usage,
    asked_for,
    check_data_dir,
    check_listen,
    loaded,
    one_site,
    token_in,
)

# What a command needs is imported when it runs, so that --help and mistakes are answered at once.
if TYPE_CHECKING:
    from opd_exporter.domain.config import Config
    from opd_exporter.domain.report import SiteReport

WELL, NOT_WELL, WRONG = 0, 1, 2
INTERRUPTED = 130
"""What a shell gives a program that Ctrl+C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code: 0 well, 1 the thing checked is not well, 2 wrong usage or configuration."""
    _open_streams()
    options = parser().parse_args(arguments)
    if options.command == "serve":
        logs.to_stderr(logs.LEVELS[options.log_level], options.log_format)
    else:
        logs.to_stderr(logging.ERROR)
    run = {
        "serve": _serve,
        "probe": _probe,
        "check-config": _check,
        "evaluate": _evaluate,
        "explain": _explain,
        "discover": _discover,
        "demo": _demo,
    }
    try:
        code = run[options.command](options)
        sys.stdout.flush()
        return code
    except Usage as error:
        print(error, file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        print("dihentikan", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to write goes nowhere
        if error.errno == errno.EPIPE:  # the reader, such as head, has seen enough
            return WELL
        print("keluarannya tidak dapat ditulis: diska penuh", file=sys.stderr)
        return NOT_WELL


def _open_streams() -> None:
    """What writes to them may rely on it that they are there, and take any letter; and no connection gets the number of
    one that is missing, since the event loop ends the program when it closes such a one."""
    while (free := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(free)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started this
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="replace")  # a terminal without ▲ is no reason to fail


def _check(options: argparse.Namespace) -> int:
    from opd_exporter.config.file import ConfigError, load

    try:
        config = load(options.file)
    except ConfigError as error:
        print(error)
        return NOT_WELL
    groups = Counter(site.kelompok for site in config.sites)
    told = ", ".join(f"{group} {count}" for group, count in groups.most_common())
    print(f"{options.file}: baik, {len(config.sites)} situs ({told})")
    return WELL


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded meanwhile stays for good: the collector looks for nothing in it, now or later."""
    gc.disable()
    # aiohttp's client, which nothing here uses, reads the system's certificates twice as it is imported: 60 of 500 ms.
    trusted = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = os.devnull
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
        del os.environ["SSL_CERT_FILE"]
        if trusted is not None:
            os.environ["SSL_CERT_FILE"] = trusted


def _serve(options: argparse.Namespace) -> int:
    # A reload that is asked for during the start waits until somebody hears it: the signal would end the program, and to
    # systemd that is a sound end, after which it starts nothing again.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    with _loading():
        import uvloop

        from opd_exporter.commands.serve import CannotListen, serve
        from opd_exporter.store.lock import InUse
        from opd_exporter.web.web_config import WebConfigError, load_web_config

        config = loaded(options.config)
    check_listen(options.listen)
    data_dir = options.data_dir or Path(os.environ.get("STATE_DIRECTORY", "data").split(":")[0])
    check_data_dir(data_dir)
    try:
        web_config = load_web_config(options.web_config) if options.web_config else None
        token = token_in(options.letters_token_file) if options.letters_token_file else ""
        uvloop.run(serve(config, options.listen, data_dir, options.config, web_config, token))
    except (CannotListen, InUse, WebConfigError) as error:
        raise Usage(str(error)) from None
    return WELL


def _probe(options: argparse.Namespace) -> int:
    with _loading():
        import uvloop
        from rich.console import Console

        from opd_exporter.evaluate.look import Interrupted, look_at_all
        from opd_exporter.evaluate.terminal import WIDTH, print_site
        from opd_exporter.views.as_json import detail_json, dumped

    config = asked_for(options)
    try:
        (report,) = uvloop.run(look_at_all(config))
    except Interrupted:
        raise KeyboardInterrupt from None
    now = datetime.now(UTC)
    if options.json:
        print(dumped(detail_json(report, config.thresholds, config.timezone, now), indent=2))
    else:
        print_site(Console(width=None if sys.stdout.isatty() else WIDTH), report, config, now)
    return WELL if report.up else NOT_WELL


def _explain(options: argparse.Namespace) -> int:
    with _loading():
        from opd_exporter.commands.explain import CannotExplain, explain, front_of, site_of
        from opd_exporter.views.as_json import dumped
        from opd_exporter.views.explained import explanation_json, explanation_text

    try:
        front = front_of(options.url)
        config = loaded(options.config) if options.config else one_site(front)
        site = site_of(config, options.url)
        told = explain(options.file, options.url, site, config, datetime.now(UTC))
    except CannotExplain as error:
        raise Usage(str(error)) from None
    if options.json:
        print(dumped(explanation_json(told, config.timezone), indent=2))
    else:
        sys.stdout.write(explanation_text(told, config.timezone))
    return WELL


def _evaluate(options: argparse.Namespace) -> int:
    with _loading():
        from opd_exporter.commands.evaluate import CannotEvaluate, Interrupted, evaluate

    config = loaded(options.config)
    try:
        evaluate(options, config)
    except CannotEvaluate as error:
        raise Usage(str(error)) from None
    except Interrupted as stopped:
        return _interrupted(stopped.reports, options, config)
    return WELL


def _interrupted(reports: list[SiteReport], options: argparse.Namespace, config: Config) -> int:
    """Show a person what is known so far; half an evaluation is never written to a file or to a program."""
    from opd_exporter.commands.evaluate import show_some

    looked = [report for report in reports if report.visit]
    if looked and options.format == "table" and options.output is None:
        show_some(looked, config)
    print(f"dihentikan: {len(looked)} dari {len(reports)} situs sudah diperiksa", file=sys.stderr)
    return INTERRUPTED


def _discover(options: argparse.Namespace) -> int:
    with _loading():
        from opd_exporter.commands.discover import drafted
        from opd_exporter.config.file import ConfigError, parse
        from opd_exporter.discover.search import CannotDiscover

    try:
        text = drafted(options.url, tuple(options.allow_network))
    except CannotDiscover as error:
        print(f"{options.url}: {error}", file=sys.stderr)
        return NOT_WELL
    sys.stdout.write(text)
    try:
        parse(text, "konsep")
    except ConfigError as error:
        print(error, file=sys.stderr)
        return NOT_WELL
    return WELL


def _demo(options: argparse.Namespace) -> int:
    with _loading():
        import uvloop

        from opd_exporter.commands.serve import CannotListen, first_free, running
        from opd_exporter.demo.run import once, run
        from opd_exporter.evaluate.look import Interrupted

    check_listen(options.listen)
    try:
        if options.once:
            uvloop.run(once())
        else:
            listen = first_free(options.listen)
            if listen != options.listen:
                print(
                    f"{options.listen} sudah dipakai program lain; demo ini memakai {listen}.\n"
                    "Memilih alamat sendiri: make demo LISTEN=127.0.0.1:9900",
                    flush=True,
                )
            uvloop.run(run(lambda config, token: running(config, listen, None, None, letters_token=token)))
    except CannotListen as error:
        raise Usage(str(error)) from None
    except Interrupted:
        raise KeyboardInterrupt from None
    return WELL
