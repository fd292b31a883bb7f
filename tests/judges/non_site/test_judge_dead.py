"""Pages that are no site, as hosts, programs, firewalls and intruders print them."""

from __future__ import annotations

import pytest

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.non_site.judge import is_shell, judge
from opd_exporter.page.model import Page
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
PROMO = "".join(
    f'<li><a href="https://hosting{n}.example.com/paket">Paket hosting murah nomor {n}: domain gratis, SSL, '
    "dukungan dua puluh empat jam setiap hari</a></li>"
    for n in range(30)
)


def page(body: str, status: int = 200, url: str = SITE, **headers: str) -> Page:
    head = {"content-type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return parse(body.encode(), url=url, status=status, headers=head)


def verdict(body: str, status: int = 200, **headers: str) -> str:
    found = judge(page(body, status, **headers), site_url=SITE)
    return found.reason.value if found else "up"


def simple(title: str, heading: str, text: str = "", rest: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p>{rest}</body></html>"


DEAD: list[tuple[str, int, str]] = [
    # suspended
    (
        "suspended",
        200,
        simple(
            "Account Suspended",
            "Account Suspended",
            "This Account has been suspended.<br>Contact your hosting provider for more information.",
        ),
    ),
    (
        "suspended",
        403,
        simple("", "Account Suspended", "This Account has been suspended. <a href='/cgi-sys/x'>more</a>"),
    ),
    (
        "suspended",
        503,
        "<html><head><title>Suspended Domain</title></head><body><center><h2>This domain has been suspended</h2></center></body></html>",
    ),
    (
        "suspended",
        200,
        simple(
            "Akun Ditangguhkan",
            "Akun hosting ini ditangguhkan",
            "Silakan hubungi penyedia hosting Anda.",
            f"<ul>{PROMO}</ul>",
        ),
    ),
    (
        "suspended",
        200,
        simple("Website Suspended", "WEBSITE INI DISUSPEND", "Mohon selesaikan tagihan Anda."),
    ),
    (
        "suspended",
        509,
        simple(
            "509 Bandwidth Limit Exceeded",
            "Bandwidth Limit Exceeded",
            "The server is temporarily unable to service your request due to the site owner reaching his/her bandwidth limit.",
        ),
    ),
    (
        "suspended",
        508,
        simple(
            "508 Resource Limit Is Reached",
            "Resource Limit Is Reached",
            "The website is temporarily unable to service your request as it exceeded resource limit.",
        ),
    ),
    (
        "suspended",
        200,
        "<title>dinkes.example.go.id</title><p>Maaf, akun hosting ini telah dinonaktifkan. Layanan ini ditangguhkan karena masa aktif hosting telah habis.</p>",
    ),
    (
        "suspended",
        200,
        "<html><head><title>Contact Support</title></head><body><script>var u='/cgi-sys/suspendedpage.cgi'</script><p>Contact support</p></body></html>",
    ),
    ("suspended", 200, simple("dinkes.example.go.id is suspended", "Sorry!")),
    # parked
    ("parked", 200, simple("dinkes.example.go.id", "dinkes.example.go.id is for sale!", "Make an offer")),
    (
        "parked",
        200,
        simple(
            "Domain Expired",
            "This domain has expired",
            "If you owned this domain, contact your registrar",
            f"<ul>{PROMO}</ul>",
        ),
    ),
    (
        "parked",
        200,
        simple(
            "dinkes.example.go.id", "Domain ini telah kedaluwarsa", "Hubungi registrar untuk memperpanjang."
        ),
    ),
    (
        "parked",
        200,
        simple(
            "Parked Domain name on Hostinger DNS system",
            "Happy to see your domain with Hostinger!",
            "Your domain is active and is using Hostinger nameservers.",
        ),
    ),
    (
        "parked",
        200,
        "<html><head><title>dinkes.example.go.id</title><script src='https://img1.wsimg.com/parking-lander/static/js/main.js'></script></head><body><div id=root></div></body></html>",
    ),
    (
        "parked",
        200,
        "<html><head><title>x</title><script src='//www.google.com/adsense/domains/caf.js'></script></head><body>"
        + "".join(f"<a href='/?q={n}'>Related {n}</a>" for n in range(10))
        + "</body></html>",
    ),
    ("parked", 200, simple("Domain ini dijual", "Domain ini dijual", "Hubungi kami")),
    ("parked", 200, simple("Domain has expired", "www.dinkes.example.go.id has expired", "Renew now")),
    # default pages
    (
        "default_page",
        200,
        simple(
            "Welcome to nginx!",
            "Welcome to nginx!",
            "If you see this page, the nginx web server is successfully installed and working. Further configuration is required.",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Apache2 Ubuntu Default Page: It works",
            "",
            "This is the default welcome page used to test the correct operation of the Apache2 server after installation on Ubuntu systems. "
            * 12,
        ),
    ),
    (
        "default_page",
        403,
        simple(
            "Test Page for the Apache HTTP Server on Red Hat Enterprise Linux",
            "Red Hat Enterprise Linux Test Page",
            "This page is used to test the proper operation of the Apache HTTP server.",
        ),
    ),
    ("default_page", 200, "<html><body><h1>It works!</h1></body></html>"),
    (
        "default_page",
        200,
        "<html><head><title>IIS Windows Server</title></head><body><a href='http://go.microsoft.com/'><img src=iisstart.png></a></body></html>",
    ),
    (
        "default_page",
        200,
        simple(
            "Apache Tomcat/9.0.54",
            "Apache Tomcat/9.0.54",
            "If you're seeing this, you've successfully installed Tomcat. Congratulations!",
            "<a href='/docs/'>Documentation</a><a href='/manager/html'>Manager</a>",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Welcome to XAMPP",
            "Welcome to XAMPP for Windows 8.1.6",
            "You have successfully installed XAMPP on this system!",
            "<a href=/dashboard/faq.html>FAQs</a>",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Default Plesk Page",
            "Web Server's Default Page",
            "This page is generated by Plesk, the leading hosting automation software.",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Selamat! Website Anda sudah aktif",
            "Website Anda sudah aktif",
            "Silakan upload file website ke public_html",
            f"<ul>{PROMO}</ul>",
        ),
    ),
    ("default_page", 200, simple("Caddy works!", "Congratulations!", "Your web server is working.")),
    (
        "default_page",
        200,
        simple(
            "WordPress &rsaquo; Installation",
            "Welcome",
            "Welcome to the famous five-minute WordPress installation process! Just fill in the information below and you will be on your way.",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "WordPress &rsaquo; Setup Configuration File",
            "Before getting started",
            "Welcome to WordPress. Before getting started, you will need to know the following items. Database name, Database username",
        ),
    ),
    (
        "default_page",
        200,
        simple("Joomla! Web Installer", "Main Configuration", "Select Language. Site Name. Next"),
    ),
    (
        "default_page",
        200,
        simple(
            "Choose language | Drupal",
            "Choose language",
            "Drupal 10 install: choose language, choose profile, verify requirements, set up database",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Welcome to CodeIgniter",
            "Welcome to CodeIgniter!",
            "The page you are looking at is being generated dynamically by CodeIgniter.",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "The install worked successfully! Congratulations!",
            "The install worked successfully! Congratulations!",
            "You are seeing this page because DEBUG=True is in your settings file and you have not configured any URLs. View release notes for Django 4.2",
        ),
    ),
    (
        "default_page",
        200,
        simple(
            "Laravel",
            "",
            "Documentation Laracasts Laravel News Vibrant Ecosystem Laravel v10.0 (PHP v8.1)",
            "<a href=/login>Log in</a><a href=/register>Register</a>",
        ),
    ),
    ("default_page", 200, simple("Express", "Express", "Welcome to Express")),
    (
        "default_page",
        200,
        "<html><head><title>PHP 7.4.33 - phpinfo()</title></head><body><h1>PHP Version 7.4.33</h1>"
        + "<tr><td>System</td><td>Linux server Zend Engine Configure Command</td></tr>" * 300
        + "</body></html>",
    ),
    (
        "default_page",
        200,
        simple("站点创建成功", "恭喜, 站点创建成功！", "这是默认index.html，本页面由系统自动生成"),
    ),
    (
        "default_page",
        200,
        simple(
            "OpenLiteSpeed",
            "Congratulations! OpenLiteSpeed Web Server by LiteSpeed Technologies is working",
            "Default page",
        ),
    ),
    # directory listings
    (
        "directory_listing",
        200,
        "<html><head><title>Index of /</title></head><body><h1>Index of /</h1><pre>"
        + "".join(f'<a href="berkas{n}.pdf">berkas{n}.pdf</a> 2020-01-01 10:00 1M\n' for n in range(40))
        + "</pre></body></html>",
    ),
    (
        "directory_listing",
        200,
        "<html><head><title>Index of /old/</title></head><body><h1>Index of /old/</h1><hr><pre><a href='../'>../</a><a href='a/'>a/</a></pre></body></html>",
    ),
    (
        "directory_listing",
        200,
        "<html><head><title>dinkes.example.go.id - /</title></head><body><H1>dinkes.example.go.id - /</H1><hr><pre>3/4/2019 10:12 AM &lt;dir&gt; <A HREF='/aspnet_client/'>aspnet_client</A><br></pre></body></html>",
    ),
    (
        "directory_listing",
        200,
        "<title>Directory listing for /</title><h1>Directory listing for /</h1><ul><li><a href='a.php'>a.php</a></ul>",
    ),
    # maintenance
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
    # database errors
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
    # defaced
    (
        "defaced",
        200,
        simple(
            "Hacked By Mr.X1337",
            "Hacked By Mr.X1337",
            "Greetz to: all my friends",
            "<audio src=https://x.example/a.mp3></audio>",
        ),
    ),
    ("defaced", 200, simple("H4ck3d by ./Anon", "Sorry Admin", "Patch your system")),
    ("defaced", 200, simple("Dinas Kesehatan", "ʜᴀᴄᴋᴇᴅ ʙʏ ᴄʏʙᴇʀ", "your security is low")),
    ("defaced", 200, simple("Website ini diretas", "Diretas oleh Tim Siber", "maaf admin, numpang lewat")),
    ("defaced", 200, simple("./Mr.Kro", "Pwned by Mr.Kro", "we are anonymous, expect us")),
    (
        "defaced",
        200,
        "<title>Touched By Xenon</title><body bgcolor=black><center><pre>H A C K E D   B Y   X E N O N</pre></center></body>",
    ),
    (
        "defaced",
        200,
        "<title>opsss</title><center><p>Hello Admin</p><p>Your security is broken, no files deleted</p><p>Defacer from Indonesia</p><p>Greetz: all blackhat</p></center>",
    ),
    (
        "defaced",
        200,
        simple(
            "Dinas Kesehatan | Hacked By X-Team",
            "Berita Terbaru",
            "Kegiatan posyandu. " * 100,
            "".join(f"<a href=/berita/{n}>Berita kegiatan {n}</a>" for n in range(20)),
        ),
    ),
    # challenges
    (
        "challenge",
        403,
        simple(
            "Just a moment...",
            "dinkes.example.go.id",
            "Checking if the site connection is secure. Enable JavaScript and cookies to continue",
        ),
    ),
    (
        "challenge",
        200,
        "<html><body><script type='text/javascript' src='/aes.js'></script><script>function toNumbers(d){}document.cookie='__test='+1;location.href='https://dinkes.example.go.id/?i=1'</script><noscript>This site requires Javascript to work</noscript></body></html>",
    ),
    (
        "challenge",
        503,
        simple(
            "DDoS-Guard",
            "Checking your browser before accessing dinkes.example.go.id",
            "This process is automatic. Your browser will redirect shortly.",
        ),
    ),
    (
        "challenge",
        200,
        simple("One moment, please...", "Please wait while your request is being verified..."),
    ),
    (
        "challenge",
        307,
        "<html><title>You are being redirected...</title><noscript>Javascript is required.</noscript><script>var s={},sucuri_cloudproxy_js='';</script></html>",
    ),
    (
        "challenge",
        200,
        simple("Verifikasi", "Verifikasi bahwa Anda manusia", "Selesaikan tindakan di bawah ini."),
    ),
    ("challenge", 200, simple("Bot Verification", "", "Verifying that you are not a robot...")),
    (
        "challenge",
        200,
        simple(
            "Making sure you&#39;re not a bot!",
            "Making sure you&#39;re not a bot!",
            "Protected by Anubis from Techaro.",
        ),
    ),
    (
        "challenge",
        200,
        "<html><head><title>dinkes</title><script>window._cf_chl_opt={cvId:'3'}</script></head><body></body></html>",
    ),
    # blocked
    (
        "blocked",
        200,
        simple(
            "Internet Positif",
            "INTERNET POSITIF",
            "Mohon maaf, akses ke situs ini diblokir karena mengandung konten negatif.",
            f"<ul>{PROMO}</ul>",
        ),
    ),
    (
        "blocked",
        403,
        simple(
            "Attention Required! | Cloudflare",
            "Sorry, you have been blocked",
            "You are unable to access dinkes.example.go.id. Cloudflare Ray ID: 7f1",
        ),
    ),
    (
        "blocked",
        403,
        simple(
            "Access denied | dinkes.example.go.id used Cloudflare to restrict access",
            "Error 1020",
            "Access denied. What happened? This website is using a security service to protect itself from online attacks.",
        ),
    ),
    (
        "blocked",
        503,
        simple(
            "Your access to this site has been limited",
            "Your access to this site has been limited by the site owner",
            "Generated by Wordfence",
        ),
    ),
    (
        "blocked",
        406,
        simple(
            "Not Acceptable!",
            "Not Acceptable!",
            "An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.",
        ),
    ),
    (
        "blocked",
        403,
        simple(
            "Access Denied - Sucuri Website Firewall",
            "Access Denied - Sucuri Website Firewall",
            "If you are the site owner please whitelist your IP. Block reason: Bad bot",
        ),
    ),
    (
        "blocked",
        200,
        simple(
            "Request Rejected",
            "",
            "The requested URL was rejected. Please consult with your administrator. Your support ID is: 123",
        ),
    ),
    (
        "blocked",
        403,
        simple(
            "Access Denied",
            "Access Denied",
            'You don\'t have permission to access "http://dinkes.example.go.id/" on this server. Reference #18.2d35',
        ),
    ),
    (
        "blocked",
        200,
        simple(
            "Web Page Blocked", "Web Page Blocked!", "FortiGuard Intrusion Prevention. Attack ID 20000051"
        ),
    ),
    # status, and nothing better
    (
        "http_status",
        404,
        simple("404 Not Found", "Not Found", "The requested URL was not found on this server."),
    ),
    ("http_status", 403, simple("403 Forbidden", "403 Forbidden", "nginx")),
    (
        "http_status",
        503,
        simple(
            "503 Service Unavailable",
            "Service Unavailable",
            "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.",
        ),
    ),
    (
        "http_status",
        522,
        simple(
            "dinkes.example.go.id | 522: Connection timed out",
            "Connection timed out Error code 522",
            "Cloudflare Ray ID: 7f1. The initial connection between Cloudflare's network and the origin web server timed out.",
        ),
    ),
    (
        "http_status",
        500,
        simple("Whoops, looks like something went wrong.", "Whoops, looks like something went wrong."),
    ),
    ("http_status", 502, ""),
    # nothing of its own
    ("empty_shell", 200, ""),
    ("empty_shell", 200, "  \n\t "),
    ("empty_shell", 204, ""),
    (
        "empty_shell",
        200,
        "<html><head><title>Dinas Kesehatan</title><script src=/app.js></script></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    ),
    (
        "empty_shell",
        200,
        "<html><head><title>Dinas Kesehatan</title></head><body><div id=app><h1>Dinas Kesehatan</h1><p>Memuat...</p></div><footer>© 2024 Dinas Kesehatan. All rights reserved.</footer></body></html>",
    ),
    (
        "empty_shell",
        200,
        "<html><frameset rows='100%'><frame src='https://lain.example.com/'></frameset></html>",
    ),
    (
        "empty_shell",
        200,
        "<br /><b>Fatal error</b>: Uncaught Error: Call to undefined function each() in /home/u/public_html/index.php:20 Stack trace: #0 {main} thrown in <b>/home/u/public_html/index.php</b> on line <b>20</b>",
    ),
    (
        "empty_shell",
        200,
        '<b>Parse error</b>: unexpected token "}" in <b>/home/web/public_html/index.php</b> on line <b>33</b>',
    ),
    (
        "empty_shell",
        200,
        simple("404 Page Not Found", "404 Page Not Found", "The page you requested was not found."),
    ),
    ("empty_shell", 200, "There has been a critical error on this website."),
]


@pytest.mark.parametrize(
    ("reason", "status", "body"), DEAD, ids=[f"{n}-{case[0]}" for n, case in enumerate(DEAD)]
)
def test_a_dead_page_is_called_what_a_person_would_call_it(reason: str, status: int, body: str) -> None:
    assert verdict(body, status) == reason


# Wordings that the rules were not written from.
UNLISTED: list[tuple[str, int, str]] = [
    ("suspended", 200, simple("Oops", "This website has been suspended", "Billing issue.")),
    ("suspended", 402, simple("Hosting", "Layanan hosting ditangguhkan", "Segera lakukan pembayaran")),
    ("maintenance", 200, simple("DISHUB", "Halaman sedang diperbaiki", "Kembali lagi nanti ya")),
    (
        "maintenance",
        200,
        simple("BKPSDM", "Kami sedang melakukan pemeliharaan sistem", "Silakan kembali beberapa saat lagi."),
    ),
    (
        "maintenance",
        200,
        simple(
            "Portal baru",
            "Our website is under construction",
            "Kontak: info@example.go.id",
            "<a href='https://instagram.com/x'>IG</a>",
        ),
    ),
    ("database_error", 200, "<p>Maaf, gagal terhubung ke database. Silakan hubungi admin.</p>"),
    ("database_error", 200, "<p>Warning: pg_connect(): Unable to connect to PostgreSQL server: FATAL</p>"),
    ("defaced", 200, simple("Defaced by Si Kecil", "hai min", "web ini sudah kami kuasai")),
    ("defaced", 200, simple("Ｈａｃｋｅｄ ｂｙ Ｘ", "", "")),
    (
        "default_page",
        200,
        simple(
            "Welcome to AlmaLinux",
            "HTTP Server Test Page",
            "This page is used to test the proper operation of the HTTP server.",
        ),
    ),
    ("parked", 200, simple("Domain parking", "Domain dinkes.example.go.id is parked", "Sponsored listings")),
    ("challenge", 429, simple("Security check", "Confirm you are not a robot", "")),
]


@pytest.mark.parametrize(("reason", "status", "body"), UNLISTED)
def test_wordings_nobody_listed_are_recognised_by_their_shape(reason: str, status: int, body: str) -> None:
    assert verdict(body, status) == reason


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"cf_mitigated": "challenge"}, "challenge"),
        ({"x_amzn_waf_action": "captcha"}, "challenge"),
        ({"server": "cloudflare"}, "http_status"),
    ],
)
def test_headers_say_it_too(headers: dict[str, str], reason: str) -> None:
    assert verdict("<p>...</p>", 403, **headers) == reason


