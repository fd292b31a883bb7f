"""Announcements without pages of their own: titles, dates and texts in a list, and no link at any of them."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f'{head(scene, title)}<body><header>{scene.header()}<nav><ul>{menu}</ul></nav></header><section id="isi">{main}'
        f"</section>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    return f'<div class="item"><h4>{escape(post.title)}</h4>{scene.on_row(post)}<p>{post.body}</p></div>'


SYSTEM = System(
    name="rows",
    news="/pengumuman",
    address=lambda scene, post: f"/pengumuman#{post.number}",
    frame=frame,
    row=row,
    article=lambda scene, post: "",
    section="/rubrik/{}",
)
