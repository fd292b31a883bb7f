"""YAML read strictly: values keep the line they stand on, and everything wrong with them is gathered.

Works on PyYAML's tree of nodes and never constructs: no tag is obeyed, and nothing is silently a number,
a date or a "no". Aliases and deep nesting are refused, so that a tree is never larger than its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.text.sanitise import OBEYED, escaped

MAX_DEPTH = 8
MAX_SHOWN = 100
"""Problems told in one message; all are in ``ConfigError.problems``."""

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?")
_DURATION = re.compile(
    r"(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?(?:([0-9]{1,6})ms)?"
)
_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]+([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?)?"
)
_DAY_FIRST = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[-/. ](0?[1-9]|1[0-2])[-/. ]([0-9]{4})(?![0-9])")
_SECONDS = (604800, 86400, 3600, 60, 1, 0.001)
_SIZE = re.compile(r"([0-9]{1,9}) ?([kKMG]i?B|B|)")
_UNITS = {
    "": 1,
    "B": 1,
    "kB": 10**3,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "KiB": 1 << 10,
    "MiB": 1 << 20,
    "GiB": 1 << 30,
}
_KINDS = {
    "bool": "ya/tidak",
    "int": "bilangan",
    "float": "bilangan",
    "timestamp": "tanggal",
    "null": "kosong",
}

_SYNTAX = (
    ("\\t", "baris ini memakai tab; ganti dengan spasi"),
    ("cannot start any token", "tanda di awal nilai ini tidak boleh; apit nilainya dengan tanda kutip"),
    ("mapping values", "titik dua di tempat yang salah; luruskan spasi di depan, atau apit teksnya dengan tanda kutip"),
    ("sequence entries", "tanda «-» di tempat yang salah; luruskan spasi di depannya"),
    ("could not find expected ':'", "titik dua setelah nama isian tidak ada; tulis «nama: nilai»"),
    ("expected <block end>", "spasi di depan baris ini tidak lurus dengan baris di atasnya"),
    ("end of stream", "tanda kutip atau kurung tidak ditutup"),
    ("expected ',' or", "kurung atau koma kurang; tutup dengan ] atau }"),
    ("the node content", "nilainya tidak terbaca; apit dengan tanda kutip"),
    ("escape", "garis miring terbalik di dalam tanda kutip ganda; pakai tanda kutip tunggal"),
    ("incompatible YAML", "baris «%YAML» tidak didukung; hapus"),
    ("another document", "hanya boleh satu dokumen; hapus baris «---» yang kedua"),
)  # fmt: skip
"""What PyYAML says -> what to do about it, the first that fits."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a configuration file."""

    file: str
    line: int
    """From 1; 0 when no line can be named."""
    field: str
    """Where in the file, such as ``sites[3].url`` (counted from 0), or empty."""
    message: str
    """What is wrong and what to do, in Indonesian."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ConfigError(Exception):
    """A configuration that cannot be used; ``problems`` holds every mistake found, in the order of lines."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: one.line))
        lines = [str(one) for one in self.problems[:MAX_SHOWN]]
        if more := len(problems) - len(lines):
            lines.append(f"{problems[0].file}: ... dan {more} kesalahan lagi")
        super().__init__("\n".join(lines))


