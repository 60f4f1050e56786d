"""One place written down twice: asked about once, merged field by field, and taken back."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import directory, sameness
from resources.importing import batches
from resources.importing.undoing import undo_batch
from resources.models import ResourceMerge, SamenessAnswer, SocialResource
from resources.queries.alike import questions_of
from resources.queries.sameness import likely_pairs
from tests.resources.factories import ConfirmationFactory, SocialResourceFactory
from tests.resources.lists import applied, csv, previewed

PAIRS = [
    ("京ヶ島サロン", "京ケ島サロン"),
    ("倉渕体操の会", "倉淵体操の会"),
    ("髙松カフェ", "高松カフェ"),
]


def line(name, address="高崎市見本町1丁目2-3", phone="027-000-0001"):
    return f",{name},{address},,{phone},"


def answer(batch, is_same, by):
    pairs = {question.pair: is_same for question in questions_of(batch)}
    sameness.answer_pairs(pairs, by=by)


# --- in a list on its way in ---------------------------------------------------------------
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_place_are_asked_about(city, one, other):
    batch = previewed(csv(line(one), line(other, "高崎市見本町一丁目2番3号")), city)
    (question,) = questions_of(batch)
    assert (question.row.title, question.other_row.title) == (other, one)
    assert batch.counts == {"new": 2, "warned": 1}


def test_a_line_that_is_like_a_resource_is_asked_about(city):
    there = SocialResourceFactory(name="京ヶ島サロン", venue="", address="見本町一丁目2番3号")
    SocialResourceFactory(name="京ヶ島サロン", venue="", address="見本町9")
    batch = previewed(csv(line("京ケ島サロン")), city)
    assert [question.resource for question in questions_of(batch)] == [there]


def test_said_to_be_different_both_are_listed_and_nobody_is_asked_again(city):
    batch = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city)
    answer(batch, False, city)
    batches.apply_batch(batch, by=city)
    assert SocialResource.objects.public().count() == 2
    again = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city, "ほかの名簿")
    assert [q for q in questions_of(again) if q.other_row] == []
    assert likely_pairs(city) == []


def test_said_to_be_the_same_one_is_listed_and_the_next_edition_asks_nothing(city):
    lines = csv(line("京ヶ島サロン"), line("京ケ島サロン"))
    batch = previewed(lines, city)
    answer(batch, True, city)
    batches.apply_batch(batch, by=city)
    kept, merged = SocialResource.objects.order_by("pk")
    assert (merged.merged_into, list(SocialResource.objects.public())) == (kept, [kept])
    entry = AuditEntry.objects.get(verb="import_applied")
    assert entry.facts == {"new": 1, "changed": 0, "stopped": 0, "merged": 1}
    again = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city, batch.source)
    assert again.counts == {"unchanged": 2, "warned": 0}
    fewer = previewed(csv(line("京ケ島サロン")), city, batch.source)
    assert (fewer.counts["warned"], fewer.counts.get("gone", 0)) == (0, 0)


def test_news_of_a_merged_line_are_pointed_out_and_kept_from_the_list(city):
    batch = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city)
    answer(batch, True, city)
    batches.apply_batch(batch, by=city)
    again = csv(line("京ヶ島サロン"), line("京ケ島サロン", phone="027-000-0009"))
    batch = applied(again, city, batch.source)
    assert batch.counts == {"unchanged": 1, "changed": 1, "warned": 1}
    kept, merged = SocialResource.objects.order_by("pk")
    assert (kept.phone, merged.phone, merged.status) == ("027-000-0001", "027-000-0009", "ended")


def test_three_lines_of_one_place_become_one(city):
    batch = previewed(csv(*[line("京ヶ島サロン")] * 3), city)
    answer(batch, True, city)
    batches.apply_batch(batch, by=city)
    kept, *merged = SocialResource.objects.order_by("pk")
    assert [one.merged_into for one in merged] == [kept, kept]


def test_a_batch_with_merged_lines_is_undone_whole(city):
    there = SocialResourceFactory(name="京ヶ島サロン", venue="", address="見本町一丁目2番3号")
    batch = previewed(csv(line("京ケ島サロン")), city)
    answer(batch, True, city)
    batches.apply_batch(batch, by=city)
    undo_batch(batch, by=city)
    assert list(SocialResource.objects.listed()) == [there]
    assert ResourceMerge.objects.filter(undone_at=None).count() == 0


# --- in the directory -------------------------------------------------------------------
@pytest.fixture
def pair(yawata):
    kept = SocialResourceFactory(
        name="京ヶ島サロン", council=yawata, phone="027-000-0001", notes="", venue="京ヶ島公民館"
    )
    other = SocialResourceFactory(
        name="京ケ島サロン",
        council=yawata,
        phone="",
        notes="お茶代100円",
        venue="京ヶ島公民館",
        latitude=Decimal("36.335"),
        longitude=Decimal("139.01"),
        position_precision="exact",
        schedule_text="毎週木曜 10:00～12:00",
        value_sources={"notes": {"on": "2026-04-01"}},
    )
    return kept, other


def fields_of(resource):
    left = {"updated_at"}
    names = [f.attname for f in SocialResource._meta.concrete_fields if f.name not in left]
    return SocialResource.objects.values(*names).get(pk=resource.pk)


def test_merging_keeps_one_with_the_values_that_were_chosen(coordinator, pair):
    kept, other = pair
    taken = ["notes", "latitude", "schedule_text"]
    merge = sameness.merge_resources(kept, other, by=coordinator, taken=taken)
    kept.refresh_from_db()
    assert (kept.phone, kept.notes, kept.longitude) == (
        "027-000-0001", "お茶代100円", Decimal("139.01"),
    )  # fmt: skip
    assert [rule.weekday for rule in kept.schedules.all()] == [4]
    assert kept.value_sources == {"notes": {"on": "2026-04-01"}}
    assert list(SocialResource.objects.listed()) == [kept]
    assert (merge.kept, merge.merged, merge.by) == (kept, other, coordinator)
    entry = AuditEntry.objects.get(verb="resource_merged")
    assert entry.facts == {"fields": sorted(taken), "n_merged": 1}


def test_a_merge_is_taken_back_whole(coordinator, pair):
    before = [fields_of(one) for one in pair]
    merge = sameness.merge_resources(*pair, by=coordinator, taken=["notes", "latitude"])
    sameness.undo_merge(merge, by=coordinator)
    sameness.undo_merge(merge, by=coordinator)
    assert [fields_of(one) for one in pair] == before
    assert AuditEntry.objects.filter(verb="merge_undone").count() == 1


@pytest.mark.parametrize("edited", [0, 1])
def test_a_merge_somebody_edited_since_is_left_as_it_is(coordinator, pair, edited):
    merge = sameness.merge_resources(*pair, by=coordinator)
    directory.correct_resource(pair[edited], {"notes": "別の話"}, by=coordinator)
    before = [fields_of(one) for one in pair]
    with pytest.raises(sameness.EditedSince):
        sameness.undo_merge(merge, by=coordinator)
    assert [fields_of(one) for one in pair] == before


def test_a_batch_can_be_undone_after_a_merge_was_taken_back(city, coordinator):
    batch = applied(csv(line("京ヶ島サロン")), city)
    resource = SocialResource.objects.get()
    other = directory.add_resource({"name": "京ケ島サロン"}, by=city)
    sameness.undo_merge(sameness.merge_resources(resource, other, by=city), by=city)
    undo_batch(batch, by=city)
    assert list(SocialResource.objects.listed()) == [other]


@pytest.mark.parametrize("order", [(0, 0), (1, 0), (0, 1)])
def test_what_is_off_the_list_cannot_be_merged_again(coordinator, pair, order):
    sameness.merge_resources(*pair, by=coordinator)
    one, other = (pair[n] for n in order)
    with pytest.raises(sameness.NotMergeable):
        sameness.merge_resources(one, other, by=coordinator)


def test_an_answer_given_anew_replaces_the_old_one(city):
    for is_same in (True, False):
        sameness.answer_pairs({("a", "b"): is_same}, by=city)
    assert [answer.is_same for answer in SamenessAnswer.objects.all()] == [False]


# --- on screen -----------------------------------------------------------------------------
def test_the_list_of_likely_duplicates_shows_what_this_person_may_merge(client, request, pair):
    for who, n in (("coordinator", 1), ("city", 1), ("neighbour", 0)):
        client.force_login(request.getfixturevalue(who))
        page = client.get("/resources/duplicates/").context["page"]
        assert len(page.rows.object_list) == n


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 200), ("neighbour", 403), ("viewer", 403)]
)
def test_merging_is_for_the_people_of_the_council(client, request, pair, who, status):
    client.force_login(request.getfixturevalue(who))
    address = f"/resources/{pair[0].pk}/merge/{pair[1].pk}/"
    assert client.get(address).status_code == status


def test_a_pair_of_two_councils_is_for_the_whole_city(client, request, pair, toyooka):
    SocialResource.objects.filter(pk=pair[1].pk).update(council=toyooka)
    for who, status in (("coordinator", 403), ("neighbour", 403), ("tier1", 200)):
        client.force_login(request.getfixturevalue(who))
        address = f"/resources/{pair[0].pk}/merge/{pair[1].pk}/"
        assert client.get(address).status_code == status


def test_merging_on_screen_and_back(client, coordinator, pair):
    kept, other = pair
    ConfirmationFactory(resource=other, by=coordinator)
    client.force_login(coordinator)
    address = f"/resources/{kept.pk}/merge/{other.pk}/"
    names = [choice.box.name for choice in client.get(address).context["choices"]]
    assert names == ["name", "latitude", "schedule_text", "phone", "notes"]
    assert client.post(address, {"name": "keep"}).status_code == 422
    chosen = dict.fromkeys(names, "keep") | {"notes": "take"}
    assert client.post(address, chosen).url == kept.get_absolute_url()
    page = client.get(kept.get_absolute_url())
    assert [m.merged for m in page.context["merges"]] == [other]
    assert "お茶代100円" in page.text
    assert client.get(other.get_absolute_url()).url == kept.get_absolute_url()
    merge = ResourceMerge.objects.get()
    client.post(f"/resources/merges/{merge.pk}/undo/")
    assert client.get(other.get_absolute_url()).status_code == 200


def test_an_old_address_leads_visitors_on(client, coordinator, pair):
    sameness.merge_resources(*pair, by=coordinator)
    response = client.get(pair[1].get_absolute_url())
    assert (response.status_code, response.url) == (302, pair[0].get_absolute_url())


def test_different_is_remembered_with_one_press(client, coordinator, pair):
    client.force_login(coordinator)
    (found,) = client.get("/resources/duplicates/").context["page"].rows
    client.post("/resources/duplicates/", {"different": found.code})
    assert "重なっていそうな資源はありません" in client.get("/resources/duplicates/").text


def test_a_list_is_answered_on_screen(client, city):
    batch = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city)
    client.force_login(city)
    address = f"/resources/imports/{batch.pk}/alike/"
    assert address in client.get(f"/resources/imports/{batch.pk}/preview/").text
    (question,) = questions_of(batch)
    assert client.post(address, {question.code: "maybe"}).status_code == 422
    assert client.post(address, {question.code: "same"}).status_code == 302
    (question,) = questions_of(batch)
    assert question.answer is True
    assert "1つにまとめます" in client.get(f"/resources/imports/{batch.pk}/apply/").text


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_lists_do_not_grow(client, city, yawata, n, django_assert_num_queries):
    for i in range(n):
        SocialResourceFactory.create_batch(2, name=f"見本{i}サロン", council=yawata)
    lines = [line(f"例{i}サロン") for i in range(n) for _ in range(2)]
    batch = previewed(csv(*lines), city)
    client.force_login(city)
    for address, queries in (("duplicates/", 5), (f"imports/{batch.pk}/alike/", 7)):
        with django_assert_num_queries(queries):
            client.get(f"/resources/{address}")


# --- where values come from ----------------------------------------------------------------
def test_every_value_knows_its_source(client, city):
    batch = applied(csv(line("見本サロン")), city)
    resource = SocialResource.objects.get()
    mark = resource.value_sources["phone"]
    assert (mark["batch"], mark["sheet"], mark["row"]) == (batch.pk, "名簿", 2)
    directory.correct_resource(resource, {"phone": "027-000-0777"}, by=city)
    resource.refresh_from_db()
    assert list(resource.value_sources["phone"]) == ["on"]
    client.force_login(city)
    page = client.get(resource.get_absolute_url())
    origins = [(o.batch, o.row, o.labels) for o in page.context["origins"]]
    assert (None, None, ["電話"]) in origins
    assert "この内容の出どころ" in page.text


@pytest.mark.parametrize("who", [None, "viewer"])
def test_the_source_is_for_people_who_keep_the_directory(client, request, city, who):
    applied(csv(line("見本サロン")), city)
    if who:
        client.force_login(request.getfixturevalue(who))
    page = client.get(SocialResource.objects.get().get_absolute_url())
    assert "この内容の出どころ" not in page.text


def test_check_after_merging_stays_when_the_two_part_again(city):
    kept, merged = SocialResourceFactory(last_verified_on=date(2026, 1, 5)), SocialResourceFactory()
    merge = sameness.merge_resources(kept, merged, by=city)
    directory.confirm_resource(kept, by=city)
    sameness.undo_merge(merge, by=city)
    kept.refresh_from_db()
    assert kept.last_verified_on == timezone.localdate()
