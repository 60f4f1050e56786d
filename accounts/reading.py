"""Reads of personal data: the mark on a page that shows some, and the entry each read leaves.

    @permitted_page(VIEW)
    @require_safe
    @reads_personal("consultations_read")
    def consultation_list(request):
        ...
        show(request, consultations=rows)

What counts as a read, and what does not, is settled in decision 0045. A page that shows personal
words without leaving an entry fails tests/test_reads.py, which says where to put the mark.
"""

from functools import wraps

from accounts.actions.trail import note_reading
from accounts.verb_facts import KINDS

KIND_OF = {label: kind for kind, (label, _) in KINDS.items()}

SHOWN = {200, 409, 422}
"""Answers with a page in them: a form that came back shows what it showed before."""


def reads_personal(verb):
    """Mark: this page shows personal data. Stands nearest to the view.

    The view says with `show` whom it shows, or leaves the entry by an action of its own.
    Whoever is refused at the door of a marked page leaves an entry as well.
    """

    def decorate(view):
        @wraps(view)
        def noted(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            shown = getattr(request, "shown", None)
            if shown and response.status_code in SHOWN:
                note_reading(verb, shown.kinds, council=shown.council, by=request.user)
            return response

        noted.reads = verb
        return noted

    return decorate


def shown_as(rows):
    """{kind: numbers} of rows of any tables, for ``audit.record(shown=…)``.

    A row of a table that is never shown by itself is left out: its human is.
    """
    found = {}
    for row in rows:
        if kind := KIND_OF.get(row._meta.label_lower):
            found.setdefault(kind, []).append(row.pk)
    return found


class _Shown:
    def __init__(self):
        self.kinds, self.council = {}, None

    def __bool__(self):
        return any(self.kinds.values())


def show(request, *, council=None, **kinds):
    """These are on the page: people=[…], clients=[…] (KINDS in accounts/verb_facts.py).

    Things or their numbers; what is None is left out. Nobody shown, no entry.
    """
    if not hasattr(request, "shown"):
        request.shown = _Shown()
    request.shown.council = council or request.shown.council
    for kind, things in kinds.items():
        numbers = [getattr(thing, "pk", thing) for thing in things if thing is not None]
        request.shown.kinds.setdefault(kind, []).extend(numbers)
