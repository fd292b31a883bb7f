"""Posts in a JSON interface: WordPress' own, and whatever else answers with a list of titled, dated things."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from opd_exporter.dates.order import NO_ORDER, WORTH, Hand, Order, order_of
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Source
from opd_exporter.page.charset import decode
from opd_exporter.posts.article.told_in_data import told_in_data
from opd_exporter.posts.clock import without_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import NO_PAGE
from opd_exporter.posts.inner_hosts import judged_at_home
from opd_exporter.posts.news_words import is_post_category, newslike
from opd_exporter.posts.screening import screened
from opd_exporter.posts.sources.documents import json_in, unpacked, whole
from opd_exporter.posts.sources.feed import text_of
from opd_exporter.text.address import leads_to

MAX_NODES = 20_000
"""Objects and lists of an answer that are looked at,"""
MAX_DEPTH = 12
"""how deep they lie,"""
MAX_ITEMS = 300
"""and how many of one list: hostile answers are wide and deep."""
MAX_FIELDS = 200
"""Fields of an object that are read."""
MAX_TYPES = 100
"""Types of a WordPress site that are looked at."""
MAX_NAME = 200
"""Characters of what stands for an object's address where it has none."""

# fmt: off
_TITLES = ("title", "judul", "judul_berita", "judul_artikel", "nama_berita", "headline", "post_title", "title_id")
"""Fields with a title, as programmers here and elsewhere call them; likewise below."""
_PUBLISHED = (
    "date_gmt", "published_at", "publishedat", "publish_at", "published", "published_date", "publish_date",
    "publishdate", "date_published", "datepublished", "tanggal_publish", "tgl_publish", "tanggal_terbit", "tgl_terbit",
    "tanggal_publikasi", "waktu_publish", "tanggal_posting", "tgl_posting", "posted_at", "post_date", "tanggal_berita",
    "tgl_berita", "tanggal", "tgl", "date", "created_at", "createdat", "created", "created_date", "tgl_input",
)
"""Fields of publishing, most trusted first; those of editing are never asked (contract, settled cases)."""
_LINKS = ("link", "url", "permalink", "href", "path")
"""Fields with an address,"""
_NAMES = ("slug", "slug_berita", "judul_seo", "seo", "id", "uuid", "id_berita")
"""and those of which the site makes one."""
_HIDDEN = {"draft", "pending", "private", "trash", "future", "inactive", "unpublished", "nonaktif", "0", "false", "n"}
"""What fields of ``_STATES`` say of what nobody is to see yet."""
_STATES = ("status", "is_published", "publish", "aktif", "draft_status")
_SHOWN = ("published", "is_active")
"""Fields that hide an object when they are plainly false; ``published`` may be a date as well."""
_SUMMARIES = ("excerpt", "ringkasan", "isi", "content")
_NOT_TYPES = (
    "page", "attachment", "wp_block", "wp_template", "wp_template_part", "wp_navigation", "wp_global_styles",
    "wp_font_family", "nav_menu_item", "product", "event", "tribe_events", "popup", "slider", "slide", "testimonial",
)
"""WordPress types that never hold posts; builders' types are told by their prefixes."""
_BUILDERS = (
    "elementor", "e-", "e_", "wp_", "acf-", "jet-", "et_", "ct_", "fl-", "oceanwp", "astra", "popup", "mc4wp", "wpcf7",
)
"""Prefixes of types that themes and page builders keep their own parts in."""
_EVENT_FIELDS = (
    "start_date", "startdate", "start_at", "end_date", "enddate", "event_date", "eventdate", "tanggal_mulai", "tgl_mulai",
    "tanggal_selesai", "tgl_selesai", "waktu_mulai", "jam_mulai", "tanggal_kegiatan", "tanggal_acara",
)
"""Fields of something that takes place."""
_WRAPPERS = ("data", "items", "nodes", "edges", "results")
"""Names that interfaces give to whatever they wrap a list into (JSON:API, GraphQL, Django REST framework)."""
_NOT_LISTS = frozenset(
    {
        "slider", "slide", "carousel", "hero", "menu", "navigation", "nav", "setting", "pengaturan", "kategori",
        "category", "tag", "user", "pengguna", "author", "partner", "mitra", "umkm", "product", "produk", "survey",
        "survei", "comment", "komentar", "visitor", "pengunjung", "photo", "image", "media", "service", "employee",
        "staff", "faq", "document", "regulation", "popup", "notification", "section", "widget", "feature", "stat",
        "statistic", "hukum", "potensi", "wisata", "destination", "destinasi", "ppid", "permohonan", "pengaduan",
        "aduan", "dip",
    }
)
"""Names of lists that hold no posts."""
# "publishedAt" is two words.
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# fmt: on

