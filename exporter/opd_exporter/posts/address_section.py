"""Which section of an address speaks against a post (docs/domain.md, 3 and 4)."""

from __future__ import annotations

from opd_exporter.posts.address_parts import PAGE_KEYS, folders_and_name, query_of
from opd_exporter.posts.words import words_of

NEVER = words_of("sections", "never")
"""Sections whose entries are never posts, also with an archive (contract, settled cases)."""
LISTS = words_of("sections", "lists")
"""Sections that hold lists or machinery, never single articles."""
_PASSED_OVER = ("index.php", "web", "home", "public", "site", "id", "en")


def section_refusal(url: str) -> str:
    """The section that makes an address no post's ("agenda", "galeri" ...), or an empty string. The last part,
    the article's own name, is not asked, unless it is the section itself."""
    segments = [part for part in folders_and_name(url) if part not in _PASSED_OVER]
    for part in segments[:-1]:
        if part in NEVER or part in LISTS:
            return part
    if segments and (segments[-1] in NEVER or segments[-1] in LISTS):
        return segments[-1]
    query = query_of(url)
    for key in ("p", *PAGE_KEYS, "option", "view", "post_type"):
        value = query.get(key, "").lower().removeprefix("com_")
        if value in NEVER or value in LISTS:
            return value
    return ""
