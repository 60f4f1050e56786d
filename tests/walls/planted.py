"""The same odd text in every text of a world: for scripts (G10) and for formulas (G18)."""

from itertools import count

from django.db import IntegrityError, transaction
from django.db.models import CharField

from tests.walls.worlds import fields_with_words, models_of_the_house


def plant(word_of):
    """Write word_of(n), n counting the fields, into every text field of every row; {place: word}.

    Cut to what the field holds, as no form would let more through.
    """
    planted, numbers = {}, count()
    for model in models_of_the_house():
        for name in fields_with_words(model):
            field = model._meta.get_field(name)
            longest = field.max_length if isinstance(field, CharField) else None
            word = word_of(next(numbers))[:longest]
            if _write(model, name, word):
                planted[f"{model._meta.label}.{name}"] = word
    return planted


def _write(model, name, word):
    """Did the database take it? Names that must differ, and reasons of nothing, it refuses."""
    try:
        with transaction.atomic():
            return model.objects.update(**{name: word}) > 0
    except IntegrityError:
        return False
