"""Joomla: a feed on the category of news, which also tells the dates where the pages hide them."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/index.php/informasi/berita/{post.number}-{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<meta name="generator" content="Joomla! - Open Source Content Management">'
    named += '<script src="/media/system/js/caption.js"></script>'
    if scene.style.feed and title == "Berita":
        named += (
            '<link href="/index.php/informasi/berita?format=feed&amp;type=rss" rel="alternate" '
            'type="application/rss+xml" title="RSS 2.0">'
        )
    return (
        f'{head(scene, title, named)}<body class="site com_content"><div class=header>{scene.header()}<ul class="nav menu">{menu}'
        f'</ul></div><main id="content">{main}</main>{foot(scene)}'
    )


def _published(scene: Scene, text: str) -> str:
    return f'<dl class="article-info"><dd class="published">{text}</dd></dl>' if text else ""


def row(scene: Scene, post: Post) -> str:
    return (
        f'<div class="item"><h2><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></h2>'
        f"{_published(scene, scene.on_row(post))}<p>{post.body[:70]}</p></div>"
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<div class="item-page"><h2 itemprop="headline">{escape(post.title)}</h2>{_published(scene, scene.beside_title(post))}'
        f'<div itemprop="articleBody"><p>{post.body}</p></div></div>'
    )


SYSTEM = System(
    name="joomla",
    news="/index.php/informasi/berita",
    section="/index.php/informasi/{}",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/index.php/informasi/berita?format=feed&type=rss",
    pages=("/index.php/profil", "/index.php/layanan", "/index.php/kontak"),
)
