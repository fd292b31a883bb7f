"""The exporter looks at the simulated city and finds what the people of Diskominfo found."""

from __future__ import annotations

import re
import socket
from collections import Counter
from datetime import UTC, datetime

import aiohttp
import pytest

from opd_exporter.config.file import parse
from opd_exporter.demo.city import City
from opd_exporter.demo.plan import PLANS, TRAPS
from opd_exporter.demo.systems.gone import parked
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.status import days_between, status
from opd_exporter.domain.vocabulary import Reason, Source, State, Status
from opd_exporter.evaluate.look import look_at_all

KURANG_AKTIF = {"bpkad", "dinkes", "dp3akb", "disdaginkukm", "dishub", "distan", "kec-taktakan", "setda"}
"""The evaluation of 3 December 2024; kec-kasemen was aktif, the other 23 tidak aktif."""


@pytest.fixture(scope="module")
def looked() -> tuple[dict[str, SiteReport], Counter[str], datetime]:
    import asyncio

    async def look() -> tuple[dict[str, SiteReport], Counter[str], datetime]:
        async with City() as city:
            config = parse(city.config_text(), "demo")
            reports = await look_at_all(config, lambda: None)
            return {report.site.key: report for report in reports}, city.requests, datetime.now(UTC)

    return asyncio.run(look())


def test_every_site_has_the_status_of_december_2024(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, now = looked
    config_thresholds = parse("sites: [{key: x, nama: x, url: 'https://example.go.id/'}]", "x").thresholds
    expected = {
        plan.key: Status.AKTIF
        if plan.key == "kec-kasemen"
        else Status.KURANG_AKTIF
        if plan.key in KURANG_AKTIF
        else Status.TIDAK_AKTIF
        for plan in PLANS
    }
    assert {key: status(report, config_thresholds, now) for key, report in reports.items()} == expected
    assert Counter(expected.values()) == {Status.AKTIF: 1, Status.KURANG_AKTIF: 8, Status.TIDAK_AKTIF: 23}


def test_every_date_is_the_newest_own_post(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, now = looked
    for plan in PLANS:
        last = reports[plan.key].last_post
        if plan.ages:
            assert last is not None, plan.key
            assert days_between(last.published, now) == pytest.approx(min(plan.ages), abs=1.01), plan.key
        else:
            assert last is None, plan.key


def test_sites_that_are_no_sites_get_their_reason(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, _ = looked
    found = {
        key: report.visit.reason for key, report in reports.items() if report.visit and report.visit.reason
    }
    assert found == {
        "disperkim": Reason.SUSPENDED,
        "disnakertrans": Reason.DEFAULT_PAGE,
        "kec-serang": Reason.DIRECTORY_LISTING,
        "kec-walantaka": Reason.PARKED,
    }


def test_systems_are_named_and_none_is_guessed(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, _ = looked
    names = {key: report.cms.name if report.cms else None for key, report in reports.items() if report.up}
    assert names["dpmptsp"] is None
    assert names["kec-taktakan"] is None
    assert names["setda"] is None
    assert names["dinkes"] == "wordpress"
    assert names["dp3akb"] == "joomla"
    assert names["disdaginkukm"] == "opensid"
    assert names["dishub"] == "lokomedia"
    assert names["distan"] == names["bpbd"] == "popojicms"


def test_spam_is_an_alarm_and_a_warning_is_none(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, _ = looked
    assert {key for key, report in reports.items() if report.spam} == {"satpolpp", "dinsos"}


def test_an_expired_certificate_is_reported_and_the_site_still_read(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    report = looked[0]["dinkes"]
    assert report.up
    assert report.visit is not None
    assert report.visit.tls is not None
    assert not report.visit.tls.valid
    assert report.visit.tls.not_after < looked[2]


def test_sites_without_own_posts_are_said_to_have_none(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    reports, _, _ = looked
    states = {key: report.state for key, report in reports.items() if report.up}
    empty = {"bpbd", "bappeda", "disdukcapil", "kec-cipocokjaya", "kec-curug", "disperpusda", "dpmptsp"}
    assert {key for key, state in states.items() if state is State.NO_POSTS} == empty
    assert State.UNKNOWN not in states.values()


def test_a_shell_is_measured_from_the_field_of_publishing(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    last = looked[0]["setda"].last_post
    assert last is not None
    assert (last.source, last.found) == (Source.REST, "tanggal")


def test_a_first_look_stays_within_its_requests(
    looked: tuple[dict[str, SiteReport], Counter[str], datetime],
) -> None:
    assert max(looked[1].values()) <= 9, (
        "8 requests, and a second handshake where the certificate is not trusted"
    )


def test_every_trap_has_a_site() -> None:
    keys = {plan.key for plan in PLANS}
    assert sorted(TRAPS) == list(range(1, 13))
    assert all(set(sites) <= keys for sites in TRAPS.values())


async def test_a_site_can_be_closed_opened_again_and_become_another() -> None:
    async with City() as city, aiohttp.ClientSession() as session:
        url = city.urls["dlh"]

        async def title() -> str:
            async with session.get(url) as answer:
                return re.findall("<title>(.*?)</title>", await answer.text())[0]

        before = await title()
        await city.close("dlh")
        with pytest.raises(aiohttp.ClientConnectorError, match="Connect call failed"):
            await title()
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", int(url.rpartition(":")[2])))
        await city.open("dlh")
        assert city.urls["dlh"] == url
        assert await title() == before
        city.sites["dlh"] = parked, city.sites["dlh"][1]
        assert await title() == "Domain expired"
