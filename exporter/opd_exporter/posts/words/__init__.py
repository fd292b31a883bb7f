"""The words that the rules for posts know, a file a kind; read once, by :func:`words_of` and :func:`weights_of`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from opd_exporter.judges.rule_files import read_rules, strings


@cache
def _file(name: str) -> Mapping[str, Any]:
    return read_rules("posts.words", f"{name}.yml")


@cache
def words_of(name: str, key: str) -> frozenset[str]:
    """The words under a key of a file. Raises ValueError for what is no list of texts."""
    return frozenset(strings(_file(name), key, f"posts/words/{name}.yml"))


@cache
def weights_of(name: str, key: str) -> Mapping[str, int]:
    """The words under a key of a file, each with its number. Raises ValueError for anything else."""
    found = _file(name).get(key)
    if not isinstance(found, dict) or not all(
        isinstance(word, str) and type(weight) is int for word, weight in found.items()
    ):
        raise ValueError(f"posts/words/{name}.yml: {key}: not words with a whole number each")
    return found
