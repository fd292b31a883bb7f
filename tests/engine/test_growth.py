"""A site that makes up new names at each request makes neither memory nor series grow: the whole engine over it."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from aiohttp import web

from opd_exporter.domain.report import SiteReport
from opd_exporter.store.codec import encode
from opd_exporter.store.database import Memory
from opd_exporter.views.site_metrics import site_metrics
from site_server import Clock, Pages, article, config_of, front, serving, watching

LOOKS = 31


def labels(report: SiteReport, clock: Clock) -> str:
    """The CMS' series as Prometheus keeps it apart from others."""
    found = re.findall(r"^opd_site_cms_info\{.*\}", site_metrics(report, clock.now, 1).decode(), re.M)
    return found[0] if found else ""


def changing(generator: str) -> Pages:
    """A site whose generator tag says something new at each request; ``{n}`` counts."""
    pages, number = Pages(), count(1)

    def answer(_: web.Request) -> web.Response:
        head = f'<meta name="generator" content="{generator.format(n=next(number))}">'
        return web.Response(text=front(head=head), content_type="text/html")

    pages.bodies["/"] = answer
    return pages


@pytest.mark.parametrize(
    ("generator", "series"),
    [
        ("Sistem{n} CMS 1.{n}", {'opd_site_cms_info{cms="lain",version=""}'}),
        ("WordPress 6.{n}", {'opd_site_cms_info{cms="wordpress",version="6.1"}'}),
    ],
)
async def test_within_a_freshness_interval_a_system_is_one_series(generator: str, series: set[str]) -> None:
    clock, pages = Clock(), changing(generator)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        seen = set()
        for _ in range(LOOKS):
            seen.add(labels(await observatory.examine("opd-0"), clock))
            clock.pass_(seconds=observatory.config.probe.freshness_interval / (LOOKS + 1))
    assert len(pages.asked) >= LOOKS
    assert seen == series


async def test_name_and_version_follow_the_site_at_the_next_look() -> None:
    clock, pages = Clock(), Pages()
    pages.bodies["/"] = front(head='<meta name="generator" content="WordPress 6.4">')
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        pages.bodies["/"] = front(
            head='<meta name="generator" content="Joomla! - Open Source Content Management">'
        )
        clock.pass_(minutes=1)
        assert 'cms="wordpress"' in labels(await observatory.examine("opd-0"), clock)
        clock.pass_(days=1, minutes=1)
        assert 'cms="joomla"' in labels(await observatory.examine("opd-0"), clock)


class Moving(Pages):
    """A site whose list has another address at each look, and long validators everywhere."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._days = [clock.now - timedelta(days=20 + n) for n in range(5)]
        self._number = count(1)

    def _made(self, path: str, request: web.Request) -> web.Response:
        n = next(self._number)
        rows = "".join(
            f'<div><h3><a href="/berita/kegiatan-nomor-{at}">Dinas Gelar Kegiatan Warga {at}</a></h3><i>{day:%d-%m-%Y}</i></div>'
            for at, day in enumerate(self._days)
        )
        if path == "/":
            text = front(links=f'<nav><a href="/berita?sesi={"x" * 900}{n}">Berita</a></nav>')
        elif path.startswith("/berita?"):
            text = front(links=f"<h2>Berita</h2>{rows}<!-- {n} -->")
        elif path.startswith("/berita/kegiatan-nomor-"):
            at = int(path[-1])
            text = article(f"Dinas Gelar Kegiatan Warga {at}", f"{self._days[at]:%d-%m-%Y}")
        else:
            return super()._made(path, request)
        return web.Response(text=text, content_type="text/html", headers={"ETag": f'"{"e" * 400}{n}"'})


async def test_a_list_that_moves_at_each_look_leaves_nothing_behind(tmp_path: Path) -> None:
    clock, sizes = Clock(), []
    pages = Moving(clock)
    async with serving(pages), watching(config_of(pages), clock, tmp_path) as observatory:
        for _ in range(12):
            report = await observatory.examine("opd-0")
            clock.pass_(days=1, minutes=1)
            with closing(Memory(tmp_path / "opd-exporter.sqlite3")) as memory:
                record = memory.load("opd-0", f"{pages.url}/")
            sizes.append(len(encode(record)))
            assert max(len(record.learned.digests), len(record.learned.validators)) <= 2
    assert report.last_post
    assert sum("sesi=" in path for path in pages.asked) >= 12
    assert max(sizes[3:]) < 1.1 * max(sizes[:3])
