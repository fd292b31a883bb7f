"""What makes a system: addresses, and markup with ``{fields}`` (``str.format``) that ``eval.site`` fills."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class System:
    """A publishing system and its theme."""

    name: str
    cms: str | None
    """The name that the contract gives it; None for a framework or files."""
    frame: str
    """The page: head, title, site, menu, main, aside, clock, year."""
    row: str
    """An entry of a list: url, title, text, date, iso, slug, views, by."""
    article: str
    """Its own page: the same, body and beside (what stands before the date)."""
    address: str
    """Where an entry stands: slug, number, y, m, d."""
    news: str = "/berita"
    generator: str = ""
    """What its generator tag says; empty: it has none."""
    feed: str = ""
    atom: bool = False
    describes: str = "{site}"
    """What its feed's channel says of itself: site."""
    form: str = "day"
    """How it prints dates (``years.words.FORMS``)."""
    pages: tuple[str, ...] = ("/profil", "/layanan", "/kontak")
    doors: tuple[str, ...] = ()
    """Forms that its frame links to."""
    headers: tuple[tuple[str, str], ...] = ()
    exact: bool = False
    """Its articles tell machines a moment."""
    scripted: bool = False
    """Pages are filled by scripts from ``/api/berita``."""
    empty: str = "<p>Isi bagian ini sedang disusun.</p>"
    """What a list without entries says."""
