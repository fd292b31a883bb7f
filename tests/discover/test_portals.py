"""Portals of four shapes -> a draft that passes check-config, and the guards that hold while it is made."""

from __future__ import annotations

import asyncio
import re

import pytest
from portals import PORTAL, Town, discovered, page, standing

from opd_exporter.commands.cli import main
from opd_exporter.config.file import ConfigError, parse
from opd_exporter.demo.city import City
from opd_exporter.demo.plan import PLANS
from opd_exporter.discover.draft import Entry
from opd_exporter.discover.portal import Confidence
from opd_exporter.discover.search import PORTAL_REQUESTS, CannotDiscover
from opd_exporter.domain.vocabulary import Reason


def site(name: str, text: str = "", path: str = "/") -> str:
    return f'<a href="http://{name}:PORT{path}">{text or name}</a>'


def host(name: str) -> str:
    return f"{name}.example.go.id"


def by_key(found: list[Entry]) -> dict[str, Entry]:
    return {one.site.key: one for one in found}


TABLE = Town(
    {
        PORTAL: {
            "/": page(
                "Portal Resmi Kota Contoh",
                '<ul class="menu"><li><a href="/berita">Berita</a></li><li><a href="/opd.html">Daftar Website OPD</a></li></ul>',
            ),
            "/opd.html": page(
                "Daftar Website OPD",
                "<table><tr><th>No</th><th>OPD</th></tr>"
                f"<tr><td>1</td><td>{site(host('dinkes'), 'Dinas Kesehatan')}</td></tr>"
                f"<tr><td>2</td><td>{site(host('dlh'), 'Dinas Lingkungan Hidup (DLH)')}</td></tr>"
                f"<tr><td>3</td><td>{site(host('bpbd'), 'Badan Penanggulangan Bencana Daerah Kota Contoh')}</td></tr>"
                f"<tr><td>4</td><td>{site(host('kec-utara'), '4. Kecamatan Utara')}</td></tr>"
                f"<tr><td>5</td><td>{site('opd.example.go.id', 'Bagian Hukum', '/hukum/')}</td></tr>"
                f"<tr><td>6</td><td>{site('opd.example.go.id', 'Bagian Umum', '/umum/')}</td></tr></table>",
            ),
        },
        host("dinkes"): {"/": page("Dinas Kesehatan Kota Contoh")},
        host("dlh"): {"/": page("Beranda")},
        host("kec-utara"): {"/": page("Kecamatan Utara")},
        host("opd"): {"/hukum/": page("Bagian Hukum"), "/umum/": page("Bagian Umum")},
    }
)


async def test_a_table_of_links() -> None:
    discovery, found, text = await discovered(TABLE)
    sites = {one.key: one for one in parse(text, "konsep").sites}
    assert sorted(sites) == ["dinkes", "dlh", "hukum", "kec-utara", "umum"]
    told = {key: (one.nama, one.singkatan, one.nama_layar, one.kelompok) for key, one in sites.items()}
    assert told["dinkes"] == ("Dinas Kesehatan", "Dinkes", "Dinkes", "dinas")
    assert told["dlh"] == ("Dinas Lingkungan Hidup", "DLH", "DLH", "dinas")
    assert told["kec-utara"] == ("Kecamatan Utara", "Kec. Utara", "Utara", "kecamatan")
    assert told["hukum"][0] == "Bagian Hukum"
    assert sites["hukum"].url.endswith("/hukum/"), "a folder where several agencies share a host"
    assert parse(text, "konsep").city == "Kota Contoh"
    assert discovery.read[-1].endswith("/opd.html")

    down = by_key(found)["bpbd"]
    assert (down.active, down.trust) == (False, Confidence.SURE)
    assert re.search(
        r"# yakin: .*\n  # ditemukan: daftar OPD di .*/opd.html; TIDAK MENJAWAB .*\n  # - key: bpbd\n", text
    )
    freed = re.sub(r"^  # ((?:- |  )\w+: )", r"  \1", text, flags=re.M)
    assert "bpbd" in [one.key for one in parse(freed, "konsep").sites], (
        "its lines are right once the # is gone"
    )


