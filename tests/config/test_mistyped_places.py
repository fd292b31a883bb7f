"""A file that is no YAML: each mistake is told with the site and the field it stands in, and with what to write instead.

Beside ``test_mistyped.py``: signs, marks and characters that break the file itself."""

from __future__ import annotations

import re

import pytest
from test_mistyped import NAMA, RIGHT, URL

from opd_exporter.config.file import ConfigError, parse

KEY, EMAIL, LAST = "  - key: dishub", "email: admin@example.go.id", "    url: https://bpbd.example.go.id/\n"
DISHUB, HERE = "situs dishub", "situs dishub: nama"

BROKEN = {
    "a tab among blanks": (NAMA, "  \t  nama: Dinas Perhubungan", HERE, "tab; ganti dengan spasi"),
    "a tab after the dash": (KEY, "  -\tkey: dishub", "situs dishub: key", "tab; ganti dengan spasi"),
    "a tab in an empty line": (NAMA, f"{NAMA}\n\t", DISHUB, "tab; ganti dengan spasi"),
    "a tab before a remark": (NAMA, f"{NAMA}\n\t# catatan", DISHUB, "tab; ganti dengan spasi"),
    "a tab at a name of the city": ("timezone:", "\ttimezone:", "timezone", "tab; ganti dengan spasi"),
    "a tab in an address": (URL, f"{URL}\tportal", "situs dishub: url", "karakter kendali; hapus"),
    "a quotation left open at the end": (LAST, LAST.replace("url: ", 'url: "'), "situs bpbd: url", 'tambahkan " di akhir nilainya'),
    "a name that begins with an apostrophe": (NAMA, "    nama: 'Aisyiyah Kota Serang", HERE, "tulis nama: \"'Aisyiyah Kota Serang\""),
    "a quotation closed by a word processor": (NAMA, '    nama: "Dinas Perhubungan\u201d', HERE, "bukan tanda kutip lurus; ganti «\u201d»"),
    "a whole line in a quotation": (NAMA, '    "nama: Dinas Perhubungan"', DISHUB, 'apit nilainya saja dengan tanda kutip, bukan seluruh baris; tulis «nama: "Dinas Perhubungan"»'),
    "a line of JSON": (NAMA, '    "nama": "Dinas Perhubungan",', DISHUB, "hapus koma di akhir baris ini"),
    "a quotation left open in a list": (EMAIL, "email: ['admin@example.go.id, b@example.go.id]", "situs dinkes: email", "tanda kutip ' tidak ditutup"),
    "a backslash in a quotation": (NAMA, '    nama: "Dinas\\Perhubungan"', HERE, "pakai tanda kutip tunggal"),
    "a star": (NAMA, "    nama: *Dinas", HERE, "«*» harus diapit tanda kutip"),
    "an ampersand, what follows it": (NAMA, "    nama: &Dinas Perhubungan", HERE, "«&» harus diapit tanda kutip"),
    "an exclamation mark": (NAMA, "    nama: !Dinas", HERE, "«!» harus diapit tanda kutip"),
    "a percent sign": (NAMA, "    nama: %Dinas", HERE, 'nama: "%Dinas"'),
    "a percent sign before a name": ("city: Kota", "%city: Kota", "", "hapus «%» di depan «city»"),
    "a question mark": (NAMA, "    nama: ? Dinas", HERE, 'nama: "? Dinas"'),
    "a name in brackets": (NAMA, "    nama: [UPT] Dinas Perhubungan", HERE, 'nama: "[UPT] Dinas Perhubungan"'),
    "a name in braces": (NAMA, "    nama: {{ Dinas }}", HERE, "apit seluruhnya dengan tanda kutip"),
    "an at sign before an address of e-mail": (EMAIL, "email: @example.go.id", "situs dinkes: email", "tulis selengkapnya"),
    "a link of a chat": (URL, f"[{URL}]({URL})", "situs dishub: url", f"tulis alamatnya saja: «url: {URL}»"),
    "an arrow for the colon": (NAMA, "    nama -> Dinas Perhubungan", HERE, "tulis «nama: Dinas Perhubungan»"),
    "a colon in a key's name": (NAMA, "    nama: UPTD: Terminal", HERE, 'nama: "UPTD: Terminal"'),
    "two colons": (NAMA, "    nama:: Dinas Perhubungan", "situs dishub: nama:", "titik duanya cukup satu"),
    "a number for the dash": (KEY, "  2. key: dishub", DISHUB, "satu tanda minus biasa"),
    "a plus for the dash": (KEY, "  + key: dishub", DISHUB, "satu tanda minus biasa"),
    "the dash in a line of its own": (KEY, "  -\n  key: dishub", "situs dishub: key", "gabungkan dengan tanda «-» di baris 10"),
    "the first site behind its heading": ("sites:\n  - key", "sites: - key", "sites", "pindahkan «- key: dinkes» ke baris baru"),
    "an objection's field out of line": (EMAIL, "catatan:\n      - tanggal: 2026-12-03\n       isi: x", "situs dinkes: isi", "ada 7 spasi, padahal di baris 10 ada 8"),
    "no blank after the dash of an address": (EMAIL, "email:\n      -admin@example.go.id", "situs dinkes: email", "tulis «- admin@example.go.id»"),
    "a mark that nobody sees before a site": (KEY, f"\ufeff{KEY}", DISHUB, "tak terlihat di awal baris"),
    "a blank without a width in a name": (NAMA, "    nama\u200b: Dinas", "situs dishub: nama\u200b", "ketik ulang «nama»"),
    "one before an address": (URL, f"\u200b{URL}", "situs dishub: url", "tak terlihat (U+200B)"),
    "a control character": (NAMA, f"{NAMA}\x07", HERE, "U+0007 tidak boleh ada; hapus"),
    "a remark of a web page": (NAMA, f"{NAMA}\n    <!-- belum -->", DISHUB, "keterangan diawali «#», bukan «<!--»"),
    "a comma behind a name": (NAMA, f"{NAMA},", HERE, "hapus «,» di akhir nilainya"),
    "cut off in a name": (LAST, "    ur", "situs bpbd", "kalau berkasnya terpotong di sini, lengkapi"),
    "cut off behind a name": (LAST, "    url:", "situs bpbd: url", "kosong; isi"),
    "cut off in an address": (LAST, "    url: https:", "situs bpbd: url", "alamatnya terpotong"),
    "cut off behind a dash": (RIGHT.partition("key: bpbd")[1] + RIGHT.partition("key: bpbd")[2], "", "situs ke-3", "tidak diikuti isian"),
}  # fmt: skip
"""What was right, what was typed instead, where it is said to stand, and what is said of it."""

