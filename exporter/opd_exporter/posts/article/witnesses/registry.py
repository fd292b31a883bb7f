"""The witnesses in the order in which they are believed."""

from __future__ import annotations

from opd_exporter.posts.article.model import Witness
from opd_exporter.posts.article.witnesses import (
    above_title,
    address,
    below_title,
    credits,
    fresh,
    in_sentence,
    json_ld,
    labelled,
    last_guess,
    later_text,
    meta,
    microdata,
    time_element,
)

WITNESSES: tuple[Witness, ...] = (
    json_ld.WITNESS,
    microdata.WITNESS,
    meta.WITNESS,
    address.WITNESS,
    time_element.WITNESS,
    below_title.WITNESS,
    labelled.WITNESS,
    above_title.WITNESS,
    credits.WITNESS,
    fresh.WITNESS,
    in_sentence.WITNESS,
    later_text.WITNESS,
    last_guess.WITNESS,
)
"""The first of whose dates no guard refuses one says when the article was published."""
