"""Whoever writes a resource: all that is worked out of it, its sources and its versions follow."""

import pytest
from django.utils import timezone

from resources.actions import check_sheets, directory, freshness, sameness, suggestions
from resources.actions.towns import place_resources
from resources.importing.undoing import undo_batch
from resources.models import Confirmation, SocialResource
from resources.models.derived import DERIVED_FIELDS, fill_derived, place_by_town, replace_schedules
from tests import factories as make
from tests.resources.lists import applied, csv

HEADINGS = "番号,名称,住所,開催日時,TEL,費用"
FIRST = "1,見本サロン,高崎市見本町1-1,毎週(火) 10:00～12:00,027-000-0001,無料"
OTHER = "2,例の会,高崎市例町2-2,毎週(土) 9:00～10:00,027-000-0002,300円"
CHANGED = "1,見本サロン,高崎市例町5-5,毎週(水) 13:00～15:00,027-000-0009,200円"
NEWS = {
    "address": "高崎市例町5-5", "schedule_text": "毎週(水) 13:00～15:00", "fee_text": "200円",
}  # fmt: skip
SCHEDULE = ("weekday", "weeks", "month_day", "starts_at", "ends_at", "months", "every_n_months",
            "skips_holidays", "skips_year_end")  # fmt: skip
UNTOLD = {*DERIVED_FIELDS, "updated_at", "last_verified_on", "value_sources", "imported_values",
          "source_batch", "source_row", "merged_into", "taken_back_at", "is_public"}  # fmt: skip
"""Fields that are nobody's words, so that no source stands beside them."""


@pytest.fixture
def batch(yawata, city):
    """Two towns, and two records that a list brought."""
    make.TownFactory(name="見本町")
    make.TownFactory(name="例町", latitude="36.400000", longitude="139.100000")
    found = applied(csv(FIRST, OTHER, headings=HEADINGS), city)
    SocialResource.objects.update(council=yawata)
    for resource in SocialResource.objects.all():
        fill_derived(resource)
        resource.save()
    return found


def edit(one, other, by):
    directory.correct_resource(one, NEWS, by=by)


def edit_and_check(one, other, by):
    directory.correct_resource(one, NEWS, by=by, is_verified=True)


def accept(one, other, by):
    values = {**NEWS, "status": "suspended"}
    said = make.SuggestionFactory(resource=one, is_unchanged=False, values=values)
    suggestions.accept_suggestion(said, list(values), by=by)


def accept_nothing_new(one, other, by):
    suggestions.accept_suggestion(make.SuggestionFactory(resource=one), [], by=by)


def key(answer):
    def key_in(one, other, by):
        sheet = check_sheets.make_sheet(one.council, [("見本", [one])], by=by, grouping="kind")
        line = check_sheets.Keyed(1, answer, "紙のことば", timezone.localdate())
        check_sheets.key_in(sheet, [line], by=by)

    return key_in


def confirm(one, other, by):
    directory.confirm_resource(one, by=by)


def confirm_and_take_back(one, other, by):
    directory.confirm_resource(one, by=by)
    freshness.take_back_check(Confirmation.objects.get(), by=by)


def suspend(one, other, by):
    directory.change_status(one, "suspended", by=by, on_day=timezone.localdate())


def next_edition(one, other, by):
    return applied(csv(CHANGED, OTHER, headings=HEADINGS), by, one.import_source)


def lost_by_its_list(one, other, by):
    return applied(csv(OTHER, headings=HEADINGS), by, one.import_source, gone={one.pk: "ended"})


def next_edition_undone(one, other, by):
    undo_batch(next_edition(one, other, by), by=by)


def lost_and_undone(one, other, by):
    undo_batch(lost_by_its_list(one, other, by), by=by)


def undone_after_the_towns_came(one, other, by):
    towns = list(type(one.town).objects.all())
    SocialResource.objects.update(
        town=None, latitude=None, longitude=None, position_precision=""
    )  # fmt: skip
    type(one.town).objects.all().delete()
    found = next_edition(one, other, by)
    type(one.town).objects.bulk_create(towns)
    place_resources(by=by)
    undo_batch(found, by=by)


def merge(one, other, by):
    taken = ["address", "schedule_text", "fee_text", "latitude"]
    return sameness.merge_resources(one, other, by=by, taken=taken)


