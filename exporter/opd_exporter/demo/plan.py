"""The 32 agencies in the state of 3 December 2024: which system, which posts, which traps. Ages are kept relative to now.

Statuses as the city counted them: https://titiknol.co.id/pemerintahan/minim-informasi-23-website-opd-pemkot-serang-tidak-aktif
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from opd_exporter.demo.content import Portrait, Post, named_post, own_posts, seed_posts
from opd_exporter.demo.response import Respond
from opd_exporter.demo.systems import (
    codeigniter,
    gone,
    joomla,
    lokomedia,
    madani2,
    madani3,
    opensid,
    shell,
    static,
    wordpress,
)


@dataclass(frozen=True)
class SitePlan:
    """One agency's site."""

    key: str
    short: str
    name: str
    group: str
    system: Respond
    ages: tuple[float, ...] = ()
    """Ages of its own posts, in days."""
    oddities: frozenset[str] = frozenset()
    """``seeds``, ``copies``, ``spam-posts``, ``scheduled``, ``pinned``, ``hello``, ``warning``, ``https`` choose posts and server;
    the others are read by the systems."""


def _ages(first: float, count: int = 9, step: float = 23) -> tuple[float, ...]:
    return tuple(first + step * number for number in range(count))


def _plan(
    key: str, short: str, name: str, group: str, system: Respond, ages: tuple[float, ...] = (), *oddities: str
) -> SitePlan:
    return SitePlan(key, short, name, group, system, ages, frozenset(oddities))


_KASEMEN = _plan(
    "kec-kasemen",
    "Kec. Kasemen",
    "Kecamatan Kasemen",
    "kecamatan",
    madani2.respond,
    _ages(11, 14),
    "seeds",
    "clock",
    "gpr",
)

