"""A configuration file: what may stand in it, and what must hold between its values."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import yaml

from opd_exporter.config.screen_name import LONGEST, named
from opd_exporter.config.strict_yaml import ConfigError, Problem, Reader, Value, shown, tree
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.scope import Scope
from opd_exporter.fetch.urls import Malformed, canonical

__all__ = ["ConfigError", "Problem", "load", "parse"]

MAX_BYTES = 1024 * 1024
"""A thousand sites, every option written out, are a third of that."""
MAX_LABEL = 100
"""Characters of what becomes a label (contract)."""
MAX_ADDRESS = 1000
DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")

_SITE = tuple(one.name for one in fields(Site))
_REQUIRED = ("key", "nama", "url")
_KEY = re.compile(r"[a-z0-9-]+")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,9}")
_ALIAS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/:@?#\[\]]+)(:[0-9]{1,5})?")
_UNREADABLE = {
    errno.ENOENT: "berkas ini tidak ada; periksa nama dan foldernya",
    errno.EACCES: "berkas ini tidak boleh dibaca; beri izin baca",
    errno.EISDIR: "ini folder, bukan berkas",
}


def _thresholds(reader: Reader, value: Value) -> Thresholds:
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


def _networks(reader: Reader, value: Value) -> tuple[IPv4Network | IPv6Network, ...]:
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


def _user_agent(reader: Reader, value: Value) -> str | None:
    text = reader.string(value, 300)
    if text is None or text.isascii():
        return text
    reader.wrong(value, "hanya boleh huruf, angka, dan tanda baca ASCII")
    return None


def _probe(reader: Reader, value: Value) -> ProbeSettings:
    readers: Mapping[str, Callable[[Value], Any]] = {
        "timeout": lambda one: reader.duration(one, 0.1, 300),
        "max_body": lambda one: reader.size(one, 1 << 10, 64 << 20),
        "max_requests": lambda one: reader.whole(one, 1, 100),
        "freshness_interval": lambda one: reader.duration(one, 0, 7 * 86400),
        "concurrency": lambda one: reader.whole(one, 1, 1000),
        "concurrency_per_address": lambda one: reader.whole(one, 1, 1000),
        "allow_networks": lambda one: _networks(reader, one),
        "user_agent": lambda one: _user_agent(reader, one),
    }
    values = {name: readers[name](one) for name, one in reader.mapping(value, tuple(readers)).items()}
    return ProbeSettings(**{name: one for name, one in values.items() if one is not None})


def _address(reader: Reader, value: Value, base: str | None = None) -> str | None:
    """An address as written that can be asked for; relative to ``base`` if that is given."""
    text = reader.string(value, MAX_ADDRESS)
    if text is None:
        return None
    try:
        canonical(text, base)
        netloc = urlsplit(urljoin(base or "", text)).netloc
        fine = not re.search(r"\s", text)
    except Malformed:
        fine, netloc = False, ""
    if not fine:
        reader.wrong(
            value, f"bukan alamat situs; tulis misalnya https://dinkes.example.go.id/ (ini: {shown(text)})"
        )
    elif "@" in netloc:
        reader.wrong(value, "tidak boleh memuat nama pengguna atau kata sandi; hapus bagian sebelum «@»")
    elif "#" in text:
        reader.wrong(value, "tidak boleh memuat «#»; hapus bagian itu")
    else:
        return text
    return None


def _own(reader: Reader, value: Value, site: Site) -> str | None:
    text = _address(reader, value, site.url)
    if text is None or Scope.of(site).owns(urljoin(site.url, text)):
        return text
    reader.wrong(value, f"harus berada di situs ini sendiri ({site.url}); ini: {shown(text)}")
    return None


def _email(reader: Reader, value: Value) -> str | None:
    text = reader.string(value, MAX_LABEL)
    if text is None or _EMAIL.fullmatch(text):
        return text
    reader.wrong(value, f"bukan alamat surel; tulis misalnya admin@example.go.id (ini: {shown(text)})")
    return None


def _aliases(reader: Reader, value: Value) -> tuple[str, ...]:
    found = []
    for item in reader.items(value):
        text = reader.string(item, 260)
        if text is None:
            continue
        try:
            fine = _ALIAS.fullmatch(text) and canonical(f"http://{text}/")
        except Malformed:
            fine = None
        if fine:
            found.append(text.lower())
        else:
            reader.wrong(item, f"harus nama host saja, misalnya www2.example.go.id (ini: {shown(text)})")
    return tuple(found)


def _site(reader: Reader, value: Value) -> tuple[Site, dict[str, Value]]:
    """A site and its values; what was refused is empty in it."""
    found = reader.mapping(value, _SITE, _REQUIRED)
    given = {name: one for name, one in found.items() if name in _REQUIRED or not one.empty}
    texts = {
        name: reader.string(given[name], MAX_LABEL) or ""
        for name in ("key", "nama", "singkatan", "kelompok")
        if name in given
    }
    key, nama = texts.get("key", ""), texts.get("nama", "")
    if key and not _KEY.fullmatch(key):
        reader.wrong(
            given["key"],
            f"hanya boleh huruf kecil a-z, angka, dan tanda hubung, misalnya kec-kasemen (ini: {shown(key)})",
        )
    url = (_address(reader, given["url"]) if "url" in given else None) or ""
    if url and not urlsplit(url).path:
        url = urlsplit(url)._replace(path="/").geturl()
    site = Site(
        key=key,
        nama=nama,
        singkatan=texts.get("singkatan", nama),
        kelompok=texts.get("kelompok", "lainnya"),
        url=url,
        email=_email(reader, given["email"]) if "email" in given else None,
        aliases=_aliases(reader, given["aliases"]) if "aliases" in given else (),
        nama_layar=(reader.string(given["nama_layar"], LONGEST) if "nama_layar" in given else None) or "",
    )
    if url:
        feed, listing = (
            _own(reader, given[name], site) if name in given else None for name in ("feed", "listing")
        )
        site = replace(site, feed=feed, listing=listing)
    return site, given


def _sites(reader: Reader, value: Value) -> tuple[Site, ...]:
    sites: list[Site] = []
    keys: dict[str, int] = {}
    screen: dict[str, int] = {}
    taken: dict[tuple[tuple[str, int], str], tuple[str, int]] = {}
    for item in reader.items(value):
        site, given = _site(reader, item)
        sites.append(site)
        if site.key in keys:
            reader.wrong(
                given["key"], f"«{site.key}» sudah dipakai di baris {keys[site.key]}; pilih nama lain"
            )
        elif site.key:
            keys[site.key] = given["key"].line
        if site.nama_layar:
            line = given["nama_layar"].line
            if (first := screen.setdefault(site.nama_layar.casefold(), line)) != line:
                reader.wrong(
                    given["nama_layar"],
                    f"nama di layar «{site.nama_layar}» sudah dipakai di baris {first}; pilih nama lain",
                )
        if not site.url:
            continue
        scope, this = Scope.of(site), (site.key, given["url"].line)
        others = {taken.setdefault((place, scope.folder), this) for place in scope.places} - {this}
        for key, line in sorted(others):
            reader.wrong(
                given["url"], f"situs yang sama sudah ada: «{key}» di baris {line}; hapus salah satu"
            )
    if not sites and (value.empty or isinstance(value.node, yaml.SequenceNode)):
        reader.wrong(value, "belum ada situs; isi paling sedikit satu")
    return named(sites)


def _zone(reader: Reader, value: Value) -> ZoneInfo | None:
    name = reader.string(value, MAX_LABEL)
    if not name:
        return None
    if name in available_timezones():  # all that readers load: no posix/Asia/Jakarta
        return ZoneInfo(name)
    reader.wrong(
        value,
        "zona waktu tidak dikenal; tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura"
        f" (WIT) (ini: {shown(name)})",
    )
    return None


def parse(text: str, file: str) -> Config:
    """The configuration in ``text``; ``file`` is named in messages. Raises :class:`ConfigError`."""
    reader = Reader(file)
    root = tree(text, file)
    found = reader.mapping(root, tuple(one.name for one in fields(Config)), ("sites",))
    given = {name: value for name, value in found.items() if name == "sites" or not value.empty}
    config = Config(
        city=(reader.string(given["city"], MAX_LABEL) if "city" in given else None) or "Kota",
        timezone=(_zone(reader, given["timezone"]) if "timezone" in given else None) or DEFAULT_ZONE,
        thresholds=_thresholds(reader, given["thresholds"]) if "thresholds" in given else Thresholds(),
        probe=_probe(reader, given["probe"]) if "probe" in given else ProbeSettings(),
        sites=_sites(reader, given["sites"]) if "sites" in given else (),
    )
    if reader.problems:
        raise ConfigError(*reader.problems)
    return config


def load(path: Path) -> Config:
    """The configuration in a file. Raises :class:`ConfigError`, also for a file that cannot be read."""
    file = str(path)
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
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
    return parse(text, file)
