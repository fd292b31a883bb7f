"""Small news sites of the structures that agencies' templates have: a front page, a list, articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from printed_days import printed
from site_server import BEGAN, Pages, feed

Truth = int | str
"""Days since the last own post, or the state."""
Cases = dict[str, tuple[Pages, Truth]]
"""Sites, each under the sentence that it proves."""

ZONE = ZoneInfo("Asia/Jakarta")
NOW = BEGAN
TODAY = NOW.astimezone(ZONE)
TEXT = (
    "Kegiatan ini dihadiri para lurah dan perwakilan warga serta mendapat sambutan baik. Kepala dinas berharap "
    "kerja sama yang terjalin dapat dilanjutkan pada tahap berikutnya di seluruh wilayah."
)
RSS = '<link rel="alternate" type="application/rss+xml" href="/feed">'
_numbers = count(1)
_PLACES = [
    "Unyur",
    "Kasemen",
    "Curug",
    "Walantaka",
    "Taktakan",
    "Cipocok",
    "Sepang",
    "Trondol",
    "Kilasah",
    "Drangong",
    "Banjarsari",
    "Kaligandu",
]
_DEEDS = ["Gelar", "Tinjau", "Resmikan", "Bahas", "Bina", "Pantau", "Dorong", "Serahkan", "Evaluasi"]


def ago(days: float) -> datetime:
    """10:17 on the day so many days ago; a day earlier where that is 1 January: printed alone, it is read as what is left
    of a year."""
    when = (TODAY - timedelta(days=days)).replace(hour=10, minute=17, second=0, microsecond=0)
    return when - timedelta(days=1) if (when.month, when.day) == (1, 1) and days >= 1 else when


@dataclass(frozen=True)
class Post:
    """One own post; every title of this module's sites is another."""

    age: float
    title: str
    path: str

    @property
    def when(self) -> datetime:
        return ago(self.age)

    @property
    def day(self) -> str:
        return printed(self.when)


def posts(*ages: float, path: str = "/berita/{slug}") -> list[Post]:
    """Posts of these ages in days, in this order. ``path`` may name ``{slug}`` and ``{number}``."""
    made = []
    for age in ages:
        number = next(_numbers)
        deed, place = _DEEDS[number % len(_DEEDS)], _PLACES[number // len(_DEEDS) % len(_PLACES)]
        title = f"Dinas {deed} Program Warga {place} Tahap {number}"
        made.append(Post(age, title, path.format(slug=title.lower().replace(" ", "-"), number=number)))
    return made


Draw = Callable[[Post], str]


def row(post: Post) -> str:
    """A row of a list: title and day."""
    return f'<div class="item"><h3><a href="{post.path}">{post.title}</a></h3><span class="tgl">{post.day}</span></div>'


def bare_row(post: Post) -> str:
    """A row that prints no day."""
    return f'<div class="item"><h3><a href="{post.path}">{post.title}</a></h3><p>{TEXT[:60]}</p></div>'


def article(post: Post) -> str:
    """An article with its day under the title."""
    return f'<h1>{post.title}</h1><p class="meta">{post.day} | Admin</p><p>{TEXT}</p>'


def bare_article(post: Post) -> str:
    """An article that prints no day."""
    return f"<h1>{post.title}</h1><p>{TEXT}</p>"


def page(body: str, *, title: str = "Dinas", head: str = "", menu: Mapping[str, str] | None = None) -> str:
    """A page in the site's frame."""
    entries = {
        "Beranda": "/",
        "Profil": "/profil/sejarah",
        "Kontak": "/kontak",
        **({"Berita": "/berita"} if menu is None else menu),
    }
    nav = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in entries.items())
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><ul>{nav}</ul></nav><div>{body}</div>"
        f"<footer>Hak cipta {TODAY.year} Pemerintah Kota</footer></body></html>"
    )


def site(
    listed: Sequence[Post],
    *,
    row: Draw = row,
    article: Draw = article,
    above: str = "",
    aside: str = "",
    head: str = "",
    menu: Mapping[str, str] | None = None,
    fed: Sequence[Post] = (),
) -> Pages:
    """A site whose front page and ``/berita`` list the posts; ``above`` stands over the front page's list, ``aside``
    on every page, and a feed holds what is ``fed``."""
    head += RSS if fed else ""
    rows = "".join(map(row, listed))
    pages = Pages()
    pages.bodies["/"] = page(
        f"<p>Selamat datang di situs resmi kami.</p>{above}{rows}{aside}", head=head, menu=menu
    )
    pages.bodies["/berita"] = page(f"<h2>Berita</h2>{rows}{aside}", head=head, menu=menu)
    for post in listed:
        body = page(article(post) + aside, title=f"{post.title} - Dinas", head=head, menu=menu)
        pages.bodies[post.path] = body
    if fed:
        pages.bodies["/feed"] = feed([(post.title, post.path, post.when) for post in fed])
        pages.types["/feed"] = "application/rss+xml"
    return pages


def dated_now(posts: Sequence[Post], days: float = 0) -> list[Post]:
    """The same posts with other ages, a day apart from ``days`` on: what an edit or a clock makes of them."""
    return [replace(post, age=days + number) for number, post in enumerate(posts)]
