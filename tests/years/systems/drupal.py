"""Drupal: numbers in addresses, month-first digits for people, RDF for machines, a feed at a place of its own."""

from __future__ import annotations

from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head
from years.words import FORMS


def address(scene: Scene, post: Post) -> str:
    return f"/node/{post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    named = '<meta name="Generator" content="Drupal 7 (http://drupal.org)">'
    named += '<link rel="stylesheet" href="/sites/default/files/css/css_1.css">'
    if scene.style.feed:
        named += (
            f'<link rel="alternate" type="application/rss+xml" href="{scene.origin}/rss.xml" title="RSS">'
        )
    return (
        f'{head(scene, title, named)}<body class="html not-logged-in"><div id="header">{scene.header()}</div><ul class="menu">'
        f'{menu}</ul><div id="content">{main}</div>{foot(scene)}'
    )


def row(scene: Scene, post: Post) -> str:
    return (
        f'<div class="views-row"><span class="field-content"><a href="{scene.link(address(scene, post))}">'
        f'{escape(post.title)}</a></span> <span class="created">{scene.on_row(post)}</span></div>'
    )


def article(scene: Scene, post: Post) -> str:
    moment = post.shown.astimezone(scene.site.zone())
    told = f"{moment:%a}, {FORMS['month first'](moment)}" if scene.style.form == "month first" else ""
    machine = f'<span property="dc:date dc:created" content="{moment.isoformat(timespec="seconds")}" '
    machine += f'datatype="xsd:dateTime">Submitted by admin {told}</span>'
    shown = machine if scene.style.dated else ""
    return (
        f'<h1 class="title">{escape(post.title)}</h1><div class="node"><div class="submitted">{shown}'
        f'{scene.beside_title(post)}</div><div class="field-item"><p>{post.body}</p></div></div>'
    )


SYSTEM = System(
    name="drupal",
    news="/berita",
    section="/{}",
    address=address,
    frame=frame,
    row=row,
    article=article,
    feed="/rss.xml",
    pages=("/profil", "/layanan", "/kontak"),
)
