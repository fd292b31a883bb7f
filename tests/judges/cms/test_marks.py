"""Heads and feet of pages as systems write them, without the generator tag."""

from __future__ import annotations

import pytest
from marked_pages import files, seen

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
    ("", "Kerangka <a href='https://hexo.io/'>Hexo 8.1.2</a>", {}, "hexo"),
    (
        "",
        "<a href='https://id.wordpress.org/'>Bangga bertenaga</a> <a href='https://gohugo.io'>Hugo</a>",
        {},
        "hugo",
    ),
    ("", "Tema: <a href='https://github.com/cotes2020/jekyll-theme-chirpy'>Chirpy</a>", {}, "jekyll"),
    ("", "Made with <a href='https://github.com/janraasch/hugo-bearblog/'>Hugo ʕ•ᴥ•ʔ Bear</a>", {}, "hugo"),
    ("<ul><li><a class='category-list-link' href='/categories/Berita/'>Berita</a></li></ul>", "", {}, "hexo"),
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
    (
        '<style>@import url("/sites/all/modules/views/css/views.css?q1");</style>'
        + files("/misc/drupal.js?q1"),
        "",
        {},
        "drupal",
    ),
    (files("/media/gantry5/assets/css/font-awesome.min.css"), "", {}, "joomla"),
    (files("/templates/yootheme/css/theme.1.css?17"), "", {}, "joomla"),
    ("<a href='/index.php?option=com_content&view=article&id=3&Itemid=101'>Profil</a>", "", {}, "joomla"),
    (files("/web/assets/12-a/web.assets_frontend.min.css"), "", {}, "odoo"),
    ("<meta name=discourse_theme_id content=2>", "", {}, "discourse"),
    (files("/cdn/shop/t/2/assets/base.css?v=1"), "", {}, "shopify"),
    ("<script>var Shopify = Shopify || {}; Shopify.shop = 'x.myshopify.com';</script>", "", {}, "shopify"),
    ("<link rel=preload as=fetch href=/page-data/app-data.json>", "", {}, "gatsby"),
    ("<script>window.___chunkMapping='{}'</script>", "", {}, "gatsby"),
    ("<body class=navigation-with-keyboard><p>Panduan", "", {}, "docusaurus"),
    (files("/Resources/Shared/stylesheets/dnndefault/7.0.0/default.css?cdv=61"), "", {}, "dotnetnuke"),
    ("", "", {"x_generator": "Drupal 9 (https://www.drupal.org)"}, "drupal 9"),
    ("", "", {"x_drupal_cache": "HIT"}, "drupal"),
    ("<link rel=alternate type=application/atom+xml href='/feeds/posts/default'>", "", {}, "blogger"),
    ("", "<a href='/search/label/Berita'>Berita</a><a href='/p/profil.html'>Profil</a>", {}, "blogger"),
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
    ("<script>var odoo = {csrf_token: 'a', debug: ''};</script>", "", {}, "odoo"),
    ("<img src='/content/images/size/w600/2026/11/a.jpg'>", "", {}, "ghost"),
    (files("/assets/built/screen.css", "/public/member-attribution.min.js"), "", {}, "ghost"),
    (files("/assets/built/screen.css"), "", {}, "none"),
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
    (
        files("/index.php/jlk/$$$call$$$/page/page/css") + "<a href='/index.php/jlk/issue/archive'>Arsip</a>",
        "",
        {},
        "ojs",
    ),
    (files("https://assets-global.website-files.com/64b/css/dinas.webflow.8d.css"), "", {}, "webflow"),
    (
        "<link rel='icon' href='https://ssl.gstatic.com/atari/images/public/favicon.ico'>",
        "",
        {},
        "googlesites",
    ),
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
        # pictures taken over from others' pages as they stand
        ("<img src='https://cdn.prod.website-files.com/63a/logo.svg'>", "", {}),
        ("<img src='https://cdn.shopify.com/s/files/1/0533/files/kotak.png?v=1530129081'>", "", {}),
        ("<img src='https://static1.squarespace.com/static/5a/t/5b/foto.JPG'>", "", {}),
        ("<img src='https://resources.blogblog.com/img/icon18_email.gif'>", "", {}),
        (
            "<p>Pelatihan WordPress 6.4 dan Joomla bagi operator desa; OpenSID v22 dan Drupal dibahas</p>",
            "",
            {},
        ),
        ("<p>Situs ini dahulu memakai CMS Lokomedia</p><p>Powered by semangat gotong royong</p>", "", {}),
        ("", "<a href='/berita/9'>Pelatihan OpenSID bagi perangkat desa</a>", {}),
        # what a footer links to is no credit when it lists several, when it says something else, when it is an article
        ("", "<a href='https://hexo.io'>Hexo</a> <a href='https://gohugo.io'>Hugo</a>", {}),
        (
            "",
            "<a href='https://wordpress.org/'>WordPress.org</a>, <a href='https://www.joomla.org/'>Joomla</a>",
            {},
        ),
        ("<a href='/index.php?option=com_arsip&id=3'>Profil</a>", "", {}),
        (
            files(
                "/templates/kantor/css/style.css", "/web/assets/css/assets_frontend.css", "/page/data/a.js"
            ),
            "",
            {},
        ),
        ("<script>ShopifyBuy.buildClient({domain:'x.myshopify.com'})</script>", "", {}),
        ("", "<a href='https://gohugo.io/documentation/'>Belajar Hugo bersama Diskominfo</a>", {}),
        (
            "",
            "<a href='https://hugo.example.com/'>Hugo</a> <a href='https://hexo.io.example.com'>Hexo</a>",
            {},
        ),
        ("", "<a href='https://github.com/diskominfo/situs-hugo-lama'>Kode sumber</a>", {}),
        ("<p>Alat: <a href='https://hexo.io/'>Hexo</a></p>", "", {}),
        ("<p><a href='https://github.com/next-theme/hexo-theme-next'>NexT</a></p>", "", {}),
        ("<a class='category-list' href='/kategori/berita'>Berita</a>", "", {}),
        ("", "Powered by Ghostwriter Studio. Built with Hugothemes", {}),
        ("", "Dikembangkan oleh Diskominfo dengan CodeIgniter", {}),
        ("<a href='/berita/detail/a'>A</a><a href='/halaman/detail/b'>B</a>", "", {}),
        ("<script>var text='nonton drupal'</script>", "", {}),
        ("<img src='https://1.bp.blogspot.com/a.jpg'>", "", {}),
        ("", "<a href='/p/profil.html'>Profil</a><a href='/p/kontak.html'>Kontak</a>", {}),
        ("", "<a href='/search/label/Berita'>Berita</a><a href='/produk/p/9'>Produk</a>", {}),
        ("", "<a href='https://desa.example.com/p/profil.html'>A</a><a href='/search/label/x'>B</a>", {}),
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


DIGEST = "663803bebe609202d5b39d848f2d7c2dc8b598a2d879efa079fa88893d29c49c"


def test_hugo_names_its_files_by_their_digest() -> None:
    assert seen(files(f"/css/main.min.{DIGEST}.css")) == "hugo"
    assert seen(files(f"/js/menu.{DIGEST}.js")) == "hugo"


@pytest.mark.parametrize(
    "file",
    [
        f"/assets/main-{DIGEST}.css",  # Sprockets: Jekyll's assets, Middleman, Rails
        f"/main.css?h={DIGEST}",  # Zola's cachebust
        f"/theme/css/main.{DIGEST[:8]}.css",  # Pelican's webassets, Eleventy's plugins, Parcel
        f"/assets/app.{DIGEST[:20]}.js",  # webpack
        f"/assets/app-{DIGEST[:32]}.css?vsn=d",  # Phoenix
        f"https://cdn.example.com/main.min.{DIGEST}.css",  # whoever built that
        f"https://statics.dinkes.example.go.id/fonts/all.{DIGEST}.css",  # a build of one's own
        f"/foto/{DIGEST}.jpg",
    ],
)
def test_digests_that_others_write_are_no_mark_of_hugo(file: str) -> None:
    assert seen(files(file)) == "none"
