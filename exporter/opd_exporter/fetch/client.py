"""One GET with all its limits: redirects, trust, time, requests and bytes."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from opd_exporter.domain.budget import Budget, NoTurn
from opd_exporter.domain.config import ProbeSettings
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.transport import Tls, Validators
from opd_exporter.domain.vocabulary import Phase, Reason
from opd_exporter.fetch import redirects, tls
from opd_exporter.fetch.addresses import IpAddress
from opd_exporter.fetch.connector import Exchange
from opd_exporter.fetch.cookies import Cookies
from opd_exporter.fetch.decode import ACCEPTED, Corrupt, TooLarge, decoded
from opd_exporter.fetch.failure import Distrusted, Failure, without_controls
from opd_exporter.fetch.model import Fetched
from opd_exporter.fetch.names import Names, Resolve
from opd_exporter.fetch.request import BegunAnswer, Requests
from opd_exporter.fetch.turns import Turns
from opd_exporter.fetch.urls import Malformed, canonical, place

HTML_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What browsers send for a page."""

_LANGUAGES = "id-ID,id;q=0.9,en;q=0.5"

MAX_EXPLANATION = 300
"""Characters."""
_STAGES = {
    "turn": "giliran",
    "name": "alamat dari nama domain",
    "connection": "sambungan",
    "handshake": "jabat tangan TLS",
    "header": "kepala jawaban",
    "body": "isi jawaban",
}
"""What may be waited for (``Exchange.stage``), in words."""


@dataclass
class _Trip:
    """One GET under way: what was asked, and what is known so far, also when it ends early."""

    url: str
    scope: Scope
    budget: Budget
    validators: Validators
    accept: str
    began: float
    cookies: Cookies = field(default_factory=Cookies)
    stage: str = "turn"
    queued: float = 0.0
    requests: int = 0
    redirects: int = 0
    wire_bytes: int = 0
    phases: dict[Phase, float] = field(default_factory=dict)
    tls: Tls | None = None
    final_url: str = ""
    answer: BegunAnswer | None = None
    body: bytes = b""
    not_modified: bool = False
    unasked: bool = False

    def fetched(self, failure: Failure | None) -> Fetched:
        """The outcome."""
        return Fetched(
            url=self.url,
            final_url=self.final_url or self.url,
            reason=failure.reason if failure else None,
            explanation=without_controls(str(failure))[:MAX_EXPLANATION] if failure else "",
            status=self.answer.status if self.answer else None,
            headers=self.answer.fields if self.answer else (),
            body=b"" if failure else self.body,
            http_version=self.answer.http_version if self.answer else None,
            redirects=self.redirects,
            wire_bytes=self.wire_bytes,
            requests=self.requests,
            duration=max(0.0, time.perf_counter() - self.began - self.queued),
            phases=self.phases,
            tls=self.tls,
            not_modified=self.not_modified,
            unasked=self.unasked,
        )


