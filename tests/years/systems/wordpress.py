"""WordPress: a feed, a REST interface, `time` elements; addresses with the day in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from html import escape

from years.scene import Reply, Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/{post.shown.astimezone(scene.site.zone()):%Y/%m/%d}/{post.slug}/"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<link rel="stylesheet" href="/wp-content/themes/arja/style.css?ver=1.4">'
    named += '<meta name="generator" content="WordPress 6.5.2">'
    if scene.style.feed:
        named += f'<link rel="alternate" type="application/rss+xml" href="{scene.origin}/feed/">'
    if scene.style.interface:
        named += f'<link rel="https://api.w.org/" href="{scene.origin}/wp-json/">'
    return (
        f'{head(scene, title, named)}<body class="home blog"><header>{scene.header()}<nav><ul class="menu">{menu}</ul></nav>'
        f'</header><main id="primary">{main}</main>{foot(scene)}'
    )


def _when(scene: Scene, post: Post) -> str:
    if not scene.style.dated:
        return ""
    moment = post.shown.astimezone(scene.site.zone()).isoformat(timespec="seconds")
    return f'<time class="entry-date published" datetime="{moment}">{scene.date(post)}</time>'


def row(scene: Scene, post: Post) -> str:
    when = _when(scene, post) if scene.on_row(post) else ""
    return (
        f'<article class="post"><h3 class="entry-title"><a href="{scene.link(address(scene, post))}">'
        f'{escape(post.title)}</a></h3><div class="entry-meta">{when}</div></article>'
    )


def article(scene: Scene, post: Post) -> str:
    clock = ""
    if scene.style.clock == "beside" or scene.site.has("clock added by a redesign", scene.now):
        clock = f"<span>{scene.clock()}</span>"
    return (
        f'<article class="post"><h1 class="entry-title">{escape(post.title)}</h1><div class="entry-meta">{clock}'
        f'{_when(scene, post)}</div><div class="entry-content"><p>{post.body}</p></div></article>'
    )


def interface(scene: Scene, address: Callable[[Scene, Post], str]) -> Reply:
    """The REST interface of posts."""

    def one(post: Post) -> dict[str, object]:
        local, gmt = post.shown.astimezone(scene.site.zone()), post.shown.astimezone(UTC)
        edited = max(post.edited, post.published).astimezone(UTC)
        return {
            "id": post.number,
            "date": f"{local:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{gmt:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{edited:%Y-%m-%dT%H:%M:%S}",
            "slug": post.slug,
            "type": "post",
            "link": f"{scene.origin}{address(scene, post)}",
            "title": {"rendered": escape(post.title)},
        }

    return scene.json([one(post) for post in scene.feed_posts()])


SYSTEM = System(
    name="wordpress",
    news="/category/berita/",
    section="/category/{}/",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/feed/",
    interface="/wp-json/wp/v2/posts",
    read_interface=lambda scene: interface(scene, address),
    machine=True,
    pages=("/profil/", "/layanan/", "/kontak/"),
)
