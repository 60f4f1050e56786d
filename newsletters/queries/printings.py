"""Which papers of an issue there are."""

from newsletters.models import Printing


def latest_printings(issue):
    """{variant: its newest Printing} of an issue."""
    return {printing.variant: printing for printing in issue.printings.order_by("edition")}


def latest_printing(issue, variant):
    """The newest Printing of a variant, or None."""
    rows = Printing.objects.filter(issue=issue, variant=variant)
    return rows.order_by("-edition").first()
