"""Changing the words the programme goes by (A1)."""

from django.db import transaction

from accounts import audit
from councils.actions.meetings import EditConflict
from councils.models import Programme
from councils.models.programme import ONLY_ONE
from councils.queries.programme import WORDS, mark_of_words


@transaction.atomic
def change_programme(words, *, seen, by):
    """The programme goes by these words from now on. words: {field: text} of WORDS.

    seen: the mark of what the page showed. Raises EditConflict where somebody saved in between.
    """
    programme = Programme.objects.select_for_update().filter(pk=ONLY_ONE).first() or Programme()
    if seen != mark_of_words(programme):
        raise EditConflict
    changed = [word for word in WORDS if getattr(programme, word) != words[word]]
    for word in changed:
        setattr(programme, word, words[word])
    programme.pk = ONLY_ONE
    programme.full_clean(validate_unique=False)
    programme.save()
    audit.record("programme_changed", programme, by=by, fields=changed)
    transaction.on_commit(Programme.objects.forget)
    return programme
