"""Redirects and conditional requests, over real connections."""

from __future__ import annotations

import asyncio

from fetch_world import OK, World, moved

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch import Validators


class TestRedirects:
    async def test_followed_within_the_site(self, world: World) -> None:
        port = await world.answer(moved(b"/dua#x"), moved(b"tiga", status=b"308 P"), OK)
        got = await world.get(f"http://127.0.0.1:{port}/satu")
        assert got.ok
        assert (got.redirects, got.requests) == (2, 3)
        assert got.final_url == f"http://127.0.0.1:{port}/tiga"
        assert [request.split()[1] for request in world.requests] == [b"/satu", b"/dua", b"/tiga"]

    async def test_a_body_beside_the_redirect_is_not_waited_for(self, world: World) -> None:
        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if b"/dua" in await reader.readuntil(b"\r\n\r\n"):
                writer.write(OK)
            else:
                writer.write(
                    b"HTTP/1.1 302 Found\r\nLocation: /dua\r\nContent-Length: 999999999\r\n\r\n<html>"
                )
                await reader.read()

        port = await world.serve(handler)
        got = await world.get(f"http://127.0.0.1:{port}/", seconds=3)
        assert got.ok

    async def test_ten_hops_and_no_more(self, world: World) -> None:
        hops = [moved(b"/%d" % n) for n in range(10)]
        port = await world.answer(*hops, OK)
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.ok
        assert got.redirects == 10
        world.requests.clear()
        port = await world.answer(*hops, moved(b"/x"), OK)
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert (got.reason, got.status, got.redirects) == (Reason.REDIRECT, 302, 10)
        assert len(world.requests) == 11

    async def test_a_loop_ends_at_once(self, world: World) -> None:
        port = await world.answer(moved(b"/a"), moved(b"/b"), moved(b"/a"))
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.reason is Reason.REDIRECT
        assert len(world.requests) == 3

    async def test_a_cookie_and_back_to_the_same_address_is_no_loop(self, world: World) -> None:
        port = await world.answer(moved(b"/", b"Set-Cookie: sesi=a1; Path=/; HttpOnly"), OK)
        fetcher = world.fetcher()
        got = await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
        assert got.ok
        assert b"\r\nCookie: sesi=a1\r\n" in world.requests[1]
        await world.get(f"http://127.0.0.1:{port}/", fetcher=fetcher)
        assert b"Cookie" not in world.requests[2], "kept beyond the one GET"

    async def test_a_cookie_that_changes_nothing_is_a_loop(self, world: World) -> None:
        port = await world.answer(moved(b"/", b"Set-Cookie: a=1"))
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.reason is Reason.REDIRECT
        assert len(world.requests) == 2

    async def test_used_up_requests(self, world: World) -> None:
        port = await world.answer(*(moved(b"/%d" % n) for n in range(9)))
        got = await world.get(f"http://127.0.0.1:{port}/", requests=3)
        assert (got.reason, got.status, got.requests) == (Reason.REDIRECT, 302, 3)

    async def test_what_was_known_before_a_later_hop_failed_stays(self, world: World) -> None:
        port = await world.answer(moved(b"/x", b"Server: lama"), b"")
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert (got.reason, got.status, got.header("server")) == (Reason.CONNECT, 302, "lama")
        assert got.final_url == f"http://127.0.0.1:{port}/"

    async def test_another_port_is_another_site_and_not_contacted(self, world: World) -> None:
        other = await world.answer(OK)
        port = await world.answer(moved(b"http://127.0.0.1:%d/" % other))
        got = await world.get(f"http://127.0.0.1:{port}/")
        assert got.reason is Reason.OFFSITE
        assert world.connections == 1

    async def test_an_alias_is_the_site(self, world: World) -> None:
        other = await world.answer(OK)
        port = await world.answer(moved(b"http://127.0.0.1:%d/" % other), OK)
        got = await world.get(f"http://127.0.0.1:{port}/", aliases=(f"127.0.0.1:{other}",))
        assert got.ok

    async def test_the_address_asked_for_must_be_the_sites(self, world: World) -> None:
        port = await world.answer(OK)
        got = await world.get(f"http://127.0.0.1:{port}/", site="http://dinkes.example.go.id/")
        assert got.reason is Reason.OFFSITE
        assert world.connections == 0


class TestConditional:
    VALIDATORS = Validators(etag='"a1"', last_modified="Wed, 24 Jul 2019 00:00:00 GMT")

    async def test_not_modified(self, world: World) -> None:
        port = await world.answer(b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n')
        got = await world.get(f"http://127.0.0.1:{port}/", validators=self.VALIDATORS)
        assert got.ok
        assert got.not_modified
        assert got.body == b""
        assert b'\r\nIf-None-Match: "a1"\r\n' in world.requests[0]
        assert b"\r\nIf-Modified-Since: Wed, 24 Jul 2019 00:00:00 GMT\r\n" in world.requests[0]

    async def test_after_a_redirect_only_the_etag_is_sent(self, world: World) -> None:
        port = await world.answer(moved(b"/suspended"), b"HTTP/1.1 304 Not Modified\r\n\r\n")
        dated = Validators(last_modified=self.VALIDATORS.last_modified)
        got = await world.get(f"http://127.0.0.1:{port}/", validators=dated)
        assert not got.not_modified
        assert not got.ok
        assert b"If-" not in world.requests[1]
        world.requests.clear()
        got = await world.get(f"http://127.0.0.1:{port}/", validators=self.VALIDATORS)
        assert got.not_modified
        assert b"If-None-Match" in world.requests[1]
        assert b"If-Modified-Since" not in world.requests[1]

    async def test_a_validator_cannot_smuggle_a_field(self, world: World) -> None:
        port = await world.answer(OK)
        got = await world.get(f"http://127.0.0.1:{port}/", validators=Validators(etag='"a"\r\nX: y'))
        assert got.ok
        assert b"\r\nX: y" not in world.requests[0]