class _Composer(yaml.SafeLoader):
    """PyYAML's safe loader, of which only the composer is used."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="rujukan (*nama) tidak didukung; tulis nilainya", problem_mark=mark
            )
        if getattr(self.peek_event(), "tag", None):  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="tanda seru (!jenis) tidak didukung; hapus", problem_mark=mark)
        if self.depth >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="susunannya terlalu dalam", problem_mark=mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def shown(text: str) -> str:
    """A value as messages quote it: short, and harmless to a terminal."""
    return escaped(text[:80]) + ("..." if len(text) > 80 else "")


@dataclass(frozen=True)
class Value:
    """A value with the place it stands at."""

    node: yaml.Node
    field: str

    @property
    def line(self) -> int:
        """From 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def text(self) -> str:
        """A scalar as written; empty for lists and mappings."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    @property
    def kind(self) -> str:
        """What YAML takes it for: ``str``, ``int``, ``null`` ...; quoted text is ``str``."""
        return str(self.node.tag).rpartition(":")[2]

    @property
    def empty(self) -> bool:
        """Whether nothing is written there, or ``null``."""
        return isinstance(self.node, yaml.ScalarNode) and self.kind == "null"


def tree(text: str, file: str) -> Value:
    """The root of a document. Raises :class:`ConfigError` for what is no YAML, or more than one wants to read."""
    loader = None
    try:
        loader = _Composer(text)
        node = loader.get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = ord(error.character) if isinstance(error.character, str) else error.character
        raise ConfigError(Problem(file, line, "", f"karakter U+{code:04X} tidak boleh ada; hapus")) from None
    except yaml.MarkedYAMLError as error:
        said = str(error.problem or error.context)
        opened = "end of stream" in said and error.context_mark  # where the quotation begins
        mark = opened or error.problem_mark or error.context_mark
        message = next((ours for theirs, ours in _SYNTAX if theirs in said), shown(said))
        raise ConfigError(Problem(file, mark.line + 1 if mark else 0, "", message)) from None
    except (ValueError, OverflowError):  # an escape such as "\Uffffffff", a version of 5000 digits
        line = loader.line + 1 if loader else 0
        raise ConfigError(Problem(file, line, "", "angka atau kode karakter terlalu besar")) from None
    if node is None:
        raise ConfigError(Problem(file, 1, "", "berkas ini kosong; contoh: config/kota-serang.yml"))
    return Value(node, "")


class Reader:
    """Reads values of a kind, and gathers what is wrong: a method gives None or nothing for what it refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, value: Value, message: str) -> None:
        """Note a mistake at a value."""
        self.problems.append(Problem(self.file, value.line, value.field, message))

    def mapping(
        self, value: Value, known: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, Value]:
        """The values by name. An unknown, a second or a missing name is a mistake."""
        if not isinstance(value.node, yaml.MappingNode):
            self.wrong(value, f"harus berisi pasangan «nama: nilai» ({', '.join(known)})")
            return {}
        prefix = f"{value.field}." if value.field else ""
        found: dict[str, Value] = {}
        for key_node, node in value.node.value:
            name = Value(key_node, "").text
            there = Value(key_node, prefix + shown(name))
            if name not in known:
                close = get_close_matches(name[:80].lower(), known, 1)
                hint = f"maksud Anda «{close[0]}»?" if close else f"yang dikenal: {', '.join(known)}"
                self.wrong(there, f"nama ini tidak dikenal; {hint}")
            elif name in found:
                self.wrong(there, f"ditulis dua kali (pertama di baris {found[name].line}); hapus salah satu")
            else:
                found[name] = Value(node, there.field)
        for name in required:
            if name not in found:
                self.wrong(Value(value.node, prefix + name), "belum ada; tambahkan")
        return found

    def items(self, value: Value) -> list[Value]:
        """The items of a list; ``null`` is an empty one."""
        if value.empty:
            return []
        if not isinstance(value.node, yaml.SequenceNode):
            self.wrong(value, "harus berupa daftar, misalnya [] atau baris-baris yang diawali «- »")
            return []
        return [Value(node, f"{value.field}[{number}]") for number, node in enumerate(value.node.value)]

    def string(self, value: Value, most: int, *, number: bool = False) -> str | None:
        """Text of 1 to ``most`` characters in one line, without blanks around it; with ``number`` also what YAML takes
        for one, as written: a telephone number."""
        text = value.text.strip()
        if not isinstance(value.node, yaml.ScalarNode):
            self.wrong(value, "harus berupa teks")
        elif value.empty or (value.kind == "str" and not text):
            self.wrong(value, "kosong; isi atau hapus baris ini")
        elif value.kind != "str" and not (number and value.kind == "int"):
            kind = _KINDS.get(value.kind, shown(value.kind))
            self.wrong(
                value, f'terbaca sebagai {kind}, bukan teks; apit dengan tanda kutip: "{shown(value.text)}"'
            )
        elif len(text) > most:
            self.wrong(value, f"terlalu panjang ({len(text)} huruf); paling banyak {most}")
        elif OBEYED.search(text):
            self.wrong(value, f"mengandung karakter kendali; hapus (ini: {shown(text)})")
        else:
            return text
        return None

    def moment(self, value: Value, zone: ZoneInfo, *, end: bool = False) -> datetime | None:
        """A day with or without a time, in ``zone``; without one it is the day's beginning, or its end."""
        text = value.text.strip()
        match = _MOMENT.fullmatch(text)
        if not match:
            turned = _DAY_FIRST.match(text)
            meant = f"; maksud Anda «{turned[3]}-{turned[2]:0>2}-{turned[1]:0>2}»?" if turned else ""
            self.wrong(
                value,
                f"tulis tahun-bulan-hari, misalnya 2026-12-31 atau 2026-12-31 17:00{meant} (ini: {shown(text)})",
            )
            return None
        year, month, day = (int(part) for part in match.groups()[:3])
        late = end and match[4] is None
        hour, minute, second = (23, 59, 59) if late else (int(part or 0) for part in match.groups()[3:])
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=zone)
        except ValueError:
            self.wrong(value, f"tanggal atau jam ini tidak ada di kalender (ini: {shown(text)})")
            return None

    def number(self, value: Value, low: float, high: float) -> float | None:
        """A plain decimal number. ``012`` (octal), ``1e3`` (text), ``1_0`` and the like are mistakes."""
        plain = value.kind in ("int", "float") and _NUMBER.fullmatch(value.text)
        if plain and low <= float(value.text) <= high:
            return float(value.text)
        if value.kind == "str" and _NUMBER.fullmatch(value.text):
            self.wrong(value, f"angka ditulis tanpa tanda kutip: {value.text}")
            return None
        self.wrong(value, f"harus berupa angka biasa antara {low:g} dan {high:g} (ini: {shown(value.text)})")
        return None

    def whole(self, value: Value, low: int, high: int) -> int | None:
        """A whole number."""
        number = self.number(value, low, high)
        if number is None or number == int(number):
            return None if number is None else int(number)
        self.wrong(value, "harus berupa bilangan bulat")
        return None

    def duration(self, value: Value, low: float, high: float) -> float | None:
        """Seconds, written as Prometheus does: ``20s``, ``1h30m``, ``500ms``."""
        match = _DURATION.fullmatch(value.text)
        if not match or not value.text:
            self.wrong(
                value, f"harus berupa lama waktu, misalnya 20s, 30m, atau 1h30m (ini: {shown(value.text)})"
            )
            return None
        total = sum(int(part or 0) * unit for part, unit in zip(match.groups(), _SECONDS, strict=True))
        if low <= total <= high:
            return total
        self.wrong(value, f"harus antara {low:g} dan {high:g} detik; ini {total:g} detik")
        return None

    def size(self, value: Value, low: int, high: int) -> int | None:
        """Bytes: ``2MiB``, ``512KiB``, ``2MB``, or a bare number."""
        match = _SIZE.fullmatch(value.text)
        total = int(match[1]) * _UNITS[match[2]] if match and match[2] in _UNITS else -1
        if low <= total <= high:
            return total
        self.wrong(
            value,
            f"harus berupa ukuran antara {low >> 10}KiB dan {high >> 20}MiB, misalnya 2MiB (ini: {shown(value.text)})",
        )
        return None
