"""All or nothing: a worker killed at any SQL statement leaves the database as it was."""

from functools import partial

import pytest

from resources.actions import sameness
from resources.importing import batches
from resources.importing.undoing import undo_batch
from resources.models import SocialResource
from resources.queries.alike import questions_of
from tests.resources.killing import Patient, deaths
from tests.resources.lists import applied, csv, previewed

FIRST = "1,見本サロン,高崎市見本町1-1,毎週(火) 10:00～12:00,027-000-0001,"
SECOND = "2,見本体操,高崎市見本町2-2,第1・3木曜 13:30～15:00,027-000-0002,"
NEXT_EDITION = (
    FIRST.replace("(火)", "(水)"),
    "3,京ヶ島の会,高崎市見本町3-3,毎週(土) 9:00～10:00,027-000-0003,",
    "4,京ケ島の会,高崎市見本町3番3号,,027-000-0003,",
)


def an_edition(by):
    """A preview with something of every sort: changed, new, new and the same, gone.

    Gives what is wanted: the batch, and the decision about the gone.
    """
    applied(csv(FIRST, SECOND), by)
    gone = SocialResource.objects.get(name="見本体操")
    batch = previewed(csv(*NEXT_EDITION), by)
    sameness.answer_pairs({question.pair: True for question in questions_of(batch)}, by=by)
    return batch, {gone.pk: "ended"}


def applying(by):
    batch, gone = an_edition(by)
    return partial(batches.apply_batch, batch, by=by, gone=gone)


def undoing(by):
    batch, gone = an_edition(by)
    batches.apply_batch(batch, by=by, gone=gone)
    return partial(undo_batch, batch, by=by)


def merging(by):
    applied(csv(FIRST, SECOND), by)
    pair = SocialResource.objects.order_by("pk")
    return partial(sameness.merge_resources, *pair, by=by, taken=["phone", "schedule_text"])


def taking_back(by):
    return partial(sameness.undo_merge, merging(by)(), by=by)


@pytest.mark.proves("G4", "V2.3.3", "V16.5.3")
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("prepare", "at_least"), [(applying, 25), (undoing, 25), (merging, 10), (taking_back, 10)]
)
def test_a_kill_at_any_statement_leaves_nothing_behind(tmp_path, city, prepare, at_least):
    action = prepare(city)
    halves, n_statements = deaths(Patient(tmp_path), action)
    assert n_statements >= at_least
    assert halves == []
