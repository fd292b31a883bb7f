"""Bytes of a site that a library could take for an address or a file's name. Imported by the readers before their walls
stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import htmldate.utils
from sandbox_corpus import TITLE, URL, context, read

from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer

ADDRESSES = (
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "https://10.0.0.1/rahasia",
    "http://127.0.0.1:80/",
    "http://nama.example.go.id/x",
    "//10.0.0.1/x",
    "ftp://10.0.0.1/x",
    "file:///etc/passwd",
    "/etc/passwd",
)
KINDS = ("text/html", "text/xml", "application/json", "text/plain", "")
LEADS = ("", "\ufeff", "\n")
MARKUP = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>3/12/2024</p></body></html>"


def bodies() -> Iterator[bytes]:
    """Bodies that hold no blank and begin like an address, with each lead in turn, and markup that names addresses to be
    fetched."""
    leads = cycle(LEADS)
    for address in ADDRESSES:
        page = MARKUP.format(title=TITLE.replace(" ", "-"))
        for text in (
            address,
            address + page,
            address + "\n" + page,
            address + "?" + page,
            address.upper() + page,
        ):
            yield (next(leads) + text).encode()
        yield (address + page).encode("utf-16")
        for markup in (
            f"<!DOCTYPE rss SYSTEM '{address}'><rss><channel><item><title>a</title></item></channel></rss>",
            f"<!DOCTYPE a [<!ENTITY b SYSTEM '{address}'>]><rss><channel><title>&b;</title></channel></rss>",
            f"<!DOCTYPE a [<!ENTITY % b SYSTEM '{address}'> %b;]><urlset><url><loc>x</loc></url></urlset>",
            f"<?xml-stylesheet href='{address}'?><rss xmlns:xi='http://www.w3.org/2001/XInclude'>"
            f"<xi:include href='{address}'/></rss>",
            f"<!DOCTYPE html SYSTEM '{address}'><html><base href='{address}'><iframe src='{address}'></iframe></html>",
            f'{{"version":"https://jsonfeed.org/version/1","items":[{{"url":"{address}","title":"{address}"}}]}}',
            f'["{address}"]',
        ):
            yield markup.encode()


def all_of_them(turns: int = 1) -> int:
    """Every reader, each body, as each kind of content, and of a site whose own address is one of them; gives how many
    answers there were. With several ``turns`` each body comes in one of so many kinds."""
    count = 0
    ways = [*((kind, URL) for kind in KINDS), (KINDS[0], ADDRESSES[1])]
    for number, body in enumerate(bodies()):
        for kind, url in ways[number % turns :: turns]:
            read(Answer(url, 200, {"content-type": kind, "link": ADDRESSES[0]}, body), context())
            count += 1
        tasks.read_article_page(
            Answer(URL, 200, {"content-type": "text/html"}, body),
            context(),
            ADDRESSES[0],
            NO_BOILERPLATE,
            ADDRESSES,
        )
    return count


def library() -> list[bool]:
    """A library that fetches what it takes for an address, called as nobody should: whether it got anything."""
    urls = ("http://10.0.0.1/", "http://169.254.169.254/", "http://nama.example.go.id/")
    return [htmldate.utils.fetch_url(url) is not None for url in urls]
