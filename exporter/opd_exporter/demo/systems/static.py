"""Hand-written HTML without any CMS: pages about the agency, no posts (DPMPTSP in 2024)."""

from __future__ import annotations

from opd_exporter.demo.content import Portrait
from opd_exporter.demo.response import Request, Response, e

_PAGES = {
    "/": (
        "Beranda",
        "Selamat datang di pelayanan perizinan terpadu satu pintu. Kami melayani izin usaha, izin bangunan, dan konsultasi.",
    ),
    "/profil.html": (
        "Profil",
        "Dinas ini dibentuk untuk melayani penanaman modal dan perizinan di Kota Serang.",
    ),
    "/izin-usaha.html": (
        "Izin Usaha",
        "Syarat izin usaha: kartu identitas, nomor induk berusaha, dan surat keterangan domisili.",
    ),
    "/izin-bangunan.html": (
        "Izin Bangunan",
        "Syarat izin bangunan: gambar rencana, bukti kepemilikan tanah, dan formulir permohonan.",
    ),
    "/kontak.html": ("Kontak", "Kantor kami berada di Kota Serang dan buka pada hari kerja."),
}


def respond(site: Portrait, request: Request) -> Response:
    """Answer as a web server with a folder of files does."""
    page = _PAGES.get(request.path)
    menu = " ".join(f'<li><a href="{path}">{name}</a></li>' for path, (name, _) in _PAGES.items())
    if page is None:
        return Response(
            "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>", 404
        )
    title, text = page
    body = f"""<html><head><title>{e(title)} - {e(site.name)}</title></head><body><h1>{e(site.name)}</h1><ul class="menu">{menu}</ul>
<h2>{e(title)}</h2><p>{e(text)}</p><p>&copy; 2018 {e(site.name)}</p></body></html>"""
    return Response(body, cacheable=True)
