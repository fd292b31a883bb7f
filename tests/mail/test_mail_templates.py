"""What a person reads: subjects that say everything, bodies that fit a phone, and nothing that a site could smuggle in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from filled import GUIDES, NOW, Renderer, alert, needs_amtool
from letters import BKPSDM, DINKES, REASON, SETDA, SITES, down, long, own, words
from lxml import html

pytestmark = needs_amtool

HOSTILE = 'x"><script>alert(1)</script><img src=http://evil.example/x.png>\x1b[2J\u202e\r\nBcc: korban@example.go.id\r\n{{ 7 }}'


@pytest.mark.parametrize(
    ("subject", "alerts"),
    [
        ("Situs Dinkes mati sejak 14.05 WIB — server tidak menerima sambungan", [down()]),
        ("2 situs mati: Dinkes, BKPSDM", [down(), down(BKPSDM, ago=4)]),
        ("12 situs mati: D0, D1, D2, D3, D4, …", [down(site) for site in SITES]),
        (
            "Situs Dinkes mati sejak 14.05 WIB — server tidak menerima sambungan (2 lainnya belum pulih)",
            [down(), down(BKPSDM, ago=95), long(ago=9000)],
        ),
        ("Situs Setda sudah mati 3 hari — server tidak menerima sambungan", [long()]),
        ("[Pulih] Situs Dinkes hidup kembali", [down(ago=90, over=3)]),
        ("[Pulih] Situs Setda hidup kembali", [down(SETDA, ago=9000, over=3), long(ago=4500, over=3)]),
        ("[Pulih] Situs Setda hidup kembali", [long(ago=4500, over=3)]),
        ("[Pulih] 2 situs: Dinkes, Setda", [down(ago=90, over=3), down(SETDA, ago=9000, over=3), long(over=3)]),
        ("[Pulih] Situs Dinkes hidup kembali (1 lainnya belum pulih)", [down(ago=90, over=3), down(BKPSDM, ago=95)]),
        (
            "Situs Dinkes mati sejak 14.05 WIB — server tidak menerima sambungan; pulih: BKPSDM",
            [down(), down(BKPSDM, ago=95, over=3)],
        ),
        ("31 dari 32 situs mati sekaligus", [alert("OpdMassOutage", "critical", summary="31 dari 32 situs mati sekaligus")]),
        ("[Pulih] Gangguan massal sudah berakhir", [alert("OpdMassOutage", "critical", summary="x", ago=60, over=1)]),
        ("[Pulih] Pemantau berjalan kembali", [alert("OpdExporterDown", "critical", summary="x", ago=60, over=1)]),
        (
            "2 sertifikat HTTPS segera berakhir: Dinkes, BKPSDM",
            [alert("OpdTlsExpiring", "info", site, summary="x", days="21") for site in (DINKES, BKPSDM)],
        ),
        ("Baru", [alert("Baru")]),
        ("[Pulih] Sesuatu terjadi", [alert("Baru", summary="Sesuatu terjadi", ago=60, over=1)]),
        ("Situs tanpa-nama rusak", [alert("OpdSiteDown", "warning", ("tanpa-nama", "", ""), summary="Situs tanpa-nama rusak")]),
    ],
)  # fmt: skip
def test_the_subject_says_what_is_new_which_site_and_what_goes_on(
    subject: str, alerts: list[dict[str, Any]], render: Renderer
) -> None:
    assert render("opd.subject", alerts) == subject


def test_the_text_tells_what_since_when_why_what_to_do_and_where_to_look(render: Renderer) -> None:
    assert (
        render("opd.text", [down()])
        == f"""\
▲ PERLU TINDAKAN · Dinas Kesehatan (Dinkes)
Situs Dinkes mati sejak 14.05 WIB — {REASON}

Situs tidak dapat dibuka sejak 25-11-2026 14.05 WIB. Sebabnya: {REASON}.

Yang perlu dilakukan: hubungi pengelola server.

Bukti pemeriksaan: http://192.0.2.10:9877/situs/dinkes
Riwayat di Grafana: http://192.0.2.10:3000/d/opd-detail?var-kota=&var-opd=dinkes
Panduan langkah: {GUIDES}peringatan#opdsitedown
Peringatan sejak 25-11-2026 14.15 WIB

----------------------------------------

Surel otomatis dari Pemantau Situs OPD. Arti setiap surel dan apa yang perlu dilakukan:
{GUIDES}surel"""
    )


def test_html_and_text_say_the_same(render: Renderer) -> None:
    alerts = [down(), down(BKPSDM, ago=95, over=3), long(ago=9000)]
    page, text = words(render("opd.html", alerts)), " ".join(render("opd.text", alerts).split())
    for said in (
        "▲ PERLU TINDAKAN · Dinas Kesehatan (Dinkes)",
        f"Situs Dinkes mati sejak 14.05 WIB — {REASON}",
        "Yang perlu dilakukan: hubungi pengelola server.",
        "● PULIH · Badan Kepegawaian dan Pengembangan Sumber Daya Manusia (BKPSDM)",
        "Situs BKPSDM hidup kembali",
        "Peringatan sejak 25-11-2026 12.40 WIB, selesai 25-11-2026 14.12 WIB",
        f"Situs Setda sudah mati 3 hari — {REASON}",
    ):
        assert said in page
        assert said in text
    links = {link for _, _, link, _ in html.document_fromstring(render("opd.html", alerts)).iterlinks()}
    assert links == set(re.findall(r"https?://\S+", render("opd.text", alerts)))


def test_what_was_told_before_takes_one_line_and_comes_last(render: Renderer) -> None:
    text = render("opd.text", [down(BKPSDM, ago=95), down()])
    assert text.index("Dinas Kesehatan (Dinkes)") < text.index("Belum pulih sejak sebelumnya:")
    assert text.endswith(
        f"""\
