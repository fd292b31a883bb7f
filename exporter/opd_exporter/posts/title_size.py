"""How large a title is, wherever one is looked for."""

from __future__ import annotations

TITLE_WORDS = 4
"""Words from which on a text is a title; fewer name a page, a category or a day. "Pengumuman Hasil Seleksi" is on the
edge: three are enough where the address that it leads to looks like an article's, too."""
MAX_TITLE = 250
"""Characters; a longer text is one, and no title."""
