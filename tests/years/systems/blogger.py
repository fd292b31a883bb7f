"""Blogger: an Atom feed, dates as headings over the posts of a day, `abbr` elements for machines."""

from __future__ import annotations

from datetime import UTC
from html import escape

from years.scene import Reply, Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/{post.shown.astimezone(scene.site.zone()):%Y/%m}/{post.slug}.html"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<meta content="blogger" name="generator">'
    if scene.style.feed:
        named += f'<link rel="alternate" type="application/atom+xml" href="{scene.origin}/feeds/posts/default" title="Atom">'
    return (
        f'{head(scene, title, named)}<body><div class="tabs">{scene.header()}<ul>{menu}</ul></div>'
        f'<div class="main section" id="main"><div class="blog-posts">{main}</div></div>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    over = f'<h2 class="date-header"><span>{scene.date(post)}</span></h2>' if scene.on_row(post) else ""
    return (
        f'<div class="date-outer">{over}<div class="post"><h3 class="post-title"><a href="{scene.link(address(scene, post))}">'
        f"{escape(post.title)}</a></h3><p>{post.body[:60]}</p></div></div>"
    )


def article(scene: Scene, post: Post) -> str:
    moment = post.shown.astimezone(scene.site.zone()).isoformat(timespec="seconds")
    told = f'<abbr class="published" itemprop="datePublished" title="{moment}">{scene.date(post)}</abbr>'
    told = told if scene.style.dated else ""
    return (
        f'<h3 class="post-title entry-title">{escape(post.title)}</h3><div class="post-body"><p>{post.body}</p></div>'
        f'<div class="post-footer">Diposting oleh Admin di {told} {scene.beside_title(post)}</div>'
    )


def read_feed(scene: Scene) -> Reply:
    def one(post: Post) -> str:
        when = scene.now if scene.site.has("feed of now", scene.now) else post.shown
        return (
            f"<entry><id>post-{post.number}</id><published>{when.astimezone(UTC).isoformat()}</published>"
            f"<updated>{scene.now.astimezone(UTC).isoformat()}</updated><title>{escape(post.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{scene.origin}{scene.link(address(scene, post))}"/></entry>'
        )

    entries = "".join(map(one, scene.feed_posts()))
    text = f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    return Reply(text, kind="application/atom+xml; charset=utf-8")


SYSTEM = System(
    name="blogger",
    news="/search/label/Berita",
    section="/search/label/{}",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/feeds/posts/default",
    read_feed=read_feed,
    machine=True,
    pages=("/p/profil.html", "/p/layanan.html", "/p/kontak.html"),
)
