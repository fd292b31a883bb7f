"""A page that scripts fill: all there is to read is the interface they ask, where edits are always fresh."""

from __future__ import annotations

from years.scene import Reply, Scene
from years.site import Post
from years.systems.model import System, foot, head

_SCRIPT = """(()=>{fetch("/api/berita?limit=10").then(r=>r.json()).then(d=>{document.getElementById("app").innerHTML=
d.data.map(b=>`<a href="/berita/${b.slug}">${b.judul}</a>`).join("")})})();"""


def address(scene: Scene, post: Post) -> str:
    return f"/berita/{post.slug}"


def frame(scene: Scene, title: str, menu: str, main: str) -> str:
    return f"{head(scene, title)}<body>{main}{foot(scene)}"


def front(scene: Scene) -> Reply:
    script = '<script type="module" src="/assets/app-7c1.js"></script>'
    body = '<body><div id="app"></div><noscript>Aktifkan JavaScript.</noscript></body></html>'
    return Reply(head(scene, "Beranda", script) + body)


def read_interface(scene: Scene) -> Reply:
    def one(post: Post) -> dict[str, object]:
        return {
            "id": post.number,
            "judul": post.title,
            "slug": post.slug,
            "tanggal": f"{post.shown.astimezone(scene.site.zone()):%Y-%m-%d %H:%M:%S}",
            "updated_at": scene.now.isoformat(timespec="seconds"),
        }

    return scene.json({"data": [one(post) for post in scene.feed_posts()]})


def other(scene: Scene, path: str) -> Reply | None:
    if path == "/assets/app-7c1.js":
        return Reply(_SCRIPT, kind="text/javascript")
    if path.startswith("/berita/") and any(path == address(scene, p) for p in scene.site.visible(scene.now)):
        return front(scene)
    return None


SYSTEM = System(
    name="shell",
    news="/berita",
    address=address,
    frame=frame,
    row=lambda scene, post: "",
    article=lambda scene, post: "",
    front=front,
    other=other,
    interface="/api/berita",
    read_interface=read_interface,
    pages=(),
)
