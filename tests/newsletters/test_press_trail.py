"""Every step of publishing leaves its line in the trail, or it was not taken; to the minute."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection

from accounts.models import AuditEntry
from newsletters import actions, lint
from newsletters.models import Correction, Issue, Printing
from tests.newsletters.test_corrections import WORDS, edition_of
from tests.newsletters.test_issues import proof_of, verbs

NOON = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def check(issue, by, **proof):
    return actions.check_issue(issue, proof_of(issue, **proof), by=by)


def schedule(issue, by, **proof):
    return actions.schedule_issue(issue, proof_of(issue, **proof), NOON + HOUR, by=by)


def unschedule(issue, by):
    return actions.unschedule_issue(issue, by=by)


def publish(issue, by, **proof):
    return actions.publish_issue(issue, proof_of(issue, **proof), by=by)


def correct(issue, by):
    return actions.add_correction(issue, WORDS, by=by)


def take_back(issue, by):
    return actions.remove_correction(issue.corrections.latest("pk"), by=by)


def reissue(issue, by):
    return actions.reissue_issue(issue, edition_of(issue), by=by)


STEPS = {
    "issue_checked": (check,),
    "issue_scheduled": (check, schedule),
    "issue_unscheduled": (check, schedule, unschedule),
    "issue_published": (check, publish),
    "correction_added": (check, publish, correct),
    "correction_removed": (check, publish, correct, take_back),
    "issue_reissued": (check, publish, correct, reissue),
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def everything():
    return [list(table.objects.order_by("pk").values()) for table in (Issue, Correction, Printing)]


def no_trail(execute, sql, params, many, context):
    if sql.startswith(f'INSERT INTO "{AuditEntry._meta.db_table}"'):
        raise DatabaseError("no more room")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("verb", STEPS)
def test_step_is_in_the_trail_under_its_own_word(issue, tier1, verb):
    for step in STEPS[verb]:
        done = step(issue, tier1)
    assert done.pk
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.by_id, entry.facts["number"]) == (verb, tier1.pk, issue.number)


@pytest.mark.django_db(transaction=True)
@pytest.mark.proves("G5")
@pytest.mark.parametrize("verb", STEPS)
def test_step_that_cannot_be_kept_in_the_trail_is_not_taken(issue, tier1, verb):
    *before, last = STEPS[verb]
    for step in before:
        step(issue, tier1)
    stood = everything()
    with connection.execute_wrapper(no_trail), pytest.raises(DatabaseError):
        last(issue, tier1)
    assert everything() == stood


def test_edition_and_pages_are_told_in_the_trail(issue, tier1):
    for step in STEPS["issue_reissued"]:
        step(issue, tier1)
    facts = dict(AuditEntry.objects.values_list("verb", "facts"))
    assert facts["issue_published"]["n_pages"] == 4
    assert facts["issue_reissued"]["edition"] == 2


def test_booking_is_for_a_coming_moment_and_due_at_that_very_moment(issue, tier1):
    check(issue, tier1)
    with pytest.raises(actions.TimeIsPast):
        actions.schedule_issue(issue, proof_of(issue), NOON, by=tier1)
    schedule(issue, tier1)
    with (
        time_machine.travel(NOON + HOUR - timedelta(seconds=1), tick=False),
        pytest.raises(actions.NotDue),
    ):
        actions.publish_issue(issue, proof_of(issue), by=tier1, is_booked=True)
    with time_machine.travel(NOON + HOUR, tick=False):
        out = actions.publish_issue(issue, proof_of(issue), by=tier1, is_booked=True)
    assert out.is_published


def test_booking_is_carried_out_for_nobody_else_and_only_while_it_stands(issue, tier1, city):
    check(issue, tier1)
    with pytest.raises(actions.NotDue):  # nothing was booked
        actions.publish_issue(issue, proof_of(issue), by=tier1, is_booked=True)
    schedule(issue, tier1)
    with time_machine.travel(NOON + 2 * HOUR, tick=False), pytest.raises(actions.NotDue):
        actions.publish_issue(issue, proof_of(issue), by=city, is_booked=True)
    assert verbs() == ["issue_checked", "issue_scheduled"]


@pytest.mark.parametrize("step", [check, schedule, publish])
def test_proof_of_another_issue_an_older_version_or_with_faults_goes_no_further(issue, tier1, step):
    if step is not check:
        check(issue, tier1)
    fault = lint.Finding("blocking", "2面", "同意が取り消されています。", "/")
    for words, refusal in (
        ({"version": 0}, actions.StaleProof),
        ({"issue_number": issue.pk + 1}, actions.StaleProof),
        ({"findings": [fault]}, actions.FaultsRemain),
    ):
        with pytest.raises(refusal):
            step(issue, tier1, **words)
