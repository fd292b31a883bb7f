"""Sites whose posts are data for a script."""

from __future__ import annotations

import json

from news_sites import (
    TEXT,
    Cases,
    page,
    posts,
    row,
    site,
)

from site_server import Pages


def cases() -> Cases:
    """Each site under the sentence that it proves, with the truth."""
    found: Cases = {}

    listed = posts(26, 100)
    pool: list[object] = [["Reactive", 1], {"berita": 2}, [3, 4]]
    for number, _ in enumerate(listed):
        pool.append({"judul": 5 + 3 * number, "slug": 6 + 3 * number, "published_at": 7 + 3 * number})
    for post in listed:
        pool += [post.title, post.path.rpartition("/")[2], post.when.isoformat()]
    pages = Pages()
    pages.bodies["/"] = (
        "<html><head><title>Dinas</title></head><body><div id=__nuxt></div>"
        f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(pool)}</script></body></html>'
    )
    found["a page's state in which values are numbers of a pool"] = pages, 26

    listed = posts(26, 100)
    state = json.dumps(
        {"data": [{"berita": [{"judul": post.title, "tanggal": f"{post.when:%Y-%m-%d}"} for post in listed]}]}
    )
    pages = Pages()
    pages.bodies["/"] = (
        f"<html><head><title>Dinas</title></head><body><div id=__nuxt></div><script>window.__NUXT__={state};</script></body></html>"
    )
    found["a page's state as a script"] = pages, 26

    listed = posts(35, 100)
    state = json.dumps(
        {"data": [{"judul": post.title, "tanggal": f"{post.when:%Y-%m-%d}"} for post in listed]}
    )
    pages = site([], menu={"Berita": "/berita"})
    pages.bodies["/berita"] = page(
        "<h2>Berita</h2><div id=daftar></div><script>muat('/api/berita?limit=6')</script>"
    )
    pages.bodies["/api/berita?limit=6"] = state
    pages.types["/api/berita?limit=6"] = "application/json"
    found["a list that a script inside the page fills"] = pages, 35

    listed = posts(35, 100)
    pages = site(listed, menu={"Berita": "/berita"})
    pages.bodies["/berita/daftar"] = "".join(map(row, listed))
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>")
    pages.bodies["/berita"] = page(
        f'<h2>Berita</h2><p>{TEXT}</p><div hx-get="/berita/daftar" hx-trigger="load"></div>'
    )
    found["a list that comes as a part of a page, which an attribute names"] = pages, 35

    listed = posts(35, 100)
    pages = site(listed, menu={})
    pages.bodies["/"] = page(
        f'<p>{TEXT}</p><h2>Berita</h2><div data-url="/api/berita?limit=6"></div>', menu={}
    )
    pages.bodies["/api/berita?limit=6"] = json.dumps(
        {"data": [{"judul": post.title, "tanggal": f"{post.when:%Y-%m-%d}"} for post in listed]}
    )
    pages.types["/api/berita?limit=6"] = "application/json"
    del pages.bodies["/berita"]
    found["a front page whose data attribute names the interface of its news"] = pages, 35

    listed = posts(35, 100)
    state = json.dumps(
        {
            "props": {
                "berita": [{"judul": post.title, "published_at": post.when.isoformat()} for post in listed]
            }
        }
    )
    pages = site([], menu={"Berita": "/berita"})
    pages.bodies["/berita"] = page(
        f'<h2>Berita</h2><script type="application/json" id="__NEXT_DATA__">{state}</script>'
    )
    found["a list's page that carries its posts as data"] = pages, 35

    listed = posts(26, 100)
    shell = "<html><title>Dinas</title><body><div id=app data-page='{}'></div></body></html>"
    told = [{"judul": post.title, "url": post.path, "published_at": post.when.isoformat()} for post in listed]
    pages = Pages()
    pages.bodies["/"] = shell.format(json.dumps({"props": {"berita": told}}))
    for post, state in zip(listed, told, strict=True):
        pages.bodies[post.path] = shell.format(json.dumps({"props": {"berita": {**state, "isi": TEXT}}}))
    found["articles that are data for a script too"] = pages, 26
    return found
