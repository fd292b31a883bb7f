"""The simulated city until it is told to stop; writes a configuration of it to the file
named, and then a line."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from opd_exporter.demo.city import City


async def main(file: Path) -> None:
    async with City() as city:
        await asyncio.to_thread(file.write_text, city.config_text(), "utf-8")
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
