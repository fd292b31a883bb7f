"""Sites whose feed, list, articles and clocks say different days: which of them stands."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

from news_sites import (
    NOW,
    TEXT,
    TODAY,
    Cases,
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

from site_server import feed


def cases() -> Cases:
    """Each site under the sentence that it proves, with the truth."""
    found: Cases = {}
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

    closing = "<tr><td><a href='{0.path}'>{0.title}</a></td><td>{0.day}</td></tr>"
    closed = posts(1, 2, 3, path="/berita/paket/{number}")
    table = "<table><tr><th>Nama Paket</th><th>Batas Akhir</th></tr>" + "".join(map(closing.format, closed))
    pages = site(posts(300, 330), above=f"{table}</table>")
    for post in closed:
        pages.bodies[post.path] = page(bare_article(post), title=post.title)
    found["the heading of a table's column says what its days are"] = pages, 300

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