Belum pulih sejak sebelumnya:
* Situs BKPSDM mati sejak 14.05 WIB — {REASON}

----------------------------------------

Surel otomatis dari Pemantau Situs OPD. Arti setiap surel dan apa yang perlu dilakukan:
{GUIDES}surel"""
    )


@pytest.mark.parametrize("template", ["opd.text", "opd.html"])
def test_an_end_is_told_once_for_a_site_that_was_long_down(template: str, render: Renderer) -> None:
    both = render(template, [down(SETDA, ago=9000, over=3), long(ago=4500, over=3)])
    assert both.count("Situs Setda hidup kembali") == 1
    alone = render(template, [long(ago=4500, over=3)])
    assert alone.count("Situs Setda hidup kembali") == 1


def test_links_that_are_not_configured_are_left_out(tmp_path: Path) -> None:
    render = Renderer(tmp_path, OPD_URL_EXPORTER="", OPD_URL_GRAFANA="")
    assert re.findall("https?://.*", render("opd.text", [down()])) == []
    assert "Grafana" not in render("opd.html", [down()])
    assert "Bukti" not in render("opd.admin.html", [down()])


@pytest.mark.parametrize("prefix", ["opd", "opd.admin", "opd.own", "opd.monday"])
def test_nothing_in_labels_or_annotations_becomes_markup_header_or_control(
    prefix: str, render: Renderer
) -> None:
    one = alert(
        "OpdSiteDown",
        "warning",
        (HOSTILE, HOSTILE, HOSTILE),
        summary=HOSTILE,
        text=HOSTILE,
        email="a@example.go.id",
    )
    one["annotations"] |= {"alamat": HOSTILE, "kontak": HOSTILE, "zona": HOSTILE}
    one["annotations"]["runbook_url"] = "javascript:alert(1)//" + HOSTILE
    over = alert("OpdSiteDown", "warning", (HOSTILE, HOSTILE, HOSTILE), summary=HOSTILE, ago=60, over=1)
    subject = render(f"{prefix}.subject", [one, over])
    assert subject.isprintable(), "one line, no controls, no marks of direction"
    tree = html.document_fromstring(render(f"{prefix}.html", [one, over]))
    assert not tree.xpath("//script | //img | //@*[starts-with(name(), 'on')]")
    for link in tree.xpath("//@href"):
        assert re.match(r"https?://192\.0\.2\.10(:\d+)?/", link), link
    text = render(f"{prefix}.text", [one, over])
    assert all(line.isprintable() for line in text.split("\n"))
    for body in (text, tree.text_content()):
        assert "{{ 7 }}" in body
        assert "\u202e" not in body


@pytest.mark.parametrize(
    "one",
    [
        down(kota="Kota Serang"),
        down(ago=90, over=3, kota="Kota Serang"),
        alert("OpdMassOutage", "critical", summary="31 situs OPD mati bersamaan", kota="Kota Serang"),
    ],
)
def test_a_mail_names_the_city(one: dict[str, Any], render: Renderer) -> None:
    (line,) = [line for line in render("opd.text", [one]).splitlines() if "Kota Serang" in line]
    assert re.fullmatch(
        r"(▲ PERLU TINDAKAN|● PULIH|✕ GAWAT)( · Dinas Kesehatan \(Dinkes\))? · Kota Serang", line
    )
    assert line in words(render("opd.html", [one]))


@pytest.mark.parametrize(
    ("kota", "sender"),
    [
        ("", "Pemantau Situs OPD"),
        ("Kota Serang", "Pemantau Situs OPD Kota Serang"),
        (
            HOSTILE,
            "Pemantau Situs OPD xscriptalert1scriptimg srchttpevilexamplexpng2JBcc korbanexamplegoid 7 ",
        ),
        ("Kota Serang, <x@example.go.id>\r\nBcc: y", "Pemantau Situs OPD Kota Serang xexamplegoidBcc y"),
    ],
)
def test_the_sender_is_that_of_the_city_and_nothing_else(kota: str, sender: str, render: Renderer) -> None:
    render_data = render("opd.sender", [down(kota=kota)], {"kota": kota} if kota else {})
    assert render_data == sender


@pytest.mark.parametrize("prefix", ["opd", "opd.admin", "opd.own", "opd.monday"])
def test_the_subject_ends_with_the_city(prefix: str, render: Renderer) -> None:
    subject = render(f"{prefix}.subject", [own()], {"kota": "Kota Serang"})
    assert subject.endswith(" · Kota Serang")


@pytest.mark.parametrize(
    ("zona", "clock"), [("WIB", "14.15 WIB"), ("WITA", "15.15 WITA"), ("WIT", "16.15 WIT")]
)
def test_times_are_those_of_the_city(zona: str, clock: str, render: Renderer) -> None:
    assert f"Peringatan sejak {NOW:%d-%m-%Y} {clock}" in render("opd.text", [down(zona=zona)])
    over = render("opd.text", [down(ago=60, over=0, zona=zona)])
    assert f", selesai {NOW:%d-%m-%Y} {clock}" in over


def test_a_day_may_be_the_next_one_here(render: Renderer) -> None:
    late = alert("Baru", ago=-17 * 60)  # 24.15 UTC is the next day's morning
    assert "Peringatan sejak 26-11-2026 07.15 WIB" in render("opd.text", [late])
