"""Sites whose account or domain is gone, as hosts and registrars say it."""

from __future__ import annotations

import pytest
from non_site_pages import PROMO, DeadPage, simple, verdict

PAGES: list[DeadPage] = [
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
]


@pytest.mark.parametrize(
    ("reason", "status", "body"), PAGES, ids=[f"{n}-{case[0]}" for n, case in enumerate(PAGES)]
)
def test_a_dead_page_is_called_what_a_person_would_call_it(reason: str, status: int, body: str) -> None:
    assert verdict(body, status) == reason
