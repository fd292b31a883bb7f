"""Lists without entries: who wrote that they are empty?"""

from __future__ import annotations

import pytest

from opd_exporter.page.parse import parse
from opd_exporter.posts.layout.unfilled import asked_for_news, is_unfilled, waits_for_news

FRAME = (
    "<html><body><nav><a href=/>Beranda</a> <a href=/profil>Profil</a></nav><h2>Berita</h2>{}</body></html>"
)
LONG = "Informasi berkala diperbarui setiap semester dan dapat diminta di loket pelayanan. " * 4


@pytest.mark.parametrize(
    ("body", "unfilled"),
    [
        ("<div id=app></div><script src=/app.js></script>", True),
        ("<div>Sedang memuat...</div><script>ambil('/api/berita')</script>", True),
        ("<div class=spinner></div><script>fetch(`/data/${hal}`)</script>", True),
        ("<p>Data tidak ditemukan.</p><script src=/app.js></script>", False),
        (
            "<p>Sepertinya kami tidak dapat menemukan apa yang Anda cari.</p><script src=/theme.js></script>",
            False,
        ),
        ("<p>It seems we can’t find what you’re looking for.</p><script src=/theme.js></script>", False),
        ("<p>Belum ada berita.</p><script>fetch('/api/pengunjung')</script>", False),
        ("<p>Belum terdapat berita.</p><script src=/theme.js></script>", False),
        ("<p>Berita belum diterbitkan.</p><script src=/theme.js></script>", False),
        ("<p>Isi bagian ini sedang disusun.</p><script src=/theme.js></script>", False),
        ("<p>Sedang dalam tahap pengembangan</p><script src=/theme.js></script>", False),
        ("<p>Sedang diambil dari server ...</p><script src=/theme.js></script>", True),
        ("<iframe src='https://widget.example.com/umpan/7'></iframe>", True),
        ("<p>Belum ada berita.</p><iframe src='https://peta.example.com/'></iframe>", False),
        (f"<p>{LONG}</p><iframe src='https://peta.example.com/'></iframe>", False),
        ("<p></p>", False),  # nothing there that could fill it
        ("<p></p><script>var tahun = 2026;</script>", False),
        (f"<p>{LONG}</p><script src=/app.js></script>", False),  # a page, not a list
        (
            f"<p>{LONG}</p><script>fetch('/api/berita').then(isi)</script>",
            True,
        ),  # but its list has yet to come
        (f"<p>{LONG}</p><script>$.getJSON('/api/cuaca', isi)</script>", False),
        (f"<p>{LONG}</p><script>$.ajax({{url: 'https://a.example.go.id/berita/data'}})</script>", True),
        (f"<p>{LONG}</p><script>$.post(base_url + 'berita/muat', {{hal: 1}}, isi)</script>", True),
        (f"<p>{LONG}</p><script>fetch(`${{AKAR}}/ambil/berita`)</script>", True),
        (f"<p>{LONG}</p><script>tabel({{'ajax': '/berita/baris'}})</script>", True),
        (f"<p>{LONG}</p><script>$.get(base_url + 'berita/komentar', isi)</script>", False),
        (f"<p>{LONG}</p><script>$.get('/berita/agenda', isi)</script>", False),
        # The portal's news are no agency's.
        (f"<p>{LONG}</p><script>fetch('https://kota.example.go.id/api/berita')</script>", False),
        (f"<p>{LONG}</p><script>var url = 'berita'; judul = 'url: berita'</script>", False),
        (f"<p>{LONG}</p><script>lacak('/berita')</script>", False),  # asks for nothing
        ("<p>Belum ada berita.</p><script>fetch('/api/berita')</script>", False),
        (f"<p>{LONG}</p><div hx-get=/berita/daftar></div>", True),
        (f"<p>{LONG}</p><div data-url=/api/berita></div>", True),
        (
            f"<p>{LONG}</p><div x-data='{{b: []}}' x-init='b = await (await fetch(\"/api/berita\")).json()'>",
            True,
        ),
        ("<p>Belum ada berita.</p><div hx-get=/berita/daftar></div>", False),
        (f"<p>{LONG}</p><div hx-get=/cuaca/sekarang></div>", False),
        (
            f"<p>{LONG}</p><div data-href=https://a.example.go.id/berita/>Bagikan</div>",
            False,
        ),  # this very page
        (f"<p>{LONG}</p><div data-href=https://kota.example.go.id/berita/>Bagikan</div>", False),
        (f"<p>{LONG}</p><img data-lazy=/unggahan/berita/foto.jpg>", False),
        ("<p>Menampilkan 0 dari 0 berita</p><script src=/app.js></script>", False),
        ("<p>Menampilkan 10 dari 120 berita</p><script src=/app.js></script>", True),
    ],
)
def test_only_a_server_can_say_that_a_list_is_empty(body: str, unfilled: bool) -> None:
    page = parse(FRAME.format(body).encode(), url="https://a.example.go.id/berita", status=200, headers={})
    assert is_unfilled(page) is unfilled


