"""What people have agreed on for a site: when it is worked on, and what its agency says against a verdict."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from opd_exporter.config.reader import ValueReader
from opd_exporter.config.strict_yaml import Value
from opd_exporter.domain.config import Maintenance, Note

LONGEST = timedelta(days=31)
"""Of one window: a year mistyped shall not keep a site's alerts silent for as long. Longer work is written as two."""
MAX_REASON = 300
"""Characters of a reason or an objection."""

Plan = TypeVar("Plan", Maintenance, Note)


def windows(reader: ValueReader, value: Value, zone: ZoneInfo) -> tuple[Maintenance, ...]:
    """``pemeliharaan``: planned work."""
    found = []
    for item in reader.items(value):
        if one := _plan(reader, item, zone, Maintenance, "dari"):
            found.append(one)
            if one.sampai - one.dari > LONGEST:
                reader.wrong(
                    item, f"lebih lama dari {LONGEST.days} hari; periksa tanggalnya, atau bagi menjadi dua"
                )
    return tuple(found)


def notes(reader: ValueReader, value: Value, zone: ZoneInfo) -> tuple[Note, ...]:
    """``catatan``: an agency's objections."""
    found = (_plan(reader, item, zone, Note, "tanggal") for item in reader.items(value))
    return tuple(one for one in found if one)


def _plan(reader: ValueReader, value: Value, zone: ZoneInfo, kind: type[Plan], first: str) -> Plan | None:
    """Texts between two moments, named ``first`` and ``sampai``; None where something is missing or wrong."""
    names = tuple(one.name for one in fields(kind))
    given = reader.mapping(value, names, names)
    read = {
        name: reader.moment(one, zone, end=name == "sampai")
        if name in (first, "sampai")
        else reader.string(one, MAX_REASON)
        for name, one in given.items()
    }
    if len(read) < len(names) or None in read.values():
        return None
    if read["sampai"] <= read[first]:  # type: ignore[operator]
        reader.wrong(
            given["sampai"], f"harus setelah «{first}» ({given[first].text}); ini: {given['sampai'].text}"
        )
        return None
    return kind(**read)  # type: ignore[arg-type]
