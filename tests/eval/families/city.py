"""The simulated city of ``make demo``: 32 agencies, with copies and template posts among them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, timedelta

from eval.model import MOMENT, WIB, Case, Clock, Group, Truth, of_age
from opd_exporter.demo.city import City
from opd_exporter.demo.plan import PLANS, SitePlan
from opd_exporter.demo.systems import gone
from opd_exporter.domain.vocabulary import Status

CMS = {
    "madani2": "popojicms",
    "madani3": "popojicms",
    "wordpress": "wordpress",
    "joomla": "joomla",
    "opensid": "opensid",
    "lokomedia": "lokomedia",
}
GONE = {
    gone.suspended: "suspended",
    gone.default_page: "default_page",
    gone.parked: "parked",
    gone.index_of: "directory_listing",
}


def _truth(plan: SitePlan) -> Truth:
    if plan.system in GONE:
        return Truth(
            frozenset({Status.TIDAK_AKTIF}), frozenset(), False, frozenset({GONE[plan.system]}), spam=None
        )
    cms = CMS.get(plan.system.__module__.rpartition(".")[2])
    spam = bool(plan.oddities & {"spam-posts", "hidden-spam"})
    if not plan.ages:
        return Truth(frozenset({Status.TIDAK_AKTIF}), frozenset(), cms=cms, spam=spam)
    newest = MOMENT - timedelta(days=min(plan.ages))
    return Truth(of_age(newest), frozenset({newest.astimezone(WIB).date()}), cms=cms, spam=spam)


def groups() -> list[Group]:
    """One group: the city."""
    cases = tuple(
        Case(
            f"city/{plan.key}",
            "city",
            plan.system.__module__.rpartition(".")[2],
            ", ".join(sorted(plan.oddities)) or "plain",
            _truth(plan),
        )
        for plan in PLANS
    )

    @asynccontextmanager
    async def serving(clock: Clock) -> AsyncIterator[Mapping[str, str]]:
        async with City(now=lambda: clock().astimezone(UTC)) as city:
            yield {f"city/{key}": f"{url}/" for key, url in city.urls.items()}

    return [Group("city", cases, serving)]
