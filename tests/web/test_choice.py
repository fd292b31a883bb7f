"""A city too big for one page: cut into pages, chosen from by links and a form, without a script."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qsl

import aiohttp
import pytest
from lxml import html

from opd_exporter.domain.vocabulary import Status
from opd_exporter.web import pages
from opd_exporter.web.choice import MANY, PER_PAGE, Choice
from presented import NOW, SITE, FakeEngine, config_of, served, silent_for

KINDS = ("badan", "dinas", "kecamatan")
REPORTS = [
    silent_for(
        number,
        site=replace(SITE, key=f"opd-{number}", nama=f"Dinas {number}", singkatan=f"D{number}", kelompok=KINDS[number % 3]),
    )
    for number in range(MANY + 50)
]  # fmt: skip
CONFIG = config_of(*REPORTS)


def page(**asked: str) -> html.HtmlElement:
    return html.document_fromstring(pages.index(REPORTS, CONFIG, NOW, Choice.of(asked, CONFIG)))


def keys(tree: html.HtmlElement) -> list[str]:
    return [link.get("href").removeprefix("situs/") for link in tree.cssselect(".sites h3 a")]


def link(tree: html.HtmlElement, rel: str) -> dict[str, str]:
    return dict(parse_qsl(tree.cssselect(f"a[rel={rel}]")[0].get("href").removeprefix("?")))


@pytest.mark.parametrize("order", ["", "nama", "posting", "kelompok"])
def test_its_pages_hold_every_site_once_and_lead_to_each_other(order: str) -> None:
    asked, seen = {"urut": order}, []
    while True:
        tree = page(**asked)
        seen.append(keys(tree))
        if not tree.cssselect("a[rel=next]"):
            break
        asked = link(tree, "next")
    assert [len(one) for one in seen] == [PER_PAGE, PER_PAGE, 50]
    assert {key for one in seen for key in one} == {one.site.key for one in REPORTS}
    assert link(tree, "prev") == {**({"urut": order} if order else {}), "halaman": "2"}


def test_the_counts_are_of_all_sites_and_lead_to_those_they_count() -> None:
    tree = page(halaman="3")
    assert sum(int(one.text_content()) for one in tree.cssselect(".counts b")) == len(REPORTS)
    count = int(tree.cssselect(".counts .aktif b")[0].text_content())
    asked = dict(parse_qsl(tree.cssselect(".counts .aktif a")[0].get("href").removeprefix("?")))
    assert asked == {"status": "aktif"}
    chosen = page(**asked)
    assert len(keys(chosen)) == count == 91
    assert not chosen.cssselect("a[rel=next]")


def test_it_is_chosen_from_by_group_status_and_words_together() -> None:
    assert len(keys(page(kelompok="badan", status="aktif"))) == 31
    assert keys(page(cari="d249")) == ["opd-249"]
    assert keys(page(cari="  DINAS   249 ", kelompok="badan")) == ["opd-249"]
    assert keys(page(cari="  DINAS   249 ", kelompok="dinas")) == []
    nothing = page(cari="tidak ada di sini")
    assert keys(nothing) == []
    assert "Tidak ada situs yang cocok" in nothing.text_content()


def test_the_form_says_what_was_asked_and_keeps_the_order() -> None:
    form = page(kelompok="dinas", status="aktif", cari="d1", urut="nama").forms[0]
    assert form.method == "GET"
    assert dict(form.form_values()) == {"kelompok": "dinas", "status": "aktif", "cari": "d1", "urut": "nama"}


@pytest.mark.parametrize(
    "asked",
    [{"halaman": one} for one in ("0", "-1", "x", "99999", "9" * 5000, "\u0663", "1.5")]
    + [{"kelompok": "tidak ada"}, {"status": "hidup"}, {"urut": "acak"}, {"cari": " " * 500}],
)  # fmt: skip
def test_what_makes_no_sense_is_as_good_as_not_asked(asked: dict[str, str]) -> None:
    assert len(keys(page(**asked))) in (PER_PAGE, 50)


def test_what_is_searched_for_is_shown_and_not_obeyed() -> None:
    text = pages.index(REPORTS, CONFIG, NOW, Choice(text='"><script>alert(1)</script>'))
    assert "<script" not in text
    assert len(Choice.of({"cari": "a" * 5000}, CONFIG).text) < 100


def test_a_small_city_is_on_one_page_without_a_form() -> None:
    few = REPORTS[: MANY - 1]
    tree = html.document_fromstring(pages.index(few, config_of(*few), NOW, Choice()))
    assert len(keys(tree)) == MANY - 1
    assert not tree.forms


async def test_the_interface_gives_all_sites_or_those_asked_for() -> None:
    async with served(FakeEngine(*REPORTS)) as url, aiohttp.ClientSession(url) as session:

        async def sites(query: str) -> dict[str, object]:
            async with session.get(f"/api/v1/sites{query}") as answer:
                return dict(json.loads(await answer.text()))

        whole = await sites("")
        assert [one["opd"] for one in whole["sites"]] == [one.site.key for one in REPORTS]  # type: ignore[attr-defined]
        assert sum(whole["counts"].values()) == len(REPORTS)  # type: ignore[attr-defined]
        some = await sites("?kelompok=badan&status=aktif")
        assert {(one["kelompok"], one["status"]) for one in some["sites"]} <= {  # type: ignore[attr-defined]
            ("badan", one.value) for one in Status
        }
        assert some["counts"] == whole["counts"]
        third = await sites("?halaman=3")
        assert (third["page"], third["pages"], len(third["sites"])) == (3, 3, 50)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/", "/sd", "/api/v1/sites", "/situs/opd-3", "/api/v1/sites/opd-3"])
async def test_who_has_it_already_is_told_so(path: str) -> None:
    engine = FakeEngine(*REPORTS[:5])
    async with served(engine) as url, aiohttp.ClientSession(url) as session:
        async with session.get(path) as answer:
            tag, text = answer.headers["ETag"], await answer.text()
        for asked, status in ((tag, 304), (f'"other", {tag}', 304), ('"other"', 200), ("odd,,\\", 200)):
            async with session.get(path, headers={"If-None-Match": asked}) as answer:
                assert answer.status == status
                assert answer.headers["ETag"] == tag
                assert await answer.text() == ("" if status == 304 else text)
        if path == "/situs/opd-3":
            engine.changes += 1
            engine._reports["opd-3"] = silent_for(300, site=REPORTS[3].site)
            async with session.get(path, headers={"If-None-Match": tag}) as answer:
                assert answer.status == 200
