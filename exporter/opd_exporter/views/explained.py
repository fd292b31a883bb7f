"""What ``explain`` says of a saved page: for people in plain Indonesian, for programs as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.posts.article.model import Article
from opd_exporter.posts.article.witnesses.registry import WITNESSES
from opd_exporter.posts.candidate_rules import RULES
from opd_exporter.text.sanitise import printable
from opd_exporter.views.as_json import candidate_json, date_json, spam_json
from opd_exporter.views.evidence_words import date_line, spam_sign
from opd_exporter.views.wording import day
from opd_exporter.workers.readings import PageReading


@dataclass(frozen=True)
class Explanation:
    """What the readers make of a saved page."""

    url: str
    site: Site
    page: PageReading
    """As a front page or a page with a list."""
    article: Article
    """As the page of one article."""


def explanation_json(told: Explanation, zone: ZoneInfo) -> dict[str, Any]:
    """The kind of page, its entries, and the same page read as an article."""
    page, article = told.page, told.article
    return {
        "url": told.url,
        "site": told.site.key,
        "page": {
            "site": page.dead is None,
            "reason": page.dead.reason.value if page.dead else None,
            "explanation": page.dead.explanation if page.dead else None,
            "forward": page.forward or None,
            "cms": {"name": page.cms.name, "version": page.cms.version} if page.cms else None,
            "spam_evidence": [spam_json(one, zone) for one in page.spam],
            "feeds": list(page.leads.feeds),
            "interfaces": [*page.leads.rest, *page.interfaces],
            "lists": [*page.leads.lists, *page.leads.asked],
        },
        "entries": [{**candidate_json(one, zone), "because": _fate(one)} for one in _entries(told)],
        "article": {
            "title": article.title,
            "date": article.published.astimezone(zone).isoformat() if article.published else None,
            "witness": article.date.witness or None,
            "refused": article.refused.value if article.refused else None,
            "rule": article.rule or None,
            "open": article.open.value if article.open else None,
            "because": _fate(article),
            "dates": [date_json(one, zone) for one in article.date.seen],
        },
    }


def explanation_lines(told: Explanation, zone: ZoneInfo) -> Iterator[str]:
    """The same in lines for people."""
    yield f"Halaman: {told.url}"
    yield f"Situs: {told.site.nama} <{told.site.url}>"
    yield ""
    yield from _as_page(told.page, zone)
    yield ""
    yield from _as_list(_entries(told), zone)
    yield ""
    yield from _as_article(told.article, zone)


def _as_page(page: PageReading, zone: ZoneInfo) -> Iterator[str]:
    yield "Jenis halaman"
    if page.dead:
        yield f"  ✕ bukan situs yang dapat dipakai: {page.dead.reason.text} ({page.dead.explanation})"
    else:
        yield "  ● halaman sebuah situs: tidak ada tanda halaman parkir, galat, pemeliharaan, atau blokir"
    if page.forward:
        yield f"  meneruskan pengunjung ke {page.forward}"
    yield f"  CMS: {f'{page.cms.name} {page.cms.version}'.strip() if page.cms else 'tidak terdeteksi'}"
    for sign in page.spam:
        yield f"  ✕ spam judi: {spam_sign(sign, zone)}"
    if not page.spam:
        yield "  Spam judi: tidak ditemukan"
    for name, urls in (("Umpan", page.leads.feeds), ("Daftar berita", page.leads.news)):
        if urls:
            yield f"  {name}: {', '.join(urls)}"


def _as_list(entries: Sequence[Candidate], zone: ZoneInfo) -> Iterator[str]:
    yield f"Sebagai daftar: {len(entries)} entri"
    for one in entries:
        when = day(one.published, zone) if one.published else "tanpa tanggal"
        yield f"  {_fate(one)}"
        yield f"    {when}{f' ({one.found})' if one.found else ''}: {one.title or '(tanpa judul)'} <{one.url}>"


def _as_article(article: Article, zone: ZoneInfo) -> Iterator[str]:
    yield f"Sebagai artikel: {article.title or '(tanpa judul)'}"
    yield f"  {_fate(article)}"
    if article.published:
        why = next((one.why for one in WITNESSES if one.name == article.date.witness), "")
        yield f"  Tanggal terbit: {day(article.published, zone)}, {article.date.found}: {why}"
    else:
        yield "  Tanggal terbit: tidak ada yang dapat dipercaya"
    for seen in article.date.seen:
        yield f"  {date_line(seen, zone)}"


def explanation_text(told: Explanation, zone: ZoneInfo) -> str:
    """The lines as one text; nothing in it is obeyed by a terminal."""
    return "".join(f"{printable(line, 4000)}\n" for line in explanation_lines(told, zone))


def _entries(told: Explanation) -> tuple[Candidate, ...]:
    return (*told.page.embedded, *told.page.listing.candidates)


def _fate(one: Candidate | Article) -> str:
    """Which rule refused it and why, what is open, or that nothing speaks against it."""
    if one.refused:
        rule = next((rule for rule in RULES if rule.name == one.rule), None)
        why = f"{rule.reason} [aturan {rule.name}]" if rule else one.refused.text
        return f"✕ ditolak: {why}{f' ({one.detail})' if one.detail else ''}"
    if one.open:
        return f"? belum pasti: {one.open.text}"
    if one.published is None:
        return "? tidak ada yang menyangkalnya, tetapi tidak bertanggal"
    return "● diterima: tidak ada aturan yang menyangkalnya"