def card(name: str, address: str) -> str:
    return f'<div class="card"><h4>{name}</h4><p>Jalan Raya 1</p>{site(address, "Kunjungi Website")}</div>'


CARDS = Town(
    {
        PORTAL: {
            "/": page(
                "Pemerintah Kabupaten Contoh Jaya",
                '<nav><ul><li><a href="#">Kecamatan</a><ul class="dropdown-menu">'
                f"<li>{site(host('kecbarat'), 'Kec. Barat')}</li><li>{site(host('kectimur'), 'Kec. Timur')}</li></ul></li>"
                '<li><a href="/instansi">Perangkat Daerah</a></li><li><a href="/berita/dinas-kesehatan-gelar-rapat">Dinas'
                " Kesehatan Gelar Rapat Kerja Tahunan di Aula</a></li></ul></nav>",
            ),
            "/instansi": page(
                "Perangkat Daerah",
                card("Dinas Perhubungan", host("dishub"))
                + card("Badan Pendapatan Daerah", host("bapenda"))
                + '<a href="/instansi?page=2">2</a><a href="/opd/dinas-sosial">Dinas Sosial</a>',
            ),
            "/instansi?page=2": page("Perangkat Daerah", card("Inspektorat Daerah", host("inspektorat"))),
        },
        **{
            host(name): {"/": page(name)}
            for name in ("kecbarat", "kectimur", "dishub", "bapenda", "inspektorat")
        },
    },
    redirects={f"{host('dishub')}/": "http://dishub.example.go.id:PORT/beranda"},
)
CARDS.hosts[host("dishub")]["/beranda"] = page("Dishub")


async def test_cards_on_several_pages_and_menus_that_drop_down() -> None:
    _, found, text = await discovered(CARDS)
    sites = {one.key: one for one in parse(text, "konsep").sites}
    assert {key: one.nama for key, one in sites.items()} == {
        "kecbarat": "Kec. Barat",
        "kectimur": "Kec. Timur",
        "dishub": "Dinas Perhubungan",
        "bapenda": "Badan Pendapatan Daerah",
        "inspektorat": "Inspektorat Daerah",
    }
    assert sites["dishub"].url.endswith(f":{CARDS.port}/"), "the page below the name is none of the address"
    assert {one.site.kelompok for one in found} == {"kecamatan", "dinas", "badan", "sekretariat"}
    assert parse(text, "konsep").city == "Kabupaten Contoh Jaya"
    assert "#   Dinas Sosial" in text, "an agency that has only a page of the portal"


def logo(name: str, alt: str) -> str:
    return f'<a href="http://{name}:PORT/"><img src="/logo.png" alt="{alt}"></a>'


IMAGES = Town(
    {
        PORTAL: {
            "/robots.txt": "User-agent: *\nDisallow: /rahasia\n",
            "/": page(
                "Kota Contoh",
                '<div class="partner">'
                + logo(host("dispora"), "Dinas Pemuda dan Olahraga")
                + logo(host("satpolpp"), "logo")
                + logo(host("ppid"), "PPID")
                + logo("dinas-lama.example.com", "Dinas Kebudayaan")
                + logo("contohkota.bps.go.id", "Badan Pusat Statistik Kota Contoh")
                + logo("instagram.example.com", "Instagram")
                + '</div><a href="/rahasia/opd">Daftar OPD</a>',
            ),
            "/sitemap.xml": '<?xml version="1.0"?><urlset><url><loc>http://damkar.example.go.id:PORT/</loc></url></urlset>',
        },
        host("dispora"): {"/": page("Dispora")},
        host("satpolpp"): {"/": page("Satuan Polisi Pamong Praja Kota Contoh")},
        host("damkar"): {"/": page("Dinas Pemadam Kebakaran")},
        host("ppid"): {"/": page("PPID Kota Contoh")},
        "dinas-lama.example.com": {"/": page("Dinas Kebudayaan")},
    }
)