def merge_undone(one, other, by):
    sameness.undo_merge(merge(one, other, by), by=by)


SCREEN, LINE = {"on"}, {"batch", "sheet", "row", "on"}
ACTIONS = [
    (edit, SCREEN), (edit_and_check, SCREEN), (accept, SCREEN), (accept_nothing_new, None),
    (key("unchanged"), None), (key("changed"), None), (key("ended"), SCREEN), (confirm, None),
    (confirm_and_take_back, None), (suspend, SCREEN), (next_edition, LINE),
    (lost_by_its_list, LINE), (next_edition_undone, None), (lost_and_undone, None),
    (undone_after_the_towns_came, None), (merge, LINE), (merge_undone, None),
]  # fmt: skip
IDS = [f"{n}-{action.__name__}" for n, (action, _) in enumerate(ACTIONS)]


def words_of(resource):
    fields = [f for f in SocialResource._meta.concrete_fields if f.name not in UNTOLD]
    return {field.name: getattr(resource, field.attname) for field in fields}


def derived_of(resource):
    return {name: getattr(resource, name) for name in DERIVED_FIELDS}


def rules_of(rules):
    return [tuple(getattr(rule, name) for name in SCHEDULE) for rule in rules]


def assert_in_step(resource):
    """What is stored is what a fresh look at the words gives."""
    stored, rules = derived_of(resource), rules_of(resource.schedules.order_by("order"))
    fill_derived(resource)
    place_by_town([resource])
    assert stored == derived_of(resource)
    replace_schedules([resource])
    assert rules == rules_of(resource.schedules.order_by("order"))


def assert_versions_tell(resource):
    """The newest version says what the record says."""
    resource.refresh_from_db()
    newest = resource.history.first()
    for field in newest.tracked_fields:
        assert (field.name, getattr(newest, field.attname)) == (
            field.name, getattr(resource, field.attname),
        )  # fmt: skip


@pytest.mark.parametrize(("action", "mark"), ACTIONS, ids=IDS)
def test_everything_follows_what_was_written(batch, city, action, mark):
    one, other = SocialResource.objects.order_by("pk")
    before, sources = words_of(one), one.value_sources
    action(one, other, city)
    one.refresh_from_db()
    assert_in_step(one)
    assert_versions_tell(one)
    after = words_of(one)
    changed = {name for name, value in before.items() if after[name] != value}
    assert bool(changed) == bool(mark)
    told = {name: set(one.value_sources[name]) for name in changed}
    assert told == dict.fromkeys(changed, mark)
    moved = {n for n in sources | one.value_sources if sources.get(n) != one.value_sources.get(n)}
    assert moved - {"latitude", "longitude", "position_precision"} == changed


CHECKS = [confirm, key("unchanged"), accept_nothing_new, confirm_and_take_back]


@pytest.mark.parametrize("action", CHECKS, ids=["tap", "paper", "organiser", "taken back"])
def test_a_mere_check_moves_the_day_of_the_check_and_nothing_else(batch, city, action):
    one, other = SocialResource.objects.order_by("pk")
    row = SocialResource.objects.filter(pk=one.pk).values()
    before = row.get()
    action(one, other, city)
    day = None if action is confirm_and_take_back else timezone.localdate()
    assert row.get() == before | {"last_verified_on": day}


def test_correcting_nothing_leaves_the_day_of_the_last_writing(batch, city):
    one, other = SocialResource.objects.order_by("pk")
    directory.correct_resource(one, {"name": one.name}, by=city, is_verified=True)
    written_at = one.updated_at
    one.refresh_from_db()
    assert (one.updated_at, one.last_verified_on) == (written_at, timezone.localdate())


def test_a_position_and_where_it_is_from_go_together(batch, city):
    one, other = SocialResource.objects.order_by("pk")
    mark = {"on": "2026-04-01"}
    other.latitude, other.longitude, other.position_precision = "36.3", "139.0", "exact"
    other.value_sources = dict.fromkeys(("latitude", "longitude", "position_precision"), mark)
    other.save()
    sameness.merge_resources(one, other, by=city, taken=["latitude"])
    one.refresh_from_db()
    assert [one.value_sources[n] for n in ("latitude", "longitude", "position_precision")] == [
        mark, mark, mark,
    ]  # fmt: skip
