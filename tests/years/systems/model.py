"""What makes a system: where its pages are and what they look like; routing is the same for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from years.scene import PER_PAGE, Reply, Scene, about
from years.site import Post, Style
from years.words import TOWN


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
        if asked & {"feed broken", "feed frozen", "refused", "clock added by a redesign"}:
            return False
        feed, interface = self.feed and style.feed, self.interface and style.interface
        return bool((self.machine and style.dated) or feed or interface)

    def datable(self, style: Style) -> bool:
        """Whether a reader can date anything at all."""
        return bool(style.dated or (self.feed and style.feed) or (self.interface and style.interface))

    def menu(self, scene: Scene) -> str:
        """Entries of the menu."""
        named = [("/", "Beranda"), *((path, _named(path)) for path in self.pages), (self.news, "Berita")]
        named += [(self.section.format(path), name) for path, name in scene.sections().items()]
        return "".join(f'<li><a href="{scene.link(path)}">{name}</a></li>' for path, name in named)

    def page(self, scene: Scene, title: str, main: str) -> Reply:
        boxes = scene.aside(self.address)
        return Reply(self.frame(scene, title, self.menu(scene), main + boxes))

    def listed(self, scene: Scene, title: str, section: int | None, count: int) -> Reply:
        """A page with a list. Where it does not run by date, everything stands on one page."""
        rows = scene.ordered(section)[: count if scene.style.order == "date" else None]
        text = "".join(self.row(scene, post) for post in rows) or "<p>Isi bagian ini sedang disusun.</p>"
        return self.page(scene, title, f"<h2>{title}</h2>{text}")

    def answer(self, scene: Scene, path: str, query: str) -> Reply:
        """What the server sends for an address."""
        if self.other and (reply := self.other(scene, path + (f"?{query}" if query else ""))):
            return reply
        if path == "/":
            if self.front:
                return self.front(scene)
            welcome = (
                f"<p>Selamat datang di laman {scene.site.name} {TOWN}. Loket buka setiap hari kerja.</p>"
            )
            reply = self.listed(scene, "Berita Terbaru", None, 5)
            return Reply(reply.body.replace("<h2>", welcome + "<h2>", 1))
        if self.feed and path + (f"?{query}" if "?" in self.feed else "") == self.feed and scene.style.feed:
            return scene.rss(scene.feed_posts(), self.address)
        if self.interface and path == self.interface and self.read_interface:
            return (
                self.read_interface(scene) if scene.style.interface else Reply("{}", 404, "application/json")
            )
        if path == self.news:
            return self.listed(scene, "Berita", None if not scene.style.sections else 0, PER_PAGE)
        for number, (part, name) in enumerate(scene.sections().items(), 1):
            if path == self.section.format(part):
                return self.listed(scene, name, number, PER_PAGE)
        if path in self.pages:
            return self.page(scene, _named(path), about(scene, _named(path)))
        for post in scene.site.visible(scene.now):
            if path == self.address(scene, post):
                return self.page(scene, post.title, self.article(scene, post))
        missing = self.page(scene, "Tidak ditemukan", "<h1>Halaman tidak ditemukan</h1>")
        return Reply(missing.body, 200 if self.soft_404 else 404)


def _named(path: str) -> str:
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
