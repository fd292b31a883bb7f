"""The commands: what was typed, turned into calls, and their outcome into exit codes. No logic."""

from __future__ import annotations

import argparse
import errno
import gc
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from opd_exporter.commands import logs
from opd_exporter.commands.arguments import parser

# What a command needs is imported when it runs, so that --help and mistakes are answered at once.
if TYPE_CHECKING:
    from opd_exporter.domain.config import Config
    from opd_exporter.domain.report import SiteReport

WELL, NOT_WELL, WRONG = 0, 1, 2
INTERRUPTED = 130
"""What a shell gives a program that Ctrl+C ended."""
MOST_TOKEN = 1000
"""Letters of a token."""
CONFIGURATIONS = (Path("config/kota-serang.yml"), Path("/etc/opd-exporter/kota-serang.yml"))
"""Where ``probe`` looks for a site when no file is named: in the repository, else where an
installation and the image keep it."""


class Usage(Exception):
    """Wrong usage or a bad configuration; the message is for the person who typed it."""


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
    """What writes to them may rely on it that they are there, and take any letter."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started this
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="replace")  # a terminal without ▲ is no reason to fail


def _load(path: Path) -> Config:
    from opd_exporter.config.file import ConfigError, load

    try:
        return load(path)
    except ConfigError as error:
        raise Usage(str(error)) from None


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


def _check_listen(listen: str) -> None:
    from opd_exporter.commands.serve import listen_address

    try:
        listen_address(listen)
    except ValueError as error:
        raise Usage(f"--listen: {error}") from None


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
    with _loading():
        import uvloop

        from opd_exporter.commands.serve import CannotListen, serve
        from opd_exporter.store.lock import InUse
        from opd_exporter.web.web_config import WebConfigError, load_web_config

        config = _load(options.config)
    _check_listen(options.listen)
    data_dir = options.data_dir or Path(os.environ.get("STATE_DIRECTORY", "data").split(":")[0])
    try:
        web_config = load_web_config(options.web_config) if options.web_config else None
        token = _token(options.letters_token_file) if options.letters_token_file else ""
        uvloop.run(serve(config, options.listen, data_dir, options.config, web_config, token))
    except (CannotListen, InUse, WebConfigError) as error:
        raise Usage(str(error)) from None
    return WELL


def _token(path: Path) -> str:
    """What the file holds; an empty one is as good as none."""
    from opd_exporter.commands.system_errors import told

    try:
        with path.open(encoding="ascii") as stream:
            token = stream.read(MOST_TOKEN + 1).strip()
    except OSError as error:
        raise Usage(f"--letters-token-file {path}: {told(error)}") from None
    except UnicodeDecodeError:
        raise Usage(f"--letters-token-file {path}: bukan token") from None
    if len(token) > MOST_TOKEN or not token.isprintable():
        raise Usage(
            f"--letters-token-file {path}: bukan token; harus satu baris, paling panjang {MOST_TOKEN} huruf"
        )
    return token


def _one_site(url: str) -> Config:
    """A configuration of one site, and all else as by default."""
    import yaml

    from opd_exporter.config.file import ConfigError, parse

    try:
        host = urlsplit(url).hostname or "situs"
    except ValueError:
        host = "situs"
    key = re.sub(r"[^a-z0-9-]+", "-", host.lower())[:60]
    try:
        return parse(yaml.safe_dump({"sites": [{"key": key, "nama": host[:100], "url": url}]}), "--url")
    except ConfigError as error:
        raise Usage(f"--url: {error.problems[0].message}") from None


def asked_for(options: argparse.Namespace) -> Config:
    """The configuration with the one site that is asked for."""
    if (options.key is None) == (options.url is None):
        raise Usage("sebutkan satu situs: KUNCI dari berkas konfigurasi, atau --url ALAMAT")
    if options.url is not None:
        lone = _one_site(options.url)
        base = replace(_load(options.config), sites=lone.sites) if options.config else lone
    else:
        path = options.config or next(filter(os.path.exists, CONFIGURATIONS), None)
        if path is None:
            raise Usage(
                f"{CONFIGURATIONS[0]} tidak ada di sini; sebutkan berkas konfigurasinya: --config BERKAS"
            )
        base = _load(path)
        found = tuple(site for site in base.sites if site.key == options.key)
        if not found:
            raise Usage(f"situs «{options.key}» tidak ada di {path}; kuncinya tertulis di baris «key:»")
        base = replace(base, sites=found)
    networks = (*base.probe.allow_networks, *options.allow_network)
    return replace(base, probe=replace(base.probe, allow_networks=networks))


def _probe(options: argparse.Namespace) -> int:
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
    from opd_exporter.commands.explain import CannotExplain, explain, front_of, site_of
    from opd_exporter.views.as_json import dumped
    from opd_exporter.views.explained import explanation_json, explanation_text

    try:
        front = front_of(options.url)
        config = _load(options.config) if options.config else _one_site(front)
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
    from opd_exporter.commands.evaluate import CannotEvaluate, Interrupted, evaluate

    config = _load(options.config)
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
    import uvloop

    from opd_exporter.commands.serve import CannotListen, first_free, running
    from opd_exporter.demo.run import once, run
    from opd_exporter.evaluate.look import Interrupted

    _check_listen(options.listen)
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
