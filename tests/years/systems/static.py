"""Files written by hand or by a small program: `.html` everywhere, printed dates."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/artikel/{post.slug}.html"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return f"{head(scene, title)}<body>{scene.header()}<ul>{menu}</ul><article>{main}</article>{foot(scene)}"


def row(scene: Scene, post: Post) -> str:
    return (
        f'<p>{scene.on_row(post)} <a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></p>'
    )


def article(scene: Scene, post: Post) -> str:
    return f"<h1>{escape(post.title)}</h1><p><em>{scene.beside_title(post)}</em></p><p>{post.body}</p>"


SYSTEM = System(
    name="static",
    news="/berita.html",
    section="/{}.html",
    address=address,
    frame=frame,
    row=row,
    article=article,
    pages=("/profil.html", "/layanan.html", "/kontak.html"),
)
