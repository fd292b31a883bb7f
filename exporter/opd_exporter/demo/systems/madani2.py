"""Madani CMS v2, the city's PopojiCMS: true dates in the feed's items, "now" everywhere else."""

from __future__ import annotations

from email.utils import format_datetime

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, found, long_date, moved, weekday, widgets

PER_PAGE = 6


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    clock = (
        f'<div class="jam">{weekday(request.now)}, {long_date(request.now)}</div>'
        if "clock" in site.oddities
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{e(title)} - {e(site.name)}</title>
<meta name="viewport" content="width=device-width">
<link rel="shortcut icon" href="/includes/images/favicon.png">
<link rel="stylesheet" href="/po-content/themes/madani/css/style.css">
<script src="/po-content/themes/madani/js/jquery.min.js"></script></head>
<body><header class="header">{clock}<a href="/"><img src="/po-content/uploads/logo.png" alt="{e(site.name)}"></a>
<nav class="navbar"><ul><li><a href="/">Beranda</a></li><li><a href="/pages/visi-dan-misi">Visi dan Misi</a></li>
<li><a href="/pages/struktur-organisasi">Struktur Organisasi</a></li><li><a href="/category/all">Berita</a></li>
<li><a href="/album">Galeri</a></li><li><a href="/contact">Kontak</a></li></ul></nav></header>
<div class="container"><div class="row"><div class="col-md-8">{main}</div>
<div class="col-md-4 sidebar">{widgets(site, request)}</div></div></div>
<footer><p>Copyright &copy; {request.now.year} {e(site.name)}. TIM IT Diskominfo Kota Serang</p></footer></body></html>"""


def _item(post: Post) -> str:
    return f"""<div class="post-item"><a href="/detailpost/{post.slug}"><img src="/po-content/thumbs/{post.slug}.jpg" alt=""></a>
<h3><a href="/detailpost/{post.slug}">{e(post.title)}</a></h3>
<ul class="post-meta"><li><i class="fa fa-calendar"></i> {long_date(post.date)}</li><li>{post.views} kali dibaca</li></ul>
<p>{e(post.body[:120])}...</p></div>"""


def _list(site: Portrait, request: Request, number: int) -> str:
    shown = site.posts[(number - 1) * PER_PAGE : number * PER_PAGE]
    after = (
        f'<a class="next" href="/category/all/{number + 1}">Selanjutnya</a>'
        if number * PER_PAGE < len(site.posts)
        else ""
    )
    return _page(
        site, request, "Berita", "".join(map(_item, shown)) + f'<div class="pagination">{after}</div>'
    )


def _feed(site: Portrait, request: Request) -> str:
    items = "".join(
        f"<item><title>{e(post.title)}</title><link>{request.origin}/detailpost/{post.slug}</link>"
        f"<pubDate>{format_datetime(post.date)}</pubDate><description>{e(post.body[:200])}</description></item>"
        for post in site.posts[:10]
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{e(site.name)}</title><link>{request.origin}</link>'
        f"<description>{e(site.name)}</description><lastBuildDate>{format_datetime(request.now)}</lastBuildDate>{items}</channel></rss>"
    )


def _sitemap(site: Portrait, request: Request) -> str:
    today = f"{request.now:%Y-%m-%d}"
    fixed = "".join(
        f"<url><loc>{request.origin}{path}</loc><lastmod>{today}</lastmod></url>"
        for path in ("/", "/contact", "/album")
    )
    posts = "".join(
        f"<url><loc>{request.origin}/detailpost/{post.slug}</loc><lastmod>{post.date:%Y-%m-%d}</lastmod></url>"
        for post in site.posts
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{fixed}{posts}</urlset>'


def respond(site: Portrait, request: Request) -> Response:
    """Answer as Madani v2 does; what it does not know goes to a page that answers 200 (trap 9)."""
    path = request.path
    if "maintenance" in site.oddities and path == "/":
        return moved("/maintenance.php")
    if path == "/maintenance.php":
        return Response(
            "<html><head><title>Under Maintenance</title></head><body><h1>Under Maintenance</h1></body></html>"
        )
    if path == "/":
        slides = "".join(map(_item, site.posts[:4]))
        return Response(_page(site, request, "Beranda", f"<h2>Berita Terbaru</h2>{slides}"))
    if path.startswith("/category/all"):
        number = path.rpartition("/")[2]
        return Response(_list(site, request, int(number) if number.isdigit() else 1))
    if path == "/feed" and "no-feed" not in site.oddities:
        return Response(_feed(site, request), content_type="application/rss+xml; charset=utf-8")
    if path == "/sitemap.xml":
        return Response(_sitemap(site, request), content_type="text/xml")
    if path.startswith("/detailpost/") and (post := found(site, path.rpartition("/")[2])):
        main = f"""<h1 class="title">{e(post.title)}</h1><div class="post-meta"><span>{long_date(post.date)}</span>
<span>Oleh Administrator</span><span>{post.views} kali dibaca</span></div><div class="content"><p>{e(post.body)}</p></div>"""
        return Response(_page(site, request, post.title, main))
    if path.startswith("/pages/") or path in ("/contact", "/album"):
        name = path.rpartition("/")[2].replace("-", " ").title()
        return Response(_page(site, request, name, f"<h1>{name}</h1><p>Halaman {name} {e(site.name)}.</p>"))
    if path == "/404.php":
        return Response(_page(site, request, "404", "<h1>Halaman tidak ditemukan</h1>"))
    return moved("/404.php")
