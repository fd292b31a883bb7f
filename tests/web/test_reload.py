"""Reloads, from outside: who may ask for one, how many are read, and that passwords and certificates come with it."""

from __future__ import annotations

import asyncio
import base64
import re
import signal
from pathlib import Path

import bcrypt
from cryptography import x509

from exporter_process import Exporter, anybody, configured, exporter
from site_server import Pages, front, serving
from web_files import certificate

NO_SITES = "sites:\n  - {key: dinkes, nama: Dinas, url: 'http://127.0.0.1:9/'}\n"


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def users(**passwords: str) -> str:
    lines = (
        f"  {name}: '{bcrypt.hashpw(word.encode(), bcrypt.gensalt(4)).decode()}'\n"
        for name, word in passwords.items()
    )
    return "basic_auth_users:\n" + "".join(lines)


async def opens(one: Exporter, name: str, password: str) -> bool:
    return (await one.get("/sd", Authorization=basic(name, password)))[0] == 200


async def test_a_page_of_another_origin_cannot_reload_and_everybody_else_can(tmp_path: Path) -> None:
    async with exporter(tmp_path, NO_SITES) as one:
        port = one.port
        for fine in (
            {},
            {"Origin": one.url},
            {"Origin": f"http://LOCALHOST:{port}", "Host": f"localhost:{port}"},
            {"Origin": "http://monitor.example", "Host": "monitor.example:80"},
            {"Sec_Fetch_Site": "same-origin", "Origin": one.url},
            {"Sec_Fetch_Site": "none"},
        ):
            assert await one.reload(**fine) == (200, "OK\n"), fine
        (tmp_path / "c.yml").write_text("sites: []")
        for foreign in (
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {"Origin": f"https://127.0.0.1:{port}"},
            {"Origin": f"http://127.0.0.1:{port + 1}"},
            {"Origin": "http://127.0.0.1"},
            {"Origin": f"http://127.0.0.1:{port}.evil.example"},
            {"Origin": f"http://evil.example@127.0.0.1:{port}"},
            {"Origin": f"http://[::1:{port}"},
            {"Origin": f"http://localhost:{port}"},
            {"Sec_Fetch_Site": "cross-site"},
            {"Sec_Fetch_Site": "same-site"},
            {"Sec_Fetch_Site": "Cross-Site"},
            {"Sec_Fetch_Site": "anything"},
            {"Sec_Fetch_Site": "cross-site", "Origin": one.url},
            {"Sec_Fetch_Site": "same-origin", "Origin": "http://evil.example"},
        ):
            assert (await one.reload(**foreign))[0] == 403, foreign
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
            async with one.session.request(method, "/-/reload") as answer:
                assert answer.status == 405
        assert "opd_exporter_config_last_reload_successful 1.0" in (await one.get("/metrics"))[1]


async def test_reloads_that_come_together_are_read_a_few_times_and_hold_nobody_up(tmp_path: Path) -> None:
    pages = Pages({"/": front()})
    async with serving(pages):
        many = configured(pages) + "".join(
            f"  - {{key: s{n}, nama: S {n}, url: 'http://s{n}.example.go.id/'}}\n" for n in range(1500)
        )
        async with exporter(tmp_path, many) as one:
            reloads = [asyncio.create_task(one.reload()) for _ in range(200)]
            await asyncio.sleep(0.05)
            for _ in range(20):
                one.process.send_signal(signal.SIGHUP)
            assert (await asyncio.wait_for(one.get("/-/healthy"), 5))[0] == 200
            assert not reloads[-1].done(), "the file is too small for this test to say anything"
            assert "opd_site_up 1.0" in (await one.get("/probe?target=opd-0"))[1]
            assert {await task for task in reloads} == {(200, "OK\n")}
            assert await one.stopped() == 0
    # One for those who came first, one for all who came meanwhile: twice, since who asks has a hundred connections; and one
    # more where a signal came late.
    assert 1 <= one.log.count("configuration reloaded") <= 5


async def test_who_asks_while_a_file_is_being_read_gets_what_stands_in_it_later(tmp_path: Path) -> None:
    async with exporter(tmp_path, NO_SITES) as one:
        for number in range(5):
            first = asyncio.create_task(one.reload())
            await asyncio.sleep(0.002 * number)
            (tmp_path / "c.yml").write_text(NO_SITES.replace("dinkes", f"baru-{number}"))
            assert await one.reload() == (200, "OK\n")
            assert f"baru-{number}" in (await one.get("/sd"))[1]
            await first


