"""確認シート: printing what is to be ticked on foot, and keying in what came back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from resources.models import (
    CheckLine,
    CheckSheet,
    Confirmation,
    ResourceStatus,
    SocialResource,
    Suggestion,
)
from resources.models.keeping import STATUS_AFTER, keep_check, keep_status, note_check

Answer, Change, Result = CheckLine.Answer, ResourceStatus.Change, Confirmation.Result
CHANGES = {Answer.SUSPENDED: Change.SUSPENDED, Answer.ENDED: Change.ENDED}


class NothingToAsk(Exception):
    """紙に載せるものがありません。"""


class KeyedMeanwhile(Exception):
    """ほかの画面から先に、ちがう答えの入った行があります。"""

    def __init__(self, lines):
        super().__init__(lines)
        self.lines = lines


@dataclass(frozen=True)
class Keyed:
    """What somebody read off one line of the paper.

    is_extra: another answer stands there already, and this one is to be kept beside it.
    """

    number: int
    answer: str
    note: str
    on_day: date
    is_extra: bool = False


@transaction.atomic
def make_sheet(council, groups, *, by, **words):
    """Fix the lines and the numbers of a new sheet. groups: [(name, [resource])] in paper order.

    words: grouping, collector, back_on, submit_token. The same form sent twice gives one sheet.
    Raises NothingToAsk.
    """
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # the same form may come twice at once
    sent_before = CheckSheet.objects.filter(submit_token=words.get("submit_token")).first()
    if words.get("submit_token") and sent_before:
        return sent_before
    rows = [(name, resource) for name, resources in groups for resource in resources]
    if not rows:
        raise NothingToAsk
    sheet = CheckSheet.objects.create(council=council, made_at=timezone.now(), made_by=by, **words)
    CheckLine.objects.bulk_create(
        CheckLine(sheet=sheet, number=number, group=name, resource=resource)
        for number, (name, resource) in enumerate(rows, start=1)
    )
    audit.record("check_sheet_made", sheet, by=by, council=council, n_lines=len(rows))
    return sheet


@transaction.atomic
def key_in(sheet, keyed, *, by):
    """Key in what came back: all of it or nothing. keyed: [Keyed]. Returns how many were new.

    変わりなし makes sure; 休止 and 終了 change the state as well; 変わった changes nothing yet and
    waits among the 直すもの. What was merged since it was printed counts for the record kept, but
    does not stop it: a person decides. The same answer twice is one answer. Raises KeyedMeanwhile
    where a line says something else already.
    """
    CheckSheet.objects.select_for_update().get(pk=sheet.pk)
    lines = {line.number: line for line in sheet.lines.select_related("keyed_by", "resource")}
    known = [(lines[word.number], word) for word in keyed if word.number in lines]
    if clashes := [line for line, word in known if _clashes(line, word)]:
        raise KeyedMeanwhile(clashes)
    new = [(line, word) for line, word in known if not line.is_keyed or word.is_extra]
    if not new:
        return 0
    pks = {line: line.resource.standing.pk for line, _ in new}
    resources = SocialResource.objects.select_for_update().in_bulk(set(pks.values()))
    for line, word in new:
        _take(resources[pks[line]], line, word, by)
    tally = Counter(word.answer for _, word in new)
    audit.record(
        "check_sheet_keyed",
        sheet,
        by=by,
        council=sheet.council,
        unchanged=tally[Answer.UNCHANGED],
        changed=tally[Answer.CHANGED],
        stopped=tally[Answer.SUSPENDED] + tally[Answer.ENDED],
    )
    return len(new)


def _clashes(line, word):
    is_other = (line.answer, line.note) != (word.answer, word.note)
    return line.is_keyed and not word.is_extra and is_other


def _take(resource, line, word, by):
    in_words = f"紙の答え「{Answer(word.answer).label}」{word.note}"
    if word.is_extra:
        _wait(resource, line, in_words)
        return
    line.answer, line.note, line.on_day = word.answer, word.note, word.on_day
    line.keyed_by, line.keyed_at = by, timezone.now()
    line.save(update_fields=["answer", "note", "on_day", "keyed_by", "keyed_at"])
    if word.answer == Answer.CHANGED:
        _wait(resource, line, word.note)
    elif word.answer in CHANGES and line.resource_id != resource.pk:
        _wait(resource, line, in_words)
    elif word.answer in CHANGES:
        _stop(resource, line, by)
    else:
        note_check(resource, on_day=word.on_day, result=Result.UNCHANGED, by=by)
        keep_check(resource, by)


def _stop(resource, line, by):
    """休止・終了 on paper. What has ended meanwhile is not brought back by an older paper."""
    change = CHANGES[line.answer]
    note_check(resource, on_day=line.on_day, result=Result.CORRECTED, by=by)
    if resource.is_ended or resource.status == STATUS_AFTER[change]:
        keep_check(resource, by)
    else:
        keep_status(resource, change, on_day=line.on_day, by=by, reason=line.note)


def _wait(resource, line, note):
    """Among the 直すもの, once: the same form may be sent twice."""
    words = {"resource": resource, "line": line, "note": note}
    if not Suggestion.objects.filter(**words).exists():
        Suggestion.objects.create(**words, received_at=timezone.now())
