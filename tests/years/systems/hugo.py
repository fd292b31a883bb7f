"""Files that Hugo makes: a feed of its own name, `time` elements of a day without an hour."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/berita/{post.slug}/"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<meta name="generator" content="Hugo 0.121.1">'
    if scene.style.feed:
        named += f'<link rel="alternate" type="application/rss+xml" href="{scene.origin}/index.xml">'
    return (
        f"{head(scene, title, named)}<body><header>{scene.header()}<nav><ul>{menu}</ul></nav></header><main>{main}</main>"
        f"{foot(scene)}"
    )


def _when(scene: Scene, post: Post) -> str:
    moment = post.shown.astimezone(scene.site.zone())
    return f'<time datetime="{moment:%Y-%m-%d}">{scene.date(post)}</time>' if scene.style.dated else ""


def row(scene: Scene, post: Post) -> str:
    when = _when(scene, post) if scene.on_row(post) else ""
    return f'<section class="summary"><h3><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></h3>{when}</section>'


def article(scene: Scene, post: Post) -> str:
    return (
        f"<article><h1>{escape(post.title)}</h1>{_when(scene, post)} {scene.beside_title(post)}"
        f"<div><p>{post.body}</p></div></article>"
    )


SYSTEM = System(
    name="hugo",
    news="/berita/",
    section="/{}/",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/index.xml",
    pages=("/profil/", "/layanan/", "/kontak/"),
)
