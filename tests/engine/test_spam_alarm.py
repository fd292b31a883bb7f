"""What an alarm about spam rests on: kept from look to look, shown, and gone when the pages are clean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from opd_exporter.domain.spam import Where
from opd_exporter.store.database import Memory
from site_server import Clock, Pages, article, config_of, front, serving, watching

SPAM = '<p>Baca juga <a href="https://slot88.example/">slot gacor</a></p>'
NEWS = "Kader Membersihkan Gerobak Sampah di Kampung Ujungrenda"
NEUTRAL = "Mengatur Waktu Bermain Bersama Anak di Rumah"
ROW = '<div class="item"><h3><a href="{}">{}</a></h3><p>{}</p></div>'


def site(clock: Clock) -> Pages:
    """A list of two posts, the newest of which carries a gambling link."""
    day = f"{clock.now:%d-%m-%Y}"
    old = "01-06-2026"
    rows = ROW.format("/berita/bermain", NEUTRAL, day) + ROW.format("/berita/gerobak", NEWS, old)
    return Pages(
        {
            "/": front(f"<h2>Berita</h2>{rows}"),
            "/berita/bermain": article(NEUTRAL, day).replace("</body>", f"{SPAM}</body>"),
            "/berita/gerobak": article(NEWS, old),
        }
    )


async def test_an_article_that_carries_gambling_raises_the_alarm_and_is_no_post() -> None:
    clock = Clock()
    pages = site(clock)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
    assert report.spam is True
    (sign,) = report.spam_signs
    assert (sign.word, sign.link, sign.where) == ("slot gacor", "https://slot88.example/", Where.LINK)
    assert sign.page == f"{pages.url}/berita/bermain"
    assert sign.since == clock.now
    assert report.last_post is not None
    assert report.last_post.title == NEWS


async def test_the_alarm_stands_as_it_was_seen_first_and_goes_when_the_page_is_clean() -> None:
    clock = Clock()
    pages = site(clock)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        began = clock.now
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        report = await observatory.examine("opd-0")
        assert [(one.since, one.seen) for one in report.spam_signs] == [(began, clock.now)]
        pages.bodies["/berita/bermain"] = article(NEUTRAL, f"{clock.now:%d-%m-%Y}")
        clock.pass_(minutes=31)
        report = await observatory.examine("opd-0")
        assert (report.spam, report.spam_signs) == (False, ())


async def test_a_page_that_does_not_answer_is_not_clean_and_one_that_is_gone_is() -> None:
    clock = Clock()
    pages = site(clock)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        pages.redirects["/berita/bermain"] = "/berita/bermain"  # a loop
        clock.pass_(minutes=31)
        assert (await observatory.examine("opd-0")).spam is True
        del pages.redirects["/berita/bermain"], pages.bodies["/berita/bermain"]
        clock.pass_(minutes=31)
        assert (await observatory.examine("opd-0")).spam is False


async def test_the_same_address_on_every_page_is_the_sites_and_leaves_its_posts_alone() -> None:
    clock = Clock()
    day = f"{clock.now - timedelta(days=9):%d-%m-%Y}"
    head = '<link rel="amphtml" href="https://amp.slot88.example/">'
    pages = Pages(
        {
            "/": front(f"<h2>Berita</h2>{ROW.format('/berita/gerobak', NEWS, day)}", head=head),
            "/berita/gerobak": article(NEWS, day).replace("</head>", f"{head}</head>"),
        }
    )
    assert head in str(pages.bodies["/berita/gerobak"])
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
    assert report.spam is True
    assert report.last_post is not None
    assert report.last_post.title == NEWS


async def test_a_flooded_sitemap_is_an_alarm_with_its_addresses() -> None:
    clock = Clock()
    pages = site(clock)
    pages.bodies["/berita/bermain"] = article(NEUTRAL, f"{clock.now:%d-%m-%Y}")
    urls = "".join(f"<url><loc>SITE/slot-gacor-{number}/</loc></url>" for number in range(30))
    pages.bodies["/sitemap.xml"] = f'<?xml version="1.0"?><urlset>{urls}</urlset>'
    pages.types["/sitemap.xml"] = "application/xml"
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        report = await observatory.examine("opd-0")
        assert {one.where for one in report.spam_signs} == {Where.SITEMAP}
        del pages.bodies["/sitemap.xml"]
        clock.pass_(minutes=31)
        assert (await observatory.examine("opd-0")).spam is False


async def test_what_it_rests_on_outlives_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    pages = site(clock)
    async with serving(pages):
        async with watching(config_of(pages), clock, tmp_path) as observatory:
            before = await observatory.examine("opd-0")
        async with watching(config_of(pages), clock, tmp_path) as observatory:
            assert observatory.report("opd-0").spam_signs == before.spam_signs


async def test_an_alarm_of_a_version_that_kept_no_reasons_stands_until_the_front_page_is_read(
    tmp_path: Path,
) -> None:
    clock = Clock()
    pages = site(clock)
    pages.bodies["/berita/bermain"] = article(NEUTRAL, f"{clock.now:%d-%m-%Y}")
    async with serving(pages):
        config = config_of(pages)
        async with watching(config, clock, tmp_path) as observatory:
            assert (await observatory.examine("opd-0")).spam is False
        memory = Memory(tmp_path / "opd-exporter.sqlite3")
        memory.save(replace(memory.load("opd-0", config.sites[0].url), spam=True))
        memory.close()
        async with watching(config, clock, tmp_path) as observatory:
            clock.pass_(minutes=31)
            assert (await observatory.examine("opd-0")).spam is True, "the front page did not change"
            clock.pass_(days=2)
            assert (await observatory.examine("opd-0")).spam is False
