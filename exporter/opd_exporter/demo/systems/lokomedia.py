"""Lokomedia ("phpmu"): today's date on every page, a feed without dates, read counters in front of dates."""

from __future__ import annotations

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, found, long_date, weekday, widgets


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    return f"""<html><head><title>{e(title)}</title><meta name="revised" content="Sunday, July 18th, 2010, 5:15 pm">
<link rel="stylesheet" href="/asset/css/style.css"></head><body>
<div id="header"><div class="tanggal">{weekday(request.now)}, {long_date(request.now)} | {request.now:%H:%M:%S}</div>
<ul class="menu"><li><a href="/">Home</a></li><li><a href="/hal/profil-kami.html">Profil</a></li>
<li><a href="/berita">Berita</a></li><li><a href="/download">Download</a></li></ul></div>
<div id="konten"><table width="100%"><tr><td valign="top">{main}</td><td class="sidebar">{widgets(site, request)}</td></tr></table></div>
<div id="footer">Copyright {request.now.year} {e(site.name)}</div></body></html>"""


def _item(post: Post) -> str:
    return f"""<div class="kotak"><img src="/asset/foto_berita/{post.slug}.jpg" alt=""><a class="judul" href="/berita/detail/{post.slug}">{e(post.title)}</a>
<div class="info">Dibaca {post.views} kali | {long_date(post.date)} |</div><p>{e(post.body[:110])}</p></div>"""


def _ordered(site: Portrait) -> list[Post]:
    return (
        sorted(site.posts, key=lambda post: post.date)
        if "oldest-first" in site.oddities
        else list(site.posts)
    )


def respond(site: Portrait, request: Request) -> Response:
    """Answer as Lokomedia does."""
    path = request.path
    if path in ("/", "/berita"):
        return Response(
            _page(
                site, request, site.name, "<h3>Berita Terbaru</h3>" + "".join(map(_item, _ordered(site)[:8]))
            )
        )
    if path == "/rss.xml":
        items = "".join(
            f"<item><title>{e(p.title)}</title><link>{request.origin}/berita/detail/{p.slug}</link></item>"
            for p in site.posts[:8]
        )
        return Response(
            f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>',
            content_type="text/xml",
        )
    if path.startswith("/berita/detail/") and (post := found(site, path.rpartition("/")[2])):
        main = f"""<h2 class="judul">{e(post.title)}</h2><div class="info">{weekday(post.date)}, {long_date(post.date)}, {post.date:%H:%M:%S} WIB,
Dibaca : {post.views} Kali</div><p>{e(post.body)}</p>"""
        return Response(_page(site, request, post.title, main))
    if path.startswith("/hal/") or path == "/download":
        return Response(_page(site, request, "Profil", f"<h2>Profil</h2><p>{e(site.name)}</p>"))
    return Response(_page(site, request, site.name, "".join(map(_item, _ordered(site)[:8]))))
