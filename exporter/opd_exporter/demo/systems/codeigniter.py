"""A site of one's own on CodeIgniter: numbers for addresses, printed dates only, no CMS to detect."""

from __future__ import annotations

from opd_exporter.demo.content import Portrait, Post
from opd_exporter.demo.response import Request, Response, e, numbered, weekday, widgets

_COOKIE = {"Set-Cookie": "ci_session=a1b2c3; path=/; HttpOnly"}


def _page(site: Portrait, request: Request, title: str, main: str) -> str:
    return f"""<!doctype html><html><head><meta charset="windows-1252"><title>{e(title)}</title><link rel="stylesheet" href="/assets/css/app.css"></head>
<body><div class="topbar">{e(site.name)}</div><ul id="menu" class="menu"><li><a href="/">Beranda</a></li><li><a href="/profil">Profil</a></li>
<li><a href="/berita">Berita</a></li></ul><div class="isi">{main}</div><div class="sidebar">{widgets(site, request)}</div>
<div class="footer">&copy; {request.now.year}</div></body></html>"""


def _row(post: Post) -> str:
    return f"""<tr><td><a href="/berita/baca/{post.number}">{e(post.title)}</a></td><td>{weekday(post.date)}, {post.date:%d/%m/%Y}</td></tr>"""


def respond(site: Portrait, request: Request) -> Response:
    """Answer as a hand-made CodeIgniter site does; every unknown path goes home (trap 9)."""
    path = request.path
    kind = "text/html; charset=windows-1252"
    if path.startswith("/berita/baca/") and (post := numbered(site, path.rpartition("/")[2])):
        main = f"<h2>{e(post.title)}</h2><small>{post.date:%d-%m-%Y} | {post.views} hits</small><p>{e(post.body)}</p>"
        return Response(_page(site, request, post.title, main), content_type=kind, headers=_COOKIE)
    if path in ("/", "/berita"):
        rows = "".join(map(_row, site.posts[:12]))
        main = f'<h3>Berita</h3><table class="tabel"><tr><th>Judul</th><th>Tanggal</th></tr>{rows}</table>'
        return Response(_page(site, request, site.name, main), content_type=kind, headers=_COOKIE)
    if path == "/profil":
        return Response(
            _page(site, request, "Profil", f"<h2>Profil</h2><p>{e(site.name)}</p>"),
            content_type=kind,
            headers=_COOKIE,
        )
    return moved_home()


def moved_home() -> Response:
    """Whatever is not known leads to the front page."""
    return Response("", 302, headers={"Location": "/"})