async def test_images_with_alternative_texts_and_what_a_sitemap_names() -> None:
    _, found, text = await discovered(IMAGES)
    sites = {one.key: one.nama for one in parse(text, "konsep").sites}
    assert sites == {
        "dispora": "Dinas Pemuda dan Olahraga",
        "satpolpp": "Satuan Polisi Pamong Praja",
        "damkar": "Dinas Pemadam Kebakaran",
    }
    trust = {one.site.key: one.trust for one in found}
    assert (trust["dispora"], trust["satpolpp"], trust["damkar"]) == (
        Confidence.SURE,
        Confidence.LIKELY,
        Confidence.LIKELY,
    )
    assert (trust["ppid"], trust["dinas-lama"]) == (Confidence.DOUBTFUL, Confidence.DOUBTFUL)
    assert "bps" not in text, "an authority of the country is no agency of the city"
    assert "instagram" not in text
    assert "/rahasia/opd" not in IMAGES.asked_of(PORTAL), "robots.txt is obeyed"
    assert IMAGES.asked_of(host("dispora")) == ["/"], "a site is asked for its front page, once"


async def test_what_is_private_is_not_asked_and_the_portal_is_asked_little() -> None:
    many = "".join(f'<a href="/opd?page={number}">{number}</a>' for number in range(2, 40))
    inside = site(host("dinsos"), "Dinas Sosial") + '<a href="http://169.254.169.254/">Dinas Pertanian</a>'
    endless = page("OPD", many)
    town = Town(
        {
            PORTAL: {
                "/": page("Kota Contoh", f'{inside}<a href="/opd">Perangkat Daerah</a>'),
                "/opd": endless,
                **{f"/opd?page={number}": endless for number in range(2, 40)},
            }
        },
        addresses={host("dinsos"): "10.1.2.3"},
    )
    _, found, text = await discovered(town)
    assert len(town.asked) <= PORTAL_REQUESTS
    assert all(not one.active for one in found)
    told = {one.site.nama: one.looked.told for one in found}
    assert "Dinas Sosial" in told
    assert set(told.values()) == {Reason.REFUSED_BY_POLICY.text}
    with pytest.raises(ConfigError, match="belum ada situs"):
        parse(text, "konsep")


async def test_a_portal_that_cannot_be_read_says_why() -> None:
    for town, says in (
        (Town({PORTAL: {}}), "menjawab 404"),
        (Town({}), "nama domain"),
        (
            Town({PORTAL: {}}, redirects={f"{PORTAL}/": "http://portal.example.go.id:PORT/"}),
            "dialihkan ke http://portal.example.go.id",
        ),
    ):
        with pytest.raises(CannotDiscover, match=says):
            await discovered(town)


async def test_a_robots_file_that_cannot_be_asked_for_allows_the_page_that_was_typed_alone() -> None:
    town = Town(
        {PORTAL: {"/": page("Kota Contoh", '<a href="/opd">Daftar OPD</a>'), "/opd": page("OPD")}},
        redirects={f"{PORTAL}/robots.txt": "http://elsewhere.example.com/"},
    )
    await discovered(town)
    assert town.asked_of(PORTAL) == ["/robots.txt", "/"]


async def test_the_command_writes_a_draft_and_says_why_there_is_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with standing(Town({PORTAL: {"/": page("Kota Contoh")}})) as url:
        loopback = url.replace(PORTAL, "127.0.0.1")
        for arguments, says in (
            (["halo"], "bukan alamat"),
            ([loopback], "tidak boleh diakses"),
            ([loopback, "--allow-network", "127.0.0.0/8"], "menjawab 404"),
        ):
            assert await asyncio.to_thread(main, ["discover", *arguments]) == 1
            told = capsys.readouterr()
            assert (told.out, says in told.err) == ("", True)
    async with City() as city:
        command = ["discover", city.portal, "--allow-network", "127.0.0.0/8"]
        assert await asyncio.to_thread(main, command) == 0
        written = parse(capsys.readouterr().out, "konsep")
        asked = dict(city.requests)
    named = {(one.nama, one.singkatan, one.kelompok) for one in written.sites}
    assert named == {(plan.name, plan.short, plan.group) for plan in PLANS}
    assert [str(one) for one in written.probe.allow_networks] == ["127.0.0.0/8"], (
        "the draft can be used at once"
    )
    assert max(asked.values()) <= 3, "one page, and the doors before it"
