"""A site that lists nothing: articles are found by its sitemap, which robots.txt names, and print their dates."""

from __future__ import annotations

from html import escape

from years.scene import Reply, Scene
from years.site import Post
from years.systems.model import System, foot, head


def address(scene: Scene, post: Post) -> str:
    return f"/berita/{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return f"{head(scene, title)}<body>{scene.header()}<nav><ul>{menu}</ul></nav><main>{main}</main>{foot(scene)}"


def article(scene: Scene, post: Post) -> str:
    return f'<h1>{escape(post.title)}</h1><p class="tanggal">{scene.beside_title(post)}</p><p>{post.body}</p>'


def front(scene: Scene) -> Reply:
    welcome = f"<h1>{scene.site.name}</h1><p>Selamat datang di laman kami. Loket buka setiap hari kerja.</p>"
    return SYSTEM.page(scene, "Beranda", welcome)


def other(scene: Scene, path: str) -> Reply | None:
    if path == "/robots.txt":
        return Reply(f"User-agent: *\nSitemap: {scene.origin}/peta.xml\n", kind="text/plain")
    if path == "/peta.xml":
        urls = "".join(
            f"<url><loc>{scene.origin}{address(scene, post)}</loc>"
            f"<lastmod>{max(post.edited, post.shown).date().isoformat()}</lastmod></url>"
            for post in scene.site.visible(scene.now)
        )
        text = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        return Reply(text, kind="application/xml")
    return None


SYSTEM = System(
    name="mapped",
    news="",
    address=address,
    frame=frame,
    row=lambda scene, post: "",
    article=article,
    front=front,
    other=other,
    pages=("/profil", "/layanan", "/kontak"),
)
