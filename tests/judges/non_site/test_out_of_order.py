"""Sites that are worked on, or whose database is away."""

from __future__ import annotations

import pytest
from non_site_pages import DeadPage, simple, verdict

PAGES: list[DeadPage] = [
    (
        "maintenance",
        503,
        simple("Maintenance", "", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
    ),
    ("maintenance", 200, simple("Under Maintenance", "Under Maintenance", "Website sedang dalam perbaikan")),
    (
        "maintenance",
        200,
        simple(
            "Dinas Kesehatan Kota Serang",
            "Website Sedang Dalam Perbaikan",
            "Mohon maaf atas ketidaknyamanan ini.",
            "<a href='https://facebook.com/dinkes'>Facebook</a>",
        ),
    ),
    (
        "maintenance",
        200,
        simple(
            "Dinkes - Coming Soon",
            "Coming Soon",
            "Days Hours Minutes Seconds. Subscribe to our newsletter",
            "<script src='/wp-content/plugins/coming-soon/a.js'></script>",
        ),
    ),
    ("maintenance", 200, simple("Dinkes", "Situs ini segera hadir!", "Nantikan kehadiran kami")),
    (
        "maintenance",
        200,
        "<title>Dinas Kesehatan</title><center><font size=7>Mohon maaf, website ini sedang dalam pengembangan</font></center>",
    ),
    (
        "maintenance",
        503,
        simple(
            "Site under maintenance | Dinkes",
            "Site under maintenance",
            "Dinkes is currently under maintenance. We should be back shortly.",
        ),
    ),
    ("maintenance", 200, simple("Be right back.", "Be right back.")),
    ("maintenance", 200, simple("Dinkes", "Mode Pemeliharaan", "Kami sedang melakukan migrasi server.")),
    (
        "maintenance",
        200,
        "<title>Dinkes</title><img src=/logo.png><p>This site is down for maintenance.<br>Please check back again soon.</p><form action=/index.php><input name=username></form>",
    ),
    (
        "maintenance",
        200,
        "<title>Dinkes</title><h1>Dinas Kesehatan</h1><p>Situs ini sedang ditutup untuk pemeliharaan.<br>Silakan periksa kembali nanti.</p><form action=/index.php method=post><input name=username><input name=password type=password></form>",
    ),
    (
        "database_error",
        500,
        "<html><head><title>Database Error</title></head><body><h1>Error establishing a database connection</h1></body></html>",
    ),
    (
        "database_error",
        200,
        "<html><head><title>WordPress &rsaquo; Galat</title></head><body><p>Galat dalam menyambung ke basis data</p></body></html>",
    ),
    (
        "database_error",
        500,
        simple(
            "Database Error",
            "A Database Error Occurred",
            "Unable to connect to your database server using the provided settings. Filename: core/Loader.php",
        ),
    ),
    (
        "database_error",
        200,
        "<b>Warning</b>: mysqli_connect(): (HY000/1045): Access denied for user 'u1'@'localhost' (using password: YES) in <b>/home/u1/public_html/koneksi.php</b> on line <b>5</b><br>Koneksi gagal",
    ),
    (
        "database_error",
        200,
        "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [1045] Access denied in /home/web/public_html/db.php:12",
    ),
    (
        "database_error",
        500,
        "<h1>Server Error in '/' Application.</h1><p>A network-related error occurred while establishing a connection to SQL Server.</p>",
    ),
    (
        "maintenance",
        503,
        "<h1>Dinas Perkim</h1><p>Situs ini sedang tidak aktif untuk pemeliharaan.<br>Silakan kunjungi kembali nanti.</p><form><input name=username><input type=password><button>Log in</button></form>",
    ),
    (
        "database_error",
        200,
        "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/db.php:12 Stack trace: #0 {main}",
    ),
    (
        "database_error",
        500,
        "<html><head><title>SQLSTATE[HY000] [1049] Unknown database 'dinkes'</title></head><body>"
        + "<p>vendor laravel framework src Illuminate Database Connection php</p>" * 200
        + "</body></html>",
    ),
    (
        "database_error",
        500,
        simple("Error: 500", "Error displaying the error page", "Could not connect to MySQL."),
    ),
    (
        "database_error",
        200,
        "Can't connect to local MySQL server through socket '/var/lib/mysql/mysql.sock' (2)",
    ),
    (
        "database_error",
        500,
        simple(
            "OperationalError at /",
            "OperationalError at /",
            "could not connect to server: Connection refused",
        ),
    ),
    ("database_error", 200, "<p>ORA-12541: TNS:no listener</p>"),
    ("database_error", 200, "<p>Koneksi ke database gagal: Too many connections</p>"),
]


@pytest.mark.parametrize(
    ("reason", "status", "body"), PAGES, ids=[f"{n}-{case[0]}" for n, case in enumerate(PAGES)]
)
def test_a_dead_page_is_called_what_a_person_would_call_it(reason: str, status: int, body: str) -> None:
    assert verdict(body, status) == reason