@pytest.mark.parametrize("kind", ["application/json", "application/pdf", "image/png", "text/plain"])
def test_what_is_no_html_is_an_empty_shell_unless_the_status_says_more(kind: str) -> None:
    answer = parse(b'{"a": 1}', url=SITE, headers={"content-type": kind})
    found = judge(answer, site_url=SITE)
    assert found is not None
    assert found.reason is Reason.EMPTY_SHELL
    assert kind in found.explanation
    broken = judge(parse(b'{"a": 1}', url=SITE, status=500, headers={"content-type": kind}), site_url=SITE)
    assert broken is not None
    assert broken.reason is Reason.HTTP_STATUS


def test_any_status_outside_2xx_is_no_site_whatever_the_page_shows() -> None:
    body = simple("Dinas Kesehatan", "Berita", "Kegiatan posyandu. " * 100)
    assert [verdict(body, status) for status in (200, 300, 404, 500)] == ["up", *["http_status"] * 3]


def test_a_shell_is_told_from_a_small_page() -> None:
    assert is_shell(page("<title>Dinkes</title><div id=app>Loading...</div>"))
    assert not is_shell(
        page(
            "<title>Dinkes</title><p>Jalan Jenderal Sudirman nomor 5 Serang, telepon kantor, jam layanan Senin Jumat</p>"
        )
    )


def test_the_explanation_names_the_phrase() -> None:
    found = judge(page(simple("Account Suspended", "Account Suspended")), site_url=SITE)
    assert found is not None
    assert "account suspended" in found.explanation
