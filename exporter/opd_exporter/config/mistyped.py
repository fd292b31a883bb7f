"""What a person mistyped where a file is no YAML: told by the line they wrote, not by where the parser gave up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields

from opd_exporter.domain.config import Config, Maintenance, Note, ProbeSettings, Site, Thresholds
from opd_exporter.text.sanitise import escaped

KINDS = (Config, Thresholds, ProbeSettings, Site, Maintenance, Note)
NAMES = {one.name for kind in KINDS for one in fields(kind)}
"""Every name that may stand before a colon."""

WINDOW = 2000
"""Lines before the place where a parser gave up among which the mistake is looked for: two hundred sites. A file may
have half a million."""

# A line as people type it, right or wrong: how far it is set in, a dash, a name, and whatever follows.
_LINE = re.compile(r"(?P<indent>\s*)(?P<dash>-\s+)?(?P<name>[A-Za-z_]+)?(?P<rest>.*)")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\u2022\u00b7*"
"""What people and word processors write for the dash before a site."""
_COLONS = "\uff1a\ua789\u02d0\u2236;="
_BLANKS = re.compile(r"[^\S \t\r\n]")
"""Blanks that look like a space and are none: pasted from a page or a word processor."""


@dataclass(frozen=True)
class WrittenLine:
    """A line as a person sees it: ``  - nama: nilai``."""

    number: int
    whole: str
    text: str
    """Without the blanks around it."""
    indent: int
    """Blanks before the dash, or before the name."""
    dash: bool
    name: str
    """A known name at its beginning, or empty."""
    rest: str
    """What follows the name."""
    tab: bool
    """Whether a tab stands before its name, or after the colon."""
    above: WrittenLine | None
    """The line before, comments and empty ones left out."""

    @property
    def column(self) -> int:
        """Blanks before the name, the dash counted as two of them."""
        return self.indent + 2 * self.dash

    @property
    def field(self) -> bool:
        """Whether it is a name, a colon and perhaps a value."""
        return bool(self.name) and re.match(r"\s*:(\s|$)", self.rest) is not None

    @property
    def value(self) -> str:
        """What follows the colon, without a comment."""
        return re.sub(r"\s#.*", "", self.rest.partition(":")[2]).strip() if self.field else ""


def _lines(text: str, last: int) -> list[WrittenLine]:
    found: list[WrittenLine] = []
    first = max(0, last - WINDOW)
    for number, line in enumerate(text.splitlines()[first:last], first + 1):
        body = line.strip()
        if not body or body.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:  # a character that ends a line for the expression and not for us
            continue
        name = match["name"] or ""
        known = name if name.lower() in NAMES else ""
        above = found[-1] if found else None
        dash = match["dash"] is not None
        tab = (
            "\t" in match["indent"]
            or "\t" in (match["dash"] or "")
            or re.match(r":\s*\t", match["rest"]) is not None
        )
        found.append(
            WrittenLine(number, line, body, len(match["indent"]), dash, known, match["rest"], tab, above)
        )
    return found


def _shown(text: str) -> str:
    return escaped(text[:80])


def _tab(line: WrittenLine) -> str:
    return "baris ini memakai tab; ganti dengan spasi" if line.tab else ""


def _left_over(line: WrittenLine) -> str:
    # Pasted from a chat, with its fences.
    if line.text.startswith("```"):
        return "hapus baris ini; ia bukan isi berkas"
    if re.match(r"(<{7}|={7}|>{7})", line.text):
        return "sisa penggabungan dua versi; pilih versi yang benar, lalu hapus baris tanda ini"
    return "keterangan diawali «#», bukan «//»" if line.text.startswith("//") else ""


def _blanks(line: WrittenLine) -> str:
    return (
        "ada spasi khusus hasil salinan dari halaman web atau pengolah kata; hapus, lalu ketik spasi biasa"
        if _BLANKS.search(line.whole) or line.text.startswith("\ufeff")
        else ""
    )


def _dash(line: WrittenLine) -> str:
    match = re.match(rf"([{re.escape(_DASHES)}]+)(\s*)([a-z_]+)\s*:", line.text)
    if not match or match[3] not in NAMES or (match[1] == "-" and match[2]):
        return ""
    # The right sign without its blank, or a sign that only looks like it.
    if match[1] == "-":
        return f"kurang spasi setelah «-»; tulis «- {match[3]}: ...»"
    return f"di depan situs ditulis satu tanda minus biasa dan satu spasi: «- {match[3]}: ...»"


def _colon(line: WrittenLine) -> str:
    if not line.name or line.field:
        return ""
    after = line.rest.strip()
    if after.startswith(":"):
        return f"kurang spasi setelah titik dua; tulis «{line.name}: {_shown(after[1:].strip())}»"
    if after and after[0] in _COLONS:
        return f"setelah «{line.name}» harus titik dua biasa dan spasi; tulis «{line.name}: {_shown(after[1:].strip())}»"
    if after and not line.rest[0].isspace():
        return ""
    return f"titik dua setelah «{line.name}» lupa; tulis «{f'{line.name}: {_shown(after)}'.strip()}»"


def _dash_forgotten(line: WrittenLine) -> str:
    """A site that begins where the dashes of the others stand, without its own."""
    if not (line.field and line.name in ("key", "dari", "tanggal")) or line.dash or line.above is None:
        return ""
    begins = line.above
    # Up to the dash of the site that this line seems to belong to.
    while begins.above and not begins.dash:
        begins = begins.above
    if begins.dash and line.indent == begins.indent and line.above.column > line.indent:
        return f"tanda «- » di depan baris ini lupa; tulis «- {line.name}: {_shown(line.value)}»"
    return ""


def _quotes(line: WrittenLine) -> str:
    value = line.value
    if value[:1] not in ("'", '"'):
        return ""
    # A backslash at the end carries a quotation over to the next line.
    closed = re.fullmatch(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
    if closed or value.endswith("\\"):
        return ""
    inner = value[1:]
    if value[0] not in inner:
        return f"tanda kutip {value[0]} tidak ditutup di baris ini"
    other = '"' if value[0] == "'" else "'"
    return f"tanda kutip {value[0]} ditutup di tengah; apit seluruh nilainya dengan {other} atau hapus tanda kutipnya"


def _brackets(line: WrittenLine) -> str:
    value = line.value
    for opens, closes in ("[]", "{}"):
        if value.startswith(opens) and value.count(opens) > value.count(closes):
            return f"kurung «{opens}» tidak ditutup dengan «{closes}»"
    return ""


def _two_in_one(line: WrittenLine) -> str:
    value = line.value
    if not value or value[0] in "'\"[{" or not re.search(r":(\s|$)", value):
        return ""
    # A known name behind a blank is a second field; anything else is a colon in a text.
    other = re.search(r"[,;]?\s+([a-z_]+):\s", value)
    if other and other[1] in NAMES:
        return f"dua isian dalam satu baris; pindahkan «{other[1]}: ...» ke baris sendiri"
    if line.name in ("url", "feed", "listing"):
        return "ada spasi di dalam alamat; hapus spasinya"
    return f'nilainya memuat titik dua; apit dengan tanda kutip: {line.name}: "{_shown(value)}"'


def _first_sign(line: WrittenLine) -> str:
    if line.value[:1] and line.value[0] in "@%`*&!|>":
        return f'nilai yang diawali «{line.value[0]}» harus diapit tanda kutip: {line.name}: "{_shown(line.value)}"'
    return ""


def _same(what: str, number: int, blanks: int) -> str:
    return f"di depan {what} spasi, padahal di baris {number} ada {blanks}; samakan"


def _indent(line: WrittenLine) -> str:
    """A field or a dash that stands neither where the one before does, nor where it may."""
    if not (line.field or line.dash) or line.above is None:
        return ""
    if line.dash:
        begins: WrittenLine | None = line.above
        while begins and not begins.dash:
            begins = begins.above
        if begins and begins.indent != line.indent:
            return _same(f"«-» ada {line.indent}", begins.number, begins.indent)
        return ""
    above = line.above
    if above.field and above.column != line.column and (above.value or line.column < above.column):
        return _same(f"«{line.name}» ada {line.column}", above.number, above.column)
    return ""


def _no_field(line: WrittenLine) -> str:
    if ":" in line.text or line.dash or line.text[0] in "[]{}'\"%&*!|>@-":
        return ""
    return (
        "baris ini tidak berbentuk «nama: nilai»; kalau ini keterangan, awali dengan «#», kalau ini lanjutan"
        " baris di atasnya, gabungkan"
    )


_AT_THE_LINE: tuple[Callable[[WrittenLine], str], ...] = (
    _tab,
    _left_over,
    _blanks,
    _dash,
    _colon,
    _dash_forgotten,
    _quotes,
    _brackets,
    _two_in_one,
    _first_sign,
    _indent,
    _no_field,
)
"""What each line is asked, in this order."""


def mistyped(text: str, line: int) -> tuple[int, str] | None:
    """The line, from 1, that a person should look at, and what to do there; None when nothing can be told.

    ``line`` is where the parser gave up: the mistake is there, in the line before, or where a quotation, a bracket or
    a list was begun."""
    lines = _lines(text, line)
    # The line where the parser gave up, and the one before: most slips show there.
    for one in lines[-2:]:
        for rule in _AT_THE_LINE:
            if message := rule(one):
                return one.number, message
    for one in lines:
        if message := _quotes(one) or _brackets(one):
            return one.number, message
    return _list_without_dash(lines)


def _list_without_dash(lines: list[WrittenLine]) -> tuple[int, str] | None:
    """The first site without a dash, told by the dash of the second."""
    for one in lines:
        if one.above and one.above.field and one.above.name == "sites" and one.field and not one.dash:
            return (
                one.number,
                f"tanda «- » di depan baris ini lupa; tulis «- {one.name}: {_shown(one.value)}»",
            )
    return None
