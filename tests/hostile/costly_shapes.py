"""Bodies made to cost much, by shape: a function of the size in bytes."""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]


def again(piece: str, before: str = "", after: str = "") -> Shape:
    """One piece over and over."""
    return lambda size: before + piece * ((size - len(before) - len(after)) // len(piece)) + after


def counted(piece: str, before: str = "", after: str = "") -> Shape:
    """Pieces that differ by a number."""

    def made(size: int) -> str:
        longest = len(piece.replace("#", "9999999"))
        return before + "".join(piece.replace("#", str(n)) for n in range(size // longest)) + after

    return made


PAGES: dict[str, Shape] = {
    "paragraphs": again("<p>x"),
    "paragraphs in capitals": again("<P>X"),
    "blocks inside blocks": again("<div>"),
    "attributes, by newlines": counted("a#=1\n", "<div ", ">"),
    "attributes, by tabs": counted("a#\t", "<div ", ">"),
    "attributes, by slashes": counted("a#/", "<div/", ">"),
    "attributes after tags in a value": counted("a#=1 ", "<div x='" + "<b " * 30 + "' ", ">"),
    "attributes of an end tag": counted("a#=1\n", "<div></div ", ">"),
    "tags of 100 attributes": again("<b " + " ".join(f"a{n}" for n in range(100)) + ">"),
    "tags of 101 attributes": again("<b " + " ".join(f"a{n}" for n in range(101)) + ">"),
    "blanks in a tag": lambda size: "<a " + " " * (size - 4),
    "open quotes": again('<a x="'),
    "quotes without a value": again("<a '\">"),
    "angle brackets": again("<"),
    "comments": again("<!--x-->"),
    "open comments": again("<!--"),
    "links": counted("<a href=/berita/#>Berita dinas nomor # hari ini</a> "),
    "links to others": counted("<a href=https://slot#.example.com/>slot gacor # maxwin</a>"),
    "links with clicks": again("<div onclick=\"location=  '/x'\">x</div>"),
    "rows with dates": counted(
        "<li><a href=/b/kabar-#>Berita dinas nomor # hari ini</a> 5 Oktober 2026</li>"
    ),
    "headings with dates": counted("<h2><a href=/b/#>Judul berita # hari ini</a></h2><p>5 Oktober 2026</p>"),
    "headings": counted("<h2>Judul berita nomor # hari</h2>"),
    "tables in tables": again("<table><tr><td>"),
    "cells with open elements": again("<tr><td><b><i>x", "<table>"),
    "lists in lists": again("<ul><li>x"),
    "definitions in definitions": again("<dl><dt>x<dd>"),
    "open formatting": counted("<b class=#><p>"),
    "inline elements": again("<b><i>x</i>"),
    "misnested": again("<a><div></a>"),
    "end tags": again("</b>"),
    "end tags below open elements": again("</b>", "<b><div>" + "<i>" * 190),
    "ends of paragraphs": again("</p>"),
    "drawings": again("<svg><g>"),
    "broken drawings": again("<svg><p>"),
    "html in drawings": again("<svg><foreignObject>"),
    "character data": again("<svg><![CDATA[x]]></svg>"),
    "templates": again("<template>"),
    "closed templates": again("<template></template>"),
    "noscript": again("<noscript><p>x</p></noscript>"),
    "open scripts": again("<script><!--"),
    "scripts": counted("<script src=/s#.js></script>"),
    "code": counted('fetch("/api/posts/#");', '<script>x="/api/"</script><script>', "</script>"),
    "selects": again("<select><option>x"),
    "void elements": again("<embed>"),
    "images": counted("<img src=/f/#.jpg alt=x>"),
    "frames": again("<iframe src=/a></iframe>"),
    "forms": again("<form action=/f>"),
    "styles": again("<p style='display : block;height : 1px ;'>x</p>"),
    "class names": counted('<i class="a# b#">x</i>'),
    "names of elements": counted("<x#></x#>"),
    "times": again("<time datetime=2024-01-01>x</time>"),
    "dates": again("5 Oktober 2026, 12/11/2026 "),
    "digits": again("1/1/"),
    "metas": again("<meta property=article:published_time content=2026-10-05T01:00:00>"),
    "structured data": again('<script type=application/ld+json>{"datePublished":"2026-01-01"}</script>'),
    "nested data": lambda size: "<script type=application/ld+json>" + "[" * (size - 40),
    "entities": again("&amp;&#65;&nosuch;"),
    "blanks": again(" \u00a0"),
    "words": again("kata dan kata "),
    "long paragraphs": again("<p>" + "kata dan kata lagi " * 40),
    "adverts": again("slot gacor "),
    "breaks": again("x<br>"),
}

DATA: dict[str, Shape] = {
    "items": counted(
        "<item><title>Berita dinas # hari ini</title><link>https://dinkes.example.go.id/b/#</link>"
        "<pubDate>Mon, 05 Oct 2026 10:00:00 +0700</pubDate></item>",
        "<rss><channel>",
        "</channel></rss>",
    ),
    "items in items": again("<item>", "<rss><channel>"),
    "open items": again("<item><title>x</item>", "<rss><channel>"),
    "dates of one item": counted("<pubDate>#</pubDate>", "<rss><channel><item>", "</item></channel></rss>"),
    "markup in items": again("<p>kata ", "<rss><channel><item><title>a</title><description><![CDATA[", "]]></description></item></channel></rss>"),
    "attributes in a feed": counted('a#="1" ', "<rss><channel ", "/></rss>"),
    "name spaces": counted('xmlns:a#="u#" ', "<rss ", "/>"),
    "entities declared": counted('<!ENTITY a# "x">', "<!DOCTYPE r [", "]><rss/>"),
    "ampersands": again("&", "<rss><channel><item><title>"),
    "notices": again("<br />\n<b>Notice</b>: x "),
    "instructions": again("<?x?>", "<rss>"),
    "addresses": counted("<url><loc>https://dinkes.example.go.id/berita/kabar-#</loc><lastmod>2026-10-01</lastmod></url>", "<urlset>", "</urlset>"),
    "further sitemaps": counted("<sitemap><loc>https://dinkes.example.go.id/s#.xml</loc></sitemap>", "<sitemapindex>", "</sitemapindex>"),
    "addresses in addresses": again("<url><loc>x", "<urlset>"),
    "posts": counted('{"id":#,"title":"Berita dinas # hari ini","date":"2026-10-01","link":"/b/#"},', "[", "{}]"),
    "posts with markup": counted('{"title":{"rendered":"<p>&lt;b #"},"content":"' + "<p>x" * 20 + '","date":"2026-10-01"},', "[", "{}]"),
    "told in full": counted('{"judul":"Berita dinas # hari ini","tanggal":"2026-10-01","isi":"' + "<i>" * 300 + '"},', "[", "{}]"),
    "brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "objects in objects": lambda size: '{"a":' * (size // 6) + "1" + "}" * (size // 6),
    "keys": counted('"a#":1,', "{", '"z":1}'),
    "one number": lambda size: "[1" + "0" * (size - 4) + "]",
    "paragraphs": PAGES["paragraphs"],
    "angle brackets": PAGES["angle brackets"],
    "blanks": PAGES["blanks"],
}  # fmt: skip
