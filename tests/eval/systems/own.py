"""Programs and files of one's own: no name, whatever framework they stand on."""

from __future__ import annotations

from eval.systems.model import System

_DOCTYPE = '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}'

SYSTEMS = (
    System(
        "codeigniter",
        None,
        _DOCTYPE
        + '<link rel="stylesheet" href="/assets/css/gaya.css"></head><body><div class="atas">{clock}</div><ul class="menu">{menu}'
        '</ul><div class="isi">{main}</div><div class="kanan">{aside}</div><div class="bawah">{site} {year}</div></body></html>',
        '<div class="item"><h4><a href="{url}">{title}</a></h4><span>{date}</span> <span>{views} kali</span></div>',
        '<h3>{title}</h3><div class="tgl">{beside}Diposting pada {date} oleh Admin</div><p>{body}</p>',
        "/berita/baca/{number}",
        form="hour",
        headers=(("Set-Cookie", "ci_session=9f8e; path=/"),),
    ),
    System(
        "laravel",
        None,
        _DOCTYPE
        + '<link rel="stylesheet" href="/build/assets/app-4f2c.css"></head><body><nav>{clock}<ul class="navbar-nav">{menu}</ul></nav>'
        '<main class="container">{main}</main><div class="col-lg-3">{aside}</div><footer>{site} {year}</footer></body></html>',
        '<div class="card"><a href="{url}"><h5>{title}</h5></a><p class="text-muted">{date}</p><p>{text}</p></div>',
        '<h1>{title}</h1><ul class="list-inline"><li>Admin</li>{beside}<li>{date}</li></ul><div class="konten"><p>{body}</p></div>',
        "/berita/{slug}",
        form="english",
        headers=(("Set-Cookie", "laravel_session=77aa; path=/"),),
    ),
    System(
        "files",
        None,
        '<html><head><title>{title}</title>{head}</head><body bgcolor="#ffffff"><h2>{site}</h2>{clock}<p>{menu}</p><hr>{main}<hr>{aside}<p>'
        "<i>{site} {year}</i></p></body></html>",
        '<li><a href="{url}">{title}</a> ({date})</li>',
        "<h3>{title}</h3><p><i>{beside}{date}</i></p><p>{body}</p>",
        "/berita/{slug}.html",
        "/berita.html",
        pages=("/profil.html", "/layanan.html", "/kontak.html"),
    ),
    System(
        "aspnet",
        None,
        _DOCTYPE
        + '</head><body><form action="/"><input type="hidden" name="__VIEWSTATE" value="dDw"></form>{clock}<div id="menu"><ul>{menu}'
        '</ul></div><div id="ctl00_isi">{main}</div><div id="ctl00_kanan">{aside}</div><span>{site} {year}</span></body></html>',
        '<table class="baris"><tr><td>{date}</td><td><a href="{url}">{title}</a></td></tr></table>',
        '<span class="judul">{title}</span><br><span class="tanggal">{beside}{date}</span><div><p>{body}</p></div>',
        "/Berita/Detail.aspx?id={number}",
        "/Berita/Daftar.aspx",
        form="slashes",
        pages=("/Profil.aspx", "/Layanan.aspx", "/Kontak.aspx"),
    ),
    System(
        "shell",
        None,
        _DOCTYPE
        + '<script type="module" src="/assets/index-9b1d.js"></script></head><body><div id="app"></div></body></html>',
        "",
        "",
        "/berita/{slug}",
        scripted=True,
        exact=True,
    ),
)
