"""Small pages that say in words of their own what became of the site, and small sites that speak of such things."""

from __future__ import annotations

import pytest

from opd_exporter.judges.non_site.judge import judge
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
HTML = {"content-type": "text/html; charset=utf-8"}


def verdict(title: str, body: str) -> str:
    page = parse(f"<title>{title}</title><body>{body}</body>".encode(), url=SITE, headers=HTML)
    found = judge(page, site_url=SITE)
    return found.reason.value if found else "up"


DEAD = {
    "suspended": [
        ("Info", "<h1>Layanan web hosting Anda telah kami hentikan sementara</h1>"),
        ("Info", "<h1>Penyedia menangguhkan akun ini</h1>"),
        ("Info", "<h2>Website ini sudah tidak aktif lagi</h2>"),
        ("Oops", "<h1>Layanan Anda sedang tersuspend</h1><p>Silakan cek tagihan Anda di member area.</p>"),
        ("Perhatian", "<h2>Maaf, website ini dinonaktifkan oleh penyedia hosting</h2>"),
        ("Website Expired", "<h1>Website ini telah berakhir masa layanannya</h1>"),
        ("Hosting", "<center><h1>HOSTING ANDA DI-SUSPEND</h1><ul><li>Belum membayar</ul></center>"),
        ("Unavailable", "<p>The hosting account of this site was suspended by its provider.</p>"),
        ("Peringatan", "<h1>Situs Anda kami tangguhkan</h1><p>Terdeteksi malware pada server.</p>"),
        ("Maaf", "<h2>Layanan untuk website ini telah dihentikan sementara</h2>"),
        ("Tagihan", "<h1>Website tidak aktif karena tagihan belum lunas</h1>"),
    ],
    "parked": [
        ("Domain", "<p>dinkes.example.go.id sudah tidak diperpanjang oleh pemiliknya</p>"),
        ("Sale", "<h1>This web address is for sale</h1>"),
        ("dinkes.example.go.id", "<h1>Ingin membeli domain ini?</h1><a href='https://x.example/'>Tawar</a>"),
        ("Broker", "<a href='https://broker.example/d'>dinkes.example.go.id is for sale</a>"),
        ("Domain", "<h2>Domain ini belum diperpanjang</h2><p>Hubungi PANDI atau registrar Anda.</p>"),
        ("Halaman Parkir", "<h1>Halaman parkir domain</h1>"),
        ("Lelang", "<h1>Domain premium ini dilelang</h1><p>Lelang domain dibuka pekan ini.</p>"),
        ("dinkes.example.go.id", "<h1>dinkes.example.go.id is available for purchase</h1>"),
        ("dinkes.example.go.id", "<script>window.onload=function(){window.location.href='/lander'}</script>"),
    ],
    "default_page": [
        ("Hello", "<p>nginx is up. Put your files in /usr/share/nginx/html</p>"),
        ("Web", "<p>Web server berhasil dipasang. Letakkan berkas Anda di folder ini.</p>"),
        ("Welcome", "<h1>Nginx server</h1><p>If you are reading this page, the web server is running.</p>"),
        ("My Website", "<p>This is my new website. Replace index.html with your own content.</p>"),
        ("Drupal", "<h1>Choose language</h1><p>Drupal installation. Choose profile. Set up database.</p>"),
        ("Home Page - My ASP.NET Application", "<h1>ASP.NET</h1><p>Getting started with ASP.NET pages.</p>"),
        ("Success!", "<p>Your new web server is ready to use.</p>"),
        ("Selamat", "<h1>Website Anda berhasil diaktifkan!</h1><p>Silakan hapus file default.php.</p>"),
        ("Success", "<p>The owner of this website has not uploaded content yet.</p>"),
        ("Coming Soon", "<p>This is a default index page for a new domain.</p>"),
        (
            "Apache Tomcat/10.1.13",
            "<h2>If you're seeing this, you've successfully installed Tomcat.</h2>"
            + "".join(
                f"<a href='/{name}'>{name}</a>" for name in ("docs", "examples", "status", "apps", "host")
            ),
        ),
        ("Website", "<h1>没有找到站点</h1>"),
        ("Blog tidak ditemukan", "<p>Maaf, blog yang Anda cari tidak ada.</p>"),
        ("Installation | Moodle", "<h2>Choose a language</h2><form><input type=submit value=Next></form>"),
    ],
    "maintenance": [
        ("Maaf", "<p>Website Dinas Kesehatan sedang mengalami gangguan dan dalam penanganan tim kami</p>"),
        ("Dinkes", "<h1>Website sedang kami siapkan</h1>"),
        ("Dinkes", "<p>Kami sedang menyiapkan website baru</p>"),
        ("Dinkes", "<p>Kami sedang memperbarui website demi pelayanan yang lebih baik.</p>"),
        ("Dinkes", "<p>Tim sedang memindahkan server website ini</p>"),
        ("Dinas Kesehatan", "<h1>Website kami sedang berbenah</h1><p>Nantikan tampilan baru kami.</p>"),
        ("Dinkes | Mode Perbaikan", "<p>Mode perbaikan aktif</p>"),
        ("Dinas Kesehatan", "<h2>Kami sedang melakukan pembaruan sistem</h2>"),
        ("Pengumuman", "<p>Untuk sementara website tidak dapat diakses sampai semuanya selesai.</p>"),
        ("Dinas Kesehatan", "<h1>Website ini sedang di-upgrade</h1><p>Tim IT.</p>"),
        ("Dinas Kesehatan", "<h1>Kami akan segera online</h1><span>10 Hari</span>"),
        ("Luring", "<h1>Situs web sedang luring untuk pemeliharaan</h1>"),
        ("Dinkes", "<h1>Ups</h1><p>Website masih dalam tahap penyusunan konten</p>"),
        ("Dinkes", "<h2>MOHON MAAF</h2><p>Halaman ini sedang kami perbarui</p>"),
        ("Dinkes", "<p>Server sedang dalam proses pemindahan, website akan kembali normal</p>"),
    ],
    "database_error": [
        ("Galat", "<p><strong>Ada kesalahan dalam menghubungkan ke basis data.</strong></p>"),
        ("", "<p>Maaf, database sedang bermasalah</p>"),
        ("", "Table 'dinkes.identitas' doesn't exist"),
        ("", "Gagal Koneksi! Database server tidak merespon, koneksi gagal"),
    ],
    "challenge": [
        ("BitNinja", "<h1>Your request has been challenged</h1><p>Waiting for the redirection...</p>"),
        ("Tunggu", "<h1>Kami memeriksa koneksi Anda sebelum melanjutkan</h1>"),
        ("Cek", "<p>Klik tombol di bawah untuk verifikasi bahwa Anda bukan bot</p><button>Lanjut</button>"),
        ("Hold on", "<p>We are checking your browser. You will be redirected shortly.</p>"),
    ],
    "blocked": [
        (
            "Nawala",
            "<h1>Situs ini tidak bisa dibuka</h1><p>Muatan yang dilarang menurut peraturan Komdigi.</p>",
        ),
        ("WAF", "<p>Maaf, permintaan Anda terdeteksi sebagai serangan dan telah diblokir.</p>"),
        ("403", "<p>Request forbidden by administrative rules.</p>"),
        (
            "Access Restricted",
            "<h1>Laman ini tidak dapat diakses</h1><p>Akses ditutup penyedia layanan internet menurut UU ITE.</p>",
        ),
        ("Blocked", "<h1>Access to this website is blocked by your internet service provider</h1>"),
    ],
    "defaced": [
        ("???", "<h1>Hai admin, websitemu bolong</h1>"),
        ("Pesan", "<h1>Sistem kalian gampang ditembus</h1>"),
        ("0wned", "<h1>0wn3d by Gh0st</h1>"),
        ("Under attack", "<h1>Government of Indonesia hacked</h1><p>We are legion. Expect us.</p>"),
        ("Hacked", "<p>by nobody you know</p>"),
        ("~ Owned by K4TSUYA ~", "<iframe src='https://video.example/embed'></iframe>"),
        ("-=[ D3f4c3d By Bl4ckH4t ]=-", "<p>Bebaskan</p>"),
        ("Dinas Kesehatan", "<h1>Ups! Kena deface</h1><p>Celahnya masih terbuka</p>"),
        ("Dinas Kesehatan", "<h2>Web ini berhasil kami retas</h2><p>Tolong benahi</p>"),
        ("Hacktivist Nusantara", "<p>Website anda telah kami ambil alih</p>"),
    ],
}


