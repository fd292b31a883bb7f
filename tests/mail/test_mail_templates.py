"""What a person reads: subjects that say everything, bodies that fit a phone, and nothing that a site could smuggle in."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

import pytest
from filled import GUIDES, NOW, Renderer, alert, needs_amtool
from lxml import html

pytestmark = needs_amtool

DINKES = ("dinkes", "Dinas Kesehatan", "Dinkes")
BKPSDM = ("bkpsdm", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM")
SETDA = ("setda", "Sekretariat Daerah", "Setda")
SITES = [(f"opd-{n}", f"Dinas Nomor {n}", f"D{n}") for n in range(12)]
UNBROKEN = "\N{NON-BREAKING HYPHEN}"
HOSTILE = 'x"><script>alert(1)</script><img src=http://evil.example/x.png>\x1b[2J\u202e\r\nBcc: korban@example.go.id\r\n{{ 7 }}'
REASON = "server tidak menerima sambungan"
TEXT = f"Situs tidak dapat dibuka sejak 25-11-2026 14.05 WIB. Sebabnya: {REASON}.\nYang perlu dilakukan: hubungi pengelola server."


def down(site: tuple[str, str, str] = DINKES, **more: Any) -> dict[str, Any]:
    return alert(
        "OpdSiteDown",
        "warning",
        site,
        summary=f"Situs {site[2]} mati sejak 14.05 WIB — {REASON}",
        text=TEXT,
        **more,
    )


def long(site: tuple[str, str, str] = SETDA, **more: Any) -> dict[str, Any]:
    return alert(
        "OpdSiteDownLong",
        "critical",
        site,
        summary=f"Situs {site[2]} sudah mati 3 hari — {REASON}",
        text=TEXT,
        **more,
    )


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    return Renderer(tmp_path_factory.mktemp("templates"))


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
Peringatan sejak 25-11-2026 14:15 WIB

----------------------------------------

Surel otomatis dari Pemantau Situs OPD. Arti setiap surel dan apa yang perlu dilakukan:
{GUIDES}surel"""
    )


def words(page: str) -> str:
    text = html.document_fromstring(page).text_content()
    return " ".join(text.replace(UNBROKEN, "-").split())


