"""Hand-made reports and an engine that holds them: what the views are tested with."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from opd_exporter.domain.candidate import Candidate, Refusal, SeenDate
from opd_exporter.domain.config import Config, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import Cms, LastPost, SiteReport, Visit
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State, Window
from opd_exporter.evaluate.archive import Archive
from opd_exporter.evaluate.letters import LetterBook
from opd_exporter.views.exporter_metrics import ExporterMetrics
from opd_exporter.web.listener import Listener
from opd_exporter.web.runner import quiet_runner
from opd_exporter.web.server import Server

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
SITE = Site(
    "dinkes", "Dinas Kesehatan", "Dinkes", "dinas", "https://dinkes.example.go.id/", nama_layar="Dinkes"
)


def visit(reason: Reason | None = None, *, at: datetime = NOW, status: int | None = 200) -> Visit:
    """A look at the front page that found the site up, or down for this reason."""
    return Visit(
        at,
        reason is None,
        reason,
        "" if reason is None else "what happened",
        SITE.url,
        status,
        0,
        1.1,
        48211,
        0.31,
        {
            Phase.RESOLVE: 0.01,
            Phase.CONNECT: 0.02,
            Phase.TLS: 0.05,
            Phase.PROCESSING: 0.2,
            Phase.TRANSFER: 0.03,
        },
        Tls(NOW + timedelta(days=41), True),
    )


def silent_for(days: float, *, site: Site = SITE, now: datetime = NOW) -> SiteReport:
    """A site that is up and whose last post is so many days old."""
    published = now - timedelta(days=days)
    post = LastPost(published, f"{site.url}berita/1", "Penyuluhan Gizi di Kasemen", Source.FEED, "pubDate")
    return SiteReport(
        site,
        visit(at=now - timedelta(seconds=20)),
        None,
        post,
        {window: int(days <= window.days) for window in Window},
        State.MEASURED,
        now - timedelta(minutes=3),
        Cms("wordpress", "6.4.3"),
        True,
        False,
        (
            Candidate(
                *(Source.FEED, post.url, post.title, published, "pubDate", f"{site.url}feed/"),
                dates=(
                    SeenDate(
                        NOW, "below_title", "tercetak di bawah judul", "Diperbarui 1 Juli 2026", "label"
                    ),
                ),
            ),
            Candidate(
                Source.LISTING,
                f"{site.url}hello-world",
                "Hello world!",
                now - timedelta(days=1),
                "tercetak",
                site.url,
                refused=Refusal.SEED,
            ),
            Candidate(Source.SITEMAP, f"{site.url}berita/2", "Tanpa tanggal", None, ""),
        ),
        (f"{site.url} -> 200", f"{site.url}feed/ -> 200, 10 posts"),
    )


def down(reason: Reason, days: float, *, site: Site = SITE, now: datetime = NOW) -> SiteReport:
    """A site that has been down for so many days, and of which no post was ever known."""
    looked = visit(
        reason, at=now - timedelta(seconds=20), status=503 if reason is Reason.HTTP_STATUS else None
    )
    return SiteReport(site, looked, now - timedelta(days=days))


def config_of(*reports: SiteReport, **probe: float) -> Config:
    """The configuration that these reports are of."""
    settings = ProbeSettings(**probe)  # type: ignore[arg-type]
    return Config("Kota Serang", ZONE, Thresholds(), settings, tuple(one.site for one in reports))


class FakeEngine:
    """Holds reports; ``look`` is what a probe waits for."""

    def __init__(self, *reports: SiteReport, **probe: float) -> None:
        self.config = config_of(*reports, **probe)
        self.changes = 0
        self.unwritten = ""
        self.clock_behind: timedelta | None = None
        self._reports = {one.site.key: one for one in reports}
        self.deadlines: list[float] = []
        self.look: Callable[[], object] | None = None
        self._came = asyncio.Semaphore(0)

    async def asked(self, times: int) -> None:
        """Wait until so many probes have come in."""
        for _ in range(times):
            await asyncio.wait_for(self._came.acquire(), 60)

    async def recalled(self) -> None:
        """All is known from the beginning."""

    def snapshot(self) -> FakeEngine:
        return self

    def report(self, key: str) -> SiteReport:
        return self._reports[key]

    def reports(self) -> list[SiteReport]:
        return list(self._reports.values())

    async def probe(self, key: str, *, deadline: float) -> SiteReport:
        self.deadlines.append(deadline)
        self._came.release()
        if self.look:
            await asyncio.wait_for(asyncio.ensure_future(self.look()), deadline)  # type: ignore[arg-type]
        return self._reports[key]


@asynccontextmanager
async def served(
    engine: FakeEngine,
    metrics: ExporterMetrics | None = None,
    reload: Callable[[], object] | None = None,
    protect: Callable[[web.Application], None] = lambda _: None,
    archive: Archive | None = None,
    letters: LetterBook | None = None,
    token: str = "",
) -> AsyncIterator[str]:
    """The web server over an engine, on a port of its own; gives its address."""

    async def nothing() -> str:
        return ""

    server = Server(
        engine,  # type: ignore[arg-type]
        metrics or ExporterMetrics(),
        reload or nothing,  # type: ignore[arg-type]
        archive=archive,
        letters=letters,
        token=token,
    )
    application = server.application()
    protect(application)
    async with listening(application) as url:
        yield url


@asynccontextmanager
async def listening(
    application: web.Application, context: Callable[[], ssl.SSLContext | None] = lambda: None
) -> AsyncIterator[str]:
    """An application on a port of its own; gives its address."""
    runner = quiet_runner(application)
    await runner.setup()
    listener = Listener(runner, context)
    try:
        host, port = await listener.open("127.0.0.1", 0)
        yield f"{'https' if context() else 'http'}://{host}:{port}"
    finally:
        listener.close()
        await runner.cleanup()


_CITY = """
bpbd|BPBD|Badan Penanggulangan Bencana Daerah|badan
bappeda|Bappeda|Badan Perencanaan Pembangunan Daerah|badan
disdukcapil|Disdukcapil|Dinas Kependudukan dan Pencatatan Sipil|dinas
disparpora|Disparpora|Dinas Pariwisata, Kepemudaan dan Olahraga|dinas
dpupr|DPUPR|Dinas Pekerjaan Umum dan Penataan Ruang|dinas
disperkim|Disperkim|Dinas Perumahan Rakyat dan Kawasan Permukiman|dinas
dinsos|Dinsos|Dinas Sosial|dinas
disnakertrans|Disnakertrans|Dinas Tenaga Kerja dan Transmigrasi|dinas
inspektorat|Inspektorat|Inspektorat Daerah|sekretariat
kesbangpol|Kesbangpol|Badan Kesatuan Bangsa dan Politik|badan
kec-cipocokjaya|Kec. Cipocok Jaya|Kecamatan Cipocok Jaya|kecamatan
kec-curug|Kec. Curug|Kecamatan Curug|kecamatan
kec-serang|Kec. Serang|Kecamatan Serang|kecamatan
kec-walantaka|Kec. Walantaka|Kecamatan Walantaka|kecamatan
satpolpp|Satpol PP|Satuan Polisi Pamong Praja|dinas
setwan|Setwan|Sekretariat DPRD|sekretariat
bkpsdm|BKPSDM|Badan Kepegawaian dan Pengembangan Sumber Daya Manusia|badan
diskominfo|Diskominfo|Dinas Komunikasi dan Informatika|dinas
disperpusda|Disperpusda|Dinas Perpustakaan dan Kearsipan Daerah|dinas
dindikbud|Dindikbud|Dinas Pendidikan dan Kebudayaan|dinas
dlh|DLH|Dinas Lingkungan Hidup|dinas
bapenda|Bapenda|Badan Pendapatan Daerah|badan
dpmptsp|DPMPTSP|Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu|dinas
bpkad|BPKAD|Badan Pengelolaan Keuangan dan Aset Daerah|badan
dinkes|Dinkes|Dinas Kesehatan|dinas
dp3akb|DP3AKB|Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana|dinas
disdaginkukm|Disdaginkukm|Dinas Koperasi, Usaha Kecil dan Menengah, Perindustrian dan Perdagangan|dinas
dishub|Dishub|Dinas Perhubungan|dinas
distan|Distan|Dinas Pertanian|dinas
kec-taktakan|Kec. Taktakan|Kecamatan Taktakan|kecamatan
setda|Setda|Sekretariat Daerah|sekretariat
kec-kasemen|Kec. Kasemen|Kecamatan Kasemen|kecamatan
"""


def _sites() -> list[Site]:
    rows = (line.split("|") for line in _CITY.split("\n") if line)
    return [Site(key, name, short, kind, f"https://{key}.example.go.id/") for key, short, name, kind in rows]


def city(now: datetime = NOW) -> list[SiteReport]:
    """32 agencies in the conditions that a real city shows on one day."""
    reports = []
    reasons = list(Reason)
    for number, site in enumerate(_sites()):
        if number == 31:
            report = silent_for(11.2, site=site, now=now)
        elif number == 30:
            report = SiteReport(site)
        elif number in (7, 13, 19):
            report = down(reasons[number], 31.5, site=site, now=now)
        elif number == 3:
            report = replace(
                silent_for(200, site=site, now=now), visit=down(Reason.TIMEOUT, 1, now=now).visit
            )
            report = replace(report, unusable_since=now - timedelta(hours=5))
        elif number in (0, 10, 11):
            report = replace(
                silent_for(1, site=site, now=now), last_post=None, state=State.NO_POSTS, cms=None, posts=None
            )
        elif number in (5, 12):
            report = replace(silent_for(1, site=site, now=now), last_post=None, state=State.UNKNOWN)
        elif number == 16:
            report = replace(silent_for(500, site=site, now=now), spam=True)
        elif number == 17:
            old = silent_for(412, site=site, now=now)
            report = replace(old, visit=visit(at=now - timedelta(hours=3)))
        else:
            report = silent_for(
                95 + 9 * (number - 22) if number > 22 else 190 + 31 * number, site=site, now=now
            )
        reports.append(report)
    return reports
