"""Handing out the directory as a file: who took what, noted."""

from django.db import transaction

from accounts import audit


@transaction.atomic
def export_resources(*, by, form, n_rows, contacts):
    """Note that the directory left the house. form: xlsx or csv.

    contacts: numbers of the entries whose contact person is in it.
    """
    audit.record("resources_exported", by=by, form=form, n_rows=n_rows,
                 has_contacts=bool(contacts), shown={"contacts": contacts})  # fmt: skip
