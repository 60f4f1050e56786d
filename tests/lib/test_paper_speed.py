"""In haste the press draws what it draws by itself; only sooner."""

import random

import pytest

from takasaki_sc.lib.fonts import fontconfig_file
from takasaki_sc.lib.limits import run_limited
from takasaki_sc.lib.pdf import PRELOAD, PaperOrder
from tests.lib.both_ways import count_layouts, print_both_ways, print_in_colours, warn_twice

pytestmark = pytest.mark.slow

STYLE = """@page{size:A4;margin:8mm;@bottom-left{content:element(foot)}}
html{font:9pt/1.5 "BIZ UDPGothic"} body,p,h2{margin:0} .foot{position:running(foot)}
.ph{display:inline-block} .grid{display:grid;grid-template-columns:minmax(0,1fr) 30mm;gap:2mm}
.one{display:grid;grid-template-columns:minmax(0,1fr);grid-auto-rows:auto minmax(0,1fr);height:70mm}
.end{align-items:end} .flex{display:flex} .flex>*{flex:1 1 0;min-width:0} .tall{height:50%}
.tilt{transform:rotate(2deg)} .float{float:left;width:20mm} .abs{position:absolute;top:0;right:0}
.rel{position:relative} .boxed{border:1mm solid #c00;padding:1mm;margin:1mm 0 2mm}
.border{box-sizing:border-box;padding:1mm} .least{min-height:50%} .foot-note{float:footnote}
.new{break-before:page} .gap{display:block;height:100%}"""
WORDS = ("支え合いの輪を、", "みんなで広げて", "いきましょう。", "集まる場がほしい", "という声から")
LEAVES = (
    '<p class="boxed">{}</p>', "<h2>{}</h2>", '<p>{}<span class="ph">{}</span></p>',
    '<div class="float boxed">{}</div>', '<div class="rel boxed">{}<i class="abs">印</i></div>',
    '<p class="tall boxed">{}</p>', '<p class="border">{}</p>', '<p class="tilt">{}</p>',
    '<i class="abs">{}</i>', '<p class="least boxed">{}</p>', '<i class="gap"></i>',
)  # fmt: skip
RARE = ('<p class="foot">{}</p>', '<p>{}<i class="foot-note">{}</i></p>', '<p class="new">{}</p>')
FRAMES = ("grid", "one", "grid end", "flex", "boxed", "rel", "grid tall", "float")


def words(dice):
    return "".join(dice.choices(WORDS, k=dice.randint(1, 4)))


def piece(dice, depth):
    """A leaf, or a frame with pieces inside: grids within grids as wild as they come."""
    if depth == 0 or dice.random() < 0.3:
        shapes = RARE if dice.random() < 0.04 else LEAVES
        leaf = dice.choice(shapes)
        return leaf.format(*(words(dice) for _ in range(leaf.count("{}"))))
    inside = "".join(piece(dice, depth - 1) for _ in range(dice.randint(1, 3)))
    return f'<div class="{dice.choice(FRAMES)}" id="d{dice.random()}">{inside}</div>'


def order(body, **options):
    html = (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>紙</title>'
        f'<style>{STYLE}</style></head><body data-measure="all">{body}</body></html>'
    )
    return PaperOrder((html,), {}, font_file=str(fontconfig_file()), picture_dpi=96, **options)


def in_child(job, argument):
    return run_limited(
        job, argument, cpu_seconds=120, memory_mb=1024, wall_seconds=240, preload=PRELOAD
    )


@pytest.mark.parametrize("seed", range(6))
def test_wild_pages_look_the_same_both_ways(seed):
    dice = random.Random(seed)
    orders = [order(piece(dice, 3) + piece(dice, 2)) for _ in range(12)]
    papers, moved = in_child(print_both_ways, orders)
    assert [(quick is None) for quick, _ in papers] == [(slow is None) for _, slow in papers]
    for quick, slow in filter(all, papers):
        assert quick.page_counts == slow.page_counts
        assert (quick.places, quick.room) == (slow.places, slow.room)
        assert quick.pictures == slow.pictures
    assert moved > 20


def test_grid_at_the_end_of_a_page_breaks_as_ever():
    lines = "<p>支え合いの輪</p>" * 12
    body = f'<div style="height:255mm"></div><div class="grid"><section>{lines}</section></div>'
    (((quick, slow),), moved) = in_child(print_both_ways, [order(body)])
    assert (quick.page_counts, moved) == ((2,), 0)
    assert quick.pictures == slow.pictures


def test_a_nested_grid_is_laid_out_once():
    """html, body, the feet of the page, four sections and the words: 16 times without haste."""
    leaf = "<p>支え合いの輪を広げる</p>"
    for _ in range(4):
        leaf = f'<div class="grid"><section>{leaf}</section></div>'
    assert in_child(count_layouts, order(leaf)) == {"sheets": 1, "blocks": 9}


def test_stylesheet_on_file_is_not_parsed_again():
    body = '<link rel="stylesheet" href="static:print/newsletter.css"><p>紙</p>'
    assert in_child(count_layouts, order(body))["sheets"] == 1  # that of the order itself


def test_changed_stylesheet_is_read_anew(tmp_path):
    one = order('<link rel="stylesheet" href="static:a.css"><p>紙</p>')
    red, blue, red_again = in_child(print_in_colours, (str(tmp_path), one))
    assert red == red_again != blue


def test_stylesheet_with_a_warning_warns_every_time(tmp_path):
    one = order('<link rel="stylesheet" href="static:a.css"><p>紙</p>')
    assert in_child(warn_twice, (str(tmp_path), one)) == [1, 1]
