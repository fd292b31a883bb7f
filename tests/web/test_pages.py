"""The page of all sites: what it says, in which order, and that it holds no script."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from lxml import html

from opd_exporter.domain.candidate import SeenDate
from opd_exporter.domain.config import Maintenance, Note
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason, Status
from opd_exporter.web import pages
from opd_exporter.web.choice import Choice
from presented import NOW, SITE, city, config_of, silent_for, visit

CITY = city()
CONFIG = config_of(*CITY)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[2J\u202e{{ 7*7 }}'


def page(order: str = "", reports: list[SiteReport] = CITY) -> html.HtmlElement:
    return html.document_fromstring(pages.index(reports, config_of(*reports), NOW, Choice(order=order)))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def keys(tree: html.HtmlElement) -> list[str]:
    return [link.get("href").removeprefix("situs/") for link in tree.cssselect(".sites h3 a")]


def test_every_site_is_there_once_with_status_date_age_condition_and_cms() -> None:
    tree = page()
    assert sorted(keys(tree)) == sorted(one.site.key for one in CITY)
    (tile,) = (tile for tile in tree.cssselect(".sites li") if "Kec. Kasemen" in tile.text_content())
    told = words(tile)
    assert "Aktif · 13 November 2026" in told
    assert "11 hari lalu" in told
    assert "hidup · CMS WordPress 6.4.3" in told
    assert "diperiksa baru saja" in told
    assert "●" in told


def test_counts_say_how_many_sites_have_each_status_and_add_up() -> None:
    shown = [int(words(one)) for one in page().cssselect(".counts b")]
    assert len(shown) == len(Status)
    assert sum(shown) == len(CITY)
    assert shown[0] == 1


def test_the_worst_comes_first() -> None:
    classes = [tile.get("class").split()[0] for tile in page().cssselect(".sites li")]
    order = ["tidak_aktif", "kurang_aktif", "tidak_terukur", "aktif"]
    assert all(order.index(one) <= order.index(two) for one, two in pairwise(classes))
    ages = [
        int(age.split()[0]) for age in map(words, page().cssselect(".tidak_aktif .age")) if age[0].isdigit()
    ]
    assert ages[1:] == sorted(ages[1:], reverse=True)  # the first is down today, and so stands before them


def test_a_site_that_died_today_is_first_and_does_not_look_alive() -> None:
    living, dead = (replace(SITE, key=key, singkatan=key) for key in ("hidup", "mati"))
    fresh = silent_for(3, site=dead)
    dying = replace(fresh, visit=visit(Reason.CONNECT), unusable_since=NOW - timedelta(days=1))
    tree = page(reports=[silent_for(300, site=living), dying])
    assert keys(tree) == ["mati", "hidup"]
    tile = tree.cssselect(".sites li")[0]
    assert "dying" in tile.get("class").split()
    assert words(tile.cssselect(".mark")[0]) == "!"
    assert "Aktif, sedang mati" in words(tile), "its status stands until the grace is over"
    assert next(words(one) for one in tree.cssselect(".counts li")) == "1● Aktif (1 sedang mati)"
    assert keys(page("kelompok", [silent_for(300, site=living), dying])) == ["mati", "hidup"]
    own = html.document_fromstring(pages.site(dying, config_of(dying), NOW))
    (verdict,) = own.cssselect(".verdict")
    assert "dying" in verdict.get("class").split()
    assert words(verdict).startswith("! Aktif, sedang mati")


def test_a_reload_that_failed_is_told_as_text_until_one_works() -> None:
    failed = pages.Failed(NOW, f"kota.yml:3: citty: {HOSTILE}\nkota.yml:4: url: kosong")
    told = pages.index(CITY, CONFIG, NOW, Choice(), failed)
    one, two = html.document_fromstring(told).cssselect("header .old li")
    assert words(one).startswith('kota.yml:3: citty: "><script>')
    assert words(two) == "kota.yml:4: url: kosong"
    assert "<script>alert(1)" not in told
    assert not html.document_fromstring(pages.index(CITY, CONFIG, NOW, Choice())).cssselect("header .old li")


DAY = timedelta(days=1)
AGREED = replace(
    SITE,
    kontak="Sekretariat <b>",
    pemeliharaan=(
        Maintenance(NOW - DAY, NOW + DAY, "pindah server <b>"),
        Maintenance(NOW + 3 * DAY, NOW + 4 * DAY, "ganti disk"),
        Maintenance(NOW + 60 * DAY, NOW + 61 * DAY, "masih lama"),
    ),
    catatan=(
        Note(NOW - 9 * DAY, "situs ini hanya layanan <b>", "Sekretaris", NOW + DAY),
        Note(NOW - 9 * DAY, "sudah lewat", "Sekretaris", NOW - DAY),
    ),
)


def test_planned_work_and_objections_stand_beside_the_verdict_and_do_not_change_it() -> None:
    agreed, plain = silent_for(300, site=AGREED), silent_for(300)
    (tile,) = page(reports=[agreed]).cssselect(".sites li")
    (same,) = page(reports=[plain]).cssselect(".sites li")
    one, two = [words(told) for told in tile.cssselect(".agreed")]
    assert one == "dipelihara sampai 25 November 2026: pindah server <b>"
    assert two.startswith("keberatan OPD: situs ini")
    assert tile.get("class") == same.get("class")
    assert words(same) == words(tile).replace(f"{one} ", "").replace(f"{two} ", "")

    site = html.document_fromstring(pages.site(agreed, config_of(agreed), NOW))
    objection, now, soon = [words(told) for told in site.cssselect("header .agreed")]
    one, two = [told.get("title") for told in tile.cssselect(".agreed")]
    assert two.startswith("catatan 15 November 2026 (Sekretaris, berlaku sampai 25 November 2026): situs ini")
    assert two in objection
    assert one == "dalam pemeliharaan sampai 25 November 2026 pukul 15.00 WIB: pindah server <b>"
    assert one in now
    assert soon.endswith("sampai 28 November 2026 pukul 15.00 WIB: ganti disk")
    assert "status tidak berubah karenanya" in objection
    assert "Sekretariat <b>" in words(site.cssselect("main dl")[0])


def test_other_orders_can_be_asked_for_and_junk_is_the_usual_one() -> None:
    names = {one.site.key: one.site.nama for one in CITY}
    assert [names[key] for key in keys(page("nama"))] == sorted(names.values())
    newest = keys(page("posting"))
    assert newest[0] == "kec-kasemen"
    assert [words(one) for one in page("kelompok").cssselect("main h2")] == [
        "Badan",
        "Dinas",
        "Kecamatan",
        "Sekretariat",
    ]
    assert keys(page("<script>")) == keys(page("")) == keys(page("status"))


def test_data_that_is_old_looks_old_and_says_so() -> None:
    tree = page()
    (tile,) = tree.cssselect(".sites li.stale")
    assert "data lama: 3 jam lalu" in words(tile)
    assert any("sudah lama" in words(one) for one in tree.cssselect("header .old"))
    fresh = page(reports=[silent_for(1)])
    assert not fresh.cssselect(".old")
    assert not fresh.cssselect(".stale")


def test_before_the_first_look_it_says_what_to_wait_for() -> None:
    tree = page(reports=[SiteReport(one.site) for one in CITY])
    assert "Belum ada situs yang diperiksa" in words(tree.cssselect("header .old")[0])
    assert {words(one) for one in tree.cssselect(".sites .small:nth-child(4)")} == {"belum diperiksa"}


def test_the_page_reloads_itself_and_needs_no_script() -> None:
    tree = page()
    assert tree.cssselect("meta[http-equiv=refresh]")[0].get("content") == "60"
    assert not tree.cssselect("script, iframe, object, embed, form, link, img")
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_what_a_site_says_is_text_and_never_markup() -> None:
    report = silent_for(1)
    assert report.last_post
    post = replace(report.last_post, title=HOSTILE, url="javascript:alert(1)", found=HOSTILE)
    evidence = tuple(
        replace(
            one,
            title=HOSTILE,
            url="javascript:alert(1)",
            detail=HOSTILE,
            dates=(SeenDate(NOW, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        )
        for one in report.evidence
    )
    assert report.cms
    assert report.visit
    wild = replace(
        report,
        last_post=post,
        evidence=evidence,
        steps=(HOSTILE,),
        cms=replace(report.cms, version=HOSTILE),
        visit=replace(report.visit, explanation=HOSTILE, url=HOSTILE, redirects=1),
    )
    for text in (pages.index([wild], config_of(wild), NOW, Choice()), pages.site(wild, config_of(wild), NOW)):
        tree = html.document_fromstring(text)
        assert not tree.cssselect("script, img")
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not [one for one in tree.xpath("//@href") if "javascript" in one]
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "49" not in words(tree.cssselect("body")[0])
        assert "<script>alert(1)</script>" in words(tree)
