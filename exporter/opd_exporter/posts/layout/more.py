"""Links that only say "read more"."""

from __future__ import annotations

from opd_exporter.text.similarity import words

# fmt: off
_MORE = frozenset(
    {
        "baca", "lihat", "read", "lanjut", "lanjutkan", "lanjutan", "selengkapnya", "lengkapnya", "lebih",
        "more", "detail", "details", "view", "klik", "click", "continue", "reading", "buka", "info", "di",
        "sini", "disini", "here", "berita", "artikel", "ini", "lengkap", "the", "full", "story",
    }
)
# fmt: on
"""Words of links that only say "read more"."""


def is_more(text: str) -> bool:
    """Whether a link's text only says "read more"."""
    # Most texts are longer, and are done with before their words are cut.
    return len(text) < 60 and _MORE.issuperset(words(text))
