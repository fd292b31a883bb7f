"""A site that is looked at day by day, and that changes between two looks; read in the tests' own process, for it is about what
is found: readers in processes of their own have the cases (``tests/cases``) and the tests of the engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from news_sites import TODAY, ZONE, Draw, Post, article, page, row, site

from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.engine.scheduler import Observatory
from readers import ReadHere
from site_server import Clock, Pages, config_of, serving, watching


class WatchedSite:
    """The first of some sites. Its lists show what they were last given; its clock moves by its looks alone."""

    def __init__(
        self, pages: Pages, clock: Clock, observatory: Observatory, menu: Mapping[str, str] | None
    ) -> None:
        self.pages, self.clock, self.observatory, self.menu = pages, clock, observatory, menu

    @property
    def age_now(self) -> int:
        """The age of what is published now: ages count from the day of the test, which the clock leaves behind."""
        return (TODAY.date() - self.clock.now.astimezone(ZONE).date()).days

    def lists(self, listed: Sequence[Post], at: str = "/berita", *, draw: Draw = row) -> None:
        """Show these posts at a path from now on, and the page of each."""
        show(self.pages, listed, at, draw=draw, menu=self.menu)

    def leaves_its_addresses(self) -> None:
        """From now on nothing stands where it stood, the front page aside: as after an import."""
        self.pages.bodies = {"/": self.pages.bodies["/"]}

    async def looked_at(self, times: int = 1, *, days: float = 1) -> SiteReport:
        """So many looks, each ``days`` after the one before it: what is said after the last."""
        for _ in range(times):
            self.clock.pass_(days=days)
            report = await self.observatory.examine("opd-0")
        return report

    async def statuses(self, times: int = 1, *, days: float = 1) -> list[Status]:
        """So many looks likewise: the status after each."""
        return [self.status(await self.looked_at(days=days)) for _ in range(times)]

    def status(self, report: SiteReport) -> Status:
        """What people read of a report now."""
        return status(report, self.observatory.config.thresholds, self.clock.now)


def show(
    pages: Pages, listed: Sequence[Post], at: str, *, draw: Draw = row, menu: Mapping[str, str] | None = None
) -> None:
    """The list at a path, and the pages of what it lists."""
    pages.bodies[at] = page(f"<h2>Daftar</h2>{''.join(map(draw, listed))}", menu=menu)
    for post in listed:
        pages.bodies[post.path] = page(article(post), title=post.title, menu=menu)


@asynccontextmanager
async def watched(*others: Pages, menu: Mapping[str, str] | None = None) -> AsyncIterator[WatchedSite]:
    """A site without a post so far, beside ``others`` that are watched too (``opd-1`` ...)."""
    clock, pages = Clock(), site([], menu=menu)
    async with (
        serving(pages, *others),
        watching(config_of(pages, *others), clock, hire=ReadHere.hired) as observatory,
    ):
        yield WatchedSite(pages, clock, observatory, menu)


async def looked(pages: Pages) -> SiteReport:
    """What one look says of a site."""
    async with serving(pages), watching(config_of(pages), Clock(), hire=ReadHere.hired) as observatory:
        return await observatory.examine("opd-0")


def told(report: SiteReport) -> tuple[str, str | None]:
    """The state, and the day of the last post that is known."""
    return report.state.value, f"{report.last_post.published:%Y-%m-%d}" if report.last_post else None


def last_title(report: SiteReport) -> str:
    """The title of the last post that is known; empty when none is."""
    return report.last_post.title if report.last_post else ""
