"""What a list adds to its titles, as an import or a template does ("Arsip: ...", "... - Dinas X"): no part of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from opd_exporter.posts.history import IMPORTED, KEPT_TITLE, name_of
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.similarity import folded, words

_SAY_SO = 3
"""Titles of a list that must end alike before that is no part of them: two may both end with "Kota Serang"."""


@dataclass(frozen=True, order=True)
class Added:
    """Words before a title, or behind it, folded."""

    before: str = ""
    after: str = ""

    def off(self, title: str) -> str:
        """The title without them, folded."""
        return folded(title).removeprefix(f"{self.before} ").removesuffix(f" {self.after}")


def shared_ending(titles: Iterable[str]) -> str:
    """The words that all titles of a list end with, as an import or a template adds the site's name; nothing where fewer
    than three titles say so, or no title would be left of one."""
    ends = [words(title)[::-1] for title in dict.fromkeys(titles)]
    if len(ends) < _SAY_SO:
        return ""
    shared = [column[0] for column in takewhile(lambda one: len(set(one)) == 1, zip(*ends, strict=False))]
    whole = min(map(len, ends)) - len(shared) >= TITLE_WORDS
    return " ".join(shared[::-1]) if whole else ""


def added_to(titles: Collection[str], known: Collection[str]) -> frozenset[Added]:
    """What a list adds to its titles: what all of them end with, and what stands before or behind two of those that are
    ``known`` (as :func:`name_of` has them). Before one alone it may make it another post's: "Hasil Seleksi ..."."""
    found: dict[Added, set[str]] = {}
    for title in dict.fromkeys(titles):
        if name_of(title) not in known:
            for added, name in _ways_to_part(title):
                if name in known:
                    found.setdefault(added, set()).add(name)
    told = {added for added, names in found.items() if len(names) >= IMPORTED}
    ending = shared_ending(titles)
    return frozenset(told | {Added(after=ending)} if ending else told)


def without(title: str, added: Added, known: Collection[str]) -> str:
    """The title that is ``known`` without what its list adds to it; else the title as it is."""
    bare = added.off(title)
    return bare if name_of(title) not in known and name_of(bare) in known else title


def _ways_to_part(title: str) -> Iterator[tuple[Added, str]]:
    """What may have been added to a title that is whole without it, and the name that is left."""
    whole = words(title)
    for at in range(1, len(whole) - TITLE_WORDS + 1):
        yield Added(before=" ".join(whole[:at])), " ".join(whole[at:])[:KEPT_TITLE]
        yield Added(after=" ".join(whole[-at:])), " ".join(whole[:-at])[:KEPT_TITLE]
