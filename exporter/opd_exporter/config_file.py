"""A configuration file, strictly read: every mistake is named by file, line, field and remedy, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.scope import Scope

MAX_BYTES = 1024 * 1024
"""A file of a thousand sites has less than half of that."""
MAX_LABEL = 100
MAX_DEPTH = 8

_KEY = re.compile(r"[a-z0-9-]{1,60}")
_DURATION = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?(?:(\d{1,6})ms)?")
_SIZE = re.compile(r"(\d{1,9})\s?(B|KiB|MiB|GiB|kB|KB|MB|GB)?")
_UNITS = {
    "": 1,
    "B": 1,
    "KiB": 1 << 10,
    "MiB": 1 << 20,
    "GiB": 1 << 30,
    "kB": 10**3,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
}
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
_ALIAS = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@\[\]]{1,253})(?::\d{1,5})?")


@dataclass(frozen=True)
class Problem:
    """One mistake in a configuration file."""

    file: str
    line: int
    """From 1; 0 when the whole file is meant."""
    field: str
    """Where in the file, e.g. ``sites[3].url``."""
    message: str
    """What is wrong and what to do, in Indonesian."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ConfigError(Exception):
    """A configuration that cannot be used; ``problems`` holds every mistake found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader; only its composer is used, so that every value keeps its line."""


