"""Heads and feet of pages as systems write them, with and without the generator tag."""

from __future__ import annotations

import pytest

from opd_exporter.domain.report import Cms
from opd_exporter.judges.cms.detect import detect
from opd_exporter.judges.systems.records import System, systems
from opd_exporter.page.parse import parse

SITE = "https://dinkes.example.go.id/"
NEWS = "".join(
    f"<article><h3><a href='/berita/{n}'>Kegiatan posyandu {n}</a></h3><p>Serang, kegiatan berjalan lancar.</p></article>"
    for n in range(8)
)


def seen(head: str = "", foot: str = "", body: str = "", **headers: str) -> str:
    """``name version`` of a page with these marks, or ``none``."""
    html = f"<!doctype html><html><head><title>Dinkes</title>{head}</head><body {body}><main>{NEWS}</main><footer>{foot}</footer></body></html>"
    fields = {"content-type": "text/html"} | {key.replace("_", "-"): value for key, value in headers.items()}
    found = detect(parse(html.encode(), url=SITE, headers=fields))
    return f"{found.name} {found.version}".strip() if found else "none"


def generator(*contents: str) -> str:
    return "".join(f'<meta name="generator" content="{content}">' for content in contents)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["WordPress 6.4.3"], "wordpress 6.4.3"),
        (["WordPress 6.5-RC2"], "wordpress 6.5-rc2"),
        (["WordPress"], "wordpress"),
        (["Powered by WordPress 5.9"], "wordpress 5.9"),
        (["Elementor 3.18.3; features: additional_custom_breakpoints", "WordPress 6.4"], "wordpress 6.4"),
        (
            [
                "Site Kit by Google 1.118.0",
                "Powered by WPBakery Page Builder",
                "WordPress 6.1.1",
                "WooCommerce 8.2",
            ],
            "wordpress 6.1.1",
        ),
        (["Joomla! - Open Source Content Management"], "joomla"),
        (["Joomla! 1.5 - Open Source Content Management"], "joomla 1.5"),
        (["Drupal 10 (https://www.drupal.org)"], "drupal 10"),
        (["Drupal 7 (http://drupal.org)"], "drupal 7"),
        (["blogger"], "blogger"),
        (["PopojiCMS v.2.0.1"], "popojicms 2.0.1"),
        (["OpenSID v22.07-premium"], "opensid 22.07-premium"),
        (["CMS Lokomedia"], "lokomedia"),
        (["CMS Sekolahku v2.4.9"], "sekolahku 2.4.9"),
        (["AuraCMS 2.3"], "auracms 2.3"),
        (["CMS Balitbang 3.5.3"], "balitbang 3.5.3"),
        (["SLiMS 9 Bulian"], "slims 9"),
        (["Ghost 5.75"], "ghost 5.75"),
        (["MediaWiki 1.39.3"], "mediawiki 1.39.3"),
        (["Hugo 0.121.1"], "hugo 0.121.1"),
        (["Jekyll v4.3.2"], "jekyll 4.3.2"),
        (["Hexo 6.3.0"], "hexo 6.3.0"),
        (["Pelican"], "pelican"),
        (["Nikola (getnikola.com)"], "nikola"),
        (["mkdocs-1.5.3, mkdocs-material-9.4.14"], "mkdocs 1.5.3"),
        (["Docusaurus v2.4.1"], "docusaurus 2.4.1"),
        (["Wagtail 5.2"], "wagtail 5.2"),
        (["TYPO3 CMS"], "typo3"),
        (["TYPO3 4.5 CMS"], "typo3 4.5"),
        (["Plone - https://plone.org"], "plone"),
        (["concrete5 - 8.5.4"], "concrete 8.5.4"),
        (["Wix.com Website Builder"], "wix"),
        (["DokuWiki"], "dokuwiki"),
        (["Astro v4.2.1"], "astro 4.2.1"),
        (["VitePress v1.0.0"], "vitepress 1.0.0"),
        (["Eleventy v2.0.1"], "eleventy 2.0.1"),
        (["Zola"], "zola"),
        (["Contao Open Source CMS"], "contao"),
        (["GravCMS"], "grav"),
        (["Bludit 3.15"], "bludit 3.15"),
        (["CMS Made Simple - Copyright (C) 2004-2021"], "cmsmadesimple"),
        (["Textpattern CMS"], "textpattern"),
        (["e107"], "e107"),
        (["XOOPS"], "xoops"),
        (["PHP-Nuke Copyright (c) 2005"], "phpnuke"),
        (["Mambo - Copyright 2000"], "mambo"),
        (["Open Journal Systems 3.3.0.13"], "ojs 3.3.0.13"),
        (["DSpace 7.6"], "dspace 7.6"),
        (["Foo CMS 2.1"], "lain"),
        (["CMS Kota Cerdas"], "lain"),
    ],
)
def test_a_generator_tag_that_names_a_system_decides(contents: list[str], expected: str) -> None:
    assert seen(generator(*contents)) == expected


