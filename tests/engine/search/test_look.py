"""Which date a look finds on sites of many structures: one engine over real servers, a site a case."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from html import escape
from itertools import count

import pytest
from aiohttp import web
from news_sites import (
    NOW,
    TEXT,
    TODAY,
    ago,
    article,
    bare_article,
    bare_row,
    dated_now,
    page,
    posts,
    printed,
    row,
    site,
)

from opd_exporter.domain.report import SiteReport
from site_server import Clock, Pages, config_of, feed, serving, watching

Truth = int | str
"""Days since the last own post, or the state."""


def cases() -> dict[str, tuple[Pages, Truth]]:
    """Each site under the sentence that it proves."""
    found: dict[str, tuple[Pages, Truth]] = {}
    clock = f'<div class="tanggal">{printed(TODAY)}</div>'

    listed = posts(9, 30, 120, 220)
    found["a feed that has fallen behind the list does not decide"] = site(listed, fed=listed[2:]), 9

    listed = posts(205, 230, 320)
    pages = site(listed, fed=listed)
    pages.bodies["/feed"] = feed([(post.title, post.path, NOW) for post in listed])
    found["a feed that dates everything now leaves the list's dates alone"] = pages, 205

    listed = posts(205, 230, 320)
    pages = site(listed, row=bare_row, fed=listed)
    pages.bodies["/feed"] = feed([(post.title, post.path, NOW) for post in listed])
    found["a feed that dates everything now leaves the articles' dates alone"] = pages, 205

    listed = posts(205, 230, 320)
    found["a feed made of edits yields to what list and article print"] = (
        site(listed, fed=dated_now(listed, 1)),
        205,
    )

    listed = posts(12, 230, 320)
    old_event = "<h1>{}</h1><p>Serang, 4 Maret 2024</p><p>{}</p>"
    found["a feed and a list that agree stand against an event's day in the article"] = (
        site(listed, fed=listed, article=lambda post: old_event.format(post.title, TEXT)),
        12,
    )

    listed = posts(36, 130, 220)
    event = "<h1>{}</h1><p>Serang - Pada hari Senin, 4 Maret 2024 telah dilaksanakan kegiatan di aula. {}</p>"
    found["a day in the article's first sentence does not overrule the list"] = (
        site(listed, article=lambda post: event.format(post.title, TEXT)),
        36,
    )

    listed = posts(33, 160, 195)
    credits = "<h4>{}</h4><p>Pada tanggal 12 Mei 2021 diadakan acara. {}</p><div><small>{:%d/%m/%Y} - Oleh Admin - Dilihat 3 kali</small></div>"
    found["the line of credits below an article dates it"] = (
        site(
            listed,
            row=bare_row,
            article=lambda post: credits.format(post.title, TEXT * 2, post.when),
        ),
        33,
    )

    listed = posts(250, 330, 420)
    found["a clock in the article's own line of credits does not make it new"] = (
        site(
            listed,
            article=lambda post: (
                f"<h1>{post.title}</h1><p>{printed(TODAY)} Oleh admin | {post.day}</p><p>{TEXT}</p>"
            ),
        ),
        250,
    )

    listed = posts(250, 330, 420)
    found["a clock on the article's page does not overrule the list"] = (
        site(listed, article=lambda post: f"<h1>{post.title}</h1>{clock}<p>{TEXT}</p>"),
        250,
    )

    found["posts that nothing dates are an open question"] = (
        site(posts(36, 130, 220, path="/{slug}"), row=bare_row, article=bare_article),
        "unknown",
    )

    found["a pinned old post at the top of a list without dates"] = (
        site(posts(300, 20, 130, 220), row=bare_row),
        20,
    )
    found["a list without dates that runs oldest first"] = site(posts(300, 220, 130, 20), row=bare_row), 20
    found["in a list without dates the highest number is opened"] = (
        site(posts(300, 220, 180, 150, 130, 20, 400, path="/berita/baca/{number}")[::-1], row=bare_row),
        20,
    )

    listed = posts(*range(500, 40, -40), 19)
    pages = site(listed)
    chunks = [listed[at : at + 4] for at in range(0, len(listed), 4)]
    numbers = "".join(f'<li><a href="/berita?page={n}">{n}</a></li>' for n in range(1, len(chunks) + 1))
    for n, chunk in enumerate(chunks, 1):
        body = page("".join(map(row, chunk)) + f'<ul class="pagination">{numbers}</ul>')
        pages.bodies[f"/berita?page={n}" if n > 1 else "/berita"] = body
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>" + "".join(map(row, chunks[0])))
    found["a list that runs oldest first is read at its last page"] = pages, 19

    listed = posts(300, 330)
    boxes = "".join(
        f"<h3>{name}</h3>"
        + "".join(
            f'<div><a href="/read/{name.split()[0].lower()}-kegiatan-warga-ke-{n}"><b>{name} warga ke {n}</b></a><i>{printed(ago(n))}</i></div>'
            for n in (1, 2)
        )
        for name in ("Galeri Kegiatan", "Agenda Kegiatan", "Infografis")
    )
    pages = site(listed, above=boxes)
    for name in ("galeri", "agenda", "infografis"):
        for n in (1, 2):
            pages.bodies[f"/read/{name}-kegiatan-warga-ke-{n}"] = page(
                f"<h1>{name} warga ke {n}</h1><p>{printed(ago(n))}</p><p>{TEXT}</p>"
            )
    found["fresh albums and events above the news are no posts, and refuse no news below them"] = pages, 300

    listed = posts(300, 330)
    outward = "".join(
        f'<div><a href="/keluar/kabar-kota-nomor-{n}"><h5>Kabar kota nomor {n}</h5></a><i>{printed(ago(n))}</i></div>'
        for n in range(1, 7)
    )
    pages = site(listed, above=f"<h3>Kabar Kota</h3>{outward}")
    pages.redirects = {f"/keluar/kabar-kota-nomor-{n}": "https://portal.example.go.id/x" for n in range(1, 7)}
    found["a box of links that lead to the portal does not use up the look"] = pages, 300

    old, fresh = posts(400, 430), posts(15, 60, path="/pengumuman/{slug}")
    pages = site(old, menu={"Berita": "/berita", "Pengumuman": "/pengumuman"})
    pages.bodies["/pengumuman"] = page("".join(map(row, fresh)))
    for post in fresh:
        pages.bodies[post.path] = page(article(post), title=post.title)
    found["a second list of the menu may hold the newest post"] = pages, 15

    listed = posts(26, 100)
    pool: list[object] = [["Reactive", 1], {"berita": 2}, [3, 4]]
    for number, _ in enumerate(listed):
        pool.append({"judul": 5 + 3 * number, "slug": 6 + 3 * number, "published_at": 7 + 3 * number})
    for post in listed:
        pool += [post.title, post.path.rpartition("/")[2], post.when.isoformat()]
    pages = Pages()
    pages.bodies["/"] = (
        "<html><head><title>Dinas</title></head><body><div id=__nuxt></div>"
        f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(pool)}</script></body></html>'
    )
    found["a page's state in which values are numbers of a pool"] = pages, 26

    listed = posts(26, 100)
    state = json.dumps(
        {"data": [{"berita": [{"judul": post.title, "tanggal": f"{post.when:%Y-%m-%d}"} for post in listed]}]}
    )
    pages = Pages()
    pages.bodies["/"] = (
        f"<html><head><title>Dinas</title></head><body><div id=__nuxt></div><script>window.__NUXT__={state};</script></body></html>"
    )
    found["a page's state as a script"] = pages, 26

    listed = posts(35, 100)
    state = json.dumps(
        {"data": [{"judul": post.title, "tanggal": f"{post.when:%Y-%m-%d}"} for post in listed]}
    )
    pages = site([], menu={"Berita": "/berita"})
    pages.bodies["/berita"] = page(
        "<h2>Berita</h2><div id=daftar></div><script>muat('/api/berita?limit=6')</script>"
    )
    pages.bodies["/api/berita?limit=6"] = state
    pages.types["/api/berita?limit=6"] = "application/json"
    found["a list that a script inside the page fills"] = pages, 35

    listed = posts(35, 100)
    state = json.dumps(
        {
            "props": {
                "berita": [{"judul": post.title, "published_at": post.when.isoformat()} for post in listed]
            }
        }
    )
    pages = site([], menu={"Berita": "/berita"})
    pages.bodies["/berita"] = page(
        f'<h2>Berita</h2><script type="application/json" id="__NEXT_DATA__">{state}</script>'
    )
    found["a list's page that carries its posts as data"] = pages, 35

    listed = posts(23, 40)
    found["rows that lead to their article by a click handler"] = (
        site(
            listed,
            row=lambda post: (
                f"""<div onclick="location.href='{post.path}'"><h3>{post.title}</h3><i>{post.day}</i></div>"""
            ),
        ),
        23,
    )

    found["articles under short codes, told by title and day"] = (
        site(posts(23, 40, path="/p/x{number}Zk")),
        23,
    )

    listed = posts(205, 300)
    told = '<script type="application/ld+json">{}</script>'
    edited = {"@type": "NewsArticle", "datePublished": ago(2).isoformat(), "dateModified": ago(2).isoformat()}
    found["a day of editing given to machines yields to what list and article print"] = (
        site(
            listed,
            article=lambda post: told.format(json.dumps({**edited, "headline": post.title})) + article(post),
        ),
        205,
    )

    listed = posts(205, 300)
    found["today given to machines yields to what the article prints"] = (
        site(
            listed,
            row=bare_row,
            article=lambda post: (
                f'<meta property="article:published_time" content="{TODAY:%Y-%m-%d}">' + article(post)
            ),
        ),
        205,
    )

    listed = posts(52, 90, path="/news/{number}")
    card = '<div><div><h6>Berita</h6><h3>{0.title}</h3><p>Umum</p><span>{0.day}</span><a href="{0.path}">Baca</a></div></div>'
    found["the longest heading of a row is its title"] = site(listed, row=card.format), 52

    listed = posts(52, 90)
    column = (
        "<h1>{0.title}</h1><div><p>{1}</p><p>{1}</p></div><div><div><span>Penulis:</span><span>Admin</span></div>"
        "<div><span>Tanggal:</span><span>{0.day}</span></div></div>"
    )
    found["a field named date in a column beside the article"] = (
        site(listed, row=bare_row, article=lambda post: column.format(post, TEXT * 2)),
        52,
    )

    listed = posts(300, 330)
    prices = f'<div><a href="/harga/komoditas-pangan-pokok">Harga pangan pokok hari ini</a> <i>{printed(TODAY)}</i></div>'
    pages = site(listed, above=prices)
    pages.bodies["/harga/komoditas-pangan-pokok"] = page(
        f"<h1>Harga pangan pokok hari ini</h1><p>{printed(TODAY)}</p><p>{TEXT}</p>"
    )
    found["a single link beside today's date is a clock"] = pages, 300

    listed = posts(12, 330)
    latin = "Nihil aut quasi rerum consequatur molestiae. Voluptatem quia dolores et architecto."
    found["an article of filler text is a seed"] = (
        site(
            listed,
            article=lambda post: article(post).replace(TEXT, latin) if post.age == 12 else article(post),
        ),
        330,
    )

    pages = Pages()
    pages.bodies["/"] = (
        f"<html><title>Dinas</title><body><p>{TEXT[:150]}</p><a href=/profil>Profil</a></body></html>"
    )
    found["a page to read whose only link is broken is still the place"] = pages, "no_posts"

    wiki = '<meta name="generator" content="MediaWiki 1.39.5">'
    entries = posts(1, 2, 3, path="/index.php/{slug}")
    pages = site(entries, head=wiki, fed=entries)
    found["changes of a wiki are no posts"] = pages, "no_posts"

    listed = posts(120, 150, 180, 210, 240, 270, 300, path="/artikel/{slug}")
    changed = [
        replace(post, age=2) if number == 3 else post for number, post in enumerate(listed)
    ]  # one old article was edited
    pages = site(listed, article=article, menu={})
    pages.bodies["/"] = page(f"<p>Selamat datang di situs resmi kami. {escape(TEXT)}</p>", menu={})
    del pages.bodies["/berita"]
    pages.bodies["/sitemap.xml"] = (
        "<urlset>"
        + "".join(
            f"<url><loc>SITE{post.path}</loc><lastmod>{post.when:%Y-%m-%d}</lastmod></url>"
            for post in changed
        )
        + "</urlset>"
    )
    pages.types["/sitemap.xml"] = "application/xml"
    found["an edited article in the sitemap is no newer post"] = pages, 120

    for what, markup in {
        "a day apart from the title inside one link": '<li><a href="{0.path}">{0.title} <span>{0.day}</span></a></li>',
        "a day in a line of facts": '<li><a href="{0.path}">{0.title}</a><p>Dibaca 2026 kali | {0.day} | Nomor 11/DS/'
        "{0.age} tentang kegiatan warga dan lingkungan | Telp 0254-201126</p></li>",
        "a day for machines in an abbreviation": '<li><a href="{0.path}">{0.title}</a> <abbr class="published"'
        ' title="{0.when:%Y-%m-%d}">kemarin dulu</abbr></li>',
    }.items():
        found[what] = site(posts(36, 130), row=markup.format, article=bare_article), 36

    listed = posts(26, 100)
    shell = "<html><title>Dinas</title><body><div id=app data-page='{}'></div></body></html>"
    told = [{"judul": post.title, "url": post.path, "published_at": post.when.isoformat()} for post in listed]
    pages = Pages()
    pages.bodies["/"] = shell.format(json.dumps({"props": {"berita": told}}))
    for post, state in zip(listed, told, strict=True):
        pages.bodies[post.path] = shell.format(json.dumps({"props": {"berita": {**state, "isi": TEXT}}}))
    found["articles that are data for a script too"] = pages, 26

    today = posts(0, 400, path="/{slug}")
    others = "<h3>Berita Lainnya</h3>" + "".join(map(row, today))
    found["the first post after a year is of today, under a bare address and above other news"] = (
        site(today, article=lambda post: article(post) + others),
        0,
    )

    today = posts(0, 31, 70)
    found["a post of today beside a clock on every page"] = (
        site(today, above=f"<div>Kamis, {printed(TODAY)}</div>", aside=f"<div>Kamis, {printed(TODAY)}</div>"),
        0,
    )

    pictures = posts(6, 26, 40)
    found["pictures without a word that lead to undated news"] = (
        site(
            pictures,
            row=lambda post: f'<div><a href="{post.path}"><img src="/a.jpg" alt="{post.title}"></a></div>',
        ),
        6,
    )

    old, older = posts(250, 260), posts(300, path="/artikel/{slug}")
    fresh = posts(3, 9, path="/pengumuman/{slug}")
    pages = site(old, menu={"Berita": "/berita", "Artikel": "/artikel", "Pengumuman": "/pengumuman"})
    pages.bodies["/artikel"], pages.bodies["/pengumuman"] = (
        page("".join(map(row, listed))) for listed in (older, fresh)
    )
    for post in fresh + older:
        pages.bodies[post.path] = page(article(post), title=post.title)
    found["where two lists are silent the third is read"] = pages, 3

    listed = posts(9, 40, path="/humas/{slug}")
    pages = site(listed, menu={"Humas": "/humas"})
    pages.bodies["/humas"] = pages.bodies.pop("/berita").replace("<h2>Berita</h2>", "")
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>", menu={"Humas": "/humas"})
    found["an entry of unknown name is opened before there are said to be no posts"] = pages, 9

    listed, copies = posts(560, 600), posts(0.1, 1)
    pages = site(copies + listed)
    for post in copies:
        source = '<p><a href="https://kantor-berita.example.com/1">Baca selengkapnya di sumber asli</a></p>'
        pages.bodies[post.path] = page(article(post) + source, title=post.title)
    found["an article that leads to its original elsewhere is a copy"] = pages, 560

    listed, register = posts(300, 330), posts(1, 2, 3, path="/aduan-warga/{number}")
    register_box = "<h3>Aduan Masyarakat Terbaru</h3>" + "".join(map(row, register))
    pages = site(listed, above=register_box)
    for post in register:
        pages.bodies[post.path] = page(article(post), title=post.title)
    found["a register beside the news is none of it"] = pages, 300

    found["without any news the entries of another section are the posts"] = (
        site(posts(12, 40, path="/inovasi-desa/{number}"), menu={}),
        12,
    )

    listed = posts(12, 40, path="/kesehatan-warga/{slug}") + posts(300, 330)
    found["a list of news may hold articles of any section"] = site(listed), 12

    closing = "<tr><td><a href='{0.path}'>{0.title}</a></td><td>{0.day}</td></tr>"
    closed = posts(1, 2, 3, path="/berita/paket/{number}")
    table = "<table><tr><th>Nama Paket</th><th>Batas Akhir</th></tr>" + "".join(map(closing.format, closed))
    pages = site(posts(300, 330), above=f"{table}</table>")
    for post in closed:
        pages.bodies[post.path] = page(bare_article(post), title=post.title)
    found["the heading of a table's column says what its days are"] = pages, 300

    listed = posts(300, 330)
    copies = posts(2, 3, path="/berita/kota/{slug}")
    pages = site(copies + listed)
    for post in copies:
        pages.bodies[post.path] = page(
            article(post),
            head=f'<link rel="canonical" href="https://portal.example.go.id/detail/{post.age}">',
        )
    found["an article whose original is on another site is a copy"] = pages, 300

    moved = posts(12, 40)
    pages = site(moved)
    for post in moved:
        pages.bodies[post.path] = page(
            article(post), head=f'<link rel="canonical" href="https://lama.example.go.id{post.path}">'
        )
    found["the same path on another host is the site's own old name"] = pages, 12

    listed = posts(300, 330)
    edited = (
        '<h2 class="title">{0.title}</h2><div class="post-info">Diperbarui: {1} oleh Admin</div><p>{2}</p>'
    )
    found["a day of editing is no last witness"] = (
        site(
            listed,
            row=bare_row,
            article=lambda post: edited.format(post, printed(ago(1)), TEXT),
        ),
        "unknown",
    )
    return found


CASES = cases()


@pytest.fixture(scope="module")
def reports() -> dict[str, tuple[SiteReport, Pages]]:
    """What one engine says of all of them after a first look."""

    async def examine() -> dict[str, tuple[SiteReport, Pages]]:
        pages = [one for one, _ in CASES.values()]
        async with serving(*pages), watching(config_of(*pages), Clock()) as observatory:
            said = await asyncio.gather(*(observatory.examine(f"opd-{n}") for n in range(len(pages))))
        return {name: (report, one) for name, report, one in zip(CASES, said, pages, strict=True)}

    return asyncio.run(examine())


async def test_a_box_of_random_old_articles_is_no_activity() -> None:
    listed = posts(*range(200, 1200, 50))
    pages = site(listed)
    view = count()

    def berita(_: web.Request) -> web.Response:
        number = next(view)
        box = "".join(map(row, listed[10 + number :][:2]))
        body = page(f"<div><h4>Baca juga</h4>{box}</div><div>{''.join(map(row, listed[:8]))}</div>")
        return web.Response(text=body, content_type="text/html")

    pages.bodies["/berita"] = berita
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>")
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        before = (await observatory.examine("opd-0")).last_post
        for _ in range(3):
            clock.pass_(minutes=31)
            after = (await observatory.examine("opd-0")).last_post
            assert after == before


async def test_a_front_page_that_changes_at_each_view_costs_no_more_articles() -> None:
    listed = posts(*range(200, 1200, 50))
    pages = site(listed)
    view = count()

    def front(_: web.Request) -> web.Response:
        box = "".join(map(bare_row, listed[10 + next(view) :][:3]))
        return web.Response(
            text=page(f"<p>Selamat datang di situs resmi kami.</p>{box}"), content_type="text/html"
        )

    pages.bodies["/"] = front
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.asked.clear()
        await observatory.examine("opd-0")
    assert pages.asked == ["/", "/berita"]


async def test_what_is_broken_or_undated_is_not_opened_again_at_a_steady_look() -> None:
    listed = posts(3, 200, 230)
    pages = site(listed)
    del pages.bodies[listed[0].path]
    clock = Clock()
    async with serving(pages), watching(config_of(pages), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(minutes=31)
        pages.bodies["/berita"] = str(pages.bodies["/berita"]).replace(
            "</body>", "<p>1 pengunjung</p></body>"
        )
        pages.asked.clear()
        report = await observatory.examine("opd-0")
    assert pages.asked == ["/", "/berita"]
    assert report.last_post is not None
    assert report.last_post.title == listed[1].title


@pytest.mark.parametrize("name", CASES)
def test_the_look_tells_the_truth(name: str, reports: dict[str, tuple[SiteReport, Pages]]) -> None:
    report, pages = reports[name]
    truth = CASES[name][1]
    story = "\n".join(report.steps)
    assert report.up, report.visit
    if isinstance(truth, str):
        assert (report.last_post, report.state.value) == (None, truth), story
    else:
        assert report.last_post is not None, story
        local = report.last_post.published.astimezone(TODAY.tzinfo).date()
        assert local == ago(truth).date(), story
    assert len(pages.asked) <= 8
