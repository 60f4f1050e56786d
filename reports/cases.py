"""Reading reference cases."""

from django.db.models import Q

from reports.models import ReferenceCase
from takasaki_sc.lib.okurigana import in_any_spelling
from takasaki_sc.lib.seen import mark_of


def cases_found(words=""):
    """Cases in their order, with council; those that say the words somewhere."""
    cases = ReferenceCase.objects.select_related("council")
    for word in words.split():
        cases = cases.filter(in_any_spelling(word, _says))
    return cases.distinct()


def _says(word):
    said = Q(place__contains=word) | Q(title__contains=word) | Q(facts__contains=word)
    return said | Q(parts__text__contains=word) | Q(parts__title__contains=word)


def case_with_parts():
    """For the page of one case."""
    return ReferenceCase.objects.select_related("council").prefetch_related("parts")


def case_mark(case):
    """The mark of what an edit page of this case shows."""
    if case is None:
        return ""
    head = [case.place, case.prefecture, case.council_id, case.period_text, case.title,
            case.facts, case.source]  # fmt: skip
    return mark_of(head, [[part.kind, part.title, part.text] for part in case.parts.all()])
