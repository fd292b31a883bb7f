"""Joomla: category views, dates beside titles, a feed that the page names."""

from __future__ import annotations

from email.utils import format_datetime

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, long_date, numbered, weekday, widgets


def _link(post: Post) -> str:
    return f"/index.php/informasi/berita/{post.number}-{post.slug}"


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    feed = "/index.php/informasi/berita?format=feed&amp;type=rss"
    return f"""<!DOCTYPE html><html lang="id-id"><head><meta charset="utf-8"><title>{e(title)}</title>
<meta name="generator" content="Joomla! - Open Source Content Management">
<link href="{feed}" rel="alternate" type="application/rss+xml" title="RSS 2.0">
<script src="/media/jui/js/jquery.min.js"></script><script src="/media/system/js/caption.js"></script></head>
<body class="site com_content view-category"><div class="header"><ul class="nav menu"><li><a href="/">Beranda</a></li>
<li><a href="/index.php/profil">Profil</a></li><li><a href="/index.php/informasi/berita">Berita</a></li></ul></div>
<div class="body"><main id="content">{main}</main><div class="well sidebar">{widgets(site, request)}</div></div>
<footer class="footer"><p>&copy; {request.now.year} {e(site.name)}</p></footer></body></html>"""


def _item(post: Post) -> str:
    return f"""<div class="item"><h2><a href="{_link(post)}">{e(post.title)}</a></h2>
<dl class="article-info"><dd class="published"><span class="icon-calendar"></span>
<time datetime="{post.date.isoformat()}">Diterbitkan: {long_date(post.date)}</time></dd></dl><p>{e(post.body[:140])}</p></div>"""


def respond(site: Portrait, request: Request) -> Response:
    """Answer as Joomla does."""
    path = request.path
    if path == "/index.php/informasi/berita" and request.query.get("format") == "feed":
        items = "".join(
            f"<item><title>{e(p.title)}</title><link>{request.origin}{_link(p)}</link><pubDate>{format_datetime(p.date)}</pubDate></item>"
            for p in site.posts[:10]
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Berita</title><lastBuildDate>{format_datetime(request.now)}</lastBuildDate>{items}</channel></rss>'
        return Response(body, content_type="application/rss+xml")
    if path in ("/", "/index.php", "/index.php/informasi/berita"):
        return Response(_page(site, request, site.name, "".join(map(_item, site.posts[:6]))))
    if path.startswith("/index.php/informasi/berita/"):
        post = numbered(site, path.rpartition("/")[2].partition("-")[0])
        if post:
            main = f"""<div class="item-page"><h2 itemprop="headline">{e(post.title)}</h2><dl><dd class="published">Diterbitkan:
{weekday(post.date)}, {long_date(post.date)} {post.date:%H:%M}</dd></dl><div itemprop="articleBody"><p>{e(post.body)}</p></div></div>"""
            return Response(_page(site, request, post.title, main))
    if path == "/index.php/profil":
        return Response(_page(site, request, "Profil", f"<h2>Profil</h2><p>{e(site.name)}</p>"))
    return Response(_page(site, request, "404", "<h1>404 - Artikel tidak ditemukan</h1>"), 404)
