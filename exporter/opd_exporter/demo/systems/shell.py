"""A shell filled by scripts: the posts come from ``/api/berita``, where editing is always fresh."""

from __future__ import annotations

import json

from opd_exporter.demo.content import Portrait
from opd_exporter.demo.response import Request, Response, e

_SCRIPT = """(function(){const base="/api/berita";fetch(base+"?limit=10").then(r=>r.json()).then(d=>{
document.getElementById("app").innerHTML=d.data.map(b=>`<h2>${b.judul}</h2>`).join("")})})();"""


def respond(site: Portrait, request: Request) -> Response:
    """Answer as a single-page application does."""
    if request.path == "/":
        body = f"""<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{e(site.name)}</title>
<script type="module" src="/assets/index-4f2a.js"></script></head><body><div id="app"></div>
<noscript>Aktifkan JavaScript untuk melihat situs ini.</noscript></body></html>"""
        return Response(body, cacheable=True)
    if request.path == "/assets/index-4f2a.js":
        return Response(_SCRIPT, content_type="text/javascript", cacheable=True)
    if request.path == "/api/berita":
        data = [
            {
                "id": post.number,
                "judul": post.title,
                "slug": post.slug,
                "tanggal": post.date.strftime("%Y-%m-%d %H:%M:%S"),
                "updated_at": request.now.isoformat(),
                "isi": post.body,
            }
            for post in site.posts[:10]
        ]
        return Response(json.dumps({"status": "ok", "data": data}), content_type="application/json")
    return Response('{"message": "Not Found"}', 404, "application/json")
