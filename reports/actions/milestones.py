"""Writing down what the chronicle cannot gather from other records."""

from django.db import transaction

from accounts import audit
from councils.actions.meetings import EditConflict
from reports.chronicle import mark_of_milestone
from reports.models import Milestone

WORDS = ("on", "when_text", "text", "source")


@transaction.atomic
def add_milestone(words, *, by):
    """A line of the chronicle. words: {field: value} of WORDS. Written twice, it stands once."""
    milestone, is_new = Milestone.objects.get_or_create(**words)
    if is_new:
        audit.record("milestone_added", milestone, by=by)
    return milestone


@transaction.atomic
def edit_milestone(milestone, words, *, seen, by):
    """The line says this from now on. Raises EditConflict."""
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if seen != mark_of_milestone(milestone):
        raise EditConflict
    changed = [word for word in WORDS if getattr(milestone, word) != words[word]]
    for word in changed:
        setattr(milestone, word, words[word])
    milestone.save()
    audit.record("milestone_changed", milestone, by=by, fields=changed)
    return milestone
