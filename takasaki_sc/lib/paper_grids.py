"""A grid lays out what stands in it once, not twice. For WeasyPrint 70 (see ``paper_speed``).

WeasyPrint lays out every item of a grid to learn its height, throws that away, and lays it out
again where it belongs; in a grid within a grid, four times. Where the place changes nothing
inside the item, the first layout is moved there instead.

Not kept, and laid out twice as before: items whose inside depends on their own height or on the
page, and items that do not wholly fit on the page.
"""

import itertools
from dataclasses import dataclass
from math import inf

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, grid

_lay_out_block = block.block_level_layout
_lay_out_grid = grid.grid_layout
_numbers = itertools.count(1)


def lay_out_once():
    """From now on, in this process."""
    block.block_level_layout = _block_level_layout
    block.grid_layout = _grid_layout


def lay_out_twice():
    """As WeasyPrint does it by itself: for the test that compares the two."""
    block.block_level_layout = _lay_out_block
    block.grid_layout = _lay_out_grid


def _grid_layout(context, box, *rest):
    """The outermost grid opens the shelf of first layouts, and closes it."""
    if hasattr(context, "first_layouts"):
        return _lay_out_grid(context, box, *rest)
    context.first_layouts = {}
    try:
        _number_items(box)
        return _lay_out_grid(context, box, *rest)
    finally:
        del context.first_layouts


def _number_items(box):
    """Items of this and all inner grids get a number that their copies inherit."""
    for found in box.descendants():
        if isinstance(found, boxes.GridContainerBox):
            for item in found.children:
                if _is_movable(item):
                    item.number_in_grid = next(_numbers)


def _is_movable(item):
    style = item.style
    is_plain = type(item) is boxes.BlockBox and style["height"] == "auto"
    return (
        is_plain
        and style["box_sizing"] == "content-box"
        and not any(_depends_on_place(part) for part in item.descendants())
    )


def _depends_on_place(box):
    """Heights in percent; what is carried to the margins of the page or to its foot."""
    heights = (box.style[name] for name in ("height", "min_height", "max_height"))
    return (
        any(getattr(height, "unit", None) == "%" for height in heights)
        or box.is_running()
        or box.is_note()
        or box.is_footnote()
    )


def _block_level_layout(context, box, bottom_space, skip_stack, containing_block, *rest, **more):
    number = box.__dict__.get("number_in_grid")
    shelf = context.__dict__.get("first_layouts")
    if None not in (number, shelf) and skip_stack is None and not more:
        if not rest and bottom_space == -inf:
            return _measured(context, box, containing_block, shelf)
        kept = shelf.pop(number, None)
        if kept and _is_final(context, bottom_space, box, containing_block, kept):
            return _moved(box, kept.result)
    return _lay_out_block(context, box, bottom_space, skip_stack, containing_block, *rest, **more)


def _measured(context, item, containing_block, shelf):
    """The layout that asks for the height, at the top left of nowhere."""
    out_of_flow = [], []
    result = _lay_out_block(context, item, -inf, None, containing_block, True, *out_of_flow)
    laid_out, resume_at = result[:2]
    if laid_out and resume_at is None and not any(out_of_flow):
        shelf[item.number_in_grid] = _FirstLayout(containing_block.width, result)
    return result


@dataclass(frozen=True)
class _FirstLayout:
    """What WeasyPrint answered for an item in a frame of this width."""

    width: float
    result: tuple


def _is_final(context, bottom_space, item, containing_block, kept):
    """Would laying it out again give the same, but for its place?"""
    ends = (
        part.position_y + part.margin_height()
        for part in kept.result[0].descendants()
        if isinstance(part, boxes.BlockLevelBox | boxes.LineBox)
    )
    return (
        kept.width == containing_block.width
        and context.current_page == 1  # later, margins at the top of a page are cut
        and not context.overflows_page(bottom_space, item.position_y + max(ends))
    )


def _moved(item, result):
    """The first layout at its place, as tall as its row wants it."""
    laid_out = result[0]
    laid_out.translate(item.position_x, item.position_y)
    laid_out.style = item.style
    if item.style["height"] != "auto":
        wanted = item.style["height"].value  # less than nothing in a row that is too low
        laid_out.height = max(min(wanted, laid_out.max_height), laid_out.min_height)
    return result
