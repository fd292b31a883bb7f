"""WordPress sites as OPD run them, leave them and lose them, and what must be said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wordpress_world import BLOCK_THEME, DATED, INDONESIAN, PLAIN, PLAIN_THEME, Post, Site

FEED_OFF = """
foreach (['do_feed', 'do_feed_rdf', 'do_feed_rss', 'do_feed_rss2', 'do_feed_atom'] as $hook) {
    add_action($hook, function () { wp_die('Umpan dimatikan.', '', ['response' => 403]); }, 1);
}
remove_action('wp_head', 'feed_links', 2);
remove_action('wp_head', 'feed_links_extra', 3);
"""
REST_OFF = """
add_filter('rest_authentication_errors', function () {
    return new WP_Error('rest_disabled', 'REST API dimatikan.', ['status' => 401]);
});
"""
SITEMAP_OFF = "add_filter('wp_sitemaps_enabled', '__return_false');"
NO_MACHINES = (FEED_OFF, REST_OFF, SITEMAP_OFF)
NO_GENERATOR = "add_filter('the_generator', '__return_empty_string');"
CLOCK = "add_action('wp_body_open', function () { echo '<div id=\"jam\">', wp_date('l, j F Y H:i'), ' WIB</div>'; });"
CENTRAL_NEWS = """
add_action('wp_footer', function () {
    echo '<div id="gpr-kominfo-widget-container"><ul>';
    foreach ([0, 1, 2] as $days) {
        echo '<li><a href="https://widget.kominfo.go.id/berita/', $days, '">Berita pemerintah pusat ', $days, '</a> <span>',
            wp_date('j F Y', time() - $days * 86400), '</span></li>';
    }
    echo '</ul></div>';
});
"""
SUNDAY_BEST = """
add_action('wp_footer', function () {
    echo '<aside><h2>Komentar terbaru</h2>';
    the_widget('WP_Widget_Recent_Comments');
    echo '<h2>Kalender</h2>';
    the_widget('WP_Widget_Calendar');
    echo '</aside>';
});
"""
MAINTENANCE = """
add_action('template_redirect', function () {
    wp_die('Briefly unavailable for scheduled maintenance. Check back in a minute.', 'Maintenance', 503);
});
"""


def custom_type(name: str, label: str, rest: bool = True) -> str:
    """PHP that registers a public post type with an archive, as themes for agencies do."""
    shown = "true" if rest else "false"
    return (
        f"add_action('init', function () {{ register_post_type('{name}', ['label' => '{label}', 'public' => true,"
        f" 'has_archive' => true, 'show_in_rest' => {shown}, 'supports' => ['title', 'editor']]); }});"
    )


@dataclass(frozen=True)
class Expected:
    """What the product has to say; ``days`` is the age of the last own post, None for none."""

    days: float | None
    sources: frozenset[str] = frozenset()
    """Any of these may have decided."""
    states: tuple[str, ...] = ("measured",)
    spam: bool = False


FEED_OR_REST = frozenset({"feed", "rest"})
PAGES = frozenset({"article", "listing"})
ANY = FEED_OR_REST | PAGES
NONE = Expected(None, states=("no_posts",))

LIVELY = (
    Post("Dinas Gelar Pelatihan Operator Desa", 3),
    Post("Kunjungan Kerja Komisi I ke Kantor Dinas", 40),
    Post("Upacara Hari Kesadaran Nasional di Halaman Kantor", 400),
)
LAPSED = (
    Post("Rapat Koordinasi Penyusunan Rencana Kerja Tahunan", 500),
    Post("Sosialisasi Peraturan Wali Kota tentang Pelayanan", 530),
    Post("Gotong Royong Membersihkan Lingkungan Kantor", 610),
)
FRESH_PAGES = (
    Post("Profil Dinas", 2, type="page"),
    Post("Visi dan Misi", 1, type="page"),
    Post("Struktur Organisasi", 1, type="page"),
)
FRESH_UPLOADS = tuple(
    Post(f"Laporan Kinerja {year}", 0.5, type="attachment", status="inherit") for year in (2024, 2025)
)
SPAM = tuple(
    Post(
        f"{name} Situs Slot Gacor Maxwin Hari Ini {number}",
        number / 4,
        content="Daftar slot gacor, togel dan RTP live maxwin dengan bonus new member 100 persen.",
    )
    for number, name in enumerate(("Mahjong", "Olympus", "Zeus", "Scatter", "Joker", "Naga") * 2, 1)
)

SITES: Mapping[str, tuple[Site, Expected]] = {
    # Where posts are found, one way after the other taken away.
    "pretty_links": (Site(LIVELY), Expected(3, FEED_OR_REST)),
    "dated_links": (Site(LIVELY, theme=BLOCK_THEME, permalinks=DATED), Expected(3, FEED_OR_REST)),
    "plain_links": (Site(LIVELY, permalinks=PLAIN), Expected(3, FEED_OR_REST)),
    "feed_off": (Site(LIVELY, plugins=(FEED_OFF,)), Expected(3, frozenset({"rest"}))),
    "feed_off_plain_links": (
        Site(LIVELY, permalinks=PLAIN, plugins=(FEED_OFF,)),
        Expected(3, frozenset({"rest"})),
    ),
    "rest_off": (Site(LIVELY, plugins=(REST_OFF,)), Expected(3, frozenset({"feed"}))),
    "both_off_block_theme": (Site(LIVELY, theme=BLOCK_THEME, plugins=NO_MACHINES), Expected(3, PAGES)),
    "both_off_classic_theme_plain_links": (
        Site(LIVELY, permalinks=PLAIN, plugins=NO_MACHINES),
        Expected(3, PAGES),
    ),
    "both_off_indonesian_classic_theme": (
        Site(LIVELY, options=INDONESIAN, plugins=NO_MACHINES),
        Expected(3, PAGES),
    ),
    "both_off_only_printed_dates": (
        Site(LIVELY, theme=PLAIN_THEME, options=INDONESIAN, plugins=NO_MACHINES),
        Expected(3, PAGES),
    ),
    "both_off_only_printed_dates_plain_links": (
        Site(LIVELY, theme=PLAIN_THEME, permalinks=PLAIN, options=INDONESIAN, plugins=NO_MACHINES),
        Expected(3, PAGES),
    ),
    "digits_only_dates": (
        Site(LIVELY, theme=PLAIN_THEME, options={**INDONESIAN, "date_format": "d/m/Y"}, plugins=NO_MACHINES),
        Expected(3, PAGES),
    ),
    "posts_in_a_category": (
        Site(
            tuple(Post(post.title, post.days + 1, category="Berita") for post in LIVELY),
            theme=PLAIN_THEME,
            options=INDONESIAN,
            menu=(("Beranda", "/"), ("Berita", "/category/berita/")),
        ),
        Expected(4, ANY),
    ),
    "front_page_is_a_page": (
        Site(
            (*LIVELY, Post("Beranda", 900, type="page"), Post("Kabar", 900, type="page")),
            front_page="beranda",
            posts_page="kabar",
            menu=(("Beranda", "/"), ("Kabar", "/kabar/")),
        ),
        Expected(3, ANY),
    ),
    "front_page_is_a_page_both_off": (
        Site(
            (*LIVELY, Post("Beranda", 900, type="page"), Post("Berita", 900, type="page")),
            theme=PLAIN_THEME,
            options=INDONESIAN,
            plugins=NO_MACHINES,
            front_page="beranda",
            posts_page="berita",
            menu=(("Beranda", "/"), ("Berita", "/berita/")),
        ),
        Expected(3, PAGES),
    ),
    "own_type_with_archive": (
        Site(
            tuple(Post(post.title, post.days + 2, type="berita") for post in LIVELY),
            plugins=(custom_type("berita", "Berita"),),
            menu=(("Beranda", "/"), ("Berita", "/berita/")),
        ),
        Expected(5, ANY),
    ),
    "own_type_that_rest_hides": (
        Site(
            tuple(Post(post.title, post.days + 2, type="berita") for post in LIVELY),
            theme=PLAIN_THEME,
            options=INDONESIAN,
            plugins=(custom_type("berita", "Berita", rest=False),),
            menu=(("Beranda", "/"), ("Berita", "/berita/")),
        ),
        Expected(5, ANY),
    ),
    "no_generator_tag": (Site(LIVELY, plugins=(NO_GENERATOR,)), Expected(3, FEED_OR_REST)),
    "posts_older_than_a_sticky_one": (
        Site((Post("Maklumat Pelayanan", 700, sticky=True), Post("Pasar Murah Ramadan", 20))),
        Expected(20, FEED_OR_REST),
    ),
    "sticky_post_both_off": (
        Site(
            (Post("Maklumat Pelayanan", 700, sticky=True), Post("Pasar Murah Ramadan", 20)),
            theme=PLAIN_THEME,
            options=INDONESIAN,
            plugins=NO_MACHINES,
        ),
        Expected(20, PAGES),
    ),
    # Nothing was ever posted.
    "fresh_install": (Site(installed_days=0.1), NONE),
    "fresh_install_block_theme": (Site(theme=BLOCK_THEME, installed_days=2), NONE),
    "fresh_install_indonesian": (Site(theme=BLOCK_THEME, options=INDONESIAN, installed_days=2), NONE),
    "only_pages": (Site(FRESH_PAGES, keep_seed=False), NONE),
    "only_pages_both_off": (Site(FRESH_PAGES, keep_seed=False, plugins=NO_MACHINES), NONE),
    "nothing_at_all_block_theme": (Site(theme=BLOCK_THEME, keep_seed=False), NONE),
    "nothing_at_all_plain_theme": (Site(theme=PLAIN_THEME, options=INDONESIAN, keep_seed=False), NONE),
    # Long silent, with something fresh that is no post.
    "scheduled_post": (
        Site((Post("Persiapan Pawai", -5, status="future"), *LAPSED)),
        Expected(500, FEED_OR_REST),
    ),
    "published_in_the_future": (
        Site((Post("Agenda Pawai Budaya", -30), *LAPSED)),
        Expected(500, FEED_OR_REST),
    ),
    "edited_yesterday": (
        Site(tuple(Post(post.title, post.days, modified_days=1) for post in LAPSED)),
        Expected(500, FEED_OR_REST),
    ),
    "edited_yesterday_feed_off": (
        Site(tuple(Post(post.title, post.days, modified_days=1) for post in LAPSED), plugins=(FEED_OFF,)),
        Expected(500, frozenset({"rest"})),
    ),
    "edited_yesterday_both_off": (
        Site(
            tuple(Post(post.title, post.days, modified_days=1) for post in LAPSED),
            theme=BLOCK_THEME,
            plugins=(FEED_OFF, REST_OFF),
        ),
        Expected(500, PAGES),
    ),
    "fresh_comments": (
        Site((Post(LAPSED[0].title, 500, comments=(0.5, 2)), *LAPSED[1:]), plugins=(SUNDAY_BEST,)),
        Expected(500, FEED_OR_REST),
    ),
    "fresh_comments_both_off": (
        Site(
            (Post(LAPSED[0].title, 500, comments=(0.5, 2)), *LAPSED[1:]),
            options=INDONESIAN,
            plugins=(SUNDAY_BEST, *NO_MACHINES),
        ),
        Expected(500, PAGES),
    ),
    "fresh_uploads_and_pages": (
        Site((*FRESH_UPLOADS, *FRESH_PAGES, *LAPSED)),
        Expected(500, FEED_OR_REST),
    ),
    "fresh_pages_both_off": (
        Site((*FRESH_PAGES, *LAPSED), options=INDONESIAN, plugins=(FEED_OFF, REST_OFF)),
        Expected(500, PAGES),
    ),
    "fresh_private_posts_and_drafts": (
        Site(
            (
                Post("Catatan Internal", 1, status="private"),
                Post("Rancangan Berita", 1, status="draft"),
                *LAPSED,
            )
        ),
        Expected(500, FEED_OR_REST),
    ),
    "fresh_posts_behind_a_password": (
        Site((Post("Notulen Rapat Internal", 1, password="rahasia"), *LAPSED)),  # noqa: S106 # nobody's
        Expected(500, FEED_OR_REST),
    ),
    "fresh_agenda": (
        Site(
            (*(Post(f"Agenda Kegiatan Hari ke-{day}", day, type="agenda") for day in (1, 2, 3)), *LAPSED),
            plugins=(custom_type("agenda", "Agenda"),),
            menu=(("Beranda", "/"), ("Agenda", "/agenda/")),
        ),
        Expected(500, ANY),
    ),
    "clock_and_central_news": (
        # feed and interface refuse us, and nothing says that the front page lists all posts: open
        Site(LAPSED, theme=PLAIN_THEME, options=INDONESIAN, plugins=(CLOCK, CENTRAL_NEWS, *NO_MACHINES)),
        Expected(500, PAGES, states=("unknown",)),
    ),
    "clock_on_a_site_without_posts": (
        Site(
            FRESH_PAGES, keep_seed=False, theme=PLAIN_THEME, options=INDONESIAN, plugins=(CLOCK, CENTRAL_NEWS)
        ),
        NONE,
    ),
    "overrun_by_spam": (
        Site((*SPAM, *LAPSED)),
        Expected(500, ANY, spam=True),
    ),
    "nothing_but_spam": (
        Site(SPAM, keep_seed=False),
        Expected(None, states=("no_posts", "unknown"), spam=True),
    ),
}
