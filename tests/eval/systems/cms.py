"""Systems with a name: marks and layouts as their own templates have them, in other words."""

from __future__ import annotations

from eval.systems.model import System

_DOCTYPE = '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}'

SYSTEMS = (
    System(
        "wordpress",
        "wordpress",
        _DOCTYPE
        + '<link rel="stylesheet" href="/wp-content/themes/kanal/style.css?ver=2.1"><script src="/wp-includes/js/jquery/'
        'jquery.min.js?ver=3.7.1"></script></head><body class="home blog"><header>{clock}<a href="/">{site}</a><nav><ul class="menu">'
        '{menu}</ul></nav></header><main id="primary">{main}</main><aside id="secondary">{aside}</aside><footer>&copy; {year} {site}'
        "</footer></body></html>",
        '<article class="post"><h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2><div class="entry-meta"><time '
        'class="entry-date published" datetime="{iso}">{date}</time></div><p>{text}</p></article>',
        '<article class="post"><h1 class="entry-title">{title}</h1><div class="entry-meta">{beside}<time class="entry-date published" '
        'datetime="{iso}">{date}</time></div><div class="entry-content"><p>{body}</p></div></article>',
        "/{y}/{m}/{d}/{slug}/",
        "/category/berita/",
        "WordPress 6.5.2",
        "/feed/",
        pages=("/profil/", "/layanan/", "/kontak/"),
        exact=True,
    ),
    System(
        "joomla",
        "joomla",
        _DOCTYPE
        + '<script src="/media/system/js/core.min.js?9f1e" defer></script><link href="/media/templates/site/cassiopeia/css/'
        'template.min.css" rel="stylesheet"></head><body class="site com_content"><header>{clock}<ul class="mod-menu">{menu}</ul>'
        '</header><div class="container-component">{main}</div><div class="container-sidebar-right">{aside}</div><footer>{site} '
        "{year}</footer></body></html>",
        '<div class="blog-item"><div class="page-header"><h2><a href="{url}">{title}</a></h2></div><dl class="article-info"><dd class='
        '"published">Diterbitkan: {date}</dd><dd class="hits">Dilihat: {views}</dd></dl><p>{text}</p></div>',
        '<div class="com-content-article item-page"><div class="page-header"><h1>{title}</h1></div><dl class="article-info">{beside}'
        '<dd class="published">Diterbitkan: {date}</dd></dl><div class="com-content-article__body"><p>{body}</p></div></div>',
        "/index.php/informasi/berita/{number}-{slug}",
        "/index.php/informasi/berita",
        "Joomla! - Open Source Content Management",
        "/index.php/informasi/berita?format=feed&type=rss",
        pages=("/index.php/profil", "/index.php/layanan", "/index.php/kontak"),
    ),
    System(
        "drupal",
        "drupal",
        _DOCTYPE
        + '<link rel="stylesheet" href="/core/themes/olivero/css/base.css"><link rel="icon" href="/sites/default/files/ikon.png">'
        '</head><body class="path-frontpage"><header>{clock}<nav><ul>{menu}</ul></nav></header><main data-drupal-selector="main">{main}'
        "</main><aside>{aside}</aside><footer>{site} {year}</footer></body></html>",
        '<div class="views-row"><span class="views-field-title"><a href="{url}" hreflang="id">{title}</a></span><span class="views-field'
        '-created"><time datetime="{iso}">{date}</time></span></div>',
        '<article class="node node--type-article"><h1>{title}</h1><div class="node__meta">{beside}Dikirim oleh admin pada <time datetime='
        '"{iso}">{date}</time></div><div class="node__content"><p>{body}</p></div></article>',
        "/berita/{slug}",
        "/berita",
        "Drupal 10 (https://www.drupal.org)",
        "/rss.xml",
        form="weekday",
        headers=(("X-Generator", "Drupal 10 (https://www.drupal.org)"),),
        exact=True,
    ),
    System(
        "blogger",
        "blogger",
        _DOCTYPE
        + '<link href="https://www.blogger.com/static/v1/widgets/1.css" rel="stylesheet"></head><body>{clock}<div class="header">'
        '<h1>{site}</h1></div><ul class="tabs">{menu}</ul><div class="main section"><div class="widget Blog">{main}</div></div><div class='
        '"sidebar section">{aside}</div><div class="footer">{site} {year}</div></body></html>',
        '<div class="post-outer"><h3 class="post-title"><a href="{url}">{title}</a></h3><div class="post-snippet">{text}</div><abbr class='
        '"published" title="{iso}">{date}</abbr></div>',
        '<div class="post"><h3 class="post-title entry-title">{title}</h3><div class="post-header">{beside}<h2 class="date-header"><span>'
        '{date}</span></h2></div><div class="post-body"><p>{body}</p></div><abbr class="published" title="{iso}">{date}</abbr></div>',
        "/{y}/{m}/{slug}.html",
        "/search/label/Berita",
        "blogger",
        "/feeds/posts/default",
        atom=True,
        form="weekday",
        pages=("/p/profil.html", "/p/layanan.html", "/p/kontak.html"),
        exact=True,
    ),
    System(
        "popojicms",
        "popojicms",
        _DOCTYPE
        + '<link rel="stylesheet" href="/po-content/themes/kota/css/style.css"></head><body><header>{clock}<img src="/po-content/'
        'uploads/logo.png" alt=""><nav class="navbar"><ul>{menu}</ul></nav></header><div class="col-md-8">{main}</div><div class="col-md-4'
        ' sidebar">{aside}</div><footer>{year} {site}</footer></body></html>',
        '<div class="post-item"><h3><a href="{url}">{title}</a></h3><ul class="post-meta"><li><i class="fa fa-calendar"></i> {date}</li>'
        "<li>{views} kali dibaca</li></ul><p>{text}</p></div>",
        '<h1 class="title">{title}</h1><div class="post-meta">{beside}<span>{date}</span><span>Oleh Administrator</span></div><div class='
        '"content"><p>{body}</p></div>',
        "/detailpost/{slug}",
        "/category/all",
        feed="/feed",
        pages=("/pages/profil", "/pages/layanan", "/contact"),
    ),
    System(
        "popojicms3",
        "popojicms",
        _DOCTYPE
        + '<link rel="stylesheet" href="/po-content/frontend/kota/app.css"></head><body><div class="topbar">{clock}</div><nav>'
        '<ul class="nav">{menu}</ul></nav><section class="container"><div class="row">{main}</div><aside>{aside}</aside></section><footer>'
        '<img src="/po-content/uploads/lambang.png" alt="">{site} {year}</footer></body></html>',
        '<div class="card"><a href="{url}"><h5 class="card-title">{title}</h5></a><span class="badge">{date}</span><p>{text}</p></div>',
        '<h2>{title}</h2><p class="info">{beside}<i class="bi-clock"></i> {date}</p><div class="isi"><p>{body}</p></div>',
        "/detailpost/{slug}",
        "/category/all",
        "3.0.1",
        form="english",
        pages=("/pages/profil", "/pages/layanan", "/contact"),
        headers=(("Set-Cookie", "laravel_session=a1b2; path=/"),),
    ),
    System(
        "opensid",
        "opensid",
        _DOCTYPE
        + '<meta name="theme:designer" content="Tim Tema"><link rel="icon" href="/desa/logo/favicon.ico"></head><body><header>'
        '{clock}<nav><ul>{menu}</ul></nav></header><div class="content_middle">{main}</div><aside>{aside}</aside><footer>Ditenagai OpenSID '
        "{year} {site}</footer></body></html>",
        '<div class="artikel"><h2><a href="{url}">{title}</a></h2><p>{text}</p><p class="kecil">{date} | {views} kali</p></div>',
        '<h1>{title}</h1><p>{beside}{date} ... {views} Kali Dibaca</p><div class="teks"><p>{body}</p></div>',
        "/index.php/artikel/{y}/{m}/{d}/{slug}",
        "/index.php/artikel/kategori/berita",
        feed="/feed",
        headers=(("Set-Cookie", "sidcsrf=1f2e; path=/"),),
    ),
    System(
        "lokomedia",
        "lokomedia",
        '<html><head><title>{title}</title>{head}<meta name="revised" content="Sunday, July 18th, 2010, 5:15 pm"></head><body><div id='
        '"header">{clock}<ul class="menu">{menu}</ul></div><table><tr><td valign="top">{main}</td><td class="sidebar"><img src="/asset/'
        'foto_banner/iklan.jpg" alt="">{aside}</td></tr></table><div id="footer">{year} {site}</div></body></html>',
        '<div class="kotak"><img src="/asset/foto_berita/{slug}.jpg" alt=""><a class="judul" href="{url}">{title}</a><div class="info">'
        "Dibaca {views} kali | {date} |</div><p>{text}</p></div>",
        '<h2 class="judul">{title}</h2><div class="info">{beside}{date}, {views} Kali</div><img src="/asset/foto_berita/{slug}.jpg" alt="">'
        "<p>{body}</p>",
        "/berita/detail/{slug}",
        form="weekday",
    ),
    System(
        "sekolahku",
        "sekolahku",
        _DOCTYPE
        + '<link rel="stylesheet" href="/views/themes/sekolahku/style.css"></head><body>{clock}<ul id="menu">{menu}</ul><div id='
        '"konten">{main}</div><div id="samping">{aside}</div><p>{site} {year}</p></body></html>',
        '<div class="media"><img src="/media_library/posts/thumbnail/{number}.jpg" alt=""><h4><a href="{url}">{title}</a></h4><small>{date}'
        " - oleh Administrator</small></div>",
        '<h3 class="post-title">{title}</h3><p class="by-author">{beside}{date} | Oleh Administrator</p><p>{body}</p>',
        "/read/{number}/{slug}",
        "/category/berita",
        "CMS Sekolahku v2.4",
        feed="/feed",
        form="slashes",
    ),
    System(
        "ghost",
        "ghost",
        _DOCTYPE
        + '<link rel="stylesheet" href="/assets/built/screen.css"><script defer src="https://cdn.jsdelivr.net/ghost/portal@~2.37/'
        'umd/portal.min.js"></script></head><body class="home-template">{clock}<ul class="nav">{menu}</ul><main class="site-main">{main}'
        "</main>{aside}<footer>{site} {year}</footer></body></html>",
        '<article class="post-card"><a class="post-card-content-link" href="{url}"><h2 class="post-card-title">{title}</h2></a><time class='
        '"post-card-meta-date" datetime="{iso}">{date}</time></article>',
        '<article><h1 class="article-title">{title}</h1>{beside}<time class="byline-meta-date" datetime="{iso}">{date}</time><section class='
        '"gh-content"><p>{body}</p></section></article>',
        "/{slug}/",
        "/tag/berita/",
        "Ghost 5.82",
        "/rss/",
        form="short",
        pages=("/profil/", "/layanan/", "/kontak/"),
        exact=True,
    ),
    System(
        "hugo",
        "hugo",
        _DOCTYPE
        + "</head><body><header>{clock}<ul>{menu}</ul></header><section>{main}</section><aside>{aside}</aside><footer>{site} "
        "{year}</footer></body></html>",
        '<li><span class="post-date">{date}</span><a href="{url}">{title}</a></li>',
        '<h1>{title}</h1><p class="post-meta">{beside}{date}</p><p>{body}</p>',
        "/berita/{slug}/",
        "/berita/",
        "Hugo 0.125.4",
        "/index.xml",
        describes="Recent content on {site}",
        form="iso",
        pages=("/profil/", "/layanan/", "/kontak/"),
    ),
    System(
        "balitbang",
        "balitbang",
        '<html><head><title>{title}</title>{head}</head><body><table><tr><td colspan="2">{clock}<ul>{menu}</ul></td></tr><tr><td>{main}</td>'
        '<td>{aside}<a href="/member/kirim_artikel.php">Kirim artikel</a><img src="/functions/captcha.php" alt=""></td></tr></table>'
        "<center>{site} {year} - CMS Balitbang</center></body></html>",
        '<tr><td><b><a href="{url}">{title}</a></b><br><font size="1">Tanggal : {date}</font><br>{text}</td></tr>',
        '<h2>{title}</h2><font size="1">{beside}Tanggal : {date}, dibaca {views} kali</font><p align="justify">{body}</p>',
        "/html/index.php?id=artikel&kode={number}",
        "/html/index.php?id=berita",
        form="dashes",
        doors=("/member/kirim_artikel.php",),
        pages=("/html/profil.php", "/html/layanan.php", "/html/kontak.php"),
    ),
)
