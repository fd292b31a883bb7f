"""A theme of cards, as agencies buy it: a slider, what is read most beside every page, related posts below an article."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head

BESIDE = 3
"""Posts in each box beside the text."""


def address(scene: Scene, post: Post) -> str:
    return f"/artikel/detail/{post.number}/{post.slug}"


def _box(scene: Scene, name: str, posts: list[Post]) -> str:
    rows = "".join(
        f'<li class="media"><a href="{scene.link(address(scene, p))}"><img src="/uploads/kecil/{p.number}.jpg" alt=""></a>'
        f'<div class="media-body"><h6><a href="{scene.link(address(scene, p))}">{escape(p.title)}</a></h6>{scene.on_row(p)}</div></li>'
        for p in posts
    )
    return f'<div class="sidebar-box"><h4>{name}</h4><ul class="list-unstyled">{rows}</ul></div>'


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    most = sorted(scene.site.visible(scene.now), key=lambda post: post.views, reverse=True)[:BESIDE]
    return (
        f'{head(scene, title)}<body><div class="topbar"><span>info@dinas.example.go.id</span>{scene.header()}</div>'
        f'<nav class="navbar"><ul class="navbar-nav">{menu}</ul></nav><div class="row"><div class="col-lg-8">{main}</div>'
        f'<aside class="col-lg-4">{_box(scene, "Terpopuler", most)}</aside></div>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    link = scene.link(address(scene, post))
    return (
        f'<div class="card"><a href="{link}"><img class="card-img-top" src="/uploads/{post.number}.jpg" alt=""></a>'
        f'<div class="card-body"><h5 class="card-title"><a href="{link}">{escape(post.title)}</a></h5>'
        f'<p class="card-text">{post.body[:70]}...</p><div class="card-footer"><i class="fa fa-calendar"></i> {scene.on_row(post)} '
        f'<i class="fa fa-eye"></i> <small>{post.views}</small></div><a class="btn" href="{link}">Selengkapnya</a></div></div>'
    )


def article(scene: Scene, post: Post) -> str:
    related = [one for one in scene.ordered(post.section) if one is not post][:BESIDE]
    return (
        f'<ol class="breadcrumb"><li><a href="/">Beranda</a></li><li><a href="/berita">Berita</a></li></ol>'
        f'<h2 class="post-title">{escape(post.title)}</h2><div class="meta"><i class="fa fa-user"></i> Admin '
        f'<i class="fa fa-calendar"></i> {scene.beside_title(post)} <i class="fa fa-eye"></i> {post.views} kali</div>'
        f'<div class="post-content"><p>{post.body}</p></div><div class="share">Bagikan: <a href="https://wa.example.com/">WhatsApp</a>'
        f"</div>{_box(scene, 'Berita Terkait', related)}"
    )


SYSTEM = System("cards", "/berita", address, frame, row, article, section="/kategori/{}")
