"""Many rows written in few statements: the same rows, the same refusals, the same versions."""

import gc
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, transaction
from django.db.models import Value

from resources.importing import batches
from resources.models import ImportRow, Kind, ResourceStatus, SocialResource
from takasaki_sc.lib.bulk_rows import insert_rows, insert_selected, maker, update_rows
from takasaki_sc.lib.collector import resting_collector
from tests.accounts.factories import UserFactory
from tests.resources.factories import ImportSourceFactory, SocialResourceFactory
from tests.resources.lists import csv, previewed

QUESTIONS = 24
"""Of one applied list on either database."""

LEFT_OUT = {"id", "updated_at", "submit_token"}


def filled(**words):
    return SocialResource(
        name="見本の会",
        kind=Kind.SALON,
        import_source=ImportSourceFactory(),
        latitude=Decimal("36.3219"),
        longitude=Decimal("139.0033"),
        position_precision=SocialResource.Precision.EXACT,
        last_verified_on=date(2026, 4, 1),
        imported_values={"name": "見本の会", "latitude": None},
        notes="1行目\n2行目\tタブ \\ 円",
        **words,
    )


def kept(resource):
    values = SocialResource.objects.filter(pk=resource.pk).values().get()
    return {name: value for name, value in values.items() if name not in LEFT_OUT}


def test_rows_are_the_same_as_saved_ones(db):
    one = filled()
    one.save()
    insert_rows(SocialResource, [one])
    twin = SocialResource.objects.exclude(pk=one.pk).get()
    assert kept(twin) == kept(one)
    assert twin.updated_at >= one.updated_at


def test_no_rows_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(SocialResource, [])


def test_changed_rows_are_written_as_they_stand_and_others_left_alone(
    db, django_assert_num_queries
):
    one, other, third = SocialResourceFactory.create_batch(3)
    before = kept(third)
    moment = one.updated_at - timedelta(days=1)
    for resource in (one, other):
        resource.notes, resource.imported_values = "1行目\n2行目 100%", {"fee": "無料"}
        resource.latitude, resource.longitude = Decimal("36.3219"), Decimal("139.0033")
        resource.position_precision, resource.updated_at = "exact", moment
        resource.name = "書かない"
    names = ["notes", "imported_values", "latitude", "longitude", "position_precision"]
    with django_assert_num_queries(1):
        update_rows(SocialResource, [one, other], [*names, "updated_at"])
    for resource in (one, other):
        told = SocialResource.objects.get(pk=resource.pk)
        assert [getattr(told, name) for name in names] == [getattr(one, name) for name in names]
        assert told.updated_at == moment
        assert told.name != "書かない"
    assert kept(third) == before


def test_no_changed_rows_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows(SocialResource, [], ["notes"])


def test_a_text_that_does_not_fit_is_never_cut(db):
    """PostgreSQL refuses it, SQLite keeps it whole."""
    one = SocialResourceFactory()
    before, one.name = one.name, "見" * 200
    with suppress(DataError), transaction.atomic():
        update_rows(SocialResource, [one], ["name"])
    assert SocialResource.objects.get().name in (before, one.name)


def test_changed_rows_are_checked_like_saved_ones(db):
    good, bad = SocialResourceFactory.create_batch(2)
    before, good.notes, bad.name = kept(good), "変えた", ""
    with pytest.raises(IntegrityError), transaction.atomic():
        update_rows(SocialResource, [good, bad], ["notes", "name"])
    assert kept(good) == before


def test_objects_made_alike_share_nothing_they_look_up(db, yawata, toyooka):
    make = maker(SocialResource, name="見本の会")
    one, other, usual = make(), make(), SocialResource(name="見本の会")
    one.council, other.council = yawata, toyooka
    assert (one.council, other.council, make().council) == (yawata, toyooka, None)
    assert vars(make()).keys() == vars(usual).keys()


def test_one_bad_row_keeps_all_out(db):
    good, bad = filled(), filled()
    bad.name = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(SocialResource, [good, bad])
    assert SocialResource.objects.count() == 0


def test_rows_found_by_a_query_are_copied_inside_the_database(db, django_assert_num_queries):
    SocialResourceFactory.create_batch(3)
    by = UserFactory()
    values = {
        "resource": "pk",
        "change": Value("ended"),
        "on_day": Value(date(2026, 4, 1)),
        "reason": Value("見本"),
        "by": Value(by.pk),
        "at": "updated_at",
    }
    with django_assert_num_queries(1):
        n = insert_selected(ResourceStatus, values, SocialResource.objects.all())
    told = ResourceStatus.objects.values_list("resource__name", "change", "by")
    assert n == 3
    assert sorted(told) == [
        (name, "ended", by.pk)
        for name in SocialResource.objects.order_by("name").values_list("name", flat=True)
    ]


@pytest.mark.parametrize("n", [1, 30])
def test_a_list_is_written_with_as_many_questions_whatever_its_length(
    n, city, django_assert_num_queries
):
    lines = [f"{i},見本の会{i},高崎市見本町{i},毎週(火) 10:00～12:00,," for i in range(n)]
    batch = previewed(csv(*lines), city)
    with django_assert_num_queries(QUESTIONS):
        batches.apply_batch(batch, by=city)
    assert ImportRow.objects.filter(resource__isnull=False).count() == n
    assert SocialResource.history.filter(history_type="+", history_user=city).count() == n


def test_collector_rests_until_the_last_is_out():
    with resting_collector():
        with resting_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
