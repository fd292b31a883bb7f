"""What makes a system: where its pages are and what they look like; routing is the same for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode

from years.boxes import KINDS, Kind, entries
from years.scene import PER_PAGE, Reply, Scene, about
from years.site import Post, Style
from years.words import TOWN

PAGED = 6
"""Entries of one page of a list that goes on behind numbers."""


@dataclass(frozen=True)
class System:
    """A publishing system."""

    name: str
    news: str
    """Address of the list of news."""
    address: Callable[[Scene, Post], str]
    """Where a post stands."""
    frame: Callable[[Scene, str, str, str], str]
    """Scene, title, menu, main -> the page."""
    row: Callable[[Scene, Post], str]
    article: Callable[[Scene, Post], str]
    section: str = "/{}"
    """Address of the list of a section."""
    feed: str = ""
    interface: str = ""
    read_feed: Callable[[Scene], Reply] | None = None
    """How its feed is written, where it is no RSS."""
    read_interface: Callable[[Scene], Reply] | None = None
    front: Callable[[Scene], Reply] | None = None
    other: Callable[[Scene, str], Reply | None] | None = None
    """Whatever else it answers."""
    machine: bool = False
    """Its pages say dates with a time of day to machines."""
    soft_404: bool = False
    pages: tuple[str, ...] = ("/profil", "/layanan", "/kontak")

    def exact(self, scene: Scene) -> bool:
        """Whether something of the site dates a new post beyond doubt at the first look."""
        style = scene.style
        asked = scene.site.now_wrong(scene.now)
        if asked & {"feed broken", "feed of now", "feed frozen", "refused", "clock added by a redesign"}:
            return False
        feed, interface = self.feed and style.feed, self.interface and style.interface
        return bool((self.machine and style.dated) or feed or interface)

    def datable(self, style: Style) -> bool:
        """Whether a reader can date anything at all."""
        return bool(style.dated or (self.feed and style.feed) or (self.interface and style.interface))

    def menu(self, scene: Scene) -> str:
        """Entries of the menu."""
        named = [("/", "Beranda"), *((path, _named(path)) for path in self.pages)]
        named += [(self.news, "Berita")] if self.news else []
        others = {**scene.sections(), **scene.kinds()}
        named += [(self.section.format(path), name) for path, name in others.items()]
        return "".join(f'<li><a href="{scene.link(path)}">{name}</a></li>' for path, name in named)

    def page(self, scene: Scene, title: str, main: str) -> Reply:
        boxes = scene.aside(self.address)
        return Reply(self.frame(scene, title, self.menu(scene), main + boxes))

    def listed(self, scene: Scene, title: str, section: int | None, count: int, page: int = 0) -> Reply:
        """A page with a list. Where it is not paged and does not run by date, everything stands on one page."""
        posts = scene.ordered(section)
        if page and scene.style.paged:
            pages = max(1, -(-len(posts) // PAGED))
            rows = posts[(page - 1) * PAGED : page * PAGED]
            start = f"{self.news}{'&amp;' if '?' in self.news else '?'}halaman="
            numbers = "".join(f'<a href="{start}{n}">{n}</a> ' for n in range(1, pages + 1) if n != page)
        else:
            rows, numbers = posts[: count if scene.style.order == "date" else None], ""
        text = "".join(self.row(scene, post) for post in rows) or "<p>Isi bagian ini sedang disusun.</p>"
        more = f'<div class="pagination">{numbers}</div>' if numbers else ""
        return self.page(scene, title, f"<h2>{title}</h2>{text}{more}")

    def _no_news(self, scene: Scene, places: tuple[str, str], kind: Kind) -> Reply | None:
        """The list of a kind that is no news, or one of its entries' pages."""
        home = self.section.format(kind.path)
        found = entries(kind, scene.now)
        if home in places:
            rows = "".join(
                f'<li><a href="{scene.link(_entry(home, one.number, one.slug))}">{one.title}</a>'
                f" <small>{scene.site.printed(one.when)}</small></li>"
                for one in found
            )
            return self.page(scene, kind.name, f"<h2>{kind.name}</h2><ul>{rows}</ul>")
        for one in found:
            if _entry(home, one.number, one.slug) in places:
                when = scene.site.printed(one.when)
                return self.page(
                    scene, one.title, f"<h1>{one.title}</h1><p>{when}</p><p>{kind.name} kantor.</p>"
                )
        return None

    def answer(self, scene: Scene, path: str, query: str) -> Reply:
        """What the server sends for an address."""
        asked = path + (f"?{query}" if query else "")
        if self.other and (reply := self.other(scene, asked)):
            return reply
        if self.feed and asked == self.feed and scene.style.feed:
            return self.read_feed(scene) if self.read_feed else scene.rss(scene.feed_posts(), self.address)
        if self.interface and asked.startswith(self.interface) and self.read_interface:
            return (
                self.read_interface(scene) if scene.style.interface else Reply("{}", 404, "application/json")
            )
        return self._page_at(scene, asked) or self._missing(scene)

    def _page_at(self, scene: Scene, asked: str) -> Reply | None:
        """The page at an address."""
        path, _, query = asked.partition("?")
        pairs = parse_qsl(query)
        number = int(dict(pairs).get("halaman", "1"))
        rest = urlencode([pair for pair in pairs if pair[0] != "halaman"])
        places = (path, f"{path}?{rest}" if rest else path)
        for post in scene.site.visible(scene.now):
            if self.address(scene, post) in places:
                return self.page(scene, post.title, self.article(scene, post))
        if self.news in places:
            return self.listed(scene, "Berita", None if not scene.style.sections else 0, PER_PAGE, number)
        for place, (part, name) in enumerate(scene.sections().items(), 1):
            if self.section.format(part) in places:
                return self.listed(scene, name, place, PER_PAGE)
        for kind in map(KINDS.__getitem__, scene.style.kinds):
            if reply := self._no_news(scene, places, kind):
                return reply
        if named := next((one for one in self.pages if one in places), ""):
            return self.page(scene, _named(named), about(scene, _named(named)))
        return self._front(scene) if path == "/" else None

    def _front(self, scene: Scene) -> Reply:
        if self.front:
            return self.front(scene)
        welcome = f"<p>Selamat datang di laman {scene.site.name} {TOWN}. Loket buka setiap hari kerja.</p>"
        if scene.style.bare_front:
            return self.page(scene, "Beranda", f"<h1>{scene.site.name}</h1>{welcome}")
        reply = self.listed(scene, "Berita Terbaru", None, 5)
        return Reply(reply.body.replace("<h2>", welcome + "<h2>", 1))

    def _missing(self, scene: Scene) -> Reply:
        page = self.page(scene, "Tidak ditemukan", "<h1>Halaman tidak ditemukan</h1>")
        return Reply(page.body, 200 if self.soft_404 else 404)


def _entry(home: str, number: int, part: str) -> str:
    """Where an entry of what is no news stands, below its list."""
    if "?" in home:
        return f"{home}&n={number}"
    return f"{home.removesuffix('.html').rstrip('/')}/{number}-{part}"


def _named(path: str) -> str:
    if "?" in path:
        return f"Profil {path[-1]}"
    return path.strip("/").rpartition("/")[2].removesuffix(".html").replace("-", " ").title()


def head(scene: Scene, title: str, more: str = "") -> str:
    """The head of a page."""
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)} - '
        f"{escape(scene.site.name)}</title>{more}</head>"
    )


def foot(scene: Scene) -> str:
    """The foot of a page: the year moves by itself."""
    return f"<footer><p>&copy; {scene.now.year} {escape(scene.site.name)} {TOWN}</p></footer></body></html>"
