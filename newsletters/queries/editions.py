"""What went out: the printings of an issue, its corrections, the next issue that says so."""

from newsletters.models import Issue, Printing
from newsletters.models.articles import Article

ERRATA_LETTERS = 900
"""How much of a block the corrections of one issue may fill."""


def printings_of(issue):
    """The public printings of an issue, the first one first."""
    return list(issue.printings.filter(variant=Printing.Variant.SCREEN).order_by("edition"))


def corrections_of(issue):
    return list(issue.corrections.select_related("by"))


def next_unpublished(issue):
    """The issue of the series that is being made after this one, or None."""
    later = issue.series.issues.exclude(state=Issue.State.PUBLISHED)
    return later.filter(number__gt=issue.number).order_by("number").first()


def correction_words(issue, corrections):
    """Field values of a call-out block for the next issue: 「第19号の訂正」."""
    lines = [correction_line(correction) for correction in corrections]
    return {
        "page": 1,
        "layout": Article.Layout.CALLOUT,
        "colour": Article.Colour.RED,
        "title": f"{issue.number_name}の訂正とおわび",
        "lead": "\n".join(["つぎのとおり訂正し、おわびします。", *lines])[:ERRATA_LETTERS],
        "emblem": "megaphone",
    }


def correction_line(correction):
    """「3面　誤：火曜日　→　正：水曜日（ひとこと）」"""
    page = f"{correction.page}面　" if correction.page else ""
    note = f"（{correction.note}）" if correction.note else ""
    return f"{page}誤：{correction.wrong}　→　正：{correction.right}{note}"


def kept_files():
    """[(kind, pk, name, sha256, bytes)] of all published bytes, oldest first."""
    issues = Issue.objects.published().order_by("published_at", "pk")
    for issue in issues.values_list("pk", "pdf", "pdf_sha256", "pdf_bytes"):
        yield ("issue", *issue)
    for row in Printing.objects.order_by("made_at", "pk").values_list(
        "pk", "file", "sha256", "n_bytes"
    ):
        yield ("printing", *row)
