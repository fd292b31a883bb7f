"""Living sites that speak about dead ones, and sites that are merely small."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from opd_exporter.judges.non_site.judge import judge
from opd_exporter.judges.non_site.rules import rules
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
HTML = {"content-type": "text/html; charset=utf-8"}
MENU = "".join(
    f"<li><a href='/{name}'>{name.title()}</a></li>"
    for name in ("profil", "berita", "pengumuman", "layanan", "unduhan", "galeri", "kontak")
)
NEWS = (
    "Kepala Dinas Kesehatan Kota Serang membuka kegiatan posyandu di Kecamatan Kasemen. Kegiatan itu diikuti kader "
    "dari seluruh kelurahan dan dilanjutkan dengan pemeriksaan kesehatan ibu dan anak. "
)


def site(
    title: str = "Dinas Kesehatan Kota Serang", top: str = "", article: str = "", headline: str = ""
) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>{top}<nav><ul>{MENU}</ul></nav>"
        f"<main><h2>{headline or 'Berita terbaru'}</h2><p>{NEWS * 3}</p><p>{article}</p></main>"
        f"<footer>Jalan Jenderal Sudirman, Serang</footer></body></html>"
    )


def verdict(body: str) -> str:
    found = judge(parse(body.encode(), url=SITE, headers=HTML), site_url=SITE)
    return f"{found.reason.value}: {found.explanation}" if found else "up"


HEADLINES = [
    "Website Dinas Pendidikan Diretas, Muncul Tulisan Hacked by Mr X",
    "Hacked by insiders: pelajaran keamanan siber",
    "Under Maintenance",
    "Website sedang dalam pemeliharaan",
    "Account Suspended",
    "Waspada pesan palsu: akun Anda ditangguhkan",
    "Akun WhatsApp ditangguhkan, begini cara memulihkannya",
    "Domain for sale: bahaya domain pemerintah kedaluwarsa",
    "Domain ini telah kedaluwarsa",
    "Pemeliharaan jalan Ahmad Yani sedang berlangsung",
    "Jalan Ki Mas Jong sedang dalam perbaikan",
    "Jembatan Kaujon dalam tahap pembangunan",
    "Aplikasi baru segera hadir",
    "Coming soon: gelar seni budaya",
    "Internet Positif: cara melaporkan konten negatif",
    "Situs judi diblokir, ini kata Kominfo",
    "Sosialisasi internet sehat di sekolah",
    "Index of Happiness Kota Serang naik",
    "Error establishing a database connection: cara mengatasinya",
    "Database error pada aplikasi SIMDA sudah diperbaiki",
    "Just a moment with the mayor",
    "Pelatihan verifikasi: buktikan bahwa anda bukan robot",
    "Selamat datang di website baru kami",
    "It works! Program gizi berhasil",
    "404 Not Found, seni kampus",
    "Welcome to nginx! Pelatihan administrator server",
    "Bandwidth limit exceeded: kuota internet OPD ditambah",
    "Menteri was here: kunjungan ke Serang",
    "Instalasi pengolahan air limbah diresmikan",
    "Security check di bandara diperketat",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_living_site_may_print_any_headline(headline: str) -> None:
    assert verdict(site(headline=headline)) == "up"
    assert verdict(site(article=headline)) == "up"


ALIVE = {
    "announcement bar": site(
        top="<div class=bar>Website sedang dalam pemeliharaan, mohon maaf atas ketidaknyamanan</div>"
    ),
    "menu entry coming soon": site(
        top="<ul><li><a href='/ebook'>E-Book (coming soon)</a><li>Under construction</ul>"
    ),
    "headline in the title": site(title="Dinas Kesehatan - Hacked: Kampanye Keamanan Siber"),
    "article as a page": site(
        title="Website Diskominfo Diretas, Hacked by Mr X - Berita Dinas",
        headline="Website Diskominfo Diretas, Hacked by Mr X",
    ),
    "link to an index": site(article="<a href='/arsip/'>Index of /arsip</a>"),
    "structured data": site(
        top='<script type=\'application/ld+json\'>{"name":"Account Suspended, hacked by x"}</script>'
    ),
    "hidden text": site(top="<div style='display:none'>This Account has been suspended. Hacked by x</div>"),
    "one-page site": "<!doctype html><html><head><title>Dinas Sosial</title></head><body><nav>"
    + "".join(f"<a href='#{n}'>{n}</a>" for n in ("Profil", "Visi", "Layanan", "Kontak", "Galeri"))
    + f"</nav><h1>Dinas Sosial</h1><p>{NEWS}</p><p>Galeri: coming soon</p>",
    "few words": "<title>Kelurahan Cipare</title><h1>Kelurahan Cipare</h1><p>Jalan Raya Serang nomor 12. Telepon kantor, jam layanan Senin sampai Jumat pukul delapan pagi.</p>",
    "few words and three links": "<title>Kelurahan Cipare</title><h1>Kelurahan Cipare</h1><a href=/profil>Profil</a><a href=/berita>Berita</a><a href=/kontak>Kontak</a>",
    "pictures only": "<title>Galeri</title>" + "".join(f"<img src=/foto{n}.jpg>" for n in range(5)),
    "cloudflare in front": site(
        top="<script>(function(){var a='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()</script>"
    ),
    "turnstile on a form": site(
        top="<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"
    ),
    "maintenance plugin, switched off": site(
        top="<link rel=stylesheet href='/wp-content/plugins/wp-maintenance-mode/a.css'>"
    ),
    "warning above a living page": site(
        top="<b>Warning</b>: mysqli_query(): something in <b>/home/x.php</b> on line <b>3</b>"
    ),
    "database complaint above a living page": site(
        top="<div>WordPress database error: [Table 'x.wp_y' doesn't exist]</div>"
    ),
    "forgotten title": site(title="Laravel"),
    "forgotten title of an app": site(title="React App"),
    "a small page with a road in it": f"<title>Dinas PUPR</title><h1>Dinas PUPR Kota Serang</h1><a href=/a>Profil</a><a href=/b>Berita</a><p>{NEWS * 2} Ruas jalan ini sedang dalam pemeliharaan.</p>",
    "login page": "<title>SIAP</title><form><input name=u><input type=password></form>",
    "a list of downloads": site(title="Daftar Berkas", headline="Daftar berkas"),
    "a host's advert in the footer": site(article="Situs ini di-hosting oleh Niagahoster. Powered by cPanel"),
}


@pytest.mark.parametrize("body", ALIVE.values(), ids=ALIVE)
def test_a_living_page_is_up(body: str) -> None:
    assert verdict(body) == "up"


PHRASES = sorted(
    {
        phrase.text.replace("{host}", "dinkes.example.go.id")
        for rule in rules().rules
        for phrase in rule.phrases
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4), st.booleans())
@example(["congratulation openlitespeed"], False)
def test_no_phrase_in_the_article_of_a_living_page_makes_it_dead(phrases: list[str], loud: bool) -> None:
    said = ". ".join(phrases)
    assert verdict(site(article=said.upper() if loud else said)) == "up"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_clause_of_a_living_page_makes_it_dead(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([rule for rule in rules().rules if rule.together]))
    clause = " ".join(data.draw(st.sampled_from(group)).strip() for group in rule.together)
    assert verdict(site(headline=clause.title())) == "up"
    assert verdict(site(article=clause)) == "up"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PHRASES))
def test_a_phrase_alone_on_a_page_reads_the_same_in_any_case_and_spacing(phrase: str) -> None:
    def shown(text: str) -> str:
        return verdict(f"<title>{text}</title><h1>{text}</h1><p>{text}</p>").partition(":")[0]

    assert shown(phrase) == shown(phrase.title()) == shown(f"\n  {phrase}\n\t ".replace(" ", " \n ")) != "up"
    if phrase.isascii():
        assert shown(phrase.upper()) == shown(phrase)


def test_every_rule_can_fire_and_says_why() -> None:
    for rule in rules().rules:
        assert rule.why
        assert rule.headers or rule.markup or rule.css or rule.phrases or rule.together
        assert not rule.phrases or rule.titled or rule.stated or rule.said
        assert bool(rule.markup or rule.css or rule.together) == bool(rule.within)
        assert not rule.together or len(rule.together) >= 2
