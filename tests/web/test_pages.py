"""The pages for people: what they say, that they hold no script, and how they look in a browser."""

from __future__ import annotations

import asyncio
import re
import shutil
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from opd_exporter.domain.candidate import SeenDate
from opd_exporter.domain.config import Maintenance, Note
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.vocabulary import Reason, State, Status
from opd_exporter.web import pages
from opd_exporter.web.choice import Choice
from opd_exporter.web.guard import HEADERS
from presented import NOW, SITE, city, config_of, down, silent_for, visit

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


def test_a_sites_page_tells_the_verdict_its_evidence_and_what_was_opened() -> None:
    report = silent_for(112)
    tree = html.document_fromstring(pages.site(report, config_of(report), NOW))
    told = words(tree)
    assert (
        "Dinas Kesehatan kurang aktif: posting terakhir yang dapat dipastikan bertanggal 4 Agustus 2026"
        in told
    )
    assert "dibaca dari umpan (RSS/Atom)" in told
    assert "tepercaya, berlaku sampai 4 Januari 2027 (41 hari lagi)" in told
    rows = [[words(cell) for cell in row.cssselect("td")] for row in tree.cssselect(".evidence tbody tr")]
    assert [row[3] for row in rows] == [
        f"● diterima 1 tanggal di halamannya{words(tree.cssselect('.evidence details li')[0])}",
        "✕ ditolak: posting contoh bawaan sistem",
        "? belum dibuka",
    ]
    assert rows[2][0] == "tanpa tanggal"
    (seen,) = map(words, tree.cssselect(".evidence details li"))
    assert seen.startswith("✕ ")
    assert "«Diperbarui 1 Juli 2026»" in seen
    assert "menyebutnya tanggal lain" in seen
    assert [words(step) for step in tree.cssselect(".steps li")] == list(report.steps)


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (SiteReport(silent_for(1).site), "belum pernah diperiksa"),
        (down(Reason.DNS, 30), "tidak aktif: situsnya tidak dapat dipakai sejak 25 Oktober 2026 pukul 15.00 WIB (nama domain tidak ditemukan)"),
        (down(Reason.SUSPENDED, 1), "tidak aktif: belum ada posting yang diketahui. Sekarang situsnya tidak dapat dipakai: akun hosting ditangguhkan"),
        (replace(silent_for(3), visit=down(Reason.TIMEOUT, 0).visit), "aktif: posting terakhir yang dapat dipastikan bertanggal 21 November 2026 (3 hari lalu), dibaca dari umpan (RSS/Atom). Sekarang situsnya tidak dapat dipakai"),
        (replace(silent_for(3), last_post=None, state=State.NO_POSTS), "tidak aktif: situs dapat dibaca, tetapi tidak berisi posting sendiri"),
        (replace(silent_for(3), last_post=None, state=State.UNKNOWN), "tidak terukur: tanggal posting terakhir tidak dapat dipastikan"),
    ],
)  # fmt: skip
def test_the_verdict_is_a_sentence(report: SiteReport, sentence: str) -> None:
    tree = html.document_fromstring(pages.site(report, config_of(report), NOW))
    assert sentence in words(tree.cssselect(".verdict")[0])


def test_a_bad_certificate_is_told_in_words() -> None:
    report = silent_for(3)
    assert report.visit
    assert report.visit.tls
    for tls, told in (
        (
            replace(report.visit.tls, valid=False, not_after=NOW - timedelta(days=10)),
            "kedaluwarsa sejak 14 November 2026",
        ),
        (replace(report.visit.tls, valid=False), "tidak tepercaya: bukan untuk nama ini"),
    ):
        text = pages.site(replace(report, visit=replace(report.visit, tls=tls)), config_of(report), NOW)
        assert told in words(html.document_fromstring(text))


@pytest.mark.parametrize("site", [one.site.key for one in CITY])
def test_every_condition_of_a_site_has_a_page(site: str) -> None:
    report = next(one for one in CITY if one.site.key == site)
    assert report.site.nama in words(
        html.document_fromstring(pages.site(report, CONFIG, NOW)).cssselect("h1")[0]
    )


def test_the_policy_allows_exactly_the_style_that_is_sent() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", pages.index(CITY, CONFIG, NOW, Choice()), re.DOTALL)
    assert (
        f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
        in HEADERS["Content-Security-Policy"]
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_stand_out_from_what_they_stand_on() -> None:
    style = Path(pages.__file__).with_name("templates").joinpath("style.css").read_text("utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9A-Fa-f]{6})", style))
    pairs = [
        ("#ffffff", named["aktif"]),
        ("#14181f", named["kurang_aktif"]),
        ("#ffffff", named["tidak_aktif"]),
    ]
    pairs += [("#ffffff", named["tidak_terukur"]), (named["soft"], "#f4f6f8"), (named["soft"], "#fff8e1")]
    pairs += [(named["alarm"], "#fff8e1"), ("#0b4f8a", "#f4f6f8"), ("#4d3900", "#fff3cd")]
    for one, two in pairs:
        light, dark = sorted((luminance(one), luminance(two)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, two)
        assert {one.lower(), two.lower()} - {"#ffffff"} <= {
            found.lower() for found in re.findall("#[0-9A-Fa-f]{6}", style)
        }


def test_on_paper_no_status_is_told_in_the_colour_of_the_paper() -> None:
    """A browser leaves backgrounds out when it prints, and with them what white letters stand on."""
    style = Path(pages.__file__).with_name("templates").joinpath("style.css").read_text("utf-8")
    paper = style.partition("@media print {")[2].partition("\n}")[0]
    named = re.search(r"\n  (\.[^{]+) \{ --of: (#\w{6}); --on: (#\w{6}); \}", paper)
    assert named
    assert {f".{one.value}" for one in Status} | {".dying"} == set(named[1].split(", "))
    colours = sorted(map(luminance, named.group(2, 3)), reverse=True)
    assert (colours[0] + 0.05) / (colours[1] + 0.05) >= 7


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("width", "height", "whole"), [(1920, 1080, True), (1366, 768, False), (390, 844, False)]
)
async def test_the_page_fits_the_screen(width: int, height: int, whole: bool, tmp_path: Path) -> None:
    """Nothing is wider than the screen; on a wall screen all 32 sites are in view without scrolling."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    text = pages.index(CITY, CONFIG, NOW, Choice()).replace('<meta http-equiv="refresh" content="60">', "")
    # In a frame, since a window of Chromium is never narrower than 500 pixels.
    framed = tmp_path / "page.html"
    framed.write_text(
        f'''<iframe width="{width}" height="{height}" style="border:0" srcdoc="{escape(text)}" onload="
        const page = this.contentDocument, tiles = [...page.querySelectorAll('.sites li')];
        document.title = JSON.stringify([page.documentElement.scrollWidth,
            Math.max(...tiles.map(one => one.getBoundingClientRect().bottom))])"></iframe>''',
        "utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1920,1080", "--dump-dom", framed.as_uri(),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    dom, _ = await asyncio.wait_for(process.communicate(), 60)
    found = re.search(r"<title>\[(\d+),([\d.]+)\]</title>", dom.decode())
    assert found, dom[:500]
    assert int(found[1]) <= width
    assert (float(found[2]) <= height) or not whole
