"""The rules of ``rules.yml``, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.rule_files import read_rules, strings
from opd_exporter.text.normalise import plain_words, undisguised

_FILE = "judges/non_site/rules.yml"


@dataclass(frozen=True)
class Limits:
    """How large a page may be for a rule to hold; None: any size."""

    words: int | None = None
    links: int | None = None
    """Links to other pages of the site."""


@dataclass(frozen=True)
class Phrase:
    """Plain words; ``whole``: they count only as a clause of their own."""

    text: str
    whole: bool = False
    hosted: bool = False
    """It names the site's host."""

    def of(self, host: str) -> str:
        """As the page of a host says it."""
        return self.text.replace("{host}", host) if self.hosted else self.text


@dataclass(frozen=True)
class NonSiteRule:
    """One kind of dead page; the head of ``rules.yml`` says what the fields mean."""

    reason: Reason
    why: str
    phrases: tuple[Phrase, ...] = ()
    titled: Limits | None = None
    stated: Limits | None = None
    said: Limits | None = None
    need: int = 1
    also: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    markup: tuple[str, ...] = ()
    css: tuple[str, ...] = ()
    within: Limits | None = None
    headers: tuple[str, ...] = ()
    status: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rules:
    """All of ``rules.yml``."""

    rules: tuple[NonSiteRule, ...]
    not_links: tuple[str, ...]
    filler: frozenset[str]


def undisguised_words(text: str) -> str:
    """A text as plain words, disguises undone."""
    return undisguised(plain_words(text))


def _phrase(text: str) -> Phrase:
    plain = text.removeprefix("=")
    hosted = "{host}" in plain
    return Phrase(plain if hosted else undisguised_words(plain), whole=text.startswith("="), hosted=hosted)


def _part(text: str) -> str:
    """A word or a part of one, as it is looked for in a clause with a blank at each end."""
    before, after = ("" if text.startswith("*") else " "), ("" if text.endswith("*") else " ")
    return f"{before}{undisguised_words(text.strip('*'))}{after}"


def _rule(number: int, entry: Mapping[str, Any]) -> NonSiteRule:
    where = f"{_FILE}: rule {number} ({entry.get('why')})"
    fields: dict[str, Any] = dict(entry)
    fields["reason"] = Reason(entry["reason"])
    for name in ("titled", "stated", "said", "within"):
        if name in fields:
            fields[name] = Limits(**(fields[name] or {}))
    fields["phrases"] = tuple(map(_phrase, strings(entry, "phrases", where)))
    fields["also"] = tuple(map(undisguised_words, strings(entry, "also", where)))
    fields["together"] = tuple(
        tuple(map(_part, strings({"together": group}, "together", where)))
        for group in entry.get("together", [])
    )
    for name in ("markup", "css", "headers"):
        fields[name] = tuple(part.lower() for part in strings(entry, name, where))
    fields["status"] = tuple(fields.get("status", ()))
    return NonSiteRule(**fields)


@cache
def rules() -> Rules:
    """The rules, in order. Raises for an unknown key, a reason that is none, and for what is no text."""
    data = read_rules("judges.non_site", "rules.yml")
    return Rules(
        tuple(_rule(number, entry) for number, entry in enumerate(data["rules"], 1)),
        strings(data, "not_links", _FILE),
        frozenset(
            word for phrase in strings(data, "filler", _FILE) for word in undisguised_words(phrase).split()
        ),
    )
