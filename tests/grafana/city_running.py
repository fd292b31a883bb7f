"""The simulated city and two exporters over it, as a process: prints their addresses, ends with its input.

The second tells of another city: fewer sites, the same keys, and behind each the address of another site."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import yaml

from opd_exporter.commands.serve import running
from opd_exporter.config.file import parse
from opd_exporter.demo.city import City

OTHER = 'Kabupaten "Lama"'
"""The other city. Whoever writes its name into a query has to mind the quotation marks."""
SWAPPED = {
    "kec-kasemen": "inspektorat",
    "inspektorat": "kec-kasemen",
    "dinkes": "dinkes",
    "disperkim": "diskominfo",
    "diskominfo": "disperkim",
}
"""Keys of the other city, and the site of the first whose address each has."""
WORKED_ON = "inspektorat"
"""The one of them that is worked on these days."""


def other(city: City) -> str:
    """The other city's configuration."""
    data = yaml.safe_load(city.config_text())
    sites = {site["key"]: site for site in data["sites"]}
    data["sites"] = [{**sites[key], "url": sites[of]["url"]} for key, of in SWAPPED.items()]
    today = datetime.now(ZoneInfo(data["timezone"])).date()
    of_days = {
        "dari": str(today - timedelta(days=1)),
        "sampai": str(today + timedelta(days=1)),
        "sebab": "pindah server",
    }
    next(one for one in data["sites"] if one["key"] == WORKED_ON)["pemeliharaan"] = [of_days]
    return yaml.safe_dump({**data, "city": OTHER}, sort_keys=False)


async def main() -> None:
    async with (
        City() as city,
        running(parse(city.config_text(), "demo"), "127.0.0.1:0", None, None) as url,
        running(parse(other(city), "other"), "127.0.0.1:0", None, None) as second,
    ):
        print(url, second, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
