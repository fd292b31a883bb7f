"""What a site is known by."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.judges.identity import (
    MAX_CALLED,
    MAX_LINKS,
    MAX_NAMES,
    NOBODY,
    Identity,
    claim_of,
    identity_of,
)
from opd_exporter.page.parse import parse

URL = "https://dinkes.example.go.id/"
SCOPE = Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", URL))
MENU = "".join(f"<a href=/{name}>{name}</a> " for name in ("profil", "berita", "layanan", "kontak", "ppid"))
FRONT = f"<title>Beranda</title><p>Dinas Kesehatan Kota Tirtagiri</p>{MENU}<a href=/berita/sumur-baru>Sumur baru</a>"


def known(markup: str) -> Identity:
    return identity_of(parse(markup.encode(), url=URL, status=200, headers={}), SCOPE)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (f"<title>Berita</title>{MENU}", True),
        ("<p>Situs Dinas Kesehatan Kota Tirtagiri</p><p>Dinas Kesehatan Kota Tirtagiri</p>", True),
        ("<h1>Sorry, you have been blocked</h1><p>Ray ID 81aa0c33</p>", False),
        ("<title>Router Login</title><form><input type=password></form>", False),
        (
            "<p>Portal Kota Tirtagiri untuk Warga</p><a href=/portal>Portal</a> <a href=/layanan>Layanan</a>",
            False,
        ),
        ("<a href=https://lain.example.go.id/profil>profil</a>", False),
    ],
)
def test_a_page_is_of_the_site_whose_name_or_links_it_shows(other: str, same: bool) -> None:
    assert known(other).shares(known(FRONT)) is same


def test_an_identity_is_bounded() -> None:
    many = "".join(f"<h1>Dinas nomor {n} di kota</h1><a href=/x/{n}>x</a>" for n in range(500))
    found = known(many)
    assert (len(found.links), len(found.names), len(found.called)) == (MAX_LINKS, MAX_NAMES, MAX_CALLED)
    assert not NOBODY


CALLED = {
    "<title>Dinas Kesehatan</title>": True,
    "<meta property=og:site_name content='Dinas Kesehatan'>": True,
    "<a href=/><img src=/logo.png alt='Logo Dinas Kesehatan'></a>": True,
    "<nav><a href=https://dinkes.example.go.id>Dinas Kesehatan</a></nav>": True,
    "<header><div><span>Dinas</span> <span>Kesehatan</span></div></header>": True,
    "<footer><p>© 2024 Dinas Kesehatan</p></footer>": True,
    "<h1>Dinas Kesehatan</h1>": True,
    "<footer><a href=/opd/dinkes>Dinas Kesehatan</a></footer>": False,
    "<header><a href=https://dinkes.lain.example.go.id/>Dinas Kesehatan</a></header>": False,
    "<h3><a href=/berita/1>Dinas Kesehatan membuka loket</a></h3>": False,
    "<p>Dinas Kesehatan membuka loket</p>": False,
    "<footer><p hidden>Dinas Kesehatan</p></footer>": False,
}


@pytest.mark.parametrize("markup", CALLED)
def test_a_page_calls_itself_what_its_own_places_say_and_not_whom_it_links_to(markup: str) -> None:
    called = known(f"<body>{markup}<p>Kami melayani warga.</p></body>").called
    assert any("dinas kesehatan" in line for line in called) is CALLED[markup]


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("<link rel=canonical href=https://lain.example.go.id/>", "https://lain.example.go.id/"),
        ("<meta property=og:url content=https://lain.example.go.id/>", "https://lain.example.go.id/"),
        ("<link rel=canonical href=https://slot88-gacor.example.com/>", ""),
        ("<meta property=og:url content=https://bandartogel.example.com/>", ""),
        (
            "<link rel=canonical href=https://slot88.example.com/><meta property=og:url content=https://lain.example.go.id/>",
            "https://lain.example.go.id/",
        ),
        (f"<link rel=canonical href=https://slot88.example.com/><meta property=og:url content={URL}>", ""),
    ],
)
def test_an_intruders_address_says_nothing_of_whose_a_page_is(head: str, named: str) -> None:
    page = parse(f"{head}{FRONT}".encode(), url=URL, status=200, headers={})
    assert claim_of(page, SCOPE).named == named
