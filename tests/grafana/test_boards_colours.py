"""Colours can be read and told apart, by computation, also by people who do not see red or green."""

from __future__ import annotations

import colorsys
from itertools import combinations

import pytest

from boards.look import COLOURS, DOWN, tile
from opd_exporter.domain.vocabulary import Status
from opd_exporter.views.wording import SYMBOLS

Rgb = tuple[float, float, float]

TILES = {**{str(status): colour for status, colour in COLOURS.items()}, "mati": DOWN}
DARK, LIGHT = "#202226", "#F7F8FA"
"""The two colours of text that Grafana chooses between (getTextColorForAlphaBackground)."""

SEEN_AS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranope": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanope": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
"""Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB."""


def rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(colour: Rgb) -> Rgb:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return red, green, blue


def luminance(colour: Rgb) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2's contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Rgb, seen_as: tuple[Rgb, Rgb, Rgb]) -> Rgb:
    """CIE L*a*b* (D65) of what that eye sees."""
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in seen_as
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, eye: str) -> float:
    """CIE76: about 2 is just seen, 10 is seen at a glance."""
    first, second = lab(rgb(one), SEEN_AS[eye]), lab(rgb(other), SEEN_AS[eye])
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def darkened(colour: str, points: float, spin: float) -> Rgb:
    """As tinycolor's darken and spin do it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
    return colorsys.hls_to_rgb((hue + spin / 360) % 1, max(0.0, lightness - points / 100), saturation)


def brightness(colour: str) -> float:
    red, green, blue = rgb(colour)
    return 255 * (0.299 * red + 0.587 * green + 0.114 * blue)


def text_on(colour: str) -> str:
    return DARK if brightness(colour) > 180 else LIGHT


@pytest.mark.parametrize("name", TILES)
def test_text_on_a_tile_can_be_read_from_one_end_of_its_background_to_the_other(name: str) -> None:
    """Grafana's stat panel in the dark theme: a gradient between two shades of the colour it was given."""
    given = tile(TILES[name])
    text = rgb(text_on(given))
    ends = darkened(given, 15, 8), darkened(given, 5, -8)
    for step in range(11):
        between = tuple(a + (b - a) * step / 10 for a, b in zip(*ends, strict=True))
        assert contrast(text, between) >= 4.5  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TILES)
def test_text_in_a_filled_cell_can_be_read(name: str) -> None:
    assert contrast(rgb(text_on(TILES[name])), rgb(TILES[name])) >= 4.5


@pytest.mark.parametrize("eye", SEEN_AS)
@pytest.mark.parametrize("pair", list(combinations(TILES, 2)), ids="-".join)
def test_two_statuses_never_look_alike(pair: tuple[str, str], eye: str) -> None:
    one, other = (TILES[name] for name in pair)
    assert difference(one, other, eye) >= 15
    tiles = (tile(one), tile(other))
    for points, spin in ((15, 8), (5, -8)):
        shades = [
            "#" + "".join(f"{round(255 * part):02X}" for part in darkened(c, points, spin)) for c in tiles
        ]
        assert difference(*shades, eye) >= 10  # type: ignore[arg-type]


def test_the_check_would_find_grafanas_own_red_and_green_alike() -> None:
    assert difference("#E02F44", "#299C46", "trichromat") > 80
    assert difference("#AD0317", "#37872D", "deuteranope") < 25


def test_a_symbol_always_stands_beside_the_colour() -> None:
    assert len(set(SYMBOLS.values())) == len(Status) == len(SYMBOLS)
