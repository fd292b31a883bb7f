"""When numeric dates are read with the month first (contract, settled cases)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from opd_exporter.dates.digits import STYLES
from opd_exporter.dates.order import Hand, order_of, recalled, remembered


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
    assert order_of(texts, Hand.PRINTED).month_first(Hand.PRINTED) is month_first


def test_any_iterable_will_do_and_only_so_much_of_it_is_read() -> None:
    texts = ["05/03/2024", "12/31/2024"]
    assert order_of((text for text in texts), Hand.PRINTED).month_first(Hand.PRINTED)
    assert not order_of(["x" * 500 + " 12/31/2024"], Hand.PRINTED).signs


@pytest.mark.parametrize(
    ("texts", "month_first"),
    [
        (["12/31/24"], True),
        (["12-31-24"], False),
        (["05/03/2024 14:05 PM"], False),
        (["05/03/2024 00:15 AM"], False),
        # 8 Sep and 10 Nov 2026 are Tuesdays, 9 Aug 2026 and 11 Oct 2026 Sundays
        (["Sun, 08/09/2026 - 10:30"], False),
        (["Sun, 08/09/2026 - 10:30", "Sun, 10/11/2026 - 09:00"], True),
        (["Sun, 08/09/2026 - 10:30", "Sun, 08/09/2026 - 10:30"], False),
        (["Sun, 08/09/2026", "Sun, 10/11/2026", "Selasa, 08/09/2026"], False),
        (["Sun, 08/09/2026", "Sun, 10/11/2026", "30/07/2026"], False),
        (["Selasa, 08/09/2026 4:15 PM", "Selasa, 10/11/2026 4:15 PM"], False),
        (["Jum'at, 12/06/2026 4:15 PM", "Jumat, 10/07/2026 4:15 PM"], False),
    ],
)
def test_weekdays_and_halves_of_the_day_are_weaker_evidence(texts: list[str], month_first: bool) -> None:
    assert order_of(texts, Hand.PRINTED).month_first(Hand.PRINTED) is month_first


def test_what_one_hand_shows_holds_for_the_others_that_show_nothing() -> None:
    printed = order_of(["12/31/2024"], Hand.PRINTED)
    assert printed.month_first(Hand.MACHINE)
    assert order_of(["12/31/2024"], Hand.MACHINE).month_first(Hand.PRINTED)
    assert order_of(["12/31/2024"], Hand.PROSE).month_first(Hand.PRINTED)


def test_a_plugin_that_writes_otherwise_than_the_theme_is_read_by_its_own_dates() -> None:
    order = order_of(["31/12/2024"], Hand.PRINTED) | order_of(["12/31/2024"], Hand.MACHINE)
    assert order.month_first(Hand.MACHINE)
    assert not order.month_first(Hand.PRINTED)


def test_a_person_s_sentence_does_not_contradict_the_template() -> None:
    told = (
        "Rapat dilaksanakan pada tanggal 25/02/2026 di aula kantor dan dihadiri oleh para lurah serta warga."
    )
    order = order_of(["12/31/2024", told], Hand.PRINTED)
    assert order.month_first(Hand.PRINTED)
    assert not order_of(["05/03/2024 4:15 PM", told], Hand.PRINTED).month_first(Hand.PRINTED)


def test_signs_are_remembered_until_a_redesign_has_made_them_old() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    before = order_of(["12/31/2024", "Sun, 08/09/2026"], Hand.MACHINE)
    kept = remembered({}, before, now)
    assert recalled(kept) == before
    later = now + timedelta(days=61)
    after = order_of(["31/12/2024"], Hand.PRINTED)
    assert recalled(remembered(kept, after, later)) == after
    assert recalled([*kept, "", "printed", "printed nothing", "nobody month"]) == before


@pytest.mark.parametrize(
    ("later", "month_first"),
    [
        ([], True),
        (["04-03-2025"], True),  # read by the order that nothing has spoken against
        (["25-03-2025"], False),
        (["25/03/2025"], True),  # another mark: a stamp in the footer, not the list's dates
        (["04-03-2025, rapat kerja yang dihadiri para lurah pada 25-03-2025 di aula kantor dinas"], True),
    ],
)
def test_a_quiet_site_s_order_stands_until_a_template_tells_another(
    later: list[str], month_first: bool
) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    kept = remembered({}, order_of(["04-25-2025"], Hand.PRINTED), now)
    for days in (61, 122):
        kept = remembered(kept, order_of(later, Hand.PRINTED), now + timedelta(days=days))
    assert recalled(kept).month_first(Hand.PRINTED, "-") is month_first


@pytest.mark.parametrize(
    ("sign", "days", "later", "stays"),
    [
        ("printed month", 61, [], True),
        (
            "printed month",
            61,
            ["25/03/2025"],
            False,
        ),  # as an earlier version kept it, without a mark: it holds for all
        ("printed either  -", 61, [], False),  # it tells nothing
        ("printed nothing", 61, [], False),
        ("printed month", -1, [], False),  # a clock of ours was wrong then
    ],
)
def test_of_what_is_remembered_only_signs_that_tell_the_order_outlast_their_time(
    sign: str, days: float, later: list[str], stays: bool
) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    kept = remembered({sign: now - timedelta(days=days)}, order_of(later, Hand.PRINTED), now)
    assert (sign in kept) is stays


LIST = ["12/24/2022 10:02 AM", "8/4/2026 10:28 AM"]
STAMP = "Last update: 20-09-2025 00:15"


@pytest.mark.parametrize(
    ("texts", "styles"),
    [
        ([*LIST, STAMP], "//m"),
        (["17/08/2024", "12-31-2024"], "--m"),
        ([*LIST, "14/10/2025 00:15"], "/m"),  # AM and PM tell the list's dates from the footer's clock
        (["17/08/2024 10:11 AM", "12/31/2024"], "/"),
        ([*LIST, "14/10/2025 9:15 PM"], ""),
        (["17/08/2024", "05-03-2024 10:11 AM"], ""),  # a field above 12 says more than half of a day
        (["05/03/2024", "31-12-2024"], ""),
        (["05/03/2024", "12-31-2024"], "--m..m//m"),  # what shows nothing itself follows the others
        (["31/12/2024", "12/31/2024", "12-31-2024"], "--m"),
    ],
)
def test_dates_of_one_style_are_read_by_each_other_first(texts: list[str], styles: str) -> None:
    """A stamp in the footer and the rows of a list come from two hands; each writes in one style."""
    assert "".join(sorted(order_of(texts, Hand.PRINTED).styles_first(Hand.PRINTED))) == styles


def test_styles_are_remembered_and_what_was_remembered_without_one_holds_for_all() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    order = order_of([*LIST, STAMP, "Sun, 08/09/2026"], Hand.PRINTED)
    assert recalled(remembered({}, order, now)) == order
    assert recalled(["printed month"]).styles_first(Hand.PRINTED) == STYLES
    assert recalled(["printed either"]).styles_read_both_ways(Hand.PRINTED) == STYLES


def test_only_dates_of_the_style_that_shows_the_other_order_turn() -> None:
    stamped = order_of(["05/03/2024", STAMP], Hand.PRINTED)
    assert stamped.turns(order_of(["12/31/2024"], Hand.PRINTED))
    assert not stamped.turns(order_of(["12-31-2024"], Hand.PRINTED))
