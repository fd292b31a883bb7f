"""Candidates for "the last own post": what each source found, and why each was accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from opd_exporter.domain.vocabulary import Source, Worded
from opd_exporter.text.plain import many_a_page


class Refusal(Worded):
    """Why a candidate does not count, in the words of the evidence page."""

    NO_DATE = "no_date", "tidak bertanggal"
    FUTURE = "future", "tanggalnya di masa depan"
    NOT_OWN = "not_own", "berada di situs lain, atau disalin dari sana"
    LEADS_AWAY = "leads_away", "tautannya berakhir di situs lain"
    SEED = "seed", "posting contoh bawaan sistem"
    COPY = "copy", "berita yang sama ada di tiga situs atau lebih"
    SPAM = "spam", "spam judi"
    NOT_A_POST = "not_a_post", "bukan berita: halaman, dokumen, album, atau agenda"
    IMPORTED = "imported", "dipindahkan bersama posting lama: tanggalnya hari pemindahan"
    UNCONFIRMED = "unconfirmed", "tidak dibenarkan oleh halaman artikelnya"
    GONE = "gone", "halamannya tidak ada"


class Doubt(Worded):
    """Why a question stays open: something that was not settled, behind which a newer post may hide."""

    REFUSED = "refused", "menolak kami"
    BROKEN = "broken", "tidak dapat dibaca"
    SHELL = "shell", "isinya dimuat oleh skrip yang tidak dapat kami baca"
    UNREAD = "unread", "belum sempat dibaca"
    UNDATED = "undated", "tanggalnya belum ditemukan, padahal berada di atas yang bertanggal"
    UNOPENED = "unopened", "halamannya tidak dapat dibuka"
    UNREACHABLE = "unreachable", "tautannya menuju alamat yang tidak dapat dibuka dari luar"
    ADDRESS_ALONE = (
        "address_alone",
        "alamatnya seperti bukan berita, tetapi judul, tanggal, dan rubriknya seperti berita",
    )
    CLOCK = "clock", "tanggalnya mungkin hanya tanggal hari ini yang dicetak otomatis"
    ONE_MOMENT = "one_moment", "semua entri bertanggal sama: saat situs dibangun, bukan saat terbit"
    EVENT = "event", "tanggalnya mungkin tanggal acara, bukan tanggal terbit"
    SPAM_COMPANY = "spam_company", "berada di antara posting judi"
    FOREIGN = "foreign", "berjudul bahasa asing di antara yang serupa: mungkin titipan pihak lain"
    CREDIT = "credit", "barisnya menyebut media lain sebagai sumber: mungkin salinan"
    SPAM_AROUND = "spam_around", "halamannya memuat judi, yang mungkin disisipkan di semua halaman situs"
    LONE_SAMPLE = "lone_sample", "satu-satunya entri, seperti contoh bawaan sistem"
    PUT_UP_AGAIN = "put_up_again", "mungkin posting lama yang dipasang lagi dengan tanggal baru"
    TAKEN_OVER = (
        "taken_over",
        "mungkin milik situs lain di alamat ini: nama OPD tidak disebut, dan tidak ada yang dikenal",
    )
    MIRROR = "mirror", "situs lain yang dipantau menampilkan halaman yang sama; tidak ada tanda milik siapa"


class Recall(Worded):
    """What memory says of a date (``posts/held.py``)."""

    KEPT = "kept", "tanggal yang diketahui lebih dahulu"
    SEEN_BEFORE = "seen_before", "sudah ada sebelum tanggal yang kini tercetak"
    MOVED = "moved", "bergerak bersama hari: jam, bukan tanggal terbit"
    MAY_MOVE = "may_move", "bergeser sejauh hari yang lewat: mungkin jam, mungkin suntingan"
    UNGROWN = "ungrown", "umurnya tidak bertambah"
    IN_ITS_STEAD = "in_its_stead", "menempati alamat posting lain: pasti setelah tampil seminggu"
    AMONG_CLOCKS = "among_clocks", "posting lain di sini bertanggal yang bergerak bersama hari"


_RECALLED = {one.text: one for one in Recall}
"""Evidence is kept in the words that people read; here they are read back."""
ANOTHER_DAY_TELLS = frozenset({Recall.MAY_MOVE, Recall.UNGROWN})
"""What is said of a post that shows another date than the known one, which holds: no other article settles whether that
one moves on."""
TAKEN_BACK = frozenset({Recall.MOVED}) | ANOTHER_DAY_TELLS
"""What is said of a date that does not hold any more, or not yet."""
MAX_DATES = 20
"""Dates seen in one article that are kept."""
MAX_QUOTE = 100
"""Characters that are kept of what stands at such a date."""


@dataclass(frozen=True)
class SeenDate:
    """A date seen in an article: who told it, and what refused it."""

    when: datetime
    """Aware."""
    witness: str
    """Name of the witness that told it (``posts/article/witnesses``)."""
    found: str
    """How it was found, in a few words for people."""
    quote: str = ""
    """What stands there, from its beginning."""
    refused: str = ""
    """Name of the guard that refused it (``posts/article/guards.py``); empty: none did."""
    decides: bool = False
    """It is the article's date."""


@dataclass(frozen=True)
class Question:
    """What was not settled."""

    doubt: Doubt
    url: str
    until: datetime | None = None
    """The newest that an answer could be; None: as new as now."""
    detail: str = ""
    """What a person may want to know: a status code, a date."""


COPY_RULES = ("copy_of", "credited", "feed_source")
"""Rules (``posts/candidate_rules.py``) by which something is a copy of another site's."""


@many_a_page(frozen=True)
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
    open: Doubt | None = None
    """Set when it may well be a post and that is not certain: it makes no site aktif, and keeps it from being called
    tidak aktif as long as its date, or now, would."""

    shown: datetime | None = None
    """The date that it shows now, where what was known before holds instead."""
    known_as: str = ""
    """The title that memory knows it by, folded, where it bears another now."""
    rounded: float = 0.0
    """Days by which its date may look newer than it is, being told as an age ("3 bulan yang lalu")."""
    apart: bool = False
    """Its day may be a clock's, and stands at a place of its own: no row of its list is built alike and shows another."""
    rule: str = ""
    """Name of the rule that refused it (``posts/candidate_rules.py``); empty when something else did."""
    dates: tuple[SeenDate, ...] = ()
    """Every date seen in its own page, when that was opened."""

    def refuse(self, why: Refusal, detail: str = "", rule: str = "") -> Candidate:
        """The same candidate, refused; the first refusal stands. What is refused is no open question."""
        return self if self.refused else replace(self, refused=why, detail=detail, rule=rule, open=None)

    def doubt(self, why: Doubt, detail: str = "") -> Candidate:
        """The same candidate, its question left open; the first doubt stands."""
        return self if self.refused or self.open else replace(self, open=why, detail=detail or self.detail)

    @property
    def dated_by(self) -> Recall | None:
        """What of memory dates it, when that does."""
        return _RECALLED.get(self.found)

    @property
    def recalled(self) -> Recall | None:
        """What memory says against its date, when that is what there is to say."""
        return _RECALLED.get(self.detail)

    @property
    def counts(self) -> bool:
        """Whether nothing was said against it so far."""
        return self.refused is None and self.open is None
