"""When numeric dates are read with the month first (contract, settled cases)."""

from __future__ import annotations

import pytest

from opd_exporter.dates.order import is_month_first


@pytest.mark.parametrize(
    ("texts", "month_first"),
    [
        ([], False),
        (["05/03/2024", "06/03/2024"], False),
        (["05/03/2024", "12/31/2024"], True),
        (["Posted 12/31/2024 by admin", "05/03/2024"], True),
        (["05/03/2024 10:11 AM"], True),
        (["5/3/2024 10:11:12 p.m."], True),
        (["05-03-2024 10:11 AM"], True),
        (["05/03/2024 10:11"], False),
        (["05/03/2024 10:11 AM", "17/08/2024"], False),
        (["17/08/2024", "12/31/2024"], False),
        (["12/31/2024", "31/12/2024"], False),
        (["3 Desember 2024 10:11 AM"], False),
        (["2024-12-31", "2024/12/31"], False),
        (["12/31/2024/SK"], False),
        (["Nomor 12/31/2024"], False),
        (["(0254) 12-31-2024"], False),
        (["12/31"], False),
        (["12/32/2024"], False),
        (["05/03/2024 Amanat"], False),
    ],
)
def test_only_evidence_puts_the_month_first(texts: list[str], month_first: bool) -> None:
    assert is_month_first(texts) is month_first


def test_any_iterable_will_do_and_only_so_much_of_it_is_read() -> None:
    assert is_month_first(text for text in ["05/03/2024", "12/31/2024"])
    assert not is_month_first(["x" * 500 + " 12/31/2024"])
