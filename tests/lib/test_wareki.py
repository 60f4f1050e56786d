"""Dates, months, fiscal years and times as people write them."""

from datetime import date, time, timedelta

import pytest
from japanera import EraDate

from takasaki_sc.lib.wareki import (
    ERAS,
    GREGORIAN_SINCE,
    PartialDate,
    era_of,
    fiscal_months,
    fiscal_year,
    fiscal_year_bounds,
    format_date,
    format_fiscal_year,
    format_hours,
    format_month,
    format_month_day,
    format_range,
    format_short,
    format_time,
    format_time_range,
    parse_date,
    parse_fiscal_year,
    parse_month,
    parse_partial,
    parse_range,
    parse_time,
    weekday_kanji,
)

CULTURE_DAY = date(2026, 11, 3)

BOUNDARIES = [
    era.start + timedelta(days=days)
    for era in ERAS
    for days in (-1, 0, 1)
    if era.start > GREGORIAN_SINCE
]
SWEEP = [GREGORIAN_SINCE + timedelta(days=23 * i) for i in range(2506)]  # to autumn 2030


def _oracle(day: date) -> str:
    """The date in the words of an independent package."""
    era_date = EraDate.from_date(day)
    year = int(era_date.strftime("%-y"))
    return f"{era_date.era.kanji}{'元' if year == 1 else year}年{day.month}月{day.day}日"


@pytest.mark.slow
def test_dates_agree_with_an_independent_package():
    assert SWEEP[-1] > date(2030, 9, 1)
    for day in BOUNDARIES + SWEEP:
        assert format_date(day) == _oracle(day)
        assert parse_date(_oracle(day)) == day
        assert parse_date(format_short(day)) == day


def test_date_is_printed_in_each_form():
    assert format_date(CULTURE_DAY) == "令和8年11月3日"
    assert format_date(CULTURE_DAY, weekday=True) == "令和8年11月3日（火）"
    assert format_short(CULTURE_DAY) == "R8.11.3"
    assert format_month(CULTURE_DAY) == "令和8年11月"
    assert format_month_day(CULTURE_DAY) == "11月3日（火）"
    assert weekday_kanji(CULTURE_DAY) == "火"


def test_first_year_of_an_era_is_gannen():
    assert format_date(date(2019, 5, 1)) == "令和元年5月1日"
    assert era_of(date(2019, 5, 1)) == (ERAS[0], 1)


def test_day_of_the_lunar_calendar_has_no_era_date():
    with pytest.raises(ValueError, match="旧暦"):
        era_of(date(1872, 12, 31))
    assert format_date(date(1850, 3, 1)) == "西暦1850年3月1日"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "令和8年11月3日",
            "令和8年11月3日（火）",
            "令和８年１１月３日(火曜日)",
            "令和8年11月3日(火・祝)",
        ),
        *("R8.11.3", "Ｒ８．１１．３", "r8/11/3", "R08-11-03", "R081103", "R.8.11.3", "令8.11.3"),
        *("㋿8年11月3日", "令和八年十一月三日", "令和8年 11月 3日 現在", "　令和 8 年11月3日時点"),
        *("2026-11-03", "2026/11/3", "2026年11月3日", "西暦2026年11月3日", "20261103", "2026.11.3"),
        *("2026-11-03 00:00:00", "2026-11-03T00:00", "二〇二六年十一月三日", "2026年11月3日火曜日"),
    ],
)
def test_date_is_read_however_it_is_written(text):
    assert parse_date(text) == CULTURE_DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和五年二月一日", date(2023, 2, 1)),
        ("平成29年9月末現在", date(2017, 9, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("明治6年1月1日", date(1873, 1, 1)),
        ("R02.07.21", date(2020, 7, 21)),
    ],
)
def test_other_dates_are_read(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("令和8年11月3日（水）", "令和8年11月3日は水曜日ではなく火曜日です。"),
        ("平成31年5月1日", "平成31年5月1日は平成の期間ではありません（令和元年5月1日です）。"),
        ("令和元年4月30日", "令和元年4月30日は令和の期間ではありません（平成31年4月30日です）。"),
        ("平成33年4月1日", "平成33年4月1日は平成の期間ではありません（令和3年4月1日です）。"),
        ("令和5年2月30日", "令和5年2月は28日までです（30日はありません）。"),
        ("令和5年13月1日", "13月はありません。"),
        ("令和0年1月1日", "令和0年はありません。"),
        ("R2026.11.3", "令和2026年はありません。"),
        ("明治5年1月1日", "明治5年以前は旧暦のため読めません。西暦でご記入ください。"),
        ("5.2.1", "「5.2.1」には元号がありません。例：令和8年11月3日、R8.11.3、2026-11-03"),
        ("11月3日", "「11月3日」には年がありません。例：令和8年11月3日、R8.11.3、2026-11-03"),
        ("R8.11", "「R8.11」には日がありません。例：令和8年11月3日、R8.11.3、2026-11-03"),
        ("きのう", "「きのう」は日付として読めません。例：令和8年11月3日、R8.11.3、2026-11-03"),
        ("", "「」は日付として読めません。例：令和8年11月3日、R8.11.3、2026-11-03"),
    ],
)
def test_date_without_one_meaning_says_why(text, message):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the whole message is compared
        parse_date(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "text", ["令和9年1月", "Ｒ９．１", "2027-01", "令和9年1月15日", "2027年1月号"]
)
def test_month_is_read_in_any_usual_spelling(text):
    assert parse_month(text) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("１月", "「１月」には年がありません。"),
        ("9年1月", "「9年1月」には元号がありません。"),
        ("令和9年", "「令和9年」には月がありません。"),
        ("らいげつ", "「らいげつ」は日付として読めません。"),
    ],
)
def test_month_without_one_meaning_is_refused_with_examples_of_months(text, fault):
    with pytest.raises(ValueError, match=f"^{fault}例：令和9年1月、R9.1、2027-01$"):
        parse_month(text)


