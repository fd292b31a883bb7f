"""What an alarm about spam rests on, so that somebody can clean it up or contest it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opd_exporter.domain.vocabulary import Worded

MAX_SIGNS = 8
"""Signs kept of a page,"""
MAX_SPAM_WORD = 80
"""and characters of what gives each away."""


class Where(Worded):
    """Where on a page a sign of spam stands, in the words of the evidence page."""

    TITLE = "title", "judul halaman"
    META = "meta", "keterangan untuk mesin pencari (meta)"
    CANONICAL = "canonical", "alamat rel=canonical di kepala halaman"
    AMP = "amphtml", "alamat rel=amphtml di kepala halaman"
    ALTERNATE = "alternate", "alamat rel=alternate di kepala halaman"
    STRUCTURED = "structured", "data JSON-LD untuk mesin pencari"
    NOSCRIPT = "noscript", "bagian noscript yang tidak terlihat"
    HIDDEN_LINK = "hidden_link", "tautan tersembunyi"
    HIDDEN_TEXT = "hidden_text", "teks tersembunyi"
    FRAME = "frame", "bingkai (iframe)"
    LINK = "link", "tautan"
    TEXT = "text", "isi halaman"
    COMMENT = "comment", "komentar pengunjung"
    AROUND = "around", "menu, sisi, atau kaki halaman"
    ENTRY = "entry", "posting"
    SITEMAP = "sitemap", "peta situs"


@dataclass(frozen=True)
class SpamSign:
    """A word or an address on one page of a site that sells gambling, or what the same intruders sell."""

    word: str
    """What gives it away, as it was read."""
    link: str
    """The address that it leads to; empty where it leads nowhere."""
    page: str
    """Address of the page that holds it."""
    where: Where
    since: datetime | None = None
    """The look that saw it first; None: that of now."""
    seen: datetime | None = None
    """The look that saw it last."""
