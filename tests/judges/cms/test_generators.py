"""What generator tags name, and the versions that they give."""

from __future__ import annotations

import pytest
from marked_pages import generator, seen


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


def test_what_does_not_look_like_a_version_is_left_out() -> None:
    assert seen(generator("WordPress abcdef0123")) == "wordpress"
    assert seen(generator("Ghost 5.75beta<script>")) in ("ghost", "ghost 5.75beta")
    assert seen(generator("Drupal " + "9" * 40)) == "drupal"