def test_very_long_number_is_refused_and_quoted_short():
    with pytest.raises(ValueError, match="読めません") as refusal:
        parse_date("9" * 5000 + "年1月1日")
    assert len(str(refusal.value)) < 80


def test_day_without_year_is_read_in_its_context():
    assert parse_date("11月3日", default_year=2026) == CULTURE_DAY
    assert parse_date("11/3(火)", near=date(2026, 5, 1)) == CULTURE_DAY
    assert parse_date("2月3日", near=date(2026, 5, 1)) == date(2027, 2, 3)
    assert parse_date("5月3日", near=date(2027, 2, 1)) == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "partial", "printed"),
    [
        ("H29年4月", PartialDate(2017, 4), "平成29年4月"),
        ("平成29年4月", PartialDate(2017, 4), "平成29年4月"),
        ("H29.12月現在", PartialDate(2017, 12), "平成29年12月"),
        ("H27.4", PartialDate(2015, 4), "平成27年4月"),
        ("2022年11月", PartialDate(2022, 11), "令和4年11月"),
        ("令和4年", PartialDate(2022), "令和4年"),
        ("令和4年10月13日（木）", PartialDate(2022, 10, 13), "令和4年10月13日"),
        ("2019年", PartialDate(2019), "平成31年（令和元年）"),
        ("平成31年", PartialDate(2019), "平成31年（令和元年）"),
        ("昭和64年1月", PartialDate(1989, 1), "昭和64年（平成元年）1月"),
    ],
)
def test_partial_date_is_read_and_printed(text, partial, printed):
    assert parse_partial(text) == partial
    assert str(partial) == printed


def test_partial_date_knows_its_first_and_last_day():
    month = PartialDate(2024, 2)
    assert (month.first_day, month.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    year = PartialDate(2022)
    assert (year.first_day, year.last_day) == (date(2022, 1, 1), date(2022, 12, 31))
    day = PartialDate(2022, 10, 13)
    assert day.first_day == day.last_day == date(2022, 10, 13)


@pytest.mark.parametrize("parts", [(2022, 13), (2023, 2, 29), (2022, None, 5), (0,), (2022, 4, 0)])
def test_partial_date_that_does_not_exist_is_refused(parts):
    with pytest.raises(ValueError, match="ありません|月がありません"):
        PartialDate(*parts)


def test_month_outside_its_era_is_refused():
    with pytest.raises(
        ValueError, match="平成31年5月は平成の期間ではありません（令和元年5月です）"
    ):
        parse_partial("平成31年5月")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("H27.4～H29.4", PartialDate(2015, 4), PartialDate(2017, 4)),
        ("H27年4月～H29年4月迄", PartialDate(2015, 4), PartialDate(2017, 4)),
        ("平成28年4月〜29年3月", PartialDate(2016, 4), PartialDate(2017, 3)),
        ("平成28年3月～", PartialDate(2016, 3), None),
        ("令和8年11月3日（火）〜5日（木）", PartialDate(2026, 11, 3), PartialDate(2026, 11, 5)),
        (
            "令和3年1月30日(土曜日)から2月5日(金曜日)まで",
            PartialDate(2021, 1, 30),
            PartialDate(2021, 2, 5),
        ),
        ("令和7年11月～2月", PartialDate(2025, 11), PartialDate(2026, 2)),
        ("2022年11.12月合併号", PartialDate(2022, 11), PartialDate(2022, 12)),
        ("令和4年", PartialDate(2022), PartialDate(2022)),
    ],
)
def test_range_is_read(text, start, end):
    assert parse_range(text) == (start, end)


