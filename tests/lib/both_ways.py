"""A job for the killable child: an order printed in haste and as WeasyPrint does by itself."""

from pathlib import Path

from takasaki_sc.lib import paper_files, paper_grids, paper_speed, pdf


def print_both_ways(orders):
    """([(quick paper, slow paper)], items of grids moved) of several orders.

    A document on which WeasyPrint itself breaks down gives None, and must do so both ways.
    """
    moves = {"moved": 0}
    _count(paper_grids, "_moved", moves, "moved")
    quick = [_print(order) for order in orders]
    paper_speed.make_haste = paper_speed.take_time
    return list(zip(quick, [_print(order) for order in orders], strict=True)), moves["moved"]


def _print(order):
    try:
        return pdf._print_pages(order)
    except (TypeError, AssertionError, AttributeError):
        return None


def count_layouts(order):
    """(sheets parsed, blocks laid out) of one order after another like it."""
    from weasyprint.layout import block  # noqa: PLC0415 - in the child only

    pdf._print_pages(order)
    counts = {"sheets": 0, "blocks": 0}
    _count(paper_speed, "_Stylesheet", counts, "sheets")
    _count(block, "block_container_layout", counts, "blocks")
    pdf._print_pages(order)
    return counts


def print_in_colours(folder_and_order):
    """Pictures of an order while the stylesheet it reads says red, blue and red again."""
    papers = _print_with(*folder_and_order, ("red", "blue", "red"))
    return [paper.pictures[0] for paper in papers]


def warn_twice(folder_and_order):
    """Numbers of warnings, of two prints with a stylesheet that is wrong."""
    return [len(paper.warnings) for paper in _print_with(*folder_and_order, ("rot", "rot"))]


def _print_with(folder, order, colours):
    paper_files.STATIC_FOLDER = Path(folder)
    for colour in colours:
        (Path(folder) / "a.css").write_text(f"p {{ color: {colour} }}")
        yield pdf._print_pages(order)


def _count(module, name, counts, key):
    real = getattr(module, name)

    def counted(*args, **words):
        counts[key] += 1
        return real(*args, **words)

    setattr(module, name, counted)
