"""What of a page may change without being looked at, and what may never."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opd_exporter.page.noise import FEW, MAX_BODY, MAX_PLACES, Kept, only_noise

HASH, OTHER = "9f86d081884c7d659a2feaa0c55ad015", "a3bf4f1b2b0b822cd15d6c15b0f00a08"
LARAVEL, LATER = "kXq2Zr7VbN4tYp0LmW9sHd3FgJ6cTa1Ue8RiOx5B", "pW3nZb8KcQ1xLt6MvY0rGf7SjD2hUa9Ie4TkRo5N"
PAGE = f"""<!doctype html><html><head><meta charset=utf-8><title>Dinas Kesehatan 24 Jam</title>
<meta name="csrf-token" content="{LARAVEL}"><meta name="description" content="Situs resmi sejak 2009">
<meta http-equiv="refresh" content="600"><link rel="canonical" href="https://dinkes.example.go.id/?id=12">
<link rel="stylesheet" href="/tema.css?ver=1732712345"><style>.iklan{{left:-9999px}}</style>
<script type="application/ld+json">{{"datePublished":"2024-12-03","views":120}}</script>
<script src="/app.js?v=81234567"></script>
<script>var nonce="{HASH}", hits=4821; var terbit=1733190000; var alamat="/api/berita?id=7"; var status="aktif";</script>
</head><body class="home page-12"><!-- dibuat dalam 0.53 detik, 2026-11-27 17:39:34, {HASH} -->
<nav><a href="/profil">Profil</a><a href="/berita?PHPSESSID=4k3v9a2m8q1z7x5c0b6n2d8f1g">Berita</a></nav>
<form><input type="hidden" name="_token" value="{LARAVEL}"><input name="q" value="cari 3"></form>
<h2>Berita</h2><a href="/berita/17">Vaksinasi tahap 2 dimulai</a> <span class="tanggal">3 Desember 2024</span>
<span>03-12-2024</span> <i class="fa fa-eye"></i> 1.204
<div class="tgl">03</div><div class="bln">Des</div> <p>12 menit yang lalu, dilihat 88 kali</p>
<p>Rapat koordinasi</p><small>dibaca: 1.999</small> <p>Lihat semua berita</p>
<p>Akun ini ditangguhkan dalam 3 hari</p><table><tr><td>Cabai</td><td>Rp 35.000</td></tr><tr><td>Kuota</td><td>40</td></tr></table>
<div id="statistik"><h4>Statistik Pengunjung</h4><p>Hari ini: 118</p><p>Kemarin: 97</p><p>Total: 98.761</p></div>
<p>Pengunjung online 4</p><span class="counter" data-count="51277">0</span><p>Layanan</p><p>Pukul 17:39 pengunjung</p>
<table><tr><td>Dilihat</td><td>:</td><td>312</td></tr></table><h3>7310</h3><p>Pengunjung</p>
<a data-cfemail="3b525f" href="/cdn-cgi/l/email-protection#3b525f">surel</a><img src="/captcha.php?rand=77120">
<div class="sembunyi" style="display:none"><a href="/arsip">Arsip</a></div><footer>Telp 0254 200100</footer></body></html>"""


def noise(old: str, new: str) -> bool:
    """Whether the page, with this one change, still says the same."""
    assert PAGE.count(old) == 1, old
    return only_noise(PAGE.encode(), PAGE.replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f'csrf-token" content="{LARAVEL}"', f'csrf-token" content="{LATER}"'),
        (f'_token" value="{LARAVEL}"', f'_token" value="{LATER}"'),
        (f'nonce="{HASH}"', f'nonce="{OTHER}"'),
        ("hits=4821", "hits=10003"),
        ("?ver=1732712345", "?ver=1732799999"),
        ("?v=81234567", "?v=81234568"),
        ("?rand=77120", "?rand=3"),
        ("PHPSESSID=4k3v9a2m8q1z7x5c0b6n2d8f1g", "PHPSESSID=9z1c7b3m5k2x8v4a6q0n1d7f3h"),
        (f"0.53 detik, 2026-11-27 17:39:34, {HASH}", f"0.71 detik, 2026-11-28 07:00:01, {OTHER}"),
        ("Hari ini: 118", "Hari ini: 9"),
        ("Kemarin: 97", "Kemarin: 1.204"),
        ("Total: 98.761", "Total: 100.002"),
        ("online 4", "online 17"),
        ("</i> 1.204", "</i> 1.205"),
        ("<td>312</td>", "<td>313</td>"),
        ("<h3>7310</h3>", "<h3>7311</h3>"),
        ("dibaca: 1.999", "dibaca: 2.000"),
        ('data-count="51277"', 'data-count="51301"'),
        ("email-protection#3b525f", "email-protection#a1c8c5"),
    ],
)
def test_a_counter_and_a_token_say_nothing(old: str, new: str) -> None:
    assert noise(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>Dinas Kesehatan 24 Jam", "<title>Dinas Kesehatan 25 Jam"),
        ("<title>Dinas Kesehatan", "<title>Hacked by 1337"),
        ("<h2>Berita</h2>", "<h2>Hacked by 1337</h2>"),
        ("3 Desember 2024</span>", "4 Desember 2024</span>"),
        ("3 Desember 2024</span>", "3 Desember 2026</span>"),
        ("03-12-2024", "04-12-2024"),
        (">03</div>", ">04</div>"),
        ("12 menit yang lalu", "13 menit yang lalu"),
        ("dalam 3 hari", "dalam 2 hari"),
        ("Rp 35.000", "Rp 36.000"),
        ("<td>40</td>", "<td>41</td>"),
        ("tahap 2", "tahap 3"),
        ("Pukul 17:39", "Pukul 17:40"),
        ("Telp 0254 200100", "Telp 0254 200101"),
        ('"/berita/17"', '"/berita/18"'),
        ("?id=12", "?id=13"),
        ("/api/berita?id=7", "/api/berita?id=8"),
        ("terbit=1733190000", "terbit=1795190000"),
        ('"datePublished":"2024-12-03"', '"datePublished":"2026-11-27"'),
        ('"views":120', '"views":121'),
        ('status="aktif"', 'status="tutup"'),
        ('content="600"', 'content="0"'),
        ("sejak 2009", "sejak 2010"),
        ("left:-9999px", "left:0px"),
        ("left:-9999px", "left:-1px"),
        ("page-12", "page-13"),
        ('value="cari 3"', 'value="cari 4"'),
        ("<nav>", '<nav><a href="https://slot88.example/">slot gacor</a>'),
        ("<nav>", '<nav><a style="display:none" href="https://slot88.example/">.</a>'),
        ('<script src="/app.js', '<script src="https://jahat.example/app.js'),
        ('<script src="/app.js', '<script src="/app1.js'),
        (
            '<meta name="description"',
            '<meta http-equiv="refresh" content="0;url=https://slot.example/"><meta name="description"',
        ),
        ('href="/arsip">Arsip', 'href="https://slot88.example/">Arsip'),
        ('href="/arsip">Arsip', 'href="/arsip">Judi'),
        ('style="display:none"', ""),
        (' class="sembunyi"', ""),
        (f'nonce="{HASH}"', 'nonce="";location="https://slot.example/"'),
        (f'nonce="{HASH}"', f'nonce="{OTHER}";alert(1);x="{HASH}"'),
        (f'_token" value="{LARAVEL}"', '_token" value="ditangguhkan"'),
        (f'csrf-token" content="{LARAVEL}"', 'csrf-token" content=""'),
        ("PHPSESSID=4k3v9a2m8q1z7x5c0b6n2d8f1g", "PHPSESSID=slot777gacormaxwin"),
        ("Hari ini: 118", "Hari ini: 20261127"),
        ("Hari ini: 118", "Hari ini: 118 hari lagi"),
        ("Hari ini: 118", "Hari ini: 27-11"),
        ("Hari ini: 118", "Hari ini: "),
        ("Hari ini: 118", "Situs ini: 118"),
        ("Total: 98.761", "Total: 98.761.<b>Hacked</b>"),
        ("Total: 98.761", "Total: 9<b>Hacked</b>8.761"),
        ("0.53 detik", "--><h1>Hacked</h1><!-- 0.53 detik"),
        ("</body>", ""),
        ("</html>", "</html> "),
        ("</html>", '</html><iframe src="https://slot.example/"></iframe>'),
    ],
)
def test_what_may_mean_anything_is_looked_at(old: str, new: str) -> None:
    assert not noise(old, new)


def test_many_counters_and_tokens_at_once() -> None:
    changed = (
        PAGE.replace(LARAVEL, LATER).replace(HASH, OTHER).replace("118", "119").replace("98.761", "98.762")
    )
    assert only_noise(PAGE.encode(), changed.encode())
    assert not only_noise(PAGE.encode(), changed.replace("Berita</h2>", "Judi</h2>").encode())


@pytest.mark.parametrize(
    "hidden",
    [
        "<!--><p>Pengunjung {} jam</p><!-- -->",
        "<!---><p>Tinggal {} kamar</p><!-- -->",
        "<!-- x --!><p>Tinggal {} kamar</p><!-- -->",
        "<title>(Pengunjung: {})</title>",
        "<textarea>Pengunjung: {}</textarea>",
        "<noscript>Pengunjung: {}</noscript>",
        "<a title='pengunjung >' href='/berita/{}'>x</a>",
        "<a title=pengunjung href=/berita/{}>x</a>",
        "<p data-page='{}'>x</p>",
        "<p>pengunjung < {}</p>",
    ],
)
def test_no_trick_of_markup_makes_text_a_comment_or_an_address_a_counter(hidden: str) -> None:
    assert not only_noise(hidden.format(41).encode(), hidden.format(42).encode())


PLACES = [found.end() for found in re.finditer(r">", PAGE)]
WORDS = st.text(st.characters(categories=("L", "M", "P", "S")), min_size=1, max_size=30)


@given(place=st.sampled_from(PLACES), word=WORDS)
@settings(max_examples=300, deadline=None)
def test_no_word_comes_unnoticed(place: int, word: str) -> None:
    assert not only_noise(PAGE.encode(), f"{PAGE[:place]}{word}{PAGE[place:]}".encode())


@given(
    place=st.sampled_from(PLACES),
    name=st.sampled_from(["href", "src", "content", "class", "style", "onclick", "http-equiv"]),
    element=st.sampled_from(["a", "script", "meta", "iframe", "img", "base", "link"]),
    value=st.text(st.characters(codec="ascii", exclude_characters='"'), max_size=30),
)
@settings(max_examples=300, deadline=None)
def test_no_element_comes_unnoticed(place: int, name: str, element: str, value: str) -> None:
    added = f'<{element} {name}="{value}">'
    assert not only_noise(PAGE.encode(), f"{PAGE[:place]}{added}{PAGE[place:]}".encode())


VALUES = [found.span(1) for found in re.finditer(r'(?:href|src|class|style|http-equiv)="([^"?#]+)"', PAGE)]


@given(
    where=st.sampled_from(VALUES),
    value=st.text(st.characters(codec="ascii", exclude_characters='"'), max_size=40),
)
@settings(max_examples=300, deadline=None)
def test_no_address_and_no_look_of_an_element_changes_unnoticed(where: tuple[int, int], value: str) -> None:
    begin, end = where
    if value != PAGE[begin:end]:
        assert not only_noise(PAGE.encode(), f"{PAGE[:begin]}{value}{PAGE[end:]}".encode())


@given(begin=st.integers(0, len(PAGE)), length=st.integers(1, 400))
@settings(max_examples=300, deadline=None)
def test_nothing_that_people_see_goes_unnoticed(begin: int, length: int) -> None:
    gone = PAGE[begin : begin + length]
    if re.search(r"[^0-9A-Za-z.,]", gone):
        assert not only_noise(PAGE.encode(), (PAGE[:begin] + PAGE[begin + length :]).encode())


@given(st.binary(max_size=400), st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_have_an_answer(one: bytes, other: bytes) -> None:
    assert only_noise(one, one)
    only_noise(one, other)


def test_what_is_kept_is_bounded_and_compared_as_it_was() -> None:
    kept = Kept.of(PAGE.encode())
    assert kept is not None
    assert kept.differs_in_noise_only(PAGE.replace("Total: 98.761", "Total: 98.762").encode())
    assert not kept.differs_in_noise_only(PAGE.encode() * 2)
    assert Kept.of(b"a" * (MAX_BODY + 1)) is None


def test_a_page_that_differs_in_many_places_is_looked_at() -> None:
    page = "".join(f"<p>Pengunjung: {number}</p>" for number in range(1000, 1000 + MAX_PLACES + 1))
    later = "".join(f"<p>Pengunjung: {number}</p>" for number in range(3000, 3000 + MAX_PLACES + 1))
    assert not only_noise(page.encode(), later.encode())


@pytest.mark.parametrize("shape", ["<script>", "<!--", "<p>1", "<a href='", "\"'", "<svg><title>", "0"])
def test_no_shape_takes_more_than_a_walk(shape: str) -> None:
    """A mebibyte of it, its end changed: were it read twice for each piece, this would not end."""
    body = (shape * (MAX_BODY // len(shape))).encode()
    assert not only_noise(body + b"<p>x</p>", body + b"<p>y</p>")


@pytest.mark.parametrize("comments", [1, FEW + 1])
def test_a_kept_page_knows_its_parts_however_many(comments: int) -> None:
    page = PAGE.replace(
        "</body>", "<!-- tema -->" * comments + "<script>var judul = 'a', n = {}</script></body>"
    )
    kept = Kept.of(page.replace("{}", "1").encode())
    assert kept is not None
    assert (kept.parts is None) is (comments > FEW)
    counted = page.replace("Total: 98.761", "Total: 98.762").replace("{}", "1")
    assert kept.differs_in_noise_only(counted.encode())
    assert not kept.differs_in_noise_only(page.replace("{}", "2").encode())
