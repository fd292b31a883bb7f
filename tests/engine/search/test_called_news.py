"""What nothing calls news counts until all lists were read that may do so."""

from __future__ import annotations

from dataclasses import replace

from news_sites import page, posts, row, site
from watched_site import last_title, show, watched


async def test_a_press_release_above_the_news_takes_back_no_announcement_of_a_list_left_unread() -> None:
    notices, (essay,) = posts(20, 50, 80, path="/node/{slug}"), posts(400, path="/artikel/{slug}")
    others = [site([]) for _ in range(2)]
    release = replace(posts(0)[0], title="Wali Kota Buka Pekan Kebersihan di Alun-Alun")
    menu = {"Berita": "/berita", "Artikel": "/artikel", "Pengumuman": "/pengumuman"}
    async with watched(*others, menu=menu) as ours:
        ours.lists([essay], at="/artikel")
        ours.lists(notices, at="/pengumuman")
        ours.pages.bodies["/"] = page("".join(map(row, notices)), menu=menu)
        for released in ([], [release]):
            ours.lists([*released, *posts(200, 230, 260)])
            for pages in others:
                show(pages, released, "/berita")
            for _ in range(2):
                report = await ours.looked_at()
                for number in (1, 2):
                    await ours.observatory.examine(f"opd-{number}")
    assert last_title(report) == notices[0].title


async def test_what_counted_before_there_were_news_is_taken_back_once_all_of_them_were_read() -> None:
    dated = posts(20, 50, 80, path="/node/{slug}")
    async with watched() as ours:
        ours.lists(dated, at="/")
        ours.pages.bodies["/"] = page("".join(map(row, dated)))
        before = await ours.looked_at(days=0)
        ours.lists(posts(200, 230, 260))
        ours.pages.bodies["/"] = page("".join(map(row, dated)), menu={"Berita": "/berita"})
        after = await ours.looked_at(2, days=8)
    assert last_title(before) == dated[0].title
    assert last_title(after)
    assert last_title(after) not in {post.title for post in dated}