@pytest.mark.parametrize(
    "content",
    [
        "Elementor 3.18.3; features: e_dom",
        "Site Kit by Google 1.118.0",
        "WooCommerce 8.2.1",
        "Powered by WPBakery Page Builder - drag and drop page builder for WordPress.",
        "Powered by Slider Revolution 6.5.14",
        "Microsoft FrontPage 4.0",
        "Microsoft Word 15",
        "Divi v.4.20",
        "Bootstrap 5",
        "Vite",
        "Next.js",
        "Nuxt",
        "Laravel",
        "CodeIgniter 4",
        "5.1",
        "Adobe Dreamweaver CS6",
        "hugomania",
        "ghostwriter template",
    ],
)
def test_plugins_editors_and_frameworks_are_no_cms(content: str) -> None:
    assert seen(generator(content)) == "none"


def files(*paths: str) -> str:
    return "".join(
        f"<script src='{path}'></script>" if ".js" in path else f"<link rel=stylesheet href='{path}'>"
        for path in paths
    )


# (what the page shows, headers, expected); no generator tag anywhere
MARKS: list[tuple[str, str, dict[str, str], str]] = [
    (
        files("/wp-content/themes/astra/style.css?ver=4.1", "/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"),
        "",
        {},
        "wordpress",
    ),
    (
        files(
            "/wp-content/themes/x/a.css",
            "/wp-includes/css/dist/block-library/style.min.css?ver=6.4.3",
            "/wp-includes/js/jquery/jquery.min.js?ver=3.7.1",
        ),
        "",
        {},
        "wordpress 6.4.3",
    ),
    (
        '<script>window._wpemojiSettings={"source":{"concatemoji":"https:\\/\\/dinkes.example.go.id\\/wp-includes\\/js\\/wp-emoji-release.min.js?ver=6.3.2"}}</script>',
        "",
        {},
        "wordpress 6.3.2",
    ),
    ("", "", {"link": '<https://dinkes.example.go.id/wp-json/>; rel="https://api.w.org/"'}, "wordpress"),
    ("", "", {"x_pingback": "https://dinkes.example.go.id/xmlrpc.php"}, "wordpress"),
    (
        "",
        "",
        {
            "set_cookie": "wordpress_test_cookie=x; path=/, wp-settings-1=y; expires=Thu, 01 Jan 2026 00:00:00 GMT"
        },
        "wordpress",
    ),
    (files("https://i0.wp.com/dinkes.example.go.id/wp-content/themes/a/a.css"), "", {}, "wordpress"),
    (files("https://cdn.dinkes.example.go.id/wp-content/themes/a/a.css"), "", {}, "wordpress"),
    (
        files(
            "https://cdn.example.net/x/wp-includes/js/a.js",
            "https://cdn.example.net/x/wp-content/themes/a.css",
        ),
        "",
        {},
        "wordpress",
    ),
    ("", "Proudly powered by <a href='https://wordpress.org'>WordPress</a>", {}, "wordpress"),
    (files("/media/jui/js/jquery.min.js", "/media/system/js/caption.js"), "", {}, "joomla"),
    (
        files("/media/vendor/joomla-custom-elements/js/x.min.js", "/templates/cassiopeia/css/a.css"),
        "",
        {},
        "joomla",
    ),
    ("<script>var options = Joomla.optionsStorage</script>", "", {}, "joomla"),
    (
        "<link rel=stylesheet href='/modules/mod_slideshow/a.css'>",
        "<a href='/index.php?option=com_content&view=article'>x</a>",
        {},
        "joomla",
    ),
    (files("/sites/default/files/css/a.css", "/core/misc/drupal.js?v=9.5.9"), "", {}, "drupal"),
    ("", "", {"x_generator": "Drupal 9 (https://www.drupal.org)"}, "drupal 9"),
    ("", "", {"x_drupal_cache": "HIT"}, "drupal"),
    ("<link rel=alternate type=application/atom+xml href='/feeds/posts/default'>", "", {}, "blogger"),
    (files("https://www.blogger.com/static/v1/widgets/123-css_bundle_v2.css"), "", {}, "blogger"),
    (files("/po-content/themes/madani/css/style.css"), "TIM IT Diskominfo Kota Serang", {}, "popojicms"),
    (
        "<img src='/po-content/uploads/logo.png'>",
        "",
        {"set_cookie": "XSRF-TOKEN=a, laravel_session=b"},
        "popojicms",
    ),
    ("", "Hak cipta Dinkes. Dikembangkan oleh TIM IT Diskominfo Kota Serang", {}, "popojicms"),
    ("<a href='/detailpost/berita-a'>A</a><a href='/category/all'>Semua</a>", "", {}, "popojicms"),
    ("<img src='/desa/upload/artikel/sedang_1.jpg'>", "", {}, "opensid"),
    ("<meta name='theme:designer' content='Ariandi'>", "OpenSID v22.05", {}, "opensid 22.05"),
    ("", "", {"set_cookie": "sidcsrf=abc; path=/"}, "opensid"),
    ("<img src='/asset/foto_berita/a.jpg'>", "", {}, "lokomedia"),
    (files("/template/phpmu-magazine/css/a.css"), "", {}, "lokomedia"),
    ("<img src='/media_library/posts/post-image-1.jpg'>", "", {}, "sekolahku"),
    ("", "Powered by CMS Sekolahku v2.4.6", {}, "sekolahku 2.4.6"),
    (
        "<a href='/index.php?pilih=news'>Berita</a><a href='/index.php?pilih=gallery&mod=yes'>Galeri</a>",
        "",
        {},
        "auracms",
    ),
    ("<a href='/html/siswa.php'>Siswa</a><a href='/html/guru.php'>Guru</a>", "", {}, "balitbang"),
    (
        "<a href='/index.php?p=show_detail&id=3'>Buku</a><a href='/index.php?p=librarian'>Pustakawan</a>",
        "",
        {},
        "slims",
    ),
    ("", "Powered by SLiMS", {}, "slims"),
    (files("https://cdn.jsdelivr.net/ghost/portal@~2.37/umd/portal.min.js"), "", {}, "ghost"),
    (files("/load.php?lang=id&modules=startup&only=styles.css"), "", {}, "mediawiki"),
    ("", "Powered by Hugo 0.92", {}, "hugo 0.92"),
    ("<!-- Begin Jekyll SEO tag v2.8.0 -->", "", {}, "jekyll"),
    ("<meta name='docusaurus_version' content='2.4.3'>", "", {}, "docusaurus 2.4.3"),
    (
        "<img src='/media/images/a.width-800.jpg'><img src='/media/images/b.fill-200x200.jpg'>",
        "",
        {},
        "wagtail",
    ),
    (
        files("/_static/documentation_options.js", "/_static/doctools.js"),
        "Created using Sphinx 4.5.0",
        {},
        "sphinx 4.5.0",
    ),
    ("<!-- This website is powered by TYPO3 - inspiring people to share! -->", "", {}, "typo3"),
    (files("/typo3conf/ext/site/a.css"), "", {}, "typo3"),
    (files("/DesktopModules/HTML/module.css", "/Portals/_default/default.css"), "", {}, "dotnetnuke"),
    (files("/_layouts/15/init.js"), "", {}, "sharepoint"),
    ("", "", {"liferay_portal": "Liferay Digital Experience Platform"}, "liferay"),
    ("", "", {"x_powered_by": "Craft CMS"}, "craft"),
    ("", "", {"x_powered_cms": "Bitrix Site Manager (x)"}, "bitrix"),
    (files("https://static1.squarespace.com/static/a.js"), "", {}, "squarespace"),
    (files("https://static.parastorage.com/services/a.js"), "", {}, "wix"),
    (files("/++plone++static/a.css"), "", {}, "plone"),
    (files("/lib/exe/css.php?t=x", "/lib/exe/js.php?t=x.js"), "", {}, "dokuwiki"),
    (files("/bl-themes/alternative/a.css"), "", {}, "bludit"),
    (files("/user/themes/quark/a.css"), "", {}, "grav"),
    (files("/lib/pkp/js/a.js"), "", {}, "ojs"),
]


