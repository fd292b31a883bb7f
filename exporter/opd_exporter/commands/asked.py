"""What was asked for on the command line: a configuration, one site, an address to listen on, a token; told where it is
none."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

# What a command needs is imported when it runs, so that --help and mistakes are answered at once.
if TYPE_CHECKING:
    from opd_exporter.domain.config import Config

MOST_TOKEN = 1000
"""Letters of a token."""
CONFIGURATIONS = (Path("config/kota-serang.yml"), Path("/etc/opd-exporter/kota-serang.yml"))
"""Where ``probe`` looks for a site when no file is named: in the repository, else where an
installation and the image keep it."""


class Usage(Exception):
    """Wrong usage or a bad configuration; the message is for the person who typed it."""


def loaded(path: Path) -> Config:
    """The configuration in a file."""
    from opd_exporter.config.file import ConfigError, load

    try:
        return load(path)
    except ConfigError as error:
        raise Usage(str(error)) from None


def check_listen(listen: str) -> None:
    """Raises :class:`Usage` for what is no address to listen on."""
    from opd_exporter.commands.serve import listen_address

    try:
        listen_address(listen)
    except ValueError as error:
        raise Usage(f"--listen: {error}") from None


def check_data_dir(folder: Path) -> None:
    """Raises :class:`Usage` where no folder can be, since something else stands there or on the way. Whether it may be
    written is told by the memory, as that can change."""
    there = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), None)
    if there and not os.path.isdir(there):
        raise Usage(f"--data-dir {folder}: {there} bukan folder; sebutkan folder untuk ingatan pemantau")


def token_in(path: Path) -> str:
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


def one_site(url: str) -> Config:
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
        lone = one_site(options.url)
        base = replace(loaded(options.config), sites=lone.sites) if options.config else lone
    else:
        path = options.config or next(filter(os.path.exists, CONFIGURATIONS), None)
        if path is None:
            raise Usage(
                f"{CONFIGURATIONS[0]} tidak ada di sini; sebutkan berkas konfigurasinya: --config BERKAS"
            )
        base = loaded(path)
        found = tuple(site for site in base.sites if site.key == options.key)
        if not found:
            raise Usage(f"situs «{options.key}» tidak ada di {path}; kuncinya tertulis di baris «key:»")
        base = replace(base, sites=found)
    networks = (*base.probe.allow_networks, *options.allow_network)
    return replace(base, probe=replace(base.probe, allow_networks=networks))
