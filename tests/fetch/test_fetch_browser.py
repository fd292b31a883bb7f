"""What browsers read is read, what they refuse is refused, and no answer's bytes become another's."""

from __future__ import annotations

import asyncio
import dataclasses
import html
import json
import re
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest
from browser_table import CHUNKS, CODINGS, HALO, ODD, OTHERWISE, REFUSED, SOUND, STRICTER, TO_THE_END, C, H, L
from fetch_world import SETTINGS, World, page

from opd_exporter.domain.vocabulary import Reason

READ = {
    **{name: (answer, b"halo") for table in (SOUND, ODD, TO_THE_END) for name, answer in table.items()},
    **{f"coding: {name}": (answer, b"halo") for name, answer in CODINGS.items()},
}
SMUGGLED = page(b"selundupan")
OWN = page(b"jawaban sendiri", b"Connection: close")


@pytest.mark.parametrize(
    ("answer", "body"),
    [*READ.values(), *((answer, ours) for answer, ours, _, _ in OTHERWISE.values())],
    ids=[*READ, *OTHERWISE],
)
async def test_what_is_read(world: World, answer: bytes, body: bytes) -> None:
    port = await world.answer(answer)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=3)
    assert (got.reason, got.status, got.body) == (None, 200, body), got.explanation


@pytest.mark.parametrize(
    ("answer", "reason"),
    [*REFUSED.values(), *((answer, reason) for answer, reason, _, _ in STRICTER.values())],
    ids=[*REFUSED, *STRICTER],
)
async def test_what_is_refused(world: World, answer: bytes, reason: Reason) -> None:
    port = await world.answer(answer)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=3)
    assert (got.reason, got.body) == (reason, b""), got.explanation
    assert got.explanation.isprintable()


@pytest.mark.parametrize("answer", SOUND.values(), ids=SOUND)
async def test_a_sound_answer_leaves_its_connection_for_the_next(world: World, answer: bytes) -> None:
    port = await world.answer(answer, OWN, close=False)
    fetcher = world.fetcher()
    first, second = [await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for _ in range(2)]
    assert (first.body, second.body) == (b"halo", b"jawaban sendiri")
    assert world.connections == 1


@pytest.mark.parametrize("behind", [b"", SMUGGLED], ids=["alone", "with an answer behind"])
@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
async def test_an_odd_answer_is_the_last_on_its_connection(
    world: World, answer: bytes, behind: bytes
) -> None:
    port = await world.answer(answer + behind, OWN, close=False)
    fetcher = world.fetcher()
    first, second = [await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for _ in range(2)]
    assert (first.body, second.body) == (b"halo", b"jawaban sendiri")
    assert world.connections == 2


@pytest.mark.parametrize("behind", [SMUGGLED, SMUGGLED[:30], b"\r\n", b"H"])
@pytest.mark.parametrize(
    "answer", [*SOUND.values(), page(b"", status=b"404 N"), b"HTTP/1.1 204 No\r\n\r\n", b"HTTP/1.1 304 No\r\n\r\n"]
)  # fmt: skip
async def test_what_lies_behind_an_answer_is_no_answer(world: World, answer: bytes, behind: bytes) -> None:
    port = await world.answer(answer + behind, OWN, close=False)
    fetcher = world.fetcher()
    first, second = [await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for _ in range(2)]
    assert first.reason is None, first.explanation
    assert second.body == b"jawaban sendiri"
    assert world.connections == 2


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_large_body_is_read_whole_whatever_lies_behind(world: World, chunked: bool) -> None:
    body = b"halo dunia " * 100_000
    answer = H + C + b"\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else page(body)
    port = await world.answer(answer + SMUGGLED, OWN, close=False)
    fetcher = world.fetcher(dataclasses.replace(SETTINGS, max_body=2_000_000))
    first, second = [await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for _ in range(2)]
    assert (first.reason, first.body == body) == (None, True), first.explanation
    assert second.body == b"jawaban sendiri"


