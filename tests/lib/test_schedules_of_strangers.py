"""Timetables nobody wrote for us: spellings that were read wrongly once, or not at all.

All dates are counted from Monday, 30 November 2026.
"""

from datetime import date

import pytest

from takasaki_sc.lib.schedule_facts import plain_facts
from takasaki_sc.lib.schedules import gif_code, next_dates, parse_schedule

TODAY = date(2026, 11, 30)

UNDERSTOOD = [
    # ordinals without anything between them, in circles, by number of times
    ("第２第４火曜日", "24Tu", "12-08"),
    ("第1 第3 木曜日", "13Th", "12-03"),
    ("①③木曜", "13Th", "12-03"),
    ("第1・3月・水 10時", "13Mo13We", "12-02"),
    ("第①③土曜", "13Sa", "12-05"),
    ("毎月第2回目の火曜", "2Tu", "12-08"),
    ("毎週月よう日", "0Mo", "12-07"),
    # numbered sittings are no days
    ("毎週火曜日①10:00～11:00②13:00～14:00", "0Tu", "12-01"),
    # every day
    ("毎朝6:30～", "0Mo0Tu0We0Th0Fr0Sa0Su", "12-01"),
    ("年中無休", "0Mo0Tu0We0Th0Fr0Sa0Su", "12-01"),
    # months
    ("4月から11月の毎週土曜日", "", "04-03"),
    ("毎週木曜（8月・12月～2月休み）", "0Th", "03-04"),
    ("第1火曜（1月から3月は休み）", "1Tu", "12-01"),
    # how long it lasts says nothing about the day
    ("毎週土曜日 9時から約2時間", "0Sa", "12-05"),
    ("毎週土曜日 13:00〜（2時間程度）", "0Sa", "12-05"),
    ("毎週火曜日（祝日も開催）", "0Tu", "12-01"),
    # other signs between days, and around them
    ("火.木.土", "0Tu0Th0Sa", "12-01"),
    ("【火】10:00～11:30【金】13:30～15:00", "0Tu0Fr", "12-01"),
    ("火：10:00～11:30 金：13:30～15:00", "0Tu0Fr", "12-01"),
    ("月・木の10時～正午", "0Mo0Th", "12-03"),
    ("火・木・土・第1日曜", "0Tu0Th0Sa1Su", "12-01"),
    ("火曜日午前・金曜日午後", "0Tu0Fr", "12-01"),
    ("月曜日～土曜日（日・祝休）", "0Mo0Tu0We0Th0Fr0Sa", "12-01"),
    ("第2火曜 10:00-12:00(7・8月休)", "2Tu", "12-08"),
]

NOT_UNDERSTOOD = [
    # (text, the weekdays and weeks that can still be told)
    ("月末の金曜日", "金", ()),
    ("上旬の土曜", "土", ()),
    ("第2木曜の翌日", "木", (2,)),
    ("第3水曜とその翌日", "水", (3,)),
    ("毎月第4月曜日（12月は第3月曜日）", "月", (4,)),
    ("毎月第2・第4金曜日　※8月・12月は第1のみ", "金", (2, 4)),
    ("第1月曜（祝日の場合第2月曜）", "月", (1,)),
    ("毎月15日（土日の場合は翌平日）", "", ()),
    ("毎月５のつく日", "", ()),
    ("4月から毎週火曜日", "火", ()),
    ("土・日・祝日", "土日", ()),
    ("毎週月曜日（お盆・正月は休み）", "月", ()),
    ("毎週火曜日（12月29日～1月3日は休み）", "火", ()),
    ("第Ⅰ・Ⅲ火曜", "火", ()),
    ("月2回（第1・3月）", "月", (1, 3)),
    ("8月11日(火・祝)", "", ()),
]

TIMES = [
    # (text, from, to, was afternoon guessed)
    ("毎週月曜日 10時ー12時", "10:00", "12:00", False),
    ("毎週月曜日 10:00→12:00", "10:00", "12:00", False),
    ("毎週水曜 PM 1:30 - 3:30", "13:30", "15:30", False),
    ("毎週火曜日 ～15時", "", "15:00", False),
    ("毎週火曜日 15時まで", "", "15:00", False),
    ("毎週火曜日 1000～1200", "10:00", "12:00", False),
    ("毎週火曜日 13時30分より2時間", "13:30", "15:30", False),
    ("毎週火曜日 9時から1時間半", "09:00", "10:30", False),
    ("毎週火曜日 9時から約2時間", "09:00", "", False),
    ("毎週火曜日 1時半から3時", "13:30", "15:00", True),
    ("毎週火曜日 2時～", "14:00", "", True),
    ("毎週火曜日 正午～2時", "12:00", "14:00", True),
    ("毎週火曜日 10時～3時", "10:00", "15:00", True),
    ("毎週火曜日 午前1時半～3時", "01:30", "03:00", False),
    ("毎朝 6時半～7時", "06:30", "07:00", False),
    ("毎週火曜日 22:00～9:00", "22:00", "", False),
    ("毎週火曜日 1000～1500円", "", "", False),
    ("毎日18時～翌2時", "18:00", "", False),
    ("第1土 9:30受付 10:00～12:00", "10:00", "12:00", False),
    ("毎週土曜日9:00集合", "09:00", "", False),
    ("毎週火曜日 夜7時～9時", "19:00", "21:00", False),
    ("毎週火曜日 夕方5時～", "17:00", "", False),
    ("毎週火曜日 朝6時半～", "06:30", "", False),
    ("毎週火曜日 昼12時～13時", "12:00", "13:00", False),
    ("毎週火曜日 午後12時30分～2時", "12:30", "14:00", False),
    ("毎週火曜日 AM10～12", "10:00", "12:00", False),
    ("毎週火曜日 10:00-", "10:00", "", False),
]


@pytest.mark.parametrize(("text", "code", "next_day"), UNDERSTOOD)
def test_unusual_spelling_is_understood(text, code, next_day):
    schedule = parse_schedule(text)
    assert schedule.understood, schedule.notes
    assert gif_code(schedule) == code
    assert [f"{day:%m-%d}" for day in next_dates(schedule, TODAY, 1)] == [next_day]


@pytest.mark.parametrize(("text", "days", "weeks"), NOT_UNDERSTOOD)
def test_what_moves_the_dates_is_not_taken_for_understood(text, days, weeks):
    schedule = parse_schedule(text)
    facts = plain_facts(schedule)
    assert not schedule.understood
    assert next_dates(schedule, TODAY) == []
    assert ("".join(facts.weekdays), facts.nth) == (days, weeks)


@pytest.mark.parametrize(("text", "start", "end", "is_guess"), TIMES)
def test_hours_are_those_of_the_day(text, start, end, is_guess):
    schedule = parse_schedule(text)
    facts = plain_facts(schedule)
    told = [f"{moment:%H:%M}" if moment else "" for moment in (facts.start, facts.end)]
    assert (told, schedule.is_afternoon_guessed) == ([start, end], is_guess)
