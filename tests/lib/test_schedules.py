"""Timetables as lists really print them. All dates are counted from Monday, 23 November 2026."""

import re
from calendar import monthcalendar
from datetime import date, time, timedelta
from time import perf_counter

import jpholiday
import pytest

from takasaki_sc.lib.schedules import (
    Rule,
    gif_code,
    next_dates,
    parse_schedule,
    rrules,
)

TODAY = date(2026, 11, 23)

UNDERSTOOD = [
    # from the circles and articles of the seeds
    ("毎週火曜日の10～13時", "0Tu", "11-24"),
    ("毎週(火、金)10:00~12:00又は18:00~21:00", "0Tu0Fr", "11-24"),
    ("毎週(火、金) 10:00~12:00又は 18:00~21:00", "0Tu0Fr", "11-24"),
    ("第1・3(木)10:00~12:00", "13Th", "12-03"),
    ("第2(木)12:00~13:00", "2Th", "12-10"),
    ("毎週(日)9:00~12:00", "0Su", "11-29"),
    ("毎週(火)13:00~15:30", "0Tu", "11-24"),
    ("毎週(水)14:00~16:00", "0We", "11-25"),
    # the examples of GIF
    ("毎週水曜", "0We", "11-25"),
    ("第1,3月曜", "13Mo", "12-07"),
    ("第1,4火曜と第4木曜", "14Tu4Th", "11-24"),
    ("最終金曜", "6Fr", "11-27"),
    ("隔週日曜", "7Su", None),
    # open data of two cities
    ("毎月第4水曜日", "4We", "11-25"),
    ("毎月第1・3火曜日", "13Tu", "12-01"),
    (
        "毎月第4水曜日（ひまわりカフェ）<br>毎月第4木曜日（in表鷲津）<br>参加料200円",
        "4We4Th",
        "11-25",
    ),
    ("月火水木金土日", "0Mo0Tu0We0Th0Fr0Sa0Su", "11-24"),
    # every week
    ("毎週月・水・金曜日 午前9時30分～11時30分", "0Mo0We0Fr", "11-25"),
    ("毎週月曜日 午後1時半～3時", "0Mo", "11-30"),
    ("月曜・木曜 13:30～15:00", "0Mo0Th", "11-26"),
    ("火・金 10時～12時", "0Tu0Fr", "11-24"),
    ("土日 9:00〜12:00", "0Sa0Su", "11-28"),
    ("月～金 9時～17時", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("毎週（月）～（金）9：00～16：00", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("月曜～金曜 午前8時半～午後5時15分", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("火～木曜", "0Tu0We0Th", "11-24"),
    ("毎日 6:30~", "0Mo0Tu0We0Th0Fr0Sa0Su", "11-24"),
    ("毎週火曜 金曜 10:00~12:00", "0Tu0Fr", "11-24"),
    ("(火)(金) 10時～", "0Tu0Fr", "11-24"),
    ("毎週水曜9時～12時、金曜13時～15時", "0We0Fr", "11-25"),
    ("10:00～12:00 毎週火曜", "0Tu", "11-24"),
    ("水曜日13：30～", "0We", "11-25"),
    ("毎週 火曜日", "0Tu", "11-24"),
    ("毎週日 10:00~12:00", "0Su", "11-29"),
    ("毎週火曜・木曜・土曜　13：00～16：00 1回500円", "0Tu0Th0Sa", "11-24"),
    ("毎週土曜日 19:00~21:00 体育館", "0Sa", "11-28"),
    ("毎週木曜 10:00～11:30（受付9:30～）", "0Th", "11-26"),
    ("毎週火曜 10:00～（雨天中止）", "0Tu", "11-24"),
    ("毎週火曜 10-12時", "0Tu", "11-24"),
    ("毎週火曜 10時頃～", "0Tu", "11-24"),
    ("毎週火曜 10時頃～12時頃まで", "0Tu", "11-24"),
    ("週1回火曜", "0Tu", "11-24"),
    ("週2回（火・金）", "0Tu0Fr", "11-24"),
    # once or twice a month
    ("第1火曜と第4木曜", "1Tu4Th", "11-26"),
    ("第一・第三土曜", "13Sa", "12-05"),
    ("第三木曜日　十時から十一時半", "3Th", "12-17"),
    ("第1木曜・第3木曜 10:00~12:00", "13Th", "12-03"),
    ("第2・第4土曜", "24Sa", "11-28"),
    ("第２、第４月曜日　１３：３０〜１５：００", "24Mo", "12-14"),
    ("第2・4日曜 9:00〜", "24Su", "12-13"),
    ("第2・最終木曜", "26Th", "11-26"),
    ("第1～3水曜 10:00~11:00", "123We", "12-02"),
    ("第1・第3・第5日曜日 8:00~", "135Su", "11-29"),
    ("毎月最終土曜日 午後2時から4時まで", "6Sa", "11-28"),
    ("毎月第3水曜日 午前10時から正午", "3We", "12-16"),
    ("月１回（第３金曜日）１３：３０～１５：３０", "3Fr", "12-18"),
    ("月2回（第1・3火曜）", "13Tu", "12-01"),
    ("火曜日（第1・3）10:00～12:00", "13Tu", "12-01"),
    ("土曜日 第2・第4", "24Sa", "11-28"),
    ("第4週の月曜日", "4Mo", "12-28"),
    ("第1火曜10時～12時、第3木曜13時～15時", "1Tu3Th", "12-01"),
    ("毎週土曜と第2日曜 10:00~", "0Sa2Su", "11-28"),
    ("火曜（隔週）", "7Tu", None),
    ("隔週火曜(月2回)", "7Tu", None),
    # no code in GIF
    ("毎月15日", "", "12-15"),
    ("毎月5日・20日", "", "12-05"),
    ("毎月8日・18日・28日", "", "11-28"),
    ("毎月1日と15日 10時〜", "", "12-01"),
    ("奇数月の第2木曜 13時半～", "", "01-14"),
    ("偶数月第3金曜日 10:00-12:00", "", "12-18"),
    ("4月～11月の第1土曜 9:00～", "", "04-03"),
    ("第2火曜10時～12時(4月～11月)", "", "04-13"),
    ("隔月第2火曜", "", None),
    # days off
    ("毎週火曜（祝日を除く）", "0Tu", "11-24"),
    ("平日 9時～17時", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("平日（年末年始を除く）9:00~16:00", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("毎日（日・祝日・年末年始を除く）", "0Mo0Tu0We0Th0Fr0Sa", "11-24"),
    ("月～金（土日祝を除く）9:00~17:00", "0Mo0Tu0We0Th0Fr", "11-24"),
    ("日曜を除く毎日 9:00~", "0Mo0Tu0We0Th0Fr0Sa", "11-24"),
    ("第2火曜日10:00～11:30（12月は休み）", "2Tu", "01-12"),
    ("第2火曜日10:00～11:30（1月・8月休会）", "2Tu", "12-08"),
]

NOT_UNDERSTOOD = [
    "",
    "休止中",
    "8時30分～17時30分",
    "毎月第1、3日",  # the third day, or the third Sunday?
    "毎月第5日",
    "日 10:00~12:00",
    "第1月 10:00",
    "月2回",
    "月1~2回",
    "週1回",
    "年3回",
    "毎月1回開催",
    "月2回 火曜",
    "2か月に1回",
    "2週に1回",
    "祝日を除く",
    "木曜日午後・土曜日午後・日曜日・祝日",
    "木曜日午後５時以降・日曜日・祝日",
    "9月4日、18日、10月2日、16日 (第1週、3週の金曜日)",
    "8月5日（水）～8月16日（日）\n※10日（月）以外",
    "8月19日(水)",
    "随時（要調整）",
    "不定期",
    "定休日 木曜",
    "火曜以外",
    "火曜日か木曜日",
    "毎週火曜又は木曜",
    "毎週木曜日（第5木曜は休み）",
    "毎週月曜(第1月曜除く)",
    "毎週火曜日(第1を除く)",
    "毎週火曜日（お盆は休み）",
    "月（祝日の場合は火）10:00",
    "第1火曜10時～12時、木曜13時～15時",
    "10:00～11:00 第1火曜 13:00～15:00 第3火曜",
    "第2火曜10時、8月は第3火曜13時",
    "4月〜9月は毎週火曜、10月〜3月は第1火曜",
    "誕生日 10時",
    "毎週火曜 10-12",
    "10月5日 第1火曜",
    "第6火曜",
    "第0火曜",
    "第1・7日曜",
    "13月の第1火曜",
    "毎月32日",
    "0か月に1回 第1火曜",
    "祝日・" * 101,
]


@pytest.mark.parametrize(("text", "code", "next_day"), UNDERSTOOD)
def test_schedule_gives_code_and_next_date(text, code, next_day):
    schedule = parse_schedule(text)
    assert schedule.understood, schedule.notes
    assert schedule.text == text
    assert gif_code(schedule) == code
    assert [f"{day:%m-%d}" for day in next_dates(schedule, TODAY, 1)] == [next_day][
        : bool(next_day)
    ]


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_schedule_that_may_mean_two_things_gives_nothing_but_its_text(text):
    schedule = parse_schedule(text)
    assert not schedule.understood
    assert schedule.text == text
    assert (gif_code(schedule), next_dates(schedule, TODAY), rrules(schedule)) == ("", [], [])
    assert schedule.notes


@pytest.mark.parametrize(
    "text",
    ["定休日 木曜", "火曜以外", "8月19日(水)", "休止中", "毎週火曜日(第1を除く)", "火曜日か木曜日"],
)
def test_schedule_about_other_days_suggests_no_rule(text):
    assert parse_schedule(text).rules == ()


def test_text_too_long_for_a_timetable_is_not_read():
    assert parse_schedule("毎週火曜 " * 100).notes == "300字を超えるため、日時として読んでいません"


@pytest.mark.parametrize("words", ["祝日・", "月・", "1・", "第1・", "(月"])
def test_repeated_words_are_read_in_a_blink(words):
    begun = perf_counter()
    parse_schedule((words * 300)[:300])
    assert perf_counter() - begun < 1


def test_schedule_keeps_both_times_of_a_day():
    assert parse_schedule("毎週(火、金)10:00~12:00又は18:00~21:00").rules == (
        Rule(weekdays=(2, 5), nth=(0,), start=time(10), end=time(12)),
        Rule(weekdays=(2, 5), nth=(0,), start=time(18), end=time(21)),
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("毎週火曜 10～13時", time(10), time(13)),
        ("毎週火曜 午後1時半～3時", time(13, 30), time(15)),
        ("毎週火曜 午前10時～午後2時", time(10), time(14)),
        ("毎週火曜 9時から11時30分", time(9), time(11, 30)),
        ("毎週火曜 午前10時から正午", time(10), time(12)),
        ("毎週火曜 １３：３０〜１５：００", time(13, 30), time(15)),
        ("毎週火曜 13時半～", time(13, 30), None),
        ("毎週火曜 午前10時～3時", time(10), time(15)),
        ("毎週火曜", None, None),
    ],
)
def test_schedule_times(text, start, end):
    rule = parse_schedule(text).rules[0]
    assert (rule.start, rule.end) == (start, end)


def test_schedule_notes_keep_the_words_that_are_no_dates():
    assert parse_schedule("毎週土曜日 19:00~21:00 体育館").notes == "体育館"


def test_schedule_says_what_it_could_not_read():
    assert parse_schedule("毎週火曜日（お盆は休み）").notes == "「お盆は休み」は読み取れません"


def test_next_dates_leave_out_holidays_when_the_text_says_so():
    day = date(2026, 10, 31)
    assert next_dates(parse_schedule("毎週火曜"), day, 1) == [date(2026, 11, 3)]
    assert next_dates(parse_schedule("毎週火曜（祝日を除く）"), day, 1) == [date(2026, 11, 10)]
    assert next_dates(parse_schedule("毎週火曜"), day, 1, skip_holidays=True) == [
        date(2026, 11, 10)
    ]


def test_next_dates_leave_out_the_turn_of_the_year_when_the_text_says_so():
    schedule = parse_schedule("平日（年末年始を除く）9:00~16:00")
    assert next_dates(schedule, date(2026, 12, 28), 1) == [date(2027, 1, 4)]


def test_next_dates_do_not_include_the_day_itself():
    tuesday = date(2026, 11, 24)
    assert next_dates(parse_schedule("毎週火曜"), tuesday, 1) == [date(2026, 12, 1)]


def test_fortnight_counts_from_a_known_day_in_both_directions():
    schedule = parse_schedule("隔週日曜")
    expected = [date(2026, 12, 6), date(2026, 12, 20), date(2027, 1, 3)]
    assert next_dates(schedule, TODAY, 3, anchor=date(2026, 11, 22)) == expected
    assert next_dates(schedule, TODAY, 3, anchor=date(2027, 1, 17)) == expected


def test_every_other_month_counts_from_a_known_day():
    schedule = parse_schedule("隔月第2火曜")
    days = next_dates(schedule, TODAY, 2, anchor=date(2026, 10, 13))
    assert days == [date(2026, 12, 8), date(2027, 2, 9)]


def test_fifth_weekday_skips_the_months_without_one():
    days = next_dates(parse_schedule("第5日曜"), TODAY, 3)
    assert days == [date(2026, 11, 29), date(2027, 1, 31), date(2027, 5, 30)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("毎週(火、金)10:00~12:00又は18:00~21:00", ["FREQ=WEEKLY;BYDAY=TU,FR"]),
        ("第1・3(木)10:00~12:00", ["FREQ=MONTHLY;BYDAY=1TH,3TH"]),
        ("第1,4火曜と第4木曜", ["FREQ=MONTHLY;BYDAY=1TU,4TU", "FREQ=MONTHLY;BYDAY=4TH"]),
        ("最終金曜", ["FREQ=MONTHLY;BYDAY=-1FR"]),
        ("隔週日曜", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"]),
        ("毎月5日・20日", ["FREQ=MONTHLY;BYMONTHDAY=5,20"]),
        ("隔月第2火曜", ["FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU"]),
        ("偶数月第3金曜日", ["FREQ=MONTHLY;BYDAY=3FR;BYMONTH=2,4,6,8,10,12"]),
    ],
)
def test_rrules_for_calendars(text, lines):
    assert rrules(parse_schedule(text)) == lines


def _days_of_code(code: str, year: int) -> set[date]:
    """The days of a GIF code by another way: the rows of a printed calendar."""
    days = set()
    for numbers, name in re.findall(r"(\d+)([A-Z][a-z])", code):
        column = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].index(name)
        for month in range(1, 13):
            dates = [week[column] for week in monthcalendar(year, month) if week[column]]
            for n in map(int, numbers):
                chosen = dates if n == 0 else dates[-1:] if n == 6 else dates[n - 1 : n]
                days.update(date(year, month, day) for day in chosen)
    return days


PLAIN = [
    (text, code)
    for text, code, _ in UNDERSTOOD
    if code and not re.search("7|祝|除|休|平日", code + text)
]


@pytest.mark.parametrize(("text", "code"), PLAIN)
def test_dates_of_a_whole_year_agree_with_the_code_read_off_a_calendar(text, code):
    days = next_dates(parse_schedule(text), date(2026, 12, 31), 400)
    assert {day for day in days if day.year == 2027} == _days_of_code(code, 2027)


@pytest.mark.slow
def test_working_days_of_a_year_are_weekdays_without_holidays():
    days = next_dates(parse_schedule("平日 9時～17時"), date(2026, 12, 31), 400)
    year = (date(2027, 1, 1) + timedelta(days=i) for i in range(365))
    expected = [day for day in year if day.weekday() < 5 and not jpholiday.is_holiday(day)]
    assert [day for day in days if day.year == 2027] == expected
