"""A CodeIgniter of one's own: numbers in addresses, printed dates and nothing else."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head

BESIDE = 3
"""Posts below an article, with their first sentences."""


def address(scene: Scene, post: Post) -> str:
    return f"/berita/baca/{post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f"{head(scene, title)}<body><table><tr><td>{scene.header()}</td></tr></table><div id=menu><ul>{menu}</ul></div>"
        f"<div id=isi>{main}</div>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<div class="kotak"><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a><br>{scene.on_row(post)}'
        f"<p>{post.body[:60]}...</p></div>"
    )


def article(scene: Scene, post: Post) -> str:
    others = [one for one in scene.ordered() if one is not post][:BESIDE]
    # Whoever floods a site with posts writes below its articles too.
    adverts = [one for one in scene.site.visible(scene.now) if not one.own][:BESIDE]
    comments = "".join(f"<div class=tamu><b>Tamu</b><p>{one.body}</p></div>" for one in adverts)
    return (
        f"<h2>{escape(post.title)}</h2><p class=ket>{scene.beside_title(post)} | Dibaca {post.views} kali</p>"
        f"<p>{post.body}</p><h3>Komentar</h3>{comments or 'Belum ada.'}<h3>Berita Lainnya</h3>{''.join(row(scene, one) for one in others)}"
    )


SYSTEM = System("codeigniter", "/berita", address, frame, row, article)
