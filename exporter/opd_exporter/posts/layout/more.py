"""Links that only say "read more"."""

from __future__ import annotations

from functools import lru_cache

from opd_exporter.text.similarity import words

# fmt: off
_MORE = frozenset(
    {
        "baca", "membaca", "lihat", "read", "lanjut", "lanjutkan", "lanjutan", "selengkapnya", "lengkapnya", "lebih",
        "more", "detail", "details", "view", "klik", "click", "continue", "reading", "buka", "info", "di",
        "sini", "disini", "here", "berita", "artikel", "ini", "lengkap", "the", "full", "story",
    }
)
# fmt: on
"""Words of links that only say "read more"."""
_NAMES = frozenset(
    {"berita", "artikel", "info", "story", "detail", "details", "di", "ini", "lengkap", "the", "full"}
)
"""Those of them that may also be all of the name of a list."""


def is_more(text: str) -> bool:
    """Whether a link's text only says "read more"."""
    return len(text) < 60 and _only_more(text)  # most texts are longer, and are done with at once


@lru_cache(maxsize=512)  # each entry of a list says the same, and each rule asks
def _only_more(text: str) -> bool:
    return _MORE.issuperset(words(text))


def leads_on(text: str) -> bool:
    """Whether a link's text only says "read more", and is not the name of a list ("Berita") either."""
    return is_more(text) and bool(text) and not _NAMES.issuperset(words(text))
