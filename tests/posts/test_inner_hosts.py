"""Links that nobody outside can follow."""

from __future__ import annotations

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.inner_hosts import at_home, leads_inside

SCOPE = Scope.of(
    Site("dinas", "Dinas", "Dinas", "dinas", "https://dinas.example.go.id/", aliases=("web-lama",))
)
LABORATORY = Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", "http://127.0.0.1:41873/"))


def test_an_alias_is_the_site_itself() -> None:
    assert not leads_inside("http://web-lama/berita/1", SCOPE)
    assert leads_inside("http://web-baru/berita/1", SCOPE)


def test_neighbours_of_a_site_with_an_inner_address_are_other_sites() -> None:
    assert not leads_inside("http://127.0.0.1:41999/berita/1", LABORATORY)
    assert leads_inside("http://127.0.0.1/berita/1", LABORATORY)
    assert leads_inside("http://127.0.0.1:8000/berita/1", LABORATORY)


def test_what_is_no_address_leads_nowhere() -> None:
    assert not leads_inside("http://[bad/berita", SCOPE)
    assert not leads_inside("", SCOPE)


def test_the_same_path_at_home_lies_in_the_sites_folder() -> None:
    folder = Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", "https://kota.example.go.id/dinas/"))
    page = "https://kota.example.go.id/dinas/"
    assert at_home("http://localhost/berita/1?a=2", page, folder) == f"{page}berita/1?a=2"
    assert at_home("http://localhost/dinas/berita/1", page, folder) == f"{page}berita/1"
