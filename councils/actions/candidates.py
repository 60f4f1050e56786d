"""声をかけたい方: noted, asked, forgotten. Every look at the names leaves a trace (K5)."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.actions.meetings import EditConflict
from councils.models import Candidate, Council
from councils.queries import marks


@transaction.atomic
def look_at_candidates(council, candidates, *, by):
    """Somebody reads these names. Returns them as a list; where there is none, no trace."""
    shown = list(candidates)
    if shown:
        audit.record("candidates_read", council, by=by, council=council, n_names=len(shown),
                     shown={"candidates": [row.pk for row in shown]})  # fmt: skip
    return shown


@transaction.atomic
def note_candidate(council, words, *, by):
    """Write down somebody the council might ask. The same name sent twice is one note."""
    Council.objects.select_for_update().get(pk=council.pk)
    standing = council.candidates.filter(name=words["name"], known_for=words["known_for"]).first()
    if standing:
        return standing
    candidate = Candidate(council=council, **words)
    _save(candidate, by)
    audit.record("candidate_noted", candidate, by=by, council=council)
    return candidate


@transaction.atomic
def change_candidate(candidate, words, *, seen, by):
    """How it went with somebody. Raises EditConflict when somebody saved since `seen`."""
    standing = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if seen != marks.candidate_mark(standing):
        raise EditConflict
    changed = [name for name, value in words.items() if getattr(standing, name) != value]
    for name in changed:
        setattr(standing, name, words[name])
    _save(standing, by)
    audit.record("candidate_changed", standing, by=by, council=standing.council, fields=changed)
    return standing


@transaction.atomic
def forget_candidate(candidate, *, by):
    """Everything written about them is erased: they never asked to be on a list (K5)."""
    audit.record("candidate_forgotten", candidate, by=by, council=candidate.council)
    candidate.delete()


def _save(candidate, by):
    candidate.changed_at, candidate.changed_by = timezone.now(), by
    candidate.full_clean()
    candidate.save()
