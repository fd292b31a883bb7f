"""The scenarios: the common states, the traps, mixtures of them, and pages that are no site."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from eval.model import MOMENT, Reply
from eval.scenario import UNKNOWN, More, Scenario, Writer
from eval.site import NEWS, Entry
from eval.systems.model import System
from eval.traps import BOXES
from opd_exporter.domain.vocabulary import Status
from years import words

DEAD, KURANG, LIVING = (190, 2400), (95, 174), (3, 84)
"""Days since the newest post: away from the thresholds, so that the hour of day decides nothing."""
LURES = (
    "Situs Slot Gacor Maxwin Malam Ini",
    "Bandar Togel Online Terpercaya Pasti JP",
    "Link Slot Scatter Hitam Bonus New Member",
    "Agen Judi Bola dan Casino Online Resmi",
)


def _box(kind: str, *ages: float) -> More:
    titles = {
        BOXES[0]: ("LAKIP", "Renstra", "Perjanjian Kinerja"),
        BOXES[1]: ("Album Apel Pagi", "Album Kerja Bakti", "Album Pelantikan"),
        BOXES[2]: ("Upacara Hari Jadi", "Temu Warga Bulanan", "Lomba Perahu Hias"),
    }[kind]

    def more(writer: Writer) -> list[Entry]:
        names = [f"{title} {writer.rng.choice(words.AGENCIES)}" for title in titles]
        return [writer.entry(age, kind, name) for age, name in zip(ages, names, strict=True)]

    return more


def _one(age: float, title: str = "", body: str = "") -> More:
    return lambda writer: [writer.entry(age, title=title, body=body)]


def _spam(writer: Writer) -> list[Entry]:
    text = "{}. Daftar slot gacor, bonus 100%."
    titles = [f"{lure} {writer.rng.randrange(10, 999)}" for lure in LURES]
    return [writer.entry(1 + n, title=title, body=text.format(title)) for n, title in enumerate(titles)]


def _warning(writer: Writer) -> list[Entry]:
    where = words.title(writer.rng, writer.taken).partition(" di ")[2]
    return [writer.entry(5, title=f"Dinas Ingatkan Warga {where} akan Bahaya Judi Online")]


def _copies(writer: Writer) -> list[Entry]:
    canonical = '<link rel="canonical" href="https://portal.example.go.id/berita/{}">'
    return [writer.entry(2 + n, more=canonical.format(n)) for n in range(2)]


def _pages(system: System) -> bool:
    return not system.scripted


def _fed(system: System) -> bool:
    return bool(system.feed)


def _printing(system: System) -> bool:
    """Whether it tells dates to people only."""
    return not system.scripted and not system.exact


def _named(name: str) -> Callable[[System], bool]:
    return lambda system: system.name == name


def _exact(system: System) -> bool:
    return system.exact


def _no_lure(entry: Entry) -> bool:
    return entry.kind == NEWS and "slot gacor" not in entry.body


def _no_copy(entry: Entry) -> bool:
    return entry.kind == NEWS and not entry.more


def _never(entry: Entry) -> bool:
    return False


def _set(*traps: str) -> frozenset[str]:
    return frozenset(traps)


SAMPLE = _one(6, "Halo dunia!", "Selamat datang di WordPress. Ini adalah pos pertama Anda. Edit atau hapus.")
JANUARY = _one((MOMENT - MOMENT.replace(month=1, day=1)).days)

BASE = (
    Scenario("living", LIVING),
    Scenario("kurang aktif", KURANG),
    Scenario("dead", DEAD),
    Scenario("never posted", None),
    Scenario("undated", LIVING, _set("undated"), only=UNKNOWN, dated_by_address=True),
    Scenario("refused", LIVING, _set("refused"), only=UNKNOWN, fits=_pages),
)
"""Of every system."""

MIXABLE = (
    Scenario("today's date above every page", DEAD, _set("clock"), fits=_pages),
    Scenario("today's date beside the title", DEAD, _set("clock beside"), fits=_pages),
    Scenario("the ministry's news beside the posts", DEAD, _set("gpr"), fits=_pages),
    Scenario("the portal's news beside the posts", DEAD, _set("portal"), fits=_pages),
    Scenario("a counter that moves", KURANG, _set("counter"), fits=_pages),
    Scenario("fresh comments", DEAD, _set("comments"), fits=_pages),
    Scenario("fresh documents", DEAD, more=_box(BOXES[0], 4, 9, 15), fits=_pages),
    Scenario("fresh albums", DEAD, more=_box(BOXES[1], 2, 8, 20), fits=_pages),
    Scenario("events to come", DEAD, more=_box(BOXES[2], 3, -6, -12), fits=_pages),
    Scenario("gambling above the news", DEAD, more=_spam, own=_no_lure, spam=True, also=UNKNOWN),
    Scenario("hidden gambling links", LIVING, _set("hidden links"), spam=True, fits=_pages),
    Scenario("fresh copies of the portal", DEAD, more=_copies, own=_no_copy, fits=_pages),
    Scenario("sitemap of now", DEAD, _set("sitemap now", "no feed"), fits=_pages),
    Scenario("feed of now", DEAD, _set("feed now"), fits=_fed),
    Scenario("a frozen feed", LIVING, _set("frozen feed"), fits=_fed),
    Scenario("changed now, says the server", DEAD, _set("modified now")),
    Scenario("edited today", DEAD, _set("edited"), fits=_pages),
    Scenario("an old post pinned", LIVING, _set("pinned", "no feed")),
    Scenario("oldest first", LIVING, _set("oldest first", "no feed")),
    Scenario("lists by views", KURANG, _set("by views", "no feed")),
    Scenario("month first", LIVING, _set("month first", "no feed"), fits=_printing),
    Scenario("ages instead of dates", LIVING, _set("ages", "no feed"), also=UNKNOWN, fits=_printing),
    Scenario("every unknown address answers", DEAD, _set("soft 404"), fits=_pages),
    Scenario("a post announced for later", DEAD, more=_one(-40)),
)
"""Traps that may be set together."""

TRAPS = (
    *MIXABLE,
    Scenario("documents, and no post ever", None, more=_box(BOXES[0], 5, 11, 30), fits=_pages),
    Scenario("a sample post, and no other", None, more=SAMPLE, own=_never, fits=_named("wordpress")),
    Scenario("a warning against gambling", (20, 60), more=_warning),
    Scenario("first of January", (400, 500), _set("no feed"), more=JANUARY),
    Scenario("posted today, dated beyond doubt", (30, 60), more=_one(0), fits=_exact),
    Scenario("the first post after two years", (730, 900), more=_one(5)),
)
"""Of three systems each, where so many fit."""


def mixed(rng: Random, system: System) -> Scenario:
    """Two or three traps at once, over posts of any age."""
    fitting = [one for one in MIXABLE if one.fits(system)]
    chosen = rng.sample(fitting, min(len(fitting), rng.choice((2, 2, 3))))
    name, newest = rng.choice((("living", LIVING), ("kurang aktif", KURANG), ("dead", DEAD), ("dead", DEAD)))
    return Scenario(
        " + ".join((name, *sorted(one.name for one in chosen))),
        newest,
        frozenset[str]().union(*(one.traps for one in chosen)),
        lambda writer: [entry for one in chosen for entry in one.more(writer)],
        frozenset[Status]().union(*(one.also for one in chosen)),
        own=lambda entry: all(one.own(entry) for one in chosen),
        spam=any(one.spam for one in chosen),
    )


def _dead(
    reason: str, title: str, text: str, status: int = 200, only: frozenset[Status] | None = None
) -> Scenario:
    markup = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    name = f"nothing but {title.lower() or 'an empty page'}"
    return Scenario(name, None, only=only, instead=Reply(markup, status), reason=reason)


_GONE = frozenset({Status.TIDAK_AKTIF})
NO_SITES = (
    _dead(
        "suspended",
        "Account Suspended",
        "This account has been suspended. Contact your hosting provider.",
        only=_GONE,
    ),
    _dead(
        "suspended",
        "Akun Ditangguhkan",
        "Layanan hosting untuk situs ini ditangguhkan karena tagihan belum dibayar.",
        only=_GONE,
    ),
    _dead(
        "parked",
        "Domain ini dijual",
        "Domain ini telah kedaluwarsa dan dapat dibeli. Hubungi penjual domain.",
        only=_GONE,
    ),
    _dead(
        "default_page",
        "Welcome to nginx!",
        "If you see this page, the nginx web server is successfully installed and working.",
        only=_GONE,
    ),
    _dead(
        "default_page",
        "Apache2 Debian Default Page: It works",
        "This is the default welcome page used to test the correct operation of the Apache2 server.",
        only=_GONE,
    ),
    _dead(
        "directory_listing",
        "Index of /",
        '<a href="../">Parent Directory</a> <a href="cgi-bin/">cgi-bin/</a> <a href="cadangan.zip">cadangan.zip</a>',
        only=_GONE,
    ),
    _dead(
        "maintenance",
        "Under Maintenance",
        "Our website is currently undergoing scheduled maintenance. We will be back soon.",
    ),
    _dead(
        "maintenance",
        "Situs dalam perbaikan",
        "Mohon maaf, website sedang dalam perbaikan. Silakan kembali lagi nanti.",
    ),
    _dead(
        "database_error",
        "Error establishing a database connection",
        "SQLSTATE[HY000] [2002] Connection refused",
        500,
    ),
    _dead(
        "blocked",
        "Internet Positif",
        "Situs yang Anda tuju tidak dapat diakses karena diblokir sesuai peraturan perundang-undangan. trustpositif",
    ),
    _dead(
        "challenge",
        "Just a moment...",
        'Checking your browser before accessing. <script src="/cdn-cgi/challenge-platform/h/b/orchestrate.js"></script>',
        403,
    ),
    _dead(
        "http_status",
        "503 Service Unavailable",
        "The server is temporarily unable to service your request.",
        503,
    ),
    _dead("defaced", "Hacked by Bayangan", "Hacked by Bayangan Team. Your security is low, admin!"),
    _dead("empty_shell", "", "", 200),
)
"""What answers and is no site: each once."""
