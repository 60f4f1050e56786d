"""The register: two kinds, what makes a 担い手, and that the database keeps the promise."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from activities.actions import consents
from activities.actions import supporters as actions
from activities.models import CourseEntry, CourseKind, FreeTime, Offer, RegisterExport, Supporter
from activities.queries import supporters as queries
from councils.actions.meetings import EditConflict
from councils.models import Consent, Person
from tests import factories as make

DAY = date(2026, 11, 2)
NONE = {"is_thinker": False, "is_provider": False, "is_core": False, "neighbourhood": None,
        "wish": ""}  # fmt: skip
THINKER, PROVIDER = NONE | {"is_thinker": True}, NONE | {"is_provider": True}


def said(words, **more):
    return actions.Registration(words=words, **more)


def graduate(*, makes_provider=True, council=None, **words):
    course = {"course__council": council} if council else {}
    entry = make.CourseEntryFactory(course__kind__makes_provider=makes_provider, **course, **words)
    make.CourseCompletionFactory(entry=entry)
    return entry


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_thinker_needs_no_training(yawata, coordinator):
    skill = make.SkillFactory()
    supporter = actions.register_supporter(
        yawata,
        Person(name="見本 花子"),
        said(THINKER, phone="027-000-0001", offers={skill: "平日だけ"}, free=((2, "morning"),)),
        on=DAY,
        by=coordinator,
    )
    assert supporter.person.phone == "027-000-0001"
    assert [(o.skill, o.note) for o in supporter.offers.all()] == [(skill, "平日だけ")]
    assert [str(free) for free in supporter.free_times.all()] == ["水曜午前"]
    assert verbs() == ["supporter_registered"]
    assert AuditEntry.objects.get().facts == {"n_offers": 1, "is_back": False}


@pytest.mark.proves("V2.3.2")
@pytest.mark.parametrize("makes_provider", [None, False])
def test_provider_without_the_right_course_is_refused(yawata, coordinator, makes_provider):
    person = make.PersonFactory()
    if makes_provider is not None:
        graduate(makes_provider=makes_provider, person=person)
    with pytest.raises(actions.NotTrained):
        actions.register_supporter(yawata, person, said(PROVIDER), on=DAY, by=coordinator)
    assert (Supporter.objects.count(), verbs()) == (0, [])


def test_somebody_elses_course_makes_nobody_a_provider(yawata, coordinator):
    graduate()
    person = make.PersonFactory()
    with pytest.raises(actions.NotTrained):
        actions.register_supporter(yawata, person, said(PROVIDER), on=DAY, by=coordinator)


def test_provider_names_the_course_of_their_own(yawata, coordinator):
    entry = graduate()
    supporter = actions.register_supporter(
        yawata, entry.person, said(PROVIDER), on=DAY, by=coordinator
    )
    entry.refresh_from_db()
    assert supporter.trained_by == entry.completion
    assert (entry.follow_up, entry.followed_on) == ("registered", DAY)


@pytest.mark.proves("V2.2.2")
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"is_provider": True}, "activities_supporter_provider_is_trained"),
        ({"is_thinker": False}, "activities_supporter_is_of_a_kind"),
        ({"is_core": True, "is_thinker": False, "is_provider": False}, "activities_supporter_"),
        ({"until_on": date(2020, 1, 1)}, "activities_supporter_in_order"),
    ],
)
def test_database_refuses_what_goes_round_the_action(db, change, constraint):
    supporter = make.SupporterFactory(is_thinker=True)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Supporter.objects.filter(pk=supporter.pk).update(**change)


def test_database_refuses_a_core_member_who_only_lends_a_hand(db):
    entry = graduate()
    supporter = make.SupporterFactory(
        person=entry.person, is_thinker=False, is_provider=True, trained_by=entry.completion
    )
    with pytest.raises(IntegrityError, match="core_thinks"), transaction.atomic():
        Supporter.objects.filter(pk=supporter.pk).update(is_core=True)


def test_core_member_thinks_along(yawata, coordinator):
    entry = graduate()
    words = PROVIDER | {"is_core": True}
    with pytest.raises(ValidationError, match="コアメンバーになれるのは"):
        actions.register_supporter(yawata, entry.person, said(words), on=DAY, by=coordinator)


def test_one_tap_makes_a_graduate_a_provider_and_a_thinker_keeps_thinking(yawata, coordinator):
    entry = graduate(council=yawata)
    make.SupporterFactory(person=entry.person, council=yawata, is_thinker=True)
    for _ in range(2):
        actions.register_graduate(entry, on=DAY, by=coordinator)
    supporter = Supporter.objects.get()
    assert (supporter.is_thinker, supporter.is_provider) == (True, True)
    assert CourseEntry.objects.get().follow_up == "registered"


def test_registering_twice_is_refused_and_coming_back_is_not(yawata, coordinator):
    person = make.PersonFactory()
    first = actions.register_supporter(yawata, person, said(THINKER), on=DAY, by=coordinator)
    with pytest.raises(actions.AlreadyRegistered):
        actions.register_supporter(yawata, person, said(THINKER), on=DAY, by=coordinator)
    actions.leave_register(first, until_on=DAY, reason="転居のため", by=coordinator)
    again = actions.register_supporter(
        yawata, person, said(THINKER), on=date(2026, 11, 20), by=coordinator
    )
    assert (again.pk, again.until_on, again.until_reason) == (first.pk, None, "")
    assert [row.until_on for row in again.history.order_by("history_id")] == [None, DAY, None]


def test_leaving_ends_the_offers_and_keeps_the_rows(yawata, coordinator):
    offer = make.OfferFactory(supporter__council=yawata)
    actions.leave_register(offer.supporter, until_on=DAY, reason="希望により", by=coordinator)
    offer.refresh_from_db()
    assert offer.until_on == DAY
    assert verbs() == ["supporter_left"]


def test_correcting_ends_old_offers_and_changes_free_times(yawata, coordinator):
    old = make.OfferFactory(supporter__council=yawata)
    make.FreeTimeFactory(supporter=old.supporter, weekday=2, part="morning")
    new = make.SkillFactory()
    registration = said(THINKER, offers={new: ""}, free=((4, "evening"),))
    seen = queries.mark_of_supporter(old.supporter)
    actions.correct_supporter(old.supporter, registration, seen=seen, by=coordinator)
    assert Offer.objects.get(until_on=None).skill == new
    assert [str(free) for free in FreeTime.objects.all()] == ["金曜夕方から"]
    with pytest.raises(EditConflict):
        actions.correct_supporter(old.supporter, registration, seen=seen, by=coordinator)


def test_kind_that_loses_its_mark_takes_nobody_off_the_register(yawata, coordinator):
    entry = graduate()
    standing = actions.register_supporter(
        yawata, entry.person, said(PROVIDER), on=DAY, by=coordinator
    )
    CourseKind.objects.update(makes_provider=False)
    seen = queries.mark_of_supporter(standing)
    words = PROVIDER | {"wish": "花だん"}
    again = actions.correct_supporter(standing, said(words), seen=seen, by=coordinator)
    assert (again.wish, again.trained_by) == ("花だん", entry.completion)


def test_row_that_names_somebody_elses_course_is_put_right_or_refused(yawata, coordinator):
    other = graduate()
    supporter = make.SupporterFactory(
        council=yawata, is_provider=True, trained_by=other.completion
    )  # as somebody could leave it who goes round the actions
    seen = queries.mark_of_supporter(supporter)
    with pytest.raises(actions.NotTrained):
        actions.correct_supporter(supporter, said(PROVIDER), seen=seen, by=coordinator)


def test_consent_is_kept_for_each_channel_and_can_be_taken_back(coordinator, yawata):
    supporter = make.SupporterFactory(council=yawata)
    for _ in range(2):
        consents.give_consent(supporter, "flyer", on=DAY, by=coordinator)
    consents.give_consent(supporter, "web", on=DAY, by=coordinator)
    for _ in range(2):
        consents.withdraw_consent(supporter, "flyer", on=DAY, by=coordinator)
    rows = Consent.objects.order_by("pk").values_list("channel", "given_on", "withdrawn_on")
    assert list(rows) == [("flyer", DAY, DAY), ("web", DAY, None)]
    assert verbs() == ["consent_given", "consent_given", "consent_withdrawn"]


def test_export_keeps_the_purpose_beside_the_trail(yawata, coordinator):
    rows = [make.SupporterFactory(council=yawata)]
    actions.export_register(rows, purpose="声をかける相談のため", council=yawata, by=coordinator)
    export = RegisterExport.objects.get()
    assert (export.purpose, export.n_names, export.taken_by) == (
        "声をかける相談のため", 1, coordinator,
    )  # fmt: skip
    assert AuditEntry.objects.get().facts == {"n_names": 1, "people": [rows[0].person_id]}
    with pytest.raises(ValidationError):
        actions.export_register(rows, purpose="", council=yawata, by=coordinator)


def test_counts_say_both_kinds_in_both(db):
    entry = graduate()
    make.SupporterFactory(
        person=entry.person, is_thinker=True, is_provider=True, trained_by=entry.completion
    )
    make.SupporterFactory(is_thinker=True, is_core=True)
    assert queries.counts_of_register(Supporter.objects.all()) == {
        "名簿の人数": 2, "考える人": 2, "担い手": 1, "両方": 1, "コアメンバー": 1,
    }  # fmt: skip
