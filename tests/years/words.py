"""Texts of a town that does not exist: titles nobody else has, bodies, and dates as such sites print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from random import Random

from printed_days import ENGLISH, MONTHS, WEEKDAYS, printed

TOWN = "Kota Arjasura"
WIB = timezone(timedelta(hours=7), "WIB")
ZONES = {-5: "EST", 0: "UTC", 7: "WIB", 8: "WITA", 9: "WIT"}
"""Zones that servers of these sites stand in, hours east of Greenwich."""

Form = Callable[[datetime], str]


def _zone(when: datetime) -> str:
    return ZONES[int((when.utcoffset() or timedelta()).total_seconds() // 3600)]


FORMS: dict[str, Form] = {
    "day": printed,
    "weekday": lambda when: (
        f"{WEEKDAYS[when.weekday()]}, {when.day:02d} {MONTHS[when.month - 1]} {when.year}"
    ),
    "hour": lambda when: f"{WEEKDAYS[when.weekday()]}, {printed(when)} | {when:%H:%M} {_zone(when)}",
    "short": lambda when: f"{when.day:02d} {MONTHS[when.month - 1][:3]} {when.year}",
    "slashes": lambda when: f"{when:%d/%m/%Y}",
    "dashes": lambda when: f"{when:%d-%m-%Y}",
    "english": lambda when: f"{when.day} {ENGLISH[when.month - 1]} {when.year}",
    "iso": lambda when: f"{when:%Y-%m-%d}",
    "comma": lambda when: f"{ENGLISH[when.month - 1]} {when.day}, {when.year}",
    "month first": lambda when: (
        f"{when.month}/{when.day}/{when.year} {when.hour % 12 or 12}:{when:%M} {'AM' if when.hour < 12 else 'PM'}"
    ),
    "dots": lambda when: f"{when:%d.%m.%Y}",
    "capitals": lambda when: f"{WEEKDAYS[when.weekday()]}, {printed(when)}".upper(),
    "stamp": lambda when: f"{when:%Y-%m-%d %H:%M:%S}",
    "two digits": lambda when: f"{when:%d-%m-%y}",
    "ages": printed,
}
"""How a date is printed, in the server's zone. ``ages`` prints posts by :func:`ago`, and all else as ``day``."""

_AGES = ((365, "tahun"), (30, "bulan"), (7, "minggu"), (1, "hari"))
"""Units of an age, in days."""


def unit_of(age: timedelta) -> int:
    """Days of the unit in which an age is told; 0 for one of less than a day."""
    return next((days for days, _ in _AGES if age.days >= days), 0)


def ago(age: timedelta) -> str:
    """An age as such sites print it, rounded down: ``3 minggu yang lalu``; what lies ahead ``2 minggu dari sekarang``."""
    length = abs(age)
    hours = int(length.total_seconds() // 3600)
    told = ((length.days // days, name) for days, name in _AGES if length.days >= days)
    count, name = next(told, (hours, "jam")) if hours else (max(1, length.seconds // 60), "menit")
    return f"{count} {name} {'yang lalu' if age >= timedelta() else 'dari sekarang'}"


_WHO = [
    "Kepala Dinas",
    "Sekretaris Dinas",
    "Tim Penyuluh",
    "Petugas Lapangan",
    "Bidang Sarana",
    "UPT Wilayah Timur",
    "Kader Kelurahan",
    "Relawan Muda",
    "Staf Pelayanan",
    "Panitia Kecil",
    "Kelompok Warga",
    "Regu Piket",
]
_DOES = [
    "Tinjau",
    "Resmikan",
    "Rapikan",
    "Dampingi",
    "Bahas",
    "Serahkan",
    "Perbaiki",
    "Latih Pengelola",
    "Susun Rencana",
    "Periksa",
    "Evaluasi",
    "Buka",
    "Salurkan Bantuan untuk",
    "Kunjungi",
    "Tata Ulang",
    "Simulasikan Layanan",
]
_WHAT = [
    "Saluran Air",
    "Pasar Pagi",
    "Posyandu",
    "Taman Bacaan",
    "Jembatan Gantung",
    "Kebun Bibit",
    "Lampu Jalan",
    "Balai Pertemuan",
    "Bank Sampah",
    "Koperasi Nelayan",
    "Sanggar Tari",
    "Sumur Resapan",
    "Terminal Angkutan",
    "Perpustakaan Keliling",
    "Lumbung Pangan",
    "Bengkel Difabel",
    "Sekolah Lapang",
    "Gudang Logistik",
    "Dapur Umum",
    "Halte Baru",
]
_WHERE = [
    "Kelurahan Banyuasri",
    "Kelurahan Tegalmulya",
    "Kelurahan Karangwuni",
    "Kecamatan Lor",
    "Kecamatan Kidul",
    "Kampung Jatirasa",
    "Kampung Sendangrejo",
    "Dusun Pucung",
    "Dusun Gebang",
    "Lingkungan Randusari",
    "Lingkungan Kemuning",
    "Tepi Kali Winong",
    "Alun-Alun Wetan",
    "Jalan Cemara",
    "Jalan Beringin",
    "Perumahan Griya Asih",
    "Pesisir Tirtamaya",
    "Bukit Wilis",
    "Lembah Sawo",
    "Kawasan Pecinan",
]
_TEXT = (
    "Kegiatan dimulai pagi hari dan diikuti perangkat kelurahan beserta warga sekitar.",
    "Hasilnya akan dipakai sebagai bahan perencanaan bersama pada tahap berikutnya.",
    "Warga menyampaikan beberapa usulan yang dicatat oleh petugas untuk ditindaklanjuti.",
    "Dalam sambutannya pimpinan mengajak semua pihak menjaga apa yang sudah dibangun.",
    "Peserta berasal dari beberapa lingkungan dan mengikuti acara sampai selesai.",
    "Pekerjaan ini dibiayai bersama dan dikerjakan secara bergotong royong oleh warga.",
)
_GAMBLING = ("Slot Gacor", "Situs Togel", "Bandar Judi Bola", "RTP Slot", "Link Slot", "Agen Casino")
_LURE = ("Maxwin Malam Ini", "Scatter Hitam", "Pasti JP", "Bonus New Member", "Gampang Menang", "Terpercaya")

AGENCIES = (
    "Dinas Pengairan",
    "Dinas Pertamanan",
    "Kecamatan Lor",
    "Dinas Pasar",
    "Badan Kearsipan",
    "Dinas Angkutan",
)
SECTIONS = ("Pengumuman", "Artikel", "Kegiatan", "Siaran Pers", "Opini", "Inovasi")


def title(rng: Random, taken: set[str]) -> str:
    """A title that no other post of the life has; one in ten so brief that it could be any post's."""
    while True:
        who, does, what = (rng.choice(part) for part in (_WHO, _DOES, _WHAT))
        made = f"{who} {does} {what} di {rng.choice(_WHERE)}"
        made = f"{does} {what}" if Random(made).random() < 0.1 else made
        if made not in taken:
            taken.add(made)
            return made


def lure(rng: Random, taken: set[str]) -> str:
    """The title of a gambling advert."""
    while True:
        made = f"{rng.choice(_GAMBLING)} {rng.choice(_LURE)} {rng.randrange(10, 999)}"
        if made not in taken:
            taken.add(made)
            return made


def body(rng: Random) -> str:
    """Three sentences."""
    return " ".join(rng.sample(_TEXT, 3))


def slug(text: str) -> str:
    """A title as an address."""
    return "-".join(text.lower().split())
