"""A news theme: what is published and what is edited told to machines, tags, the post before and after."""

from __future__ import annotations

import json
from html import escape

from years.scene import Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/read/{post.slug}-{post.number}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return (
        f'{head(scene, title)}<body><header>{scene.header()}<a class="logo" href="/">{escape(scene.site.name)}</a><nav><ul>{menu}</ul></nav>'
        f"</header><main>{main}</main>{foot(scene)}"
    )


def row(scene: Scene, post: Post) -> str:
    link, told = scene.link(address(scene, post)), scene.on_row(post)
    when = post.shown.astimezone(scene.site.zone())
    moment = f'<time datetime="{when:%Y-%m-%d}">{told}</time>' if told else ""
    return f'<article class="item"><h3><a href="{link}">{escape(post.title)}</a></h3>{moment}<p>{post.body[:60]}</p></article>'


def _beside(scene: Scene, post: Post) -> str:
    posts = scene.ordered(post.section)
    place = next((n for n, one in enumerate(posts) if one is post), 0)
    near = [posts[n] for n in (place - 1, place + 1) if 0 <= n < len(posts)]
    return "".join(f'<a href="{scene.link(address(scene, p))}">{escape(p.title)}</a>' for p in near)


def article(scene: Scene, post: Post) -> str:
    zone = scene.site.zone()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": post.title,
        "datePublished": post.shown.astimezone(zone).isoformat(timespec="seconds"),
        "dateModified": max(post.edited, post.shown).astimezone(zone).isoformat(timespec="seconds"),
    }
    told = f'<script type="application/ld+json">{json.dumps(data)}</script>' if scene.style.dated else ""
    return (
        f'{told}<article><h1>{escape(post.title)}</h1><p class="byline">Redaksi - {scene.beside_title(post)}</p><p>{post.body}</p>'
        f'<p class="tags">Tag: <a href="/tag/warga">warga</a></p></article><div class="nav-links">{_beside(scene, post)}</div>'
    )


SYSTEM = System("magazine", "/indeks", address, frame, row, article, section="/rubrik/{}", machine=True)
