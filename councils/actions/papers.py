"""Handing out papers: a paper with people's names leaves a trace of who took it."""

from django.db import transaction

from accounts import audit


@transaction.atomic
def hand_out_names(thing, *, by, council, paper, n_names, shown=None):
    """Note that a paper with names left the house. paper: its short code, such as "year_xlsx"."""
    audit.record("names_handed_out", thing, by=by, council=council, paper=paper, n_names=n_names,
                 shown=shown)  # fmt: skip
