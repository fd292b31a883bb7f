"""Where more is found: feeds of lists and sections, sitemaps that robots.txt names, the menu's other lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from news_sites import NOW, Post, ago, article, bare_article, bare_row, page, posts, row
from watched_site import looked, told

from site_server import Clock, Pages, config_of, feed, serving, watching

NEWEST = 12
SYSTEMS = {
    "joomla": '<meta name="generator" content="Joomla! - Open Source Content Management">',
    "drupal": '<meta name="generator" content="Drupal 10 (https://www.drupal.org)">',
    "wordpress": '<meta name="generator" content="WordPress 6.4">',
    "": "",
}
RSS = '<link rel="alternate" type="application/rss+xml" href="{}">'


def news_at(
    place: str, listed: list[Post], *, system: str = "", head: str = "", dated: bool = False
) -> Pages:
    """A site whose list at ``place`` shows no days, nor do its articles, unless ``dated``; ``head`` is the list's."""
    pages, menu, mark = Pages(), {"Berita": place}, SYSTEMS[system]
    words = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(words, head=mark, menu=menu)
    rows = "".join(map(row if dated else bare_row, listed))
    pages.bodies[place] = page(f"<h2>Berita</h2>{rows}", head=mark + head, menu=menu)
    for one in listed:
        made = article(one) if dated else bare_article(one)
        pages.bodies[one.path] = page(made, title=one.title, head=mark, menu=menu)
    return pages


def fed(pages: Pages, place: str, listed: list[Post]) -> Pages:
    pages.bodies[place] = feed([(one.title, one.path, one.when) for one in listed])
    pages.types[place] = "application/rss+xml"
    return pages


LISTS = {
    "the feed that Joomla has for a category": (
        "joomla",
        "/informasi/berita",
        "",
        "/informasi/berita?format=feed&type=rss",
    ),
    "the same without pretty links": (
        "joomla",
        "/index.php?option=com_content&view=category&id=8",
        "",
        "/index.php?option=com_content&view=category&id=8&format=feed&type=rss",
    ),
    "the feed of a term of Drupal's": ("drupal", "/taxonomy/term/5", "", "/taxonomy/term/5/feed"),
    "the same behind an alias": (
        "drupal",
        "/berita",
        '<link rel="shortlink" href="/taxonomy/term/5">',
        "/taxonomy/term/5/feed",
    ),
    "the feed of a view, which the list names": (
        "drupal",
        "/berita",
        RSS.format("/berita/rss.xml"),
        "/berita/rss.xml",
    ),
    "the feed of a category of WordPress'": ("wordpress", "/category/berita/", "", "/category/berita/feed/"),
    "the same without pretty links, of WordPress'": ("wordpress", "/?cat=3", "", "/?cat=3&feed=rss2"),
    "the feed that only the list of a site of no known system names": (
        "",
        "/berita",
        RSS.format("/data/umpan-berita"),
        "/data/umpan-berita",
    ),
}


@pytest.mark.parametrize("what", LISTS)
async def test_a_list_without_dates_is_dated_by(what: str) -> None:
    system, place, head, where = LISTS[what]
    listed = posts(NEWEST, 40, 90)
    pages = fed(news_at(place, listed, system=system, head=head), where, listed)
    report = await looked(pages)
    assert told(report) == ("measured", f"{ago(NEWEST):%Y-%m-%d}"), report.steps
    assert len(pages.asked) <= 8


async def test_todays_post_counts_at_once_where_the_lists_feed_tells_its_time() -> None:
    listed = posts(0, 40, 90)
    pages = news_at("/informasi/berita", listed[:1], system="joomla", dated=True)
    assert (await looked(pages)).last_post is None
    pages = news_at("/informasi/berita", listed[:1], system="joomla", dated=True)
    made = feed(
        [
            (listed[0].title, listed[0].path, NOW - timedelta(hours=2)),
            *((one.title, one.path, one.when) for one in listed[1:]),
        ]
    )
    pages.bodies["/informasi/berita?format=feed&type=rss"] = made
    assert told(await looked(pages))[0] == "measured"


async def test_a_list_that_dates_its_entries_is_not_asked_for_its_feed() -> None:
    listed = posts(NEWEST, 40, 90)
    pages = news_at("/berita", listed, head=RSS.format("/berita/rss.xml"), dated=True)
    await looked(fed(pages, "/berita/rss.xml", listed))
    assert "/berita/rss.xml" not in pages.asked


