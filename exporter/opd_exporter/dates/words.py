"""The words of printed dates, as data: months, weekdays, units of age, and what the words beside a date say of it.

Sources: the printed forms seen on public sites (``tests/dates/test_dates_printed.py``), the settled cases of the
contract, KBBI for old spellings. Everything is lower case; apostrophes of every kind are ``'`` here (``tokens.py``
makes them so).
"""

from __future__ import annotations

from datetime import timedelta

from opd_exporter.dates.model import Label

# fmt: off
MONTHS: dict[int, tuple[str, ...]] = {
    1: ("januari", "january", "jan", "januwari", "djanuari"),
    2: ("februari", "february", "feb", "pebruari", "peb", "febr", "febuari", "febuary"),
    3: ("maret", "march", "mar", "mrt", "maert", "marret", "mart"),
    4: ("april", "apr", "aprl", "arpil", "aprill"),
    5: ("mei", "may", "mey"),
    6: ("juni", "june", "jun", "juny", "djuni"),
    7: ("juli", "july", "jul", "jully", "djuli"),
    8: ("agustus", "august", "agt", "ags", "agu", "aug", "agust", "agst", "agts", "agus", "augustus"),
    9: ("september", "sept", "sep"),
    10: ("oktober", "october", "okt", "oct"),
    11: ("november", "nopember", "nov", "nop"),
    12: ("desember", "december", "des", "dec"),
}
"""Indonesian and English names, old spellings, abbreviations, and misspellings too short to be told by likeness
(``forms.py`` knows longer names with one slip of the pen). Hijri months are none."""

WEEKDAY_NUMBER = {
    name: number
    for number, names in enumerate(
        (
            "senin senen sen monday mon", "selasa selada sel tuesday tues tue", "rabu rebo rab wednesday wed",
            "kamis kam thursday thurs thur thu", "jumat jum'at jum friday fri", "sabtu sab saturday sat",
            "minggu ahad mgg min sunday sun",
        )
    )
    for name in names.split()
}
"""Monday is 0. One alone decides nothing (``order.py``)."""
WEEKDAYS = frozenset((*WEEKDAY_NUMBER, "at"))
"""They may stand before a date. ``jum`` and ``at`` are what an apostrophe leaves of one."""

ZONES: dict[str, float] = {
    "wib": 7, "wita": 8, "wit": 9, "z": 0, "ut": 0, "utc": 0, "gmt": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "sgt": 8, "myt": 8, "ict": 7, "jst": 9, "cet": 1, "cest": 2, "aest": 10,
}
"""Hours east of Greenwich. The American names are those of RFC 822."""

_DAY = timedelta(days=1)
UNITS: dict[str, timedelta] = {
    name: length
    for length, names in (
        (timedelta(seconds=1), "detik dtk second seconds sec secs"),
        (timedelta(minutes=1), "menit mnt minute minutes mins"),
        (timedelta(hours=1), "jam hour hours hr hrs h"),
        (_DAY, "hari day days d"),
        (7 * _DAY, "minggu pekan week weeks wk wks w"),
        (30.4375 * _DAY, "bulan bln month months mo mos"),
        (365.25 * _DAY, "tahun thn th year years yr yrs y"),
    )
    for name in names.split()
}
"""Units of an age. ``m`` is a minute to some and a month to others, so it is none."""

COUNTS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}
AGO = frozenset(("lalu", "silam", "ago"))
AHEAD = {"dari": "sekarang", "from": "now"}
"""What stands behind an age that lies ahead, as Carbon writes it ("2 minggu dari sekarang")."""
YESTERDAY = {"kemarin": 1, "kemaren": 1, "yesterday": 1}
ABOUT = frozenset((
    "sekitar", "kira", "kurang", "lebih", "dari", "hampir", "about", "over", "almost", "around", "approximately",
))
"""May stand before an age."""
BESIDE_AGE = frozenset((
    "oleh", "by", "dibaca", "dilihat", "views", "view", "hits", "hit", "kali", "komentar", "comments", "comment",
    "pukul", "jam", "pkl", "on", "read", "min",
))
"""May stand beside an age that is a date of its own rather than part of a sentence."""

