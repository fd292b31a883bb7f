"""What a person mistyped where a file is no YAML: told by the line they wrote, not by where the parser gave up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from opd_exporter.config.written import NAMES, OF_SITE, WrittenLine, written
from opd_exporter.text.sanitise import escaped

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\u2022\u00b7*+"
"""What people and word processors write for the dash before a site."""
_COLONS = re.compile(r"[-=]>|[\uff1a\ua789\u02d0\u2236;=]")
"""What they write for the colon behind a name."""
_BLANKS = re.compile(r"[^\S \t\r\n]")
"""Blanks that look like a space and are none: pasted from a page or a word processor."""
_SIGNS = "@%`*&!|>"
"""What no value may begin with, and people's names and nicknames do."""
_REMARKS = ("//", "/*", "<!--")
"""How other languages begin a remark."""
_TAB = "baris ini memakai tab; ganti dengan spasi"


def _shown(text: str) -> str:
    return escaped(text[:80])


def _tab(line: WrittenLine) -> str:
    return _TAB if line.tab else ""


def _left_over(line: WrittenLine) -> str:
    # Pasted from a chat, with its fences.
    if line.text.startswith("```"):
        return "hapus baris ini; ia bukan isi berkas"
    if re.match(r"(<{7}|={7}|>{7})", line.text):
        return "sisa penggabungan dua versi; pilih versi yang benar, lalu hapus baris tanda ini"
    sign = next((sign for sign in _REMARKS if line.text.startswith(sign)), "")
    return f"keterangan diawali «#», bukan «{sign}»" if sign else ""


def _blanks(line: WrittenLine) -> str:
    if line.text.startswith("\ufeff"):
        return "ada karakter yang tak terlihat di awal baris; hapus baris ini, lalu ketik ulang"
    return (
        "ada spasi khusus hasil salinan dari halaman web atau pengolah kata; hapus, lalu ketik spasi biasa"
        if _BLANKS.search(line.whole)
        else ""
    )


def _quoted_whole(line: WrittenLine) -> str:
    match = re.fullmatch(r"""(?:-\s+)?(["'])([a-z_]+)\s*:\s*(.*?)["'],?""", line.text)
    if not match or match[2] not in NAMES or match[1] in match[3]:
        return ""
    return f'apit nilainya saja dengan tanda kutip, bukan seluruh baris; tulis «{match[2]}: "{_shown(match[3])}"»'


def _comma(line: WrittenLine) -> str:
    match = re.fullmatch(r"""(?:-\s+)?["']?([A-Za-z_]+)["']?\s*:\s*(["']).*\2\s*,""", line.text)
    return "hapus koma di akhir baris ini" if match and match[1] in NAMES else ""


def _dash(line: WrittenLine) -> str:
    match = re.match(rf"([{re.escape(_DASHES)}]+|[0-9]+[.)])(\s*)([a-z_]+)\s*:", line.text)
    if not match or match[3] not in NAMES or (match[1] == "-" and match[2]):
        return ""
    # The right sign without its blank, or a sign that only looks like it.
    if match[1] == "-":
        return f"kurang spasi setelah «-»; tulis «- {match[3]}: ...»"
    return f"di depan situs ditulis satu tanda minus biasa dan satu spasi: «- {match[3]}: ...»"


def _dash_apart(line: WrittenLine) -> str:
    """A field that stands no further in than the dash alone in the line above it."""
    above = line.above
    if above is None or above.text != "-" or not line.field or line.indent > above.indent:
        return ""
    return f"gabungkan dengan tanda «-» di baris {above.number}; tulis «- {line.name}: {_shown(line.value)}»"


def _colon(line: WrittenLine) -> str:
    if not line.name or line.field:
        return ""
    after = line.rest.strip()
    if after.startswith(":"):
        return f"kurang spasi setelah titik dua; tulis «{line.name}: {_shown(after[1:].strip())}»"
    if sign := _COLONS.match(after):
        value = _shown(after[sign.end() :].strip())
        return f"setelah «{line.name}» harus titik dua biasa dan spasi; tulis «{line.name}: {value}»"
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
    if value[0] in inner:
        other = '"' if value[0] == "'" else "'"
        return f"tanda kutip {value[0]} ditutup di tengah; apit seluruh nilainya dengan {other} atau hapus tanda kutipnya"
    if inner.endswith(("\u201c", "\u201d", "\u2018", "\u2019")):
        return f"tanda kutip penutupnya bukan tanda kutip lurus; ganti «{inner[-1]}» dengan «{value[0]}»"
    own = f'; kalau \' bagian dari nilainya, tulis {line.name}: "{_shown(value)}"' if value[0] == "'" else ""
    return f"tanda kutip {value[0]} tidak ditutup di baris ini; tambahkan {value[0]} di akhir nilainya{own}"


