"""Lone samples: what looks as if it came with the system, as long as nothing stands before it (docs/domain.md, 17)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dated:
    """A dated entry of a site."""

    day: date
    sample: str = ""
    """Why it looks like a sample; empty when it does not."""
    own: bool = False
    """It looks like one that somebody here wrote; neither: a title that tells nothing."""


def lone_samples(entries: Mapping[str, Dated], known: Collection[date] = ()) -> dict[str, str]:
    """Keys of entries that are not settled, each with its reason. Samples come with the system, so an own post that is
    older than one, here or among the days ``known`` from before, speaks for it. Entries of the day of a sample that
    is alone with them came along with it, unless more of them look like own ones."""
    own = [one.day for one in entries.values() if one.own and not one.sample]
    lone = {
        key: one.sample
        for key, one in entries.items()
        if one.sample and not any(day < one.day for day in (*own, *known))
    }
    days = {one.day for one in entries.values()}
    # All of one day, with nothing known before: the day of the installation, unless more own posts than samples bear it.
    if len(days) == 1 and not known and len(lone) >= max(1, len(own)):
        return {key: one.sample or "bersama contoh bawaan" for key, one in entries.items()}
    return lone
