"""A Laravel of one's own: English dates in lists, the site's own form in articles."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head
from years.words import FORMS


def address(scene: Scene, post: Post) -> str:
    return f"/berita/{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f'{head(scene, title)}<body><div class="topbar">{scene.header()}</div><nav class="navbar"><ul class="navbar-nav">{menu}'
        f'</ul></nav><section class="container">{main}</section>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    date = scene.on_row(post)
    if date and scene.style.rows == "dated" and not scene.ages:
        date = f"<span>{FORMS['english'](post.shown.astimezone(scene.site.zone()))}</span>"
    return (
        f'<div class="card"><a href="{scene.link(address(scene, post))}"><h5 class="card-title">{escape(post.title)}</h5></a>'
        f'<div class="badge">{date}</div><p class="card-text">{post.body[:60]}</p></div>'
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<h1>{escape(post.title)}</h1><div class="meta">{scene.beside_title(post)}</div>'
        f'<div class="content"><p>{post.body}</p></div>'
    )


SYSTEM = System("laravel", "/berita", address, frame, row, article)
