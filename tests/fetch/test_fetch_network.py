"""No address that is not allowed is ever contacted, checked where every address can be: see fetch_in_namespace.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import own_network

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def outcome() -> dict[str, Any]:
    return own_network.ran(HERE / "fetch_in_namespace.py", 60)


def test_literal_addresses(outcome: dict[str, Any]) -> None:
    good = {
        "8.8.8.8": "8.8.8.8",
        "134744072": "8.8.8.8",
        "[::ffff:8.8.8.8]": "8.8.8.8",
        "[2606:4700::1]": "2606:4700::1",
    }
    literals = {label: found for label, found in outcome.items() if label[0] == "[" or label[0].isdigit()}
    assert len(literals) == 29
    for label, found in literals.items():
        expected = [None, [good[label]], []] if label in good else ["refused_by_policy", [], []]
        assert found[0] == expected[0], label
        assert [str(at).removeprefix("::ffff:") for at in found[1]] == expected[1], label  # type: ignore[attr-defined]
        assert found[2] == [], label


@pytest.mark.parametrize(
    ("label", "reason", "reached"),
    [
        ("umum.example.go.id", None, ["8.8.8.8"]),
        ("privat.example.go.id", "refused_by_policy", []),
        ("campur.example.go.id", None, ["2606:4700::1"]),
        ("terbungkus.example.go.id", "refused_by_policy", []),
        ("nat64.example.go.id", None, ["64:ff9b::808:808"]),
        ("taut.example.go.id", "refused_by_policy", []),
        ("aneh.example.go.id", "dns", []),
        ("kosong.example.go.id", "dns", []),
        ("tidak-ada.example.go.id", "dns", []),
        ("https privat", "refused_by_policy", []),
        ("allowed name", None, ["10.0.0.1"]),
        ("allowed literal", None, ["127.0.0.1"]),
        ("rebinding", "refused_by_policy", ["8.8.8.8"]),
    ],
)
def test_names(outcome: dict[str, Any], label: str, reason: str | None, reached: list[str]) -> None:
    assert outcome[label][:2] == [reason, reached]


def test_an_allowed_ipv4_address_may_come_wrapped(outcome: dict[str, Any]) -> None:
    reason, reached, _ = outcome["allowed wrapped name"]
    assert reason is None
    assert reached


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("redirect literal", "refused_by_policy"),
        ("redirect number", "refused_by_policy"),
        ("redirect mapped", "refused_by_policy"),
        ("redirect fullwidth", "refused_by_policy"),
        ("redirect userinfo", "refused_by_policy"),
        ("redirect name", "offsite"),
        ("redirect global literal", "offsite"),
    ],
)
def test_a_redirect_elsewhere_is_neither_resolved_nor_contacted(
    outcome: dict[str, Any], label: str, reason: str
) -> None:
    assert outcome[label] == [reason, ["8.8.8.8"], ["umum.example.go.id"]]
