"""Entries of a source as the rules leave them (``candidate_rules``): posts, refused ones, or open ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from opd_exporter.domain.candidate import Candidate
from opd_exporter.posts.candidate_rules import doubt_about, first_against
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import NO_PAGE, Facts, OwnPage

_BY_ADDRESS = ("section", "register")
"""Rules that read nothing but the address."""
_FOR_WHAT_IT_SAYS = ("manual", "spam", "seed", "feed_source")
"""Rules that leave an entry a post by its place, though one that does not count."""


def whole_list_refused(judged: Collection[Candidate]) -> bool:
    """Whether nothing in a list is left, and at least one entry for its address: what they all have in their addresses
    says little then, and the list is to be judged once more as a whole."""
    return not any(map(is_a_post, judged)) and any(one.rule in _BY_ADDRESS for one in judged)


def is_a_post(judged: Candidate) -> bool:
    """Whether this is a post by its place, though perhaps one that does not count: spam, a seed."""
    return judged.refused is None or judged.rule in _FOR_WHAT_IT_SAYS


def screened(
    candidate: Candidate,
    context: Context,
    *,
    linked: bool = True,
    heading: str = "",
    categories: Sequence[str] = (),
    place: str = "",
    list_page: str = "",
    whole_list: bool = False,
    news: bool = False,
    origin: str = "",
    page: OwnPage = NO_PAGE,
) -> Candidate:
    """The candidate as its source found it, refused by the first rule that speaks against it, or with the question that
    is left open. For the other arguments see :class:`Facts`."""
    facts = Facts(
        context,
        candidate.url,
        candidate.title,
        candidate.published,
        candidate.summary,
        linked=linked,
        heading=heading,
        categories=categories,
        place=place,
        list_page=list_page,
        whole_list=whole_list,
        news=news,
        origin=origin,
        page=page,
    )
    if found := first_against(facts):
        rule, detail = found
        return candidate.refuse(rule.refusal, detail, rule.name)
    doubt = doubt_about(facts)
    return candidate if doubt is candidate.open else replace(candidate, open=doubt)
