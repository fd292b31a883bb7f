"""Small sites, a file a kind of fault: what a careful reader says of each, the exporter says too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from looked_at import look_at
from small_sites import SmallSite, small_sites

HERE = Path(__file__).parent
SITES = {site.name: site for site in small_sites(HERE, datetime.now(UTC))}
MISJUDGED = frozenset((HERE / "misjudged.txt").read_text("utf-8").split())
"""Sites that the exporter still says something else of; one that comes out right must be taken from the list."""


@pytest.mark.parametrize("name", SITES)
async def test_the_exporter_says_what_a_careful_reader_says(name: str) -> None:
    site: SmallSite = SITES[name]
    looks = await look_at(site)
    wrong = [f"{look.name} at {look.at:%d-%m %H:%M}: {one}" for look in looks for one in look.wrong]
    told = "\n".join([site.why, *wrong, *looks[-1].report.steps])
    assert bool(wrong) is (name in MISJUDGED), told
