"""Sites as hardened ones are: no generator tag, files renamed and combined. What their system's core calls the parts of a
page, and what it makes of names of files, still stands there; a template that home-made sites wear is no system."""

from __future__ import annotations

import pytest
from marked_pages import SITE, files, generator, seen

MENU = "".join(
    f"<li class='menu-item menu-item-type-post_type menu-item-object-page menu-item-{number}'><a href='/p{number}'>Profil</a>"
    for number in (12, 15)
)
POSTS = "".join(
    f"<div class='post-{number} post type-post status-publish hentry'>Kegiatan</div>" for number in (7, 9)
)
PAGE = "class='home page-template-default page page-id-2'"
EMOJI = "<script>window._wpemojiSettings={{'source':{{'concatemoji':'{}wp-includes/js/wp-emoji-release.min.js'}}}}</script>"
SHA = "1a2b3c4d5e6f7a8b"
DRUPAL_CSS = "css_kShW4RPmRstZ3SpIC-ZvVGNFVAi0WEMuCnI0ZkYIaFw.css"

# (what the page shows, attributes of its body, headers, expected)
KNOWN: list[tuple[str, str, dict[str, str], str]] = [
    # renamed folders, styles of one combined file
    (files("/core/views/1f8/main.css") + MENU, PAGE, {}, "wordpress"),
    (MENU, "class='home page elementor-default elementor-kit-5'", {}, "wordpress"),
    (POSTS, "class='home blog'", {}, "wordpress"),
    (MENU, "class='post-template-default single single-post postid-7'", {}, "wordpress"),
    (MENU + POSTS.replace("post-9", "post-7"), "class=home", {}, "wordpress"),
    ("<div class=wp-site-blocks><p>Dinas</p></div>", "", {}, "wordpress"),
    ("<style id=global-styles-inline-css>a{}</style>", "", {}, "wordpress"),
    ("<link rel=stylesheet id=wp-block-library-css href='/lib/a.css'>", "", {}, "wordpress"),
    ("", "class='home wp-theme-twentytwentyfive'", {}, "wordpress"),
    ("<script>var ajaxurl='" + SITE + "wp-admin/admin-ajax.php'</script>", "", {}, "wordpress"),
    (EMOJI.format(SITE), "", {}, "wordpress"),
    (
        '<script type=speculationrules>{"where":{"href_matches":["\\/wp-*.php","\\/isi\\/*"]}}</script>',
        "",
        {},
        "wordpress",
    ),
    # scripts that wait
    (
        "<script type=rocketlazyloadscript data-rocket-src='/wp-includes/js/a.js'></script>",
        "",
        {},
        "wordpress",
    ),
    ("<script type=litespeed/javascript data-src='/wp-includes/js/a.js'></script>", "", {}, "wordpress"),
    (
        files("https://s0.wp.com/_static/??-eJx.css"),
        "",
        {},
        "wordpress",
    ),
    ("", "class='site com_content view-featured layout-default'", {}, "joomla"),
    ("", "class='site com-sppagebuilder view-page itemid-437 ltr'", {}, "joomla"),
    ("<script type='application/json' class='joomla-script-options new'>{}</script>", "", {}, "joomla"),
    (
        "<link rel=alternate href='/?format=feed&amp;type=rss'><link rel=alternate href='/?format=feed&amp;type=atom'>",
        "",
        {},
        "joomla",
    ),
    ("<a data-drupal-link-system-path='&lt;front&gt;' href='/'>Beranda</a>", "", {}, "drupal"),
    ("<div class='view view-berita view-id-berita view-display-id-block_1'>a</div>", "", {}, "drupal"),
    ("", "class='html front not-logged-in one-sidebar'", {}, "drupal"),
    ("", "", {"expires": "Wed, 17 Aug 2005 00:00:00 GMT"}, "joomla"),
    ("", "", {"expires": "Mon, 20 Aug 1969 09:23:00 GMT"}, "moodle"),
    (files("/s3/files/css/" + DRUPAL_CSS), "", {}, "drupal"),
    ("<div class='widget Blog' data-version='2' id='Blog1'>a</div>", "", {}, "blogger"),
    (files("https://www.gstatic.com/_/atari/_/ss/k=atari.vw.a.css"), "", {}, "googlesites"),
    ("<div id=c12 class='frame frame-default frame-type-text frame-layout-0'>a</div>", "", {}, "typo3"),
    ("<div id=c12 class=csc-default>a</div><div id=c15 class=csc-default>b</div>", "", {}, "typo3"),
    ("<div id=c12 class='frame frame-default'>a</div><div id=c15>b</div>", "", {}, "typo3"),
    (files("/_assets/" + SHA * 2 + "/Css/main.css"), "", {}, "typo3"),
    ("<div class='ccm-page page-type-page'>a</div>", "", {}, "concrete"),
    (files("/combine/" + SHA * 2 + "-1700000000.css"), "", {}, "october"),
    (files("/modules/system/assets/js/snowboard/build/snowboard.base.js"), "", {}, "winter"),
    (f"<img src='/media/pages/home/{SHA[:10]}-1700000000/foto-300x.jpg'>", "", {}, "kirby"),
    (f"<img src='/berita/kegiatan/foto_hu_{SHA}.webp'>", "", {}, "hugo"),
    (f"<img src='/berita/foto_hu{SHA}{SHA}_123456_600x400_fill_q75_box.jpg'>", "", {}, "hugo"),
    (f"<img src='/processed_images/foto.{SHA}.webp'>", "", {}, "zola"),
    ("<img src='/media/images/a.2e16d0ba.fill-300x200.format-webp.webp'>", "", {}, "wagtail"),
    ("<img src='/foto/_600x400_crop_center-center_none/a.jpg'>", "", {}, "craft"),
    ("<img src='/assets/Uploads/foto__FillWzMwMCwyMDBd.jpg'>", "", {}, "silverstripe"),
    ("<img src='/media/posts/12/responsive/a-md.jpg'>", "", {}, "publii"),
    (files("/_astro/index.B1a2b3c4.css"), "", {}, "astro"),
    (
        files("/_astro/index.css") + "<starlight-theme-select>Tema</starlight-theme-select>",
        "",
        {},
        "starlight",
    ),
    ("", "data-wf-domain=dinkes.example.go.id data-wf-site=65", {}, "webflow"),
    ("<div id=___gatsby>a</div>", "", {}, "gatsby"),
    ("<div id=__docusaurus>a</div>", "", {}, "docusaurus"),
    ("<div class=VPNav>a</div><div class=VPContent>b</div>", "", {}, "vitepress"),
    ("<main><div class=theme-default-content>a</div></main>", "", {}, "vuepress"),
    ("<div class=md-container data-md-component=container>a</div>", "", {}, "mkdocs"),
    ("<nav class=nextra-navbar>a</nav>", "", {}, "nextra"),
    (
        "<div class='nav-container' data-component=ROOT><a href='/a'>a</a></div><script data-ui-root-path='_'></script>",
        "",
        {},
        "antora",
    ),
    ("<div class=book-summary>a</div><div class=book-body>b</div>", "", {}, "gitbook"),
    ("<ds-app><ds-root>a</ds-root></ds-app>", "", {}, "dspace"),
    ("<span class=ep_tm_pagetitle>a</span>", "", {}, "eprints"),
    ("", "class='pkp_page_index pkp_op_index'", {}, "ojs"),
    ("", "class='portaltype-document section-index template-document_view'", {}, "plone"),
    ("", "class='view-viewview contenttype-document'", {}, "plone"),
    ("", "class='tiki tiki-front_page'", {}, "tiki"),
    ("<div id=xwikimaincontainer>a</div>", "", {}, "xwiki"),
    ("<div class=evo_container>a</div>", "", {}, "b2evolution"),
    ("<div class=serendipity_entry>a</div>", "", {}, "serendipity"),
    ("<div class='mod_article block'><div class='ce_text block'>a</div></div>", "", {}, "contao"),
    ("<div data-framer-hydrate-v2='{}'>a</div>", "", {}, "framer"),
    ("<div class='sqs-layout'><div class='sqs-block'>a</div></div>", "", {}, "squarespace"),
    ("<div id=desa-list-container>a</div><div id=desa-profil-container>b</div>", "", {}, "opendk"),
    ("<meta name=author content=phpmu.com>", "", {}, "lokomedia"),
    ("<img src='/foto_berita/small_1.jpg'>", "", {}, "lokomedia"),
    ('<script>M.cfg = {"wwwroot":"https:\\/\\/dinkes.example.go.id"};</script>', "", {}, "moodle"),
]