class Fetcher:
    """Fetches pages of sites, politely and within limits. One for all sites; lives in one event loop."""

    def __init__(
        self,
        settings: ProbeSettings,
        *,
        on_request: Callable[[], None] = lambda: None,
        on_bytes: Callable[[int], None] = lambda _: None,
        on_sent: Callable[[int], None] = lambda _: None,
        on_date: Callable[[Scope, IpAddress, str], None] = lambda *_: None,
        resolve: Resolve | None = None,
    ) -> None:
        """``on_request`` is called after each request sent, ``on_bytes`` with numbers of body bytes as they
        come off the wire, ``on_sent`` with the size of each request, ``on_date`` with the ``Date`` that a
        site's server told. ``resolve`` replaces the system's resolver.
        """
        self._settings, self._on_bytes, self._on_date = settings, on_bytes, on_date
        self._turns = Turns(settings.concurrency_per_address)
        self._requests = Requests(settings, self._turns, resolve or Names(), on_request, on_sent)

    @cached_property
    def _trusting(self) -> ssl.SSLContext:
        return tls.trusting()  # 30 ms: not before somebody asks for a page by https

    @cached_property
    def _indifferent(self) -> ssl.SSLContext:
        return tls.indifferent()

    async def get(
        self,
        url: str,
        *,
        scope: Scope,
        budget: Budget,
        validators: Validators | None = None,
        accept: str = HTML_ACCEPT,
    ) -> Fetched:
        """Fetches an address of the site that ``scope`` describes, and follows redirects within it.

        Nothing that a site does makes it raise; the outcome names the reason. With ``validators`` the request
        is conditional: both validators for the address itself, only the ETag after a redirect, since the date
        of one page would pass another off as unchanged.
        """
        trip = _Trip(url, scope, budget, validators or Validators(), accept, time.perf_counter())
        failure: Failure | None = None
        try:
            async with asyncio.timeout_at(budget.deadline):
                await self._travel(trip)
        except Failure as ended:
            failure = ended
        except NoTurn as ours:
            trip.unasked = True
            why = str(ours) or "antrean ke server yang sama terlalu panjang (probe.concurrency_per_address)"
            failure = Failure(Reason.TIMEOUT, f"belum ditanyakan: {why}")
        except TimeoutError:
            trip.unasked = trip.stage == "turn"
            failure = Failure(Reason.TIMEOUT, f"habis waktu saat menunggu {_STAGES[trip.stage]}")
        return trip.fetched(failure)

    async def close(self) -> None:
        """Closes all connections."""
        await self._requests.close()

    async def _travel(self, trip: _Trip) -> None:
        """From hop to hop until one answers for good."""
        try:
            here: str | None = canonical(trip.url)
        except Malformed as error:
            raise Failure(Reason.DNS, f"bukan alamat: {error}") from error
        # Whatever a page says, nothing else is ever asked for.
        if here and not (trip.scope.same_host(here) or trip.scope.same_host(trip.url)):
            raise Failure(Reason.OFFSITE, f"{here} bukan alamat situs ini")
        seen = set[tuple[str, str]]()
        while here:
            cookie = trip.cookies.header()
            # The same address with another cookie is no loop: sites set one and lead back to themselves.
            if (here, cookie) in seen:
                raise Failure(Reason.REDIRECT, f"dialihkan berputar, kembali ke {here}")
            if len(seen) > redirects.MAX_HOPS:
                raise Failure(Reason.REDIRECT, f"lebih dari {redirects.MAX_HOPS} pengalihan")
            trip.redirects = len(seen)
            seen.add((here, cookie))
            here = await self._hop(trip, here, cookie)

    async def _hop(self, trip: _Trip, url: str, cookie: str) -> str | None:
        """One address, again without trust when its certificate is refused. Returns where it redirects to."""
        here = place(url)
        turn = self._turns.host(*here, trip.budget.rank)
        trip.stage, joined = "turn", time.perf_counter()
        try:
            await trip.budget.wait_for(turn)
        finally:
            trip.queued += time.perf_counter() - joined
        try:
            if not url.startswith("https:"):
                return await self._exchange(trip, url, here, cookie, None)
            if here not in trip.budget.distrusted:
                try:
                    return await self._exchange(trip, url, here, cookie, self._trusting)
                except Distrusted:
                    trip.budget.distrusted.add(here)
            return await self._exchange(trip, url, here, cookie, self._indifferent)
        finally:
            turn.end()

    async def _exchange(
        self, trip: _Trip, url: str, here: tuple[str, int], cookie: str, trust: ssl.SSLContext | None
    ) -> str | None:
        """One request of a hop; without ``trust`` in the clear."""
        if not trip.budget.spend():
            raise _out_of_requests(trip)
        trip.requests += 1
        exchange = Exchange(trip.budget)
        try:
            async with (
                self._limit(trip.budget),
                self._requests.open(url, here, self._fields(trip, cookie), trust, exchange) as answer,
            ):
                trip.final_url, trip.answer = url, answer
                trip.tls = None
                if date := answer.made:
                    self._on_date(trip.scope, answer.wire.address, date)
                return await self._settle(trip, url, answer)
        finally:
            trip.stage = exchange.stage
            trip.queued += exchange.queued
            for phase, seconds in exchange.phases.items():
                trip.phases[phase] = trip.phases.get(phase, 0.0) + seconds
            end = tls.not_after(exchange.certificate) if exchange.certificate else None
            if end:
                # An open connection is used again, and was judged when it was opened: the end may have come since.
                trip.tls = Tls(end, trust is self._trusting and end > datetime.now(UTC))

    def _limit(self, budget: Budget) -> AbstractAsyncContextManager[object]:
        """The time of one request: a look for posts may last longer, its requests not. A pull's ends before."""
        ends = asyncio.get_running_loop().time() + self._settings.timeout
        return asyncio.timeout_at(ends) if ends < budget.deadline else nullcontext()

    def _fields(self, trip: _Trip, cookie: str) -> dict[str, str]:
        """The header of a request."""
        fields = {
            "User-Agent": self._settings.user_agent,
            "Accept": trip.accept,
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": _LANGUAGES,
            "Cookie": cookie,
            "If-None-Match": trip.validators.etag,
            "If-Modified-Since": None if trip.redirects else trip.validators.last_modified,
        }
        return {name: without_controls(value) for name, value in fields.items() if value}

    async def _settle(self, trip: _Trip, url: str, answer: BegunAnswer) -> str | None:
        """Reads what the answer is: a redirect (returned), a whole page (kept), or a failure (raised)."""
        status, limit = answer.status, self._settings.max_body
        if status in (101, 206) or not 100 <= status <= 599:
            raise Failure(Reason.PROTOCOL, f"kode {status}, yang tidak diminta")
        # ``If-Modified-Since`` is not sent behind a redirect: a 304 there was not asked for.
        if status == 304 and (trip.validators.etag or (trip.validators.last_modified and not trip.redirects)):
            trip.not_modified = True
            return None
        there = redirects.target(status, answer.locations, url, trip.scope, self._settings.allow_networks)
        if there:
            trip.cookies.keep(answer.all("set-cookie"))
            return there
        length = answer.length
        # Unread: a length that is said saves the bytes.
        if length is not None and length > limit:
            raise Failure(Reason.TOO_LARGE, f"panjang isi {length} byte, lebih dari {limit}")

        def came(number: int) -> None:
            trip.wire_bytes += number
            self._on_bytes(number)

        raw = await answer.body(limit, came)
        try:
            trip.body = decoded(raw, ", ".join(answer.all("content-encoding")), limit)
        except TooLarge as error:
            raise Failure(Reason.TOO_LARGE, f"isinya lebih dari {limit} byte setelah dibuka") from error
        except Corrupt as error:
            raise Failure(Reason.PROTOCOL, str(error)) from error
        return None


def _out_of_requests(trip: _Trip) -> Failure:
    if trip.redirects:
        return Failure(Reason.REDIRECT, "jatah permintaan habis selama pengalihan")
    if trip.requests:
        return Failure(
            Reason.TLS, "sertifikatnya tidak tepercaya, dan jatah permintaan habis untuk memeriksa tanpa itu"
        )
    return Failure(Reason.TIMEOUT, "jatah permintaan habis")
