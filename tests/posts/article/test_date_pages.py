"""Each witness and each guard of an article's date, with a page for it and a page against it."""

from __future__ import annotations

import re

import pytest
from date_pages import HERE, DatePage, date_pages, decided, read, refused

from opd_exporter.posts.article import guards
from opd_exporter.posts.article.guards import GUARDS, Guard
from opd_exporter.posts.article.model import Witness
from opd_exporter.posts.article.witnesses import registry
from opd_exporter.posts.article.witnesses.registry import WITNESSES

PAGES = date_pages()
FACTS = set(re.findall(r"^(\d+)\. ", (HERE.parents[2] / "docs/domain.md").read_text("utf-8"), re.M))
NAMES = [one.name for one in (*WITNESSES, *GUARDS)]


def name_of(one: Witness | Guard) -> str:
    return one.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.name}/{page.path.stem}")
def test_what_a_page_says_of_its_date(page: DatePage) -> None:
    article = read(page)
    assert (decided(article), refused(article)) == (page.expect, page.refused)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.name}/{page.path.stem}")
def test_the_date_that_decides_is_among_those_seen(page: DatePage) -> None:
    article = read(page)
    chosen = [(one.when, one.witness, one.found) for one in article.date.seen if one.decides]
    told = [(article.published, article.date.witness, article.date.found)] if article.published else []
    assert chosen == told
    assert not any(one.refused for one in article.date.seen if one.decides)


@pytest.mark.parametrize("witness", WITNESSES, ids=name_of)
def test_a_witness_has_a_page_on_which_it_decides_and_one_on_which_it_does_not(witness: Witness) -> None:
    of_it = [page for page in PAGES if page.name == witness.name]
    assert {page.against for page in of_it} == {True, False}
    assert all(page.against is not page.expect.endswith(f"| {witness.name}") for page in of_it)


@pytest.mark.parametrize("guard", GUARDS, ids=name_of)
def test_a_guard_has_a_page_on_which_it_refuses_and_one_on_which_it_does_not(guard: Guard) -> None:
    of_it = [page for page in PAGES if page.name == guard.name]
    assert {page.against for page in of_it} == {True, False}
    fires = {page: any(line.endswith(f"| {guard.name}") for line in page.refused) for page in of_it}
    assert all(fired is not page.against for page, fired in fires.items())
    assert all(page.expect != "- | -" for page in of_it if page.against)


@pytest.mark.parametrize("witness", WITNESSES, ids=name_of)
def test_without_a_witness_its_pages_tell_otherwise(
    witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "WITNESSES", tuple(one for one in WITNESSES if one is not witness))
    of_it = [page for page in PAGES if page.name == witness.name and not page.against]
    assert all(decided(read(page)) != page.expect for page in of_it)


@pytest.mark.parametrize("guard", GUARDS, ids=name_of)
def test_without_a_guard_its_pages_show_another_date(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "GUARDS", tuple(one for one in GUARDS if one is not guard))
    of_it = [page for page in PAGES if page.name == guard.name and not page.against]
    assert all(decided(read(page)) != page.expect for page in of_it)


@pytest.mark.parametrize("one", [*WITNESSES, *GUARDS], ids=name_of)
def test_each_says_why_in_words_and_what_it_rests_on(one: Witness | Guard) -> None:
    assert re.fullmatch(r"[a-z_]+", one.name)
    assert len((one.why if isinstance(one, Witness) else one.reason).split()) >= 3
    assert str(one.source) in FACTS


def test_no_two_share_a_name_and_every_page_is_of_one() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {page.name for page in PAGES} == set(NAMES)
