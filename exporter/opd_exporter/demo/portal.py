"""The city's own portal: news, services, and a page that lists the agencies' sites in a table, as portals do."""

from __future__ import annotations

from collections.abc import Mapping

from opd_exporter.demo.plan import PLANS
from opd_exporter.demo.response import Request, Response, e

_HEAD = """<html><head><title>{title}Portal Resmi Pemerintah Kota Serang</title></head><body>
<ul class="menu"><li><a href="/">Beranda</a></li><li><a href="/profil">Profil</a></li>
<li><a href="/perangkat-daerah">Perangkat Daerah</a></li><li><a href="/berita">Berita</a></li></ul>
"""


def respond(urls: Mapping[str, str], request: Request) -> Response:
    """Answer as the portal; ``urls`` are the sites' addresses by key."""
    if request.path == "/robots.txt":
        return Response("User-agent: *\nDisallow: /admin\n", content_type="text/plain")
    if request.path == "/":
        return Response(_HEAD.format(title="") + "<h1>Kota Serang</h1><p>Selamat datang.</p></body></html>")
    if request.path != "/perangkat-daerah":
        return Response("<html><head><title>404 Not Found</title></head><body>Not Found</body></html>", 404)
    rows = "".join(
        f'<tr><td>{number}</td><td>{e(plan.name)}</td><td>{e(plan.short)}</td><td><a href="{urls[plan.key]}/">{urls[plan.key]}</a></td></tr>'
        for number, plan in enumerate(PLANS, 1)
    )
    return Response(
        _HEAD.format(title="Perangkat Daerah - ")
        + f"<h1>Perangkat Daerah</h1><table><tr><th>No</th><th>Nama</th><th>Singkatan</th><th>Situs</th></tr>{rows}</table></body></html>"
    )