NUMBERED = frozenset((
    "nomor", "nomer", "no", "nmr", "nip", "nik", "npwp", "nuptk", "nisn", "nrp", "nib", "ktp", "kk", "telp", "tlp",
    "telepon", "telpon", "telephone", "tel", "phone", "hp", "handphone", "fax", "faks", "faksimili", "faksimile", "wa",
    "whatsapp", "hotline", "rp", "idr", "usd", "isbn", "issn", "v", "ver", "versi", "version", "release", "build",
    "vol", "volume", "pasal", "ayat", "bab", "lampiran", "halaman", "hal", "hlm", "page", "rek", "rekening", "norek",
    "kode", "code", "id", "ip", "rt", "rw", "lantai", "kelas", "triwulan", "semester", "tahap", "gelombang",
    "angkatan", "seri", "jilid", "blok", "skor", "score", "ke", "juara", "peringkat", "poin", "butir", "tabel",
    "reg", "registrasi", "kep",
    "gambar", "kav", "km", "sebesar", "senilai", "koordinat", "lat", "long", "lintang", "bujur",
))
"""What they stand right before is a number, not a day."""
NUMBER_OF = frozenset(("nomor", "nomer"))
"""``Nomor Surat 03/12/2024``: also with a word between."""
COUNTERS = frozenset(("dibaca", "dilihat", "dikunjungi", "hits", "hit", "views", "view", "viewed", "viewer"))
"""A number right after one of them is a count (``Dibaca 12``), unless the count stands before it (``12 views``)."""
COUNTED = frozenset((
    "kali", "x", "orang", "peserta", "jiwa", "unit", "buah", "pengunjung", "pembaca", "hits", "hit", "views", "view",
    "eksemplar", "keluarga", "warga", "siswa", "pegawai", "rupiah", "ribu", "juta", "persen", "%",
    "kb", "mb", "gb", "byte", "bytes", "kg", "ha", "hektare", "hektar", "km", "ton", "liter", "meter",
))
"""A year right before one of them is a count (``2024 kali``), unless it names the number after it (``Views: 5``)."""

CONNECTORS = WEEKDAYS | {
    "pada", "tanggal", "tgl", "hari", "on", "the", "pukul", "jam", "date", "adalah", "yaitu", "ialah", "ini", "is",
    "was", "di", "dari", "waktu", "time", "telah", "been",
}
"""Words between a label and its date that change nothing."""
AUTHORS = frozenset(("oleh", "by", "penulis", "author", "admin", "administrator", "editor", "operator"))
"""Name who did it; then a name and a separator may follow before the date."""
# fmt: on


def _table(*groups: tuple[Label, str]) -> dict[str, Label]:
    return {" ".join(one.split()): label for label, text in groups for one in text.split(",")}


FAR = _table(
    (
        Label.PUBLISHED,
        """diposting, di posting, diposkan, dipostkan, dipublikasikan, dipublikasi, dipublish, di publish, ditayangkan,
        tayang, posted, published, posted on, published on, date published, di publikasikan, submitted""",
    ),
    (
        Label.MODIFIED,
        """diperbarui, diperbaharui, diupdate, di update, updated, dimutakhirkan, diubah, direvisi, revised, modified,
        disunting, diedit, di edit, edited, reviewed, last reviewed, ditinjau, di perbarui, di perbaharui, di ubah,
        terupdate, diperbarui terakhir, terakhir diperbarui, terakhir diubah,
        last updated, last modified, last edited, telah diperbarui""",
    ),
    (
        Label.OTHER,
        """berlaku, berlaku sampai, berlaku hingga, valid until, berakhir, expired, expires, exp, kedaluwarsa, kadaluarsa,
        jatuh tempo, batas, batas akhir, batas waktu, paling lambat, selambat lambatnya, tenggat, tenggat waktu, deadline,
        pendaftaran, dilaksanakan, diselenggarakan, digelar, diadakan, berlangsung, bertempat, dijadwalkan, direncanakan,
        schedule, dilantik, ditandatangani, diresmikan, dikukuhkan, dicanangkan, ditetapkan, diundangkan, disahkan, nomor,
        lahir, ttl, born, wafat, berdiri, didirikan, dicetak, diterima,
        tmt, copyright, ©, hak cipta, diakses, accessed, retrieved, diunduh, downloaded,
        data per, posisi data, kondisi data, data terakhir, last login, login terakhir, terakhir login, last visit,
        kunjungan terakhir, terakhir online, terakhir aktif, terakhir dilihat, last seen, last active""",
    ),
)
"""Labels that reach over other words of the same sentence (``Diperbarui oleh Admin pada ...``)."""

