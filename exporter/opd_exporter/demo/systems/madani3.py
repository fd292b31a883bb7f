"""Madani CMS v3 (Laravel): no feed, a sitemap that is always new, English dates in lists."""

from __future__ import annotations

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, english_date, found, long_date, widgets

_COOKIES = {"Set-Cookie": "laravel_session=eyJpdiI6; path=/; httponly"}


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{e(title)} | {e(site.name)}</title>
<meta name="generator" content="3.0.1"><meta name="csrf-token" content="abc">
<link rel="stylesheet" href="/po-content/frontend/css/app.css"></head><body>
<header><nav class="main-menu"><a href="/">Beranda</a> <a href="/pages/profil">Profil</a> <a href="/category/all">Berita</a>
<a href="/agenda">Agenda</a> <a href="/gallery">Galeri</a></nav></header>
<main class="content"><div class="container">{main}</div></main>
<aside>{widgets(site, request)}</aside>
<footer>&copy; {request.now.year} {e(site.name)}</footer></body></html>"""


def _card(post: Post) -> str:
    return f"""<article class="card"><a href="/detailpost/{post.slug}"><img src="/po-content/uploads/{post.slug}.jpg" alt=""></a>
<div class="card-body"><h5 class="card-title"><a href="/detailpost/{post.slug}">{e(post.title)}</a></h5>
<small class="text-muted">{english_date(post.date)}</small></div></article>"""


def _ordered(site: Portrait) -> list[Post]:
    """Pinned posts first, whatever their age."""
    return sorted(site.posts, key=lambda post: not post.pinned)


def respond(site: Portrait, request: Request) -> Response:
    """Answer as Madani v3 does."""
    path = request.path
    if path == "/":
        main = "<h2>Berita Terkini</h2>" + "".join(map(_card, _ordered(site)[:6]))
    elif path == "/category/all":
        main = "<h1>Semua Berita</h1>" + "".join(map(_card, _ordered(site)[:9]))
    elif path.startswith("/detailpost/") and (post := found(site, path.rpartition("/")[2])):
        main = f"""<h1>{e(post.title)}</h1><p class="meta">{long_date(post.date)} · {post.views} dilihat</p>
<div class="article-body"><p>{e(post.body)}</p></div>"""
        return Response(_page(site, request, post.title, main), headers=_COOKIES)
    elif path == "/sitemap.xml":
        now = request.now.isoformat()
        urls = "".join(
            f"<url><loc>{request.origin}/detailpost/{p.slug}</loc><lastmod>{now}</lastmod></url>"
            for p in site.posts
        )
        body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        return Response(body, content_type="text/xml")
    elif path in ("/pages/profil", "/agenda", "/gallery"):
        main = f"<h1>{path.rpartition('/')[2].title()}</h1><p>Isi halaman {e(site.name)}.</p>"
    else:
        return Response(_page(site, request, "404", "<h1>404 | Not Found</h1>"), 404, headers=_COOKIES)
    return Response(_page(site, request, site.name, main), headers=_COOKIES)
