"""What servers wrap around a document, and what they break in it."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.documents import (
    MAX_MEMBERS,
    MAX_UNPACKED,
    json_in,
    only_notices,
    unescaped,
    unpacked,
)
from opd_exporter.posts.sources.feed import read_feed, text_of
from opd_exporter.posts.sources.rest import read_rest
from opd_exporter.posts.sources.sitemap import read_sitemap
from opd_exporter.posts.sources.xml_tree import local_name, root_of, text_in
from opd_exporter.text.address import absolute

URL = "http://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 25, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)
NOTICE = "<br />\n<b>Warning</b>:  foreach(): [0] {a} in <b>/home/x.php</b> on line <b>7</b><br />\n"
SCRAPS = [
    "<![CDATA[", "]]>", "<!--", "-->", "<title>", "</title>", "<br>", "<item>", "</item>", "<link>", "&", "&#55357;",
    "&#56841;", "&amp;", "<", ">", "x", "\x00", "<?php", "?>", "<b", "</rss>", "<dc:date>",
]  # fmt: skip
SITEMAP = "".join(f"<url><loc>{URL}berita/judul-berita-nomor-{n}?a=1&b={n}</loc></url>" for n in range(9))


class TestGzipFiles:
    def test_a_bomb_is_opened_no_further_than_the_limit(self) -> None:
        bomb = gzip.compress(b"<rss>" + b"<item></item>" * 8_000_000, 1)
        assert len(bomb) < 2**20
        tracemalloc.start()
        try:
            plain = unpacked(bomb)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert MAX_UNPACKED - 100 < len(plain) <= MAX_UNPACKED
        assert most < 4 * MAX_UNPACKED

    def test_many_members_are_together_no_larger_than_one(self) -> None:
        member = gzip.compress(b"<item></item>" * 80_000)
        assert len(unpacked(member * 50)) <= MAX_UNPACKED
        assert len(unpacked(gzip.compress(b"<a/>") * (MAX_MEMBERS + 9))) == 4 * MAX_MEMBERS

    def test_of_a_file_that_breaks_off_counts_what_is_whole(self) -> None:
        """Half a date is another date."""
        dates = "".join(f"<pubDate>Sun, {n % 28 + 1} Nov {1995 + n % 30}</pubDate>" for n in range(5000))
        packed = gzip.compress(dates.encode())
        plain = unpacked(packed[: len(packed) // 2]).decode()
        assert dates.startswith(plain)
        assert plain.endswith(">")
        assert plain

    @given(st.binary(max_size=200))
    def test_what_is_no_gzip_after_all_does_no_harm(self, body: bytes) -> None:
        assert isinstance(unpacked(b"\x1f\x8b" + body), bytes)
        assert body.startswith(b"\x1f\x8b") or unpacked(body) == body

    def test_a_packed_sitemap_and_a_packed_interface_are_read(self) -> None:
        found = read_sitemap(
            gzip.compress(f"<urlset>{SITEMAP}</urlset>".encode()), url=f"{URL}sitemap.xml.gz", context=CONTEXT
        )
        assert found
        assert len(found.candidates) == 9
        listed = json.dumps([{"title": "Judul berita", "date": "2026-11-20T10:00:00"}]).encode()
        assert read_rest(gzip.compress(listed), url=f"{URL}api", context=CONTEXT)


class TestNotices:
    @pytest.mark.parametrize(
        "before",
        [
            "",
            NOTICE * 200,
            "<!-- cache 0.2s --><script>var a = '<b>';</script>\n",
            "<table class='xdebug-error'><tr><td>Notice</td></tr></table><pre>array(0)</pre>",
            "PHP Notice:  Undefined index in /home/x.php on line 3\n",
        ],
    )
    def test_scraps_that_a_program_prints_stand_before_a_document(self, before: str) -> None:
        assert only_notices(before)
        assert root_of(f"{before}<rss><channel/></rss>", ("rss",)) is not None
        assert json_in(f'{before}[{{"a": 1}}]') == [{"a": 1}]

    @pytest.mark.parametrize(
        "before",
        [
            "<!DOCTYPE html><p>",
            "<html><p>",
            "<body class=x>",
            "<script>var umpan = '",
            "<textarea>",
            "<PRE>",
            "<!-- ",
            "<style>",
            "<title>Contoh</title>",
            "<div data-isi='",
        ],
    )
    def test_what_shows_or_holds_a_document_is_not_it(self, before: str) -> None:
        assert root_of(f"{before}<rss><channel/></rss>", ("rss",)) is None
        assert json_in(f'{before}[{{"a": 1}}]') is None

    def test_data_in_a_notice_is_not_the_answer(self) -> None:
        answer = [{"title": "Judul", "date": "2026-11-20"}] * 3
        assert json_in(f'Notice: {{"a": 1}} in x.php\n{json.dumps(answer)}') == answer

    @given(st.text(st.sampled_from("[]{}\"':,ab0<>&;#x-!? \n"), max_size=80))
    def test_no_text_is_a_failure(self, text: str) -> None:
        json_in(text)
        root_of(f"<rss>{text}", ("rss",))
        read_feed(text.encode(), url=URL, content_type="", context=CONTEXT)

    def test_the_declared_charset_counts_behind_notices(self) -> None:
        body = f'{NOTICE}<?xml version="1.0" encoding="iso-8859-1"?><rss><title>Café</title></rss>'
        assert "Café" in text_in(body.encode("latin-1"), "")

    def test_a_declaration_shown_in_an_entry_is_not_the_documents(self) -> None:
        shown = '<![CDATA[<?xml version="1.0" encoding="iso-8859-1"?>]]>'
        assert (
            "Café"
            in text_in(f"<rss><title>Café {shown} Café</title></rss>".encode(), "").rpartition("]]>")[2]
        )


class TestMending:
    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("a &#55357;&#56841; b", "a \U0001f609 b"),
            ("a &#xD83D;&#xDE09; b", "a \U0001f609 b"),
            ("a &#xd83d;&#56841; b", "a \U0001f609 b"),
            ("a &amp;#55357;&amp;#56841; b", "a \U0001f609 b"),
            ("<![CDATA[a &#55357;&#56841; b]]>", "a \U0001f609 b"),
            ("a &#55357; b", "a \ufffd b"),
            ("a &#56841;&#55357; b", "a \ufffd\ufffd b"),
            ("a&#0;&#8;b", "ab"),
            ("a &#1114112; b", "a \ufffd b"),
            ("a<br>b", "a b"),
            ("a<BR>b", "a b"),
            ("a<br/>b", "a b"),
            ("a<img src='x'>b", "a b"),
            ("<b>a <i>b", "a b"),
            ("a</b> b", "a b"),
            ("a & b &nbsp; c &eacute; d", "a & b c é d"),
            ("A&B", "A&B"),
            ("R&D; x", "R&D; x"),
            ("suhu < 30 dan > 20", "suhu < 30 dan > 20"),
            ("<![CDATA[a <br> b & c]]> d", "a b & c d"),
            ("&#8211; &quot;x&quot;", '– "x"'),
        ],
    )
    def test_a_title_says_what_a_reader_sees(self, title: str, expected: str) -> None:
        entry = "<item><title>{}</title><link>/berita/x</link><pubDate>Sun, 22 Nov 2026 09:30:00 +0700</pubDate></item>"
        body = f"<rss><channel><title>W</title>{entry.format(title)}{entry.format('Kedua')}</channel></rss>"
        found = read_feed(body.encode(), url=f"{URL}feed", content_type="", context=CONTEXT)
        assert found
        assert [one.title for one in found.candidates] == [expected, "Kedua"]
        assert {one.url for one in found.candidates} == {f"{URL}berita/x"}
        assert all(one.published for one in found.candidates)

    @pytest.mark.parametrize("name", ["author", "category", "dc:creator", "media:credit", "guid"])
    @pytest.mark.parametrize("tag", ["<br>", "<b>", "<img src=x>", "</p>"])
    def test_a_tag_left_open_elsewhere_loses_no_entry(self, name: str, tag: str) -> None:
        body = f"<rss><item><{name}>A{tag}B</{name}><title>x</title><link>/berita/x</link></item></rss>"
        found = read_feed(body.encode(), url=f"{URL}feed", content_type="", context=CONTEXT)
        assert found
        assert [(one.title, one.url) for one in found.candidates] == [("x", f"{URL}berita/x")]

    def test_addresses_keep_their_ampersands(self) -> None:
        for link in ("/b?x=1&y=2", "/b?x=1&amp;y=2", "<![CDATA[/b?x=1&y=2]]>"):
            body = f"<rss><item><title>x</title><link>{link}</link></item></rss>"
            found = read_feed(body.encode(), url=f"{URL}feed", content_type="", context=CONTEXT)
            assert found
            assert found.candidates[0].url == f"{URL}b?x=1&y=2"

    @pytest.mark.parametrize("root", ["rdf:RDF", "x:rss", "atom:feed"])
    def test_prefixes_that_nothing_declares_are_prefixes(self, root: str) -> None:
        tree = root_of(
            f"<{root}><rss:item><dc:date>2026</dc:date></rss:item></{root}>", ("rss", "rdf", "feed")
        )
        assert tree is not None
        assert [local_name(one) for one in tree.iter()][1:] == ["item", "date"]

    def test_a_sitemap_behind_notices_with_bare_ampersands_is_read(self) -> None:
        body = f"{NOTICE * 90}<urlset>{SITEMAP}</urlset>".encode()
        found = read_sitemap(body, url=f"{URL}sitemap.xml", context=CONTEXT)
        assert found
        assert f"{URL}berita/judul-berita-nomor-8?a=1&b=8" in {one.url for one in found.candidates}

    def test_entities_of_the_sites_own_are_never_resolved(self) -> None:
        bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        body = f"{bomb}<rss><item><title>x &a; &b; y</title><link>/x</link></item></rss>"
        found = read_feed(body.encode(), url=f"{URL}feed", content_type="", context=CONTEXT)
        assert found
        assert found.candidates[0].title == "x &a; &b; y"

    @given(st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join))
    def test_no_heap_of_scraps_is_a_failure_or_hides_the_entry_before_it(self, scraps: str) -> None:
        before = "<rss><item><title>Judul</title><link>/berita/x</link></item>"
        found = read_feed(f"{before}{scraps}".encode(), url=f"{URL}feed", content_type="", context=CONTEXT)
        assert found
        assert found.candidates[0].title == "Judul"


def test_half_a_character_from_json_is_a_replacement() -> None:
    body = rb'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "a \ud83d", "url": "/b/\ud83d"}]}'
    found = read_feed(body, url=URL, content_type="", context=CONTEXT)
    assert found
    assert (found.candidates[0].title, found.candidates[0].url) == ("a \ufffd", f"{URL}b/%EF%BF%BD")
    listed = rb'[{"title": "a \ud83d", "date": "2026-11-20", "slug": "\ud83d"}, {"title": "b", "date": "2026-11-19"}]'
    candidates = read_rest(listed, url=f"{URL}api", context=CONTEXT)
    assert candidates
    assert candidates[0].title == "a \ufffd"
    assert absolute(URL, "/\udc00") == f"{URL}%EF%BF%BD"
    assert text_of("&lt;b&gt;\ud83d") == "\ufffd"


@given(st.text(st.sampled_from("&#;x0123456789dD8amp\ud83d\ude09"), max_size=40))
def test_unescaped_text_can_always_be_written(text: str) -> None:
    unescaped(text).encode()
