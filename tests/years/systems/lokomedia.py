"""A Lokomedia: all of it behind queries of one program, with a clock's seconds beside each date."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/media.php?module=detailberita&id={post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f'{head(scene, title)}<body><table><tr><td>{scene.header()}<img src="/asset/foto_berita/kecil_1.jpg" alt=""></td></tr>'
        f"<tr><td><ul>{menu}</ul></td><td>{main}</td></tr></table>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    link = escape(scene.link(address(scene, post)))
    return (
        f'<div class="judul"><a href="{link}">{escape(post.title)}</a></div><div class="tanggal">{scene.on_row(post)}</div>'
        f"<p>{post.body[:60]} ...</p>"
    )


def article(scene: Scene, post: Post) -> str:
    moment = post.shown.astimezone(scene.site.zone())
    hour = "" if scene.style.form in ("hour", "stamp", "month first", "ages") else f" - {moment:%H:%M:%S} WIB"
    when = f"{scene.beside_title(post)}{hour} | dibaca: {post.views} pembaca" if scene.style.dated else ""
    return f'<span class="judul">{escape(post.title)}</span><br><span class="tanggal">{when}</span><p>{post.body}</p>'


SYSTEM = System(
    name="lokomedia",
    news="/semua-berita.html",
    section="/kategori-{}.html",
    address=address,
    frame=frame,
    row=row,
    article=article,
    pages=("/statis-1-profil.html", "/statis-2-layanan.html", "/hubungi-kami.html"),
)
