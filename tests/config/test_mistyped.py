"""What people mistype, and what they are told: the line they wrote, and what to do there. Obeying it loses no site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opd_exporter.config.file import ConfigError, load, parse

RIGHT = """\
city: Kota Serang
timezone: Asia/Jakarta
sites:
  - key: dinkes
    nama: Dinas Kesehatan
    singkatan: Dinkes
    kelompok: dinas
    url: https://dinkes.example.go.id/
    email: admin@example.go.id
  - key: dishub
    nama: Dinas Perhubungan
    singkatan: Dishub
    kelompok: dinas
    url: https://dishub.example.go.id/
  - key: bpbd
    nama: Badan Penanggulangan Bencana Daerah
    kelompok: badan
    url: https://bpbd.example.go.id/
"""
NAMA = "    nama: Dinas Perhubungan"
URL = "https://dishub.example.go.id/"
SINGKATAN = "\n    singkatan: Dishub"
MEANT = "maksud Anda «https://dishub.example.go.id/»?"

MISTYPED = {
    "no dash, where the fields stand": ("  - key: dishub", "    key: dishub", "«- » di depan baris ini lupa; tulis «- key: dishub»"),
    "no dash, where the dashes stand": ("  - key: dishub", "  key: dishub", "«- » di depan baris ini lupa; tulis «- key: dishub»"),
    "no dash at the first site": ("  - key: dinkes", "    key: dinkes", "«- » di depan baris ini lupa; tulis «- key: dinkes»"),
    "no dash at the last site": ("  - key: bpbd", "    key: bpbd", "«- » di depan baris ini lupa; tulis «- key: bpbd»"),
    "no dash, and another name first": ("  - key: dishub\n    nama: Dinas Perhubungan", "    nama: Dinas Perhubungan\n    key: dishub", "«- » di depan baris ini lupa"),
    "no blank after the dash": ("  - key: dishub", "  -key: dishub", "kurang spasi setelah «-»"),
    "two dashes": ("  - key: dishub", "  -- key: dishub", "satu tanda minus biasa"),
    "a dash of a word processor": ("  - key: dishub", "  \u2013 key: dishub", "satu tanda minus biasa"),
    "a bullet": ("  - key: dishub", "  \u2022 key: dishub", "satu tanda minus biasa"),
    "a dash too many": (NAMA, "  - nama: Dinas Perhubungan", "kelebihan: ganti dengan spasi"),
    "no colon": (NAMA, "    nama Dinas Perhubungan", "titik dua setelah «nama» lupa; tulis «nama: Dinas Perhubungan»"),
    "no colon at the first field": ("- key: dishub", "- key dishub", "titik dua setelah «key» lupa"),
    "no colon in the last line": ("url: https://bpbd", "url https://bpbd", "titik dua setelah «url» lupa"),
    "no colon after sites": ("sites:", "sites", "titik dua setelah «sites» lupa; tulis «sites:»"),
    "no colon in the first line": ("city: Kota", "city Kota", "titik dua setelah «city» lupa"),
    "no blank after the colon": (NAMA, "    nama:Dinas Perhubungan", "kurang spasi setelah titik dua"),
    "no blank after the first colon": ("- key: dishub", "- key:dishub", "kurang spasi setelah titik dua"),
    "an equals sign": (NAMA, "    nama = Dinas Perhubungan", "harus titik dua biasa"),
    "a wide colon": (NAMA, "    nama\uff1a Dinas Perhubungan", "harus titik dua biasa"),
    "a tab before": (NAMA, "\tnama: Dinas Perhubungan", "memakai tab; ganti dengan spasi"),
    "blanks of a web page before": (NAMA, "\u00a0\u00a0\u00a0\u00a0nama: Dinas Perhubungan", "spasi khusus"),
    "a blank of a web page after the colon": (NAMA, "    nama:\u00a0Dinas Perhubungan", "spasi khusus"),
    "too far right": (NAMA, "      nama: Dinas Perhubungan", "ada 6 spasi, padahal di baris 10 ada 4; samakan"),
    "too far left": (NAMA, "   nama: Dinas Perhubungan", "ada 3 spasi, padahal di baris 10 ada 4; samakan"),
    "too far right in the middle": (SINGKATAN, "\n     singkatan: Dishub", "ada 5 spasi, padahal di baris 11 ada 4; samakan"),
    "a site too far right": ("  - key: dishub", "    - key: dishub", "ada 4 spasi, padahal di baris 4 ada 2; samakan"),
    "a site too far left": ("  - key: dishub", "- key: dishub", "ada 0 spasi, padahal di baris 4 ada 2; samakan"),
    "sites too far right": ("sites:", " sites:", "ada 1 spasi, padahal di baris 2 ada 0; samakan"),
    "a quotation left open": (NAMA, '    nama: "Dinas Perhubungan', 'tanda kutip " tidak ditutup'),
    "a quotation left open, another behind": (f"{NAMA}{SINGKATAN}", f"    nama: 'Dinas Perhubungan{SINGKATAN} 'baru'", "tanda kutip ' tidak ditutup"),
    "a quotation closed, never opened": (NAMA, f'{NAMA}"', "tanda kutipnya salah"),
    "a quotation closed too early": (NAMA, '    nama: "Dinas" Perhubungan', "ditutup di tengah"),
    "an apostrophe in a quotation": (NAMA, "    nama: 'Rumah Jum'at'", "ditutup di tengah; apit seluruh nilainya dengan \""),
    "quotation marks of a word processor": (NAMA, "    nama: \u201cDinas Perhubungan\u201d", "tanda kutipnya salah"),
    "those around an address": (URL, f"\u201c{URL}\u201d", "tanda kutipnya salah"),
    "a colon in a value": (NAMA, f"{NAMA}: Kota", 'apit dengan tanda kutip: nama: "Dinas Perhubungan: Kota"'),
    "a comma for a new line": (f"{NAMA}{SINGKATAN}", f"{NAMA}, singkatan: Dishub", "pindahkan «singkatan: ...» ke baris sendiri"),
    "a name misspelt": (SINGKATAN, "\n    singkatn: Dishub", "maksud Anda «singkatan»?"),
    "a name in capitals": (NAMA, "    NAMA: Dinas Perhubungan", "maksud Anda «nama»?"),
    "a name in English": (NAMA, "    name: Dinas Perhubungan", "maksud Anda «nama»?"),
    "a name with a mark that nobody sees": (NAMA, "    \ufeffnama: Dinas Perhubungan", "tak terlihat; hapus, lalu ketik ulang «nama»"),
    "a name twice": (NAMA, f"{NAMA}{NAMA.replace('    ', chr(10) + '    ')}", "ditulis dua kali (pertama di baris 11); biarkan satu, yang benar"),
    "no scheme": (URL, "dishub.example.go.id", MEANT),
    "one slash": (URL, "https:/dishub.example.go.id/", MEANT),
    "a blank in an address": (URL, "https: //dishub.example.go.id/", "spasi di dalam alamat"),
    "a scheme misspelt": (URL, "htpps://dishub.example.go.id/", MEANT),
    "a comma in an address": (URL, "https://dishub,example.go.id/", MEANT),
    "a comma behind an address": (URL, f"{URL},", MEANT),
    "brackets around an address": (URL, f"<{URL}>", MEANT),
    "an address of another site": (URL, "https://dinkes.example.go.id/", "sudah dipakai situs «dinkes» di baris 8; tulis alamat situs ini sendiri"),
    "the key of another site": ("key: dishub", "key: dinkes", "«dinkes» sudah dipakai di baris 4; pilih nama lain"),
    "a key in capitals": ("key: dishub", "key: Dishub", "hanya boleh huruf kecil"),
    "a bracket left open": ("email: admin@example.go.id", "email: [admin@example.go.id", "kurung «[» tidak ditutup"),
    "a brace left open": ("city: Kota Serang", "thresholds: {aktif_days: 90", "kurung «{» tidak ditutup"),
    "two addresses of e-mail": ("email: admin@", "email: a@example.go.id; admin@", "ditulis [satu@example.go.id, dua@example.go.id]"),
    "a sign that YAML wants for itself": (NAMA, "    nama: @Dinas", '«@» harus diapit tanda kutip: nama: "@Dinas"'),
    "a value that is a comment": (NAMA, "    nama: #Dinas", "kosong; isi"),
    "a remark without its sign": (NAMA, f"{NAMA}\n    // belum pasti", "keterangan diawali «#»"),
    "a remark between sites": ("  - key: dishub", "situs berikutnya\n  - key: dishub", "keterangan, awali dengan «#»"),
    "a value on two lines": ("Dinas Perhubungan", "Dinas\nPerhubungan", "lanjutan baris di atasnya, gabungkan"),
    "a year for a name": (NAMA, "    nama: 2024", 'apit dengan tanda kutip: "2024"'),
    "what a chat puts around it": ("city: Kota", "```yaml\ncity: Kota", "hapus baris ini; ia bukan isi berkas"),
    "two versions joined": ("  - key: dishub", "<<<<<<< HEAD\n  - key: dishub", "sisa penggabungan dua versi"),
    "planned work without a dash": ("email: admin@example.go.id", "pemeliharaan:\n      dari: 2026-12-01\n      sampai: 2026-12-02\n      sebab: x", "tulis «- dari: ...»"),
    "a day before its month": ("email: admin@example.go.id", "pemeliharaan: [{dari: 31/12/2026, sampai: 2027-01-01, sebab: x}]", "maksud Anda «2026-12-31»?"),
    "the list of sites twice": ("  - key: dishub", "sites:\n  - key: dishub", "pindahkan isinya ke bawah yang pertama"),
}  # fmt: skip
"""What was right, what was typed instead, and what is said of it."""

LATER = {
    "a value on two lines",
    "planned work without a dash",
    "the list of sites twice",
}
"""Those whose own line is the one after the first that is not as it was."""


@pytest.mark.parametrize("name", MISTYPED)
def test_a_person_is_told_the_line_that_they_wrote_and_what_to_do_there(name: str) -> None:
    right, typed, says = MISTYPED[name]
    assert RIGHT.count(right) >= 1
    text = RIGHT.replace(right, typed, 1)
    with pytest.raises(ConfigError) as raised:
        parse(text, "kota.yml")
    (problem,) = raised.value.problems
    assert says in problem.message
    lines = zip(RIGHT.splitlines(), text.splitlines(), strict=False)
    changed = next((n for n, (one, two) in enumerate(lines, 1) if one != two), 0)
    assert problem.line == changed + (name in LATER)
    assert not re.search(r"hapus (salah satu|situs)", problem.message), "nobody is told to remove a site"


def test_the_file_that_they_meant_is_well() -> None:
    assert [site.key for site in parse(RIGHT, "kota.yml").sites] == ["dinkes", "dishub", "bpbd"]


@pytest.mark.parametrize(
    "written",
    [
        'nama: Dinas "Perhubungan" Kota',
        "nama: Rumah Sakit Jum'at",
        "nama:\tDinas Perhubungan",
        "nama: Dinas \u2013 Perhubungan",
        'nama: "Dinas: Perhubungan"',
        "nama : Dinas Perhubungan",
        "nama: >-\n      Dinas\n      Perhubungan",
        "# \u00a0- key: lama\n    nama: Dinas Perhubungan",
        "nama: UPN \u201cVeteran\u201d Jakarta",
    ],
)
def test_what_only_looks_like_a_mistake_is_none(written: str) -> None:
    assert len(parse(RIGHT.replace(NAMA.strip(), written, 1), "kota.yml").sites) == 3


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (RIGHT.replace("Perhubungan", "Perhubung\xe1n").encode("latin-1"), "kota.yml:11: bukan UTF-8"),
        (RIGHT.encode("utf-16"), "bukan UTF-8; simpan ulang"),
        (b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode(), ""),
        (b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").replace("nama: D", "nama D", 1).encode(), "kota.yml:5: situs dinkes: nama: titik dua"),
        (RIGHT.replace("\n", "\r").replace("nama: D", "nama D", 1).encode(), "kota.yml:5: situs dinkes: nama: titik dua"),
    ],
)  # fmt: skip
def test_files_of_other_programs(tmp_path: Path, body: bytes, says: str) -> None:
    file = tmp_path / "kota.yml"
    file.write_bytes(body)
    if not says:
        assert len(load(file).sites) == 3
        return
    with pytest.raises(ConfigError) as raised:
        load(file)
    assert says in str(raised.value)