def test_a_frame_on_a_page_that_no_address_calls_news_fills_no_list() -> None:
    body = FRAME.format("<h2>Dokumen</h2><iframe src='/baca.php?berkas=dip.pdf'></iframe>").encode()
    page = parse(body, url="https://a.example.go.id/dokumen/dip-semester-dua", status=200, headers={})
    assert not is_unfilled(page)


@pytest.mark.parametrize(
    ("front", "waits"),
    [
        ("<h2>Berita Terbaru</h2><div id=berita></div><h2>Kontak</h2><p>Jalan Waduk 3</p>", True),
        ("<div><h2>Kabar Dinas</h2></div><div id=x><i class=spinner></i></div><p>Jalan Waduk 3</p>", True),
        ("<h2>Pengumuman</h2><daftar-warta></daftar-warta>", True),
        ("<h2>Berita</h2><div class=row><p>Sedang memuat berita ...</p></div>", True),
        ("<h2>Berita</h2><div v-for='satu in berita'><h3>{{ satu.judul }}</h3></div>", True),
        ("<h2>Berita</h2><div wire:init=muat><div class=kerangka></div></div>", True),
        ("<h2>Berita</h2><div class=row data-aos=fade-up aria-live=polite></div>", False),
        # A server that walks over nothing leaves its box empty, and gives it no name.
        ("<h2>Berita Terbaru</h2><div class=row></div>", False),
        ("<section><div><h2>Berita</h2><div class=row></div></div></section><div id=peta></div>", False),
        ("<h2>Berita</h2><div id=berita></div><p>Belum ada berita.</p>", False),
        ("<div id=peta></div><h2>Berita</h2><p>Dinas menerima kunjungan.</p>", False),
        ("<p>Berita</p><div id=berita></div>", False),
        ("<h2>Berita</h2><a href=/berita/1>Memuat lima ton beras ke kapal</a>", False),
        ("<h2>Berita</h2><div id=berita><img src=/poster.jpg></div>", False),
        ("<h2>Berita</h2><div id=berita><p>Dinas menerima kunjungan.</p></div><div id=peta></div>", False),
        ("<h2>Galeri Foto</h2><div id=galeri></div>", False),
        ("<h2>Berita</h2><h2>Lokasi</h2><div id=peta></div>", False),
        ("<h2>Berita</h2><p>Kami memuat berita dari warga setiap pekan.</p>", False),
        ("<footer><h4>Berita</h4><div id=berita></div></footer>", False),
    ],
)
def test_news_that_a_script_has_yet_to_fill_in_were_not_read(front: str, waits: bool) -> None:
    body = (
        f"<html><body><h1>Dinas Pertanian</h1><p>{LONG}</p>{front}<script src=/app.js></script></body></html>"
    )
    page = parse(body.encode(), url="https://a.example.go.id/")
    assert waits_for_news(page) is waits
    still = parse(body.replace("<script src=/app.js></script>", "").encode(), url="https://a.example.go.id/")
    assert not waits_for_news(still), "nothing there that could fill it"


def test_a_frame_below_a_heading_for_news_was_not_read() -> None:
    body = f"<html><p>{LONG}</p><h2>{{}}</h2><iframe src=/modul/daftar.php></iframe></html>"
    for heading, waits in (("Berita", True), ("Lokasi Kantor", False)):
        page = parse(body.format(heading).encode(), url="https://a.example.go.id/")
        assert waits_for_news(page) is waits


def test_what_a_frame_of_turbo_shows_is_asked_for() -> None:
    body = (
        b"<html><h2>Berita</h2><turbo-frame id=b src=/berita/terbaru></turbo-frame><turbo-frame src=/cuaca>"
    )
    page = parse(body, url="https://a.example.go.id/")
    assert asked_for_news(page) == ("https://a.example.go.id/berita/terbaru",)
