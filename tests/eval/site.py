"""A generated site: its entries, the traps it carries, and what its server sends."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from eval import traps
from eval.model import Reply
from eval.systems.model import System
from years.words import FORMS, WIB

LISTED, ON_FRONT = 10, 5
NEWS = "berita"


@dataclass(frozen=True)
class Entry:
    """Something that stands in a list of the site."""

    title: str
    slug: str
    number: int
    when: datetime
    body: str
    kind: str = NEWS
    """``berita``; else the heading of the box it stands in: it is no post."""
    more: str = ""
    """Markup in the head of its page."""


@dataclass(frozen=True)
class Made:
    """A site."""

    name: str
    system: System
    entries: tuple[Entry, ...]
    traps: frozenset[str] = frozenset()
    instead: Reply | None = None
    """What stands where the site was."""
    missing: Reply = field(
        default_factory=lambda: Reply("<html><title>404</title><h1>Tidak ditemukan</h1></html>", 404)
    )

    @property
    def news(self) -> list[Entry]:
        """Its list, as it is ordered."""
        found = sorted(
            (one for one in self.entries if one.kind == NEWS), key=lambda one: one.when, reverse=True
        )
        if "oldest first" in self.traps:
            found.reverse()
        if "by views" in self.traps:
            found.sort(key=lambda one: one.number * 7919 % 101)
        if "pinned" in self.traps and found:
            found.insert(0, found.pop())
        return found

    @property
    def feed(self) -> str:
        return "" if self.traps & {"no feed", "undated"} else self.system.feed


class Server:
    """Answers for a site at a moment."""

    def __init__(self, site: Made, origin: str, now: datetime) -> None:
        self.site, self.origin, self.now = site, origin, now

    def answer(self, path: str, query: str) -> Reply:
        """What the server sends for an address."""
        site = self.site
        asked = path + (f"?{query}" if query else "")
        if site.instead:
            return site.instead
        if "refused" in site.traps and path != "/":
            return Reply("<html><title>403</title><h1>Forbidden</h1><p>Akses ditolak.</p></html>", 403)
        reply = self._found(asked) or (
            self._page("Beranda", "") if "soft 404" in site.traps else site.missing
        )
        headers = {**dict(site.system.headers), **reply.headers}
        if "modified now" in site.traps:
            headers["Last-Modified"] = format_datetime(self.now.astimezone(UTC), usegmt=True)
        return replace(reply, headers=headers)

    def _found(self, asked: str) -> Reply | None:
        site, system = self.site, self.site.system
        if site.feed and asked == site.feed:
            return self._feed()
        if asked == "/sitemap.xml" and site.traps & {"sitemap now"}:
            return self._sitemap()
        if system.scripted:
            return self._shell(asked)
        if asked == "/":
            welcome = (
                f"<p>Selamat datang di laman {escape(site.name)}. Loket pelayanan buka setiap hari kerja.</p>"
            )
            return self._page("Beranda", f"{welcome}<h2>Berita Terbaru</h2>{self._rows(ON_FRONT)}")
        if asked == system.news:
            return self._page("Berita", f"<h2>Berita</h2>{self._rows(None if self._whole else LISTED)}")
        if asked in system.pages:
            name = asked.strip("/").rpartition("/")[2].partition(".")[0].title()
            return self._page(
                name,
                f"<h1>{name}</h1><p>{name} {escape(site.name)}. Kantor melayani warga di loket bawah.</p>",
            )
        if asked in system.doors:
            return self._page(
                "Masuk", '<form method="post"><input name="nama"><input type="password" name="sandi"></form>'
            )
        for entry in site.entries:
            if asked == self.address(entry):
                return self._page(entry.title, self._filled(system.article, entry), entry.more)
        return None

    @property
    def _whole(self) -> bool:
        return bool(self.site.traps & {"by views", "oldest first"})

    def address(self, entry: Entry) -> str:
        """Where an entry stands."""
        when = entry.when.astimezone(WIB)
        address = self.site.system.address.format(
            slug=entry.slug, number=entry.number, y=f"{when:%Y}", m=f"{when:%m}", d=f"{when:%d}"
        )
        return address if entry.kind == NEWS else f"/{entry.kind.lower().replace(' ', '-')}/{entry.slug}"

    def printed(self, when: datetime) -> str:
        """A date as the site prints it."""
        when = when.astimezone(WIB)
        if "undated" in self.site.traps:
            return ""
        if "month first" in self.site.traps:
            return f"{when:%m/%d/%Y}"
        if "ages" in self.site.traps:
            return f"{(self.now.date() - when.date()).days} hari yang lalu"
        return FORMS[self.site.system.form](when)

    def _rows(self, count: int | None) -> str:
        rows = "".join(self._filled(self.site.system.row, entry) for entry in self.site.news[:count])
        return rows or self.site.system.empty

    def _filled(self, markup: str, entry: Entry) -> str:
        site = self.site
        if "undated" in site.traps:
            markup = markup.replace(' datetime="{iso}"', "").replace(' title="{iso}"', "")
        elif "edited" in site.traps and markup is site.system.article:
            markup += f"<p>Terakhir diperbarui: {self.printed(self.now)}</p>"
        return markup.format(
            url=escape(self.address(entry)),
            title=escape(entry.title),
            text=entry.body[:60],
            body=entry.body,
            date=self.printed(entry.when),
            iso=entry.when.isoformat(timespec="seconds"),
            slug=entry.slug,
            number=entry.number,
            views=entry.number * 7 % 613,
            beside=f"<span>{self.printed(self.now)}</span> " if "clock beside" in site.traps else "",
        )

    def _page(self, title: str, main: str, more: str = "") -> Reply:
        site, system = self.site, self.site.system
        head = f'<meta name="generator" content="{system.generator}">' if system.generator else ""
        if site.feed:
            kind = "atom" if system.atom else "rss"
            head += f'<link rel="alternate" type="application/{kind}+xml" href="{escape(site.feed)}">'
        menu = [
            ("/", "Beranda"),
            *((path, path.strip("/").rpartition("/")[2].partition(".")[0].title()) for path in system.pages),
        ]
        menu.append((system.news, "Berita"))
        body = system.frame.format(
            head=head + more,
            title=escape(f"{title} - {site.name}"),
            site=escape(site.name),
            menu="".join(f'<li><a href="{escape(url)}">{name}</a></li>' for url, name in menu),
            main=main,
            aside=traps.aside(self),
            clock=f"<div>{FORMS['weekday'](self.now)}</div>" if "clock" in site.traps else "",
            year=self.now.year,
        )
        return Reply(body)

    def _feed(self) -> Reply:
        entries = sorted((e for e in self.site.entries if e.kind == NEWS), key=lambda e: e.when, reverse=True)
        entries = entries[len(entries) // 2 :] if "frozen feed" in self.site.traps else entries[:LISTED]
        told = [
            (e, self.now - timedelta(minutes=1) if "feed now" in self.site.traps else e.when) for e in entries
        ]
        name = escape(self.site.name)
        if self.site.system.atom:
            items = "".join(
                f"<entry><id>t:{e.number}</id><title>{escape(e.title)}</title><link rel='alternate' href='{self.origin}{escape(self.address(e))}'/>"
                f"<published>{when.isoformat()}</published><updated>{self.now.isoformat()}</updated></entry>"
                for e, when in told
            )
            text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title><updated>{self.now.isoformat()}</updated>{items}</feed>'
            return Reply(text, kind="application/atom+xml; charset=utf-8")
        items = "".join(
            f"<item><title>{escape(e.title)}</title><link>{self.origin}{escape(self.address(e))}</link><pubDate>{format_datetime(when)}</pubDate>"
            f"</item>"
            for e, when in told
        )
        said = self.site.system.describes.format(site=name)
        channel = f"<title>{name}</title><link>{self.origin}/</link><description>{said}</description>"
        built = f"<lastBuildDate>{format_datetime(self.now)}</lastBuildDate>"
        return Reply(
            f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{built}{items}</channel></rss>',
            kind="application/rss+xml; charset=utf-8",
        )

    def _sitemap(self) -> Reply:
        paths = ["/", *self.site.system.pages, *map(self.address, self.site.entries)]
        rows = "".join(
            f"<url><loc>{self.origin}{escape(path)}</loc><lastmod>{self.now.isoformat()}</lastmod></url>"
            for path in paths
        )
        return Reply(f'<?xml version="1.0"?><urlset>{rows}</urlset>', kind="text/xml")

    def _shell(self, asked: str) -> Reply:
        if urlsplit(asked).path == "/api/berita":
            data = [
                {
                    "id": e.number,
                    "judul": e.title,
                    "slug": e.slug,
                    "published_at": e.when.isoformat(),
                    "updated_at": self.now.isoformat(),
                }
                for e in self.site.news
            ]
            if "undated" in self.site.traps:
                data = [{key: one[key] for key in ("id", "judul", "slug")} for one in data]
            return Reply(json.dumps({"data": data}), kind="application/json")
        if asked == "/assets/index-9b1d.js":
            return Reply(
                'const a=()=>fetch("/api/berita?limit=9").then(r=>r.json());mount(a);', kind="text/javascript"
            )
        return self._page("Beranda", "")
