"""How the pages look: their one style, its colours on screen and on paper, and whether they fit the screen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

import pytest

from opd_exporter.domain.vocabulary import Status
from opd_exporter.web import pages
from opd_exporter.web.choice import Choice
from opd_exporter.web.guard import HEADERS
from presented import NOW, city, config_of

CITY = city()
CONFIG = config_of(*CITY)


def test_the_policy_allows_exactly_the_style_that_is_sent() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", pages.index(CITY, CONFIG, NOW, Choice()), re.DOTALL)
    assert (
        f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
        in HEADERS["Content-Security-Policy"]
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_stand_out_from_what_they_stand_on() -> None:
    style = Path(pages.__file__).with_name("templates").joinpath("style.css").read_text("utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9A-Fa-f]{6})", style))
    pairs = [
        ("#ffffff", named["aktif"]),
        ("#14181f", named["kurang_aktif"]),
        ("#ffffff", named["tidak_aktif"]),
    ]
    pairs += [("#ffffff", named["tidak_terukur"]), (named["soft"], "#f4f6f8"), (named["soft"], "#fff8e1")]
    pairs += [(named["alarm"], "#fff8e1"), ("#0b4f8a", "#f4f6f8"), ("#4d3900", "#fff3cd")]
    for one, two in pairs:
        light, dark = sorted((luminance(one), luminance(two)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, two)
        assert {one.lower(), two.lower()} - {"#ffffff"} <= {
            found.lower() for found in re.findall("#[0-9A-Fa-f]{6}", style)
        }


def test_on_paper_no_status_is_told_in_the_colour_of_the_paper() -> None:
    """A browser leaves backgrounds out when it prints, and with them what white letters stand on."""
    style = Path(pages.__file__).with_name("templates").joinpath("style.css").read_text("utf-8")
    paper = style.partition("@media print {")[2].partition("\n}")[0]
    named = re.search(r"\n  (\.[^{]+) \{ --of: (#\w{6}); --on: (#\w{6}); \}", paper)
    assert named
    assert {f".{one.value}" for one in Status} | {".dying"} == set(named[1].split(", "))
    colours = sorted(map(luminance, named.group(2, 3)), reverse=True)
    assert (colours[0] + 0.05) / (colours[1] + 0.05) >= 7


SCREENS = {(1920, 1080): True, (1366, 768): False, (390, 844): False}
"""Width and height, and whether all 32 sites are in view there without scrolling: on a wall screen."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], tuple[float, float]]:
    """How wide the page is on each screen, and how far down its last site reaches, as Chromium lays it out."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    text = pages.index(CITY, CONFIG, NOW, Choice()).replace('<meta http-equiv="refresh" content="60">', "")
    # In frames, since a window of Chromium is never narrower than 500 pixels.
    frames = "".join(
        f'<iframe width="{width}" height="{height}" style="border:0" srcdoc="{escape(text)}"></iframe>'
        for width, height in SCREENS
    )
    folder = tmp_path_factory.mktemp("screens")
    (folder / "page.html").write_text(
        f"""<body onload="document.title = JSON.stringify([...document.querySelectorAll('iframe')].map(one => {{
            const page = one.contentDocument, tiles = [...page.querySelectorAll('.sites li')];
            return [page.documentElement.scrollWidth, Math.max(...tiles.map(one => one.getBoundingClientRect().bottom))];
        }}))">{frames}</body>""",
        "utf-8",
    )
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'profile'}", "--window-size=1920,1080", "--dump-dom", (folder / "page.html").as_uri(),
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    found = re.search(r"<title>(\[.*?\])</title>", dom)
    assert found, dom[:500]
    return dict(zip(SCREENS, json.loads(found[1]), strict=True))


@pytest.mark.chromium
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_page_fits_the_screen(
    seen: dict[tuple[int, int], tuple[float, float]], width: int, height: int
) -> None:
    wide, bottom = seen[width, height]
    assert wide <= width
    assert bottom <= height or not SCREENS[width, height]
