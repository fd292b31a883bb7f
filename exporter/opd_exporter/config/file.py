"""A configuration file: what stands in it beside its sites, and how it is read."""

from __future__ import annotations

import errno
import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from opd_exporter.config import whole_file
from opd_exporter.config.reader import ValueReader
from opd_exporter.config.site import MAX_LABEL, CityDefaults, contact, sites
from opd_exporter.config.strict_yaml import ConfigError, Problem, Value, shown, tree
from opd_exporter.domain.config import Config, ProbeSettings, Thresholds

__all__ = ["ConfigError", "Problem", "load", "parse"]

MAX_BYTES = 16 << 20
"""Twenty thousand sites with every option written out. It bounds the time of reading too, some seconds: there are no
aliases, so that nothing in memory is more than what is written."""
DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")

_NO_PLACES = {
    "localtime": "ini zona mesinnya, yang di mesin lain lain pula",
    "Factory": "ini zona mesin yang belum disetel",
}
"""What systems keep beside the zones, and why it is none."""
_TURNED = re.compile(r"(?:Etc/)?GMT\+[1-9]")
"""Zones that count westwards, by POSIX: ``Etc/GMT+7`` is fourteen hours behind Jakarta, and nobody here means it."""

_UNREADABLE = {
    errno.ENOENT: "berkas ini tidak ada; periksa nama dan foldernya",
    errno.EACCES: "berkas ini tidak boleh dibaca; beri izin baca",
    errno.EISDIR: "ini folder, bukan berkas",
    errno.ENOTSUP: "bukan berkas biasa; simpan isinya dahulu sebagai berkas",
}


def _thresholds(reader: ValueReader, value: Value) -> Thresholds:
    low = {"aktif_days": 0.01, "kurang_aktif_days": 0.01, "unusable_grace_days": 0}
    found = reader.mapping(value, tuple(low))
    days = {name: reader.number(one, low[name], 36500) for name, one in found.items()}
    given = Thresholds(**{name: number for name, number in days.items() if number is not None})
    if None not in days.values() and given.aktif_days >= given.kurang_aktif_days:
        reader.wrong(
            value,
            f"aktif_days ({given.aktif_days:g}) harus lebih kecil daripada"
            f" kurang_aktif_days ({given.kurang_aktif_days:g})",
        )
    return given


def _meant(text: str) -> str:
    """What to write instead of something that is no network."""
    try:
        return f"maksud Anda «{ip_network(text, strict=False)}»?"
    except ValueError:
        return "tulis misalnya 127.0.0.0/8"


def _networks(reader: ValueReader, value: Value) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for item in reader.items(value):
        text = reader.string(item, MAX_LABEL)
        if text is None:
            continue
        try:
            found.append(ip_network(text))
        except ValueError:
            reader.wrong(item, f"bukan jaringan; {_meant(text)} (ini: {shown(text)})")
    return tuple(found)


def _user_agent(reader: ValueReader, value: Value) -> str | None:
    text = reader.string(value, 300)
    if text is None or text.isascii():
        return text
    reader.wrong(value, "hanya boleh huruf, angka, dan tanda baca ASCII")
    return None


def _probe(reader: ValueReader, value: Value) -> ProbeSettings:
    readers: Mapping[str, Callable[[Value], Any]] = {
        "timeout": lambda one: reader.duration(one, 0.1, 300),
        "max_body": lambda one: reader.size(one, 1 << 10, 64 << 20),
        "max_requests": lambda one: reader.whole(one, 1, 100),
        "freshness_interval": lambda one: reader.duration(one, 0, 7 * 86400),
        "concurrency": lambda one: reader.whole(one, 1, 1000),
        "concurrency_per_address": lambda one: reader.whole(one, 1, 1000),
        "readers": lambda one: reader.whole(one, 1, 64),
        "allow_networks": lambda one: _networks(reader, one),
        "user_agent": lambda one: _user_agent(reader, one),
    }
    values = {name: readers[name](one) for name, one in reader.mapping(value, tuple(readers)).items()}
    return ProbeSettings(**{name: one for name, one in values.items() if one is not None})


def _zone(reader: ValueReader, value: Value) -> ZoneInfo | None:
    name = reader.string(value, MAX_LABEL)
    if not name:
        return None
    why = _NO_PLACES.get(name, "zona waktu tidak dikenal")
    if _TURNED.match(name):
        why = "tanda zona ini terbalik (Etc/GMT+7 adalah UTC-7)"
    elif name not in _NO_PLACES and name in available_timezones():  # no posix/Asia/Jakarta
        return ZoneInfo(name)
    reader.wrong(
        value,
        f"{why}; tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura"
        f" (WIT) (ini: {shown(name)})",
    )
    return None


def _target(reader: ValueReader, value: Value) -> int:
    return reader.whole(value, 1, 100) or 100


def parse(text: str, file: str) -> Config:
    """The configuration in ``text``; ``file`` is named in messages. Raises :class:`ConfigError`."""
    reader = ValueReader(file)
    root = tree(text, file)
    found = reader.mapping(root, tuple(one.name for one in fields(Config)), ("sites",))
    given = {name: value for name, value in found.items() if name == "sites" or not value.empty}
    city = CityDefaults(
        zone=(_zone(reader, given["timezone"]) if "timezone" in given else None) or DEFAULT_ZONE,
        kontak_hosting=contact(reader, given, "kontak_hosting"),
        kontak_domain=contact(reader, given, "kontak_domain"),
    )
    config = Config(
        city=(reader.string(given["city"], MAX_LABEL) if "city" in given else None) or "Kota",
        timezone=city.zone,
        thresholds=reader.read(given, "thresholds", _thresholds, Thresholds()),
        probe=reader.read(given, "probe", _probe, ProbeSettings()),
        sites=reader.read(given, "sites", partial(sites, city=city), ()),
        kontak_hosting=city.kontak_hosting,
        kontak_domain=city.kontak_domain,
        public=reader.read(given, "public", ValueReader.yes_or_no, False),
        target_percent=reader.read(given, "target_percent", _target, 100),
    )
    if reader.problems:
        raise ConfigError(*reader.problems)
    return config


def load(path: Path) -> Config:
    """The configuration in a file. Raises :class:`ConfigError`, also for a file that cannot be read."""
    file = str(path)
    try:
        body = whole_file.read(path, MAX_BYTES)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        why = _UNREADABLE.get(getattr(error, "errno", None) or 0, f"tidak dapat dibaca: {error}")
        raise ConfigError(Problem(file, 0, "", why)) from None
    if len(body) > MAX_BYTES:
        why = f"lebih besar dari {MAX_BYTES >> 20} MiB; ini bukan berkas konfigurasi"
        raise ConfigError(Problem(file, 0, "", why))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        why = "bukan UTF-8; simpan ulang berkas ini sebagai UTF-8"
        raise ConfigError(Problem(file, line, "", why)) from None
    with _uncollected():
        return parse(text, file)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles meanwhile: of all that is made here nothing is a cycle, and the search through it
    takes two thirds of the time of a big file."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
