"""Pages that are no site, and what the judge calls them."""

from __future__ import annotations

from opd_exporter.judges.non_site.judge import judge
from opd_exporter.page.model import Page
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
PROMO = "".join(
    f'<li><a href="https://hosting{n}.example.com/paket">Paket hosting murah nomor {n}: domain gratis, SSL, '
    "dukungan dua puluh empat jam setiap hari</a></li>"
    for n in range(30)
)


def page(body: str, status: int = 200, url: str = SITE, **headers: str) -> Page:
    head = {"content-type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return parse(body.encode(), url=url, status=status, headers=head)


def verdict(body: str, status: int = 200, **headers: str) -> str:
    found = judge(page(body, status, **headers), site_url=SITE)
    return found.reason.value if found else "up"


def simple(title: str, heading: str, text: str = "", rest: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p>{rest}</body></html>"


DeadPage = tuple[str, int, str]
"""What a person would call it, its status, its body."""
