"""What belongs to a site."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope, is_one_site


def scope(url: str, *aliases: str) -> Scope:
    return Scope.of(Site("x", "X", "X", "dinas", url, aliases=aliases))


@pytest.mark.parametrize(
    ("site", "url", "own"),
    [
        ("https://dinkes.example.go.id/", "http://www.dinkes.example.go.id/x", True),
        ("http://dinkes.example.go.id:80/", "https://dinkes.example.go.id:443/x", True),
        ("https://dinkes.example.go.id/", "https://DINKES.example.go.id./x", True),
        ("https://dinkes.example.go.id/", "https://dinkes.example.go.id:8443/x", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("https://dinkes.example.go.id/", "https://example.go.id/x", False),
        ("https://dinkes.example.go.id/", "https://dinkes.example.go.id.evil.example/", False),
        ("https://example.go.id/dinkes/", "https://example.go.id/dinkes/berita", True),
        ("https://example.go.id/dinkes/", "https://example.go.id/dinkes", True),
        ("https://example.go.id/dinkes/", "https://example.go.id/dinsos/berita", False),
        ("https://example.go.id/dinkes/", "https://example.go.id/", False),
        ("https://example.go.id/index.php", "https://example.go.id/berita", True),
        ("https://dinkes.example.go.id/", "ftp://dinkes.example.go.id/", False),
        ("https://dinkes.example.go.id/", "https://dinkes.example.go.id:port/", False),
    ],
)
def test_what_is_a_sites_own(site: str, url: str, own: bool) -> None:
    assert scope(site).owns(url) is own


def test_an_alias_is_the_same_site() -> None:
    assert scope("https://dinkes.example.go.id/", "kesehatan.example.go.id").owns(
        "http://www.kesehatan.example.go.id/a"
    )
    assert scope("http://127.0.0.1:8001/", "127.0.0.2").owns("http://127.0.0.2:8001/a")


@pytest.mark.parametrize(
    ("other", "one_site"),
    [
        ("https://dinkes.example.go.id/", True),
        ("http://www.dinkes.example.go.id:80", True),
        ("http://DINKES.example.go.id/", True),
        ("http://dinkes.example.go.id:8080/", False),
        ("http://dinkes.example.go.id/portal/", False),
        ("http://dinkes.example.go.id/?id=3", False),
        ("http://dinkes2.example.go.id/", False),
    ],
)
def test_with_tls_or_without_www_it_is_one_site(other: str, one_site: bool) -> None:
    assert is_one_site("http://dinkes.example.go.id/", other) is one_site
