"""WordPress: feed, REST, `?p=` links; each of them can be switched off, and edits are always fresh."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from email.utils import format_datetime

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, found, long_date, widgets

VERSION = "6.4.3"


def _link(post: Post) -> str:
    return f"/{post.date:%Y/%m/%d}/{post.slug}/"


def _page(site: Portrait, request: Request, title: str, main: str, body: str) -> str:
    feed = (
        ""
        if "no-feed" in site.oddities
        else f'<link rel="alternate" type="application/rss+xml" title="Feed" href="{request.origin}/feed/">'
    )
    rest = (
        ""
        if "no-rest" in site.oddities
        else f'<link rel="https://api.w.org/" href="{request.origin}/wp-json/">'
    )
    spam = "Slot Gacor Maxwin " if "spam-title" in site.oddities else ""
    return f"""<!DOCTYPE html><html lang="id-ID"><head><meta charset="UTF-8"><title>{spam}{e(title)}</title>{feed}{rest}
<meta name="generator" content="WordPress {VERSION}">
<link rel="stylesheet" href="/wp-content/themes/pemda/style.css?ver=2.1">
<script src="/wp-includes/js/wp-emoji-release.min.js?ver={VERSION}"></script></head><body class="{body}">
<header class="site-header"><nav id="site-navigation"><ul class="menu"><li><a href="/">Beranda</a></li>
<li><a href="/profil/">Profil</a></li><li><a href="/category/berita/">Berita</a></li></ul></nav></header>
<main id="primary">{main}</main><aside id="secondary" class="widget-area">{widgets(site, request)}</aside>
<footer class="site-footer"><p>{e(site.name)} {request.now.year}</p></footer></body></html>"""


def _article(post: Post, excerpt: bool) -> str:
    text = post.body[:150] if excerpt else post.body
    return f"""<article class="post type-post"><header class="entry-header"><h2 class="entry-title"><a href="{_link(post)}">{e(post.title)}</a></h2>
<div class="entry-meta"><span class="posted-on"><a href="{_link(post)}"><time class="entry-date published" datetime="{post.date.isoformat()}">
{long_date(post.date)}</time></a></span></div></header><div class="entry-content"><p>{e(text)}</p></div></article>"""


def _feed(site: Portrait, request: Request) -> str:
    items = "".join(
        f"<item><title>{e(p.title)}</title><link>{request.origin}{_link(p)}</link><pubDate>{format_datetime(p.date)}</pubDate>"
        f"<category>{e(p.category)}</category><description>{e(p.body[:200])}</description></item>"
        for p in site.posts[:10]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{e(site.name)}</title><lastBuildDate>{format_datetime(request.now)}</lastBuildDate>"
        f"<generator>https://wordpress.org/?v={VERSION}</generator>{items}</channel></rss>"
    )


def _rest(site: Portrait, request: Request) -> str:
    """Every post was edited yesterday, which makes none of them newer."""
    edited = (request.now - timedelta(days=1)).astimezone(UTC)
    return json.dumps(
        [
            {
                "id": post.number,
                "date": post.date.replace(tzinfo=None).isoformat(timespec="seconds"),
                "date_gmt": post.date.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds"),
                "modified_gmt": edited.replace(tzinfo=None).isoformat(timespec="seconds"),
                "slug": post.slug,
                "status": "publish",
                "type": "post",
                "link": request.origin + _link(post),
                "title": {"rendered": e(post.title)},
                "excerpt": {"rendered": f"<p>{e(post.body[:120])}</p>"},
            }
            for post in site.posts[:20]
        ]
    )


def respond(site: Portrait, request: Request) -> Response:
    """Answer as WordPress does."""
    path = request.path
    if path == "/":
        main = "".join(_article(post, True) for post in site.posts[:5])
        return Response(_page(site, request, site.name, main, "home blog"))
    if path == "/feed/" and "no-feed" not in site.oddities:
        return Response(
            _feed(site, request), content_type="application/rss+xml; charset=UTF-8", cacheable=True
        )
    if path.startswith("/wp-json/wp/v2/posts"):
        if "no-rest" in site.oddities:
            return Response(
                '{"code":"rest_disabled","message":"REST API dinonaktifkan.","data":{"status":401}}',
                401,
                "application/json",
            )
        return Response(_rest(site, request), content_type="application/json; charset=UTF-8")
    if path == "/category/berita/":
        main = "<h1>Berita</h1>" + "".join(_article(post, True) for post in site.posts[:10])
        return Response(_page(site, request, "Berita", main, "archive category"))
    if path == "/profil/":
        return Response(
            _page(
                site,
                request,
                "Profil",
                f"<article><h1>Profil</h1><p>Profil {e(site.name)}.</p></article>",
                "page page-id-2",
            )
        )
    if post := found(site, path.rstrip("/").rpartition("/")[2]):
        return Response(
            _page(
                site, request, post.title, _article(post, False), f"single single-post postid-{post.number}"
            )
        )
    return Response(
        _page(site, request, "Laman tidak ditemukan", "<h1>Laman tidak ditemukan</h1>", "error404"), 404
    )
