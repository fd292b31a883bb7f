"""A day of today at a place of its own (a ticker, a comment) dates no post, though the list beside it has days of its own."""

from __future__ import annotations

import pytest
from news_sites import Draw, Post, bare_article, posts, row, site
from watched_site import looked, told

from opd_exporter.domain.vocabulary import State


def _ticker(post: Post) -> str:
    return f'<div class="kilas"><b>Terkini</b> <a href="{post.path}">{post.title}</a> <small>{post.day}</small></div>'


def _comment(post: Post) -> str:
    when = f'<a href="{post.path}#comment-71">{post.title}</a> {post.day}'
    return f'<div class="kotak"><h4>Komentar</h4><ul><li><b>Siti</b> pada {when}</li></ul></div>'


def _card(post: Post) -> str:
    return f'<a class="kartu" href="{post.path}"><h5>{post.title}</h5><small>{post.day}</small></a>'


def _ticker_that_is_a_link(post: Post) -> str:
    return f'<div class="kilas"><a href="{post.path}"><b>{post.title}</b> <small>{post.day}</small></a></div>'


async def test_todays_day_in_a_card_that_is_a_link_is_a_posts_where_other_cards_show_other_days() -> None:
    listed = [*posts(0, path="/warta/{slug}"), *posts(210, 240, 270)]
    assert told(await looked(site(listed, row=_card))) == (State.MEASURED.value, f"{listed[0].when:%Y-%m-%d}")


@pytest.mark.parametrize("beside", [_ticker, _comment, _ticker_that_is_a_link])
@pytest.mark.parametrize("age", [0, 1, 9])
async def test_a_day_beside_the_list_that_every_page_repeats_dates_no_post(beside: Draw, age: int) -> None:
    listed = posts(100, 120, 150, 170)
    pages = site(listed, article=bare_article)
    shown = beside(Post(age, listed[2].title, listed[2].path))
    for path, body in pages.bodies.items():
        pages.bodies[path] = str(body).replace("<div>", f"<div>{shown}", 1)
    assert told(await looked(pages)) == (State.MEASURED.value, f"{listed[0].when:%Y-%m-%d}")


async def test_todays_day_beside_a_post_that_no_list_names_may_be_a_clocks() -> None:
    listed, (hidden,) = posts(100, 120, 150, 170), posts(0)
    pages = site(listed, article=bare_article)
    pages.bodies[hidden.path] = str(pages.bodies[listed[0].path]).replace(listed[0].title, hidden.title)
    for path, body in pages.bodies.items():
        pages.bodies[path] = str(body).replace("<div>", f"<div>{_ticker(hidden)}", 1)
    assert told(await looked(pages))[1] != f"{hidden.when:%Y-%m-%d}"


@pytest.mark.parametrize("age", [0, 1])
async def test_days_of_comments_date_no_post_that_only_they_name(age: int) -> None:
    listed, older = posts(100, 120, 150, 170), posts(300, 310)
    named = "".join(_comment(Post(age + number, one.title, one.path)) for number, one in enumerate(older))
    pages = site(listed, aside=named, article=bare_article)
    for one in older:
        pages.bodies[one.path] = str(pages.bodies[listed[0].path]).replace(listed[0].title, one.title)
    assert told(await looked(pages))[1] == f"{listed[0].when:%Y-%m-%d}"


async def test_a_post_of_today_over_the_list_is_told_where_older_articles_print_days_of_their_own() -> None:
    lead, *listed = posts(0, 20, 40, 60)
    pages = site([lead, *listed], row=lambda post: "" if post is lead else row(post), above=_ticker(lead))
    assert told(await looked(pages)) == (State.MEASURED.value, f"{lead.when:%Y-%m-%d}")


async def test_a_post_of_today_is_told_by_rows_built_like_its_own_where_no_other_article_can_be_opened() -> (
    None
):
    notices, listed = posts(0, 30, 50, path="/pengumuman/{slug}"), posts(100, 120, 150, 170)
    box = "".join(
        f'<p class="warta"><a href="{one.path}">{one.title}</a> <i>{one.day}</i></p>' for one in notices
    )
    pages = site(listed, above=f"<section><h3>Pengumuman</h3>{box}</section>")
    new, first = notices[0], listed[0]
    pages.bodies[new.path] = (
        str(pages.bodies[first.path]).replace(first.title, new.title).replace(first.day, new.day)
    )
    for one in (*notices[1:], *listed):
        pages.bodies[one.path] = ""
    assert told(await looked(pages))[1] == f"{new.when:%Y-%m-%d}"