def test_range_in_wrong_order_is_refused():
    with pytest.raises(ValueError, match="終わりが始まりより前"):
        parse_range("H29.4〜H27.4")


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (CULTURE_DAY, date(2026, 11, 5), "令和8年11月3日（火）〜5日（木）"),
        (CULTURE_DAY, date(2026, 12, 1), "令和8年11月3日（火）〜12月1日（火）"),
        (CULTURE_DAY, date(2027, 11, 3), "令和8年11月3日（火）〜令和9年11月3日（水）"),
        (CULTURE_DAY, CULTURE_DAY, "令和8年11月3日（火）"),
        (date(2019, 4, 30), date(2019, 5, 1), "平成31年4月30日（火）〜令和元年5月1日（水）"),
        (PartialDate(2015, 4), PartialDate(2017, 4), "平成27年4月〜平成29年4月"),
        (PartialDate(2026, 4), PartialDate(2026, 6), "令和8年4月〜6月"),
        (PartialDate(2015), PartialDate(2016), "平成27年〜平成28年"),
        (PartialDate(2026), PartialDate(2026, 3), "令和8年〜令和8年3月"),
    ],
)
def test_range_is_printed_without_repeating_itself(start, end, printed):
    assert format_range(start, end) == printed


def test_fiscal_year_runs_from_april_to_march():
    assert fiscal_year(date(2026, 3, 31)) == 2025
    assert fiscal_year(date(2026, 4, 1)) == 2026
    assert fiscal_year_bounds(2026) == (date(2026, 4, 1), date(2027, 3, 31))
    months = fiscal_months(2026)
    assert (months[0], months[8], months[9], months[-1]) == (
        *((2026, 4), (2026, 12)),
        *((2027, 1), (2027, 3)),
    )
    assert len(set(months)) == 12


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        (1988, "昭和63年度"),
        (1989, "平成元年度"),
        (2015, "平成27年度"),
        (2018, "平成30年度"),
        (2019, "令和元年度"),
        (2026, "令和8年度"),
    ],
)
def test_fiscal_year_is_printed_and_read_back(year, printed):
    assert format_fiscal_year(year) == printed
    assert parse_fiscal_year(printed) == year


def test_fiscal_year_is_read_in_other_spellings():
    assert [parse_fiscal_year(text) for text in ("R8年度", "Ｒ８", "2026年度", "2026")] == [
        2026
    ] * 4
    assert parse_fiscal_year("平成31年度") == 2019
    assert parse_fiscal_year("27年度", hint="平成") == 2015
    assert parse_fiscal_year("27年度", hint="H") == 2015
    assert parse_fiscal_year("2015年度", hint="平成") == 2015


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("平成32年度", "「平成32年度」は平成の期間ではありません（令和2年度です）"),
        ("昭和64年度", "「昭和64年度」は昭和の期間ではありません（平成元年度です）"),
        ("27年度", "元号がありません。例：令和8年度、R8年度、2026年度"),
        ("今年度", "年度として読めません"),
    ],
)
def test_fiscal_year_without_one_meaning_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        parse_fiscal_year(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "13:30",
            "1330",
            "13時半",
            "13時30分",
            "13時30",
            "午後1時30分",
            "午後1時半",
            "１３：３０",
        ),
        *(
            "PM1:30",
            "1:30PM",
            "p.m.1:30",
            "1:30 pm",
            "13.30",
            "13:30:00",
            "十三時三十分",
            "午後13時30分",
        ),
    ],
)
def test_time_is_read_however_it_is_written(text):
    assert parse_time(text) == time(13, 30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("正午", time(12)),
        ("930", time(9, 30)),
        ("9時", time(9)),
        ("午後0時半", time(12, 30)),
        ("12:30PM", time(12, 30)),
        ("12AM", time(0)),
        ("午前9時05分", time(9, 5)),
    ],
)
def test_other_times_are_read(text, moment):
    assert parse_time(text) == moment


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("13:60", "「13:60」という時刻はありません。例：13:30、13時半、午後1時30分"),
        ("24:00", "「24:00」という時刻はありません。"),
        ("午前13時", "「午前13時」という時刻はありません。"),
        (
            "午後12時",
            "「午後12時」は正午か夜中か分かりません。12:00 または 0:00 とご記入ください。",
        ),
        ("13", "「13」は時刻として読めません。例：13:30、13時半、午後1時30分"),
        ("昼ごろ", "「昼ごろ」は時刻として読めません。"),
    ],
)
def test_time_without_one_meaning_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        parse_time(text)


def test_times_are_printed():
    assert format_time(time(9)) == "9:00"
    assert format_time_range(time(13, 30), time(15)) == "13:30〜15:00"
    assert format_hours(time(10), time(13)) == "10〜13時"
    assert format_hours(time(10), time(13, 30)) == "10:00〜13:30"