# fmt: off
PLANS: tuple[SitePlan, ...] = (
    _plan("bpbd", "BPBD", "Badan Penanggulangan Bencana Daerah", "badan", madani2.respond, (), "seeds", "gpr"),
    _plan("bappeda", "Bappeda", "Badan Perencanaan Pembangunan Daerah", "badan", madani2.respond, (), "seeds", "clock"),
    _plan("disdukcapil", "Disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "dinas", madani2.respond, (), "seeds", "agenda"),
    _plan("disparpora", "Disparpora", "Dinas Pariwisata, Kepemudaan dan Olahraga", "dinas", madani2.respond, _ages(225), "seeds", "gpr"),
    _plan("dpupr", "DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "dinas", madani2.respond, _ages(410), "clock", "counter", "no-feed"),
    _plan("disperkim", "Disperkim", "Dinas Perumahan Rakyat dan Kawasan Permukiman", "dinas", gone.suspended),
    _plan("dinsos", "Dinsos", "Dinas Sosial", "dinas", wordpress.respond, _ages(705), "hidden-spam"),
    _plan("disnakertrans", "Disnakertrans", "Dinas Tenaga Kerja dan Transmigrasi", "dinas", gone.default_page),
    _plan("inspektorat", "Inspektorat", "Inspektorat Daerah", "sekretariat", madani3.respond, _ages(301), "agenda", "counter"),
    _plan("kesbangpol", "Kesbangpol", "Badan Kesatuan Bangsa dan Politik", "badan", lokomedia.respond, _ages(912, 5), "gpr"),
    _plan("kec-cipocokjaya", "Kec. Cipocok Jaya", "Kecamatan Cipocok Jaya", "kecamatan", madani2.respond, (), "seeds"),
    _plan("kec-curug", "Kec. Curug", "Kecamatan Curug", "kecamatan", madani2.respond, (), "seeds", "no-feed", "counter"),
    _plan("kec-serang", "Kec. Serang", "Kecamatan Serang", "kecamatan", gone.index_of),
    _plan("kec-walantaka", "Kec. Walantaka", "Kecamatan Walantaka", "kecamatan", gone.parked),
    _plan("satpolpp", "Satpol PP", "Satuan Polisi Pamong Praja", "dinas", wordpress.respond, _ages(520), "spam-posts", "spam-title"),
    _plan("setwan", "Setwan", "Sekretariat DPRD", "sekretariat", joomla.respond, _ages(366), "agenda"),
    _plan("bkpsdm", "BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "badan", wordpress.respond, _ages(251), "no-feed", "no-rest"),
    _plan("diskominfo", "Diskominfo", "Dinas Komunikasi dan Informatika", "dinas", madani2.respond, _ages(203), "scheduled", "clock", "counter"),
    _plan("disperpusda", "Disperpusda", "Dinas Perpustakaan dan Kearsipan Daerah", "dinas", wordpress.respond, (), "hello"),
    _plan("dindikbud", "Dindikbud", "Dinas Pendidikan dan Kebudayaan", "dinas", madani2.respond, _ages(430), "copies"),
    _plan("dlh", "DLH", "Dinas Lingkungan Hidup", "dinas", madani2.respond, _ages(515), "copies"),
    _plan("bapenda", "Bapenda", "Badan Pendapatan Daerah", "badan", madani3.respond, _ages(640), "copies"),
    _plan("dpmptsp", "DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "dinas", static.respond),
    _plan("bpkad", "BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah", "badan", madani2.respond, _ages(102), "seeds"),
    _plan("dinkes", "Dinkes", "Dinas Kesehatan", "dinas", wordpress.respond, _ages(121, 12), "https", "warning"),
    _plan("dp3akb", "DP3AKB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana", "dinas", joomla.respond, _ages(143)),
    _plan("disdaginkukm", "Disdagin", "Dinas Koperasi, Usaha Kecil dan Menengah, Perindustrian dan Perdagangan", "dinas", opensid.respond, _ages(152)),
    _plan("dishub", "Dishub", "Dinas Perhubungan", "dinas", lokomedia.respond, _ages(111, 7), "oldest-first", "gpr"),
    _plan("distan", "Distan", "Dinas Pertanian", "dinas", madani3.respond, _ages(132), "pinned", "agenda"),
    _plan("kec-taktakan", "Kec. Taktakan", "Kecamatan Taktakan", "kecamatan", codeigniter.respond, _ages(164), "counter"),
    _plan("setda", "Setda", "Sekretariat Daerah", "sekretariat", shell.respond, _ages(172)),
    _KASEMEN,
)

SCREEN_NAMES = {
    "disdukcapil": "Dukcapil",
    "disparpora": "Parpora",
    "disnakertrans": "Disnaker",
    "inspektorat": "Inspekt.",
    "kesbangpol": "Kesbang",
    "kec-cipocokjaya": "Cipocok",
    "diskominfo": "Kominfo",
    "disperpusda": "Perpusda",
}
"""On the wall, for those whose short name would have to be cut."""

TRAPS: dict[int, tuple[str, ...]] = {
    1: ("bappeda", "dpupr", "dishub", "kesbangpol", "diskominfo"),
    2: ("bpbd", "disparpora", "kesbangpol", "dishub"),
    3: ("bpbd", "bappeda", "disdukcapil", "kec-cipocokjaya", "kec-curug", "disperpusda", "dindikbud", "dlh", "bapenda"),
    4: ("inspektorat", "distan", "disparpora", "setwan"),
    5: ("disdukcapil", "inspektorat", "diskominfo"),
    6: ("dinsos", "satpolpp"),
    7: ("kec-curug", "dpupr", "kec-taktakan"),
    8: ("disperkim", "disnakertrans", "kec-serang", "kec-walantaka"),
    9: ("kec-taktakan", "kec-cipocokjaya", "kesbangpol"),
    10: ("satpolpp", "dinsos", "dinkes"),
    11: ("dinkes",),
    12: (),
}
"""Which sites carry which of the twelve things that mislead readers. Trap 6 as edits that leave the date alone; trap 12
(a provider's block page) makes a site unmeasured and so has no place in the state of 2024: ``tests/judges/non_site``."""
# fmt: on


def portrait(plan: SitePlan, now: datetime) -> Portrait:
    """The site as it is now."""
    posts: list[Post] = own_posts(plan.key, plan.short, plan.ages, now)
    for oddity, more in _MORE_POSTS.items():
        if oddity in plan.oddities:
            posts += more(plan, now)
    if "pinned" in plan.oddities:
        posts[-1] = replace(posts[-1], pinned=True)
    newest_first = tuple(sorted(posts, key=lambda post: post.date, reverse=True))
    return Portrait(plan.key, plan.name, plan.short, newest_first, plan.oddities)


def _copies(plan: SitePlan, now: datetime) -> list[Post]:
    day = (now - timedelta(days=3)).replace(hour=2, minute=0, second=0, microsecond=0)
    title = "Pemerintah Kota Serang Peringati Hari Jadi ke-{}"
    return [named_post(title.format(n), day - timedelta(days=n), number=950 + n) for n in (17, 18)]


def _spam_posts(plan: SitePlan, now: datetime) -> list[Post]:
    titles = (
        "Situs Slot Gacor Maxwin Hari Ini Gampang Menang",
        "Daftar Togel Online Terpercaya Toto Macau",
        "Bocoran RTP Live Slot",
    )
    return [named_post(title, now - timedelta(days=n), number=970 + n) for n, title in enumerate(titles, 1)]


def _scheduled(plan: SitePlan, now: datetime) -> list[Post]:
    title = f"{plan.short} Buka Pendaftaran Magang Tahun Depan"
    return [named_post(title, now + timedelta(days=40), number=990)]


def _hello(plan: SitePlan, now: datetime) -> list[Post]:
    body = "Selamat datang di WordPress. Ini adalah pos pertama Anda."
    return [named_post("Halo dunia!", now - timedelta(days=6), body=body, number=1)]


def _warning(plan: SitePlan, now: datetime) -> list[Post]:
    title = "Dinkes Ingatkan Warga akan Bahaya Judi Online"
    return [named_post(title, now - timedelta(days=127), number=980)]


_MORE_POSTS: dict[str, Callable[[SitePlan, datetime], list[Post]]] = {
    "seeds": lambda plan, now: seed_posts(plan.key),
    "copies": _copies,
    "spam-posts": _spam_posts,
    "scheduled": _scheduled,
    "hello": _hello,
    "warning": _warning,
}
"""What oddities add to an agency's own posts."""
