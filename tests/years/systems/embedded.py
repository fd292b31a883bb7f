"""A program that renders its pages twice: as text, and as data in a script, where edits are always fresh."""

from __future__ import annotations

import json
from html import escape

from years.scene import PER_PAGE, Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/berita/{post.slug}"


def _data(scene: Scene, posts: list[Post]) -> str:
    told = [
        {
            "id": post.number,
            "title": post.title,
            "slug": post.slug,
            "publishedAt": post.shown.astimezone(scene.site.zone()).isoformat(timespec="seconds"),
            "updatedAt": scene.now.isoformat(timespec="seconds"),
        }
        for post in posts
    ]
    data = json.dumps({"props": {"pageProps": {"berita": told}}, "page": "/", "buildId": "arja"})
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    posts = scene.ordered()
    data = _data(scene, [post for post in posts if post.title == title] or posts[:PER_PAGE])
    return (
        f'{head(scene, title)}<body><div id="__next"><header>{scene.header()}<nav><ul>{menu}</ul></nav></header><main>{main}'
        f"</main></div>{data}{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    link = scene.link(address(scene, post))
    return f'<div class="card"><a href="{link}"><h3>{escape(post.title)}</h3></a>{scene.on_row(post)}</div>'


def article(scene: Scene, post: Post) -> str:
    return f"<h1>{escape(post.title)}</h1><div>{scene.beside_title(post)}</div><p>{post.body}</p>"


SYSTEM = System("embedded", "/berita", address, frame, row, article)
