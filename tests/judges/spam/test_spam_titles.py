"""Titles that sell gambling, and titles that only speak its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.judges.spam.judge import is_spam_title, speaks_of_it

SPAM = [
    "Slot Gacor Hari Ini Gampang Maxwin 2026",
    "SITUS SLOT88 RESMI TERPERCAYA",
    "Link Slot Gacor Server Kamboja Anti Rungkad",
    "Daftar Situs Toto Togel 4D Terpercaya",
    "Bocoran RTP Live Tertinggi Malam Ini",
    "Mahjong Ways 2 : Pola Scatter Hitam Terbaru",
    "Slot Online Gacor",
    "Slot Tergacor 2026",
    "Slot Anti Kalah",
    "Slot Garansi Kekalahan 100%",
    "Info Jackpot Slot Malam Ini",
    "Slot Depo 5K QRIS Tanpa Potongan",
    "Bandar Togel Online Hadiah Terbesar",
    "Buku Mimpi 2D 3D 4D Togel",
    "Kode Syair HK Malam Ini",
    "Prediksi SGP Jitu",
    "Paito Warna Sydney Lotto",
    "Live Draw Toto Macau",
    "Agen Judi Bola Sbobet88 Terpercaya",
    "Roulette Online Uang Asli",
    "Capsa Susun Online",
    "BandarQQ Pkv Games Server Thailand",
    "Sabung Ayam Online SV388",
    "Situs Slot Gacor Resmi Pemerintah Kota Serang",
    # brands
    "HOKI138 | Link Login Alternatif",
    "ZEUS138 login",
    "OLYMPUS1000 rtp",
    "MPO777 - Daftar Akun",
    "KAISAR88 : Situs Game Online Slot",
    "INDOTOGEL: Bandar Togel",
    "KOI TOTO",
    "jpslot88",
    "SAKURA777 RTP",
    "MENANG88 Login",
    "QQ88ASIA Link Resmi",
    "789BET",
    # what else the same intruders sell
    "Jual Obat Aborsi Cytotec Asli Serang 0812",
    "Pinjaman Online Cepat Cair Tanpa BI Checking",
    "Buy Cheap Essay Online From Professional Writers",
    "激安 ブランド コピー 通販",
    "รีวิวเกมใหม่ล่าสุด",
    # behind it the name of the agency whose site was taken
    "Slot Gacor - Dinas Kesehatan Kota Serang",
    "SLOT777 | Diskominfo Kota Serang",
    "Slot88 – Pemerintah Kecamatan Kasemen",
    # disguised
    "5L0T G4C0R M4XW1N",
    "ꜱʟᴏᴛ ɢᴀᴄᴏʀ ʜᴀʀɪ ɪɴɪ",
    "S.L.O.T G.A.C.O.R",
    "s l o t  g a c o r",
    "Ｓｌｏｔ Ｏｎｌｉｎｅ Ｇａｃｏｒ",
    "𝗦𝗟𝗢𝗧 𝗚𝗔𝗖𝗢𝗥 𝟳𝟳𝟳",
    "ЅLОT GАCОR",
    "🅂🄻🄾🅃 🄶🄰🄲🄾🅁",
    "SLOTGACOR",
    "g@cor m@xwin slot",
    # other languages
    "สล็อตเว็บตรง แตกง่าย",
    "Deneme Bonusu Veren Siteler 2026",
    "Kaçak Bahis Siteleri Giriş",
    "澳门威尼斯人 博彩",
    "Казино онлайн бонус",
    "온라인카지노 바카라사이트",
    "Nhà Cái Uy Tín Số 1 Việt Nam",
    "Best Online Casinos Australia",
    "Mostbet Promo Code",
    "Online Slots Real Money",
]
INNOCENT = [
    # who warns, forbids, raids, reports
    "Polisi Gerebek Markas Judi Online di Serang, 12 Tersangka Ditangkap",
    "Waspada Bahaya Judi Online bagi Pelajar",
    "Sosialisasi Stop Judi Slot di SMAN 1",
    "Kominfo Blokir 3.000 Situs Judi Slot",
    "Website Dinas Disusupi Konten Slot Gacor, Diskominfo Bergerak Cepat",
    "Slot Gacor Muncul di Situs Dinas, Ini Penjelasan Diskominfo",
    "Surat Edaran Larangan Judi Online bagi ASN Kota Serang",
    "Siswa SMP Kedapatan Main Slot di Kelas",
    "Razia Togel di Walantaka",
    "Bandar Togel Dibekuk Polisi",
    "Kadis Kominfo: Jangan Main Slot",
    "PPATK: Perputaran Uang Judi Online Rp 600 Triliun",
    "Webinar Keamanan: Menghapus Backlink Slot dari Website Sekolah",
    "Cara Melaporkan Situs Judi Online ke Kominfo",
    "Judi Online dan Kesehatan Mental",
    "Kerja di Kasino Kamboja, Warga Serang Dipulangkan",
    # slots, plots, shares, birds, people
    "Pendaftaran Vaksinasi: 500 Slot Tersedia",
    "Slot Waktu Antrean Paspor Dibuka",
    "Bandar Udara Soekarno-Hatta Tambah Slot Penerbangan",
    "Slot RAM Komputer Server Diskominfo",
    "Slot Terakhir 16 Besar",
    "RTP Kota: Rencana Tata Pertanahan",
    "Membaca Scatter Plot Data Stunting",
    "Lomba Burung Murai Gacor Piala Wali Kota",
    "Kunjungan ke Bandar Lampung",
    "Bandar Narkoba Ditangkap di Kasemen",
    "Pak Toto Lurah Baru Sumur Pecung",
    "Turnamen Catur, Domino, dan Tenis Meja HUT RI",
    "Efek Domino Inflasi",
    "Hotel Maxwin Serang Buka Lowongan",
    "PAITO: Paguyuban Ibu Taktakan Olah Sampah",
    "Cek Diabet Gratis Hari Ini",
    "USG 4D Gratis untuk Ibu Hamil",
    "Live Draw Undian Gebyar PBB",
    "Sensasional! Tari Kolosal 1000 Penari",
    "RPJPD2025 Link Unduh",
    # in scripts of one's own or of religion, or with a foreign greeting
    "بسم الله الرحمن الرحيم",
    "ꦲꦤꦕꦫꦏ ꦏꦧꦥꦠꦺꦤ꧀",
    "Selamat Tahun Baru Imlek 新年快乐 dari Pemkot Serang",
    "Polisi Tangkap Penjual Obat Aborsi",
    "BPOM Sita Obat Kuat Ilegal",
    # words of trade alone
    "Tersedia Slot Gratis, Daftar di Link Resmi",
    "PORPROV88 Resmi Dibuka Hari Ini",
    "Link Pendaftaran CPNS 2026 Resmi",
    "Daftar Situs Layanan Resmi Pemkot",
    "Login Akun SSCASN 2026",
    "Bonus Atlet PON Cair Hari Ini",
    "Deposit Sampah Kini Bisa Ditukar Pulsa di Bank Sampah",
    "Demo Aplikasi e-Kinerja",
    "Pola Tanam Padi Musim Gadu",
    "SMAN 88 Jakarta Kunjungi Serang",
    "",
]


@pytest.mark.parametrize("title", SPAM)
def test_a_title_that_sells_gambling_is_spam(title: str) -> None:
    assert is_spam_title(title)


@pytest.mark.parametrize("title", INNOCENT)
def test_a_title_that_warns_or_means_something_else_is_none(title: str) -> None:
    assert not is_spam_title(title)


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Live Baccarat Guide", True),
        ("T0GEL 0NLINE RESMI", True),
        ("Slot Perekaman KTP Ditambah", False),  # a word that means other things too
        ("Bandar Lampung Tuan Rumah Turnamen Catur", False),
        ("Polisi Gerebek Bandar Judi Online", False),
        ("Daftar Hadiah Lomba Resmi Diumumkan Hari Ini", False),  # trade, of no gambling
    ],
)
def test_a_title_may_speak_of_gambling_and_sell_nothing(title: str, about: bool) -> None:
    assert speaks_of_it(title) is about


def test_a_summary_speaks_for_or_against_the_title() -> None:
    report = "Polisi menangkap tersangka dan mengimbau warga menjauhi judi; korban kecanduan direhabilitasi."
    advert = "Daftar slot gacor, bonus new member, deposit pulsa tanpa potongan, link alternatif anti blokir."
    assert not is_spam_title("Slot Gacor Maxwin", report)
    assert is_spam_title("Rapat Koordinasi", advert)
    assert not is_spam_title("Rapat Koordinasi", "Pendaftaran lewat link resmi, gratis, 24 jam.")


PLAIN = [title for title in SPAM[:24] if title.isascii()]
CYRILLIC = str.maketrans("aceopxy", "асеорху")
LEET = str.maketrans("aeio", "4310")
DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "bold": lambda text: "".join(
        chr(0x1D5D4 + ord(c) - 65)
        if "A" <= c <= "Z"
        else chr(0x1D5EE + ord(c) - 97)
        if "a" <= c <= "z"
        else c
        for c in text
    ),
    "Cyrillic look-alikes": lambda text: text.lower().translate(CYRILLIC),
    "digits for letters": lambda text: text.lower().translate(LEET),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "accents": lambda text: "".join(c + "\u0301" if c in "aeiou" else c for c in text.lower()),
    "emoji between": lambda text: text.replace(" ", " 🎰 "),
}


@pytest.mark.parametrize("name", DISGUISES)
@pytest.mark.parametrize("title", PLAIN)
def test_a_disguise_changes_nothing(title: str, name: str) -> None:
    assert is_spam_title(DISGUISES[name](title))


WARNINGS = st.sampled_from(
    [
        "Polisi Tangkap Pelaku",
        "Waspada Bahaya",
        "Sosialisasi Pencegahan",
        "Diskominfo Bersihkan",
        "MUI: Haram,",
    ]
)


@given(
    warning=WARNINGS,
    second=WARNINGS,
    word=st.sampled_from(["Judi Online", "Togel", "Judi Slot", "Slot Gacor"]),
)
@settings(max_examples=100, deadline=None)
def test_two_warnings_outweigh_the_word_they_warn_of(warning: str, second: str, word: str) -> None:
    assert not is_spam_title(f"{warning} {word}, {second} di Kota Serang")


@given(title=st.text(max_size=500), summary=st.text(max_size=1000))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_judge(title: str, summary: str) -> None:
    assert is_spam_title(title, summary) in (True, False)
