"""Which papers of an issue there are."""

from django.db.models import Prefetch

from newsletters.models import Printing

READING = (Printing.Variant.LARGE, Printing.Variant.MONO)
"""The papers besides the usual one that readers may choose."""


def latest_printings(issue):
    """{variant: its newest Printing} of an issue."""
    return {printing.variant: printing for printing in issue.printings.order_by("edition")}


def latest_printing(issue, variant):
    """The newest Printing of a variant, or None."""
    rows = Printing.objects.filter(issue=issue, variant=variant)
    return rows.order_by("-edition").first()


def missing_for_readers(issue):
    """The variants for readers that were not made yet, in the order of READING."""
    made = set(issue.printings.values_list("variant", flat=True))
    return [variant for variant in READING if variant not in made]


def with_reading_papers():
    """Prefetches the newest printings for readers as `papers_to_read`: one query."""
    rows = Printing.objects.filter(variant__in=READING).order_by("issue_id", "variant", "-edition")
    return Prefetch("printings", rows, to_attr="papers_to_read")
