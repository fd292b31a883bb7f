"""A date that words call that of publishing, anywhere in the article's column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from opd_exporter.dates.model import Label
from opd_exporter.dates.words import FAR, LEADING, NEAR
from opd_exporter.page.model import Text
from opd_exporter.posts.article.model import Reading, Testimony, Trust, Witness
from opd_exporter.posts.article.surroundings import in_column
from opd_exporter.posts.layout.beside import MAX_DATED, NEIGHBOUR, NEIGHBOURS, dates_of

_LABELS = frozenset(
    frozenset(phrase.split())
    for phrase in (*LEADING, *(one for one, label in (FAR | NEAR).items() if label is Label.PUBLISHED))
)
"""The words of each label of publishing: where none stands near it a date is not read, which costs more."""
_WORD = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")


def find(reading: Reading) -> Iterator[Testimony]:
    """The first one: further ones are those of related articles."""
    texts = reading.page.texts
    for number, text in enumerate(texts):
        if not _DIGIT.search(text.text[:MAX_DATED]) or not in_column(text) or id(text) in reading.repeated:
            continue
        if not _may_say(text, texts[max(0, number - NEIGHBOURS) : number + 1 + NEIGHBOURS]):
            continue
        for found in dates_of(texts, number, reading.context):
            if found.label is Label.PUBLISHED:
                yield Testimony(
                    found.when, "tercetak sebagai tanggal terbit", text.text, label=found.label, text=text
                )
                return


def _may_say(text: Text, near: Sequence[Text]) -> bool:
    """Whether all words of a label stand in the text, beside it, or over its column."""
    beside = (one.text for one in near if len(one.text) <= NEIGHBOUR)
    said = set(_WORD.findall(" ".join((text.text[:MAX_DATED], text.column, *beside)).lower()))
    return any(label <= said for label in _LABELS)


WITNESS = Witness(
    "labelled",
    Trust.PRINTED,
    find,
    "kata di sebelahnya menyebutnya tanggal terbit",
    33,
    shown=True,
)
