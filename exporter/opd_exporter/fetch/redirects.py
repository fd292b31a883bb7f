"""What a redirect means: where to go, or why not. Pure: nothing is resolved or contacted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.addresses import Network, allowed, literal
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.urls import Malformed, canonical

MAX_HOPS = 10
"""Redirects followed for one address (docs/metrics.md: more are ``redirect``)."""

_FOLLOWED = {301, 302, 303, 307, 308}
"""RFC 9110, 15.4: those that name another address for the same question."""
_ANSWERS = {300, 304}
"""3xx that are answers of their own: a choice for people, and "not modified"."""


def target(
    status: int,
    locations: Sequence[str],
    url: str,
    scope: Scope,
    allow_networks: Iterable[Network] = (),
) -> str | None:
    """Where an answer sends the reader on, in canonical form, or None when it is no redirect.

    ``locations`` are the values of all ``Location`` fields; ``url`` is the canonical address that answered.

    Raises Failure: ``redirect`` (nowhere to go), ``refused_by_policy``, ``blocked`` or ``offsite``.
    """
    if not 300 <= status <= 399 or status in _ANSWERS:
        return None
    places = {location for location in locations if location.strip(" ")}
    # Before the status is looked at: no 3xx without a goal is a page (contract, Transport).
    if not places:
        raise Failure(Reason.REDIRECT, f"kode {status} tanpa tujuan (Location)")
    if status not in _FOLLOWED:
        return None
    if len(places) > 1:
        raise Failure(Reason.REDIRECT, f"kode {status} dengan beberapa tujuan yang berbeda")
    try:
        there = canonical(places.pop(), url)
    except Malformed as error:
        raise Failure(Reason.REDIRECT, f"kode {status} tidak menuju ke mana pun: {error}") from error
    if scope.owns(there):
        return there
    host = urlsplit(there).hostname or ""
    address = literal(host)
    if address is not None and not allowed(address, allow_networks):
        raise Failure(Reason.REFUSED_BY_POLICY, f"dialihkan ke {there}, alamat yang tidak boleh diakses")
    if is_block_page(host):
        raise Failure(Reason.BLOCKED, f"dialihkan ke halaman blokir {there}")
    raise Failure(Reason.OFFSITE, f"dialihkan ke {there}, situs lain")


def is_block_page(host: str) -> bool:
    """Whether a canonical host, or a name above it, is a known block page (``block_pages.txt``)."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in block_pages() for at in range(len(labels)))


@cache
def block_pages() -> frozenset[str]:
    """Canonical hosts of known block pages."""
    lines = files("opd_exporter.fetch").joinpath("block_pages.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
