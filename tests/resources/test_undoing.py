"""取り込みの取り消し: the directory stands again as before, or nothing happens at all."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import check_sheets, directory, sameness, suggestions
from resources.actions.freshness import take_back_check
from resources.importing import batches
from resources.importing.undoing import NotUndoable, undo_batch
from resources.models import (
    ImportBatch,
    ImportSource,
    ResourceSchedule,
    ResourceStatus,
    SocialResource,
)
from resources.queries.alike import questions_of
from tests.resources.factories import (
    CheckLineFactory,
    ConfirmationLinkFactory,
    SuggestionFactory,
)
from tests.resources.lists import applied, csv, previewed

FIRST = "1,見本サロン,高崎市見本町1-1,毎週(火) 10:00～12:00,027-000-0001,"
SECOND = "2,見本体操,高崎市見本町2-2,第1・3木曜 13:30～15:00,027-000-0002,"
THIRD = "3,見本の会,高崎市見本町3-3,毎週(土) 9:00～10:00,027-000-0003,"
CHANGED = FIRST.replace("(火)", "(水)").replace("0001", "0009")
LEFT_ALONE = {"updated_at"}


def standing():
    """Everything the directory says, but for when it was last written."""
    fields = [f.attname for f in SocialResource._meta.concrete_fields if f.name not in LEFT_ALONE]
    return (
        list(SocialResource.objects.listed().order_by("pk").values(*fields)),
        list(ResourceSchedule.objects.order_by("resource", "order").values("resource", "weekday")),
        list(ResourceStatus.objects.order_by("pk").values("resource", "change", "batch")),
    )


@pytest.fixture
def first_edition(city):
    return applied(csv(FIRST, SECOND), city)


@pytest.fixture
def second_edition(city, first_edition):
    """One changed, one new, one gone and ended."""
    gone = SocialResource.objects.get(name="見本体操")
    return applied(csv(CHANGED, THIRD), city, first_edition.source, gone={gone.pk: "ended"})


def test_the_first_edition_undone_leaves_an_empty_directory(city, first_edition):
    undo_batch(first_edition, by=city)
    assert standing() == ([], [], [])
    again = previewed(csv(FIRST, SECOND), city, first_edition.source)
    assert (again.counts, again.compared_with) == ({"new": 2, "warned": 0}, None)
    batches.apply_batch(again, by=city)
    assert SocialResource.objects.public().count() == 2


def test_the_next_edition_undone_gives_back_what_stood_before(city, first_edition):
    before = standing()
    gone = SocialResource.objects.get(name="見本体操")
    batch = applied(csv(CHANGED, THIRD), city, first_edition.source, gone={gone.pk: "ended"})
    assert standing() != before
    undone = undo_batch(batch, by=city)
    assert standing() == before
    assert (undone.state, undone.undone_by) == (ImportBatch.State.UNDONE, city)
    again = previewed(csv(CHANGED, THIRD), city, first_edition.source)
    assert again.counts == {"changed": 1, "new": 1, "gone": 1, "warned": 0}
    assert again.compared_with == first_edition


def test_editions_are_undone_one_after_the_other(city, first_edition, second_edition):
    with pytest.raises(NotUndoable):
        undo_batch(first_edition, by=city)
    undo_batch(second_edition, by=city)
    undo_batch(first_edition, by=city)
    assert standing() == ([], [], [])


def test_a_newer_edition_stands_in_the_way_even_if_it_changed_nothing(city, first_edition):
    applied(csv(FIRST, SECOND), city, first_edition.source)
    before = standing()
    with pytest.raises(NotUndoable):
        undo_batch(first_edition, by=city)
    assert standing() == before


def test_undoing_leaves_one_entry_and_a_version_of_each_record(city, second_edition):
    undo_batch(second_edition, by=city)
    undo_batch(second_edition, by=city)
    (entry,) = AuditEntry.objects.filter(verb="import_undone")
    assert (entry.by, entry.facts) == (city, {"new": 1, "changed": 1, "stopped": 1})
    newest = [one.history.first() for one in SocialResource.objects.order_by("pk")]
    assert [(v.history_change_reason, v.history_user) for v in newest] == [
        ("名簿の取り込みの取り消し", city)
    ] * 3
    taken_back = SocialResource.objects.get(name="見本の会")
    assert (taken_back.is_public, taken_back.status) == (False, "ended")


def edit(resource, by):
    directory.correct_resource(resource, {"phone": "027-000-0777"}, by=by)


def confirm(resource, by):
    directory.confirm_resource(resource, by=by)


def suspend(resource, by):
    directory.change_status(resource, "suspended", by=by, on_day="2026-11-01")


def merge(resource, by):
    other = directory.add_resource({"name": "見本サロン"}, by=by)
    sameness.merge_resources(other, resource, by=by)


def write_to_organiser(resource, by):
    ConfirmationLinkFactory(resource=resource, made_by=by)


def accept(resource, by):
    said = SuggestionFactory(resource=resource, is_unchanged=False, values={"fee_text": "100円"})
    suggestions.accept_suggestion(said, ["fee_text"], by=by)


def accept_nothing_new(resource, by):
    suggestions.accept_suggestion(SuggestionFactory(resource=resource), [], by=by)


def key_in(resource, by):
    line = CheckLineFactory(resource=resource)
    keyed = check_sheets.Keyed(line.number, "unchanged", "", timezone.localdate())
    check_sheets.key_in(line.sheet, [keyed], by=by)


def bring_a_twin(resource, by):
    """Another list whose line is said to be this place."""
    twin = resource.name, resource.address, resource.phone
    batch = previewed(csv(",{},{},,{},".format(*twin)), by, "ほかの名簿")
    sameness.answer_pairs({q.pair: True for q in questions_of(batch)}, by=by)
    batches.apply_batch(batch, by=by)
    assert resource.merged.count() == 1


@pytest.mark.parametrize(
    ("work", "name"),
    [
        (accept, "見本サロン"),
        (accept_nothing_new, "見本体操"),
        (key_in, "見本体操"),
        (key_in, "見本の会"),
        (bring_a_twin, "見本サロン"),
        (edit, "見本サロン"),
        (edit, "見本の会"),
        (confirm, "見本サロン"),
        (suspend, "見本の会"),
        (merge, "見本サロン"),
        (merge, "見本の会"),
        (write_to_organiser, "見本の会"),
    ],
)
def test_a_batch_somebody_worked_on_since_is_left_as_it_is(city, second_edition, work, name):
    resource = SocialResource.objects.get(name=name)
    work(resource, city)
    before = standing()
    with pytest.raises(NotUndoable):
        undo_batch(second_edition, by=city)
    second_edition.refresh_from_db()
    assert (standing(), second_edition.state) == (before, ImportBatch.State.APPLIED)


def confirm_and_take_back(resource, by):
    confirm(resource, by)
    take_back_check(resource.confirmations.get(), by=by)


def decline(resource, by):
    suggestions.decline_suggestion(SuggestionFactory(resource=resource), "ちがう", by=by)


def hear(resource, by):
    SuggestionFactory(resource=resource)


@pytest.mark.parametrize("work", [confirm_and_take_back, decline, hear])
def test_what_wrote_nothing_does_not_stand_in_the_way(city, first_edition, work):
    before = standing()
    batch = applied(csv(CHANGED, SECOND), city, first_edition.source)
    work(SocialResource.objects.get(name="見本サロン"), city)
    undo_batch(batch, by=city)
    assert standing() == before


def test_what_was_edited_before_the_batch_does_not_stand_in_its_way(city, first_edition):
    edit(SocialResource.objects.get(name="見本体操"), city)
    before = standing()
    batch = applied(csv(CHANGED, SECOND), city, first_edition.source)
    undo_batch(batch, by=city)
    assert standing() == before


@pytest.mark.parametrize("how", ["previewed", "discarded"])
def test_only_an_applied_batch_is_undone(city, how):
    batch = previewed(csv(FIRST), city)
    if how == "discarded":
        batches.discard_batch(batch, by=city)
    with pytest.raises(batches.NotReady):
        undo_batch(batch, by=city)


# --- on screen ----------------------------------------------------------------------------
def test_the_page_says_what_will_happen_and_one_press_does_it(client, city, second_edition):
    client.force_login(city)
    address = f"/resources/imports/{second_edition.pk}/undo/"
    assert address in client.get(second_edition.get_absolute_url()).text
    page = client.get(address)
    plan = page.context["plan"]
    assert [len(rows) for rows in (plan.added, plan.changed, plan.stopped)] == [1, 1, 1]
    assert client.post(address).url == second_edition.get_absolute_url()
    assert "取り消しました" in client.get(second_edition.get_absolute_url()).text
    assert client.get(f"/resources/imports/{second_edition.pk}/preview/").status_code == 200
    assert client.get("/resources/imports/").status_code == 200
    taken_back = SocialResource.objects.get(name="見本の会")
    assert client.get(taken_back.get_absolute_url()).status_code == 404
    assert client.get(f"{taken_back.get_absolute_url()}edit/").status_code == 404


def test_the_page_names_each_resource_that_stands_in_the_way(client, city, second_edition):
    resource = SocialResource.objects.get(name="見本サロン")
    edit(resource, city)
    client.force_login(city)
    response = client.post(f"/resources/imports/{second_edition.pk}/undo/")
    assert response.status_code == 409
    (obstacle,) = response.context["plan"].obstacles
    assert (obstacle.resource, obstacle.words[:9]) == (resource, "反映したあとに、直")
    assert f'href="{resource.get_absolute_url()}"' in response.text


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_page_do_not_grow(client, city, n, django_assert_num_queries):
    lines = [f"{i},見本{i}の会,高崎市{i}町,,," for i in range(n)]
    batch = applied(csv(*lines), city, "数える名簿")
    client.force_login(city)
    with django_assert_num_queries(14):
        client.get(f"/resources/imports/{batch.pk}/undo/")


def test_one_answer_stands_for_all_that_is_gone(client, city, first_edition):
    batch = previewed(csv(THIRD), city, ImportSource.objects.get())
    salon, exercise = SocialResource.objects.order_by("pk")
    client.force_login(city)
    answers = {"gone-rest": "suspended", f"gone-{salon.pk}": "", f"gone-{exercise.pk}": "ended"}
    client.post(f"/resources/imports/{batch.pk}/apply/", answers)
    states = SocialResource.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["suspended", "ended", "active"]
