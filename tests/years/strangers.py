"""Pages that stand where a site was: routers, providers, hosts, firewalls, intruders. Words of no real one."""

from __future__ import annotations

from years.scene import Reply

ROUTER = """<html><head><title>ONT Web Management</title></head><body><form action=/login.cgi method=post><h3>Masuk ke
Perangkat</h3>Nama Pengguna <input name=user> Kata Sandi <input type=password name=pass><button>Masuk</button></form>
<p>Model HG-8 versi perangkat lunak V5R20. Silakan masuk untuk mengatur sambungan.</p></body></html>"""
PROVIDER = """<html><head><title>Pemberitahuan Layanan</title></head><body><h1>Pemberitahuan</h1><p>Yth. Pelanggan, halaman yang
Anda tuju tidak dapat kami sajikan melalui jaringan ini. Keterangan lebih lanjut dapat diperoleh di gerai kami atau
melalui pusat layanan pelanggan.</p><p>Hormat kami, Pengelola Jaringan</p></body></html>"""
SUSPENDED = """<html><head><title>Account Suspended</title></head><body><h1>Account Suspended</h1><p>This account has been
suspended. Contact your hosting provider for more information.</p></body></html>"""
PARKED = """<html><head><title>arjasura domain</title></head><body><h1>Domain ini dijual</h1><p>Nama domain ini telah
kedaluwarsa dan dapat dibeli kembali. This domain is for sale. Buy this domain.</p></body></html>"""
CHECK = """<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing</h1><p>Please
enable JavaScript and cookies to continue. Ray ID: 7c1e0a55</p></body></html>"""
WALL = """<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your
administrator.<br><br>Your support ID is: 8812034412007<br><a href="javascript:history.back();">[Go Back]</a></body></html>"""
REPAIR = """<html><head><title>Sedang dalam perbaikan</title></head><body><h1>Situs sedang dalam perbaikan</h1><p>Mohon maaf,
situs sedang dalam pemeliharaan. Silakan kembali beberapa saat lagi.</p></body></html>"""
DATABASE = """<html><head><title>Database Error</title></head><body><h1>Error establishing a database
connection</h1></body></html>"""
DEFAULT = """<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1><p>If you see this page, the
nginx web server is successfully installed and working. Further configuration is required.</p></body></html>"""
DEFACED = """<html><head><title>Hacked by Bayangan Utara</title></head><body><h1>Hacked by Bayangan Utara</h1><p>Greetz to all
members. Your security is low, admin.</p></body></html>"""
ERROR = "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>"
DENIED = "<html><head><title>Akses ditolak</title></head><body><h1>403</h1><p>Permintaan Anda ditolak.</p></body></html>"

INSTEAD = {
    "down: 500": Reply(ERROR, 500),
    "down: check": Reply(CHECK, 503),
    "down: wall": Reply(WALL),
    "down: maintenance": Reply(REPAIR),
    "down: database": Reply(DATABASE, 500),
    "down: blank": Reply(""),
    "down: default page": Reply(DEFAULT),
    "down: defaced": Reply(DEFACED),
    "replaced: router": Reply(ROUTER),
    "replaced: provider": Reply(PROVIDER),
    "replaced: suspended": Reply(SUSPENDED),
    "replaced: parked": Reply(PARKED),
}
"""What stands at every address, by what is wrong."""
INJECTED = (
    '<div style="position:absolute;left:-9999px"><a href="https://gacor.example.com/">Slot Gacor Maxwin Hari Ini</a>'
    '<a href="https://togel.example.com/">Bandar Togel Terpercaya</a></div>'
)
"""What an intruder put into the foot of every page."""
