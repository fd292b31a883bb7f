"""A program of a vendor: tables, a query with one number, documents beside the news."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/Berita/Detail?id={post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f'{head(scene, title)}<body><form id="aspnetForm"><div class="atas">{scene.header()}</div><div class="menu"><ul>{menu}'
        f'</ul></div><div class="isi">{main}</div></form>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<table class="baris"><tr><td>{scene.on_row(post)}</td><td><a href="{scene.link(address(scene, post))}">'
        f"{escape(post.title)}</a></td></tr></table>"
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<table><tr><td class="judul">{escape(post.title)}</td></tr><tr><td class="tgl">{scene.beside_title(post)}</td></tr>'
        f"<tr><td>{post.body}</td></tr></table>"
    )


SYSTEM = System("portal", "/Berita/Index", address, frame, row, article, section="/Berita/Rubrik/{}")
