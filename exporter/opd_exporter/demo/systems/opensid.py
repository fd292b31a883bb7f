"""OpenSID: dates in addresses, a feed with true dates."""

from __future__ import annotations

from email.utils import format_datetime

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, found, long_date, widgets


def _link(post: Post) -> str:
    return f"/index.php/artikel/{post.date:%Y/%m/%d}/{post.slug}"


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(title)}</title><meta name="theme" content="esensi">
<meta name="theme:designer" content="Tim OpenSID"><link rel="alternate" type="application/rss+xml" href="/feed">
<link rel="icon" href="/desa/logo/favicon.ico"></head><body><header id="header"><nav><a href="/">Beranda</a>
<a href="/index.php/artikel/kategori/berita">Berita</a></nav></header><div class="content_middle">{main}</div>
<aside>{widgets(site, request)}</aside><footer>OpenSID v23.01 {request.now.year}</footer></body></html>"""


def respond(site: Portrait, request: Request) -> Response:
    """Answer as OpenSID does."""
    path = request.path
    cookies = {"Set-Cookie": "sidcsrf=1f2e3d; path=/"}
    if path == "/feed":
        items = "".join(
            f"<item><title>{e(p.title)}</title><link>{request.origin}{_link(p)}</link><pubDate>{format_datetime(p.date)}</pubDate></item>"
            for p in site.posts[:10]
        )
        return Response(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{e(site.name)}</title>{items}</channel></rss>',
            200,
            "text/xml",
        )
    if path in ("/", "/index.php/artikel/kategori/berita"):
        rows = "".join(
            f'<div class="artikel"><h2><a href="{_link(p)}">{e(p.title)}</a></h2><p>{e(p.body[:120])}</p></div>'
            for p in site.posts[:8]
        )
        return Response(_page(site, request, site.name, rows), headers=cookies)
    if path.startswith("/index.php/artikel/") and (post := found(site, path.rpartition("/")[2])):
        main = f"<h1>{e(post.title)}</h1><p>{long_date(post.date)} {post.date:%H:%M:%S} … {post.views} Kali Dibaca</p><p>{e(post.body)}</p>"
        return Response(_page(site, request, post.title, main), headers=cookies)
    return Response(_page(site, request, "404", "<h1>Halaman tidak ditemukan</h1>"), 404)
