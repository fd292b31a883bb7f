"""What every system of the simulation answers with: pages put together from a look of its own and parts in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from printed_days import MONTHS
from years.boxes import KINDS, PARTNER
from years.site import Post, Site, Style
from years.words import SECTIONS, TOWN, ago, slug

PER_PAGE = 10


@dataclass(frozen=True)
class Reply:
    """What a server sends."""

    body: str
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """A site at one moment, as somebody asks it."""

    site: Site
    now: datetime
    origin: str

    @property
    def style(self) -> Style:
        return self.site.style

    def chance(self, *of: object) -> Random:
        """Chance that gives the same for the same view of the same page."""
        return Random(f"{self.site.key} {self.now.isoformat()} {of}")

    def link(self, path: str) -> str:
        """An address as the pages name it: with a session in it when the site does that."""
        session = f"{self.chance('session').getrandbits(64):016x}"
        if self.site.has("session ids in paths", self.now):
            before, mark, query = path.partition("?")
            return f"{before};jsessionid={session.upper()}{mark}{query}"
        if not self.site.has("session ids in links", self.now):
            return path
        return f"{path}{'&' if '?' in path else '?'}PHPSESSID={session}"

    @property
    def ages(self) -> bool:
        """Whether posts are told by their age."""
        return self.style.form == "ages" or self.site.has("rolling dates", self.now)

    def date(self, post: Post) -> str:
        """The date printed for a post."""
        if self.site.has("rolling dates", self.now):
            return f"{1 + post.number % 5} hari yang lalu"
        if self.style.form == "ages":
            return ago(self.now - post.shown)
        return self.site.printed(post.shown)

    def clock(self) -> str:
        """Today, in the server's zone."""
        return self.site.printed(self.now)

    def beside_title(self, post: Post) -> str:
        """What stands under the title of an article."""
        edited = f" <span>Terakhir diperbarui: {self.clock()}</span>" if "updated" in self.style.boxes else ""
        return self._dated(post) + edited

    def _dated(self, post: Post) -> str:
        if self.style.clock == "beside" or self.site.has("clock added by a redesign", self.now):
            told = f"<span>{self.clock()}</span>"
            return told + (f" <span>Diposting: {self.date(post)}</span>" if self.style.dated else "")
        return f"<span>{self.date(post)}</span>" if self.style.dated else ""

    def on_row(self, post: Post) -> str:
        """What stands beside the title in a list."""
        style, when = self.style, post.shown.astimezone(self.site.zone())
        if not style.dated or style.rows == "bare":
            return ""
        if style.rows == "badge":
            month = MONTHS[when.month - 1][:3]
            return f'<div class="tgl"><b>{when.day:02d}</b><span>{month} {when.year}</span></div>'
        if style.rows == "yearless":
            return f"<small>{when.day} {MONTHS[when.month - 1]}</small>"
        return f"<small>{self.date(post)}</small>"

    def ordered(self, section: int | None = None) -> list[Post]:
        """The entries of a list, in its order; None: of all sections."""
        posts = [p for p in self.site.visible(self.now) if section is None or p.section == section]
        if self.style.order == "views":
            posts.sort(key=lambda post: post.views, reverse=True)
        elif self.style.order == "edits":
            posts.sort(key=lambda post: post.edited, reverse=True)
        elif self.style.order == "oldest":
            posts.reverse()
        if self.style.pinned and posts:
            oldest = min(posts, key=lambda post: post.published)
            posts.remove(oldest)
            posts.insert(0, oldest)
        return posts

    def sections(self) -> dict[str, str]:
        """Path part and name of the lists besides the news."""
        return {slug(name): name for name in SECTIONS[: self.style.sections]}

    def kinds(self) -> dict[str, str]:
        """Path part and name of the lists of what is no news."""
        return {path: KINDS[path].name for path in self.style.kinds}

    def header(self) -> str:
        """Something above every page."""
        return f'<div class="jam">{self.clock()}</div>' if self.style.clock == "header" else ""

    def aside(self, address: Callable[[Scene, Post], str]) -> str:
        """Boxes beside every page."""
        boxes = []
        if self.style.random_box:
            posts = self.ordered()
            shown = self.chance("box").sample(posts, min(3, len(posts)))
            rows = "".join(
                f'<li><a href="{self.link(address(self, p))}">{escape(p.title)}</a> {self.on_row(p)}</li>'
                for p in shown
            )
            boxes.append(f"<div class=widget><h4>Artikel Lainnya</h4><ul>{rows}</ul></div>")
        if self.style.agenda:
            ahead = [self.now + timedelta(days=days) for days in (2, 9)]
            rows = "".join(f"<li>Rapat bulanan, {self.site.printed(when)}, Aula Bawah</li>" for when in ahead)
            boxes.append(f"<div class=widget><h4>Agenda</h4><ul>{rows}</ul></div>")
        return "".join([*boxes, *(getattr(self, f"_{box}")() for box in self.style.boxes)])

    def _partner(self) -> str:
        rows = "".join(f'<li><a href="{url}">{title}</a> {self.clock()}</li>' for url, title in PARTNER)
        return f"<div class=widget><h4>Berita Kota</h4><ul>{rows}</ul></div>"

    def _comments(self) -> str:
        rows = "".join(f"<li>Warga, {self.clock()}: terima kasih infonya</li>" for _ in range(2))
        return f"<div class=widget><h4>Komentar Terbaru</h4><ul>{rows}</ul></div>"

    def _updated(self) -> str:
        """A stamp writes as it pleases, whatever the theme does."""
        return f"<div class=widget>Pemutakhiran data: {self.now.astimezone(self.site.zone()):%d-%m-%Y %H:%M}</div>"

    def _visitors(self) -> str:
        counted = self.chance("visitors").randrange(20, 400)
        return f"<div class=widget><h4>Pengunjung</h4><p>Hari ini: {counted}</p><p>Kemarin: {counted + 9}</p></div>"

    def rss(self, posts: list[Post], address: Callable[[Scene, Post], str]) -> Reply:
        """A feed: true dates in the items, now in its own; or the moment of the request in all, where it is built so."""
        fresh = self.site.has("feed of now", self.now)
        items = "".join(
            f"<item><title>{escape(p.title)}</title><link>{self.origin}{self.link(address(self, p))}</link>"
            f"<pubDate>{format_datetime((self.now if fresh else p.shown).astimezone(self.site.zone()))}</pubDate>"
            f"<description>{escape(p.body[:90])}</description></item>"
            for p in posts
        )
        head = f"<title>{escape(self.site.name)}</title><link>{self.origin}/</link>"
        built = f"<lastBuildDate>{format_datetime(self.now.astimezone(UTC))}</lastBuildDate>"
        text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{built}{items}</channel></rss>'
        return Reply(text, kind="application/rss+xml; charset=utf-8")

    def feed_posts(self) -> list[Post]:
        """What the feed lists: by date, or what it listed when it froze."""
        if self.site.has("feed frozen", self.now):
            return [
                post
                for post in self.site.posts
                if post.number in self.site.frozen and not post.away(self.now)
            ]
        return self.site.visible(self.now)[:PER_PAGE]

    def json(self, data: object) -> Reply:
        return Reply(json.dumps(data), kind="application/json; charset=utf-8")


def about(scene: Scene, name: str) -> str:
    """The text of a page that never changes."""
    return f"<h1>{name}</h1><p>{name} {scene.site.name} {TOWN}. Kantor melayani warga pada hari kerja di loket bawah.</p>"
