"""The same words are shown and the same links found as in Chromium's tree, whatever the markup.

The order of words may differ (a browser puts what stands loose in a table before it), and a link that a browser opens anew
in each block counts once here."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from chromium_dom import as_chromium_has_them
from odd_markup import generated, heaped

from opd_exporter.page.parse import parse
from opd_exporter.text.address import absolute

URL = "https://dinkes.example.go.id/"
HEAPED = 300


def ours(html: str) -> tuple[Counter[str], set[str]]:
    found = parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"})
    words = "".join("".join(text.text.split()) for text in found.texts if not text.hidden)
    return Counter(words), {link.url for link in found.links}


@pytest.mark.chromium
@pytest.mark.timeout(600)
async def test_odd_markup_shows_what_chromium_shows(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    pages = [*generated(), *heaped(HEAPED, seed=8)]
    theirs = await as_chromium_has_them(chromium, pages, tmp_path / "profile")
    other = [
        html
        for html, (text, links) in zip(pages, theirs, strict=True)
        if ours(html) != (Counter(text), {url for link in links if (url := absolute(URL, link))})
    ]
    assert len(pages) > 700
    assert other == []


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<embed src=/x.pdf><p>isi <a href=/i>tautan</a>", "isi tautan"),
        ("<table><tr><td>a<EMBED>b</td><td>c</td></tr></table>", "a b c"),
        ("<video><source src=/v><track src=/t>video</video><p>isi", "isi"),
        ("<head><title>T</title><main>isi</main>", "isi"),
        ("<script src=/a.js /><p>isi</p></script><p>luar", "luar"),
        ("<noscript><p>x</noscript><p>isi", "isi"),
        ("<template><tr><td>x</template><p>isi", "isi"),
        ("<svg><path><div>isi</div>", "isi"),
        ("<p hidden><b>x<p>isi", "isi"),
        ("kata <span hidden>x</span> lagi", "kata lagi"),
        ("<font>" * 1_000 + "isi", "isi"),
        ("<div>" * 1_000 + "isi" + "</div>" * 1_000 + "<p>akhir", "isi akhir"),
        ("<td hidden>x<p>isi", "x isi"),
        ("<select><option>b<input>isi", "isi"),
        ("<p>isi</BODY ></Html><p>akhir", "isi akhir"),
    ],
)
def test_markup_that_libxml2_alone_misreads(html: str, shown: str) -> None:
    found = parse(html.encode(), url=URL, headers={"content-type": "text/html"})
    assert " ".join(text.text for text in found.texts if not text.hidden) == shown


def test_sixty_links_below_an_open_embed_are_seen() -> None:
    links = "".join(f"<a href=https://slot{n}.example.com/>slot gacor {n}</a> " for n in range(60))
    found = parse(
        f"<p>Dinas</p><embed src=/x><div style='display:none'>{links}</div>".encode(),
        url=URL,
        headers={"content-type": "text/html"},
    )
    assert len(found.links) == 60
    assert all(link.hidden and link.text for link in found.links)


def test_words_after_a_link_that_ends_across_a_block_are_not_its_name() -> None:
    html = "<a href=/1><div>Judul</a></div> 5 Oktober 2026 <a href=/2>Lain</a>"
    found = parse(html.encode(), url=URL, headers={"content-type": "text/html"})
    assert [link.text for link in found.links] == ["Judul", "Lain"]
