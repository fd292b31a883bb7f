"""How the pages look: their one style, its colours on screen and on paper, and whether they fit the screen."""

from __future__ import annotations

import asyncio
import re
import shutil
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


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("width", "height", "whole"), [(1920, 1080, True), (1366, 768, False), (390, 844, False)]
)
async def test_the_page_fits_the_screen(width: int, height: int, whole: bool, tmp_path: Path) -> None:
    """Nothing is wider than the screen; on a wall screen all 32 sites are in view without scrolling."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    text = pages.index(CITY, CONFIG, NOW, Choice()).replace('<meta http-equiv="refresh" content="60">', "")
    # In a frame, since a window of Chromium is never narrower than 500 pixels.
    framed = tmp_path / "page.html"
    framed.write_text(
        f'''<iframe width="{width}" height="{height}" style="border:0" srcdoc="{escape(text)}" onload="
        const page = this.contentDocument, tiles = [...page.querySelectorAll('.sites li')];
        document.title = JSON.stringify([page.documentElement.scrollWidth,
            Math.max(...tiles.map(one => one.getBoundingClientRect().bottom))])"></iframe>''',
        "utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1920,1080", "--dump-dom", framed.as_uri(),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    dom, _ = await asyncio.wait_for(process.communicate(), 60)
    found = re.search(r"<title>\[(\d+),([\d.]+)\]</title>", dom.decode())
    assert found, dom[:500]
    assert int(found[1]) <= width
    assert (float(found[2]) <= height) or not whole
