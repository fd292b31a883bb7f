"""Pages as plain data: what is shown, where it stands, what it leads to."""

from __future__ import annotations

import gzip
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.page.bounds import MAX_LINKS, MAX_TEXTS
from opd_exporter.page.model import Area, Page
from opd_exporter.page.parse import parse

gzipped = partial(gzip.compress, mtime=0)  # the same bytes at any time: tests are named by them

URL = "https://dinkes.example.go.id/berita/"


def page(html: str, url: str = URL, **headers: str) -> Page:
    return parse(html.encode(), url=url, headers={"content-type": "text/html", **headers})


def shown(html: str) -> list[str]:
    return [text.text for text in page(html).texts if not text.hidden]


def test_inline_markup_does_not_cut_a_date_in_pieces() -> None:
    assert shown("<p>Serang, <b>24</b> Juli <i>2019</i></p>") == ["Serang, 24 Juli 2019"]


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<h2><span class=judul>Berita</span></h2>", ["h2"]),
        ("<h3><span class=a><span class=b>Berita</span></span></h3>", ["h3"]),
        ("<h3><span class=kategori>Agenda</span> Rapat koordinasi</h3>", ["span", "h3"]),
        ("<h3><a href=/x>Rapat koordinasi</a></h3>", ["a"]),
        ("<h3><time>24 Juli 2019</time></h3>", ["time"]),
        ("<h3></h3><p>Rapat koordinasi</p>", ["p"]),
    ],
)
def test_all_that_a_heading_says_is_the_heading(html: str, tags: list[str]) -> None:
    assert [text.tag for text in page(html).texts] == tags


def test_a_line_break_ends_a_run_and_a_block() -> None:
    texts = page("<p>24 Juli<br>2019</p>").texts
    assert [text.text for text in texts] == ["24 Juli", "2019"]
    assert texts[0].block != texts[1].block


def test_what_stands_after_the_closing_html_tag_is_still_read() -> None:
    html = "<html><body><p>atas</p></body></html><p>bawah <a href='/x'>tautan</a></p>"
    assert shown(html) == ["atas", "bawah", "tautan"]
    assert [link.url for link in page(html).links] == ["https://dinkes.example.go.id/x"]


def test_scripts_styles_and_templates_are_not_text() -> None:
    html = "<style>p{}</style><script>var a='teks'</script><template><p>x</p></template><p>isi</p>"
    assert shown(html) == ["isi"]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE",
        "visibility:hidden",
        "position:absolute;left:-9999px",
        "text-indent:-5000px",
        "height:0;overflow:hidden",
        "font-size:0",
    ],
)
def test_what_a_person_cannot_see_is_marked_hidden(style: str) -> None:
    found = page(f'<div style="{style}"><a href="https://slot.example/">slot</a></div><p>isi</p>')
    assert [(text.text, text.hidden) for text in found.texts] == [("slot", True), ("isi", False)]
    assert found.links[0].hidden


@pytest.mark.parametrize(
    "style", ["height:100px", "line-height:1", "opacity:0.9", "margin-top:-10px", "min-height:1px"]
)
def test_ordinary_styles_hide_nothing(style: str) -> None:
    assert not page(f'<div style="{style}"><p>isi</p></div>').texts[0].hidden


@pytest.mark.parametrize(
    ("html", "area"),
    [
        ("<nav><p>x</p></nav>", Area.NAV),
        ("<div role=navigation><p>x</p></div>", Area.NAV),
        ("<footer><nav><p>x</p></nav></footer>", Area.FOOTER),
        ("<div class='sidebar'><p>x</p></div>", Area.ASIDE),
        ("<aside><article><p>x</p></article></aside>", Area.ASIDE),
        ("<div id='gpr-kominfo-widget-container'><ul><li>x</li></ul></div>", Area.WIDGET),
        ("<div id='comments'><p>x</p></div>", Area.COMMENTS),
        ("<body class='has-sidebar right-sidebar sidebar'><div><p>x</p></div></body>", Area.MAIN),
        ("<div class='sidebar-layout'><main><p>x</p></main></div>", Area.MAIN),
        ("<article><header class='entry-header'><p>x</p></header></article>", Area.MAIN),
        ("<header class='site-header'><p>x</p></header>", Area.HEADER),
        ("<div class='container'><div class='row'><p>x</p></div></div>", Area.MAIN),
    ],
)
def test_area_of_a_text(html: str, area: Area) -> None:
    assert page(html).texts[0].area is area


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("detail", "https://dinkes.example.go.id/berita/detail"),
        ("../a b", "https://dinkes.example.go.id/a%20b"),
        ("\\atas\\x", "https://dinkes.example.go.id/atas/x"),
        ("//portal.example.go.id/x#y", "https://portal.example.go.id/x"),
        ("https://user:rahasia@dinkes.example.go.id/x", "https://dinkes.example.go.id/x"),
        ("/jalan/é?q=ü", "https://dinkes.example.go.id/jalan/%C3%A9?q=%C3%BC"),
        ("ja\nvascript:alert(1)", ""),
        ("javascript:void(0)", ""),
        ("mailto:a@example.go.id", ""),
        ("tel:0254", ""),
        ("#atas", ""),
        ("", ""),
        ("http://[::1", ""),
        ("https:///kosong", ""),
        ("x" * 3000, ""),
    ],
)
def test_links_are_resolved_as_a_browser_would(href: str, url: str) -> None:
    html = f'<a href="{href}">judul</a>'
    assert page(html).links[0].url == url


