"""The simulated city's sites shared out over eight small cities, each with an exporter, as one process: prints a line of
JSON with each city's name and its exporter's address, ends with its input."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack

import yaml

from opd_exporter.commands.serve import running
from opd_exporter.config.file import parse
from opd_exporter.demo.city import City

COUNT = 8
KEYS = ("bappeda", "dinkes", "diskominfo", "setda")
"""The same keys in every city; behind each stands another of the simulated sites."""


def configurations(city: City) -> list[str]:
    """Eight configurations of four sites."""
    data = yaml.safe_load(city.config_text())
    sites = {site["key"]: site for site in data["sites"]}
    found = []
    for number in range(COUNT):
        behind = data["sites"][number::COUNT]
        mine = [{**sites[key], "url": of["url"]} for key, of in zip(KEYS, behind, strict=True)]
        # One reader each: sixteen that begin together on two cores take longer than they are given, and begin again.
        probe = {**data["probe"], "concurrency": 4, "readers": 1}
        found.append(
            yaml.safe_dump(
                {**data, "city": f"Kota {number + 1}", "probe": probe, "sites": mine}, sort_keys=False
            )
        )
    return found


async def main() -> None:
    async with City() as city, AsyncExitStack() as until:
        urls = {}
        for text in configurations(city):
            config = parse(text, "city")
            url = await until.enter_async_context(running(config, "127.0.0.1:0", None, None))
            urls[config.city] = url.rstrip("/")
        print(json.dumps(urls), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
