"""A program of definition lists: the day below each title, and at the foot of an article."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/informasi/read/{post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f"{head(scene, title)}<body><div class=kepala>{scene.header()}<h1>{escape(scene.site.name)}</h1></div>"
        f"<div class=navigasi><ul>{menu}</ul></div><div class=utama>{main}</div>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<dl><dt><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></dt>'
        f"<dd>{scene.on_row(post)}</dd><dd>{post.body[:40]}</dd></dl>"
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f"<h3>{escape(post.title)}</h3><div class=isi><p>{post.body}</p></div>"
        f"<div class=kaki>Dipublikasikan: {scene.beside_title(post)} | Dibaca {post.views} kali</div>"
    )


SYSTEM = System("ledger", "/informasi/berita", address, frame, row, article, section="/informasi/{}")
