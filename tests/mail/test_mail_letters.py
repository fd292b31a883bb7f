"""Letters to an agency's admin and Monday's list: whose site, what to do, whom to call."""

from __future__ import annotations

from filled import Renderer, needs_amtool
from letters import ADMIN, BKPSDM, DINKES, SETDA, down, monday, own, words

pytestmark = needs_amtool


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


def test_the_letter_to_an_admin_names_the_city(render: Renderer) -> None:
    one = {**ADMIN, "labels": {**ADMIN["labels"], "kota": "Kota Serang"}}
    for body in (render("opd.admin.text", [one]), words(render("opd.admin.html", [one]))):
        assert "Dinas Kesehatan (Dinkes) · Kota Serang" in body


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
        assert "selesai 25-11-2026 14.12 WIB" in body


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