Homes = Callable[[str, str], str]
"""Where the entry of a name (slug, id) and a title stands, where that is known beside the data; else an empty string."""


def unknown_homes(name: str, title: str) -> str:
    """Of an interface: what the data does not say is known to nobody."""
    return ""


def _spoken(name: str) -> str:
    """A field's name as words, plurals undone: ``upcomingEvents`` -> ``upcoming event``."""
    words = re.findall(r"[a-z]+", _CAMEL.sub(" ", name).lower())
    return " ".join(singular(word) for word in words)


def singular(word: str) -> str:
    """A word without an English plural's ending."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    # "pers" (the press) and "news" have no singular; nor have words of three letters ("gas").
    return word[:-1] if len(word) > 3 and word.endswith("s") and word not in ("news", "pers") else word


def _holds_posts(name: str) -> bool:
    spoken = _spoken(name)
    # "beritaFoto": a noun for news outweighs the other word.
    return is_post_category(spoken) and (_NOT_LISTS.isdisjoint(spoken.split()) or newslike(spoken, "") >= 5)


def _load(body: bytes) -> Any:
    return json_in(decode(unpacked(body), "application/json"))


def _lists(data: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of objects with the name it has, near the top first."""
    # Breadth first: what an interface answers with stands near the top, what belongs to an entry below it.
    waiting: deque[tuple[str, Any, int]] = deque([("", data, 0)])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        name, node, depth = waiting.popleft()
        if isinstance(node, list):
            objects = [one for one in node[:MAX_ITEMS] if isinstance(one, dict)]
            if objects:
                yield name, objects
            if depth < MAX_DEPTH:
                waiting.extend(
                    (name, one, depth + 1) for one in node[:MAX_ITEMS] if isinstance(one, dict | list)
                )
        elif isinstance(node, dict) and depth < MAX_DEPTH:
            waiting.extend(
                # A wrapper says nothing of what it holds: that is called as what the wrapper belongs to.
                (name if key in _WRAPPERS else str(key)[:60], value, depth + 1)
                for key, value in list(node.items())[:MAX_FIELDS]
                if isinstance(value, dict | list)
            )


def _flat(node: dict[str, Any]) -> dict[str, Any]:
    """Field names in lower case; wrappers that some interfaces put around an object taken off."""
    # Strapi wraps fields into "attributes", GraphQL into "node".
    inner = node.get("attributes") or node.get("node")
    merged = {**node, **inner} if isinstance(inner, dict) else node
    return {str(key).lower(): value for key, value in list(merged.items())[:MAX_FIELDS]}


def _string(value: Any) -> str:
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("rendered", "iso", "raw", "id", "value", "date") if key in value), ""
        )
    return whole(str(value)[:4000]) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _one(node: dict[str, Any], url: str, context: Context, place: str, homes: Homes) -> Candidate | None:
    """An object as a candidate; None for what has no title, takes place some day, or is not shown yet."""
    fields = _flat(node)
    if any(fields.get(key) for key in _EVENT_FIELDS) or _is_hidden(fields):
        return None
    title = text_of(next((_string(fields[key]) for key in _TITLES if fields.get(key)), ""))
    if not title:
        return None
    link, name = _first(fields, _LINKS), _first(fields, _NAMES)
    home = (leads_to(url, link) if link else "") or homes(name, title)
    # Without an address of its own an entry is known by the interface's, and by its name there.
    address = home or f"{url}#{(name or title)[:MAX_NAME]}"
    published, found = _published(fields, context)
    summary = text_of(next((_string(fields[key]) for key in _SUMMARIES if fields.get(key)), ""))
    candidate = Candidate(
        source=Source.REST,
        url=address,
        title=title,
        published=published,
        found=found,
        seen_on=url,
        summary=summary,
    )
    # Of an entry with a page of its own that page tells.
    own = NO_PAGE if home else told_in_data(_texts(fields), title, url, context)
    judge = partial(screened, context=context, linked=bool(link or home), place=place, news=True, page=own)
    return judged_at_home(candidate, context.scope, judge)


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    """The first of these fields that says anything."""
    return next((text for key in names if (text := _string(fields.get(key, "")))), "")


