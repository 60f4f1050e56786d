"""The lists that come from outside: how to name them when their contents are published."""

from django.db import transaction

from accounts import audit


@transaction.atomic
def credit_source(source, credit, *, by):
    """Set the credit line that goes with whatever of this list is handed out."""
    source.credit = credit
    source.save(update_fields=["credit"])
    audit.record("source_credited", source, by=by, has_credit=bool(credit))
    return source