@pytest.mark.parametrize("status", [b"204 No", b"304 No"])
async def test_an_answer_without_a_body_has_none_whatever_it_says(world: World, status: bytes) -> None:
    port = await world.answer(b"HTTP/1.1 " + status + b"\r\n" + C + CHUNKS + SMUGGLED, OWN, close=False)
    fetcher = world.fetcher()
    first, second = [await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher) for _ in range(2)]
    assert (first.reason, first.body, second.body) == (None, b"", b"jawaban sendiri")


@pytest.mark.parametrize("late", [SMUGGLED, b"\r\n", b"H", b"HTTP/1.1 200 OK\r\nX: "])
@pytest.mark.parametrize("pause", [0, 0.05])
async def test_what_comes_while_a_connection_is_idle_ends_it(world: World, late: bytes, pause: float) -> None:
    """Also when it lies in the socket unread at the moment of the next request (no pause)."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        opened: list[socket.socket] = []

        def serve() -> None:
            for answer in (H + L + HALO, OWN):
                connection, _ = listening.accept()
                opened.append(connection)
                connection.recv(65536)
                connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        fetcher, url = world.fetcher(), f"http://127.0.0.1:{listening.getsockname()[1]}/"
        try:
            assert (await world.get(url, fetcher=fetcher)).body == b"halo"
            opened[0].sendall(late)
            await asyncio.sleep(pause)
            second = await world.get(url, fetcher=fetcher)
        finally:
            for connection in opened:
                connection.close()
    assert second.body == b"jawaban sendiri", second.explanation


@pytest.mark.parametrize("silent", [b"SSH-2.0-OpenSSH_9.2p1\r\n", b"\x15\x03\x01\x00\x02", b"HTTP/1.1 OK\r\n", b"220\r\n"])  # fmt: skip
async def test_what_is_no_answer_shows_while_the_server_waits(world: World, silent: bytes) -> None:
    port = await world.answer(silent, close=False)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=20)  # what ends by its cap ends before
    assert got.reason is Reason.PROTOCOL


@pytest.mark.parametrize("body", [b"<html>", b"4\r\nhalo<", b"zz"])
async def test_what_is_no_chunk_shows_while_the_server_waits(world: World, body: bytes) -> None:
    port = await world.answer(H + C + b"\r\n" + body, close=False)
    got = await world.get(f"http://127.0.0.1:{port}/", seconds=20)  # what ends by its cap ends before
    assert got.reason is Reason.PROTOCOL


_PAGE = """<!doctype html><pre></pre><script>
(async () => {
  const shown = [];
  for (let at = 0; at < %d; at++) {
    try {
      const answer = await fetch("/" + at, {cache: "no-store"});
      const bytes = new Uint8Array(await answer.arrayBuffer());
      shown.push(Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join(""));
    } catch { shown.push(null); }
  }
  document.querySelector("pre").textContent = JSON.stringify(shown);
})();
</script>"""


@pytest.mark.chromium
async def test_chromium_shows_what_the_table_says(world: World, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    table: dict[str, tuple[bytes, bytes | None]] = {
        **READ,
        **{name: (answer, None) for name, (answer, _) in REFUSED.items()},
        **{name: (answer, shown) for name, (answer, _, shown, _) in STRICTER.items()},
        **{name: (answer, shown) for name, (answer, _, shown, _) in OTHERWISE.items()},
    }
    assert len(table) == sum(map(len, (READ, REFUSED, STRICTER, OTHERWISE))), "a name twice"
    answers = [answer for answer, _ in table.values()]

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split()[1][1:]
        front = page((_PAGE % len(answers)).encode(), b"Content-Type: text/html", b"Connection: close")
        writer.write(answers[int(path)] if path.isdigit() else front)
        await writer.drain()

    port = await world.serve(handler)
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=60000", "--dump-dom", f"http://127.0.0.1:{port}/",
    ]  # fmt: skip
    done = await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True, timeout=280)
    found = re.search(r"<pre>(.+?)</pre>", done.stdout.decode())
    assert found, done.stderr.decode()
    texts: list[str | None] = json.loads(html.unescape(found[1]))
    shown = {
        name: None if text is None else bytes.fromhex(text) for name, text in zip(table, texts, strict=True)
    }
    assert shown == {name: wanted for name, (_, wanted) in table.items()}
