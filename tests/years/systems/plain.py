"""A WordPress without pretty links, whose theme shows no dates but where the style says so: feed and interface tell."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from years.scene import Scene
from years.site import Post
from years.systems import wordpress
from years.systems.model import foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/?p={post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<link rel="stylesheet" href="/wp-content/themes/polos/style.css?ver=2.0">'
    if scene.style.feed:
        named += f'<link rel="alternate" type="application/rss+xml" href="{scene.origin}/?feed=rss2">'
    if scene.style.interface:
        named += f'<link rel="https://api.w.org/" href="{scene.origin}/index.php?rest_route=/">'
    return (
        f'{head(scene, title, named)}<body class="home blog"><div id="page">{scene.header()}<ul class="menu">{menu}</ul>'
        f'<div id="main">{main}</div></div>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<article class="post"><h2 class="entry-title"><a href="{scene.link(address(scene, post))}">'
        f"{escape(post.title)}</a></h2>{scene.on_row(post)}<p>{post.body[:50]}</p></article>"
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<article class="post"><h1 class="entry-title">{escape(post.title)}</h1>{scene.beside_title(post)}'
        f'<div class="entry-content"><p>{post.body}</p></div></article>'
    )


SYSTEM = replace(
    wordpress.SYSTEM,
    name="plain wordpress",
    news="/?cat=1",
    section="/?cat={}",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/?feed=rss2",
    interface="/index.php?rest_route=",
    read_interface=lambda scene: wordpress.interface(scene, address),
    machine=False,
    pages=("/?page_id=2", "/?page_id=3"),
)
