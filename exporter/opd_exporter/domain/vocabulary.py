"""The closed lists that metrics, rules, pages and documentation share, each name in one place.

The values are what outsiders see (label values, JSON); the Indonesian texts are what people read.
"""

from __future__ import annotations

from enum import StrEnum


class Worded(StrEnum):
    """A string enum whose members also carry the Indonesian words shown to people."""

    text: str

    def __new__(cls, value: str, text: str = "") -> Worded:
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = text
        return member


class Status(Worded):
    """What a person calls a site; exactly one holds at any time (``status.py`` decides)."""

    AKTIF = "aktif", "Aktif"
    KURANG_AKTIF = "kurang_aktif", "Kurang aktif"
    TIDAK_AKTIF = "tidak_aktif", "Tidak aktif"
    TIDAK_TERUKUR = "tidak_terukur", "Tidak terukur"


class State(Worded):
    """Whether the date of the last own post could be measured."""

    MEASURED = "measured", "terukur"
    NO_POSTS = "no_posts", "situs terbaca, tetapi tidak ada posting sendiri"
    UNKNOWN = "unknown", "belum dapat dinilai"


class Source(Worded):
    """Where the date that decided was read, strongest evidence first."""

    FEED = "feed", "umpan (RSS/Atom)"
    REST = "rest", "antarmuka data situs (REST)"
    ARTICLE = "article", "halaman artikel"
    LISTING = "listing", "daftar berita"
    SITEMAP = "sitemap", "peta situs (sitemap)"


EXACT = (Source.FEED, Source.REST)
"""Sources that name a date for each post; a list only prints some beside it."""


class Window(StrEnum):
    """Windows in which own posts are counted (``opd_site_posts``)."""

    DAYS_7 = "7d"
    DAYS_30 = "30d"
    DAYS_90 = "90d"

    @property
    def days(self) -> int:
        """Length of the window in days."""
        return int(self.value[:-1])


class Phase(StrEnum):
    """Phases of a request (``opd_site_http_duration_seconds``), in the order in which they pass."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    TLS = "tls"
    PROCESSING = "processing"
    TRANSFER = "transfer"


class Reason(Worded):
    """Why a site is not up: the closed list of ``opd_site_failure``."""

    REFUSED_BY_POLICY = "refused_by_policy", "alamatnya tidak boleh diakses (jaringan privat)"
    DNS = "dns", "nama domain tidak ditemukan"
    CONNECT = "connect", "server tidak menerima sambungan"
    TLS = "tls", "sambungan aman (HTTPS) gagal dibuat"
    TIMEOUT = "timeout", "terlalu lama tidak menjawab"
    PROTOCOL = "protocol", "jawaban server rusak atau terpotong"
    TOO_LARGE = "too_large", "jawaban terlalu besar"
    REDIRECT = "redirect", "pengalihan berputar atau buntu"
    OFFSITE = "offsite", "dialihkan ke situs lain"
    HTTP_STATUS = "http_status", "server menjawab dengan kode galat"
    SUSPENDED = "suspended", "akun hosting ditangguhkan"
    PARKED = "parked", "domain diparkir atau dijual"
    DEFAULT_PAGE = "default_page", "hanya halaman bawaan server atau pemasang"
    DIRECTORY_LISTING = "directory_listing", "hanya daftar berkas"
    MAINTENANCE = "maintenance", "sedang dalam pemeliharaan"
    DATABASE_ERROR = "database_error", "basis data situs rusak"
    DEFACED = "defaced", "halaman depan diretas"
    CHALLENGE = "challenge", "tertahan pemeriksaan robot"
    BLOCKED = "blocked", "diblokir firewall atau penyedia internet"
    EMPTY_SHELL = "empty_shell", "halaman kosong tanpa isi"
    REPLACED = "replaced", "halaman lain berdiri di tempat situs ini"
