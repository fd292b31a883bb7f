"""Values of a configuration as people write them: text, numbers, durations, sizes, moments, lists, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import TypeVar
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.config.strict_yaml import Problem, Value, shown
from opd_exporter.config.written import NAMES
from opd_exporter.text.sanitise import OBEYED

ALSO = {
    "name": "nama",
    "alamat": "url",
    "website": "url",
    "situs": "url",
    "surel": "email",
    "e-mail": "email",
}
"""What people call some of the options."""
_UNSEEN = re.compile(f"{OBEYED.pattern}|[\u00ad\u200b-\u200d\u2060]")
"""What nobody sees and pasted text brings along: also blanks and joints without a width."""
_CURLED = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
"""Quotation marks of word processors: to YAML they are letters."""
# No leading noughts, no exponents: YAML would read 010 as eight, and nobody means 1e3.
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?")
# Prometheus' own notation, the largest unit first: 1h30m.
_DURATION = re.compile(
    r"(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?(?:([0-9]{1,6})ms)?"
)
# The year first, and how people vary it: single digits, a full stop in the time.
_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]+([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?)?"
)
# What people write instead, so that they can be told the order that is meant.
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


def _half_quoted(text: str) -> bool:
    """Whether somebody meant to quote it: with a mark at one end alone, or with those of a word processor."""
    one_end = text.count('"') % 2 and '"' in (text[0], text[-1])
    return bool(one_end) or (text[0] in _CURLED and text[-1] in _CURLED)


Read = TypeVar("Read")


class ValueReader:
    """Reads values of a kind, and gathers what is wrong: a method gives None or nothing for what it refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, value: Value, message: str) -> None:
        """Note a mistake at a value."""
        self.problems.append(Problem(self.file, value.line, value.field, message))

    def read(
        self,
        given: Mapping[str, Value],
        name: str,
        how: Callable[[ValueReader, Value], Read],
        otherwise: Read,
    ) -> Read:
        """What ``how`` makes of the value of this name; ``otherwise`` where it is not given."""
        return how(self, given[name]) if name in given else otherwise

    def mapping(
        self, value: Value, known: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, Value]:
        """The values by name. An unknown, a second or a missing name is a mistake."""
        if not isinstance(value.node, yaml.MappingNode):
            if value.item and value.empty:
                self.wrong(
                    value, "tanda «-» ini tidak diikuti isian; tulis isiannya, atau hapus tanda «-» itu"
                )
            else:
                self.wrong(value, f"harus berisi pasangan «nama: nilai» ({', '.join(known)})")
            return {}
        prefix = value.field and f"{value.field}{': ' if value.item else '.'}"
        found: dict[str, Value] = {}
        unknown: list[tuple[Value, str]] = []
        twice: list[tuple[str, Value]] = []
        for key_node, node in value.node.value:
            name = Value(key_node, "").text
            there = Value(key_node, prefix + shown(name))
            if name not in known:
                unknown.append((there, name))
            elif name in found:
                twice.append((name, Value(node, there.field)))
            else:
                found[name] = Value(node, there.field)
        # Told after all names were read, so that a misspelt one is not called missing as well.
        meant = [self._unknown(there, name, known) for there, name in unknown]
        self._twice(twice, found, required[0] if value.item else None)
        for name in required:
            if name not in found and name not in meant:
                self.wrong(Value(value.node, prefix + name), "belum ada; tambahkan")
        return found

    def _unknown(self, there: Value, name: str, known: tuple[str, ...]) -> str:
        """Tell of a name that nobody knows; gives the one that was meant, or an empty string."""
        # Pasted names bring along characters that nobody sees.
        seen = _UNSEEN.sub("", name).strip()
        if seen.rstrip(": ") in known and seen not in known:
            seen = seen.rstrip(": ")
            self.wrong(there, f"titik duanya cukup satu; tulis «{seen}: ...»")
            return seen
        if seen in known:
            self.wrong(there, f"nama ini memuat karakter yang tak terlihat; hapus, lalu ketik ulang «{seen}»")
            return seen
        close = get_close_matches(ALSO.get(seen.lower(), seen[:80].lower()), known, 1)
        hint = f"maksud Anda «{close[0]}»?" if close else f"yang dikenal: {', '.join(known)}"
        self.wrong(there, f"nama ini tidak dikenal; {hint}")
        return close[0] if close else ""

    def _twice(self, twice: list[tuple[str, Value]], found: dict[str, Value], first: str | None) -> None:
        """Tell of names that stand twice. In an item of a list, which begins with ``first``, that name or two others
        are an item of its own whose dash was forgotten: nobody is told to remove what is somebody's site."""
        if first and (len(twice) > 1 or (twice and twice[0][0] == first)):
            item: set[str] = set()
            for name, value in twice:
                if not item or name in item:
                    item.clear()
                    self.wrong(
                        value, f"tanda «- » di depan baris ini lupa; tulis «- {name}: {shown(value.text)}»"
                    )
                item.add(name)
            return
        for name, value in twice:
            if isinstance(value.node, yaml.ScalarNode):
                remedy = "biarkan satu, yang benar"
                remedy += (
                    "; bila situs lain mulai di sini, tulis «- » di depan baris pertamanya" if first else ""
                )
            else:
                remedy = "pindahkan isinya ke bawah yang pertama, lalu hapus baris judul ini saja"
            self.wrong(value, f"ditulis dua kali (pertama di baris {found[name].line}); {remedy}")

    def items(self, value: Value) -> list[Value]:
        """The items of a list; ``null`` is an empty one."""
        if value.empty:
            return []
        if not isinstance(value.node, yaml.SequenceNode):
            forgotten = isinstance(value.node, yaml.MappingNode) and not value.node.flow_style
            first = Value(value.node.value[0][0], "").text if forgotten else ""
            if first in NAMES:
                self.wrong(value, f"tanda «- » di depan baris ini lupa; tulis «- {first}: ...»")
            else:
                self.wrong(value, "harus berupa daftar, misalnya [] atau baris-baris yang diawali «- »")
            return []
        return [
            Value(node, f"{value.field} ke-{number}", True) for number, node in enumerate(value.node.value, 1)
        ]

    def string(self, value: Value, most: int, *, number: bool = False) -> str | None:
        """Text of 1 to ``most`` characters in one line, without blanks around it; with ``number`` also what YAML takes
        for one, as written: a telephone number."""
        text = value.text.strip()
        if not isinstance(value.node, yaml.ScalarNode):
            bracket = isinstance(value.node, yaml.CollectionNode) and value.node.flow_style
            quote = (
                "; kalau kurungnya bagian dari teks, apit seluruhnya dengan tanda kutip" if bracket else ""
            )
            self.wrong(value, f"harus berupa teks{quote}")
        elif value.empty or (value.kind == "str" and not text):
            self.wrong(value, "kosong; isi")
        elif value.kind != "str" and not (number and value.kind == "int"):
            kind = _KINDS.get(value.kind, shown(value.kind))
            self.wrong(
                value, f'terbaca sebagai {kind}, bukan teks; apit dengan tanda kutip: "{shown(value.text)}"'
            )
        elif len(text) > most:
            self.wrong(value, f"terlalu panjang ({len(text)} huruf); paling banyak {most}")
        elif OBEYED.search(text):
            # Only there a backslash is a command: "Dinas\\Perhubungan" holds a paragraph's end.
            double = "; di dalam tanda kutip ganda, «\\» adalah perintah: pakai tanda kutip tunggal"
            why = double if value.node.style == '"' else "; hapus"
            self.wrong(value, f"mengandung karakter kendali{why} (ini: {shown(text)})")
        elif unseen := _UNSEEN.search(text):
            self.wrong(
                value,
                f"memuat karakter yang tak terlihat (U+{ord(unseen[0]):04X}); hapus, lalu ketik ulang nilainya",
            )
        elif not value.node.style and _half_quoted(text):
            self.wrong(
                value, f"tanda kutipnya salah; hapus, atau apit dengan tanda kutip lurus (ini: {shown(text)})"
            )
        else:
            return text
        return None

    def moment(self, value: Value, zone: ZoneInfo, *, end: bool = False) -> datetime | None:
        """A day with or without a time, in ``zone``; without one it is the day's beginning, or its end."""
        text = value.text.strip()
        match = _MOMENT.fullmatch(text)
        if not match:
            # As people here write a day: told back the way that is wanted.
            turned = _DAY_FIRST.match(text)
            meant = f"; maksud Anda «{turned[3]}-{turned[2]:0>2}-{turned[1]:0>2}»?" if turned else ""
            self.wrong(
                value,
                f"tulis tahun-bulan-hari, misalnya 2026-12-31 atau 2026-12-31 17:00{meant} (ini: {shown(text)})",
            )
            return None
        year, month, day = (int(part) for part in match.groups()[:3])
        late = end and match[4] is None
        # "Sampai 31 Desember" includes that day.
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

    def yes_or_no(self, value: Value) -> bool:
        """``true`` or ``false``; False for what was refused."""
        if value.kind == "bool" and value.text.lower() in ("true", "false"):
            return value.text.lower() == "true"
        self.wrong(value, f"tulis true (ya) atau false (tidak) (ini: {shown(value.text)})")
        return False

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
