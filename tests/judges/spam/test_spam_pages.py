"""Articles and pages that sell gambling, openly or where only search engines look."""

from __future__ import annotations

import pytest

from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.judges.spam.judge import is_spam_text
from opd_exporter.judges.spam.signs import signs
from opd_exporter.page.model import Page
from opd_exporter.page.parse import parse

URL = "https://dinkes.example.go.id/"
SCOPE = Scope.of(Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", URL))
NEWS = (
    "<p>Kepala Dinas Kesehatan membuka posyandu di Kecamatan Kasemen. Kegiatan itu diikuti kader dari semua "
    "kelurahan dan dilanjutkan dengan pemeriksaan kesehatan ibu dan anak.</p>"
)
STRUCTURED = '<script type="application/ld+json">{"@type":"WebSite",%s}</script>'
ADVERT = (
    "Selamat datang di situs slot gacor terpercaya dengan RTP live tertinggi. Daftar sekarang, dapatkan bonus new "
    "member 100 persen, deposit pulsa tanpa potongan, gampang maxwin di mahjong ways dan gates of olympus."
)


def page(html: str) -> Page:
    return parse(html.encode(), url=URL, headers={"content-type": "text/html; charset=utf-8"})


def suspected(html: str) -> tuple[SpamSign, ...]:
    return signs(page(html), SCOPE)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Rapat Koordinasi Pelayanan", ADVERT),
        (
            "Layanan",
            "Togel online pasaran hongkong, singapore dan macau. Hadiah 4d 10 juta, bandar togel terpercaya pasti "
            "bayar, live draw hk setiap malam, link alternatif anti blokir.",
        ),
        (
            "Unduh",
            "Mainkan mahjong ways 2 scatter hitam di situs kami, modal receh bisa jackpot. Klik link daftar.",
        ),
        (
            "Apotek Kami",
            "Jual obat aborsi cytotec asli, obat penggugur kandungan manjur, hubungi apotek kami di nomor ini.",
        ),
        ("Bonus", "Deneme bonusu veren siteler ve canlı casino fırsatları. Güvenilir bahis siteleri burada."),
    ],
)
def test_an_advert_below_any_title_is_spam(title: str, text: str) -> None:
    assert is_spam_text(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Polres Serang Ungkap Judi Online",
            "Polisi menangkap lima tersangka pengelola situs judi slot online. Mereka menawarkan slot gacor, togel "
            "hongkong, dan casino online lewat media sosial, dan terancam hukuman sepuluh tahun penjara.",
        ),
        (
            "Insiden Situs Dinas",
            "Situs dinas sempat disusupi halaman slot gacor dan toto togel oleh pihak tidak bertanggung jawab. Tim "
            "CSIRT menghapus ribuan halaman berisi kata kunci slot88, maxwin, dan link alternatif.",
        ),
        (
            "Opini",
            "Banyak remaja tergiur iklan slot gacor dan janji maxwin. Padahal bandar selalu menang, keluarga "
            "hancur, utang pinjol menumpuk. Mari jaga anak-anak kita dari judi online.",
        ),
        (
            "Vaksinasi",
            "Pendaftaran dibuka untuk dua ratus slot per hari. Daftar lewat link, gratis, login dengan NIK.",
        ),
        (
            "Pengumuman",
            "Pelatihan dibuka, tersedia 50 slot. Daftar gratis di link resmi, login dengan akun, bonus sertifikat.",
        ),
        ("Posyandu", "Kepala Dinas membuka posyandu. " * 100 + "Sebuah iklan slot gacor tampak di layar."),
    ],
)
def test_a_report_a_warning_and_a_mention_are_none(title: str, text: str) -> None:
    assert not is_spam_text(title, text)


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Slot Gacor Maxwin - Dinas Kesehatan</title>{NEWS}",
        f"<title>Dinas Kesehatan</title><meta name=description content='{ADVERT[:150]}'>{NEWS}",
        f"<title>Dinas Kesehatan</title><div style='position:absolute;left:-9999px'>{ADVERT}</div>{NEWS}",
        f"<title>Dinas Kesehatan</title><div style='display:none'><a href='https://x.example/'>slot gacor</a></div>{NEWS}",
        f"<title>Dinas Kesehatan</title>{NEWS}<footer><a href='https://hoki138.example/'>Mitra</a></footer>",
        f"<title>Dinas Kesehatan</title>{NEWS}<a href='/?p=77'>Link Slot Gacor Hari Ini</a>",
        f"<title>Beranda</title><p>{ADVERT}</p>",
        f"<title>Dinas</title><title>SLOT GACOR 777: Situs Slot Maxwin</title>{NEWS}",
        f"<title>Dinas</title><link rel=canonical href='https://kaisar88.example/'>{NEWS}",
        f"<title>Dinas</title><link rel=amphtml href='https://cdn.example/slot-gacor-hari-ini/'>{NEWS}",
        f"<title>Dinas</title><link rel=alternate hreflang=id href='https://slot88jp.example/'>{NEWS}",
        f"<title>Dinas</title><meta property=og:title content='MPO777: Link Login Slot Gacor Resmi'>{NEWS}",
        f"<title>Dinas</title><meta name=title content='Togel Online Resmi Bandar Toto Macau'>{NEWS}",
        f"<title>Dinas</title><meta property=og:url content='https://sbobet88.example/'>{NEWS}",
        "<title>Dinas</title>" + STRUCTURED % '"name":"HOKI777 Slot Online"' + NEWS,
        "<title>Dinas</title>" + STRUCTURED % '"url":"https:\\/\\/gacor777.example\\/"' + NEWS,
        "<title>Dinas</title>" + STRUCTURED % '"alternateName":["situs slot88"],,' + NEWS,
        f"<title>Dinas</title><noscript>situs slot gacor, slot88, togel online terpercaya</noscript>{NEWS}",
        f"<title>Dinas</title>{'<noscript><img src=/a.jpg alt=kegiatan></noscript>' * 90}<noscript><a href='https://slot777.example/'>klik</a></noscript>{NEWS}",
        f"<title>Dinas</title><noscript><iframe height=0 src='https://slotonline-gacor.example/'></iframe></noscript>{NEWS}",
        f"<title>Dinas</title><div style='display:none'>slot gacor, togel online, situs slot88 maxwin</div>{NEWS}",
        f"<title>Dinas</title><iframe src='https://slotonline-gacor.example/'></iframe>{NEWS}",
        f"<title>Dinas</title>{NEWS}<ol class=commentlist><li><a href='https://judi.example/'>slot gacor</a></li></ol>",
        "<html lang=th><title>สล็อตเว็บตรง</title><p>บาคาร่า</p></html>",
    ],
)
def test_spam_is_found_wherever_a_page_carries_it(html: str) -> None:
    assert suspected(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Dinas Kesehatan</title>{NEWS}",
        f"<title>Waspada Judi Online - Diskominfo</title>{NEWS}",
        f"<title>Diskominfo</title><a href='/berita/1'>Kominfo Blokir 3.000 Situs Judi Slot</a>{NEWS}",
        f"<title>Diskominfo</title><a href='https://aduankonten.example/'>Laporkan situs judi online</a>{NEWS}",
        f"<title>Perpustakaan</title><a href='https://toko88.example/'>Toko buku</a>{NEWS}",
        f"<title>Dinas</title><a href=/ja>日本語</a><a href=/ru>Русский язык</a><a href=/zh>繁體中文</a>{NEWS}",
        f"<title>Dinas</title><p>Polisi memblokir <a href='https://koran.example/tag/slot-gacor'>slot gacor</a>.</p>{NEWS}",
        f"<title>Waspada Jebakan Judi Slot</title><p>Iklan <a href='https://contoh.example/'>slot gacor</a>.</p>{NEWS}",
        f"<title>Polisi Tangkap Bandar Togel</title><meta name=keywords content='slot gacor, togel hongkong'>{NEWS}",
        "<title>Bahaya Judi Online bagi Remaja</title>"
        + STRUCTURED % '"keywords":["judi online","slot gacor"]'
        + NEWS,
        "<title>Dinas</title>"
        + STRUCTURED % '"name":"Undian Gebyar PBB","description":"Hadiah motor, daftar gratis, 500 slot"'
        + NEWS,
        f"<title>Dinas</title><link rel=canonical href='https://smkn88.example.sch.id/'>{NEWS}",
        f"<title>Dinas</title><link rel=alternate type=application/rss+xml href='https://umpan.example/dinas'>{NEWS}",
        f"<title>Dinas</title><noscript><a href=/daftar>Daftar</a> <a href=/login>Login</a></noscript>{NEWS}",
        f"<title>Dinas</title><noscript><iframe src='https://www.googletagmanager.example/ns.html?id=GTM-88'></iframe></noscript>{NEWS}",
        f"<title>Dinas</title><div style='display:none'>Diskominfo blokir situs slot gacor dan togel online</div>{NEWS}",
        f"<title>Dinas</title><div style='display:none'>Slot waktu pendaftaran penuh</div>{NEWS}",
        f"<title>Dinas</title><svg><title>Slot gacor maxwin</title></svg>{NEWS}",
        f"<title>Dinas</title><title>Waspada judi online dan situs slot gacor</title>{NEWS}",
        f"<title>Dinas</title><meta name=description content='Waspada judi online, laporkan situs slot gacor kepada kami'>{NEWS}",
    ],
)
def test_an_honest_page_is_not_suspected(html: str) -> None:
    assert suspected(html) == ()


def test_the_evidence_says_where_it_was_seen() -> None:
    html = f"<title>Dinas</title>{NEWS}<a href='https://x.example/a'>Slot Gacor Maxwin</a>"
    assert suspected(html) == (SpamSign("slot gacor", "https://x.example/a", URL, Where.LINK),)


def test_an_address_that_only_machines_are_told_is_shown_with_its_place() -> None:
    html = f"<title>Dinas</title><link rel=amphtml href='https://amp.slot88.example/'>{NEWS}"
    assert suspected(html) == (SpamSign("slot88", "https://amp.slot88.example/", URL, Where.AMP),)
