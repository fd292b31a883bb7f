"""Pages of systems that stopped, were only set up or switched on, in Indonesian too; and living sites that sound so."""

from __future__ import annotations

import pytest

from opd_exporter.judges.non_site.judge import judge
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
DIE = "<!DOCTYPE html><html lang=id><title>{}</title><body id=error-page><div class=wp-die-message><p>{}</p></div></body></html>"
TRIES = "".join(
    f"<li><a href=/{one}>{one}</a>" for one in ("helloworld", "phpinfo.php", "badurl", "protected/")
)
INDEX = "<title>{0} - /</title><h1>{0} - /</h1><hr><pre> 3/12/2024 10:01 AM 703 <a href=/web.config>web.config</a><br> 3/11/2024 8:15 AM &lt;dir&gt; <a href=/a/>a</a></pre>"
DEAD = [
    ("maintenance", 503, DIE.format("Perawatan", "Tidak tersedia untuk beberapa saat karena ada pemeliharaan.")),
    ("maintenance", 503, DIE.format("WordPress", "Ora kasedhiya sawetara wektu.")),
    ("maintenance", 200, "<p>Layanan ini untuk sementara tidak tersedia karena ada perawatan berkala.</p>"),
    ("empty_shell", 200, DIE.format("Kesalahan", "Ada eror serius pada situs web Anda. Periksa kotak masuk surel.")),
    ("empty_shell", 200, DIE.format("WordPress", "Ana masalah gedhe ing situs iki, mangga priksa layang ing kothak panjenengan.")),
    ("empty_shell", 200, "<p>Telah terjadi galat kritis pada sistem. Silakan beri tahu pengelola supaya segera ditangani.</p>"),
    ("http_status", 500, DIE.format("Kesalahan", "Ada eror serius pada situs web Anda.")),
    ("default_page", 200, "<h1>Selamat, situs tirta.example.go.id telah aktif!</h1><p>Masuk ke panel pelanggan untuk mulai mengisinya.</p>"),
    ("default_page", 200, "<h1>Selamat, website dinkes.example.go.id telah aktif!</h1><p>Terima kasih telah memakai layanan kami.</p>"),
    ("default_page", 200, "<h1>Congratulations! Your hosting account is now active</h1><p>Log in to start building your pages.</p>"),
    ("default_page", 200, f"<title>Example</title><p>You have successfully installed the OpenLiteSpeed Web Server!</p><ul>{TRIES}</ul>"),
    ("directory_listing", 200, INDEX.format("dinkes.example.go.id")),
    ("directory_listing", 200, INDEX.format("10.1.2.3")),
    ("empty_shell", 200, "<title>Situs Saya</title><h1>Situs Saya</h1><p>Belum ada artikel yang ditampilkan di sini.</p>"),
]  # fmt: skip
MENU = "".join(f"<li><a href=/{one}>{one}</a>" for one in ("profil", "berita", "layanan", "kontak"))
MORE = "".join(f"<li><a href=/{one}>{one}</a>" for one in ("agenda", "galeri", "unduhan", "pejabat"))
ALIVE = [
    f"<title>Dinas Kesehatan</title><ul>{MENU}</ul><h2>Berita</h2><p>Belum ada artikel</p><p>Dinas Kesehatan Kota Serang</p>",
    f"<ul>{MENU}</ul><h1>Selamat, website Dinas telah aktif!</h1><p>Situs Anda tidak tersedia karena ada pemeliharaan.</p>",
    "<h1>Kelurahan Cipare</h1><p>Situs resmi Kelurahan Cipare kini telah aktif. Warga dapat melihat jam layanan di sini.</p>",
    "<h1>Puskesmas Unyur</h1><p>Layanan gigi tidak tersedia hari Minggu. Bila ada kesalahan pada data pasien hubungi loket satu.</p>",
    "<h1>UPT Lab</h1><p>Alat uji air tidak tersedia karena perawatan.</p><a href=/tarif>Tarif uji</a> <a href=/alur>Alur layanan</a>",
    f"<title>Dinas Kominfo</title><ul>{MENU}{MORE}</ul><h1>Dinas Kominfo</h1><p>Have fun with OpenLiteSpeed</p><p>Kelas untuk siswa.</p>",
    f"<title>Uji coba - /unggul</title><h1>Sekolah unggul</h1><ul>{MENU}</ul><p>Kegiatan siswa sekolah unggul hari ini.</p>",
    f"<ul>{MENU}</ul><div class=wp-die-message>x</div><h1>Dinas Kesehatan</h1><p>Berita dan kegiatan dinas kesehatan kota</p>",
]


def verdict(body: str, status: int = 200) -> str:
    page = parse(body.encode(), url=SITE, status=status, headers={"content-type": "text/html; charset=utf-8"})
    found = judge(page, site_url=SITE)
    return found.reason.value if found else "up"


@pytest.mark.parametrize(("reason", "status", "body"), DEAD)
def test_a_systems_own_page_is_no_site(reason: str, status: int, body: str) -> None:
    assert verdict(body, status) == reason


@pytest.mark.parametrize("body", ALIVE)
def test_a_living_site_may_say_so_too(body: str) -> None:
    assert verdict(body) == "up"
