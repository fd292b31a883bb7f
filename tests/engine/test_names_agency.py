"""Which lines of a page name an agency, as sites write their names."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.engine.takeover import names_agency, words_of_many


def site(nama: str, singkatan: str = "", host: str = "opd.tirtagiri.example.id") -> Site:
    return Site("opd", nama, singkatan, "dinas", f"https://{host}/")


CITY = words_of_many(tuple(f"Dinas {what} Kota Serang" for what in ("Sosial", "Perhubungan", "Kesehatan")))


@pytest.mark.parametrize(
    ("line", "agency", "names"),
    [
        ("diskominfo kota serang", site("Dinas Komunikasi dan Informatika", "Diskominfo"), True),
        (
            "dinas komunikasi informatika statistik dan persandian",
            site("Dinas Komunikasi dan Informatika"),
            True,
        ),
        ("portal dkisp", site("Dinas Komunikasi", host="dkisp.bontang.example.id"), True),
        ("bapenda kab serang", site("Badan Pendapatan Daerah", "Bapenda"), True),
        ("dinas sosial", site("Dinas Kesehatan Kota Serang"), False),
        ("dinas pendidikan kota serang", site("Dinas Kesehatan Kota Serang"), False),
        ("dinas kesehatan", site("Dinas Kesehatan Kota Serang"), True),
        ("kesehatan keluarga", site("Dinas Kesehatan"), False),
        ("dinkes tirtagiri example id", site("Dinas Kesehatan", host="dinkes.tirtagiri.example.id"), False),
        ("dinkes", site("Dinas Kesehatan", host="dinkes.example.id"), False),
        ("portal kota serang", site("Dinas Kesehatan Kota Serang"), False),
    ],
)
def test_a_line_names_an_agency(line: str, agency: Site, names: bool) -> None:
    assert names_agency([line], agency, CITY) is names
