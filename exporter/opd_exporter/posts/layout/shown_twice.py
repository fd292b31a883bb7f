"""Posts that a page shows at several places, with another day at each: which of them is the post's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from opd_exporter.page.model import Path, Text, is_within
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.rows import Row
from opd_exporter.posts.layout.standing import Printed, printed_date

_ONE_DAY = timedelta(days=1)
"""By so much two places of a page may differ that tell one day in two zones."""

_Build = tuple[Path, Path, Path]
"""What holds a box, and where in the box its title and its day stand."""


def told_by_their_lists(found: list[Row], context: Context) -> list[Row]:
    """The rows; of a post that stands in a list, and with another day at a place of its own, only what the list shows.
    A list dates each of its rows; a ticker, a banner or a box of favourites shows a day of its own, which is left to
    the site's boilerplate."""
    twice = {row.url: days for row in found if row.boxes and _differ(days := _days(row, context))}
    if not twice:
        return found
    built = [(row.url, _build(row, box, day)) for row in found for box, day in _days_of(row, twice, context)]
    return [_in_its_list(row, twice[row.url], built) if row.url in twice else row for row in found]


def _days(row: Row, context: Context) -> dict[Path, Printed]:
    """The day that a row shows at each of its places."""
    texts = {box: _texts(row, box) for box in row.boxes}
    return {box: day for box, own in texts.items() if (day := printed_date(own, context, where=""))}


def _texts(row: Row, box: Path) -> list[Text]:
    return [text for text in row.texts if is_within(text.path, box)]


def _differ(days: Mapping[Path, Printed]) -> bool:
    told = [day.when for day in days.values()]
    return len(told) > 1 and max(told) - min(told) > _ONE_DAY


def _days_of(
    row: Row, twice: Mapping[str, Mapping[Path, Printed]], context: Context
) -> Iterator[tuple[Path, Printed]]:
    """Where a row stands, with the day that it shows there."""
    if row.url in twice:
        yield from twice[row.url].items()
    elif row.texts and (day := printed_date(row.texts, context, where="")):
        yield row.texts[0].path[: len(row.container) + 1], day


def _build(row: Row, box: Path, day: Printed) -> _Build:
    title = next((text.path for text in _texts(row, box) if text.link in row.links), box)
    return box[:-1], title[len(box) :], day.text.path[len(box) :] if day.text else ()


def _in_its_list(row: Row, days: Mapping[Path, Printed], built: Sequence[tuple[str, _Build]]) -> Row:
    """The row at those of its places that are built as another's; as it is where all are, or none is."""
    others = {build for url, build in built if url != row.url}
    listed = [box for box, day in days.items() if _build(row, box, day) in others]
    if not listed or len(listed) == len(days):
        return row
    apart = [box for box in days if box not in listed]
    texts = [text for text in row.texts if not any(is_within(text.path, box) for box in apart)]
    return replace(row, container=listed[0][:-1], texts=texts)
