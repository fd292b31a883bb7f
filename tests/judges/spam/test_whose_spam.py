"""Whose a sign of spam is: the article's that carries it, its readers', or the whole site's."""

from __future__ import annotations

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.judges.spam.whose import marks, maybe_of_the_site, of_the_article

URL = "https://dinkes.example.go.id/"
SCOPE = Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL))


def sign(where: Where, link: str = "https://slot88.example/a", page: str = f"{URL}berita/1") -> SpamSign:
    return SpamSign("slot88", link, page, where)


def own(one: SpamSign, *front: SpamSign) -> bool:
    return of_the_article([one], SCOPE, marks(front)) == (one,)


def test_what_only_the_article_carries_is_its_own() -> None:
    assert own(sign(Where.LINK))
    assert own(sign(Where.AMP))
    assert own(sign(Where.NOSCRIPT), sign(Where.AMP, page=URL))


def test_what_the_front_page_carries_too_is_the_sites() -> None:
    front = sign(Where.AMP, link="https://slot88.example/", page=URL)
    assert not own(sign(Where.AMP), front)


def test_a_readers_comment_a_menu_and_a_link_to_another_post_are_not_the_articles() -> None:
    assert not own(sign(Where.COMMENT))
    assert not own(sign(Where.AROUND))
    assert not own(sign(Where.LINK, link=f"{URL}berita/slot-gacor"))


def test_another_address_in_the_same_hidden_place_is_left_open() -> None:
    front = [sign(Where.HIDDEN_LINK, link="https://togel.example/", page=URL)]
    found = of_the_article([sign(Where.HIDDEN_LINK)], SCOPE, marks(front))
    assert found
    assert maybe_of_the_site(found, marks(front))
    assert not maybe_of_the_site(found, marks([sign(Where.AMP, page=URL)]))
