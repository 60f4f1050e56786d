"""Keeping the counts of a questionnaire as they were confirmed."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from councils.models import Council
from resources.actions.needs import NothingNew, TableChanged
from resources.models import Option, Question, Survey, Tally
from resources.queries.needs import same_survey
from resources.queries.survey_counts import counts_of_survey


@dataclass(frozen=True)
class SurveyHead:
    """What a survey is about. about: purpose, audience, method, n_distributed, n_returned."""

    council: Council
    title: str
    period: tuple[date, date]
    period_text: str
    source: str
    about: dict = field(default_factory=dict)


@transaction.atomic
def put_survey(head, table, homes, *, by, token, seen):
    """Write a survey down; one of the same council and title becomes its former version.

    table: with .questions as read and .counts(); homes: the Neighbourhood of each of its columns
    by 町内会, None for one left out. seen, token: as in put_needs_matrix().
    """
    Council.objects.select_for_update().get(pk=head.council.pk)
    sent_before = Survey.objects.filter(submit_token=token).first()
    if sent_before:
        return sent_before
    former = same_survey(head.council, head.title)
    if former and former.pk != seen:
        raise TableChanged
    if former and former.source == head.source and counts_of_survey(former) == table.counts():
        raise NothingNew
    survey = _new_version(head, former, token, by)
    _write_questions(survey, table.questions, homes)
    audit.record(
        "survey_read_in",
        survey,
        by=by,
        council=head.council,
        n_questions=len(table.questions),
        is_new_version=former is not None,
    )
    return survey


def _new_version(head, former, token, by):
    if former:
        Survey.objects.filter(pk=former.pk).update(is_current=False)
    return Survey.objects.create(
        council=head.council,
        title=head.title,
        from_on=head.period[0],
        until_on=head.period[1],
        period_text=head.period_text,
        source=head.source,
        replaces=former,
        submit_token=token,
        read_by=by,
        read_at=timezone.now(),
        **head.about,
    )


def _write_questions(survey, questions, homes):
    options = {}
    for number, asked in enumerate(questions, 1):
        question = Question.objects.create(
            survey=survey,
            number=number,
            text=asked.text,
            kind=asked.kind,
            asks=asked.asks,
            n_answers=asked.base,
            follows=options[tuple(asked.follows)] if asked.follows else None,
        )
        for index, option in enumerate(asked.options):
            options[number - 1, index] = _write_option(question, option, homes, None)


def _write_option(question, answer, homes, within):
    option = Option.objects.create(
        question=question, number=question.options.count() + 1, text=answer.text, within=within
    )
    cells = [(home, n) for home, n in zip(homes, answer.homes, strict=False) if home]
    Tally.objects.bulk_create(
        Tally(option=option, neighbourhood=home, n=n)
        for home, n in [(None, answer.n), *cells]
        if n is not None
    )
    for part in answer.parts:
        _write_option(question, part, homes, option)
    return option
