"""Faults in the demo city, side by side where they do not touch each other, and the mails that each of them must cause."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from urllib.request import urlopen

from mail_world import ADMIN, LETTERS, OPERATORS, OTHER_ADMIN, World, running

from opd_exporter.demo.content import Portrait, named_post
from opd_exporter.demo.response import Request, Response

SCRAPE, GROUP = 2, 11
"""Shipped minutes at most: until a pull and a rule have seen it; until an open group's next mail (a new one waits a minute)."""
MONDAYS = re.compile("^Situs Bappeda perlu posting baru|^[0-9]+ situs perlu posting baru; ")
"""What comes each Monday as long as sites have no post."""
LIST = "^[0-9]+ situs perlu posting baru; [0-9]+ belum punya alamat surel$"
UP_ALL_THE_TIME = "kec-taktakan"
"""The one site that survives the mass outage."""


def defaced(_: Portrait, __: Request) -> Response:
    """An intruder's front page."""
    return Response(
        "<html><head><title>Hacked by Mr.Anon</title></head><body><h1>Hacked by Mr.Anon</h1></body></html>"
    )


async def day_one(world: World) -> None:
    """What is wrong with the city when the monitor is set up: four dead sites, two with spam, a certificate that ends."""
    since = time.time()
    within = 10 + SCRAPE + 1
    await world.mail("^Sertifikat HTTPS situs Dinkes berakhir dalam 24 jam$", within=within, since=since)
    await together(world, "situs mati|mati sejak", "^4 situs mati: ", within=within, since=since)
    await together(world, "judi", "^2 situs berisi spam judi: Dinsos, Satpol PP$", within=within, since=since)


async def together(world: World, some: str, all_: str, *, within: float, since: float) -> None:
    """Several alerts of one group in one mail; or in two, when the group's minute came between their pulls."""
    mail = await world.mail(some, within=within, since=since)
    if not re.search(all_.rstrip("$"), mail.subject):
        await world.mail(all_, within=GROUP + 1, since=mail.at + 0.01)


async def one_site_dies_and_comes_back(world: World) -> None:
    since = time.time()
    await world.city.close("kec-kasemen")
    told = await world.mail(
        r"^Situs Kec\. Kasemen mati sejak .* WIB — server tidak menerima sambungan \(4 lainnya belum pulih\)$",
        within=10 + SCRAPE + GROUP,
        since=since,
    )
    for body in (told.body("plain"), told.body("html")):
        assert "Kecamatan Kasemen" in body
        assert "server tidak menerima sambungan" in body
        assert f"http://{world.exporter.listen}/situs/kec-kasemen" in body
        assert "/panduan/peringatan#opdsitedown" in body
        assert "Kecamatan Walantaka" not in body, "told before: one line"
    since = time.time()
    await world.city.open("kec-kasemen")
    await world.mail(
        r"^\[Pulih\] Situs Kec\. Kasemen hidup kembali \(4 lainnya belum pulih\)$",
        within=5 + SCRAPE + GROUP,
        since=since,
    )


async def a_site_flaps(world: World) -> None:
    """Six minutes down, four up, again and again: no mail."""
    for _ in range(5):
        await world.city.close("dishub")
        await world.minutes(6)
        await world.city.open("dishub")
        await world.minutes(4)


async def spam_appears_and_goes(world: World) -> None:
    system, before = world.city.sites["bpkad"]
    since = time.time()
    world.city.sites["bpkad"] = system, replace(before, oddities=before.oddities | {"hidden-spam"})
    await world.mail(
        r"^Diduga ada konten judi di situs BPKAD \(2 lainnya belum pulih\)$",
        within=10 + SCRAPE + GROUP,
        since=since,
    )
    since = time.time()
    world.city.sites["bpkad"] = system, before
    await world.mail(
        r"^\[Pulih\] Spam judi di situs BPKAD tidak ditemukan lagi \(2 lainnya belum pulih\)$",
        within=15 + SCRAPE + GROUP,
        since=since,
    )


async def a_front_page_is_defaced(world: World) -> None:
    """One mail says so; that the site is down for that reason is not told besides."""
    before = world.city.sites["setda"]
    since = time.time()
    world.city.sites["setda"] = defaced, before[1]
    await world.mail("^Halaman depan situs Setda diretas", within=5 + SCRAPE + 1, since=since)
    await world.minutes(12)
    since = time.time()
    world.city.sites["setda"] = before
    await world.mail(
        r"^\[Pulih\] Halaman depan situs Setda sudah pulih$", within=15 + SCRAPE + GROUP, since=since
    )


async def a_post_appears_on_a_dead_site(world: World) -> None:
    """Both admins get Monday's letter; after a post only the other one gets the next."""
    since, within = time.time(), 15 + SCRAPE + 10 + 1
    letter = await world.mail("^Situs BPBD perlu posting baru$", within=within, since=since, to=ADMIN)
    assert str(letter.message["Reply-To"]).split(", ") == list(OPERATORS)
    assert "Balas surel ini" in letter.body("plain")
    # At once: by the next letter, half an hour after the first, the post has to be seen.
    system, before = world.city.sites["bpbd"]
    title = "BPBD Gelar Simulasi Gempa Bersama Warga Taktakan"
    post = named_post(title, datetime.now(UTC) - timedelta(minutes=5))
    world.city.sites["bpbd"] = system, replace(before, posts=(post, *before.posts))
    other = await world.mail("^Situs Bappeda perlu posting baru$", within=within, since=since, to=OTHER_ADMIN)
    listed = await world.mail(LIST, within=within, since=since)
    again = LETTERS + 30 + 1
    await world.mail(
        "^Situs Bappeda perlu posting baru$", within=again, since=other.at + 0.01, to=OTHER_ADMIN
    )
    later = await world.mail(LIST, within=again, since=listed.at + 0.01)
    # The group's minute may come between two alerts: the next list has both.
    lists = listed.body("plain") + later.body("plain")
    assert "Kecamatan Walantaka" in lists, "dead, and without an address"


