"""The diary itself: whose term a day belongs to, corrections, what a month comes to."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.models import AuditEntry
from activities.actions import diary as actions
from activities.models import DiaryEntry, MonthReview
from activities.queries import diary as queries
from councils.queries.packs import Month
from tests import factories as make

OCTOBER = Month(date(2026, 10, 1))


@pytest.fixture
def contractor(db):
    return make.OrganisationFactory(name="見本社協")


@pytest.fixture
def term(coordinator, yawata, contractor):
    return make.CoordinatorFactory(
        council=yawata, contractor=contractor, from_on=date(2026, 4, 1),
        person__user=coordinator, person__name="仮名 やえこ",
    )  # fmt: skip


def words(**changes):
    return {
        "worked_on": date(2026, 10, 7), "category": "needs", "is_outreach": True, "minutes": 60,
        "place": "見本集会所", "result": "3軒を訪ねた", "concern": "", "council": None,
        "meeting": None, "activity": None,
    } | changes  # fmt: skip


def test_entry_carries_tier_and_contractor_of_its_day(coordinator, term, contractor):
    entry, is_new = actions.write_entry(words(), by=coordinator)
    assert is_new
    assert (entry.coordinator, entry.tier, entry.contractor) == (term, 2, contractor)
    assert [row.verb for row in AuditEntry.objects.all()] == ["diary_written"]


def test_a_day_without_a_term_is_refused(coordinator, term):
    with pytest.raises(actions.NoTermThatDay):
        actions.write_entry(words(worked_on=date(2026, 3, 31)), by=coordinator)
    assert not DiaryEntry.objects.exists()


def test_of_two_terms_the_one_of_the_council_is_taken(coordinator, term, toyooka):
    other = make.CoordinatorFactory(council=toyooka, person=term.person, from_on=date(2026, 5, 1))
    assert queries.term_on(coordinator, date(2026, 10, 7)) == other  # the newer one
    assert queries.term_on(coordinator, date(2026, 10, 7), term.council) == term


def _correct(entry, said, by):
    seen = queries.mark_of_row(entry, actions.WORDS)
    return actions.correct_entry(entry, said, seen=seen, by=by)


def test_same_sheet_twice_is_one_entry(coordinator, term):
    token = uuid4()
    first, _ = actions.write_entry(words(), by=coordinator, token=token)
    again, is_new = actions.write_entry(words(result="二度め"), by=coordinator, token=token)
    assert (again, is_new) == (first, False)
    assert DiaryEntry.objects.get().result == "3軒を訪ねた"


def test_correction_keeps_the_former_words_and_the_former_contract(coordinator, term):
    entry, _ = actions.write_entry(words(), by=coordinator)
    term.contractor = make.OrganisationFactory(name="別の法人")
    term.save()
    entry = _correct(entry, words(result="4軒を訪ねた"), coordinator)
    assert [version.result for version in entry.history.all()] == ["4軒を訪ねた", "3軒を訪ねた"]
    assert str(entry.contractor) == "見本社協"
    assert AuditEntry.objects.get(verb="diary_corrected").facts == {"fields": ["result"]}


def test_entry_moved_to_another_day_belongs_to_the_term_of_that_day(coordinator, term, yawata):
    before = make.CoordinatorFactory(
        council=yawata, person=term.person, until_on=date(2026, 3, 31), contractor=None
    )
    entry, _ = actions.write_entry(words(), by=coordinator)
    entry = _correct(entry, words(worked_on=date(2026, 3, 1)), coordinator)
    assert (entry.coordinator, entry.contractor) == (before, None)


def test_removed_entry_does_not_count_until_it_is_put_back(coordinator, term):
    entry, _ = actions.write_entry(words(), by=coordinator)
    actions.remove_entry(entry, by=coordinator)
    month = queries.month_of_diary(term.person, OCTOBER)
    assert (month.whole.n, len(month.removed)) == (0, 1)
    assert queries.everybodys_month(OCTOBER).rows == []
    actions.restore_entry(entry, by=coordinator)
    assert queries.month_of_diary(term.person, OCTOBER).whole.n == 1


def test_month_is_counted_by_kind_of_work(coordinator, term):
    for change in (
        {},
        {"minutes": 30, "is_outreach": False},
        {"category": "other", "minutes": None},
    ):
        actions.write_entry(words(**change), by=coordinator)
    actions.write_entry(words(worked_on=date(2026, 11, 1)), by=coordinator)
    month = queries.month_of_diary(term.person, OCTOBER)
    found = [(row.label, row.n, row.time) for row in month.totals if row.n]
    assert found == [("支援ニーズの把握", 2, "1時間30分"), ("その他", 1, "")]
    assert (month.whole.n, month.whole.minutes, month.n_outreach) == (3, 90, 2)
    assert len(month.totals) == 10


def test_everybodys_month_is_split_by_contractor(coordinator, term, tier1):
    make.CoordinatorFactory(tier=1, council=None, person__user=tier1, person__name="架空 だいすけ")
    actions.write_entry(words(), by=coordinator)
    actions.write_entry(words(minutes=30), by=tier1)
    everybody = queries.everybodys_month(OCTOBER)
    assert [(row.name, row.tier_words, row.n) for row in everybody.rows] == [
        ("架空 だいすけ", "第1層", 1), ("仮名 やえこ", "第2層", 1),
    ]  # fmt: skip
    assert [(row.label, row.n, row.minutes) for row in everybody.contractors] == [
        ("市（委託なし）", 1, 30), ("見本社協", 1, 60),
    ]  # fmt: skip


def test_a_month_has_one_review_with_its_versions(coordinator, term):
    for text in ("よく歩いた", "よく歩いた。来月も"):
        review = actions.review_month(term.person, OCTOBER.first, text, by=coordinator)
    assert MonthReview.objects.get().text == "よく歩いた。来月も"
    assert review.history.count() == 2


def test_earlier_places_are_told_once_the_newest_first(coordinator, term):
    for day, place in ((1, "公民館"), (2, "集会所"), (3, "公民館"), (4, "")):
        actions.write_entry(words(worked_on=date(2026, 10, day), place=place), by=coordinator)
    assert queries.earlier_places(coordinator) == ["公民館", "集会所"]


def test_a_new_sheet_begins_with_the_council_of_today(coordinator, term, toyooka):
    today = date(2026, 10, 7)
    assert queries.usual_term(coordinator, today) == term
    later = make.CoordinatorFactory(council=toyooka, person=term.person, from_on=date(2027, 4, 1))
    assert queries.usual_term(coordinator, today) == term
    assert queries.usual_term(coordinator, date(2027, 4, 1)) == later
    term.until_on = date(2026, 9, 30)
    term.save()
    assert queries.usual_term(coordinator, today) == later


def test_taking_back_keeps_what_was_put_right_meanwhile(coordinator, term):
    entry, _ = actions.write_entry(words(), by=coordinator)
    for act in (actions.remove_entry, actions.restore_entry):
        opened_before = DiaryEntry.objects.get()
        _correct(DiaryEntry.objects.get(), words(result=act.__name__), coordinator)
        act(opened_before, by=coordinator)
        assert DiaryEntry.objects.get().result == act.__name__
