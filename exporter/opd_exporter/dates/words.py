"""The words of printed dates, as data: months, weekdays, units, and what labels mean."""

from __future__ import annotations

MONTHS: dict[int, tuple[str, ...]] = {
    1: ("januari", "january", "jan", "januar", "januwari"),
    2: ("februari", "february", "feb", "pebruari", "febuari", "peb", "febr", "februry", "februay"),
    3: ("maret", "march", "mar", "mrt", "marets"),
    4: ("april", "apr"),
    5: ("mei", "may", "mey"),
    6: ("juni", "june", "jun", "juny"),
    7: ("juli", "july", "jul"),
    8: (
        "agustus",
        "august",
        "agt",
        "ags",
        "agu",
        "aug",
        "agust",
        "agst",
        "agts",
        "agustsu",
        "augustus",
        "agus",
    ),
    9: ("september", "sept", "sep", "septmber", "septembar", "sepetember"),
    10: ("oktober", "october", "okt", "oct", "oktobr", "octobre"),
    11: ("november", "nopember", "nov", "nop", "novembar", "nopembar"),
    12: ("desember", "december", "des", "dec", "dese", "desembar", "desmber"),
}
"""Indonesian and English names, old spellings, abbreviations and the misspellings seen (opd-websites.md)."""

MONTH_NUMBER = {name: number for number, names in MONTHS.items() for name in names}

WEEKDAYS = (
    "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "jum`at", "jum’at", "jum‘at", "jum´at", "sabtu", "minggu",
    "ahad", "senen", "selada", "rebo", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "sen", "sel", "rab", "kam", "jum", "sab", "min",
)  # fmt: skip
"""Weekdays never decide; they are only allowed to stand before a date."""

ZONES = {"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "z": 0}

UNITS: dict[str, float] = {
    "detik": 1 / 86400, "second": 1 / 86400, "seconds": 1 / 86400, "sec": 1 / 86400, "secs": 1 / 86400,
    "menit": 1 / 1440, "minute": 1 / 1440, "minutes": 1 / 1440, "min": 1 / 1440, "mins": 1 / 1440,
    "jam": 1 / 24, "hour": 1 / 24, "hours": 1 / 24, "hr": 1 / 24, "hrs": 1 / 24,
    "hari": 1, "day": 1, "days": 1,
    "minggu": 7, "pekan": 7, "week": 7, "weeks": 7,
    "bulan": 30.44, "month": 30.44, "months": 30.44, "bln": 30.44,
    "tahun": 365.25, "year": 365.25, "years": 365.25, "thn": 365.25,
}  # fmt: skip
"""Days in a unit of an age."""

ONE = {
    "se": 1,
    "satu": 1,
    "a": 1,
    "an": 1,
    "one": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "two": 2,
    "three": 3,
}

PUBLISHED = (
    "diposting", "diposkan", "dipublikasikan", "dipublikasi", "dipublish", "diterbitkan", "terbit", "tayang",
    "ditayangkan", "dirilis", "rilis", "diunggah", "diupload", "ditulis", "dimuat", "posted", "published", "publish",
    "publikasi", "tanggal posting", "tgl posting", "tanggal publikasi", "tanggal berita", "posted on", "date published",
    "dibuat", "created", "post date", "tgl. posting", "tanggal post", "on:",
)  # fmt: skip
MODIFIED = (
    "diperbarui", "diperbaharui", "diupdate", "di-update", "updated", "update", "pembaruan", "pemutakhiran",
    "dimutakhirkan", "diubah", "perubahan", "direvisi", "revisi", "revised", "modified", "disunting", "edited",
    "last update", "terakhir diubah", "perubahan terakhir", "diedit", "terupdate", "last modified",
)  # fmt: skip
OTHER = (
    "berlaku", "sampai", "hingga", "s.d", "s/d", "data per", "per tanggal", "posisi data", "kondisi data", "batas",
    "paling lambat", "deadline", "pendaftaran", "pelaksanaan", "dilaksanakan pada", "diselenggarakan pada", "acara",
    "kegiatan:", "tanggal kegiatan", "tanggal acara", "tanggal pelaksanaan", "waktu pelaksanaan", "waktu kegiatan",
    "mulai", "selesai", "berakhir", "expired", "expires", "valid until", "jatuh tempo", "diakses", "accessed",
    "retrieved", "lahir", "born", "hari ini", "today", "sekarang", "sejak", "copyright", "©", "undangan", "event date",
    "tanggal event", "jadwal", "schedule", "periode", "tmt", "ditetapkan", "diundangkan", "tanggal penetapan",
    "tanggal surat", "sebelum", "setelah", "until", "starts", "ends", "start date", "end date", "last login",
    "pengunjung", "online", "server time",
)  # fmt: skip
"""Words that make a date something else than one of publishing (contract: "a labelled date that is not publishing")."""
