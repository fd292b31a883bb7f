"""Whether a date is that of an edit, by what its element is called."""

from __future__ import annotations

import pytest
from test_boxes import day

OF_PUBLISHING, OF_CREATING = "itemprop=datePublished", "itemprop=dateCreated"
OF_AN_EDIT, UNTOLD = "itemprop=dateModified", ""
DAYS = "datetime='2026-03-17T08:00:00+07:00'>17 Maret 2026", ">17 Maret 2026"


@pytest.mark.parametrize("shown", DAYS)
@pytest.mark.parametrize("css", ["date-container minor-meta updated", "updated", "dt-updated"])
def test_what_an_element_is_called_for_machines_outranks_its_class(css: str, shown: str) -> None:
    for named in (OF_PUBLISHING, OF_CREATING):
        assert day(f"<time class='{css}' {named} {shown}</time>") == "2026-03-17"
    assert day(f"<time class='{css}' {UNTOLD} {shown}</time>") is None
    assert day(f"<time class='{css}' {OF_AN_EDIT} {shown}</time>") is None


@pytest.mark.parametrize("shown", DAYS)
@pytest.mark.parametrize("css", ["entry-date published", "tanggal", "meta-date"])
def test_an_edit_that_machines_are_told_of_is_one_whatever_its_class(css: str, shown: str) -> None:
    assert day(f"<span class='{css}' {OF_AN_EDIT} {shown}</span>") is None
    assert day(f"<span class='{css}' {UNTOLD} {shown}</span>") == "2026-03-17"
