"""What the migration works out for records that were there before."""

from datetime import time
from importlib import import_module

from django.apps import apps

from resources.models import SocialResource
from tests.resources.factories import SocialResourceFactory

migration = import_module("resources.migrations.0008_directory")


def test_fees_are_read_for_what_was_there(db):
    for name, text in [("あ", "無料"), ("い", "100円"), ("う", "お尋ねください"), ("え", "")]:
        SocialResourceFactory(name=name, fee_text=text)
    SocialResource.objects.update(fee="")
    migration.fill_fees(apps, None)
    found = SocialResource.objects.order_by("name").values_list("name", "fee")
    assert list(found) == [("あ", "free"), ("い", "paid"), ("う", ""), ("え", "")]


def days_off(text, closed=""):
    resource = SocialResourceFactory(schedule_text=text, closed_text=closed)
    resource.schedules.create(order=1, weekday=1, weeks="0", starts_at=time(10))
    migration.fill_days_off(apps, None)
    return resource.schedules.values_list("months", "skips_holidays", "skips_year_end").first()


def test_days_off_are_read_for_what_was_there(db):
    assert days_off("毎週(月) 10:00～（祝日は休み）") == ("", True, False)
    assert days_off("毎週(月) 10:00～", "祝日、年末年始") == ("", True, True)
    assert days_off("毎週(月) 10:00～（1月は休み）") == ("2,3,4,5,6,7,8,9,10,11,12", False, False)
    assert days_off("毎週(月) 10:00～") == ("", False, False)
