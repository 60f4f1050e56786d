"""Printed editions: noting one, who got copies, and who was told of a correction."""

from django.db import transaction

from accounts import audit


@transaction.atomic
def add_edition(edition, *, by):
    """One more printed list. edition: an unsaved ResourceEdition."""
    edition.full_clean()
    edition.save()
    audit.record("edition_added", edition, by=by, council=edition.council)
    return edition


@transaction.atomic
def hand_out_copies(edition, holder, *, by):
    """Somebody holds copies from now on. holder: an unsaved Distribution."""
    holder.edition = edition
    holder.full_clean()
    holder.save()
    audit.record(
        "copies_handed_out",
        edition,
        by=by,
        council=edition.council,
        n_copies=holder.n_copies or 0,
    )
    return holder


@transaction.atomic
def tell_correction(edition, holder_pks, *, by, on_day):
    """These holders have heard of the correction. Returns how many; others are left alone."""
    holders = edition.distributions.filter(pk__in=holder_pks)
    n_told = holders.update(told_on=on_day)
    audit.record("correction_told", edition, by=by, council=edition.council, n_told=n_told)
    return n_told


@transaction.atomic
def export_holders(edition, *, by, n_rows):
    """Note that the list of holders left the house: it names people."""
    audit.record("holders_exported", edition, by=by, council=edition.council, n_rows=n_rows)
