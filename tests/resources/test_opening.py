"""What is open on a day: the database, the rule and the reader of texts must agree."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from resources.models import SocialResource
from resources.models.derived import reading_of, replace_schedules
from resources.queries import opening
from takasaki_sc.lib import schedules
from takasaki_sc.lib.wareki import WEEKDAYS
from tests.resources.factories import SocialResourceFactory

FIRST = date(2026, 12, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(62)]
TEXTS = [
    "毎週火曜 10:00～12:00", "第1・3(木) 10:00~12:00", "最終金曜 13:30～", "毎月15日 10:00～",
    "偶数月の第2土曜 10:00～11:30", "毎週(月) 10:00～（祝日は休み）", "毎週(月、水)（1月は休み）",
    "毎週(金)（年末年始は休み）", "毎日 9:00～17:00", "第5(火) 10:00～",
]  # fmt: skip


def place(text, **values):
    resource = SocialResourceFactory(schedule_text=text, **values)
    replace_schedules([resource])
    return resource


def found_on(day):
    return list(opening.open_on(SocialResource.objects.all(), [day]))


@pytest.mark.parametrize("text", TEXTS)
def test_the_list_is_open_on_the_days_the_text_names(db, text):
    resource = place(text)
    told = schedules.next_dates(reading_of(resource), FIRST - timedelta(days=1), 62)
    expected = [day for day in DAYS if day in told]
    assert expected
    assert [day for day in DAYS if found_on(day)] == expected
    rules = list(resource.schedules.all())
    assert [day for day in DAYS if any(r.may_fall_on(day) for r in rules)] == expected


@pytest.mark.parametrize("closed", ["祝日", "祝日、年末年始"])
def test_days_off_written_apart_count_too(db, closed):
    place("毎週月曜 10:00～", closed_text=closed)
    assert found_on(date(2026, 11, 23)) == []
    assert len(found_on(date(2026, 11, 30))) == 1


def test_fortnightly_is_found_every_week_and_marked(db):
    resource = place("隔週金曜 10:00～")
    assert found_on(date(2026, 12, 4)) == found_on(date(2026, 12, 11)) == [resource]
    assert opening.is_unsure_on(resource, [date(2026, 12, 4)]) is True
    assert opening.is_unsure_on(place("毎週金曜"), [date(2026, 12, 4)]) is False


@pytest.mark.parametrize(
    ("text", "status"), [("毎日 9:00～", "suspended"), ("だいたい昼", "active")]
)
def test_rest_and_texts_nobody_can_read_are_not_open(db, text, status):
    place(text, status=status)
    assert found_on(FIRST) == []


@pytest.mark.parametrize(
    ("word", "today", "first", "n"),
    [
        ("today", date(2026, 12, 2), date(2026, 12, 2), 1),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1), 1),
        ("week", date(2026, 12, 2), date(2026, 12, 2), 5),
        ("week", date(2026, 12, 6), date(2026, 12, 6), 1),
    ],
)
def test_this_week_goes_to_its_sunday(word, today, first, n):
    days = opening.days_called(word, today)
    assert (days[0], len(days)) == (first, n)


# --- on the page ----------------------------------------------------------------------
def names(response):
    return [resource.name for resource in response.context["page"].rows]


def test_the_list_of_today_and_the_word_beside_fortnightly(client, db):
    today = timezone.localdate()
    weekday = WEEKDAYS[today.weekday()]
    place(f"毎週{weekday}曜 10:00～", name="あの会")
    place(f"隔週{weekday}曜 10:00～", name="いの会")
    place(f"毎週{WEEKDAYS[(today.weekday() + 1) % 7]}曜 10:00～", name="うの会")
    page = client.get("/resources/", {"when": "today"})
    assert names(page) == ["あの会", "いの会"]
    assert page.text.count("日は問い合わせを") == 1
    assert names(client.get("/resources/", {"when": "tomorrow"})) == ["うの会"]
    assert names(client.get("/resources/", {"on": today.isoformat()})) == ["あの会", "いの会"]


CALENDAR = "/resources/calendar/?month=2026-11"


def day_of(response, number):
    weeks = response.context["board"].weeks
    return next(d for week in weeks for d in week if d and d.day.day == number)


def test_the_calendar_names_few_places_in_the_order_of_the_clock(client, db):
    place("毎週火曜 13:00～", name="昼の会")
    place("毎週火曜 9:00～", name="朝の会")
    place("隔週火曜", name="隔週の会")
    slots = day_of(client.get(CALENDAR), 3).slots
    told = [(slot.time, slot.resource.name, slot.is_unsure) for slot in slots]
    assert told == [("9:00", "朝の会", False), ("13:00", "昼の会", False), ("", "隔週の会", True)]


def test_the_calendar_counts_many_places(client, db, monkeypatch):
    monkeypatch.setattr(opening, "MOST_NAMED", 1)
    for n in range(2):
        place("毎週火曜 9:00～、18:00～20:00", name=f"見本{n}")
    place("毎週火曜", status="suspended")
    page = client.get(CALENDAR)
    assert (day_of(page, 3).n_open, day_of(page, 3).slots, day_of(page, 4).n_open) == (2, [], 0)
    assert "/resources/?&amp;on=2026-11-03" in page.text


def test_the_calendar_keeps_what_the_list_was_narrowed_by(client, db, yawata):
    place("毎週火曜", name="八幡の会", council=yawata)
    place("毎週火曜", name="ほかの会")
    place("毎週火曜", name="見えない会", is_public=False, council=yawata)
    page = client.get(f"{CALENDAR}&council={yawata.pk}&when=today")
    assert [slot.resource.name for slot in day_of(page, 3).slots] == ["八幡の会"]
    assert [chip.label for chip in page.context["chips"]] == ["八幡"]


def test_an_empty_calendar_says_so(client, db):
    assert "この月に開くとわかるものがありません。" in client.get(CALENDAR).text


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_calendar_do_not_grow(client, db, n, django_assert_num_queries):
    for _ in range(n):
        place("毎週火曜")
    with django_assert_num_queries(2):
        client.get(CALENDAR)