@pytest.mark.parametrize(
    ("head", "foot", "headers", "expected"), MARKS, ids=[f"{n}-{m[3]}" for n, m in enumerate(MARKS)]
)
def test_a_system_without_generator_tag_is_known_by_its_marks(
    head: str, foot: str, headers: dict[str, str], expected: str
) -> None:
    assert seen(head, foot, **headers) == expected


@pytest.mark.parametrize(
    ("head", "foot", "headers"),
    [
        ("", "", {}),
        ("", "", {"set_cookie": "laravel_session=a, ci_session=b, PHPSESSID=c"}),
        ("", "", {"x_powered_by": "PHP/8.1", "server": "nginx"}),
        (files("/assets/js/jquery.js", "/css/app.css", "/build/assets/app-4f2.js"), "", {}),
        ("<img src='https://kota.example.go.id/wp-content/uploads/2024/a.jpg'>", "", {}),
        (
            "<img src='https://kota.example.go.id/wp-content/themes/a/logo.png'><a href='https://kota.example.go.id/wp-includes/x'>x</a>",
            "",
            {},
        ),
        ("<img src='/wp-content/uploads/2019/lama.jpg'>", "", {}),
        (
            "<p>Pelatihan WordPress 6.4 dan Joomla bagi operator desa; OpenSID v22 dan Drupal dibahas</p>",
            "",
            {},
        ),
        ("<p>Situs ini dahulu memakai CMS Lokomedia</p><p>Powered by semangat gotong royong</p>", "", {}),
        ("", "<a href='/berita/9'>Pelatihan OpenSID bagi perangkat desa</a>", {}),
        ("", "Powered by Ghostwriter Studio. Built with Hugothemes", {}),
        ("", "Dikembangkan oleh Diskominfo dengan CodeIgniter", {}),
        ("<a href='/berita/detail/a'>A</a><a href='/halaman/detail/b'>B</a>", "", {}),
        ("<script>var text='nonton drupal'</script>", "", {}),
        ("<img src='https://1.bp.blogspot.com/a.jpg'>", "", {}),
        ("<iframe src='https://www.youtube.com/embed/x'></iframe>", "", {}),
        ("<meta name=description content='Drupal, Joomla, WordPress'>", "", {}),
        (files("https://platform.example.com/wp-content/plugins/widget/a.js"), "", {}),
        # folders that many hand-made sites have
        ('<link rel=stylesheet href="/asset/css/style.css"><img src="/asset/logo/logo.png">', "", {}),
        (
            '<link rel=stylesheet href="/web/assets/css/a.css"><script src="/web/static/a.js"></script><img src="/web/image/a.png">',
            "",
            {},
        ),
        (
            '<link rel=stylesheet href="/assets/user/plugins/a.css"><script src="/assets/user/themes/a.js"></script>',
            "",
            {},
        ),
    ],
)
def test_weak_marks_and_mere_mentions_are_none(head: str, foot: str, headers: dict[str, str]) -> None:
    assert seen(head, foot, **headers) == "none"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            generator("Joomla! - Open Source Content Management")
            + files("/media/jui/js/a.js", "/blog/wp-content/themes/a/a.css"),
            "joomla",
        ),
        (
            generator("Drupal 9")
            + "<img src='/wp-content/uploads/lama.jpg'>"
            + files("/sites/default/files/css/a.css"),
            "drupal 9",
        ),
        (generator("Hugo 0.120.4") + "<img src='/wp-content/uploads/a.jpg'>", "hugo 0.120.4"),
        (
            generator("WordPress 6.2")
            + "<img src='/asset/foto_berita/lama.jpg'>"
            + files("/wp-content/themes/a.css"),
            "wordpress 6.2",
        ),
        (
            files(
                "/media/jui/js/a.js",
                "/media/system/js/b.js",
                "/components/com_k2/c.js",
                "/blog/wp-content/themes/a/a.css",
            ),
            "joomla",
        ),
        ("<img src='/po-content/uploads/a.png'>" + generator("3.0.1"), "popojicms 3.0.1"),
        (
            generator("WordPress 6.4.3")
            + files(
                "/wp-content/themes/a/a.css?ver=9.9",
                "/wp-includes/css/dist/block-library/style.min.css?ver=6.4.3",
            ),
            "wordpress 6.4.3",
        ),
        (
            files(
                "/wp-content/themes/a/a.css?ver=2.1",
                "/wp-content/plugins/b/b.js?ver=5.5",
                "/wp-includes/js/jquery/jquery.js?ver=3.6.0",
            ),
            "wordpress",
        ),
    ],
)
def test_of_several_systems_the_better_marked_one_is_it(head: str, expected: str) -> None:
    assert seen(head) == expected


