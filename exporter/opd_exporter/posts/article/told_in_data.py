"""An entry that an interface tells in full and that has no page of its own: its text there is all there is to read."""

from __future__ import annotations

import html
from collections.abc import Iterable

from opd_exporter.page.parse import parse
from opd_exporter.posts.article.credit import credit_of
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import NO_PAGE, OwnPage

MAX_TEXT = 1_000
"""Characters of an entry's text that are read, half of them from its end: a credit stands at its head or its foot. An
interface has hundreds of entries, and may fill each with elements."""


def told_in_data(values: Iterable[object], title: str, url: str, context: Context) -> OwnPage:
    """What the longest text among an entry's ``values``, HTML or plain, says of where it first stood; nothing where none
    is as long as an article's. ``url`` is what its links are relative to."""
    text = max((one for one in values if isinstance(one, str)), key=len, default="")
    if len(text) < PROSE:
        return NO_PAGE
    if len(text) > MAX_TEXT:
        text = f"{text[: MAX_TEXT // 2]}<p>{text[-MAX_TEXT // 2 :]}"
    if "<" not in text:  # lines of plain text
        text = text.replace("\n", "<p>")
    body = f"<title>{html.escape(title)}</title><h1>{html.escape(title)}</h1><p>{text}"
    # Data may hold half a character ("\\ud800"), which no bytes stand for.
    page = parse(
        body.encode("utf-8", "replace"), url=url, headers={"content-type": "text/html; charset=utf-8"}
    )
    number = next((at for at, one in enumerate(page.texts) if one.tag == "h1"), -1)
    credit = credit_of(page, number, title, context)
    return OwnPage(credit=credit.place, credit_sure=credit.sure) if credit else NO_PAGE
