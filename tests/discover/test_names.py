"""What agencies are called, and a draft that YAML reads back whatever a portal writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.config.file import parse
from opd_exporter.discover import names
from opd_exporter.discover.draft import draft, entries
from opd_exporter.discover.portal import NamedSite, pages_after
from opd_exporter.discover.search import Looked, PortalReading
from opd_exporter.page.named_links import NamedLink


@pytest.mark.parametrize(
    ("text", "nama", "singkatan", "group"),
    [
        ("1. Website Dinas Kesehatan Kota Serang", "Dinas Kesehatan", "Dinas Kesehatan", "dinas"),
        ("Dinas Kesehatan (Dinkes)", "Dinas Kesehatan", "Dinkes", "dinas"),
        ("Beranda - Dinas Perhubungan Kab. Contoh", "Dinas Perhubungan", "Dinas Perhubungan", "dinas"),
        ("DLH", "DLH", "DLH", "dinas"),
        ("disdukcapil", "disdukcapil", "Disdukcapil", "dinas"),
        ("Bappeda Kota Serang", "Bappeda", "Bappeda", "badan"),
        ("Kecamatan Kasemen", "Kecamatan Kasemen", "Kec. Kasemen", "kecamatan"),
        ("Kel. Unyur", "Kel. Unyur", "Kel. Unyur", "kelurahan"),
        ("Satuan Polisi Pamong Praja", "Satuan Polisi Pamong Praja", "Satuan Polisi Pamong Praja", "dinas"),
        ("Inspektorat", "Inspektorat", "Inspektorat", "sekretariat"),
        ("RSUD Kota Serang", "RSUD", "RSUD", "lainnya"),
    ],
)
def test_an_agency_is_known_by_its_name(text: str, nama: str, singkatan: str, group: str) -> None:
    assert names.agency([text]) == nama
    assert names.short(nama, [text], "https://127.0.0.1/") == singkatan
    assert names.group(nama) == group


@pytest.mark.parametrize(
    "text",
    ["Diskusi Publik", "Disclaimer", "Dinamika Kota", "Bapak Wali Kota", "Dokumen", "Kunjungi", "Pemerintah Kota Serang",
     "Kelas Menulis", "Badan", "Diskon", ""],
)  # fmt: skip
def test_what_only_begins_like_one_is_none(text: str) -> None:
    assert names.agency([text]) == ""


def test_the_short_name_is_the_addresss_where_nobody_wrote_one() -> None:
    assert names.short("Dinas Sosial", ["Dinas Sosial"], "https://dinsos.example.go.id/") == "Dinsos"
    assert names.short("Badan X", ["Badan X"], "https://bpbd.example.go.id/") == "BPBD"
    assert names.short("Dinas Sosial", ["Dinas Sosial"], "https://sosial.example.go.id/") == "Dinas Sosial"


def test_the_further_pages_of_a_list_are_those_of_that_list() -> None:
    portal = "https://example.go.id"
    links = [
        NamedLink(f"{portal}{path}", (text,))
        for path, text in (
            ("/opd/page/3", "3"), ("/opd?page=2", "2"), ("/berita/page/2", "2"), ("/opd/page/3", "Dinas 3"),
            ("/opd/tiga", "3"), ("/opd/hal-4", "Berikutnya"),
        )
    ]  # fmt: skip
    links.append(NamedLink("https://lain.example.go.id/opd/page/3", ("3",)))
    wanted = [f"{portal}{path}" for path in ("/opd/page/3", "/opd?page=2", "/opd/hal-4")]
    assert pages_after(links, f"{portal}/opd/") == wanted
    assert pages_after(links, f"{portal}/opd/page/2") == wanted


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=60), st.booleans())
def test_whatever_a_portal_writes_the_draft_is_a_configuration_of_its_sites(
    told: list[str], title: str, answers: bool
) -> None:
    looked = [
        Looked(NamedSite(f"https://{host}.example.go.id/", (*told, nama), "https://a.example/" + title), f"https://{host}.example.go.id/", (title,), answers, title)
        for host, nama in (("dinkes", "Dinas Kesehatan"), ("dinsos", "Dinas Sosial"))
    ]  # fmt: skip
    sure = Looked(
        NamedSite("https://dlh.example.go.id/", ("DLH",), "x"), "https://dlh.example.go.id/", (), True, ""
    )
    discovery = PortalReading("https://www.example.go.id/", (title,), (*looked, sure), tuple(told), (title,))
    config = parse(draft(discovery, entries(discovery), "hari ini"), "konsep")
    assert {"dlh"} <= {site.key for site in config.sites} <= {"dlh", "dinkes", "dinsos"}
