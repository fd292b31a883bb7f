"""A village's program: the day in every address, the archive in tabs beside the text, a form for comments."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/index.php/artikel/{post.shown.astimezone(scene.site.zone()):%Y/%-m/%-d}/{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    latest = "".join(
        f'<tr><td><a href="{scene.link(address(scene, post))}">{escape(post.title)}</a></td><td>{scene.on_row(post)}</td></tr>'
        for post in scene.site.visible(scene.now)[:4]
    )
    return (
        f'{head(scene, title)}<body><div id="judul">{scene.header()}</div><div id="menu-atas"><ul>{menu}</ul></div>'
        f'<div id="kiri">{main}</div><div id="kanan"><h3>Arsip Artikel</h3><table>{latest}</table>'
        f"<h3>Jam Kerja</h3><table><tr><td>Senin</td><td>08:00 - 15:00</td></tr></table></div>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    link = scene.link(address(scene, post))
    return (
        f'<div class="artikel"><h3 class="judul"><a href="{link}">{escape(post.title)}</a></h3><div class="kecil">'
        f"{scene.on_row(post)} <span>Administrator</span> <span>{post.views} Kali</span></div>"
        f'<div class="teks">{post.body[:80]} <a href="{link}">..selengkapnya</a></div></div>'
    )


def article(scene: Scene, post: Post) -> str:
    return (
        f'<div class="artikel"><h2 class="judul">{escape(post.title)}</h2><h3 class="kecil"><i class="fa fa-clock"></i>'
        f"{scene.beside_title(post)} <i class=fa></i>Administrator <i class=fa></i>Dibaca {post.views} Kali</h3>"
        f'<div class="teks"><p>{post.body}</p></div></div><form id="komentar"><h3>Kirim Komentar</h3><input name="nama">'
        f'<textarea name="isi"></textarea><button>Kirim</button></form>'
    )


SYSTEM = System(
    "village",
    "/index.php/artikel/kategori/berita",
    address,
    frame,
    row,
    article,
    section="/index.php/artikel/kategori/{}",
    pages=("/index.php/profil", "/index.php/layanan", "/index.php/pengaduan"),
)
