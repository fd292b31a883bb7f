"""The reader with a memory: what may be said on each day, and that a wrong answer is caught."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from opd_exporter.domain.config import Site as Configured
from opd_exporter.domain.report import LastPost, SiteReport
from opd_exporter.domain.vocabulary import Source, Status
from years import properties
from years.events import EVENTS
from years.plan import FIRST_DAY
from years.site import Site, Style
from years.town import Town
from years.truth import Expected, Reader
from years.watching import Seen
from years.words import WIB

NOON = FIRST_DAY + timedelta(hours=12)


class Told:
    """A site, its reader, and days that pass."""

    def __init__(self, *ages: float, style: Style | None = None) -> None:
        self.town = Town()
        self.site = self.town.found("Dinas Pengairan", style or Style("codeigniter"))
        self.town.found("Dinas Pasar", Style("static"))
        for age in ages:
            self.town.write(self.site, NOON - timedelta(days=age), Random(age))
        self.reader, self.day = Reader(self.site), 0.0

    @property
    def now(self) -> datetime:
        return NOON + timedelta(days=self.day)

    def happens(self, name: str) -> None:
        EVENTS[name].happen(self.town, self.site, self.now, Random(1))
        self.reader.happened(name)

    def looks(self, days: int = 1) -> Expected:
        for _ in range(days):
            self.day += 1
            expected = self.reader.look(self.now)
        return expected


def seen(status: Status, day: datetime | None) -> Seen:
    configured = Configured("a", "a", "a", "dinas", "http://a.example.go.id/")
    last = LastPost(day, configured.url, "Judul", Source.LISTING, "") if day else None
    return Seen(SiteReport(configured, last_post=last), status)


def test_a_living_ordinary_site_must_be_measured_after_a_week() -> None:
    told = Told(10, 40, 70)
    assert Status.TIDAK_TERUKUR in told.looks(7).statuses
    assert told.looks(3).statuses == {Status.AKTIF}


def test_a_site_that_dates_nothing_may_stay_unmeasured_and_is_never_aktif_when_it_is_old() -> None:
    told = Told(400, 500, style=Style("codeigniter", dated=False))
    assert told.looks(30).statuses == {Status.TIDAK_AKTIF, Status.TIDAK_TERUKUR}


@pytest.mark.parametrize(
    "event",
    [
        "imported anew",
        "article restored",
        "address corrected",
        "gambling flood",
        "session ids in links",
        "taken over",
        "edit",
        "read",
    ],
)
def test_nothing_but_an_own_post_makes_a_dead_site_aktif(event: str) -> None:
    told = Told(300, 340, 390, 420, 470, 500)
    told.looks(10)
    told.happens(event)
    for _ in range(30):
        assert Status.AKTIF not in told.looks().statuses


def test_a_printed_post_must_show_from_the_next_day_and_an_exact_one_at_once() -> None:
    printed, exact = Told(200, 230), Told(200, 230, style=Style("wordpress"))
    for told in (printed, exact):
        told.looks(10)
        told.happens("post")
    assert printed.looks().newest is None
    assert printed.looks().newest is printed.site.posts[-1]
    assert exact.looks().newest is exact.site.posts[-1]


def test_while_a_printed_post_waits_the_one_before_it_may_still_be_given() -> None:
    told = Told(130, 300)
    told.looks(10)
    told.day += 0.3
    told.happens("post")
    for part in (0.1, 0.5):
        told.day += part
        assert Status.KURANG_AKTIF in told.reader.look(told.now).statuses
    assert Status.KURANG_AKTIF not in told.looks().statuses


def test_while_something_is_open_any_post_that_came_meanwhile_may_be_the_last_that_counts() -> None:
    told = Told(300)
    told.looks(10)
    told.town.wrong(told.site, "gambling flood", told.now, 400)
    for days in (100, 0):
        told.town.write(told.site, told.now + timedelta(days=100 - days), Random(days + 1))
    told.day += 101
    assert told.looks().statuses == {*Status}


def test_a_death_is_told_after_its_grace_and_not_before() -> None:
    told = Told(10, 40)
    told.looks(10)
    told.happens("dead: 500")
    assert Status.AKTIF in told.looks(8).statuses
    assert told.looks().statuses == {Status.TIDAK_AKTIF}


def test_the_monitors_own_line_says_nothing_of_a_site() -> None:
    told = Told(10, 40)
    told.looks(10)
    told.town.wrong(told.site, "line down", told.now, 30)
    assert Status.TIDAK_AKTIF not in told.looks(20).statuses


def test_a_neighbours_post_under_this_name_is_nobodys_news() -> None:
    told = Told(300, 340)
    told.looks(10)
    told.town.write(told.town.sites[1], told.now, Random(2))
    told.happens("another site's pages")
    assert Status.AKTIF not in told.looks(4).statuses


@pytest.mark.parametrize(
    ("said", "day", "kind"),
    [
        (Status.AKTIF, -300, properties.FALSELY_AKTIF),
        (Status.KURANG_AKTIF, -300, properties.FALSELY_BETWEEN),
        (Status.TIDAK_TERUKUR, -300, properties.NEVER_SETTLED),
        (Status.TIDAK_AKTIF, -10, properties.TOO_NEW),
        (Status.TIDAK_AKTIF, -400, properties.POST_LATE),
    ],
)
def test_each_wrong_answer_is_caught(said: Status, day: int, kind: str) -> None:
    told = Told(300, 340)
    expected = told.looks(12)
    answer = seen(said, NOON + timedelta(days=day))
    assert kind in properties.judge(told.site, answer, expected)
    assert properties.judge(told.site, seen(Status.TIDAK_AKTIF, None), expected) == [properties.POST_LOST]
    assert not properties.judge(told.site, seen(Status.TIDAK_AKTIF, NOON - timedelta(days=300)), expected)


def test_a_living_site_called_dead_and_a_dead_one_called_living_are_caught() -> None:
    told = Told(10, 40)
    assert (
        properties.judge(told.site, seen(Status.TIDAK_AKTIF, None), told.looks(12))[0]
        == properties.FALSELY_DEAD
    )
    told.happens("replaced: router")
    gone = told.looks(12)
    assert properties.judge(told.site, seen(Status.TIDAK_TERUKUR, None), gone) == [properties.DEATH_UNTOLD]


def test_of_a_post_that_nobody_saw_before_an_import_no_reader_knows_the_day() -> None:
    told = Told(10, 40, 70)
    told.looks(10)
    for event in ("post", "imported anew"):
        told.happens(event)
    expected = told.looks(12)
    assert expected.newest is told.site.posts[0], "the newest that was seen with its own date"
    assert Status.TIDAK_TERUKUR in expected.statuses


@pytest.mark.parametrize("looked_at_first", [True, False])
def test_a_post_dated_anew_before_anybody_looked_at_it_is_of_either_day(looked_at_first: bool) -> None:
    told = Told(300, 340)
    told.looks(10)
    told.day += 0.1
    told.happens("post")
    made, written = told.site.posts[-1], told.now.date()
    if looked_at_first:
        told.looks()
    told.day += 2
    made.told = told.now
    assert (told.now.date() in told.looks().days) is not looked_at_first
    assert written in told.looks().days


def test_of_a_site_that_is_down_may_be_said_what_might_be_said_before() -> None:
    told = Told(300, 340)
    told.looks(10)
    told.happens("post")
    before = told.looks().statuses
    assert before == {Status.AKTIF, Status.TIDAK_AKTIF, Status.TIDAK_TERUKUR}
    told.town.wrong(told.site, "down: 500", told.now, 5)
    assert told.looks().statuses == before


@pytest.mark.parametrize("dated", [True, False])
def test_a_default_page_where_no_post_could_be_dated_may_be_told_dead_at_once(dated: bool) -> None:
    told = Told(10, style=Style("codeigniter", dated=dated))
    told.looks(10)
    told.town.wrong(told.site, "down: default page", told.now, 5)
    assert (Status.TIDAK_AKTIF in told.looks().statuses) is not dated


def test_a_frozen_feed_leaves_open_what_no_page_dates_and_nothing_else() -> None:
    undated, dated = (Told(10, 40, style=Style("joomla", dated=dated)) for dated in (False, True))
    for told in (undated, dated):
        told.looks(10)
        told.town.wrong(told.site, "feed frozen", told.now, 90)
        told.happens("post")
    assert undated.looks(9).newest is None
    assert dated.looks(9).newest is dated.site.posts[-1]


def test_a_copy_on_every_site_is_nobodys_post() -> None:
    told = Told(300, 340)
    for number in range(3):
        told.town.found(f"Dinas {number}", Style("static"))
    told.looks(10)
    told.happens("press release")
    assert Status.AKTIF not in told.looks(5).statuses


def test_a_post_announced_ahead_counts_from_its_day() -> None:
    told = Told(300, 340)
    told.looks(10)
    told.happens("announced ahead")
    statuses = [Status.AKTIF in told.looks().statuses for _ in range(24)]
    assert (statuses[0], statuses[-1]) == (False, True)


def test_a_post_of_tomorrow_that_was_seen_may_still_be_told_when_the_site_has_gone() -> None:
    told = Told(300, 340)
    told.looks(10)
    told.town.write(told.site, told.now + timedelta(days=1, hours=8), Random(5)).ahead = True
    assert Status.AKTIF in told.looks().statuses
    told.town.wrong(told.site, "down: dns", told.now, 30)
    assert Status.AKTIF in told.looks().statuses


def test_a_day_announced_ahead_is_read_in_the_zone_that_is_configured() -> None:
    told = Told(300, 340, style=Style("rows", zone=0))
    told.looks(10)
    morning = (told.now + timedelta(days=1)).replace(hour=1)
    told.town.write(told.site, morning + timedelta(days=1, hours=20), Random(5)).ahead = True
    assert Status.AKTIF in told.reader.look(morning).statuses, "printed 23 hours ahead"
    assert Status.AKTIF not in told.reader.look(morning - timedelta(hours=3)).statuses


def test_a_site_that_was_gone_for_a_week_may_be_told_dead_while_our_line_is_down() -> None:
    told = Told(10)
    told.looks(2)
    told.town.wrong(told.site, "down: 500", told.now + timedelta(days=1), 30)
    told.looks(6)
    told.town.wrong(told.site, "line down", told.now, 30)
    assert Status.TIDAK_AKTIF not in told.looks().statuses
    assert Status.TIDAK_AKTIF in told.looks(3).statuses


def test_an_age_in_months_allows_the_days_that_it_was_rounded_by() -> None:
    told = Told(70, style=Style("codeigniter", form="ages"))
    days = told.looks().days
    assert max(days) - min(days) == timedelta(days=30 + 2)
    assert Told(3, style=Style("codeigniter", form="ages")).looks().days != days


@pytest.mark.parametrize("stays", [True, False])
def test_the_day_of_a_post_that_went_while_ages_told_it_stays_as_wide(stays: bool) -> None:
    told = Told(70, 300, style=Style("codeigniter", form="ages"))
    before = max(told.looks().days)
    told.site.posts[0].hidden = not stays
    told.site.style = Style("codeigniter", form="iso")
    assert (max(told.looks().days) == before) is not stays


def test_the_hour_does_not_decide_at_a_threshold() -> None:
    told = Told(78, 200)
    assert told.looks(12).statuses == {Status.AKTIF, Status.KURANG_AKTIF}


def test_a_day_is_right_where_the_post_was_written_and_where_the_server_stands() -> None:
    told = Told(style=Style("laravel", zone=0))
    told.town.write(told.site, datetime(2024, 8, 20, 3, tzinfo=WIB), Random(3))
    assert told.looks().days == {date(2024, 8, 19), date(2024, 8, 20)}


def test_the_cause_of_a_fault_is_the_last_event_that_leads_astray() -> None:
    told = Told(10, 40, 70, 90, 120)
    for event in ("imported anew", "edit"):
        told.town.mark(told.site, told.now, event)
    site: Site = told.site
    assert properties.cause(site, told.town.marks[site.key], told.now) == "imported anew"
    assert properties.cause(site, [], told.now) == "nothing special"
