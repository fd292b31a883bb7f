"""What was discovered as a configuration: every site with where it was found and how sure, as comments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from opd_exporter.config.screen_name import named
from opd_exporter.discover import names
from opd_exporter.discover.portal import Confidence, below, domain
from opd_exporter.discover.search import Looked, PortalReading
from opd_exporter.domain.config import Site
from opd_exporter.text.sanitise import printable

_PLAIN = re.compile(r"[A-Za-z][\w.()/&+-]*(?: [\w.()/&+-]+)*", re.ASCII)
"""Text that YAML reads as it stands."""
_SPECIAL = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)", re.IGNORECASE)
_SERVICES = re.compile(
    r"^(?:ppid|jdih|lpse|sipd|e-?\w+|si\w+|lapor|sp4n|cctv|mail|webmail|cpanel|data|opendata|satudata|portal|api|app\w*|layanan|"
    r"absen\w*|simpeg|sakip|spbe|arsip|perpus\w*|covid\w*|ws|dev|test|cdn|static|media|cloud|drive|meet)\.",
    re.IGNORECASE,
)
"""Hosts that are an application, by the usual names."""
MAX_NAMELESS = 60
"""Agencies that the portal names without a site, as far as the draft lists them in a comment."""


@dataclass(frozen=True)
class Entry:
    """A site of the draft."""

    site: Site
    looked: Looked
    trust: Confidence
    why: str
    """Why it is as sure as that."""

    @property
    def active(self) -> bool:
        """Whether it stands in the draft as a site, and not as a comment."""
        return self.looked.answers and self.trust is not Confidence.DOUBTFUL


def entries(discovery: PortalReading) -> list[Entry]:
    """Every site that was found, the surest first, each with names that no other has."""
    city = domain(discovery.portal)
    taken: set[str] = set()
    found = []
    for looked in discovery.sites:
        trust, why = _trust(looked, city)
        texts = (*looked.found.names, *looked.titles)
        nama = names.agency(texts) or names.cleaned(next(iter(texts), "")) or looked.url
        singkatan = names.short(nama, texts, looked.url)[: names.MAX_NAME]
        key = names.key(singkatan, looked.url, taken)
        group = names.group(nama)
        if group == "lainnya":
            group = names.group(singkatan)
        found.append(
            Entry(Site(key, nama[: names.MAX_NAME], singkatan, group, looked.url), looked, trust, why)
        )
    order = sorted(found, key=lambda one: (not one.active, list(Confidence).index(one.trust)))
    sites = named([one.site for one in order])
    return [Entry(site, one.looked, one.trust, one.why) for site, one in zip(sites, order, strict=True)]


def _trust(looked: Looked, city: str) -> tuple[Confidence, str]:
    """How sure it is that a site is an agency's, and why."""
    linked, titled = names.agency(looked.found.names), names.agency(looked.titles)
    own = below(looked.url, city)
    host = looked.url.partition("://")[2]
    if names.national(linked or titled):
        return Confidence.DOUBTFUL, "namanya seperti lembaga pusat atau provinsi"
    if own and linked:
        return Confidence.SURE, f"portal menyebutnya OPD dan alamatnya di bawah {city}"
    if own and titled and not _SERVICES.match(host):
        return Confidence.LIKELY, f"judul situsnya nama OPD dan alamatnya di bawah {city}"
    if linked and looked.found.listed:
        return Confidence.LIKELY, f"ada di daftar OPD portal, tetapi alamatnya bukan di bawah {city}"
    if own and _SERVICES.match(host):
        return Confidence.DOUBTFUL, "alamatnya seperti aplikasi atau layanan, bukan situs OPD"
    if own:
        return Confidence.DOUBTFUL, f"alamatnya di bawah {city}, tetapi namanya bukan nama OPD"
    return (
        Confidence.DOUBTFUL,
        f"namanya seperti OPD, tetapi alamatnya bukan di bawah {city} dan tidak di daftar OPD",
    )


def draft(
    discovery: PortalReading,
    found: list[Entry],
    at: str,
    networks: tuple[IPv4Network | IPv6Network, ...] = (),
) -> str:
    """The text of a configuration file; ``at`` says when it was made, in words."""
    city = names.city(discovery.titles)
    active = [one for one in found if one.active]
    others = len(found) - len(active)
    lines = [
        f"# Konsep dari {_comment(discovery.portal)}, {at}.",
        "# Periksa setiap situs, lengkapi (email, kontak), lalu jalankan check-config.",
        f"# Dibaca: {_comment(', '.join(discovery.read))}",
        f"# {len(active)} situs siap dipakai.",
        *(
            [f"# {others} lainnya diberi tanda pagar; kalau memang situs OPD, hapus «# » di depan barisnya."]
            if others
            else []
        ),
        f"city: {_scalar(city or 'Kota')}  # {'dari judul portal' if city else 'tidak ditemukan; tulis nama kotanya'}",
        "timezone: Asia/Jakarta  # WIB; WITA: Asia/Makassar, WIT: Asia/Jayapura",
    ]
    if networks:
        lines.append(f"probe: {{allow_networks: [{', '.join(map(_scalar, map(str, networks)))}]}}")
    lines.append("sites:" if active else "sites: []")
    for one in found:
        lines += _entry(one)
    if discovery.left:
        lines.append(f"# {discovery.left} situs lagi tidak diperiksa karena terlalu banyak.")
    if discovery.nameless:
        lines.append("# Disebut portal tanpa alamat situs sendiri:")
        lines += [f"#   {_comment(name)}" for name in discovery.nameless[:MAX_NAMELESS]]
    return "\n".join(lines) + "\n"


def _entry(one: Entry) -> list[str]:
    looked, site = one.looked, one.site
    state = "menjawab" if looked.answers else "TIDAK MENJAWAB"
    told = f" ({looked.told})" if looked.told else ""
    listed = "daftar OPD" if looked.found.listed else "tautan"
    written = [
        f"- key: {_scalar(site.key)}",
        f"  nama: {_scalar(site.nama)}",
        f"  singkatan: {_scalar(site.singkatan)}",
        f"  nama_layar: {_scalar(site.nama_layar)}",
        f"  kelompok: {_scalar(site.kelompok)}",
        f"  url: {_scalar(site.url)}",
    ]
    sign = "" if one.active else "# "
    return [
        f"  # {one.trust}: {_comment(one.why)}",
        f"  # ditemukan: {listed} di {_comment(looked.found.where)}; {state}{_comment(told)}",
        *(f"  {sign}{line}" for line in written),
    ]


def _scalar(text: str) -> str:
    """A text as YAML reads it back: as it stands where that is safe, else in quotation marks."""
    text = printable(text, 1000)
    if _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text):
        return text
    if re.fullmatch(r"https?://[\w./:~%?=&+-]+[\w/]", text, re.ASCII):
        return text
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return printable(text, 400)
