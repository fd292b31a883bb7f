"""What a page shows of the order in which its site writes numeric dates: in all that it prints and gives to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opd_exporter.dates.order import WORTH, Hand, Order, order_of
from opd_exporter.page.model import HEADINGS, Page
from opd_exporter.posts.article.model import linked_data_in
from opd_exporter.posts.sources.embedded import embedded_dates

_DATED = re.compile(r"date|time|publish|issued|created|modified|updated|\bdc(?:terms)?\.")
"""In a field's name: what it holds may be a date."""
_TITLE = 30
"""Characters from which on a linked text or a heading is a title rather than a date and a word about it."""


def order_on(page: Page) -> Order:
    """The signs of a page. Titles and links are a person's words; everything else short is a template's."""
    titled = [(text.tag in HEADINGS or text.link >= 0) and len(text.text) > _TITLE for text in page.texts]
    printed = (text.text for text, title in zip(page.texts, titled, strict=True) if not title)
    written = (text.text for text, title in zip(page.texts, titled, strict=True) if title)
    return (
        order_of(printed, Hand.PRINTED)
        | order_of(written, Hand.PROSE)
        | order_of(_for_machines(page), Hand.MACHINE)
    )


def _for_machines(page: Page) -> Iterator[str]:
    """Everything that the page gives to machines as a date, of publishing or not."""
    yield from (text.datetime for text in page.texts if text.datetime)
    yield from (value for name, value in page.metas if _DATED.search(name))
    for text in page.json_ld:
        for node in linked_data_in(text) if WORTH.search(text) else ():
            yield from (
                one for key, one in node.items() if _DATED.search(key.lower()) and isinstance(one, str)
            )
    yield from embedded_dates(page)
