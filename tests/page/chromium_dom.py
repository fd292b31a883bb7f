"""What Chromium's tree holds of pages: the words that are shown, and where links lead."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from aiohttp import web

from opd_exporter.page.elements import SILENT

_DRIVER = """<!doctype html><meta charset=utf-8><body><script>
const silent = new Set(SILENT), found = [];
function read(node, hidden, page) {
  if (node.nodeType === 3) { if (!hidden) page.text += node.data; return; }
  if (node.nodeType !== 1) return;
  hidden = hidden || silent.has(node.localName) || node.hasAttribute('hidden');
  if (['a', 'area'].includes(node.localName) && node.hasAttribute('href')) page.links.push(node.getAttribute('href'));
  for (const child of node.childNodes) read(child, hidden, page);
}
(async () => {
  const frame = document.createElement('iframe');  // one for all: each takes longer to make than its page to read
  frame.style.display = 'none';  // nobody looks: the tree alone is asked for
  document.body.append(frame);
  for (const html of await (await fetch('/pages')).json()) {
    await new Promise(done => {
      frame.onload = () => setTimeout(done);  // once that is over: a page written meanwhile would never be said to be loaded
      frame.contentDocument.open();
      frame.contentDocument.write(html);
      frame.contentDocument.close();
    });
    const page = {text: '', links: []};
    read(frame.contentDocument.documentElement, false, page);
    found.push(page);
  }
  await fetch('/found', {method: 'POST', body: JSON.stringify(found)});
})();</script>"""


async def as_chromium_has_them(chromium: str, pages: list[str], profile: Path) -> list[tuple[str, list[str]]]:
    """Text without blanks, and ``href`` attributes, of each page."""
    found: asyncio.Future[list[dict[str, object]]] = asyncio.get_running_loop().create_future()

    async def answer(request: web.Request) -> web.Response:
        name = request.path[1:]
        if name == "found":
            found.set_result(await request.json())
            return web.Response()
        if name == "pages":
            return web.json_response(pages)
        body = "" if name else _DRIVER.replace("SILENT", json.dumps(sorted(SILENT)))
        return web.Response(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    application = web.Application(client_max_size=1 << 24)
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    process = await asyncio.create_subprocess_exec(
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
        f"--user-data-dir={profile}", f"http://127.0.0.1:{runner.addresses[0][1]}/",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = await asyncio.wait_for(found, 500)
    finally:
        process.terminate()
        await process.wait()
        await runner.cleanup()
    return [("".join(str(one["text"]).split()), list(one["links"])) for one in told]  # type: ignore[call-overload]
