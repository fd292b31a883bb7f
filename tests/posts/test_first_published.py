"""A date that an author gave an old post anew is none of publishing, where its address keeps the month of that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sightings import CONTEXT, SITE, WIB, ago, shown

from opd_exporter.domain.vocabulary import Source
from opd_exporter.engine.search.state import Crawl
from opd_exporter.engine.search.taking import take
from opd_exporter.page.parse import parse
from opd_exporter.posts.article.date import article_date
from opd_exporter.posts.article.model import Reading
from opd_exporter.posts.first_published import BY_ADDRESS, first_published
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE

BLOGGER = replace(CONTEXT, cms="blogger")
YESTERDAY = ago(1)


@pytest.mark.parametrize(
    ("path", "year_month"),
    [
        ("2019/03/jadwal-layanan.html", (2019, 3)),
        ("2026/08/jadwal-layanan.html", (2026, 8)),
        # What was planned for the end of a month and put off; a date before the address; pages and archives.
        ("2026/10/jadwal-layanan.html", None),
        ("2026/12/jadwal-layanan.html", None),
        ("p/jadwal-layanan.html", None),
        ("2019/03/", None),
        ("2019/13/jadwal-layanan.html", None),
        ("berita/2019/03/jadwal-layanan.html", None),
    ],
)
def test_a_post_of_blogger_is_no_newer_than_the_month_in_its_address(
    path: str, year_month: tuple[int, int] | None
) -> None:
    when = first_published(f"{SITE}{path}", YESTERDAY, BLOGGER)
    held = (when.year, when.month) if when != YESTERDAY else None
    assert held == year_month


@pytest.mark.parametrize("cms", ["", "wordpress", "joomla"])
def test_other_systems_make_addresses_anew_or_have_folders_of_that_name(cms: str) -> None:
    when = first_published(f"{SITE}2019/03/jadwal-layanan.html", YESTERDAY, replace(CONTEXT, cms=cms))
    assert when == YESTERDAY


@pytest.mark.parametrize("source", [Source.FEED, Source.LISTING])
def test_that_holds_for_what_a_source_lists(source: Source) -> None:
    crawl = Crawl(BLOGGER)
    old, new = shown("2019/03/jadwal-layanan.html", 1), shown("2026/11/kerja-bakti.html", 2)
    take(crawl, [replace(old, source=source), replace(new, source=source)], SITE)
    told, own = crawl.candidates.values()
    assert told.published
    assert (told.published.year, told.found) == (2019, BY_ADDRESS)
    assert own.published == new.published


def test_and_for_what_its_page_tells() -> None:
    html = f"<h1>Jadwal Layanan Keliling</h1><p>{YESTERDAY.astimezone(WIB):%d-%m-%Y}</p><p>{'Warga hadir. ' * 30}</p>"
    page = parse(
        html.encode(), url=f"{SITE}2019/03/jadwal-layanan.html", headers={"content-type": "text/html"}
    )
    title = next(number for number, text in enumerate(page.texts) if text.tag == "h1")
    dated = article_date(Reading(page, title, "Jadwal Layanan Keliling", NO_BOILERPLATE, None, BLOGGER))
    assert dated.when
    assert (dated.when.year, dated.when.month, dated.found) == (2019, 3, BY_ADDRESS)
