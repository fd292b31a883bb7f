"""Of several systems the one with the most marks; and what each system's record must have."""

from __future__ import annotations

import pytest
from marked_pages import SITE, files, generator, seen

from opd_exporter.domain.report import Cms
from opd_exporter.judges.cms.detect import detect
from opd_exporter.judges.systems.records import System, systems
from opd_exporter.page.parse import parse


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
