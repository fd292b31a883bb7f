"""Markup made to be slow or large: every list stays within its limit, and what follows is still read where it can be.

A guard ends a test whose work grows faster than its page; how fast it is is measured in ``bench/``."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.page.bounds import (
    MAX_ASSETS,
    MAX_CHARS,
    MAX_DATA,
    MAX_INLINE,
    MAX_LINKS,
    MAX_MANY,
    MAX_RUN,
    MAX_TEXTS,
)
from opd_exporter.page.model import Page
from opd_exporter.page.parse import parse
from opd_exporter.page.walk import MAX_DEPTH

URL = "https://dinkes.example.go.id/"
SIZE = 1 << 20


def page(html: str) -> Page:
    return parse(html.encode("utf-8", "replace"), url=URL, headers={"content-type": "text/html"})


def within_limits(found: Page) -> bool:
    return (
        len(found.texts) <= MAX_TEXTS
        and all(len(text.text) <= MAX_RUN and len(text.path) <= MAX_DEPTH for text in found.texts)
        and sum(len(text.text) for text in found.texts) <= MAX_CHARS + MAX_RUN
        and len(found.links) <= MAX_LINKS
        and len(found.assets) <= MAX_ASSETS + MAX_MANY
        and max(map(len, (found.frames, found.forms, found.comments, found.inline_scripts))) <= MAX_MANY
        and sum(len(text) for text in found.json_ld) <= 2 * MAX_DATA
        and len(found.noscript) <= MAX_INLINE
        and len(found.title) <= 500
    )


REPEATED = {
    "nested blocks": "<div class='sidebar a b c'>",
    "nested tables": "<table><tr><td>",
    "nested links": "<a href=/x>",
    "nested inline": "<b class=x>x",
    "misnested": "<a><b><i><p></b></a>",
    "unclosed formatting": "<p><font><b>",
    "noscript in noscript": "<noscript>x",
    "comments": "<!--x-->",
    "entities that are none": "&#x;&#99999999;&nosuch;",
    "angle brackets": "<",
    "line breaks": "x<br>",
    "options": "<option>x",
    "forms": "<form action=/f>",
    "linked images": "<a href=/q><img src=/a alt=q>",
    "titles": "<title>x",
    "bases": "<base href=/x>",
    "frames": "<frameset><frame src=/a>",
    "scripts": "<script>x</script>",
    "structured data": "<script type=application/ld+json>{}</script>",
    "closing tags": "</div></html>",
    "odd addresses": "<a href='//[::1'>x</a><a href='http:\\\\x/../../..'>x</a>",
    "times": "<time datetime=2024-01-01>",
    "spaces": " \u00a0",
    "styles": "<p style='display : block;height : 1px ;'>x</p>",
    "quotes": "<a '\">",
    "open quotes": '<a x="',
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", REPEATED)
def test_a_mebibyte_of_anything_keeps_every_limit(name: str) -> None:
    assert within_limits(page(REPEATED[name] * (SIZE // len(REPEATED[name]))))


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(120_000)),
        " ".join(f"a{n}" for n in range(120_000)),
        " ".join(f'a{n}="<"' for n in range(100_000)),
        " ".join(f"a{n}='>'" for n in range(100_000)),
    ],
    ids=["bare", "empty", "less than", "greater than"],
)
def test_a_flood_of_attributes_is_dropped_and_the_rest_read(attributes: str) -> None:
    found = page(f"<p>awal</p><div {attributes}><p>akhir <a href='/berita'>Berita</a></p></div>")
    assert [text.text for text in found.texts] == ["awal", "akhir", "Berita"]
    assert [link.url for link in found.links] == [f"{URL}berita"]


def test_one_long_attribute_is_no_flood() -> None:
    data = "{&quot;judul&quot;: &quot;" + "kata dan kata " * 5_000 + "&quot;}"
    found = page(f'<div id=app data-page="{data}"><p>isi</p></div>')
    assert len(found.data_scripts[0][1]) > 60_000
    assert found.texts[0].text == "isi"


TAGS = [
    "div",
    "p",
    "a",
    "b",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "span",
    "time",
    "nav",
    "script",
    "noscript",
    "title",
    "form",
]
PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS]),
        st.sampled_from([f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            [
                "<a href='/x' class='menu'>",
                "<img src=a.png alt='foto'>",
                "<base href='//lain.example/'>",
                "<meta http-equiv=refresh content='0;url=/y'>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]>",
                "<?php echo 1 ?>",
                "<svg><style>",
                "<div style='display:none'>",
                "&amp",
                "&#0;",
                "</body></html>",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_no_order_of_markup_breaks_the_parser_or_its_limits(pieces: list[str]) -> None:
    found = page("".join(pieces))
    assert within_limits(found)
    assert all(-1 <= text.link < len(found.links) for text in found.texts)
    assert page("".join(pieces)) == found