LATER = {
    "the dash in a line of its own",
    "an objection's field out of line",
    "no blank after the dash of an address",
}
"""Those whose own line comes after the first that is not as it was."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_with_the_site_it_stands_in(name: str) -> None:
    right, typed, field, says = BROKEN[name]
    assert RIGHT.count(right) >= 1
    text = RIGHT.replace(right, typed, 1)
    with pytest.raises(ConfigError) as raised:
        parse(text, "kota.yml")
    (problem,) = raised.value.problems
    assert says in problem.message
    assert problem.field == field
    lines = zip(RIGHT.splitlines(), text.splitlines(), strict=False)
    changed = next(n for n, (one, two) in enumerate(lines, 1) if one != two)
    assert problem.line == changed if name not in LATER else problem.line > changed
    assert not re.search(r"hapus (salah satu|situs)", problem.message), "nobody is told to remove a site"


@pytest.mark.parametrize(
    ("right", "written"),
    [
        (NAMA, "    nama: R&D Kota Serang"),
        (NAMA, "    nama: Dinas * Perhubungan!"),
        (NAMA, "    nama: 100% Kota Serang, Tbk."),
        (NAMA, '    nama: "[UPT] Dinas Perhubungan"'),
        (NAMA, '    "nama": "Dinas Perhubungan"'),
        (NAMA, f"{NAMA}\n\n    # belum pasti: tanya dulu"),
        (EMAIL, "email: [jum'at@example.go.id, \"b@example.go.id\"]"),
        (EMAIL, "email:\n    - admin@example.go.id\n    - b@example.go.id"),
        (EMAIL, "catatan:\n      - {tanggal: 2026-12-03, isi: x, oleh: y, sampai: 2027-01-01}"),
        ("url: https://bpbd", "pemeliharaan:\n    - dari: 2026-12-01\n      sampai: 2026-12-02\n      sebab: x\n    url: https://bpbd"),
    ],
)  # fmt: skip
def test_signs_that_people_may_use(right: str, written: str) -> None:
    assert len(parse(RIGHT.replace(right, written, 1), "kota.yml").sites) == 3


def test_no_word_of_the_parser_is_told_in_its_language() -> None:
    with pytest.raises(ConfigError) as raised:
        parse('sites:\n  - key: a\n    nama: "\\q"\n%\n', "kota.yml")
    assert re.search(r"tanda kutip|baris ini tidak terbaca", str(raised.value))
