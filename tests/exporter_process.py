"""``serve`` as a process of its own, for tests that stand outside of it."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import ssl
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from site_server import Pages


def anybody() -> ssl.SSLContext:
    """TLS that believes every certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def configured(*all_pages: Pages, probe: str = "") -> str:
    """A configuration of these sites: ``opd-0``, ``opd-1`` ..."""
    sites = "".join(
        f"  - {{key: opd-{n}, nama: Dinas {n}, url: '{p.url}/'}}\n" for n, p in enumerate(all_pages)
    )
    return f"probe: {{allow_networks: [127.0.0.0/8]{probe}}}\nsites:\n{sites}"


class Exporter:
    """A running ``serve``."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process, self.url = process, url
        self.port = int(url.rpartition(":")[2])
        self.log = ""
        self.session = aiohttp.ClientSession(url, connector=aiohttp.TCPConnector(ssl=anybody(), limit=0))

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(path, headers=headers) as answer:
            return answer.status, await answer.text()

    async def reload(self, **headers: str) -> tuple[int, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.post("/-/reload", headers=named) as answer:
            return answer.status, await answer.text()

    async def stopped(self) -> int:
        """Ends it and waits."""
        self.process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Waits for its end; gives the exit code and keeps what it wrote."""
        _, rest = await asyncio.wait_for(self.process.communicate(), 30)
        self.log += rest.decode()
        assert self.process.returncode is not None
        return self.process.returncode


def command(folder: Path, *more: str, begun: Sequence[str] = (sys.executable,)) -> list[str]:
    options = ["--config", str(folder / "c.yml"), "--data-dir", str(folder / "data"), *more]
    return [*begun, "-m", "opd_exporter", "serve", *options]


@asynccontextmanager
async def exporter(
    folder: Path,
    config: str,
    *more: str,
    files: int | None = None,
    begun: Sequence[str] = (sys.executable,),
) -> AsyncIterator[Exporter]:
    """``serve`` with this configuration and, when given, so many descriptors. ``begun``: the words that start Python, for
    a process with less than this one's rights."""
    (folder / "c.yml").write_text(config)

    def begin() -> None:
        # Processes to be killed together. A session of their own would be to Linux a group as heavy as all the rest, and
        # make no way for what is to (autogroups, sched(7)).
        os.setpgid(0, 0)
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    process = await asyncio.create_subprocess_exec(
        *command(folder, "--listen", "127.0.0.1:0", *more, begun=begun),
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=begin,
    )
    assert process.stderr
    earlier = ""
    found = None
    # Sites may be asked for as soon as it listens; a test with little time wants the readers too.
    while not (found and re.search("the readers are ready|no page can be read yet", earlier)):
        line = (await asyncio.wait_for(process.stderr.readline(), 60)).decode()
        assert line, f"it ended before it was ready: {earlier}"
        earlier += line
        found = found or re.search(r"https?://127\.0\.0\.1:\d+", line)
    one = Exporter(process, found[0])
    one.log = earlier
    try:
        yield one
    finally:
        await one.session.close()
        if process.returncode is None:
            process.kill()
            await process.communicate()
