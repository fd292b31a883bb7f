"""Which list of a JSON answer is the posts', and what of an entry is its date."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.rest import read_rest

URL = "https://dinkes.example.go.id/api/data"
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", "https://dinkes.example.go.id/")),
    NOW,
    ZoneInfo("Asia/Jakarta"),
)
Entry = dict[str, object]


def read(data: object) -> tuple[Candidate, ...]:
    found = read_rest(json.dumps(data).encode(), url=URL, context=CONTEXT)
    assert found is not None
    return found


def entries(count: int, day: str, **more: str) -> list[Entry]:
    return [
        {"title": f"Judul nomor {n} {day}", "created_at": f"{day}T08:00:0{n}Z", **more} for n in range(count)
    ]


@pytest.mark.parametrize(
    "other",
    [
        "upcomingEvents",
        "agendas",
        "heroSlides",
        "galleryItems",
        "documents",
        "services",
        "kategoris",
        "produk_hukum",
    ],
)
def test_fresher_and_longer_lists_of_other_things_are_passed_over(other: str) -> None:
    data = {"props": {other: entries(6, "2026-11-24"), "latestNews": entries(2, "2026-10-01")}}
    assert {one.published.date().isoformat() for one in read(data) if one.published} == {"2026-10-01"}


def test_what_takes_place_is_no_post_whatever_its_list_is_called() -> None:
    assert read({"data": entries(3, "2026-11-20", start_date="2026-12-01")}) == ()


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        (
            {"published_at": "2026-10-05", "created_at": "2026-10-01", "updated_at": "2026-11-24"},
            "2026-10-05",
        ),
        ({"tanggal": "5 Oktober 2026", "updated_at": "2026-11-24"}, "2026-10-05"),
        ({"updated_at": "2026-11-24"}, None),
        ({"modified": "2026-11-24"}, None),
    ],
)
def test_only_fields_of_publishing_date_a_post(entry: Entry, day: str | None) -> None:
    found = read({"berita": [{"judul": "Dinas Gelar Rapat", **entry}]})
    assert [one.published and one.published.astimezone(CONTEXT.zone).date().isoformat() for one in found] == [
        day
    ]


@pytest.mark.parametrize("entry", [{"status": "draft"}, {"is_published": "0"}, {"published": False}])
def test_what_is_not_shown_is_no_post(entry: Entry) -> None:
    assert read({"berita": [{"judul": "Dinas Gelar Rapat", "created_at": "2026-11-20", **entry}]}) == ()


def test_an_entry_stands_at_the_address_that_bears_no_session() -> None:
    found = read(entries(2, "2026-11-20", link="/(S(3vcy3r45qwsmwrqpwlbxfj55))/berita/panen-raya"))
    assert {one.url for one in found} == {"https://dinkes.example.go.id/berita/panen-raya"}


TEXT = (
    "Wali Kota meninjau perbaikan jalan di Kecamatan Kasemen pada Senin pagi. Ia meminta pekerjaan selesai sebelum musim "
    "hujan, dan warga berharap saluran air ikut dibenahi supaya jalan tidak cepat rusak."
)
COPIES = [
    f"<p>{TEXT}</p><p>Artikel ini telah tayang di <a href='https://www.kabarharian.com/read/5/jalan-kasemen'>KabarHarian.com</a></p>",
    f"{TEXT}\n\nArtikel ini telah tayang di KabarHarian.com dengan judul Jalan Kasemen Diperbaiki",
    f"{TEXT}\nDikutip dari kabarharian.com",
]
OWN = [
    TEXT,
    f"{TEXT} Sumber: Bidang Bina Marga.",
    f"<p>{TEXT}</p><p>Sumber: BPS</p>",
    f"{TEXT}\nDikutip dari pidato Wali Kota pada pembukaan rapat kerja.",
    "Dikutip dari kabarharian.com",
]


@pytest.mark.parametrize("field", ["isi", "konten_lengkap"])
@pytest.mark.parametrize("text", COPIES)
def test_an_entry_without_a_page_that_credits_another_site_in_its_text_is_a_copy(
    text: str, field: str
) -> None:
    (one,) = read({"data": entries(1, "2026-11-20", **{field: text})})
    assert one.rule == "credited"


@pytest.mark.parametrize("text", OWN)
def test_an_entry_whose_text_only_cites_is_its_own(text: str) -> None:
    (one,) = read({"data": entries(1, "2026-11-20", isi=text)})
    assert (one.refused, one.open) == (None, None)


def test_of_an_entry_with_a_page_the_page_tells() -> None:
    (one,) = read({"data": entries(1, "2026-11-20", isi=COPIES[0], url="/berita/jalan-kasemen")})
    assert one.refused is None


def test_half_a_character_in_a_text_is_passed_over() -> None:
    (one,) = read({"data": entries(1, "2026-11-20", isi=f"\ud800 {COPIES[1]}")})
    assert one.rule == "credited"


LONG, IMAGE = f"<p>{TEXT}</p>" * 9, "data:image/png;base64," + "iVBORw0KGgo" * 500
WORD = f"<!--[if gte mso 9]><xml>{'<w:LsdException/>' * 90}</xml><![endif]--><style>{'p.Mso{margin:0}' * 90}</style>"
LINK = (
    "<p><a href='/berita/lain' title='Berita lain yang masih berkaitan dengan berita ini'>Berita lain</a></p>"
)


@pytest.mark.parametrize(
    "more",
    [
        {"isi": LONG * 50 + COPIES[0]},
        {"isi": COPIES[0], "gambar": IMAGE},
        {"isi": f"<img src='{IMAGE}'>{LONG}{COPIES[0]}"},
        {"isi": f'{LONG}{COPIES[0]}<img src="{IMAGE}">'},
        {"isi": f"{WORD}{LONG}{COPIES[0]}"},
        {"isi": f"{WORD}<p>Serang, KabarHarian.com - {TEXT}</p>{LONG}"},
        *({"isi": "x" * at + LINK * 9 + LONG + COPIES[0]} for at in range(0, len(LINK), 20)),
    ],
)
def test_the_ends_of_a_text_are_read_whatever_stands_beside_and_between(more: dict[str, str]) -> None:
    (one,) = read({"data": entries(1, "2026-11-20", **more)})
    assert one.rule == "credited"


def test_the_midst_of_a_long_text_is_not_read_as_its_end() -> None:
    (one,) = read({"data": entries(1, "2026-11-20", isi=f"{LONG}<p>Dikutip dari kabarharian.com</p>{LONG}")})
    assert (one.refused, one.open) == (None, None)
