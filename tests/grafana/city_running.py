"""The simulated city and the exporter over it, as a process: prints the exporter's address, ends with its input."""

from __future__ import annotations

import asyncio
import sys

from opd_exporter.commands.serve import running
from opd_exporter.config.file import parse
from opd_exporter.demo.city import City


async def main() -> None:
    async with (
        City() as city,
        running(parse(city.config_text(), "demo"), "127.0.0.1:0", None, None) as url,
    ):
        print(url, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