def _brackets(line: WrittenLine) -> str:
    value = line.value
    for opens, closes in ("[]", "{}"):
        if not value.startswith(opens):
            continue
        if value.count(opens) > value.count(closes):
            return f"kurung «{opens}» tidak ditutup dengan «{closes}»"
        for quote in "'\"":
            # An apostrophe inside a word is none of theirs: "Jum'at".
            if len(re.findall(rf"(?<!\w){quote}|{quote}(?!\w)", value)) % 2:
                return f"tanda kutip {quote} tidak ditutup di baris ini; tutup, atau hapus: alamat tidak memerlukannya"
        if found := re.match(r"\[[^\]]*\]\((\S+?)\)$", value):
            return f"salinan berformat tautan; tulis alamatnya saja: «{line.name}: {_shown(found[1])}»"
        end = re.escape(closes)
        if re.match(rf"[^{end}]*{end}+\s*[^\s{end}#]", value):
            return f'nilai yang diawali «{opens}» harus diapit tanda kutip: {line.name}: "{_shown(value)}"'
    return ""


def _two_in_one(line: WrittenLine) -> str:
    value = line.value
    if value.startswith("- "):
        return f"pindahkan «{_shown(value)}» ke baris baru di bawahnya, dengan dua spasi di depan «-»"
    if not value or value[0] in "'\"[{" or not re.search(r":(\s|$)", value):
        return ""
    # A known name behind a blank is a second field; anything else is a colon in a text.
    other = re.search(r"[,;]?\s+([a-z_]+):\s", value)
    if other and other[1] in NAMES:
        return f"dua isian dalam satu baris; pindahkan «{other[1]}: ...» ke baris sendiri"
    if line.name in ("url", "feed", "listing"):
        if re.fullmatch(r"https?:", value):
            return "alamatnya terpotong; tulis selengkapnya, misalnya https://dinkes.example.go.id/"
        return "ada spasi di dalam alamat; hapus spasinya"
    return f'nilainya memuat titik dua; apit dengan tanda kutip: {line.name}: "{_shown(value)}"'


def _first_sign(line: WrittenLine) -> str:
    value = line.value
    if line.name == "email" and value[:1] == "@":
        return "alamat surel tidak diawali «@»; tulis selengkapnya, misalnya admin@example.go.id"
    if value[:1] and (value[0] in _SIGNS or value.startswith(("? ", ", "))):
        return f'nilai yang diawali «{value[0]}» harus diapit tanda kutip: {line.name}: "{_shown(value)}"'
    # A sign before the name itself.
    found = re.match(rf"([{re.escape(_SIGNS)}?])\s*([a-z_]+)\s*:", line.text)
    return f"hapus «{found[1]}» di depan «{found[2]}»" if found and found[2] in NAMES else ""


def _same(what: str, number: int, blanks: int) -> str:
    return f"di depan {what} spasi, padahal di baris {number} ada {blanks}; samakan"


def _lines_above(line: WrittenLine) -> Iterator[WrittenLine]:
    while line.above:
        line = line.above
        yield line


def _indent(line: WrittenLine) -> str:
    """A field or a dash that stands neither where the one before does, nor where it may."""
    if not (line.field or line.dash) or line.above is None:
        return ""
    if line.dash:
        below_site = line.name not in OF_SITE
        for one in _lines_above(line):
            if one.dash and (one.name not in OF_SITE) == below_site:
                same = one.indent == line.indent
                return "" if same else _same(f"«-» ada {line.indent}", one.number, one.indent)
            if below_site and one.field and not one.value:
                return ""  # the first of a list below a site: planned work, objections, addresses
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
        " baris di atasnya, gabungkan; kalau berkasnya terpotong di sini, lengkapi"
    )


_AT_THE_LINE: tuple[Callable[[WrittenLine], str], ...] = (
    _tab,
    _left_over,
    _blanks,
    _quoted_whole,
    _comma,
    _dash,
    _dash_apart,
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
    lines = written(text, line)
    # A tab counts in a line that holds nothing else, and before a remark.
    there = text.splitlines()[line - 1 : line]
    if there and re.match(r" *\t\s*(#|$)", there[0]):
        return line, _TAB
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
