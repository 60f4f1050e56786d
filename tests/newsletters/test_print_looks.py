"""What authors cannot change, the stylesheet promises: 12 pt for reading, and enough contrast."""

import re
from pathlib import Path

import pytest

PRINT = Path(__file__).resolve().parents[2] / "static/print"
SMALL = {
    ".runner": 10, ".house": 10, ".ribbon small": 10.5, ".month h4 small": 10, ".facts dt": 10.5,
    "figcaption": 10.5, "figcaption small": 10, ".bub": 11, ".who": 10, ".res": 10,
    ".res caption": 10, ".colophon .tel small": 11, ".colophon .web": 10,
    ".colophon .qr figcaption": 10,
}  # fmt: skip
"""Signs, not reading matter: running heads, tags, captions, bubbles of at most 60 letters,
the lines under the colophon; and the table of six columns, which is a picture of a list."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIZE = re.compile(r"font(?:-size)?:[^;]*?([\d.]+)pt")
THEMES = sorted(path.name for path in (PRINT / "themes").glob("*.css"))


def sheet(name):
    return re.sub(r"/\*.*?\*/", "", (PRINT / name).read_text(), flags=re.S)


def sizes(css):
    """{selector: points} of every rule that sets a size."""
    return {
        selector.strip(): float(size[1])
        for selector, words in RULE.findall(css)
        if (size := SIZE.search(words))
    }


def test_reading_matter_is_twelve_points_and_the_rest_is_known():
    small = {name: points for name, points in sizes(sheet("newsletter.css")).items() if points < 12}
    assert small == SMALL
    assert sizes(sheet("newsletter.css"))["html"] == 12


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(css, block):
    words = re.search(rf"{re.escape(block)}\s*\{{(.*?)\}}", css, re.S)[1]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", words))


@pytest.mark.parametrize("theme", THEMES)
def test_words_of_a_theme_stand_out(theme):
    ink = colours(sheet(f"themes/{theme}"), ":root")
    pairs = [("ink", ink["paper"]), ("sub", ink["paper"]), ("key", ink["paper"]),
             ("key", "#ffffff"), ("key-deep", ink["key-pale"])]  # fmt: skip
    assert [(name, back) for name, back in pairs if contrast(ink[name], back) < 4.5] == []


@pytest.mark.parametrize(
    "colour", ["red", "green", "orange", "blue", "plum", "teal", "rose", "gold"]
)
def test_words_of_a_block_stand_out(colour):
    ink = colours(sheet("newsletter.css"), f".c-{colour}")
    assert min(contrast(ink["c"], ink["p"]), contrast(ink["c"], "#ffffff")) >= 4.5


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert (round(contrast("#000000", "#ffffff"), 1), round(contrast("#777777", "#ffffff"), 2)) == (
        21.0, 4.48,
    )  # fmt: skip
