"""What a site is known by."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.judges.identity import MAX_LINKS, MAX_NAMES, NOBODY, Identity, identity_of
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
    many = "".join(f"<p>Dinas nomor {n} di kota</p><a href=/x/{n}>x</a>" for n in range(500))
    found = known(many)
    assert (len(found.links), len(found.names)) == (MAX_LINKS, MAX_NAMES)
    assert not NOBODY
