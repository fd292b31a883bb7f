"""What an agency is called: full name, short name, group and key, from links, titles and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from opd_exporter.text.sanitise import printable

MAX_WORDS = 14
"""Of a full name; more are a sentence."""
MAX_NAME = 100
"""Characters of a name (contract, Transport: what becomes a label)."""

_FULL = (
    ("kecamatan", r"kecamatan|kec\.?(?= )"),
    ("kelurahan", r"kelurahan|kel\.?(?= )"),
    ("dinas", r"dinas|satuan polisi"),
    ("badan", r"badan"),
    ("sekretariat", r"sekretariat|inspektorat|bagian|staf ahli"),
    ("lainnya", r"rumah sakit umum daerah|rsud|kantor|puskesmas|uptd?|perumda"),
)
"""Group -> how full names of its agencies begin."""
_BRIEF = (
    ("sekretariat", r"inspektorat|setda|setwan|sekwan|dprd"),
    (
        "dinas",
        r"dis(?!kusi|klaim|claim|kon\b|posisi|ini|trik|tri\w*s|abilitas|play)[a-z]{3,12}|din(?!ami|asti)[a-z]{3,9}"
        r"|dukcapil|damkar|pupr|dlh\w*|d[pk]\w{1,7}|satpol ?pp",
    ),
    ("badan", r"bap[pe]\w{2,12}|bk(?:d|psdm\w*|pp)|bp(?:bd|kad|kpd|sdm\w*)|(?:ba)?kesbangpol\w*"),
    ("lainnya", r"rsud\w*"),
)
"""Group -> the usual short names, whole."""
_BEGINS = [(group, re.compile(f"(?:{pattern})(?!\\w)", re.IGNORECASE)) for group, pattern in _FULL]
_IS = [(group, re.compile(pattern, re.IGNORECASE)) for group, pattern in _BRIEF]
# Words of bodies that are no part of a city, though its portal names them.
_NATIONAL = re.compile(
    r"kementerian|republik|nasional|pusat statistik|pemeriksa|pengawas|siber|provinsi|prov\.|indonesia",
    re.IGNORECASE,
)
# What stands before an agency's name in titles and lists: numbers, greetings, "website resmi".
_BEFORE = re.compile(
    r"^(?:[\d.)\s-]+|(?:website|situs|web|portal|laman|resmi|selamat datang di|beranda)\b\W*)+", re.IGNORECASE
)
# What all agencies of a city have behind their names, so that it tells none of them apart.
_OF_CITY = re.compile(
    r"[\s,-]+(?:pemerintah\s+)?(?:daerah\s+)?(?:kota|kabupaten|kab\.?)\s+[A-Z][\w .'-]*$", re.IGNORECASE
)
# A title's parts: the agency, the city, a slogan. Hyphens inside a word part nothing.
_PARTS = re.compile(r"\s+[-\u2013\u2014|:\u00bb]+\s+|\s*[|\u00bb]\s*")
# "Dinas Kesehatan (Dinkes)": the portal's own abbreviation is the one people use.
_SHORT = re.compile(r"\(([A-Za-z0-9 ]{2,20})\)")
_CITY = re.compile(r"\b((?:Kota|Kabupaten)\s+(?:[A-Z][\w'-]+\s?){1,3})")
_VOWELS = re.compile(r"[aeiou]")


def _full(text: str) -> bool:
    return " " in text and any(begins.match(text) for _, begins in _BEGINS)


def _brief(text: str) -> bool:
    return any(brief.fullmatch(text) for _, brief in _IS)


def cleaned(text: str) -> str:
    """A name without its number, "Website", and the city at its end."""
    text = _BEFORE.sub("", " ".join(printable(text, 300).split()))
    shorter = _OF_CITY.sub("", text)
    name = shorter if _full(shorter) or _brief(shorter) else text
    return name.strip(" .,-\u2013|")[:MAX_NAME].strip()


def agency(texts: Iterable[str]) -> str:
    """The best name of an agency among these, or an empty string: a full name before a short one."""
    names = [cleaned(part) for text in texts for part in (*_PARTS.split(text), text)]
    full = [name for name in names if _full(name) and len(name.split()) <= MAX_WORDS]
    if full:
        return _SHORT.sub("", full[0]).strip()
    return next((name for name in names if _brief(name)), "")


def national(text: str) -> bool:
    """Whether it is an authority of the country or of a province."""
    return _NATIONAL.search(text) is not None


def group(nama: str) -> str:
    """The group of an agency by its full or short name."""
    full = next((group for group, begins in _BEGINS if begins.match(nama)), "")
    return full or next((group for group, brief in _IS if brief.fullmatch(nama)), "lainnya")


def short(nama: str, texts: Iterable[str], url: str) -> str:
    """The short name: as somebody wrote it, of a district its own name, else by the address."""
    texts = list(texts)
    for text in texts:
        if found := _SHORT.search(text):
            return found[1].strip()
    if found := re.match(r"(kec|kel)(?:amatan|urahan|\.)?\s+(.+)", nama, re.IGNORECASE):
        return f"{found[1].capitalize()}. {found[2]}"
    brief = next((one for one in map(cleaned, texts) if _brief(one)), "") or _label(url)
    if not _brief(brief):
        return nama
    return _cased(brief) if brief.islower() else brief


def _label(url: str) -> str:
    """The first label of a host's name, of a folder its name; empty for an address in numbers."""
    parts = urlsplit(url)
    folder = parts.path.strip("/")
    label = folder or (parts.hostname or "").removeprefix("www.").partition(".")[0]
    return "" if label.isdigit() or ":" in label else label


def _cased(word: str) -> str:
    """``Dinkes``, and ``BPBD`` or ``DPUPR``, which nobody can speak."""
    speakable = (
        len(_VOWELS.findall(word.lower())) >= 2 or len(word) > 6 or word.lower().startswith(("din", "dis"))
    )
    return word.capitalize() if speakable else word.upper()


def key(singkatan: str, url: str, taken: set[str]) -> str:
    """A key that no other site has; it is taken from then on."""
    label = _label(url) or singkatan
    base = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:40] or "situs"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found


def city(texts: Iterable[str]) -> str:
    """``Kota Serang``, as a portal's titles name it, or an empty string."""
    return next((found[1].strip() for text in texts if (found := _CITY.search(printable(text)))), "")
