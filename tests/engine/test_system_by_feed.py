"""A site whose front page shows no system, and whose feed says which one wrote it."""

from __future__ import annotations

import pytest
from aiohttp import web

from opd_exporter.domain.report import Cms
from opd_exporter.engine.scheduler import Observatory
from site_server import Clock, Pages, config_of, serving, watching, with_feed

WORDPRESS = "<generator>https://wordpress.org/?v=6.4.3</generator>"


def saying(pages: Pages, generator: str, head: str = "") -> Pages:
    """The site with a generator in its feed, and more in its front page's head."""
    plain, front = pages.bodies["/feed"], pages.bodies["/"]
    assert isinstance(plain, str)
    assert isinstance(front, str)
    pages.bodies["/feed"] = plain.replace("<channel>", f"<channel>{generator}")
    pages.bodies["/"] = front.replace("</head>", f"{head}</head>")
    return pages


async def system(observatory: Observatory) -> Cms | None:
    """What the site is said to be published with after one more look."""
    return (await observatory.examine("opd-0")).cms


async def test_the_feed_names_the_system_also_while_it_does_not_change() -> None:
    clock = Clock()
    pages = saying(with_feed(clock, 3, 9), WORDPRESS)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert await system(observatory) == Cms("wordpress", "6.4.3")
        for _ in range(3):
            clock.pass_(hours=9)
            assert await system(observatory) == Cms("wordpress", "6.4.3")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("<meta name=generator content='Joomla! - Open Source Content Management'>", Cms("joomla")),
        ("<meta name=generator content=WordPress>", Cms("wordpress", "6.4.3")),
        ("<meta name=generator content='WordPress 6.5'>", Cms("wordpress", "6.5")),
    ],
)
async def test_what_the_front_page_shows_goes_first(head: str, told: Cms) -> None:
    clock = Clock()
    pages = saying(with_feed(clock, 3, 9), WORDPRESS, head)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert await system(observatory) == told


async def test_a_site_that_lost_its_feed_is_not_called_by_it_for_ever() -> None:
    clock = Clock()
    pages = saying(with_feed(clock, 3, 9), WORDPRESS)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert await system(observatory) == Cms("wordpress", "6.4.3")
        pages.bodies.pop("/feed")
        clock.pass_(days=1)
        assert await system(observatory) is None


async def test_a_feed_that_refuses_takes_nothing_back() -> None:
    clock = Clock()
    pages = saying(with_feed(clock, 3, 9), WORDPRESS)
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        assert await system(observatory) == Cms("wordpress", "6.4.3")
        pages.bodies["/feed"] = lambda _: web.Response(status=403)
        clock.pass_(days=1)
        assert await system(observatory) == Cms("wordpress", "6.4.3")
