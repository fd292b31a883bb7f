"""Sites of many kinds of lists: rows without days, other orders, other sections, a second and a third list."""

from __future__ import annotations

from news_sites import (
    Cases,
    Draw,
    Post,
    ago,
    article,
    bare_article,
    bare_row,
    page,
    posts,
    printed,
    row,
    site,
)

from site_server import Pages


def oldest_first(
    number: str,
    tag: str = "ul class=pagination",
    *,
    onward: str = "",
    listed: list[Post] | None = None,
    draw: Draw = row,
) -> Pages:
    """A list of pages of four; ``number`` is how a page's link is written, ``onward`` what leads on from each but the last."""
    listed = listed or posts(*range(500, 40, -40), 19)
    pages = site(listed, row=draw)
    chunks = [listed[at : at + 4] for at in range(0, len(listed), 4)]
    urls = ["/berita", *(f"/berita?page={n}" for n in range(2, len(chunks) + 1))]
    numbers = "".join(number.format(url=url, n=n) for n, url in enumerate(urls, 1))
    for n, (url, chunk) in enumerate(zip(urls, chunks, strict=True), 1):
        more = onward.replace("page=2", f"page={n + 1}") if n < len(chunks) else ""
        pages.bodies[url] = page(
            "".join(map(draw, chunk)) + f"<{tag}>{numbers}{more}</{tag.partition(' ')[0]}>"
        )
    pages.bodies["/"] = page("<p>Selamat datang di situs resmi kami.</p>" + "".join(map(draw, chunks[0])))
    return pages


def cases() -> Cases:
    """Each site under the sentence that it proves, with the truth."""
    found: Cases = {}

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

    numbers = '<li><a href="{url}">{n}</a></li>'
    found["a list that runs oldest first is read at its last page"] = oldest_first(numbers), 19
    bare = '<a href="{url}">{n}</a> '
    found["numbers in a row lead to a list's last page, whatever they stand in"] = oldest_first(bare, "p"), 19
    onward = "<a rel=next href=/berita?page=2>Berikutnya</a>"
    two = posts(300, 260, 220, 180, 140, 100, 60, 19)
    found["the next page of a list that runs oldest first may be its last"] = (
        oldest_first("", onward=onward, listed=two),
        19,
    )

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

    listed = posts(52, 90, path="/news/{number}")
    card = '<div><div><h6>Berita</h6><h3>{0.title}</h3><p>Umum</p><span>{0.day}</span><a href="{0.path}">Baca</a></div></div>'
    found["the longest heading of a row is its title"] = site(listed, row=card.format), 52

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

    found["without any news the entries of another section are the posts"] = (
        site(posts(12, 40, path="/inovasi-desa/{number}"), menu={}),
        12,
    )

    listed = posts(12, 40, path="/kesehatan-warga/{slug}") + posts(300, 330)
    found["a list of news may hold articles of any section"] = site(listed), 12
    return found
