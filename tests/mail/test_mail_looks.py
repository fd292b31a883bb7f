"""How letters look: they load nothing, fit a phone, and their colours can be told apart."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape

import pytest
from filled import Renderer, needs_amtool
from letters import ADMIN, BKPSDM, DINKES, SETDA, SITES, down, long, monday, own
from lxml import html

pytestmark = needs_amtool

EXAMPLES = {
    "opd.html": [down(), down(BKPSDM, ago=95, over=3), long(ago=9000), *(down(site) for site in SITES)],
    "opd.admin.html": [ADMIN],
    "opd.own.html": [own(), own("OpdOwnSiteSpam", ago=90, over=3)],
    "opd.monday.html": [monday(DINKES, "ada"), monday(SETDA, "tidak")],
}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_mail_loads_nothing_and_is_not_cut_by_mail_programs(template: str, render: Renderer) -> None:
    page = render(template, EXAMPLES[template] * 2)
    tree = html.document_fromstring(page)
    assert not tree.xpath("//@src | //link | //script | //style"), (
        "shown as it is, also where styles are stripped"
    )
    assert "url(" not in page
    assert len(page.encode()) < 100_000, "Gmail cuts at 102 kB"


@pytest.mark.parametrize("template", EXAMPLES)
def test_colours_can_be_told_apart_and_read(template: str, render: Renderer) -> None:
    def light(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        red, green, blue = (
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    pairs = set()
    for element in html.document_fromstring(render(template, EXAMPLES[template])).iter():
        found = {}
        for one in (*reversed(list(element.iterancestors())), element):
            found |= dict(
                re.findall(r"(?:^|;)(background|color):(#\w{6})", (one.get("style") or "").replace(" ", ""))
            )
        if element.text and element.text.strip() and "color" in found:
            pairs.add((found["background"], found["color"]))
    assert len(pairs) >= 4
    for pair in pairs:
        dark, bright = sorted(map(light, pair))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, pair


WIDTHS = (390, 800)
Frame = tuple[int, float, int]
"""How wide a mail is, how large its smallest letters are, and how high its lowest button, in pixels."""


@pytest.fixture(scope="module")
def framed(render: Renderer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Frame]:
    """Each mail in a frame of each width, all in one Chromium; in frames, since a window is never narrower than 500
    pixels."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("frames")
    frames = []
    for template in EXAMPLES:
        mail = render(template, [*EXAMPLES[template], down(("x", "x" * 100, "x" * 100), ago=200, over=1)])
        frames += [
            f"""<iframe id="{template} {width}" width="{width}" height="900" style="border:0" srcdoc="{escape(mail)}"></iframe>"""
            for width in WIDTHS
        ]
    (folder / "mails.html").write_text(
        f"""<!doctype html><meta charset="utf-8">{"".join(frames)}<script>onload = () => {{
        const found = {{}};
        for (const frame of document.querySelectorAll('iframe')) {{
            const page = frame.contentDocument, all = [...page.body.querySelectorAll('*')].filter(one => one.innerText?.trim());
            found[frame.id] = [page.documentElement.scrollWidth,
                Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize))),
                Math.min(...[...page.querySelectorAll('a[style*=block]')].map(one => one.offsetHeight))];
        }}
        document.title = JSON.stringify(found);
        }}</script>""",
        "utf-8",
    )
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1000,1000", "--dump-dom",
            (folder / "mails.html").as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told = re.search(r"<title>(.*?)</title>", done.stdout)
    assert told, done.stdout[:500]
    return {name: (wide, letters, button) for name, (wide, letters, button) in json.loads(told[1]).items()}


@pytest.mark.chromium
@pytest.mark.parametrize("template", EXAMPLES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_mail_fits_a_phone(template: str, width: int, framed: dict[str, Frame]) -> None:
    """Nothing is wider than the screen, letters are large enough, and a finger hits a link."""
    wide, letters, button = framed[f"{template} {width}"]
    assert wide <= width
    assert letters >= 14
    assert button >= 40
