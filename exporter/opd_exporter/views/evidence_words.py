"""The evidence behind a report in plain Indonesian: candidates and their dates, what is open, signs of spam."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate, Doubt, Question, SeenDate
from opd_exporter.domain.spam import SpamSign
from opd_exporter.posts.article.guards import reason_of
from opd_exporter.text.sanitise import printable
from opd_exporter.views.wording import day, moment

REMEDIES = {
    Doubt.REFUSED: "Kalau alamat ini dibuka untuk pemantau, tanggalnya dapat dipastikan.",
    Doubt.BROKEN: "Kalau alamat ini dapat dibaca lagi, tanggalnya dapat dipastikan.",
    Doubt.SHELL: "Sediakan umpan (RSS), atau sebutkan alamat datanya sebagai «feed» di konfigurasi.",
    Doubt.UNREAD: "Dibaca pada pemeriksaan berikutnya.",
    Doubt.UNDATED: "Cantumkan tanggal terbit pada berita ini.",
    Doubt.UNOPENED: "Kalau halaman ini dapat dibuka lagi, tanggalnya dapat dipastikan.",
    Doubt.UNREACHABLE: "Perbaiki tautannya, atau sebutkan alamat itu sebagai «aliases» di konfigurasi.",
    Doubt.ADDRESS_ALONE: "Pasti kalau berita ini juga ada di umpan atau di daftar berita.",
    Doubt.CLOCK: "Pasti dengan sendirinya pada hari lain, kalau tanggalnya tetap.",
    Doubt.ONE_MOMENT: "Cantumkan tanggal terbit yang sebenarnya pada halaman beritanya.",
    Doubt.EVENT: "Cantumkan tanggal terbit («Diterbitkan ...») pada halaman kegiatannya.",
    Doubt.SPAM_COMPANY: "Bersihkan posting judi di sekitarnya.",
    Doubt.FOREIGN: "Kalau ditulis pihak lain, hapus; kalau tulisan sendiri, sebutkan daerahnya di judulnya.",
    Doubt.CREDIT: "Kalau berita ini tulisan sendiri, perjelas atau hapus baris sumbernya.",
    Doubt.SPAM_AROUND: "Bersihkan judi yang disisipkan di halaman-halaman situs.",
    Doubt.TAKEN_OVER: (
        "Buka situsnya. Kalau memang milik OPD: cantumkan nama OPD di halaman depannya, atau sebutkan daftar beritanya"
        " («listing») atau host lainnya («aliases») di konfigurasi. Kalau bukan: benahi nama domainnya, atau ganti «url»."
    ),
    Doubt.MIRROR: "Benahi nama domain di server, supaya setiap situs menampilkan halamannya sendiri.",
    Doubt.LONE_SAMPLE: "Pasti begitu ada posting kedua.",
    Doubt.PUT_UP_AGAIN: "Pasti begitu ada posting baru dengan judul yang lebih jelas.",
}
"""What would settle each kind of open question."""


@dataclass(frozen=True)
class Open:
    """An open question as a person reads it."""

    question: Question
    what: str
    """What is open: "menolak kami (403)"."""
    until: str
    """How new the answer could be, or an empty string: as new as now."""
    remedy: str


def open_question(question: Question, zone: ZoneInfo) -> Open:
    """A question in plain words, with what would settle it."""
    detail = f" ({question.detail})" if question.detail else ""
    until = f"paling baru {day(question.until, zone)}" if question.until else ""
    return Open(question, printable(f"{question.doubt.text}{detail}"), until, REMEDIES[question.doubt])


def spam_sign(sign: SpamSign, zone: ZoneInfo) -> str:
    """What an alarm about spam rests on: ``kata «slot» pada tautan, menuju https://..., di halaman ..., sejak ...``."""
    link = f", menuju {sign.link}," if sign.link else ""
    since = f", sejak {moment(sign.since, zone)}" if sign.since else ""
    return f"kata «{sign.word}» pada {sign.where.text}{link} di halaman {sign.page}{since}"


def decision(candidate: Candidate) -> str:
    """Whether a candidate counts, or why not."""
    if candidate.refused:
        detail = f" ({candidate.detail})" if candidate.detail else ""
        return f"✕ ditolak: {candidate.refused.text}{detail}"
    if candidate.open:
        detail = f" ({candidate.detail})" if candidate.detail else ""
        return f"? belum pasti: {candidate.open.text}{detail}"
    return "● diterima" if candidate.published else "? belum dibuka"


def fate(seen: SeenDate) -> str:
    """What became of a date seen in an article: the reason of the guard that refused it, or why it was needed or not."""
    if seen.refused:
        return reason_of(seen.refused)
    return "menentukan" if seen.decides else "dapat diterima, tetapi tanggal yang lebih kuat menentukan"


def date_line(seen: SeenDate, zone: ZoneInfo) -> str:
    """``✕ 3 Desember 2024, tercetak di bawah judul («Diperbarui 3 Desember 2024»): ...``."""
    mark = "✕" if seen.refused else "●" if seen.decides else "○"
    quote = f" («{seen.quote}»)" if seen.quote else ""
    return printable(f"{mark} {day(seen.when, zone)}, {seen.found}{quote}: {fate(seen)}")
