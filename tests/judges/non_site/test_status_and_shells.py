"""Answers that say no more than their status, and pages without content of their own."""

from __future__ import annotations

import pytest
from non_site_pages import SITE, DeadPage, page, simple, verdict

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.non_site.judge import judge
from opd_exporter.page.parse import parse

PAGES: list[DeadPage] = [
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
    ("reason", "status", "body"), PAGES, ids=[f"{n}-{case[0]}" for n, case in enumerate(PAGES)]
)
def test_a_dead_page_is_called_what_a_person_would_call_it(reason: str, status: int, body: str) -> None:
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
    few = "Jalan Jenderal Sudirman nomor 5 Serang, telepon kantor, jam layanan Senin Jumat"
    assert verdict("<title>Dinkes</title><div id=app>Loading...</div>") == "empty_shell"
    assert verdict(f"<title>Dinkes</title><p>{few}</p>") == "up"


def test_the_explanation_names_the_phrase() -> None:
    found = judge(page(simple("Account Suspended", "Account Suspended")), site_url=SITE)
    assert found is not None
    assert "account suspended" in found.explanation
