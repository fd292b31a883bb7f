"""Front pages that are only a door."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.forward import forward
from opd_exporter.page.parse import parse

URL = "http://dinkes.example.go.id/"
SCOPE = Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL))
MANY = "".join(f"<a href='/berita/{n}'>Berita nomor {n} dari dinas</a>" for n in range(9))


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/home">', URL + "home"),
        ('<meta http-equiv="Refresh" content="5;URL=\'web/index.php\'">', URL + "web/index.php"),
        ('<meta http-equiv="refresh" content="6;url=/home"><p>isi</p>', ""),
        (f'<meta http-equiv="refresh" content="300">{MANY}', ""),
        (f'<meta http-equiv="refresh" content="3;url={URL}">{MANY}', ""),
        (
            '<meta http-equiv="refresh" content="0;url=https://portal.example.go.id/">',
            "https://portal.example.go.id/",
        ),
        ('<frameset><frame src="menu.php"><frame src="main.php"></frameset>', URL + "main.php"),
        ('<frameset><frame src="atas.html"><frame src="utama.html"></frameset>', URL + "utama.html"),
        ('<frameset><frame src="isi.html"><frame src="kaki.html"></frameset>', URL + "isi.html"),
        ('<h1>Selamat datang</h1><a href="/beranda">Masuk</a>', URL + "beranda"),
        ("<script>window.location.href = '/web/';</script>", URL + "web/"),
        ("<script>location.replace('/id')</script>", URL + "id"),
        ("<script>window.location.assign(`/id`)</script>", URL + "id"),
        ("<script>location.pathname='/web'</script>", URL + "web"),
        ("<script>window.top.location = '\\/id\\/';</script>", URL + "id/"),
        ("<script>if (x) { location = '/x' } else { y() }</script>", URL + "x"),
        ("<script>location = '/x'\nfoo()</script>", URL + "x"),
        ("<script>setTimeout(\"location.href='/id'\", 500)</script>", URL + "id"),
        ("<script><!--\nlocation = '/id'\n--></script>", URL + "id"),
        ("<script>setTimeout(\"location.href='/'+bahasa+'/home'\", 500)</script>", ""),
        ("<script>setTimeout('location=\"/'+bahasa+'\"', 500)</script>", ""),
        ("<script>location = `/${bahasa}/home`;</script>", ""),
        ("<script>location.href = `${location.origin}/home`;</script>", ""),
        ("<script>location = '/' + bahasa;</script>", ""),
        ("<script>location = '/x'\n  + bahasa</script>", ""),
        ("<script>location.replace('/x' + location.search)</script>", ""),
        ("<script>location = '/x'.concat(bahasa)</script>", ""),
        ("<script>location = '/x' ? a : b</script>", ""),
        ("<script>location = `/x`+`/y`</script>", ""),
        ("<script>location = id ? '/id' : '/en'</script>", ""),
        ("<script>location = '/a\\tb'</script>", ""),
        ("<script>peta.location = '/x'; mylocation = '/x'; geo.location('/x')</script>", ""),
        ("<script>if (location == '/x') y()</script>", ""),
        ("<body onload=\"window.location.href='web/'\">", URL + "web/"),
        ('<meta http-equiv="refresh" content="0 url=/home">', URL + "home"),
        ('<a href="/en/">English</a> <a href="/id/">Bahasa Indonesia</a>', URL + "id/"),
        ('<a href="/en/">English</a> <a href="/profil/">Profil</a>', ""),
        (f"<script>function f(){{location='/x'}}</script>{MANY}", ""),
        (MANY, ""),
        ("<p>Tanpa tautan</p>", ""),
    ],
)
def test_where_a_door_leads(html: str, target: str) -> None:
    page = parse(html.encode(), url=URL, headers={"content-type": "text/html"})
    assert forward(page, SCOPE) == target
