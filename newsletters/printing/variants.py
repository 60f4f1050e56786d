"""The four papers of an issue: for the screen, for the print shop, in grey, in large print."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from newsletters.models import Printing
from newsletters.printing import looks
from newsletters.printing.issue import (
    SCREEN_DPI,
    issue_assets,
    issue_pages,
    paper_context,
    print_order,
)
from newsletters.queries.printings import latest_printings
from takasaki_sc.lib.pdf import PaperOrder

Variant = Printing.Variant


@dataclass(frozen=True)
class Recipe:
    """How a variant is made. is_flowing: it takes as many sheets as it needs.

    photo_dpi: 0 = photographs as fine as they came.
    """

    purpose: str
    stylesheets: tuple[str, ...] = ()
    is_grey: bool = False
    is_flowing: bool = False
    photo_dpi: int = SCREEN_DPI


RECIPES = {
    Variant.SCREEN: Recipe("ホームページに載せる、ふつうの紙面です。"),
    Variant.PRESS: Recipe(
        "印刷所に渡します。塗り足し3mmと、断ち切りの印（トンボ）が付きます。", ("press",),
        photo_dpi=0,
    ),
    Variant.MONO: Recipe(
        "白黒のコピー機で刷るときに。色のちがいを、模様と線のちがいに置きかえます。",
        ("mono",), is_grey=True,
    ),
    Variant.LARGE: Recipe(
        "字を17ポイントにした読みやすい紙面です。枚数は、字が入るだけ増えます。",
        ("large",), is_flowing=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PaperLine:
    """A variant in the list of papers to take along; printing: the kept one, or None."""

    variant: str
    label: str
    purpose: str
    printing: Printing | None


def papers_of(issue):
    """[PaperLine] of the variants besides the usual paper, which has its own button."""
    kept = latest_printings(issue) if issue.is_published else {}
    return [
        PaperLine(variant, variant.label, recipe.purpose, kept.get(variant))
        for variant, recipe in RECIPES.items()
        if variant != Variant.SCREEN
    ]


def print_variant(issue, variant):
    """One variant of a whole issue as a lib.pdf paper, or PaperFault."""
    return print_order(variant_order(issue, variant), is_sheeted=not RECIPES[variant].is_flowing)


def variant_order(issue, variant):
    """What the press is asked to print for a variant."""
    recipe = RECIPES[variant]
    if recipe.is_flowing:
        context = paper_context(issue, *recipe.stylesheets) | {
            "is_large": True,
            "mast": looks.masthead(issue, is_large=True),
        }
        pages = [render_to_string("newsletters/print/issue_large.html", context)]
    else:
        pages = issue_pages(issue, *recipe.stylesheets)
    return PaperOrder(
        tuple(pages), issue_assets(issue), is_grey=recipe.is_grey, photo_dpi=recipe.photo_dpi
    )
