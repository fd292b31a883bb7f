"""How things look and what they are called: colours, symbols, words, the same on every dashboard."""

from __future__ import annotations

import colorsys
from typing import Any

from opd_exporter.domain.vocabulary import Phase, Reason, Source, Status
from opd_exporter.judges.systems.records import systems
from opd_exporter.views.wording import SYMBOLS

Json = dict[str, Any]

CODES = {Status.AKTIF: 2, Status.KURANG_AKTIF: 1, Status.TIDAK_AKTIF: 0, Status.TIDAK_TERUKUR: -1}
"""Values of ``opd:status:code``."""

COLOURS = {
    Status.AKTIF: "#00796B",
    Status.KURANG_AKTIF: "#FFD23F",
    Status.TIDAK_AKTIF: "#B3261E",
    Status.TIDAK_TERUKUR: "#6B5BA6",
}
"""As on the exporter's own pages. Grafana's red and green look nearly the same to one man in twelve; these do not
(tests/grafana/test_colours.py computes it), and a symbol always stands beside them."""
DOWN = "#DDE1E6"
"""A site that does not answer now and is not yet *tidak aktif*: pale as it is, it looks like no other."""
PLAIN = "#3E4A59"
"""The background of what is no status: a clock, a number."""
NEUTRAL = "#8AB8FF"
"""What is no status: a line, a bar, a number."""
DOWN_SYMBOL = "!"

SERIES = {
    Phase.RESOLVE: ("Cari alamat (DNS)", "#8AB8FF"),
    Phase.CONNECT: ("Sambung", "#FFD23F"),
    Phase.TLS: ("Jabat tangan HTTPS", "#C792EA"),
    Phase.PROCESSING: ("Server bekerja", "#F2754E"),
    Phase.TRANSFER: ("Kirim halaman", "#7FD6C2"),
}
"""Phases of a request, by name and colour."""


def tile(colour: str) -> str:
    """The colour to give to a stat panel so that its background becomes ``colour``.

    Grafana darkens a stat's background by 5 to 15 points of lightness (dark theme)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    raised = colorsys.hls_to_rgb(hue, min(1.0, lightness + 0.05), saturation)
    return "#" + "".join(f"{round(255 * part):02X}" for part in raised)


def words(status: Status) -> str:
    """``● Aktif``."""
    return f"{SYMBOLS[status]} {status.text}"


def exactly(texts: dict[str, str], colours: dict[str, str] | None = None) -> Json:
    """A value mapping: what is shown instead of each value."""
    options = {}
    for index, (value, text) in enumerate(texts.items()):
        colour = (colours or {}).get(value)
        options[value] = {"text": text, "index": index} | ({"color": colour} if colour else {})
    return {"type": "value", "options": options}


def between(low: float, high: float, text: str, colour: str) -> Json:
    """A value mapping of a range, both ends included."""
    return {"type": "range", "options": {"from": low, "to": high, "result": {"text": text, "color": colour}}}


def matching(pattern: str, text: str) -> Json:
    """A value mapping of texts: ``$1`` is the pattern's first group."""
    return {"type": "regex", "options": {"pattern": pattern, "result": {"text": text}}}


def nothing(text: str) -> Json:
    """A value mapping of what is not there."""
    return {"type": "special", "options": {"match": "null", "result": {"text": text}}}


def status_mapping(*, on_tiles: bool = False) -> list[Json]:
    """``opd:status:code`` in words and colours."""
    colours = {str(CODES[one]): tile(COLOURS[one]) if on_tiles else COLOURS[one] for one in CODES}
    return [exactly({str(code): words(one) for one, code in CODES.items()}, colours)]


def reasons() -> list[Json]:
    """Names of reasons as people read them."""
    return [exactly({one.value: one.text for one in Reason})]


def cms_names() -> list[Json]:
    """Names of systems as people say them ("Madani CMS"), where the label is another."""
    return [exactly({one: of.called for one, of in sorted(systems().items()) if of.called != one})]


def sources() -> list[Json]:
    """Names of sources as people read them."""
    return [exactly({one.value: one.text for one in Source})]
