"""Cookies within one GET: kept, and taken back as browsers do (RFC 6265)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fetch_world import OK, World, moved
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.fetch.cookies import MAX_COOKIES, Cookies, moment_of

PAST, AHEAD = "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"


def sent_after(*fields: str) -> str:
    cookies = Cookies()
    cookies.keep(["a=1; Path=/", "b=2"])
    cookies.keep(fields)
    return cookies.header()


@pytest.mark.parametrize(
    "field",
    [
        "a=; Max-Age=0",
        "a=deleted; max-age = 0 ; path=/",
        "a=x; Max-Age=-1",
        "a=x; Max-Age=000",
        f"a=x; Expires={PAST}",
        "a=x; expires=Thu, 01-Jan-1970 00:00:01 GMT",
        "a=x; Expires=Thu Jan  1 00:00:00 1970",
        "a=x; Expires=Sunday, 06-Nov-94 08:49:37 GMT",
        f"a=x; Max-Age=0; Expires={AHEAD}",
        f"a=x; Max-Age=60; Max-Age=0",  # noqa: F541
        f"a=x; Expires={AHEAD}; Expires={PAST}",
    ],
)
def test_a_cookie_taken_back_is_sent_no_more(field: str) -> None:
    assert sent_after(field) == "b=2"
    assert sent_after("c=3", "c=4; Max-Age=0") == "a=1; b=2"


@pytest.mark.parametrize(
    "field",
    [
        "a=x; Max-Age=1",
        f"a=x; Max-Age={'9' * 6000}",
        f"a=x; Expires={AHEAD}",
        f"a=x; Max-Age=60; Expires={PAST}",
        "a=x; Max-Age=",
        "a=x; Max-Age=nol",
        "a=x; Expires=0",
        "a=x; Expires=-1",
        "a=x; Expires=Thu, 31 Feb 2020 00:00:00 GMT",
        "a=x; Expires=Mon, 01 Jan 1600 00:00:00 GMT",
        "a=x; Max-Age0; Secure; HttpOnly",
    ],
)
def test_a_cookie_that_holds_or_whose_end_nobody_can_read_is_kept(field: str) -> None:
    assert sent_after(field) == "a=x; b=2"


def test_only_the_cookie_named_is_taken_back() -> None:
    assert sent_after("A=; Max-Age=0", "aa=; Max-Age=0", "Max-Age=0") == "a=1; b=2; Max-Age=0"


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([1, 700, 1400, 4094, 4095]), st.booleans()))
)
def test_of_many_those_are_kept_that_all_fit_together(fields: list[tuple[str, int, bool]]) -> None:
    cookies, kept = Cookies(), dict[str, str]()
    for name, size, over in fields:
        cookies.keep([f"{name}={'x' * size}{'; Max-Age=0' if over else ''}"])
        trial = {**kept, name: "x" * size}
        if over:
            kept.pop(name, None)
        elif len("; ".join(f"{one}={value}" for one, value in trial.items())) <= MAX_COOKIES:
            kept = trial
    assert cookies.header() == "; ".join(f"{one}={value}" for one, value in kept.items())


@given(st.text(max_size=60), st.sampled_from(["Expires", "Max-Age"]))
def test_no_attribute_is_a_failure(value: str, name: str) -> None:
    assert sent_after(f"c=3; {name}={value}").startswith("a=1; b=2")


@given(st.datetimes(datetime(1601, 1, 1), datetime(9999, 12, 31)))  # noqa: DTZ001
def test_a_date_as_servers_write_it_is_read(when: datetime) -> None:
    when = when.replace(microsecond=0, tzinfo=UTC)
    assert moment_of(f"{when:%a, %d %b} {when.year:04} {when:%H:%M:%S} GMT") == when


class TestOverHttp:
    async def test_a_redirect_that_takes_its_cookie_back_is_followed_without_it(self, world: World) -> None:
        port = await world.answer(
            moved(b"/masuk", b"Set-Cookie: sesi=a1; Path=/"),
            moved(
                b"/", b"Set-Cookie: sesi=deleted; Expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; Path=/"
            ),
            OK,
        )
        fetched = await world.get(f"http://127.0.0.1:{port}/lama")
        assert fetched.ok
        assert b"Cookie: sesi=a1" in world.requests[1]
        assert b"Cookie" not in world.requests[2]
