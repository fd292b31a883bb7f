"""The commands; no logic. ``--help`` is enough to use each of them."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.console import Console

from opd_exporter import __version__

if TYPE_CHECKING:
    from opd_exporter.config import Config
    from opd_exporter.report import SiteReport

WELL, NOT_WELL, WRONG = 0, 1, 2
INTERRUPTED = 130


class Usage(Exception):
    """Wrong usage or a bad configuration; the message is for the person who typed it."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="opd-exporter",
        description="Memeriksa situs OPD mana yang aktif, kurang aktif, atau tidak aktif.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="PERINTAH")

    serve = commands.add_parser("serve", help="menjalankan exporter untuk Prometheus")
    serve.add_argument(
        "--config", required=True, type=Path, metavar="BERKAS", help="berkas konfigurasi (YAML)"
    )
    serve.add_argument(
        "--listen", default="127.0.0.1:9877", metavar="ALAMAT", help="alamat dan port (bawaan: %(default)s)"
    )
    serve.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        help="tempat ingatan disimpan (bawaan: $STATE_DIRECTORY, atau ./data)",
    )
    serve.add_argument(
        "--web-config", type=Path, metavar="BERKAS", help="TLS dan kata sandi untuk server ini"
    )

    probe = commands.add_parser("probe", help="memeriksa satu situs sekarang, lengkap dengan buktinya")
    probe.add_argument(
        "key", nargs="?", metavar="KUNCI", help="kunci situs di berkas konfigurasi, misalnya dinkes"
    )
    probe.add_argument("--url", help="atau alamat situsnya langsung")
    probe.add_argument(
        "--config", type=Path, metavar="BERKAS", help="berkas konfigurasi (bawaan: config/kota-serang.yml)"
    )
    probe.add_argument(
        "--allow-network",
        action="append",
        default=[],
        metavar="JARINGAN",
        help="jaringan privat yang boleh diakses, misalnya 127.0.0.0/8; boleh diulang",
    )
    probe.add_argument("--json", action="store_true", help="keluaran JSON untuk program")

    check = commands.add_parser("check-config", help="memeriksa berkas konfigurasi")
    check.add_argument("file", type=Path, metavar="BERKAS")

    evaluate = commands.add_parser(
        "evaluate", help="evaluasi triwulan: memeriksa semua situs satu kali, tanpa server"
    )
    evaluate.add_argument(
        "--config", required=True, type=Path, metavar="BERKAS", help="berkas konfigurasi (YAML)"
    )
    evaluate.add_argument(
        "--format",
        choices=("table", "csv", "json", "html"),
        default="table",
        help="bentuk keluaran (bawaan: %(default)s)",
    )
    evaluate.add_argument("--output", type=Path, metavar="BERKAS", help="tulis ke berkas, bukan ke layar")

    demo = commands.add_parser(
        "demo", help="mencoba semuanya tanpa internet: 32 situs tiruan dan exporter-nya"
    )
    demo.add_argument(
        "--listen", default="127.0.0.1:9877", metavar="ALAMAT", help="alamat dan port (bawaan: %(default)s)"
    )
    demo.add_argument("--once", action="store_true", help="cetak evaluasinya satu kali lalu selesai")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code: 0 well, 1 the thing checked is not well, 2 wrong usage or configuration."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    if options.command in ("probe", "evaluate"):
        logging.getLogger().setLevel(logging.ERROR)
    run = {"serve": _serve, "probe": _probe, "check-config": _check, "evaluate": _evaluate, "demo": _demo}
    try:
        return run[options.command](options)
    except Usage as error:
        print(error, file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        print("dihentikan", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL


def _load(path: Path) -> Config:
    from opd_exporter.config_file import ConfigError, load

    try:
        return load(path)
    except ConfigError as error:
        raise Usage(str(error)) from None


def _check(options: argparse.Namespace) -> int:
    from opd_exporter.config_file import ConfigError, load

    try:
        config = load(options.file)
    except ConfigError as error:
        print(error)
        return NOT_WELL
    print(f"{options.file}: baik, {len(config.sites)} situs")
    return WELL


def _serve(options: argparse.Namespace) -> int:
    from opd_exporter.serve import CannotListen, listen_address, serve
    from opd_exporter.web.web_config import WebConfigError, load_web_config

    config = _load(options.config)
    data_dir = options.data_dir or Path(os.environ.get("STATE_DIRECTORY", "data").split(":")[0])
    try:
        listen_address(options.listen)
        web_config = load_web_config(options.web_config) if options.web_config else None
        asyncio.run(serve(config, options.listen, data_dir, options.config, web_config))
    except (CannotListen, WebConfigError, ValueError) as error:
        raise Usage(str(error)) from None
    return WELL


def _site_of(options: argparse.Namespace) -> Config:
    """The configuration with the one site that is asked for."""
    from opd_exporter.config import Site
    from opd_exporter.config_file import parse

    if (options.key is None) == (options.url is None):
        raise Usage("sebutkan satu situs: KUNCI dari berkas konfigurasi, atau --url ALAMAT")
    if options.url:
        parts = urlsplit(options.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Usage(f"«{options.url}» bukan alamat situs; tulis misalnya https://dinkes.example.go.id/")
        key = re.sub(r"[^a-z0-9-]+", "-", parts.hostname.lower())[:60]
        site = Site(
            key, parts.hostname, parts.hostname, "lainnya", options.url if parts.path else options.url + "/"
        )
        base = (
            _load(options.config)
            if options.config
            else parse("sites: [{key: x, nama: x, url: 'https://example.go.id/'}]", "-")
        )
    else:
        path = options.config or Path("config/kota-serang.yml")
        base = _load(path)
        found = [one for one in base.sites if one.key == options.key]
        if not found:
            raise Usage(f"situs «{options.key}» tidak ada di {path}")
        site = found[0]
    try:
        networks = tuple(ip_network(text) for text in options.allow_network)
    except ValueError as error:
        raise Usage(f"--allow-network: {error}; tulis misalnya 127.0.0.0/8") from None
    settings = replace(base.probe, allow_networks=(*base.probe.allow_networks, *networks))
    return replace(base, probe=settings, sites=(site,))


def _probe(options: argparse.Namespace) -> int:
    from opd_exporter.as_json import detail_json
    from opd_exporter.evaluate.look import look_at_all
    from opd_exporter.evaluate.terminal import print_site

    config = _site_of(options)
    (report,) = asyncio.run(look_at_all(config, lambda: None))
    now = datetime.now(UTC)
    if options.json:
        print(
            json.dumps(
                detail_json(report, config.thresholds, config.timezone, now), ensure_ascii=False, indent=2
            )
        )
    else:
        print_site(Console(), report, config, now)
    return WELL if report.up else NOT_WELL


def _evaluated(config: Config) -> list[SiteReport]:
    from opd_exporter.evaluate.look import look_at_all
    from opd_exporter.evaluate.terminal import progress

    with progress(Console(stderr=True)) as bar:
        task = bar.add_task("Memeriksa situs", total=len(config.sites))
        return asyncio.run(look_at_all(config, lambda: bar.advance(task)))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=output.parent, delete=False
        ) as stream:
            stream.write(text)
        os.chmod(stream.name, 0o644)
        os.replace(stream.name, output)
    except OSError as error:
        raise Usage(f"{output}: tidak dapat ditulis: {error.strerror}") from None
    print(f"ditulis ke {output}", file=sys.stderr)


def _evaluate(options: argparse.Namespace) -> int:
    from opd_exporter.evaluate import render
    from opd_exporter.evaluate.terminal import print_table

    config = _load(options.config)
    if options.output and (options.output.is_dir() or not options.output.parent.is_dir()):
        raise Usage(f"{options.output}: bukan berkas yang dapat ditulis")
    reports = _evaluated(config)
    now = datetime.now(UTC)
    if options.format == "table":
        console = Console(
            record=True,
            width=None if sys.stdout.isatty() and not options.output else 140,
            quiet=bool(options.output),
        )
        print_table(console, reports, config, now)
        if options.output:
            _write(console.export_text(), options.output)
    else:
        renderers = {"csv": render.as_csv, "json": render.as_json, "html": render.as_html}
        _write(renderers[options.format](reports, config, now), options.output)
    return WELL


def _demo(options: argparse.Namespace) -> int:
    from opd_exporter.demo.run import once, run
    from opd_exporter.serve import CannotListen, listen_address

    try:
        listen_address(options.listen)
        asyncio.run(once() if options.once else run(options.listen))
    except (CannotListen, ValueError) as error:
        raise Usage(str(error)) from None
    return WELL