async def test_passwords_are_those_of_the_last_good_reload(tmp_path: Path) -> None:
    web = tmp_path / "web.yml"
    web.write_text(users(lama="satu", tetap="dua"))
    async with exporter(tmp_path, NO_SITES, "--web-config", str(web)) as one:
        assert await opens(one, "lama", "satu")
        assert await opens(one, "tetap", "dua")
        kept = web.read_text().splitlines()[2]
        web.write_text(users(baru="tiga") + kept + "\n")
        assert await opens(one, "lama", "satu"), "nothing is read without a reload"
        tetap = basic("tetap", "dua")
        assert (await one.reload(Authorization=tetap))[0] == 200
        assert not await opens(one, "lama", "satu")
        assert await opens(one, "baru", "tiga")
        assert await opens(one, "tetap", "dua")
        for broken in ("", "basic_auth_users: {a: b}", "basic_auth_users:", "lain: {}", "a: ["):
            web.write_text(broken)
            status, text = await one.reload(Authorization=tetap)
            assert status == 500, broken
            assert "web.yml" in text
            assert await opens(one, "tetap", "dua")
            assert (await one.get("/sd"))[0] == 401
        metrics = (await one.get("/metrics", Authorization=tetap))[1]
        assert "opd_exporter_config_last_reload_successful 0.0" in metrics
        web.write_text(users(tetap="lain"))
        one.process.send_signal(signal.SIGHUP)
        for _ in range(100):
            if not await opens(one, "tetap", "dua"):
                break
            await asyncio.sleep(0.05)
        assert not await opens(one, "tetap", "dua"), "remembered, but withdrawn"
        assert await opens(one, "tetap", "lain")
        assert (await one.reload(Authorization=tetap))[0] == 401
        web.write_text("{}")
        assert (await one.reload(Authorization=basic("tetap", "lain")))[0] == 200
        assert (await one.get("/sd"))[0] == 200


async def test_a_mistake_in_one_file_keeps_the_other_from_being_taken(tmp_path: Path) -> None:
    web = tmp_path / "web.yml"
    web.write_text(users(a="satu"))
    async with exporter(tmp_path, NO_SITES, "--web-config", str(web)) as one:
        own = basic("a", "satu")
        web.write_text(users(b="dua"))
        (tmp_path / "c.yml").write_text("sites: []")
        assert "belum berlaku" not in (await one.get("/", Authorization=own))[1]
        assert (await one.reload(Authorization=own))[0] == 500
        assert "c.yml:1: sites: belum ada situs" in (await one.get("/", Authorization=own))[1]
        assert await opens(one, "a", "satu")
        assert not await opens(one, "b", "dua")
        web.write_text("rusak")
        (tmp_path / "c.yml").write_text(NO_SITES.replace("dinkes", "dishub"))
        assert (await one.reload(Authorization=own))[0] == 500
        assert "dinkes" in (await one.get("/sd", Authorization=own))[1]
        assert "web.yml" in (await one.get("/", Authorization=own))[1]
        web.write_text(users(a="satu"))
        assert (await one.reload(Authorization=own))[0] == 200
        assert "belum berlaku" not in (await one.get("/", Authorization=own))[1]


async def test_new_connections_get_the_new_certificate_and_a_broken_one_changes_nothing(
    tmp_path: Path,
) -> None:
    certificate(tmp_path, 1)
    web = tmp_path / "web.yml"
    web.write_text("tls_server_config: {cert_file: server.pem, key_file: server.key}\n")
    async with exporter(tmp_path, NO_SITES, "--web-config", str(web)) as one:

        async def serial() -> int:
            _, writer = await asyncio.open_connection("127.0.0.1", one.port, ssl=anybody())
            shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            writer.close()
            return x509.load_der_x509_certificate(shown).serial_number

        assert await serial() == 1
        certificate(tmp_path, 2)
        assert await serial() == 1
        assert (await one.reload())[0] == 200
        assert await serial() == 2
        key = (tmp_path / "server.key").read_bytes()
        certificate(tmp_path, 3)
        (tmp_path / "server.key").write_bytes(key)  # of another certificate
        status, text = await one.reload()
        assert (status, bool(re.search(r"server\.pem", text))) == (500, True)
        assert await serial() == 2
        (tmp_path / "server.pem").unlink()
        assert (await one.reload())[0] == 500
        assert await serial() == 2
        assert (await one.get("/-/healthy"))[0] == 200
        assert await one.stopped() == 0
    assert "Traceback" not in one.log


async def test_who_speaks_no_tls_is_let_go_quietly(tmp_path: Path) -> None:
    certificate(tmp_path, 1)
    (tmp_path / "web.yml").write_text("tls_server_config: {cert_file: server.pem, key_file: server.key}\n")
    async with exporter(tmp_path, NO_SITES, "--web-config", str(tmp_path / "web.yml")) as one:
        for spoken in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05hello", b""):
            reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
            writer.write(spoken)
            writer.write_eof()
            await asyncio.wait_for(reader.read(), 10)
            writer.close()
            assert (await one.get("/-/healthy"))[0] == 200
        assert await one.stopped() == 0
    assert "level=ERROR" not in one.log
    assert "Traceback" not in one.log
