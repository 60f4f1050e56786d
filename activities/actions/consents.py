"""A supporter says yes to being shown in one channel, or takes it back (I8)."""

from django.db import transaction

from accounts import audit
from councils.models import Consent, Person


@transaction.atomic
def give_consent(supporter, channel, *, on, by):
    """Yes, from that day on, for this channel alone. Said twice, it is one consent."""
    Person.objects.select_for_update().get(pk=supporter.person_id)
    known = Consent.objects.filter(person=supporter.person, channel=channel, withdrawn_on=None)
    if consent := known.first():
        return consent
    consent = Consent(person=supporter.person, channel=channel, given_on=on)
    consent.full_clean()
    consent.save()
    audit.record("consent_given", consent, by=by, council=supporter.council)
    return consent


@transaction.atomic
def withdraw_consent(supporter, channel, *, on, by):
    """No more, from that day on. The row stays, so that earlier papers can be explained."""
    Person.objects.select_for_update().get(pk=supporter.person_id)
    rows = Consent.objects.filter(person=supporter.person, channel=channel, withdrawn_on=None)
    consent = rows.first()
    if consent is None:
        return None
    consent.withdrawn_on = on
    consent.full_clean()
    consent.save(update_fields=["withdrawn_on"])
    audit.record("consent_withdrawn", consent, by=by, council=supporter.council)
    return consent
