"""What trafilatura is there for: an article's own text, told from what stands around it."""

from __future__ import annotations

import pytest
import trafilatura
from date_pages import NOW, ORIGIN, SCOPE, TITLE, ZONE

from opd_exporter.posts.article.model import Article
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

OWN = (
    "Warga dan kader memenuhi balai desa sejak pagi. Petugas puskesmas memeriksa anak balita, lalu memberi vitamin dan "
    "makanan tambahan kepada yang membutuhkan. Kepala bidang berterima kasih kepada semua kader yang telah membantu."
)
ADVERT = (
    "Slot gacor maxwin hari ini, daftar situs slot online terpercaya, bonus new member 100 deposit pulsa. "
)
ARTICLE = f"<div class='post-content'><p>3 Desember 2024</p><p>{OWN}</p><p>{OWN}</p></div>"
BESIDE = {
    "a banner": f"{ARTICLE}<div class='banner ads'><p>{ADVERT * 4}</p></div>",
    "a box above": f"<div class='top'><p>{ADVERT * 4}</p></div>{ARTICLE}",
    "a box below": f"{ARTICLE}<div class='bottom'><p>{ADVERT * 4}</p></div>",
}
"""Gambling beside the article's own text, in a part of the page that nothing else tells from it."""


def read(body: str) -> Article:
    answer = Answer(f"{ORIGIN}/berita/posyandu", 200, {"content-type": "text/html"}, body.encode())
    return tasks.read_article_page(answer, Context(SCOPE, NOW, ZONE), TITLE, NO_BOILERPLATE, ())


def page(inner: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{inner}</body></html>"


@pytest.mark.parametrize("body", BESIDE.values(), ids=BESIDE)
def test_an_article_is_not_refused_for_what_stands_beside_it(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(page(body)).rule == ""
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "")
    assert read(page(body)).rule == "spam"  # so it is trafilatura that tells them apart


def test_an_article_that_sells_gambling_itself_is_refused() -> None:
    assert (
        read(page(f"<div class='post-content'><p>3 Desember 2024</p><p>{ADVERT * 4}</p></div>")).rule
        == "spam"
    )