async def a_certificate_expires_and_is_renewed(world: World) -> None:
    await asyncio.sleep(world.certificate_ends - time.time())
    await world.mail(
        "^Sertifikat HTTPS situs Dinkes tidak sah$", within=15 + SCRAPE + 1, since=world.certificate_ends
    )
    since = time.time()
    world.authority.load(world.city.tls["dinkes"], timedelta(days=60))
    await world.city.close("dinkes")  # as a web server that reloads: open connections end
    await world.city.open("dinkes")
    await world.mail(
        r"^\[Pulih\] Sertifikat HTTPS situs Dinkes sudah sah$", within=15 + SCRAPE + GROUP, since=since
    )


async def a_new_exporter_is_deployed(world: World) -> None:
    """It ends politely and starts again while all the rest goes on: no mail."""
    await world.minutes(8)
    await asyncio.to_thread(world.exporter.end, signal.SIGTERM)
    await asyncio.to_thread(world.exporter.start)


async def thirty_sites_die_at_once(world: World) -> None:
    """One mail, none for single sites, also when they come back one after the other."""
    dying = [key for key in world.city.sites if key != UP_ALL_THE_TIME]
    since = time.time()
    await asyncio.gather(*(world.city.close(key) for key in dying))
    await world.mail("^[0-9]+ situs OPD mati bersamaan", within=3 + SCRAPE + 1, since=since)
    await world.minutes(15 - world.since(since))
    since = time.time()
    for key in dying:
        await world.city.open(key)
        await world.minutes(0.1)
    await world.mail(
        r"^\[Pulih\] Gangguan massal sudah berakhir$", within=15 + 3 + SCRAPE + GROUP, since=since
    )


async def the_exporter_is_killed_and_started_again(world: World) -> None:
    """One mail says so, one that it runs again; nothing of any site, dead or alive."""
    since = time.time()
    await asyncio.to_thread(world.exporter.end, signal.SIGKILL)
    await world.mail("^Pemantau situs OPD berhenti$", within=5 + SCRAPE + 1, since=since)
    await world.minutes(8)
    since = time.time()
    await asyncio.to_thread(world.exporter.start)
    await world.mail(r"^\[Pulih\] Pemantau berjalan kembali$", within=5 + SCRAPE + GROUP, since=since)


def refuses_pulls(world: World) -> bool:
    """Whether the exporter refused any so far, for want of time or of turns."""
    query = 'max_over_time(opd_exporter_probes_refused_total{reason!="unknown_target"}[1h]) > 0'
    with urlopen(
        f"http://{world.stack.prometheus.address}/api/v1/query?query={quote(query)}", timeout=60
    ) as answer:
        return bool(json.load(answer)["data"]["result"])


Scenario = Callable[[World], Awaitable[None]]
CHAPTERS: tuple[tuple[Scenario, ...], ...] = (
    (day_one,),
    (
        one_site_dies_and_comes_back,
        a_site_flaps,
        spam_appears_and_goes,
        a_front_page_is_defaced,
        a_certificate_expires_and_is_renewed,
        a_new_exporter_is_deployed,
    ),
    (thirty_sites_die_at_once,),
    (the_exporter_is_killed_and_started_again,),
)
"""One after the other; what stands in one goes on at the same time."""
THROUGHOUT: Scenario = a_post_appears_on_a_dead_site
"""Begins with the first and ends with the second chapter."""


@dataclass
class Story:
    """What came of it."""

    failures: dict[str, BaseException] = field(default_factory=dict)
    received: dict[str, list[str]] = field(default_factory=dict)
    """Subjects by recipient, in order."""
    unexpected: list[str] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)
    starved: bool = False
    """Whether the exporter refused pulls while sites lived: the machine had no time for a world this quick."""
    log: str = ""


async def tell(slower: float = 1.0) -> Story:
    """Let it all happen, so many times slower than the machine seems to allow."""
    story = Story()

    async def play(scenario: Scenario, world: World) -> None:
        try:
            await scenario(world)
        except Exception as error:
            story.failures[scenario.__name__] = error

    async with running(slower) as world:
        letters = asyncio.create_task(play(THROUGHOUT, world))
        for number, chapter in enumerate(CHAPTERS):
            if number == 2:
                await letters
                story.starved = await asyncio.to_thread(refuses_pulls, world)
            await asyncio.gather(*(play(scenario, world) for scenario in chapter))
        await world.minutes(GROUP)  # what is still on its way, wanted or not
        for mail in world.sink.mails:
            for address in mail.to:
                story.received.setdefault(address, []).append(mail.subject)
        rest = Counter(
            (mail.to[0], mail.subject) for mail in world.sink.mails if not MONDAYS.search(mail.subject)
        )
        for mail in world.expected:
            rest[mail.to[0], mail.subject] -= 1
            if mail.to[0] == OPERATORS[0]:
                rest[OPERATORS[1], mail.subject] -= 1
        story.unexpected = sorted(f"{to}: {subject}" for to, subject in rest if rest[to, subject] > 0)
        story.delays = world.delays
        story.log = world.stack.alertmanager.last_lines()
    return story
