"""What a feed gives: its items' facts, judged by the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Doubt, Refusal
from opd_exporter.domain.config import Site
from opd_exporter.domain.report import Cms
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.feed import read_feed
from opd_exporter.posts.sources.model import Feed

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)


def read(items: str, head: str = "<title>Dinas</title>") -> Feed:
    body = f"<rss version='2.0'><channel>{head}{items}</channel></rss>"
    found = read_feed(body.encode(), url=f"{ORIGIN}/feed", content_type="text/xml", context=CONTEXT)
    assert found is not None
    return found


def item(path: str, title: str = "Warga membersihkan saluran air", date: str = "", more: str = "") -> str:
    when = date or "Fri, 20 Nov 2026 09:00:00 +0700"
    return f"<item><title>{title}</title><link>{ORIGIN}{path}</link><pubDate>{when}</pubDate>{more}</item>"


def test_an_items_date_counts_and_the_channels_does_not() -> None:
    (one,) = read(item("/berita/a"), "<pubDate>Tue, 24 Nov 2026 08:00:00 +0000</pubDate>").candidates
    assert one.published is not None
    assert one.published.astimezone(ZONE).date() == date(2026, 11, 20)
    assert (one.found, one.refused) == ("pubDate", None)


def test_an_item_stands_at_the_address_that_bears_no_session() -> None:
    found = read(item("/berita/a;jsessionid=E5B353F3BEC25BD6") + item("/berita;b"))
    assert [one.url for one in found.candidates] == [f"{ORIGIN}/berita/a", f"{ORIGIN}/berita;b"]


def test_an_item_without_a_date_is_kept_undated() -> None:
    (one,) = read(f"<item><title>Warga</title><link>{ORIGIN}/berita/a</link></item>").candidates
    assert one.published is None
    assert one.refused is None


@pytest.mark.parametrize("head", ["<title>Komentar di Dinas</title>", "<title>Comments for Dinas</title>"])
def test_a_feed_of_comments_says_nothing_of_posts(head: str) -> None:
    assert read(item("/berita/a#comment-1"), head) == Feed("rss", comments=True)


def test_one_category_of_posts_is_enough() -> None:
    mixed, never = "<category>Agenda</category><category>Berita</category>", "<category>Agenda</category>"
    one, other = read(item("/a-b-c", more=mixed) + item("/d-e-f", more=never)).candidates
    assert (one.rule, other.rule) == ("", "category")


def test_a_static_page_among_posts_is_a_page() -> None:
    news, page = read(item("/berita/a-b-c") + item("/halaman/visi-misi-dan-motto-dinas")).candidates
    assert news.refused is None
    assert (page.refused, page.rule) == (Refusal.NOT_A_POST, "section")


def test_a_word_that_all_addresses_of_a_feed_share_leaves_them_open() -> None:
    found = read(item("/pages/warga-membersihkan") + item("/pages/kader-menimbang")).candidates
    assert [one.refused for one in found] == [None, None]
    assert {one.open for one in found} == {Doubt.ADDRESS_ALONE}


def test_a_feed_of_events_holds_no_posts() -> None:
    found = read(item("/agenda/lomba-perahu") + item("/agenda/lari-pagi")).candidates
    assert {one.rule for one in found} == {"section"}


def test_a_page_of_html_is_no_feed() -> None:
    assert (
        read_feed(b"<html><p>404</p></html>", url=f"{ORIGIN}/feed", content_type="", context=CONTEXT) is None
    )


@pytest.mark.parametrize(
    ("generator", "name", "version"),
    [
        ("https://wordpress.org/?v=6.4.3", "wordpress", "6.4.3"),
        ("Hugo -- gohugo.io", "hugo", ""),
        ("Hugo 0.121.1", "hugo", "0.121.1"),
        ("Joomla! - Open Source Content Management", "joomla", ""),
        ("Ghost 5.82", "ghost", "5.82"),
    ],
)
def test_a_feed_names_the_system_that_wrote_it(generator: str, name: str, version: str) -> None:
    head = f"<title>Dinas</title><generator>{generator}</generator>"
    assert read(item("/berita/a"), head).system == Cms(name, version)


@pytest.mark.parametrize(
    "generator",
    [
        "FeedCreator 1.8",
        "Laravel",
        "https://github.com/jpmonette/feed",
        "Bukan WordPress, tulisan tangan",
        "wordpressmirip 2.0",
        "",
    ],
)
def test_a_library_that_writes_feeds_is_no_system(generator: str) -> None:
    head = f"<title>Dinas</title><generator>{generator}</generator>"
    assert read(item("/berita/a"), head).system is None


@pytest.mark.parametrize(
    ("title", "description", "name"),
    [
        ("Dinas Kesehatan", "Recent content on Dinas Kesehatan", "hugo"),
        ("Berita on Dinas Kesehatan", "Recent content in Berita on Dinas Kesehatan", "hugo"),
        ("Dinas Kesehatan", "Recent content on health and the agency", None),
        ("Dinas Kesehatan", "Dinas Kesehatan", None),
        ("", "Recent content on ", None),
    ],
)
def test_a_feed_is_described_as_only_hugos_template_does(
    title: str, description: str, name: str | None
) -> None:
    head = f"<title>{title}</title><description>{description}</description>"
    system = read(item("/berita/a"), head).system
    assert (system.name if system else None) == name


def test_an_item_taken_from_elsewhere_does_not_name_the_feeds_system() -> None:
    assert read(item("/berita/a", more="<generator>WordPress</generator>")).system is None


def test_a_version_of_atoms_is_that_of_the_feeds_writer() -> None:
    """Blogger's is of its data interface: a version counts where it stands in the text."""
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Dinas</title>'
        '<generator version="7.00" uri="http://www.blogger.com">Blogger</generator></feed>'
    )
    found = read_feed(body.encode(), url=f"{ORIGIN}/feed", content_type="text/xml", context=CONTEXT)
    assert found is not None
    assert found.system == Cms("blogger")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("<rss version='2.0'><channel><title>Dinas</title><link>", None),  # broke off before it said anything
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Dinas</title>", None),
        ("<rss version='2.0'><channel><title>Dinas</title></channel>", 0),
        ("<rss version='2.0'><channel><title>Dinas</title></channel></rss><!-- 0.2s -->", 0),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", 0),
        ("<rdf:RDF><channel><title>Dinas</title></channel></rdf:RDF>", 0),
        (f"<rss version='2.0'><channel>{item('/berita/a')}<item><title>Warga", 1),
    ],
)
def test_a_feed_that_broke_off_before_its_first_entry_was_not_read(text: str, entries: int | None) -> None:
    found = read_feed(text.encode(), url=f"{ORIGIN}/feed", content_type="text/xml", context=CONTEXT)
    told = None if found is None else sum(one.published is not None for one in found.candidates)
    assert told == entries