@pytest.mark.parametrize(("head", "body", "headers", "expected"), KNOWN)
def test_what_a_theme_cannot_leave_out_names_the_system(
    head: str, body: str, headers: dict[str, str], expected: str
) -> None:
    assert seen(body=f"{body}>{head}<p", **headers) == expected


@pytest.mark.parametrize(
    ("head", "body", "headers"),
    [
        # a template of WordPress that a home-made site wears
        (MENU + POSTS + "<style id=global-styles-inline-css></style>", PAGE, {"set_cookie": "ci_session=a; path=/"}),
        (MENU, PAGE, {"set_cookie": "XSRF-TOKEN=a, laravel_session=b; path=/"}),
        (POSTS.replace("post-9", "post-7"), "class='home blog'", {}),
        (MENU.replace("menu-item-15", "menu-item-12"), PAGE, {}),
        ("", PAGE, {}),
        ("", "class='single single-post postid-7'", {}),
        ("<div id=c1 class=tx-merah>a</div><div class=c2>b</div><div id=cx>b</div>", "", {}),
        ("<div id=c1>a</div><div id=c2 class='frame'>b</div>", "", {}),
        # parts of pages of WordPress, Elementor, Drupal and Blogger within a text
        # a template bought of Webflow
        ("", "data-wf-page=64 data-wf-site=65", {}),
        ("<figure class='wp-block-image size-large'><img class='wp-image-12' src='/a.jpg'></figure>", "", {}),
        ("<div class='elementor-section elementor-container'><h2 class=elementor-heading-title>a</h2></div>", "", {}),
        ("<div class='view view-berita'>a</div>", "class='front one-sidebar'", {}),
        ("<section class='widget blog' id=blog1>a</section>", "", {}),
        # scripts copied from another site, with its addresses
        (EMOJI.format("https://lain.example.id/"), "", {}),
        ("<script>var ajaxurl='https://lain.example.id/wp-admin/admin-ajax.php'</script>", "", {}),
        ("<script>item.cfg = {a: 1}</script>", "", {}),
        # a city's portal links to its agencies, below its own name
        ("<a href='https://bkd.dinkes.example.go.id/index.php?option=com_content&view=article'>BKD</a>", "", {}),
        ("<img src='https://bkd.dinkes.example.go.id/wp-content/themes/a/logo.png'>", "", {}),
        # folders and names that are like a system's
        ("<div class='com_content view-featured'>a</div>", "class='com-style'", {}),
        (files("/core/modules/slider/a.js", "/core/themes/dinas/a.css"), "", {}),
        ("<img src='/assets/foto_berita/a.jpg'>", "", {}),
        ("<img src='/media_library/a.jpg'>", "", {}),
        (files("/combine/css/all.css", "/_assets/css/main.css", "/css/css_utama.css"), "", {}),
        ("<img src='/media/pages/home/foto.jpg'><img src='/processed_images/foto.jpg'>", "", {}),
        ("<img src='/images/galeri.width-lebar.jpg'><img src='/foto_hutan_12.jpg'>", "", {}),
        ("<div class='frame frame-type-a'>a</div><div class=book-body>b</div><div class=starlight-hero>c</div>", "", {}),
        # PHP's own, and those of Drupal and WordPress, which home-made programs copy
        ("", "", {"expires": "Thu, 19 Nov 1981 08:52:00 GMT"}),
        ("", "", {"expires": "Sun, 19 Nov 1978 05:00:00 GMT"}),
        ("", "", {"expires": "Wed, 11 Jan 1984 05:00:00 GMT"}),
    ],
)  # fmt: skip
def test_a_template_that_is_worn_and_pieces_taken_over_are_none(
    head: str, body: str, headers: dict[str, str]
) -> None:
    assert seen(body=f"{body}>{head}<p", **headers) == "none"


def test_what_lies_in_the_own_folders_counts_whatever_runs_beside_it() -> None:
    styles = files("/wp-content/themes/astra/style.css")
    assert seen(styles, set_cookie="ci_session=a; path=/") == "wordpress"


def test_what_is_made_with_another_system_is_known_by_its_own_marks() -> None:
    astro = generator("Astro v4.2") + files("/_astro/a.css")
    assert seen(astro) == "astro 4.2"
    assert seen(generator("Starlight v0.2") + astro + "<starlight-theme-select>x") == "starlight 0.2"