def test_a_base_on_another_host_makes_relative_links_somebody_elses() -> None:
    html = '<base href="https://lain.example/"><a href="berita">x</a>'
    assert page(html).links[0].url == "https://lain.example/berita"


def test_a_javascript_base_is_ignored() -> None:
    html = '<base href="javascript:1"><a href="detail">x</a>'
    assert page(html).links[0].url == URL + "detail"


def test_a_link_is_named_by_its_text_or_its_image() -> None:
    found = page('<a href=a><h3>Judul <b>besar</b></h3></a><a href=b><img alt="Foto kegiatan" src=i.jpg></a>')
    assert [link.text for link in found.links] == ["Judul besar", "Foto kegiatan"]
    assert found.images == (URL + "i.jpg",)


@pytest.mark.parametrize(
    "body",
    [gzipped(b"<html>" * 99), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 3, b"\0" * 1000],
)
def test_what_is_no_text_is_no_page(body: bytes) -> None:
    assert not parse(body, url=URL, headers={"content-type": "text/html"}).html


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        ("<title>Café</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "Café"),
        ("<meta charset=windows-1252><title>Café</title>".encode("cp1252"), "text/html", "Café"),
        ("<title>Café</title>".encode("utf-8-sig"), "text/html; charset=latin1", "Café"),
        ("<title>Café</title>".encode("utf-16"), "text/html", "Café"),
        ("<meta charset=utf-16><title>Café</title>".encode(), "text/html", "Café"),
        ("<title>Café</title>".encode(), "text/html; charset=no-such-charset", "Café"),
        ("<title>Café</title>".encode(), "text/html; charset=utf-16", "Café"),
        ("<title>Café</title>".encode("utf-16-le"), "text/html; charset=utf-16le", "Café"),
        (b"<title>Caf\xe9</title>", "text/html", "Caf�"),
        ("<title>Café</title>".encode(), "text/html; charset=rot13", "Café"),
    ],
)
def test_charset(body: bytes, content_type: str, title: str) -> None:
    assert parse(body, url=URL, headers={"content-type": content_type}).title == title


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"a": 1}', "application/json"),
        (b"%PDF-1.4", "application/pdf"),
        (b"halo", "text/plain"),
        (b"\x89PNG", ""),
    ],
)
def test_what_is_not_html_is_said_to_be_none(body: bytes, content_type: str) -> None:
    assert not parse(body, url=URL, headers={"content-type": content_type}).html


def test_data_for_machines_is_kept_apart_from_text() -> None:
    html = (
        '<script type="application/ld+json">{"@type":"Article"}</script>'
        '<script id="__NEXT_DATA__" type="application/json">{"props":1}</script>'
        '<div id="app" data-page="{&quot;a&quot;:1}"></div><script src="/app.js"></script>'
    )
    found = page(html)
    assert found.json_ld == ('{"@type":"Article"}',)
    assert found.data_scripts == (("__NEXT_DATA__", '{"props":1}'), ("data-page", '{"a":1}'))
    assert found.scripts == ("https://dinkes.example.go.id/app.js",)
    assert found.text == ""


def test_a_style_sheet_that_another_loads_is_loaded() -> None:
    found = page(
        "<style>@import url('/sites/default/files/css/a.css');\n@import url(b.css?q1);\n@import \"//cdn.example.com/c.css\";"
        ".x{background:url(/d.png)}</style>"
    )
    assert found.assets == (
        "https://dinkes.example.go.id/sites/default/files/css/a.css",
        "https://dinkes.example.go.id/berita/b.css?q1",
        "https://cdn.example.com/c.css",
    )


def test_hostile_sizes_are_capped() -> None:
    found = page("<p><a href='/x'>y</a></p>" * 20_000 + "<div>" * 50_000)
    assert len(found.links) <= MAX_LINKS
    assert len(found.texts) <= MAX_TEXTS


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400) | st.text(alphabet="<>/ abdivph123\"'=!-&;#\x00é", max_size=400).map(str.encode)
)
def test_no_bytes_break_the_parser(body: bytes) -> None:
    found = parse(body, url=URL, headers={"content-type": "text/html"})
    assert all(text.text or text.datetime for text in found.texts)
    assert all(not link.url or link.url.startswith(("http://", "https://")) for link in found.links)


def test_a_quote_left_open_does_not_swallow_the_page() -> None:
    rows = "".join(f'<p class="baris"><a href="/berita/{n}">Berita nomor {n}</a></p>' for n in range(600))
    page = parse(
        f'<html><body><div class="kotak><b>x</b></div>{rows}</body></html>'.encode(),
        url="https://dinkes.example.go.id/",
        headers={"content-type": "text/html"},
    )
    assert len(page.links) > 500


@pytest.mark.parametrize("part", ["article", "blockquote", "figure", "details", "li"])
def test_a_header_or_footer_inside_an_article_or_a_quotation_is_its_own(part: str) -> None:
    page = parse(
        f"<html><body><header>Dinas</header><{part}><header><h2>Judul</h2></header><p>Isi</p><footer>3 Mei 2024</footer>"
        f"</{part}><footer>Hak cipta</footer></body></html>".encode(),
        url="https://dinkes.example.go.id/",
        headers={"content-type": "text/html"},
    )
    assert [(text.text, text.area.value) for text in page.texts] == [
        ("Dinas", "header"),
        ("Judul", "main"),
        ("Isi", "main"),
        ("3 Mei 2024", "main"),
        ("Hak cipta", "footer"),
    ]
