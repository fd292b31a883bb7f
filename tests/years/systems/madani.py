"""The shared CMS of a city, a PopojiCMS: a feed that no page names, printed dates."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/detailpost/{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<link rel="stylesheet" href="/po-content/themes/arja/css/style.css">'
    return (
        f'{head(scene, title, named)}<body><div class="top">{scene.header()}<img src="/po-content/uploads/logo.png" alt="">'
        f'<nav class="navbar"><ul>{menu}</ul></nav></div><div class="container">{main}</div>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<div class="post-item"><h3><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></h3>'
        f'<ul class="post-meta"><li>{scene.on_row(post)}</li><li>{post.views} kali dibaca</li></ul></div>'
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<h1 class="title">{escape(post.title)}</h1><div class="post-meta">{scene.beside_title(post)} <span>Oleh Admin</span>'
        f'</div><div class="content"><p>{post.body}</p></div>'
    )


SYSTEM = System(
    name="madani",
    news="/category/all",
    section="/category/{}",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/feed",
    soft_404=True,
    pages=("/pages/visi-misi", "/pages/struktur-organisasi", "/contact"),
)
