"""What the elements of a page are called."""

from __future__ import annotations

from opd_exporter.page.bounds import MAX_NAME, MAX_NAMES
from opd_exporter.page.parse import parse

URL = "https://dinkes.example.go.id/"


def names(html: str) -> frozenset[str]:
    return parse(html.encode(), url=URL, headers={"content-type": "text/html"}).names


def test_classes_ids_data_attributes_and_elements_of_their_own_are_kept() -> None:
    html = "<html data-tema=a><body class='Beranda utama'><style id=gaya></style><ds-akar><p title=x>a</p></ds-akar>"
    assert names(html) == {"data-tema", "beranda", "utama", "gaya", "ds-akar"}


def test_a_page_of_names_alone_costs_a_bounded_number_of_them() -> None:
    many = "".join(
        f"<p class='{' '.join(f'n{number}-{part}' for part in range(20))}'>" for number in range(400)
    )
    kept = names(f"<html><body data-{'x' * 500}>{many}")
    assert MAX_NAMES <= len(kept) < MAX_NAMES + 20
    assert max(map(len, kept)) == MAX_NAME
