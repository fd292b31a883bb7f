"""The simulated sites themselves: what they list can be opened, and what happens to them shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from random import Random
from urllib.parse import urlsplit

import pytest

from years.events import EVENTS
from years.living import Outcome
from years.plan import FIRST_DAY, Life, Step, life
from years.properties import Fault
from years.scene import Scene
from years.serving import answer
from years.shrink import shrunk
from years.site import Style
from years.systems import SYSTEMS
from years.town import Town
from years.words import WIB

NOW = FIRST_DAY + timedelta(days=30, hours=3)
WITH_PAGES = sorted(set(SYSTEMS) - {"shell", "rows", "mapped"})
"""Systems that list posts and have a page for each."""


def town(**style: object) -> Town:
    made = Town()
    for name in ("Dinas Pengairan", "Dinas Pasar"):
        site = made.found(name, Style(**style))  # type: ignore[arg-type]
        for age in (4, 40, 90, 200, 310, 400):
            made.write(site, NOW - timedelta(days=age), Random(age))
    return made


def get(made: Town, path: str, days: float = 0.0, of: int = 0) -> tuple[int, str]:
    parts = urlsplit(unescape(path))
    reply = answer(made.sites[of], parts.path, parts.query, NOW + timedelta(days=days), "http://here")
    return reply.status, unescape(reply.body)


@pytest.mark.parametrize("order", ["date", "views", "edits"])
@pytest.mark.parametrize("system", WITH_PAGES)
def test_every_post_stands_in_a_list_and_has_a_page_with_its_date(system: str, order: str) -> None:
    made = town(system=system, order=order, sections=2, form="iso")
    front = get(made, "/")[1]
    lists = [path for path in re.findall(r'<li><a href="([^"]+)"', front) if path != "/"]
    listed = {}
    for path in lists:
        status, page = get(made, path)
        assert status == 200
        listed.update(
            (title, link) for link, title in re.findall(r'<a href="([^"]+)">(?:<h[35][^>]*>)?([^<]+)', page)
        )
    for post in made.sites[0].posts:
        status, page = get(made, listed[post.title])
        assert status == 200
        assert f"{post.published.astimezone(WIB):%Y-%m-%d}" in page


@pytest.mark.parametrize("system", [name for name, one in SYSTEMS.items() if one.feed])
def test_a_frozen_feed_stays_while_the_list_goes_on(system: str) -> None:
    made = town(system=system)
    site, feed = made.sites[0], SYSTEMS[system].feed
    EVENTS["feed frozen"].happen(made, site, NOW, Random(0))
    new = made.write(site, NOW + timedelta(days=1), Random(9))
    assert new.title not in get(made, feed, 2)[1]
    assert new.title in get(made, "/", 2)[1]


@pytest.mark.parametrize("system", WITH_PAGES)
def test_an_import_gives_every_post_its_own_day(system: str) -> None:
    made = town(system=system, form="iso")
    EVENTS["imported anew"].happen(made, made.sites[0], NOW, Random(0))
    site = made.sites[0]
    assert {post.told.date() for post in site.posts if post.told} == {NOW.date()}
    for post in site.visible(NOW + timedelta(days=1)):
        scene = Scene(site, NOW + timedelta(days=1), "")
        page = get(made, SYSTEMS[site.style.system].address(scene, post), 1)[1]
        assert f"{NOW:%Y-%m-%d}" in page
        assert f"{post.published:%Y-%m-%d}" not in page


def test_sessions_change_with_each_look_and_lead_to_the_same_page() -> None:
    made = town(system="codeigniter")
    made.wrong(made.sites[0], "session ids in links", NOW, 9)
    first, second = get(made, "/berita")[1], get(made, "/berita", 1)[1]
    (one, other) = (re.findall(r'href="(/berita/baca[^"]+)"', page)[0] for page in (first, second))
    assert one != other
    assert get(made, one, 1)[1] == get(made, other, 1)[1]


def test_an_archive_brings_old_days_to_new_addresses_and_another_zone_moves_late_ones() -> None:
    made = town(system="ledger", order="edits", form="iso", zone=7)
    EVENTS["archive added"].happen(made, made.sites[0], NOW, Random(1))
    first = re.findall(r"<small>(\d{4}-\d\d-\d\d)</small>", get(made, "/informasi/berita", 1)[1])[0]
    assert first < f"{NOW - timedelta(days=400):%Y-%m-%d}"
    late = made.write(made.sites[0], NOW.replace(hour=23, minute=30), Random(7))
    before = get(made, f"/informasi/read/{late.number}", 2)[1]
    made.sites[0].style = replace(made.sites[0].style, zone=9)
    assert f"{NOW:%Y-%m-%d}" in before
    assert f"{NOW + timedelta(days=1):%Y-%m-%d}" in get(made, f"/informasi/read/{late.number}", 2)[1]


def test_a_page_that_is_cached_stays_while_the_other_goes_on() -> None:
    for state, (stays, goes_on) in {
        "front page cached": ("/", "/informasi/berita"),
        "list cached": ("/informasi/berita", "/"),
    }.items():
        made = town(system="ledger")
        made.wrong(made.sites[0], state, NOW, 9)
        new = made.write(made.sites[0], NOW + timedelta(days=1), Random(9))
        assert new.title not in get(made, stays, 2)[1]
        assert new.title in get(made, goes_on, 2)[1]
        assert new.title in get(made, stays, 10)[1]


def test_a_backup_loses_the_newest_and_some_of_them_come_back_with_the_day_on_which_they_are_entered() -> (
    None
):
    made = town(system="static", form="iso")
    EVENTS["backup restored"].happen(made, made.sites[0], NOW, Random(2))
    lost = [post for post in made.sites[0].posts if post.gone]
    assert [post.title for post in lost if post.back]
    front, later = get(made, "/", 0.1)[1], get(made, "/", 40)[1]
    for post in lost:
        assert post.title not in front
        assert (post.title in later) is (post.back is not None)
        assert post.back is None or f"{post.back.astimezone(WIB):%Y-%m-%d}" in later


def test_a_draft_shows_at_once_with_a_day_that_has_passed_and_a_redesign_may_leave_old_posts_behind() -> None:
    made = town(system="static", form="iso")
    site = made.sites[0]
    EVENTS["published from a draft"].happen(made, site, NOW, Random(0))
    assert site.posts[-1].title in get(made, SYSTEMS["static"].news)[1]
    assert site.posts[-1].published < NOW - timedelta(days=4)
    before = {post.title for post in site.visible(NOW)}
    EVENTS["redesign of the latest"].happen(made, site, NOW, Random(0))
    left = [post.title for post in site.visible(NOW)]
    assert 2 <= len(left) < len(before)


def test_a_missing_virtual_host_shows_the_neighbours_pages_until_it_is_mended() -> None:
    made = town(system="static")
    EVENTS["another site's pages"].happen(made, made.sites[0], NOW, Random(0))
    assert get(made, "/", 1) == get(made, "/", 1, of=1)
    assert get(made, "/", 12) != get(made, "/", 12, of=1)


def test_adverts_are_cleaned_away() -> None:
    made = town(system="laravel")
    EVENTS["gambling flood"].happen(made, made.sites[0], NOW, Random(0))
    advert = next(post for post in made.sites[0].posts if not post.own)
    assert advert.title in get(made, "/", 1)[1]
    assert advert.title not in get(made, "/", 41)[1]


def test_a_refusal_leaves_the_front_page_open() -> None:
    made = town(system="wordpress")
    made.wrong(made.sites[0], "refused", NOW, 9)
    assert get(made, "/")[0] == 200
    assert {get(made, path)[0] for path in ("/feed/", "/category/berita/", "/wp-json/wp/v2/posts")} <= {
        403,
        429,
    }


def test_a_life_is_its_seeds_and_a_shorter_one_has_the_same_looks() -> None:
    assert life(7) == life(7) != life(8)
    one = life(7)
    fewer = one.without({0, 2})
    assert len(fewer.steps) == len(one.steps) - 2
    assert [fewer.look_at(day) for day in range(9)] == [one.look_at(day) for day in range(9)]


def test_a_life_is_made_small_down_to_the_step_that_matters() -> None:
    steps = tuple(Step(NOW + timedelta(days=day), "post" if day != 5 else "migrate", day) for day in range(9))

    def tried(one: Life) -> Outcome:
        at = next((step.at for step in one.steps if step.event == "migrate"), None)
        fault = [Fault(at + timedelta(days=1), "a", "falsely aktif", "", "", "")] if at else []
        return Outcome(0, faults=fault)

    small = shrunk(Life(0, FIRST_DAY, 365, Style("static"), (1.0,), steps), "falsely aktif", tried)
    assert [step.event for step in small.steps] == ["migrate"]
    assert small.days == 38
