"""Cookies within one GET: sites that set one and redirect to themselves would else redirect for ever."""

from __future__ import annotations

from collections.abc import Iterable

MAX_COOKIES = 4096
"""Characters of all cookies sent; more than that, and servers refuse the request."""


class Cookies:
    """What one GET was given, for all hosts of its site; attributes are of no use in so short a life."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def keep(self, fields: Iterable[str]) -> None:
        """Takes the ``Set-Cookie`` fields of an answer; what does not fit or is no cookie is left out."""
        for field in fields:
            name, equals, value = field.partition(";")[0].strip().partition("=")
            if not (name and equals and field.isascii() and field.isprintable()):
                continue
            kept = {**self._kept, name.strip(): value.strip()}
            if len(_written(kept)) <= MAX_COOKIES:
                self._kept = kept

    def header(self) -> str:
        """The ``Cookie`` field, empty when there is nothing to send."""
        return _written(self._kept)


def _written(kept: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in kept.items())
