"""Keeping a council true: what each action changes, refuses and leaves in the trail."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from councils.actions import councils as actions
from councils.actions import people as people_actions
from councils.actions.meetings import EditConflict
from councils.models import (
    Coordinator,
    CouncilBody,
    CouncilMember,
    CouncilStage,
    Neighbourhood,
    Person,
    ProfilePart,
)
from councils.queries import marks
from councils.queries.people import namesakes
from tests import factories as make


def trail():
    return [(entry.verb, entry.facts) for entry in AuditEntry.objects.order_by("pk")]


def profile(**texts):
    return [ProfilePart(part=part, text=texts.get(part.value, "")) for part in ProfilePart.Part]


def test_profile_keeps_only_what_was_said(yawata, coordinator):
    seen = marks.profile_mark(yawata)
    actions.change_profile(yawata, profile(needs="アンケート\n聴き取り"), seen=seen, by=coordinator)
    assert [(row.part, row.lines) for row in yawata.profile.all()] == [
        ("needs", ["アンケート", "聴き取り"])
    ]
    assert trail() == [("profile_changed", {"fields": ["needs"]})]


def test_second_profile_does_not_overwrite_the_first(yawata, coordinator):
    seen = marks.profile_mark(yawata)
    actions.change_profile(yawata, profile(needs="先の人"), seen=seen, by=coordinator)
    with pytest.raises(EditConflict):
        actions.change_profile(yawata, profile(needs="あとの人"), seen=seen, by=coordinator)
    assert yawata.profile.get().text == "先の人"


def test_profile_is_emptied_but_not_dropped(yawata, coordinator):
    make.ProfilePartFactory(council=yawata, part="needs", text="古いことば")
    seen = marks.profile_mark(yawata)
    actions.change_profile(yawata, profile(), seen=seen, by=coordinator)
    assert yawata.profile.get().text == ""


def put(council, rows, by):
    seen = marks.neighbourhoods_mark(council)
    return actions.put_neighbourhoods(council, rows, seen=seen, by=by)


def test_two_neighbourhoods_change_names_and_keep_their_numbers(yawata, coordinator):
    one, two = (make.NeighbourhoodFactory(council=yawata, name=name) for name in ("東", "西"))
    rows = [Neighbourhood(pk=one.pk, name="西"), Neighbourhood(pk=two.pk, name="東")]
    put(yawata, [*rows, Neighbourhood(name="南", order=3)], coordinator)
    found = {row.name: (row.pk, row.note) for row in yawata.neighbourhoods.all()}
    assert found["西"] == (one.pk, "もとの書き方：東")
    assert found["東"] == (two.pk, "もとの書き方：西")
    assert found["南"][1] == ""
    assert trail() == [("neighbourhoods_changed", {"new": 1, "n_renamed": 2})]


def test_neighbourhood_left_out_stays(yawata, coordinator):
    kept = make.NeighbourhoodFactory(council=yawata, name="東")
    put(yawata, [], coordinator)
    assert list(yawata.neighbourhoods.all()) == [kept]


def test_neighbourhood_of_another_council_is_never_touched(yawata, toyooka, coordinator):
    other = make.NeighbourhoodFactory(council=toyooka, name="北久保")
    put(yawata, [Neighbourhood(pk=other.pk, name="ぬすまれた町")], coordinator)
    other.refresh_from_db()
    assert (other.name, other.council) == ("北久保", toyooka)


def test_council_rests_once_at_a_time(yawata, coordinator):
    pause = actions.start_pause(yawata, from_on=date(2026, 5, 1), reason="工事", by=coordinator)
    with pytest.raises(actions.AlreadyPaused):
        actions.start_pause(yawata, from_on=date(2026, 6, 1), reason="工事", by=coordinator)
    actions.end_pause(pause, until_on=date(2026, 7, 1), by=coordinator)
    actions.start_pause(yawata, from_on=date(2026, 7, 1), reason="別のこと", by=coordinator)
    assert yawata.pauses.count() == 2


def test_pause_cannot_end_before_it_began(yawata, coordinator):
    pause = make.CouncilPauseFactory(council=yawata, from_on=date(2026, 5, 1))
    with pytest.raises(ValidationError, match="再開の日は、休み始めより後に"):
        actions.end_pause(pause, until_on=date(2026, 4, 1), by=coordinator)


def test_stage_is_written_once_and_then_corrected(yawata, coordinator):
    for evidence in ("はじめ", "直した"):
        line = CouncilStage(stage=2, evidence=evidence)
        seen = marks.stage_mark(yawata, 2)
        actions.put_stage(yawata, line, seen=seen, by=coordinator)
    assert yawata.stages.get().evidence == "直した"
    with pytest.raises(EditConflict):
        actions.put_stage(yawata, line, seen="old", by=coordinator)


def test_namesake_is_found_however_the_name_is_written(yawata, toyooka):
    known = make.CouncilMemberFactory(council=yawata, person__name="髙橋 花子")
    mine, others = (type(yawata).objects.filter(pk=c.pk) for c in (yawata, toyooka))
    assert [(n.person, n.known_as) for n in namesakes("高橋　花子", mine)] == [
        (known.person, "八幡・地域のみなさん")
    ]
    assert [n.known_as for n in namesakes("高橋花子", others)] == ["ほかのところで登録されている方"]
    assert namesakes("高橋 桃子", mine) == []
    assert namesakes("　", mine) == []


def test_new_member_brings_a_new_person_and_a_known_one_stays_one(yawata, toyooka, coordinator):
    seat = CouncilMember(person=Person(name="見本 梅子"), from_on=date(2026, 4, 1))
    people_actions.add_member(yawata, seat, by=coordinator)
    again = CouncilMember(person=seat.person)
    people_actions.add_member(toyooka, again, by=coordinator)
    assert Person.objects.count() == 1
    with pytest.raises(ValidationError, match="同じ任期ですでに登録されています"):
        people_actions.add_member(
            yawata, CouncilMember(person=seat.person, from_on=date(2026, 4, 1)), by=coordinator
        )


def test_terms_are_renewed_in_one_go_and_only_once(yawata, coordinator, members):
    first, last, day = date(2027, 4, 1), date(2030, 3, 31), date(2027, 2, 1)
    staying = {seat.pk for seat in members[:12]}
    for said in ((12, 3), (0, 3)):
        done = people_actions.renew_terms(
            yawata, staying, first=first, last=last, day=day, by=coordinator
        )
        assert done == said
    old = yawata.members.filter(from_on=date(2020, 4, 1))
    assert set(old.values_list("until_on", flat=True)) == {date(2027, 3, 31)}
    fresh = yawata.members.filter(from_on=first)
    assert (fresh.count(), set(fresh.values_list("until_on", flat=True))) == (12, {last})
    assert {seat.person_id for seat in fresh} == {seat.person_id for seat in members[:12]}


def test_renewal_leaves_a_term_that_ends_earlier_as_it_is(yawata, coordinator, members):
    CouncilMember.objects.filter(pk=members[0].pk).update(until_on=date(2027, 2, 28))
    people_actions.renew_terms(
        yawata, set(), first=date(2027, 4, 1), last=None, day=date(2027, 2, 1), by=coordinator
    )
    assert yawata.members.get(pk=members[0].pk).until_on == date(2027, 2, 28)


def test_coordinator_is_commissioned_from_a_body_known_by_another_spelling(yawata, tier1):
    body = make.OrganisationFactory(name="ＮＰＯ法人　見本の会")
    term = Coordinator(
        person=Person(name="見本 松子"), appointment="commissioned", from_on=date(2026, 4, 1)
    )
    people_actions.appoint_coordinator(yawata, term, contractor="NPO法人見本の会", by=tier1)
    assert (term.contractor, term.tier, term.council) == (body, 2, yawata)
    assert trail() == [("coordinator_appointed", {"how": "commissioned"})]


def test_dissolved_body_ends_with_its_day(yawata, coordinator):
    body = people_actions.add_body(
        yawata, CouncilBody(), name="見本長寿会", kind="senior_club", by=coordinator
    )
    people_actions.end_body(
        body, until_on=date(2026, 3, 31), note="解散", is_dissolved=True, by=coordinator
    )
    body.refresh_from_db()
    assert (body.until_on, body.organisation.ended_on) == (date(2026, 3, 31), date(2026, 3, 31))
    assert [verb for verb, _ in trail()] == ["body_added", "body_ended"]


def test_mistyped_name_is_mended_with_the_seat(yawata, coordinator, members):
    seat = members[0]
    words = {"name": "見本 一朗", "kana": "みほん いちろう", "office": "会長"}
    people_actions.correct_member(seat, words, seen=marks.seat_mark(seat), by=coordinator)
    seat.refresh_from_db()
    seat.person.refresh_from_db()
    assert (seat.person.name, seat.office) == ("見本 一朗", "会長")
    assert trail() == [("member_corrected", {"fields": ["name", "kana", "office"]})]
    with pytest.raises(EditConflict):
        people_actions.correct_member(seat, words, seen="old", by=coordinator)
