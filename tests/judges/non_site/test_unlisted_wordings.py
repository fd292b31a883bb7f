"""Wordings that the rules were not written from, recognised by their shape."""

from __future__ import annotations

import pytest
from non_site_pages import DeadPage, simple, verdict

UNLISTED: list[DeadPage] = [
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