@dataclass(frozen=True)
class _Value:
    """A value with the place it stands at."""

    node: yaml.Node
    field: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def text(self) -> str:
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    @property
    def quoted(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.style in ("'", '"', "|", ">")

    @property
    def kind(self) -> str:
        return str(self.node.tag).rpartition(":")[2]


class _Reader:
    """Reads values out of a tree of nodes and gathers what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, value: _Value, message: str) -> None:
        self.problems.append(Problem(self.file, value.line, value.field, message))

    def mapping(self, value: _Value, known: tuple[str, ...]) -> dict[str, _Value]:
        if not isinstance(value.node, yaml.MappingNode):
            self.wrong(value, f"harus berisi pasangan «nama: nilai» ({', '.join(known)})")
            return {}
        found: dict[str, _Value] = {}
        for key_node, node in value.node.value:
            name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            there = _Value(key_node, f"{value.field}.{name}" if value.field else name)
            if name not in known:
                close = get_close_matches(name, known, 1)
                hint = f"maksud Anda «{close[0]}»?" if close else f"yang dikenal: {', '.join(known)}"
                self.wrong(there, f"nama ini tidak dikenal; {hint}")
            elif name in found:
                self.wrong(there, f"ditulis dua kali (pertama di baris {found[name].line}); hapus salah satu")
            else:
                found[name] = _Value(node, there.field)
        return found

    def items(self, value: _Value) -> list[_Value]:
        if value.kind == "null":
            return []
        if not isinstance(value.node, yaml.SequenceNode):
            self.wrong(value, "harus berupa daftar, misalnya [] atau baris-baris yang diawali «- »")
            return []
        return [_Value(node, f"{value.field}[{number}]") for number, node in enumerate(value.node.value)]

    def string(self, value: _Value, *, most: int = MAX_LABEL) -> str | None:
        if not isinstance(value.node, yaml.ScalarNode):
            self.wrong(value, "harus berupa teks")
        elif not value.quoted and value.kind not in ("str", "null"):
            self.wrong(
                value, f'terbaca sebagai {value.kind}, bukan teks; apit dengan tanda kutip: "{value.text}"'
            )
        elif (value.kind == "null" and not value.quoted) or not value.text.strip():
            self.wrong(value, "kosong; isi atau hapus baris ini")
        elif len(value.text) > most:
            self.wrong(value, f"terlalu panjang ({len(value.text)} huruf); paling banyak {most}")
        elif any(ord(char) < 32 or ord(char) == 127 for char in value.text):
            self.wrong(value, "mengandung karakter kendali (tab, baris baru ...); hapus")
        else:
            return value.text.strip()
        return None

    def number(self, value: _Value, low: float, high: float) -> float | None:
        try:
            number = float(value.text) if value.kind in ("int", "float") and not value.quoted else None
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            self.wrong(value, f"harus berupa angka antara {low:g} dan {high:g}")
            return None
        return number

    def whole(self, value: _Value, low: int, high: int) -> int | None:
        number = self.number(value, low, high)
        if number is not None and number != int(number):
            self.wrong(value, "harus berupa bilangan bulat")
            return None
        return None if number is None else int(number)

    def duration(self, value: _Value, low: float, high: float) -> float | None:
        match = _DURATION.fullmatch(value.text)
        if not match or not value.text:
            self.wrong(value, "harus berupa lama waktu, misalnya 20s, 30m, atau 1h30m")
            return None
        days, hours, minutes, seconds, milli = (int(part or 0) for part in match.groups())
        total = days * 86400 + hours * 3600 + minutes * 60 + seconds + milli / 1000
        if not low <= total <= high:
            self.wrong(value, f"harus antara {low:g} dan {high:g} detik; ini {total:g} detik")
            return None
        return total

    def size(self, value: _Value, low: int, high: int) -> int | None:
        match = _SIZE.fullmatch(value.text)
        total = int(match[1]) * _UNITS[match[2] or ""] if match else -1
        if not low <= total <= high:
            self.wrong(value, f"harus berupa ukuran antara {low >> 10}KiB dan {high >> 20}MiB, misalnya 2MiB")
            return None
        return total


def _thresholds(reader: _Reader, value: _Value) -> Thresholds:
    fields = reader.mapping(value, ("aktif_days", "kurang_aktif_days", "unusable_grace_days"))
    numbers = {
        name: reader.number(field, 0 if "grace" in name else 0.01, 36500) for name, field in fields.items()
    }
    given = Thresholds(**{name: number for name, number in numbers.items() if number is not None})
    if given.aktif_days >= given.kurang_aktif_days:
        reader.wrong(value, "aktif_days harus lebih kecil daripada kurang_aktif_days")
    return given


def _networks(reader: _Reader, value: _Value) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for item in reader.items(value):
        text = reader.string(item)
        try:
            if text:
                found.append(ip_network(text))
        except ValueError:
            reader.wrong(item, f"bukan jaringan; tulis misalnya 127.0.0.0/8 (ini: {text})")
    return tuple(found)


def _probe(reader: _Reader, value: _Value) -> ProbeSettings:
    readers: Mapping[str, Callable[[_Value], Any]] = {
        "timeout": lambda one: reader.duration(one, 0.5, 300),
        "max_body": lambda one: reader.size(one, 16 << 10, 64 << 20),
        "max_requests": lambda one: reader.whole(one, 1, 100),
        "freshness_interval": lambda one: reader.duration(one, 1, 7 * 86400),
        "concurrency": lambda one: reader.whole(one, 1, 1000),
        "concurrency_per_address": lambda one: reader.whole(one, 1, 100),
        "allow_networks": lambda one: _networks(reader, one),
        "user_agent": lambda one: reader.string(one, most=300),
    }
    fields = reader.mapping(value, tuple(readers))
    values = {name: readers[name](field) for name, field in fields.items()}
    if values.get("user_agent") and not values["user_agent"].isascii():
        reader.wrong(fields["user_agent"], "hanya boleh huruf ASCII")
    return ProbeSettings(**{name: one for name, one in values.items() if one is not None})


def _address(reader: _Reader, value: _Value) -> str | None:
    text = reader.string(value, most=1000)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        port_fine = parts.port != 0
    except ValueError:
        port_fine, parts = False, urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or not port_fine
        or re.search(r"[\s\\]", text)
    ):
        reader.wrong(value, f"bukan alamat situs; tulis misalnya https://dinkes.example.go.id/ (ini: {text})")
    elif parts.username is not None or parts.password is not None:
        reader.wrong(value, "tidak boleh memuat nama pengguna atau kata sandi")
    elif parts.fragment:
        reader.wrong(value, "tidak boleh memuat «#...»; hapus bagian itu")
    else:
        return text if parts.path else text + "/"
    return None


def _site(reader: _Reader, value: _Value) -> tuple[Site, dict[str, _Value]] | None:
    known = ("key", "nama", "singkatan", "kelompok", "url", "email", "aliases", "feed", "listing")
    fields = reader.mapping(value, known)
    before = len(reader.problems)
    for name in ("key", "nama", "url"):
        if name not in fields:
            reader.wrong(value, f"«{name}» belum diisi")
    texts = {
        name: reader.string(fields[name])
        for name in ("key", "nama", "singkatan", "kelompok")
        if name in fields
    }
    key = texts.get("key")
    if key and not _KEY.fullmatch(key):
        reader.wrong(
            fields["key"], "hanya boleh huruf kecil a-z, angka, dan tanda hubung, misalnya kec-kasemen"
        )
    url = _address(reader, fields["url"]) if "url" in fields else None
    email = None
    if "email" in fields and fields["email"].kind != "null":
        email = reader.string(fields["email"])
        if email and not _EMAIL.fullmatch(email):
            reader.wrong(
                fields["email"], f"bukan alamat surel; tulis misalnya admin@example.go.id (ini: {email})"
            )
    aliases = []
    for item in reader.items(fields["aliases"]) if "aliases" in fields else []:
        alias = reader.string(item)
        if alias and not _ALIAS.fullmatch(alias):
            reader.wrong(item, f"harus nama host saja, misalnya www2.example.go.id (ini: {alias})")
        elif alias:
            aliases.append(alias.lower())
    if url is None or key is None or not texts.get("nama"):
        return None
    nama = texts["nama"] or ""
    site = Site(
        key,
        nama,
        texts.get("singkatan") or nama,
        texts.get("kelompok") or "lainnya",
        url,
        email,
        tuple(aliases),
    )
    feed, listing = (
        _lead(reader, fields[name], site) if name in fields else None for name in ("feed", "listing")
    )
    site = replace(site, feed=feed, listing=listing)
    return (site, fields) if len(reader.problems) == before else None


def _lead(reader: _Reader, value: _Value, site: Site) -> str | None:
    if value.kind == "null":
        return None
    text = reader.string(value, most=1000)
    if text and not Scope.of(site).owns(urljoin(site.url, text)):
        reader.wrong(value, f"harus berada di situs ini sendiri ({site.url}); ini: {text}")
        return None
    return text


def _sites(reader: _Reader, value: _Value) -> tuple[Site, ...]:
    sites: list[Site] = []
    keys: dict[str, int] = {}
    places: dict[tuple[tuple[str, int], str], tuple[str, int]] = {}
    items = reader.items(value)
    if not items:
        reader.wrong(value, "belum ada situs; isi paling sedikit satu")
    for item in items:
        made = _site(reader, item)
        if made is None:
            continue
        site, fields = made
        if site.key in keys:
            reader.wrong(
                fields["key"], f"«{site.key}» sudah dipakai di baris {keys[site.key]}; pilih nama lain"
            )
        keys.setdefault(site.key, fields["key"].line)
        scope = Scope.of(site)
        for place in scope.places:
            other = places.setdefault((place, scope.folder), (site.key, fields["url"].line))
            if other[0] != site.key:
                reader.wrong(fields["url"], f"situs yang sama sudah ada: «{other[0]}» di baris {other[1]}")
                break
        sites.append(site)
    return tuple(sites)


def _depth(node: yaml.Node, left: int = MAX_DEPTH) -> bool:
    if left <= 0:
        return False
    children: list[yaml.Node] = []
    if isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    elif isinstance(node, yaml.MappingNode):
        children = [part for pair in node.value for part in pair]
    return all(_depth(child, left - 1) for child in children)


def _tree(text: str, file: str) -> yaml.Node:
    try:
        for event in yaml.parse(text, _Loader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise ConfigError(
                    (Problem(file, line, "", "rujukan YAML (*nama) tidak didukung; tulis nilainya"),)
                )
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise ConfigError(
            (Problem(file, line, "", f"bukan YAML yang benar: {error.problem or error.context}"),)
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ConfigError((Problem(file, 0, "", f"bukan YAML yang benar: {error}"),)) from None
    if node is None:
        raise ConfigError((Problem(file, 0, "", "berkas ini kosong; contoh: config/kota-serang.yml"),))
    if not _depth(node):
        raise ConfigError((Problem(file, 1, "", "susunannya terlalu dalam"),))
    return node


def parse(text: str, file: str) -> Config:
    """The configuration in ``text``; ``file`` is named in messages. Raises :class:`ConfigError`."""
    reader = _Reader(file)
    root = _Value(_tree(text, file), "")
    fields = reader.mapping(root, ("city", "timezone", "thresholds", "probe", "sites"))
    city = (reader.string(fields["city"]) if "city" in fields else "Kota") or "Kota"
    zone = ZoneInfo("Asia/Jakarta")
    if "timezone" in fields and (name := reader.string(fields["timezone"])):
        try:
            zone = ZoneInfo(name)
        except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
            reader.wrong(fields["timezone"], f"zona waktu tidak dikenal: {name}; tulis misalnya Asia/Jakarta")
    thresholds = _thresholds(reader, fields["thresholds"]) if "thresholds" in fields else Thresholds()
    probe = _probe(reader, fields["probe"]) if "probe" in fields else ProbeSettings()
    sites: tuple[Site, ...] = ()
    if "sites" in fields:
        sites = _sites(reader, fields["sites"])
    elif isinstance(root.node, yaml.MappingNode):
        reader.problems.append(Problem(file, 0, "sites", "belum ada; isi daftar situs"))
    if reader.problems:
        raise ConfigError(tuple(sorted(reader.problems, key=lambda one: one.line)))
    return Config(city, zone, thresholds, probe, sites)


def load(path: Path) -> Config:
    """The configuration in a file. Raises :class:`ConfigError`, also for a file that cannot be read."""
    file = str(path)
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError((Problem(file, 0, "", f"tidak dapat dibaca: {error.strerror or error}"),)) from None
    if len(body) > MAX_BYTES:
        raise ConfigError(
            (Problem(file, 0, "", f"lebih besar dari {MAX_BYTES >> 20} MiB; ini bukan berkas konfigurasi"),)
        )
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise ConfigError(
            (Problem(file, line, "", "bukan UTF-8; simpan ulang berkas ini sebagai UTF-8"),)
        ) from None
    return parse(text, file)
