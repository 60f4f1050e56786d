"""Leaving somebody out (利用停止) and forgetting them (消去), in every table of the house.

Called by actions in their own transaction, like councils/search_index.py.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils import timezone

from accounts import subjects, wiping
from accounts.models import SealedWord, SubjectCase
from accounts.personal import USER
from accounts.register import ENDINGS, ERASED
from councils import search_index
from councils.models import Person
from councils.personal import PERSON

Kind, Result = SubjectCase.Kind, SubjectCase.Result


class AlreadyEnded(Exception):
    """この求めは、すでに終わっています。"""


def frozen_case(roots):
    """The running stop of any of these rows, or None."""
    running = SubjectCase.objects.filter(kind=Kind.FREEZE, ended_at=None)
    wanted = {tuple(one) for one in roots}
    return next((case for case in running if wanted & {tuple(r) for r in case.roots}), None)


def forget(roots, *, in_sentences):
    """Their words become 「（消去）」, and their papers and pictures empty: (words, files)."""
    if case := frozen_case(roots):  # what was laid aside comes back first, to be found and erased
        put_back(case)
        end(case, Result.ERASED, None)
    roots = subjects.with_log_ins(roots)
    finder = subjects.finder_for(roots) if in_sentences else None
    n_files = wiping.wipe_files(finder, roots)
    changes = subjects.own_changes(roots) + subjects.sentence_changes(finder)
    n_words = subjects.apply(changes) + sum(_forget_log_in(pk) for t, pk in roots if t == USER)
    for ending in ENDINGS:
        ending(roots)
    for council in _councils_of(roots):
        search_index.refresh_people(council)
    return n_words, n_files


def hold(roots):
    """Two who press at once come one after the other."""
    for table, pk in roots:
        list(apps.get_model(table)._base_manager.select_for_update().filter(pk=pk))


def running(case):
    current = SubjectCase.objects.select_for_update().get(pk=case.pk)
    if current.ended_at:
        raise AlreadyEnded
    return current


def end(case, result, by):
    case.ended_at, case.ended_by, case.result = timezone.now(), by or case.asked_by, result
    case.save()


def lay_aside(case, changes):
    first = {}
    for change in changes:
        first.setdefault((change.table._meta.label_lower, str(change.row), change.column), change)
    SealedWord.objects.bulk_create(
        SealedWord(case=case, table=table, row=row, column=column,
                   was=_kept(change.was), mark=_kept(change.becomes))
        for (table, row, column), change in first.items()
    )  # fmt: skip


def _kept(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def put_back(case):
    n_kept = 0
    for word in case.sealed.all():
        table = apps.get_model(word.table)
        column = table._meta.get_field(word.column)
        row = table._base_manager.filter(pk=word.row).first()
        if row and _kept(getattr(row, word.column)) == word.mark:
            was = column.to_python(word.was) if word.was is not None else None
            table._base_manager.filter(pk=word.row).update(**{word.column: was})
        elif row or word.table != "councils.searchentry":
            n_kept += 1
    case.sealed.all().delete()
    return n_kept


def _forget_log_in(pk):
    """The log-in that was theirs: stopped before, and nameless now."""
    user = get_user_model().objects.get(pk=pk)
    if user.username == f"erased-{pk}":
        return 0
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.username, user.email, user.display_name = f"erased-{pk}", "", ERASED
    user.set_unusable_password()
    user.save(update_fields=["username", "email", "display_name", "password"])
    return 3


def _councils_of(roots):
    """The councils in whose part of the search the name stood; None is the whole city."""
    found = set()
    for person in Person.objects.filter(pk__in=[pk for table, pk in roots if table == PERSON]):
        seats = person.memberships.select_related("council")
        terms = person.coordinator_terms.select_related("council")
        found |= {row.council for row in [*seats, *terms]}
    return found
