"""Addresses that answer and are no site any more (trap 8), and one that leads to the portal (trap 9)."""

from __future__ import annotations

from opd_exporter.demo.content import Portrait
from opd_exporter.demo.response import Request, Response


def suspended(_: Portrait, __: Request) -> Response:
    """The host suspended the account."""
    return Response(
        "<html><head><title>Account Suspended</title></head><body><h1>Account Suspended</h1>"
        "<p>This Account has been suspended. Contact your hosting provider for more information.</p></body></html>"
    )


def default_page(_: Portrait, __: Request) -> Response:
    """The web server's own first page."""
    return Response(
        "<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1><p>If you see this page, the "
        "nginx web server is successfully installed and working. Further configuration is required.</p></body></html>",
        cacheable=True,
    )


def parked(_: Portrait, __: Request) -> Response:
    """The domain expired and is for sale."""
    return Response(
        "<html><head><title>Domain expired</title></head><body><h1>This domain has expired</h1><p>Domain ini telah kedaluwarsa. "
        '<a href="https://registrar.example/">Perpanjang sekarang</a></p></body></html>'
    )


def index_of(_: Portrait, __: Request) -> Response:
    """An index of files."""
    rows = "".join(
        f'<li><a href="{name}">{name}</a></li>'
        for name in ("backup/", "cgi-bin/", "index.php.bak", "wp-old.zip")
    )
    return Response(
        f"<html><head><title>Index of /</title></head><body><h1>Index of /</h1><ul>{rows}</ul></body></html>"
    )
