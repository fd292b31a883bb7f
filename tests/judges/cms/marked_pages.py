"""Pages with the marks of systems, and what is detected on them."""

from __future__ import annotations

from opd_exporter.judges.cms.detect import detect
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
NEWS = "".join(
    f"<article><h3><a href='/berita/{n}'>Kegiatan posyandu {n}</a></h3><p>Serang, kegiatan berjalan lancar.</p></article>"
    for n in range(8)
)


def seen(head: str = "", foot: str = "", body: str = "", **headers: str) -> str:
    """``name version`` of a page with these marks, or ``none``."""
    html = f"<!doctype html><html><head><title>Dinkes</title>{head}</head><body {body}><main>{NEWS}</main><footer>{foot}</footer></body></html>"
    fields = {"content-type": "text/html"} | {key.replace("_", "-"): value for key, value in headers.items()}
    found = detect(parse(html.encode(), url=SITE, headers=fields))
    return f"{found.name} {found.version}".strip() if found else "none"


def generator(*contents: str) -> str:
    return "".join(f'<meta name="generator" content="{content}">' for content in contents)


def files(*paths: str) -> str:
    return "".join(
        f"<script src='{path}'></script>" if ".js" in path else f"<link rel=stylesheet href='{path}'>"
        for path in paths
    )