def test_html_and_text_say_the_same(render: Renderer) -> None:
    alerts = [down(), down(BKPSDM, ago=95, over=3), long(ago=9000)]
    page, text = words(render("opd.html", alerts)), " ".join(render("opd.text", alerts).split())
    for said in (
        "▲ PERLU TINDAKAN · Dinas Kesehatan (Dinkes)",
        f"Situs Dinkes mati sejak 14.05 WIB — {REASON}",
        "Yang perlu dilakukan: hubungi pengelola server.",
        "● PULIH · Badan Kepegawaian dan Pengembangan Sumber Daya Manusia (BKPSDM)",
        "Situs BKPSDM hidup kembali",
        "Peringatan sejak 25-11-2026 12:40 WIB, selesai 25-11-2026 14:12 WIB",
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


ADMIN = alert(
    "OpdSiteNeedsPosts", "info", DINKES, audience="opd", email="admin@example.go.id",
    text="Situs Dinas Kesehatan kurang aktif: posting terakhir bertanggal 25 Juli 2026.",
)  # fmt: skip


def test_the_letter_to_an_admin_names_the_site_and_says_how_it_gets_active_again(render: Renderer) -> None:
    assert render("opd.admin.subject", [ADMIN]) == "Situs Dinkes perlu posting baru"
    two = [ADMIN, {**ADMIN, "labels": {**ADMIN["labels"], "singkatan": "Setda"}}]
    assert render("opd.admin.subject", two) == "2 situs yang Anda kelola perlu posting baru: Dinkes, Setda"
    for body in (render("opd.admin.text", [ADMIN]), words(render("opd.admin.html", [ADMIN]))):
        for said in (
            "Yth. Bapak/Ibu",
            "Dinas Kesehatan (Dinkes)",
            "posting terakhir bertanggal 25 Juli 2026",
            "terbitkan satu berita",
            "Balas surel ini",
        ):
            assert said in body
    assert "http://192.0.2.10:9877/situs/dinkes" in render("opd.admin.text", [ADMIN])


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


def test_the_letter_to_an_admin_names_the_city(render: Renderer) -> None:
    one = {**ADMIN, "labels": {**ADMIN["labels"], "kota": "Kota Serang"}}
    for body in (render("opd.admin.text", [one]), words(render("opd.admin.html", [one]))):
        assert "Dinas Kesehatan (Dinkes) · Kota Serang" in body


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


def own(name: str = "OpdOwnSiteDown", **more: Any) -> dict[str, Any]:
    one = alert(
        name, "warning", DINKES, summary="Situs Dinas Kesehatan tidak dapat dibuka", text=TEXT, audience="opd",
        email="admin@example.go.id", kota="Kota Serang", **more,
    )  # fmt: skip
    one["annotations"] |= {
        "alamat": "https://dinkes.example.go.id/",
        "kontak": "Server (hosting): 0254-200123.",
    }
    return one


def test_a_mail_says_where_the_site_is_and_whom_to_call(render: Renderer) -> None:
    one = down()
    one["annotations"] |= own()["annotations"]
    for template in ("opd", "opd.own"):
        text, page = render(f"{template}.text", [one]), words(render(f"{template}.html", [one]))
        for said in ("Alamat situs: https://dinkes.example.go.id/", "Kontak. Server (hosting): 0254-200123."):
            assert said in text
            assert said in page
    without = render("opd.text", [down()])
    assert "Alamat situs" not in without
    assert "Kontak" not in without


def test_the_agencys_admin_hears_that_its_site_is_down_and_that_it_is_back(render: Renderer) -> None:
    common = {"kota": "Kota Serang"}
    down_now, back = [own()], [own(ago=90, over=3)]
    assert (
        render("opd.own.subject", down_now, common)
        == "Situs Dinas Kesehatan tidak dapat dibuka · Kota Serang"
    )
    assert render("opd.own.subject", back, common) == "[Pulih] Situs Dinkes hidup kembali · Kota Serang"
    spam = [own("OpdOwnSiteSpam", ago=90, over=3)]
    assert render("opd.own.subject", spam) == "[Pulih] Spam judi di situs Dinkes tidak ditemukan lagi"
    for body in (render("opd.own.text", down_now), words(render("opd.own.html", down_now))):
        assert "hubungi pengelola server" in body
        assert "Balasan Anda sampai ke Diskominfo" in body
    for body in (render("opd.own.text", back), words(render("opd.own.html", back))):
        assert "selesai 25-11-2026 14:12 WIB" in body


def monday(site: tuple[str, str, str], surat: str) -> dict[str, Any]:
    text = f"{site[1]} ({site[2]}): tidak aktif, posting terakhir 03-12-2024."
    return alert("OpdMondayList", "info", site, text=text, surat=surat)


def test_mondays_list_begins_with_the_sites_whose_admin_nobody_can_write_to(render: Renderer) -> None:
    some = [monday(DINKES, "ada"), monday(SETDA, "tidak"), monday(BKPSDM, "tidak")]
    subject = render("opd.monday.subject", some, {"kota": "Kota Serang"})
    assert subject == "3 situs perlu posting baru; 2 belum punya alamat surel · Kota Serang"
    assert render("opd.monday.subject", some[:1]) == "1 situs perlu posting baru"
    for body in (render("opd.monday.text", some), words(render("opd.monday.html", some))):
        assert (
            body.index("(Setda)")
            < body.index("(BKPSDM)")
            < body.index("disurati pagi ini")
            < body.index("(Dinkes)")
        )
    assert "alamat surel" not in render("opd.monday.text", some[:1])


def test_mondays_list_of_a_province_is_cut(render: Renderer) -> None:
    many = [monday((f"s{n}", f"Dinas {n}", f"D{n}"), "tidak") for n in range(2000)]
    page, text = render("opd.monday.html", many), render("opd.monday.text", many)
    assert len(page.encode()) < 100_000, "Gmail cuts at 102 kB"
    assert "2000 situs" in page
    assert "(D99)" in text
    assert "(D100)" not in text
    assert "dan lainnya" in text


@pytest.mark.parametrize("prefix", ["opd", "opd.admin", "opd.own", "opd.monday"])
def test_the_subject_ends_with_the_city(prefix: str, render: Renderer) -> None:
    subject = render(f"{prefix}.subject", [own()], {"kota": "Kota Serang"})
    assert subject.endswith(" · Kota Serang")


EXAMPLES = {
    "opd.html": [down(), down(BKPSDM, ago=95, over=3), long(ago=9000), *(down(site) for site in SITES)],
    "opd.admin.html": [ADMIN],
    "opd.own.html": [own(), own("OpdOwnSiteSpam", ago=90, over=3)],
    "opd.monday.html": [monday(DINKES, "ada"), monday(SETDA, "tidak")],
}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_mail_loads_nothing_and_is_not_cut_by_mail_programs(template: str, render: Renderer) -> None:
    page = render(template, EXAMPLES[template] * 2)
    tree = html.document_fromstring(page)
    assert not tree.xpath("//@src | //link | //script | //style"), (
        "shown as it is, also where styles are stripped"
    )
    assert "url(" not in page
    assert len(page.encode()) < 100_000, "Gmail cuts at 102 kB"


@pytest.mark.parametrize("template", EXAMPLES)
def test_colours_can_be_told_apart_and_read(template: str, render: Renderer) -> None:
    def light(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        red, green, blue = (
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    pairs = set()
    for element in html.document_fromstring(render(template, EXAMPLES[template])).iter():
        found = {}
        for one in (*reversed(list(element.iterancestors())), element):
            found |= dict(
                re.findall(r"(?:^|;)(background|color):(#\w{6})", (one.get("style") or "").replace(" ", ""))
            )
        if element.text and element.text.strip() and "color" in found:
            pairs.add((found["background"], found["color"]))
    assert len(pairs) >= 4
    for pair in pairs:
        dark, bright = sorted(map(light, pair))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, pair


@pytest.mark.chromium
@pytest.mark.parametrize("template", EXAMPLES)
@pytest.mark.parametrize("width", [390, 800])
def test_a_mail_fits_a_phone(template: str, width: int, render: Renderer, tmp_path: Path) -> None:
    """Nothing is wider than the screen, letters are large enough, and a finger hits a link."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    # In a frame, since a window of Chromium is never narrower than 500 pixels.
    framed = tmp_path / "mail.html"
    mail = render(template, [*EXAMPLES[template], down(("x", "x" * 100, "x" * 100), ago=200, over=1)])
    framed.write_text(
        f'''<iframe width="{width}" height="900" style="border:0" srcdoc="{escape(mail)}" onload="
        const page = this.contentDocument, all = [...page.body.querySelectorAll('*')].filter(one => one.innerText?.trim());
        document.title = JSON.stringify([page.documentElement.scrollWidth,
            Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize))),
            Math.min(...[...page.querySelectorAll('a[style*=block]')].map(one => one.offsetHeight))])"></iframe>''',
        "utf-8",
    )
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1000,1000", "--dump-dom", framed.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    found = re.search(r"<title>\[(\d+),([\d.]+),(\d+)\]</title>", done.stdout)
    assert found, done.stdout[:500]
    assert int(found[1]) <= width
    assert float(found[2]) >= 14
    assert int(found[3]) >= 40


@pytest.mark.parametrize(
    ("zona", "clock"), [("WIB", "14:15 WIB"), ("WITA", "15:15 WITA"), ("WIT", "16:15 WIT")]
)
def test_times_are_those_of_the_city(zona: str, clock: str, render: Renderer) -> None:
    assert f"Peringatan sejak {NOW:%d-%m-%Y} {clock}" in render("opd.text", [down(zona=zona)])
    over = render("opd.text", [down(ago=60, over=0, zona=zona)])
    assert f", selesai {NOW:%d-%m-%Y} {clock}" in over


def test_a_day_may_be_the_next_one_here(render: Renderer) -> None:
    late = alert("Baru", ago=-17 * 60)  # 24.15 UTC is the next day's morning
    assert "Peringatan sejak 26-11-2026 07:15 WIB" in render("opd.text", [late])
