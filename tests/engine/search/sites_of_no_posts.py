"""Sites that list beside their posts, or in their place, what is no own post."""

from __future__ import annotations

from news_sites import (
    TEXT,
    Cases,
    ago,
    article,
    page,
    posts,
    printed,
    row,
    site,
)

from site_server import Pages


def cases() -> Cases:
    """Each site under the sentence that it proves, with the truth."""
    found: Cases = {}

    listed = posts(300, 330)
    boxes = "".join(
        f"<h3>{name}</h3>"
        + "".join(
            f'<div><a href="/read/{name.split()[0].lower()}-kegiatan-warga-ke-{n}"><b>{name} warga ke {n}</b></a><i>{printed(ago(n))}</i></div>'
            for n in (1, 2)
        )
        for name in ("Galeri Kegiatan", "Agenda Kegiatan", "Infografis")
    )
    pages = site(listed, above=boxes)
    for name in ("galeri", "agenda", "infografis"):
        for n in (1, 2):
            pages.bodies[f"/read/{name}-kegiatan-warga-ke-{n}"] = page(
                f"<h1>{name} warga ke {n}</h1><p>{printed(ago(n))}</p><p>{TEXT}</p>"
            )
    found["fresh albums and events above the news are no posts, and refuse no news below them"] = pages, 300

    listed = posts(12, 330)
    latin = "Nihil aut quasi rerum consequatur molestiae. Voluptatem quia dolores et architecto."
    found["an article of filler text is a seed"] = (
        site(
            listed,
            article=lambda post: article(post).replace(TEXT, latin) if post.age == 12 else article(post),
        ),
        330,
    )

    pages = Pages()
    pages.bodies["/"] = (
        f"<html><title>Dinas</title><body><p>{TEXT[:150]}</p><a href=/profil>Profil</a></body></html>"
    )
    found["a page to read whose only link is broken is still the place"] = pages, "no_posts"

    wiki = '<meta name="generator" content="MediaWiki 1.39.5">'
    entries = posts(1, 2, 3, path="/index.php/{slug}")
    pages = site(entries, head=wiki, fed=entries)
    found["changes of a wiki are no posts"] = pages, "no_posts"

    listed, copies = posts(560, 600), posts(0.1, 1)
    pages = site(copies + listed)
    for post in copies:
        source = '<p><a href="https://kantor-berita.example.com/1">Baca selengkapnya di sumber asli</a></p>'
        pages.bodies[post.path] = page(article(post) + source, title=post.title)
    found["an article that leads to its original elsewhere is a copy"] = pages, 560

    listed, register = posts(300, 330), posts(1, 2, 3, path="/aduan-warga/{number}")
    register_box = "<h3>Aduan Masyarakat Terbaru</h3>" + "".join(map(row, register))
    pages = site(listed, above=register_box)
    for post in register:
        pages.bodies[post.path] = page(article(post), title=post.title)
    found["a register beside the news is none of it"] = pages, 300

    listed = posts(300, 330)
    copies = posts(2, 3, path="/berita/kota/{slug}")
    pages = site(copies + listed)
    for post in copies:
        pages.bodies[post.path] = page(
            article(post),
            head=f'<link rel="canonical" href="https://portal.example.go.id/detail/{post.age}">',
        )
    found["an article whose original is on another site is a copy"] = pages, 300

    moved = posts(12, 40)
    pages = site(moved)
    for post in moved:
        pages.bodies[post.path] = page(
            article(post), head=f'<link rel="canonical" href="https://lama.example.go.id{post.path}">'
        )
    found["the same path on another host is the site's own old name"] = pages, 12
    return found
