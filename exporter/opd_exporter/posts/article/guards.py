"""What refuses a date, whoever tells it: asked in this order, and the first that refuses is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from opd_exporter.dates.model import Label
from opd_exporter.judges.systems.records import system
from opd_exporter.page.model import Area
from opd_exporter.posts.article.model import AGREE, Reading, Testimony, Trust, Witness
from opd_exporter.posts.clock import could_be_clock, is_this_moment
from opd_exporter.posts.layout.beside import dates_of

_EDITED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
"""Metas that tell the last edit by their names (Open Graph, schema.org, Dublin Core)."""
_LINE = 200
"""Characters of a text in which a day is looked for."""


@dataclass(frozen=True)
class JudgedDate:
    """A date that is judged: what is told, by whom, of which page."""

    told: Testimony
    witness: Witness
    reading: Reading
    shown: datetime | None = None
    """What people are shown beside the title, when that is known already."""

    @property
    def unseen(self) -> bool:
        """Whether it is given for machines alone, where people do not look."""
        return self.witness.trust is Trust.MACHINE and not self.witness.shown


@dataclass(frozen=True)
class Guard:
    """One reason why a date on an article's page is not its date of publishing."""

    name: str
    """As the evidence shows it."""
    reason: str
    """In words for people."""
    source: int
    """The number in docs/domain.md of what it rests on."""
    fires: Callable[[JudgedDate], bool]


def _label(said: JudgedDate) -> bool:
    return said.told.label not in (Label.NONE, Label.PUBLISHED)


def _other_article(said: JudgedDate) -> bool:
    return not said.told.own or any(said.told.text is text for text in said.reading.around.others)


def _several(said: JudgedDate) -> bool:
    return not said.told.alone


def _boilerplate(said: JudgedDate) -> bool:
    """A text of the site's boilerplate dates no article; a day of it says nothing where a date stands loosely."""
    told, reading = said.told, said.reading
    if told.text is not None and id(told.text) in reading.repeated:
        return True
    # A day beside the title outweighs that of the boilerplate: a site may well post on a day that it shows.
    loose = said.witness.trust is Trust.LOOSE and not said.witness.awaits
    return loose and reading.context.day(told.when) in reading.boilerplate.days


def _clock(said: JudgedDate) -> bool:
    told, context = said.told, said.reading.context
    if said.witness.awaits:  # another day tells, unless the site's other pages show the same clock
        return told.text is not None and _shape(told.text.text) in _clocks(said.reading)
    # A machine's date with its time of day is a clock's only at that moment; a day alone is what any clock tells.
    if said.unseen and told.sure and told.timed:
        return is_this_moment(told.when, context)
    return could_be_clock(told.when, context)


def _clocks(reading: Reading) -> set[str]:
    """Shapes of what the site's other pages show, but of what also stands here at its own place: beside a clock at its
    place, a day is another's."""
    placed = {_shape(text.text) for text in reading.page.texts if id(text) in reading.repeated}
    return {_shape(text) for _, text in reading.boilerplate.pairs} - placed


def _shape(text: str) -> str:
    """A text with its digits made alike: a clock shows other seconds on each page."""
    return re.sub(r"\d", "0", text)


def _last_edit(said: JudgedDate) -> bool:
    """Whether a template may have put the day of the last edit, or of the request, where publishing belongs."""
    when, context = said.told.when, said.reading.context
    if not said.unseen or said.shown is None or said.shown >= when - AGREE or system(context.cms).true_dates:
        return False
    # Machines are told a later day than people are shown: an edit's, or the request's (domain.md 37).
    return could_be_clock(when, context) or any(abs(when - one) < AGREE for one in _edits(said.reading))


def _edits(reading: Reading) -> list[datetime]:
    """Dates of the last edit that the page gives to machines."""
    values = [value for name in _EDITED for value in reading.page.all_meta(name)]
    values += [str(node.get("dateModified") or "") for node in reading.linked_data]
    told = [reading.context.machine_date(value) for value in values if value]
    return [edit.when for edit in told if edit]


def _not_printed(said: JudgedDate) -> bool:
    return said.told.guessed and said.reading.context.day(said.told.when) not in _days_printed(said.reading)


def _days_printed(reading: Reading) -> frozenset[date]:
    """Every day that the page prints in its main area, for itself: no label and no other article's row has it."""
    days: set[date] = set()
    others: set[date] = set()
    for number, text in enumerate(reading.page.texts):
        # Only the article's part: a library finds days of the boilerplate too.
        if (
            text.area is not Area.MAIN
            or id(text) in reading.around.rows
            or not any(char.isdigit() for char in text.text[:_LINE])
        ):
            continue
        for found in dates_of(reading.page.texts, number, reading.context, limit=_LINE):
            if not found.relative:
                fine = found.label in (Label.NONE, Label.PUBLISHED)
                (days if fine else others).add(reading.context.day(found.when))
    return frozenset(days - others)


GUARDS: tuple[Guard, ...] = (
    Guard("label", "kata di sebelahnya menyebutnya tanggal lain: perubahan, acara, batas waktu", 33, _label),
    Guard("other_article", "tanggal artikel lain di halaman yang sama", 30, _other_article),
    Guard("several", "beberapa tanggal yang berbeda di tempat sejenis: milik artikel lain", 30, _several),
    Guard("boilerplate", "juga tercetak di halaman lain situs ini: bingkai, bukan artikel", 36, _boilerplate),
    Guard("clock", "mungkin tanggal saat halaman dibuka, dicetak otomatis; bukan waktu terbit", 34, _clock),
    Guard("last_edit", "hari perubahan terakhir; halaman mencetak tanggal yang lebih lama", 37, _last_edit),
    Guard("not_printed", "tidak tercetak di mana pun di halaman", 35, _not_printed),
)
"""In the order in which they are asked."""


def reason_of(name: str) -> str:
    """The reason of the guard of this name in words; of a guard that there is no more its name."""
    return next((guard.reason for guard in GUARDS if guard.name == name), name)


def refusing(said: JudgedDate) -> Guard | None:
    """The first guard that refuses a date; None: it may stand."""
    return next((guard for guard in GUARDS if guard.fires(said)), None)
