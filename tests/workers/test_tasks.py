"""What a worker says of a page as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.posts.context import Context
from opd_exporter.workers.readings import Answer
from opd_exporter.workers.tasks import read_page

URL = "https://dinkes.example.go.id/"
CONTEXT = Context(
    Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL)),
    datetime(2026, 11, 24, 8, tzinfo=UTC),
    ZoneInfo("Asia/Jakarta"),
)


@pytest.mark.parametrize(
    ("html", "reason", "forward"),
    [
        (
            "<title>Index of /</title><h1>Index of /</h1><a href='/cgi-bin/'>cgi-bin/</a>",
            "directory_listing",
            "",
        ),
        (
            "<script src=/aes.js></script><script>document.cookie='__test=1';location.href='/?i=1'</script>",
            "challenge",
            "",
        ),
        ("<script>window.location.href='/lander'</script>", "parked", ""),
        ("<script>window.location.href='/web'</script>", "empty_shell", URL + "web"),
        ("<title>Dinkes</title><h1>Selamat datang</h1><a href='/web'>Masuk</a>", "empty_shell", URL + "web"),
        (
            "<title>Under construction</title><meta http-equiv=refresh content='0;url=/baru'>",
            "maintenance",
            URL + "baru",
        ),
    ],
)
def test_a_page_that_says_enough_itself_is_no_door_unless_it_refreshes(
    html: str, reason: str, forward: str
) -> None:
    reading = read_page(Answer(URL, 200, {"content-type": "text/html"}, html.encode()), CONTEXT, URL)
    assert reading.dead is not None
    assert (reading.dead.reason, reading.forward) == (reason, forward)


@pytest.mark.parametrize(
    ("entry", "unfilled"),
    [
        ("<h2><a href=/hello-world/>Hello world!</a></h2><p>Welcome to WordPress. This is your first post.", False),
        ("<h2><a href=/profil/sejarah>Sejarah dan tugas pokok dinas</a></h2><p>Sejak 1986.", True),
    ],
)  # fmt: skip
def test_a_sample_that_came_with_the_system_shows_that_its_list_was_read(entry: str, unfilled: bool) -> None:
    html = f"<title>Berita</title><main><article>{entry}</article></main><script src=/a.js></script>"
    answer = Answer(URL + "berita", 200, {"content-type": "text/html"}, html.encode())
    assert read_page(answer, CONTEXT, URL).unfilled is unfilled


def test_a_front_page_waits_for_its_news_unless_it_shows_some_with_their_day() -> None:
    post = "<h2>Kabar</h2><h3><a href=/berita/7-warga-membersihkan-saluran>Warga membersihkan saluran air</a></h3>"
    frames = (
        "<h2>Berita</h2><iframe src=/daftar.php></iframe><iframe src=https://kota.example.go.id/b></iframe>"
    )

    def leads(shown: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        html = f"<title>Dinkes</title><main>{shown}{frames}</main>"
        found = read_page(Answer(URL, 200, {"content-type": "text/html"}, html.encode()), CONTEXT, URL).leads
        return found.waiting, found.asked

    assert leads("") == ((URL,), (URL + "daftar.php",))
    assert leads(post) == ((URL,), (URL + "daftar.php",))
    assert leads("<iframe src=/tamu.php></iframe>") == ((URL,), ()), "either may be a guest book"
    assert leads(f"{post}<p>20 November 2026</p>") == ((), ())
