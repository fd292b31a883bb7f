"""Feeds and interfaces that a person can read are read, however their server damages them: sites where nothing but the
feed dates anything."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from email.utils import format_datetime

import pytest
from aiohttp import web
from news_sites import Post, ago, bare_article, bare_row, page, posts, site
from watched_site import looked

from site_server import Pages, feed

NOTICES = "".join(
    f"<br />\n<b>Deprecated</b>:  Function lama() is deprecated in <b>/home/web/modul-{n}.php</b> on line <b>{n}</b><br />\n"
    for n in range(90)
)
FOUND = 12
"""Age of the newest post, which every damaged source tells."""
ASKED = (
    "/wp-json/wp/v2/posts?per_page=20&_fields=date%2Cdate_gmt%2Clink%2Cslug%2Ctitle%2Cexcerpt%2Ctype%2Cstatus"
)
RSS = '<link rel="alternate" type="application/rss+xml" href="/feed">'


def quiet(listed: list[Post], head: str = RSS) -> Pages:
    """A site whose pages show neither lists nor days."""
    pages = Pages()
    words = (
        "<p>Selamat datang di laman kami. Kantor ini melayani warga setiap hari kerja, pagi sampai sore.</p>"
    )
    pages.bodies["/"] = page(words, head=head, menu={})
    for post in listed:
        pages.bodies[post.path] = page(bare_article(post), title=post.title, head=head, menu={})
    return pages


def rss(listed: list[Post]) -> str:
    return feed([(post.title, post.path, post.when) for post in listed])


def with_feed(damage: Callable[[str], str | bytes], kind: str = "application/rss+xml") -> Pages:
    listed = posts(FOUND, 26, 40, 61)
    pages, damaged = quiet(listed), damage(rss(listed))
    raw = damaged if isinstance(damaged, bytes) else damaged.encode()
    pages.bodies["/feed"] = lambda _: web.Response(body=raw, headers={"Content-Type": kind})
    return pages


def in_titles(text: str) -> Callable[[str], str]:
    """Text put into the titles of the first two entries."""
    return lambda xml: xml.replace(" Program ", text, 3)


def by_date(xml: str) -> str:
    """Days as ``dc:date``, of a prefix that nothing declares."""
    for age in (FOUND, 26, 40, 61):
        xml = xml.replace(
            f"<pubDate>{format_datetime(ago(age))}</pubDate>", f"<dc:date>{ago(age).isoformat()}</dc:date>"
        )
    assert "<item>" in xml
    assert "pubDate" not in xml
    return xml


def as_json_feed(xml: str) -> str:
    listed = [
        {
            "title": part.partition("</title>")[0] + " \ud83d",
            "url": part.partition("<link>")[2].partition("</link>")[0],
            "date_published": ago(age).isoformat(),
        }
        for part, age in zip(xml.split("<item><title>")[1:], (FOUND, 26, 40, 61), strict=True)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Warta", "items": listed})


def interface(answer: Callable[[str], str]) -> Pages:
    """A WordPress site whose interface answers so."""
    listed = posts(FOUND, 26, 40)
    pages = quiet(listed, head='<link rel="https://api.w.org/" href="/wp-json/">')
    entries = [
        {
            "date": post.when.replace(tzinfo=None).isoformat(),
            "link": f"SITE{post.path}",
            "title": {"rendered": post.title},
            "status": "publish",
        }
        for post in listed
    ]

    def answered(request: web.Request) -> web.Response:
        text = answer(json.dumps(entries)).replace("SITE", f"http://{request.host}")
        return web.Response(body=text.encode(), content_type="application/json")

    pages.bodies[ASKED] = answered
    return pages


def cases() -> dict[str, tuple[Pages, int | None]]:
    """Each site under the sentence that it proves, and the age of its last post; None: no date may be claimed."""
    return {
        "a feed behind thousands of characters of notices": (with_feed(lambda xml: NOTICES + xml), FOUND),
        "a feed whose declaration stands before the notices": (
            with_feed(lambda xml: xml.replace("?>", f"?>{NOTICES}", 1)),
            FOUND,
        ),
        "notices between entries": (
            with_feed(lambda xml: xml.replace("<item>", f"<item>{NOTICES}", 2)),
            FOUND,
        ),
        "a feed that is a gzip file": (
            with_feed(lambda xml: gzip.compress(xml.encode()), "application/octet-stream"),
            FOUND,
        ),
        "a gzip file in several members": (
            with_feed(lambda xml: gzip.compress(xml[:400].encode()) + gzip.compress(xml[400:].encode())),
            FOUND,
        ),
        "a pair of surrogates as two references": (with_feed(in_titles(" &#55357;&#56841; ")), FOUND),
        "half a pair in hexadecimal": (with_feed(in_titles(" &#xD83D; ")), FOUND),
        "references to what is no character": (with_feed(in_titles(" &#0;&#31;&#99999999; ")), FOUND),
        "a line break that nothing closes in a title": (with_feed(in_titles("<br>Program ")), FOUND),
        "bold that nothing closes in a title": (with_feed(in_titles(" <b>Program ")), FOUND),
        "an ampersand and a reference of HTML in a title": (
            with_feed(in_titles(" A & B &nbsp;&hellip; ")),
            FOUND,
        ),
        "a smaller-than sign in a title": (with_feed(in_titles(" < 30 Tahun ")), FOUND),
        "a character that XML forbids": (with_feed(in_titles(" \x0b\x01 ")), FOUND),
        "a prefix that nothing declares": (with_feed(by_date), FOUND),
        "half a pair in a JSON feed": (with_feed(as_json_feed, "application/feed+json"), FOUND),
        "a JSON feed behind notices": (with_feed(lambda xml: NOTICES + as_json_feed(xml)), FOUND),
        "an interface behind notices": (interface(lambda text: NOTICES + text), FOUND),
        "an interface before notices": (interface(lambda text: text + NOTICES), FOUND),
        "a page that shows the source of a feed is no feed": (
            with_feed(lambda xml: page(f"<h1>Contoh</h1><textarea>{xml}</textarea>"), "text/html"),
            None,
        ),
        "a script that holds a feed is no feed": (
            with_feed(lambda xml: f"<script>var contoh = '{xml}';</script>", "text/html"),
            None,
        ),
        "a feed in a comment is no feed": (with_feed(lambda xml: f"<!-- {xml} -->"), None),
        "a page that holds data is no interface": (
            interface(lambda text: page(f"<script type='application/json'>{text}</script>")),
            None,
        ),
    }


CASES = cases()


@pytest.mark.parametrize("name", CASES)
async def test_a_damaged_source_tells_what_it_tells_a_reader(name: str) -> None:
    pages, expected = CASES[name]
    report = await looked(pages)
    assert report.up, report.steps
    days = (ago(0).date() - report.last_post.published.date()).days if report.last_post else None
    assert days == expected, report.steps


async def test_a_list_is_read_although_the_feed_is_none() -> None:
    """What is not read as a feed leaves the look to the other sources."""
    listed = posts(9, 30, 60)
    pages = site(listed, row=bare_row, fed=listed)
    pages.bodies["/feed"] = page(f"<pre>{rss(listed)}</pre>")
    report = await looked(pages)
    assert report.last_post
    assert (ago(0).date() - report.last_post.published.date()).days == 9
