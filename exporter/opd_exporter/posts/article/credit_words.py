"""The words by which a line says where a text first stood, and what in it is a place's name."""

from __future__ import annotations

import re

from opd_exporter.posts.words import words_of


def _any(key: str) -> str:
    ordered = sorted(words_of("credits", key), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered) + ")"


_TIMES = (
    r"(?:telah|sudah|pernah|pertama|kali|sebelumnya|semula|awalnya|lebih|dahulu|dulu|pertamanya|merupakan)"
)
"""Words between "artikel ini" and "tayang" that change nothing: has, first, earlier."""
_AT = r"(?:di|pada|oleh|dari|melalui|lewat|ke)\b"
APPEARED = re.compile(
    rf"(?:{_any('texts')}\s+(?:ini|di\s+atas|tersebut)\s+(?:{_TIMES}\s+)*(?:{_any('appeared')}|{_any('taken')})"
    rf"|(?:{_TIMES}\s+)+{_any('appeared')}|(?:tayang|terbit|dimuat)(?=\s+(?:pertama|perdana|{_AT})))"
    rf"\s+(?:{_TIMES}\s+|perdana\s+|secara\s+\w+\s+)*{_AT}:?"
    r"|(?:this\s+(?:article|post|story|piece|news)\s+)?(?:(?:was|has\s+been|were)\s+)?(?:first|originally|previously)"
    r"\s+(?:appeared|published|posted|ran|aired)\s+(?:on|in|at|by)\b:?"
    # What plugins write below each entry of a feed, and importers take along with it.
    r"|the\s+post\s+.{1,200}?\s+(?:appeared\s+first|first\s+appeared)\s+on\b:?",
    re.I,
)
"""Says that the text stood elsewhere first. Not "juga" (also), not "akan" (will)."""
_HOW = r"(?:\s+(?:lengkap|langsung|utuh|ulang|se\w+nya|apa\s+adanya|secara\s+\w+)){0,2}"
"""How much of it was taken, and in which way."""
TAKEN = re.compile(
    rf"(?:(?:artikel|berita|tulisan|teks|naskah)\s+(?:(?:ini|tersebut)\s+)?)?{_any('taken')}{_HOW}"
    r"\s*(?:(?:dari|oleh|via|melalui|lewat|from|with\s+permission\s+from)\b\s*:?|:)",
    re.I,
)
"""Says from whom it was taken: "Dikutip dari ...", "Disadur seutuhnya dari ...", "Dilansir: ..."."""
_NOTHING_BUT_A_HOST = r"(?=(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/\S*)?\W*$)"
LABEL = re.compile(
    rf"(?:(?:baca|lihat|klik)\s+)?{_any('labels')}\s*(?::|=|–|—|-(?=\s)|(?=https?://)|\b{_NOTHING_BUT_A_HOST}|(?:(?:dapat|bisa)\s+)?(?:(?:dibaca|dilihat|disimak|diakses|ditemukan)\s+)?(?:di|pada|melalui|at)\s)",
    re.I,
)
"""Names a source: "Sumber: ...", "Baca selengkapnya di ...", "Sumber https://...", "via harian.example.org"."""
CONTINUED = re.compile(
    r"(?:(?:baca|simak|lihat|cek)\s+(?:(?:berita|artikel|tulisan|kabar)(?:nya)?\s+)?|(?:berita|artikel|tulisan|kabar)\s+)"
    r"(?:selengkapnya|lengkapnya|lengkap|lanjutannya|kelanjutannya|utuhnya)"
    r"(?:\s+(?:(?:dapat|bisa)\s+)?(?:dibaca|disimak|dilihat))?\s*(?::|(?:di|pada|melalui)\b:?)",
    re.I,
)
"""Says that the text goes on elsewhere: what stands here is its beginning."""
DATELINE = re.compile(
    r"\W*(?:[A-Z][A-Za-z. ]{2,30}\W{1,3})?(?P<place>(?:[A-Za-z0-9-]+\.){1,3}[A-Za-z]{2,6})"
    r"\s*(?:,\s*[A-Z][A-Za-z. ]{2,30})?\s*(?:--|[-–—|])\s"
)
"""A place and the medium that reports from there, before a text's first sentence: "SERANG, HARIANX.COM - "."""
AGENCY = re.compile(rf"\W*[A-Z][A-Za-z. ]{{2,30}}\((?P<name>(?i:{_any('agencies')}))\)\s*(?:--|[-–—])\s")
"""Likewise of a news agency, which has no address there: "Serang (ANTARA) - "."""
RIGHTS = re.compile(rf"\W*(?:copyright|hak\s+cipta)\W+(?P<name>{_any('agencies')})\b", re.I)
"""And in the last line of what it wrote: "COPYRIGHT © ANTARA 2026"."""
REPORTER = re.compile(
    r"\W*[A-Z][A-Za-z. ]{2,30},\s*(?P<name>[A-Z][A-Za-z0-9&. ]{1,30}?)\s*"
    r"(?:\((?P<host>(?:[A-Za-z0-9-]+\.){1,3}[A-Za-z]{2,6})\))?\s*(?:--|[-–—])\s"
)
"""Likewise of a medium by its name: "Jakarta, Harian X -- ", "Jakarta, Harian X (harianx.com) - "."""
# "Sumber:" alone in its line: the name stands in the next.
BARE_LABEL = re.compile(rf"\W*{_any('labels')}\W*", re.I)
START = re.compile(r"(?:^|[.!?…”\"')\]]\s|\s[|•·–—-]\s|[(\[])[\s\W]*")
"""Where a line, a sentence, or a part between strokes begins."""
URL = re.compile(r"https?://[^\s<>\"'()\[\]]+|\bwww\.[^\s<>\"'()\[\]]+", re.I)
DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|id|co|info|news|tv|press|online|media|my|sg)\b", re.I)
PUBLIC = (".go.id", ".ac.id", ".sch.id", ".desa.id", ".mil.id", ".gov", ".int", ".who.int")
"""Ends of hosts of public bodies: their laws and figures are quoted, not copied (domain.md 15)."""
CUT = re.compile(
    r"\b(?:dengan\s+judul|berjudul|dgn\s+judul|edisi|pada\s+tanggal|tanggal|klik|baca|titled|with\s+the\s+title)\b|[,;(\[“\"]",
    re.I,
)
"""Behind it no name of a place goes on."""
# "... dengan judul «...»": what follows is the original's title, and no medium's name.
TITLED = re.compile(r"\bjudul|\btitled?\b|[“\"]", re.I)
OURS = re.compile(r"^\W*(?:(?:laman|website|web|situs|portal|halaman|kanal|resmi|milik)\s+)*")
"""What people say before the name of a site."""
# Says that it appeared before, which a text of one's own does not.
EARLIER = re.compile(rf"\b{_TIMES}\b|\b(?:first|originally|previously)\b", re.I)
ITSELF = re.compile(rf"{_any('texts')}\b|this\b", re.I)
"""Speaks of the text: "artikel ini"."""
LOOSELY = re.compile(r"diambil|dicuplik|terjemahan", re.I)
"""May as well be said of samples or pictures."""
# "oleh" before a name makes it an author's, not a place's.
BY = re.compile(r"\boleh:?$", re.I)
DAY = re.compile(r"\d|(?:hari|tanggal|bulan|tahun|pukul|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b")
"""A name that begins so is a day: "dimuat 5 Mei"."""
PRESS, CITED = re.compile(rf"\b{_any('press')}\b", re.I), re.compile(rf"\b{_any('cited')}\b", re.I)