def _texts(fields: Mapping[str, Any]) -> Iterator[object]:
    """What the fields hold, WordPress' wrapper taken off."""
    return (value.get("rendered") if isinstance(value, dict) else value for value in fields.values())


def _published(fields: Mapping[str, Any], context: Context) -> tuple[datetime | None, str]:
    """The date of the most trusted field that can be read, and the field's name."""
    for key in _PUBLISHED:
        text = _string(fields.get(key, ""))
        zoned = f"{text}Z" if key == "date_gmt" and text else text  # WordPress leaves its zone out
        if date := context.machine_date(zoned) if zoned else None:
            return date.when, key
    return None, ""


def _is_hidden(fields: Mapping[str, Any]) -> bool:
    """Whether an object says that it is not shown."""
    if any(str(fields.get(key, "")).lower() in _HIDDEN for key in _STATES):
        return True
    return any(fields.get(key) is False for key in _SHOWN)


def posts_in(
    data: Any, url: str, context: Context, place: str = "", homes: Homes = unknown_homes
) -> tuple[Candidate, ...]:
    """The list that is most likely one of posts: dated and titled, and called news rather than agenda or pages.
    ``place`` is the address of the interface, when that says what it lists."""
    best: tuple[float, list[Candidate]] = (0.0, [])
    for name, objects in _lists(data):
        if name and not _holds_posts(name):
            continue
        candidates = [one for node in objects if (one := _one(node, url, context, place, homes))]
        dated = sum(one.published is not None for one in candidates)
        # Titles without a day are anything, unless the list is called news.
        if not candidates or (not dated and newslike(_spoken(name), "") == 0):
            continue
        # Days weigh by their number, a name for news three times its promise: an agenda has as many days as a list of
        # news. Of lists alike the longer.
        score = dated + min(len(candidates), 5) / 10 + 3 * newslike(_spoken(name), "")
        if score > best[0]:
            best = score, candidates
    return without_clock(best[1], context)


def read_rest(body: bytes, *, url: str, context: Context) -> tuple[Candidate, ...] | None:
    """Posts of a JSON answer, or None when it is no list of anything. Never fails."""
    data = _load(body)
    # "code" and "message" alone are how interfaces refuse.
    if not isinstance(data, dict | list) or (
        isinstance(data, dict) and "code" in data and "message" in data and len(data) <= 4
    ):
        return None
    return posts_in(data, url, context, "" if "/wp/v2/" in urlsplit(url).path else url)


def dates_in(data: Any) -> Iterator[str]:
    """Every date of publishing in data, as it is written."""
    for _, objects in _lists(data):
        for node in objects:
            fields = _flat(node)
            yield from (value for key in _PUBLISHED if (value := _string(fields.get(key, ""))))


def order_in(body: bytes) -> Order:
    """What the dates of a JSON answer show of the order of their fields. Never fails."""
    text = decode(unpacked(body), "application/json")
    return order_of(dates_in(json_in(text)), Hand.MACHINE) if WORTH.search(text) else NO_ORDER


def types_of_wordpress(body: bytes) -> tuple[str, ...]:
    """REST bases of types that may hold posts: those with an archive, never builders' or events'."""
    data = _load(body)
    if not isinstance(data, dict):
        return ()
    found = []
    for name, kind in list(data.items())[:MAX_TYPES]:
        if not isinstance(kind, dict) or name == "post" or name in _NOT_TYPES or name.startswith(_BUILDERS):
            continue
        # It becomes a part of an address that is asked.
        base = str(kind.get("rest_base") or name)
        if (
            kind.get("has_archive")
            and is_post_category(f"{name} {kind.get('name', '')}")
            and base.replace("-", "").replace("_", "").isalnum()
        ):
            found.append(base)
    return tuple(sorted(found, key=lambda base: -newslike(base, "")))
