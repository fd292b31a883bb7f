"""An entry that an interface tells in full and that has no page of its own: its text there is all there is to read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from opd_exporter.page.parse import parse
from opd_exporter.posts.article.credit import credit_of
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import NO_PAGE, OwnPage

MAX_TEXT = 1_000
"""Characters of an entry's text that are read, half of them from its end: a credit stands at its head or its foot. An
interface has hundreds of entries, and may fill each with elements."""
# An image that stands in the text itself is a tag of 100 KB, what Word leaves of its styles a comment of 10 KB. One that
# is not closed goes on to the end, as browsers have it.
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script)\b.*?(?:</\1\s*>|\Z)|<[^<>]{200,}>", re.IGNORECASE | re.DOTALL
)
# Between two ends that are put together half a tag would take in what follows.
_HALF_A_TAG = re.compile(r"\A[^<>]*>|<[^<>]*\Z")


def told_in_data(values: Iterable[object], title: str, url: str, context: Context) -> OwnPage:
    """What the text of most words among an entry's ``values``, HTML or plain, says of where it first stood; nothing where
    none is as long as an article's. ``url`` is what its links are relative to."""
    # An image or a key is one word, however long.
    text = max((one for one in values if isinstance(one, str)), key=lambda one: one.count(" "), default="")
    if len(text) < PROSE:
        return NO_PAGE
    if len(text) > MAX_TEXT:
        text = _ends(_UNREAD.sub("", text))
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


def _ends(text: str) -> str:
    """The text, or where it is too long its beginning and its end as two paragraphs."""
    if len(text) <= MAX_TEXT:
        return text
    halves = text[: MAX_TEXT // 2], text[-MAX_TEXT // 2 :]
    return "<p>".join(_HALF_A_TAG.sub("", half) for half in halves)
