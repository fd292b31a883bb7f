"""Candidates for "the last own post": what each source found, and why each was accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from opd_exporter.domain.vocabulary import Source, Worded


class Refusal(Worded):
    """Why a candidate does not count, in the words of the evidence page."""

    NO_DATE = "no_date", "tidak bertanggal"
    FUTURE = "future", "tanggalnya di masa depan"
    NOT_OWN = "not_own", "berada di situs lain"
    LEADS_AWAY = "leads_away", "tautannya berakhir di situs lain"
    SEED = "seed", "posting contoh bawaan sistem"
    COPY = "copy", "berita yang sama ada di tiga situs atau lebih"
    SPAM = "spam", "spam judi"
    NOT_A_POST = "not_a_post", "bukan berita: halaman, dokumen, album, atau agenda"
    CLOCK = "clock", "tanggalnya selalu hari ini: jam, bukan tanggal posting"
    UNCONFIRMED = "unconfirmed", "tidak dibenarkan oleh halaman artikelnya"
    GONE = "gone", "artikelnya sudah tidak ada"


class Doubt(Worded):
    """Why it is not settled whether a candidate counts, or when it was published, in words for people. Such a candidate
    never makes a site aktif, and may keep it from being called tidak aktif."""

    ADDRESS_ALONE = (
        "address_alone",
        "hanya alamatnya yang menyangkal; judul, tanggal, dan rubriknya seperti berita",
    )
    UNOPENED = "unopened", "halamannya belum dibuka"
    UNDATED = "undated", "tanggalnya belum diketahui"
    CLOCK = "clock", "tanggalnya mungkin jam, bukan tanggal posting"
    ONE_MOMENT = "one_moment", "semua entri bertanggal sama: mungkin saat daftarnya dibuat"
    UNREACHABLE = "unreachable", "halamannya tidak dapat dibuka"
    SPAM_COMPANY = "spam_company", "berada di antara entri spam"
    LONE_SAMPLE = "lone_sample", "satu-satunya entri, mirip contoh bawaan sistem"


@dataclass(frozen=True)
class Candidate:
    """Something that may be an own post."""

    source: Source
    url: str
    title: str
    published: datetime | None
    """Aware; 00:00 in the configured zone when no time of day was given."""
    found: str
    """How the date was found, in a few words for people: "pubDate", "tercetak di bawah judul"."""
    seen_on: str = ""
    """Address of the page or feed it was read from."""
    summary: str = ""
    """Beginning of its text when the source gave one; judged for spam, never stored."""
    refused: Refusal | None = None
    news: bool = True
    """False: neither its address nor what lists it calls it news. Beside others that are called so it is an entry of
    some register, such as complaints, tenders or books."""
    detail: str = ""
    """What a person may want to know about the refusal."""
    rule: str = ""
    """Name of the rule that refused it (``posts/candidate_rules.py``); empty when something else did."""
    open: Doubt | None = None
    """Why it is not settled whether this is an own post; None: nothing is open."""

    def refuse(self, why: Refusal, detail: str = "", rule: str = "") -> Candidate:
        """The same candidate, refused; the first refusal stands. What is refused is no open question."""
        return self if self.refused else replace(self, refused=why, detail=detail, rule=rule, open=None)