@pytest.mark.parametrize(
    ("reason", "title", "body"), [(reason, *page) for reason, pages in DEAD.items() for page in pages]
)
def test_a_small_page_is_told_by_what_it_is_about_and_what_it_says_of_that(
    reason: str, title: str, body: str
) -> None:
    assert verdict(title, body) == reason


PROMOTION = (
    "<p>" + "Nikmati hosting cepat, domain murah, dan dukungan teknis setiap hari untuk Anda. " * 20 + "</p>"
)


@pytest.mark.parametrize(
    ("reason", "heading"),
    [
        ("suspended", "Penyedia menangguhkan layanan website ini"),
        ("parked", "Domain ini belum diperpanjang oleh pemiliknya"),
        ("maintenance", "Website ini sedang kami siapkan untuk Anda"),
    ],
)
def test_a_heading_may_say_it_above_a_hosts_advertisement(reason: str, heading: str) -> None:
    assert verdict("Info", f"<h1>{heading}</h1>{PROMOTION}") == reason
    assert verdict("Info", f"<h1>Info</h1>{PROMOTION}<p>{heading}</p>") == "up"


TWO = "<a href='/berita'>Berita</a><a href='/profil'>Profil</a>"
ALIVE = [
    (
        "BKPSDM",
        f"<p>Website resmi Badan Kepegawaian dan Pengembangan Sumber Daya Manusia, Jalan Sudirman.</p>{TWO}",
    ),
    ("PDAM", f"<p>Cek tagihan air Anda. Pelanggan yang menunggak akan diputus sambungannya.</p>{TWO}"),
    ("Bapenda", f"<p>Masa pembayaran PBB berakhir 31 Agustus. Segera bayar pajak Anda.</p>{TWO}"),
    ("Disdukcapil", f"<p>Layanan perekaman KTP dihentikan sementara sampai hari Senin depan.</p>{TWO}"),
    (
        "Kelurahan",
        "<p>Kami melayani surat pengantar, keterangan domisili, dan perbaikan data setiap hari kerja.</p>",
    ),
    (
        "CSIRT",
        f"<p>Apakah situs Anda diretas? Tim tanggap insiden siap membantu instansi pemerintah.</p>{TWO}",
    ),
    (
        "Inspektorat",
        f"<p>Kolom komentar ditutup sementara. Silakan hubungi kantor kami pada jam kerja.</p>{TWO}",
    ),
    ("SIPD", "<form><input name=u><input type=password><p>Verifikasi captcha</p></form>"),
    (
        "Kelurahan",
        "<p>Kami sedang membangun kampung bersih bersama warga. Kantor buka setiap hari kerja.</p>",
    ),
    (
        "JDIH",
        "<p>Situs ini memuat salinan peraturan daerah. Akses dokumen tidak dibatasi bagi siapa pun.</p>",
    ),
    ("SDN 2", f"<p>Sekolah kami sedang menyiapkan lomba kebersihan antarkelas bulan depan.</p>{TWO}"),
    (
        "Lapor",
        "<p>Kami akan memeriksa dan menindaklanjuti setiap permintaan dalam lima hari kerja.</p><form></form>",
    ),
    ("Dinas PUPR", f"<p>Melayani pembangunan dan pemeliharaan jalan serta jembatan di Kota Serang.</p>{TWO}"),
]


@pytest.mark.parametrize(("title", "body"), ALIVE)
def test_a_small_site_may_speak_of_such_things(title: str, body: str) -> None:
    assert verdict(title, f"<h1>{title}</h1>{body}") == "up"
