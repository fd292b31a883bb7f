"""A small front page is a place; a door is followed."""

from __future__ import annotations

import pytest

from opd_exporter.domain.vocabulary import Reason
from site_server import Clock, Pages, config_of, serving, watching

SAYS = "<h1>Laboratorium Air Kota</h1><p>Laboratorium air minum kota melayani uji air setiap hari Rabu.</p>"
TARIFF = "<h1>Tarif</h1><p>Uji air sederhana berbiaya dua puluh ribu rupiah per botol contoh air.</p>"
SMALL = {
    "its target links back": {
        "/": f"{SAYS}<a href=/tarif>Tarif</a>",
        "/tarif": f"{TARIFF}<a href=/>Muka</a>",
    },
    "its sentence goes on with an address": {
        "/": "<h1>Metrologi</h1><p>Melayani tera setiap hari kerja. Jl. Melati 4, telepon (0254) 555-0101.</p><a href=/tarif>Tarif</a>",
        "/tarif": f"{TARIFF}<a href=/>Muka</a>",
    },
    "a ring of three": {
        "/": f"{SAYS}<a href=/tarif>Tarif</a>",
        "/tarif": f"{TARIFF}<a href=/alur>Alur</a>",
        "/alur": "<h1>Alur</h1><p>Bawa botol bersih, isi formulir, lalu tunggu hasilnya tiga hari.</p><a href=/>Muka</a>",
    },
    "it shows a map, too": {
        "/": f"{SAYS}<iframe src=https://peta.example.com/embed></iframe><a href=/tarif>Tarif</a>",
        "/tarif": f"{TARIFF}<a href=/>Muka</a>",
    },
    "its target is not there": {"/": f"{SAYS}<a href=/tarif>Tarif</a>"},
    "its target says next to nothing": {"/": f"{SAYS}<a href=/tarif>Tarif</a>", "/tarif": "<h1>Tarif</h1>"},
}


async def reason_and_url(bodies: dict[str, str]) -> tuple[Reason | None, str]:
    pages = Pages(dict(bodies))
    async with serving(pages), watching(config_of(pages), Clock()) as observatory:
        report = await observatory.examine("opd-0")
    assert report.visit is not None
    return report.visit.reason, report.visit.url.removeprefix(pages.url)


@pytest.mark.parametrize("what", SMALL)
async def test_one_sentence_and_one_link_are_a_site(what: str) -> None:
    assert await reason_and_url(SMALL[what]) == (None, "/")


async def test_a_door_is_followed_also_one_that_greets() -> None:
    inside = f"{TARIFF}<a href=/>Muka</a> <a href=/profil>Profil</a> <a href=/kontak>Kontak</a>"
    for door in ("<a href=/masuk><img src=/g.jpg alt=Masuk></a>", f"{SAYS}<a href=/masuk>Masuk</a>"):
        assert await reason_and_url({"/": door, "/masuk": inside}) == (None, "/masuk")


async def test_doors_that_lead_to_each_other_lead_nowhere() -> None:
    back = "<a href=/><img src=/y.jpg alt=Kembali></a>"
    for door in (
        "<a href=/a><img src=/x.jpg alt=Masuk></a>",
        "<p>Dinas Air Kota Jl. Melati 4</p><a href=/a>Masuk</a>",
    ):
        assert (await reason_and_url({"/": door, "/a": back}))[0] is Reason.REDIRECT


async def test_a_refresh_leads_on_whatever_the_page_says() -> None:
    refresh = "<meta http-equiv=refresh content='0;url=/x'>"
    closed = "<h1>Account Suspended</h1><p>This account has been suspended.</p>"
    assert (await reason_and_url({"/": f"{refresh}{SAYS}", "/x": closed}))[0] is Reason.SUSPENDED
    assert (await reason_and_url({"/": f"{SAYS}<a href=/x>Masuk</a>", "/x": closed}))[0] is Reason.SUSPENDED
