"""Configuration: YAML in, :class:`Config` out, every mistake named by file, line, field and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Thresholds:
    """Days that separate the statuses; sources in docs/thresholds.md."""

    aktif_days: float = 90
    kurang_aktif_days: float = 180
    unusable_grace_days: float = 7


@dataclass(frozen=True)
class ProbeSettings:
    """Limits of a probe."""

    timeout: float = 20.0
    """Seconds; the scrape's own deadline counts too."""
    max_body: int = 2 * 1024 * 1024
    """Bytes, decompressed."""
    max_requests: int = 8
    """Requests per probe of a site never seen before."""
    freshness_interval: float = 1800.0
    """Seconds between two looks for posts at one site."""
    concurrency: int = 16
    concurrency_per_address: int = 4
    readers: int = 0
    """Processes that read pages; 0: as many as there are cores, two to four."""
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    user_agent: str = "opd-exporter/1.0 (+https://diskominfo.example.go.id/opd-exporter)"


@dataclass(frozen=True)
class Maintenance:
    """Planned work on a site: people are told and alerts are silent meanwhile; its status is what it would be."""

    dari: datetime
    sampai: datetime
    sebab: str


@dataclass(frozen=True)
class Note:
    """An agency's objection to a verdict: shown beside it until ``sampai``, never changing it."""

    tanggal: datetime
    isi: str
    oleh: str
    """Who decided that it stands here."""
    sampai: datetime


@dataclass(frozen=True)
class Site:
    """One OPD and its website."""

    key: str
    nama: str
    singkatan: str
    kelompok: str
    url: str
    email: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    feed: str | None = None
    listing: str | None = None
    nama_layar: str = ""
    """Name on the wall screen, at most nine characters and like no other; a loaded configuration always has one."""
    kontak: str = ""
    """Whom to call at the agency."""
    kontak_hosting: str = ""
    """Whom to call about the server; the city's where the site names nobody."""
    kontak_domain: str = ""
    """Whom to call about the name; likewise."""
    pemeliharaan: tuple[Maintenance, ...] = ()
    catatan: tuple[Note, ...] = ()

    def maintained(self, now: datetime) -> Maintenance | None:
        """The planned work under way."""
        return next((one for one in self.pemeliharaan if one.dari <= now <= one.sampai), None)

    def notes(self, now: datetime) -> tuple[Note, ...]:
        """The objections that stand."""
        return tuple(one for one in self.catatan if one.tanggal <= now <= one.sampai)


@dataclass(frozen=True)
class Config:
    """A whole configuration file, valid."""

    city: str
    timezone: ZoneInfo
    thresholds: Thresholds
    probe: ProbeSettings
    sites: tuple[Site, ...]
    kontak_hosting: str = ""
    """Of every site that names nobody else; likewise the next."""
    kontak_domain: str = ""
    public: bool = False
    """Whether citizens may see what ``/publik`` tells."""
    target_percent: int = 100
    """Share of the sites that are to be aktif, in percent; only evaluations tell it. Why all: docs/thresholds.md."""
