"""The small sites of ``tests/cases/*.yml``, a kind of fault each."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from aiohttp import web

from eval.model import MOMENT, Case, Clock, Group, Truth
from opd_exporter.domain.vocabulary import Status

PLACE = Path(__file__).parents[2] / "cases"
sys.path.insert(0, str(PLACE))

from small_sites import WIB, Expected, SmallSite, small_sites  # noqa: E402


def _truth(expected: Expected) -> Truth:
    days = None
    if "last_post" in expected:
        days = frozenset(date.fromisoformat(day) for day in expected["last_post"] if day)
    statuses = frozenset(map(Status, expected.get("status", tuple(Status))))
    up = bool(expected["up"][0]) if len(expected.get("up", ())) == 1 else None
    cms = expected.get("cms", ("",))
    judged = cms != ("",) and up is not False
    spam = bool(expected["spam"][0]) if len(expected.get("spam", ())) == 1 and up else None
    reasons = frozenset() if up is not False else frozenset(expected.get("reason", ())) - {None}
    return Truth(statuses, days, up, reasons, cms[0] if judged else None, judged, spam)


def _group(site: SmallSite) -> Group:
    names = [site.raw["name"], *site.also]
    told = {names[0]: site.looks[-1][1], **site.also}
    keys = {name: f"cases/{site.kind}/{name}" for name in names}
    cases = tuple(
        Case(keys[name], "cases", "small site", site.kind.replace("-", " "), _truth(told[name]))
        for name in names
    )

    @asynccontextmanager
    async def serving(clock: Clock) -> AsyncIterator[Mapping[str, str]]:
        addresses: dict[str, str] = {}
        runners = []
        try:
            for name in names:

                async def answer(request: web.Request, name: str = name) -> web.Response:
                    origins = [addresses[keys[one]].rstrip("/") for one in (name, names[0])]
                    return site.answer(request.path_qs, *origins, clock().astimezone(WIB))

                application = web.Application()
                application.router.add_get("/{path:.*}", answer)
                runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
                await runner.setup()
                runners.append(runner)
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                addresses[keys[name]] = f"http://127.0.0.1:{runner.addresses[0][1]}/"
            yield addresses
        finally:
            for runner in runners:
                await runner.cleanup()

    return Group(f"cases/{site.name}", cases, serving, tuple(at for at, _ in site.looks))


def groups() -> list[Group]:
    """A group a site: those with several names are several sites that show the same pages."""
    return [_group(site) for site in small_sites(PLACE, MOMENT)]
