"""``discover``: a draft configuration from a city's portal, on standard output."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network

import uvloop
from rich.console import Console

from opd_exporter.config.file import DEFAULT_ZONE
from opd_exporter.discover.draft import draft, entries
from opd_exporter.discover.search import CannotDiscover, PortalReading, PortalSearch
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.fetch.urls import Malformed, canonical
from opd_exporter.views.wording import moment


def drafted(url: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> str:
    """The text of the draft. Raises :class:`CannotDiscover`, also for what is no address."""
    try:
        portal = canonical(url)
    except Malformed:
        raise CannotDiscover(f"«{url}» bukan alamat; tulis lengkap dengan https://") from None
    discovery = uvloop.run(_discovery(portal, networks))
    return draft(discovery, entries(discovery), moment(datetime.now(UTC), DEFAULT_ZONE), networks)


async def _discovery(portal: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> PortalReading:
    console = Console(stderr=True)

    def done(number: int, total: int) -> None:
        if number == total or number % 10 == 0:
            console.print(f"Memeriksa situs: {number}/{total}", highlight=False)

    search = PortalSearch(ProbeSettings(allow_networks=networks))
    try:
        return await search.discover(portal, done)
    finally:
        await search.close()
