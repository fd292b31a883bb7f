"""What is remembered as JSON and back, led by the types that the dataclasses declare.

Reading checks every type, so that what comes out of a file is a ``Record`` as the rest of the program knows
it, or an error; never something that breaks later.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from opd_exporter.domain.moments import local

MOST = 2**63
"""Whole numbers are smaller, as Prometheus and SQLite can hold them."""


class Unreadable(ValueError):
    """Text that no version of these types has written."""


def encode(value: Any) -> str:
    """A value of the declared types as JSON, ASCII only: halves of surrogate pairs survive. Times become UTC."""
    return json.dumps(value, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return vars(value)
    if isinstance(value, datetime):
        return local(value, UTC).isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be remembered")


def decode(kind: Any, text: str | bytes) -> Any:
    """The value of type ``kind`` in ``text``. Raises :class:`Unreadable`."""
    try:
        return _reader(kind)(json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}"[:200]) from None


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a ``kind`` of JSON data; it raises ValueError or TypeError."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):  # only "or None" occurs
        inner = _reader(arguments[0])
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda data: tuple(map(item, _exactly(list, data)))
    if origin is frozenset:
        member = _reader(arguments[0])
        return lambda data: frozenset(map(member, _exactly(list, data)))
    if origin is Mapping:
        key, value = map(_reader, arguments)
        return lambda data: {key(one): value(other) for one, other in _exactly(dict, data).items()}
    if kind is datetime:
        return _time
    if kind is float:
        return lambda data: float(_exactly(int, data)) if type(data) is int else _exactly(float, data)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return kind if issubclass(kind, StrEnum) else partial(_exactly, kind)


def _time(data: str) -> datetime:
    when = datetime.fromisoformat(data)
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    return when


def _exactly(kind: type, data: Any) -> Any:
    """``data`` when it is of ``kind`` and of no kind derived from it: ``True`` is no number."""
    if type(data) is int and abs(data) >= MOST:
        raise ValueError("a number beyond all measure")
    if type(data) is not kind:
        raise TypeError(f"{type(data).__name__} stands where {kind.__name__} should")
    return data


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    """Fields that only another version knows are passed over; one that is missing gets its default, and
    without a default the class itself raises TypeError."""
    hints = get_type_hints(kind)
    readers = {one.name: _reader(hints[one.name]) for one in fields(kind)}

    def read(data: Any) -> Any:
        given = _exactly(dict, data).items()
        return kind(**{name: readers[name](one) for name, one in given if name in readers})

    return read