NEAR = _table(
    (
        Label.PUBLISHED,
        """posting, publikasi, publish, post date, posting date, publish date, publication date, tanggal posting,
        tgl posting, tanggal post, tgl post, tanggal publikasi, tgl publikasi, tanggal publish, tanggal tayang,
        tanggal berita, tgl berita, tanggal artikel, tanggal unggah, tanggal upload, tgl upload, tanggal rilis,
        tanggal input, tgl input,
        tanggal terbit, tgl terbit, tanggal penerbitan, tanggal muat, tanggal pemuatan, tanggal dibuat, tgl dibuat,
        tanggal pembuatan, tanggal diposting, tanggal dipublikasikan, tanggal diterbitkan, tanggal diunggah,
        tanggal pengunggahan, tanggal penayangan, tanggal siaran, tanggal siar""",
    ),
    (
        Label.MODIFIED,
        """update, updates, update data, data update,
        pembaruan, pembaharuan, pemutakhiran, perubahan, revisi, revision, suntingan, penyuntingan,
        update terakhir, pembaruan terakhir, pembaharuan terakhir, pemutakhiran terakhir, perubahan terakhir,
        revisi terakhir, suntingan terakhir, penyuntingan terakhir, last update, latest update, last revision,
        tanggal update, tgl update, tanggal perubahan, tanggal revisi, tanggal pembaruan""",
    ),
    (
        Label.OTHER,
        """sampai, sampai dengan, hingga, s d, sd, until, till, per, sejak, since, mulai, terhitung mulai, selesai,
        sebelum, before, setelah, sesudah, after, periode, tahun anggaran, starts, ends, start, end, start date, end date,
        tanggal mulai, tanggal selesai, tanggal akhir, tanggal buka, tanggal tutup, tanggal berlaku, due, due date,
        expiry, expiry date, penutupan, pembukaan, ditutup, dibuka, undangan, acara, kegiatan, agenda, event, event date,
        pelaksanaan, penyelenggaraan, jadwal, jadwal pelaksanaan, jadwal kegiatan, jadwal acara, tanggal kegiatan,
        tgl kegiatan, tanggal acara, tanggal pelaksanaan, waktu pelaksanaan, waktu kegiatan, hari tanggal, hari tgl,
        hari ini, today, today is, sekarang, saat ini, besok, tomorrow, nanti, server time, waktu server, jam server,
        kalender, calendar, tertanggal, tanggal surat, tgl surat, tanggal sk, tgl sk, tanggal penetapan,
        tanggal pengundangan, data tanggal, data diambil, data diolah, data dihimpun, versi dokumen, tanggal data,
        sumber data, posisi, kondisi, keadaan, situasi, status, akses,
        whatsapp image, whatsapp video, whatsapp audio, screenshot, tangkapan layar""",
    ),
)
"""Labels that count only directly before a date (``Per 3 Desember 2024``)."""

NAMES_TOO = frozenset(
    ("kegiatan", "acara", "agenda", "event", "undangan", "pelaksanaan", "penyelenggaraan", "jadwal")
)
"""Also names of categories, so a label only with a colon (``Kegiatan | 3 Desember 2024`` is a post's)."""

# fmt: off
LEADING = frozenset((
    "terbit", "diterbitkan", "dirilis", "rilis", "dibuat", "created", "ditulis", "written", "dimuat", "diunggah",
    "diupload", "upload", "uploaded", "released", "dikirim", "diajukan",
))
# fmt: on
"""Publishing only when they begin what is said: ``Ditulis oleh ...``, not ``surat yang diterbitkan tanggal ...``."""
SUBJECTS = frozenset(
    ("berita", "artikel", "ini", "posting", "tulisan", "telah", "pengumuman", "konten", "was", "this")
)
"""May stand before a leading label (``Berita ini diterbitkan ...``)."""

FIELDS = frozenset(("tanggal", "tgl"))
"""What follows one of them up to a colon names a field (``Tanggal Lelang: ...``)."""
EVENT_FIELDS = frozenset(("hari", "waktu"))
"""Fields of an invitation, when nothing else stands before the colon."""
PLAIN_FIELD = frozenset(("dan", "jam", "waktu", "pukul", "hari", "news", "post"))
"""Words of a field's name that say nothing of what happened then."""

LABEL_ENDINGS = frozenset(phrase.rpartition(" ")[2] for phrase in (*FAR, *NEAR, *LEADING))
"""Last words of all labels."""

AGE_BEGINNINGS = frozenset((*UNITS, *(f"se{unit}" for unit in UNITS), *COUNTS, *YESTERDAY, "last"))
"""Words that an age may begin with; so may a number."""

MONTH_NUMBER = {name: number for number, names in MONTHS.items() for name in names}