def test_what_does_not_look_like_a_version_is_left_out() -> None:
    assert seen(generator("WordPress abcdef0123")) == "wordpress"
    assert seen(generator("Ghost 5.75beta<script>")) in ("ghost", "ghost 5.75beta")
    assert seen(generator("Drupal " + "9" * 40)) == "drupal"


@pytest.mark.parametrize("known", systems().values(), ids=systems())
def test_every_system_has_a_way_to_be_known(known: System) -> None:
    assert any((known.generator, known.paths, known.anywhere, known.weak))


@pytest.mark.parametrize("known", systems().values(), ids=systems())
def test_a_systems_own_generators_name_it(known: System) -> None:
    for name in known.generator:
        assert seen(generator(name.upper())) == known.name


def test_detection_survives_hostile_addresses_and_headers() -> None:
    html = (
        b"<a href='http://[::1'>x</a><meta name=generator content='"
        + b"A1 " * 5000
        + b"'>"
        + b"<!-- "
        + b"(" * 9000
        + b" -->"
    )
    page = parse(html, url=SITE, headers={"content-type": "text/html", "set-cookie": "a=b," * 5000})
    assert detect(page) is None
    assert detect(parse(b"", url=SITE)) is None
    assert isinstance(
        detect(parse(b"<meta name=generator content=Hugo>", url=SITE, headers={"content-type": "text/html"})),
        Cms,
    )