async def test_lists_without_feeds_cost_two_requests_at_most() -> None:
    pages = Pages()
    menu = {name: f"/{name.lower()}" for name in ("Berita", "Artikel", "Pengumuman", "Kegiatan")}
    front = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(front, head=SYSTEMS["joomla"], menu=menu)
    for name, place in menu.items():
        pages.bodies[place] = page(f"<h2>{name}</h2><p>Belum ada isi.</p>", head=SYSTEMS["joomla"], menu=menu)
    await looked(pages)
    asked = [path for path in pages.asked if path.startswith(tuple(menu.values())) and "format=feed" in path]
    assert len(asked) == 2


async def test_a_feed_of_the_list_that_has_fallen_behind_is_not_where_to_look_next() -> None:
    listed = posts(3, 40, 90)
    pages = news_at("/informasi/berita", listed, system="joomla")
    fed(pages, "/?format=feed&type=rss", listed[:1])
    fed(pages, "/informasi/berita?format=feed&type=rss", listed[1:])
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert told(report)[1] == f"{ago(3):%Y-%m-%d}"
    assert pages.asked == ["/", "/?format=feed&type=rss"]


def quiet_with_map(where: str, robots: str | None) -> Pages:
    listed = posts(NEWEST, 40, 90, 120, 150, 180)
    pages, menu = Pages(), {"Profil": "/profil/sejarah"}
    words = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(words, menu=menu)
    entries = "".join(
        f"<url><loc>SITE{one.path}</loc><lastmod>{one.when.isoformat()}</lastmod></url>" for one in listed
    )
    pages.bodies[where] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    pages.types[where] = "application/xml"
    if robots is not None:
        pages.bodies["/robots.txt"] = robots
        pages.types["/robots.txt"] = "text/plain"
    for one in listed:
        pages.bodies[one.path] = page(article(one), title=one.title, menu=menu)
    return pages


async def test_a_sitemap_of_another_name_is_found_by_robots_txt() -> None:
    pages = quiet_with_map(
        "/peta/situs-1.xml", "User-agent: *\nDisallow: /admin\nSITEMAP : SITE/peta/situs-1.xml\n"
    )
    assert told(await looked(pages))[1] == f"{ago(NEWEST):%Y-%m-%d}"


async def test_robots_txt_is_asked_only_for_what_it_sells_where_the_usual_sitemap_is() -> None:
    pages = quiet_with_map("/sitemap.xml", "Sitemap: SITE/other.xml")
    report = await looked(pages)
    assert told(report)[1] == f"{ago(NEWEST):%Y-%m-%d}"
    assert report.last_post is not None
    newest = report.last_post.url.removeprefix(pages.url)
    assert pages.asked.index("/robots.txt") > pages.asked.index(newest)


@pytest.mark.parametrize(
    "robots",
    [
        "Sitemap: https://portal.example.go.id/sitemap.xml",
        "Sitemap:",
        "<html>Tidak ada</html>",
        "\0" * 4000,
        "Sitemap: SITE/sitemap.xml",
    ],
)
async def test_a_robots_txt_that_names_no_sitemap_of_the_site_adds_nothing(robots: str) -> None:
    pages = quiet_with_map("/peta/situs-1.xml", robots)
    report = await looked(pages)
    assert report.up
    assert report.last_post is None
    assert pages.asked[-1] == "/robots.txt"


async def test_lists_named_for_news_are_read_before_there_are_said_to_be_none() -> None:
    pages = Pages()
    menu = {"Berita": "/berita", "Artikel": "/artikel", "Kabar": "/kabar", "Siaran Pers": "/siaran-pers"}
    front = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(front, menu=menu)
    listed = posts(NEWEST, 40)
    for name, place in menu.items():
        rows = "".join(map(row, listed)) if name == "Siaran Pers" else "<p>Belum ada isi.</p>"
        pages.bodies[place] = page(f"<h2>{name}</h2>{rows}", menu=menu)
    for one in listed:
        pages.bodies[one.path] = page(article(one), title=one.title, menu=menu)
    report = await looked(pages)
    assert told(report) == ("measured", f"{ago(NEWEST):%Y-%m-%d}"), report.steps
    assert len(pages.asked) <= 8
