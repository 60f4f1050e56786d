"""Form fields that take Japanese dates and times the way people write them.

The browser reads the same ways (static/js/loose.js); tests/loose.py is the table for both.
"""

import json
import re

from django import forms
from django.utils import timezone

from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_drawing import drawn
from takasaki_sc.lib.kana import arabic_numerals, plain

ERAS = json.dumps(
    [[era.kanji, era.letter, era.start.isoformat()] for era in wareki.ERAS], ensure_ascii=False
)
WHOLE_DATE_LENGTH = 30
_UNITS = "年月日"
_COUNTER = re.compile(r"^第|\s*[人名回分]$")
_YEAR = re.compile(
    rf"(?:{wareki.ERA_PATTERN}|(?P<ad>西暦))?(?P<year>\d{{1,4}}|元)年?", re.IGNORECASE
)
_DATE_WITHOUT_ERA = re.compile(r"(\d{1,2}|元)([./-]\d{1,2}[./-]|年.*月)")
_WEEKDAY = re.compile(r"(\([月火水木金土日].*\)|(?<=日)[月火水木金土日]曜日?)$")


class WarekiWidget(forms.MultiWidget):
    """令和 [ ]年 [ ]月 [ ]日 in three boxes: no list to scroll, no calendar to learn."""

    template_name = "widgets/wareki.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        box = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": 4,
            "class": "input input--2",
        }
        labels = {"y": "年", "m": "月", "d": "日"}
        boxes = {k: forms.TextInput(box | {"aria-label": label}) for k, label in labels.items()}
        boxes["y"].attrs["maxlength"] = WHOLE_DATE_LENGTH  # 「R8.11.3」 may be put in here whole
        super().__init__(boxes, attrs)

    def decompress(self, value):
        if not value:
            return [None, None, None]
        era, year = wareki.era_of(value)
        in_today_s_era = era == wareki.era_of(timezone.localdate())[0]
        return [year if in_today_s_era else f"{era.letter}{year}", value.month, value.day]

    def get_context(self, name, value, attrs):
        era, _ = wareki.era_of(timezone.localdate())
        context = super().get_context(name, value, attrs)
        boxes = [drawn(box) for box in context["widget"]["subwidgets"]]
        return context | {"era": era, "eras": ERAS, "boxes": boxes}


class WarekiField(forms.MultiValueField):
    """A day in the era of today, full width and 元年 accepted. Gives a date.

    A whole date in the first box (R8.11.3, 令和8年11月3日, 2026-11-03, 11/3) is meant as it is
    written, whatever an earlier day left in the other two.
    """

    widget = WarekiWidget

    def __init__(self, **kwargs):
        lengths = (WHOLE_DATE_LENGTH, 4, 4)
        boxes = tuple(forms.CharField(max_length=n, required=False) for n in lengths)
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value):
        day = super().clean(value) if any(value or []) else None
        if self.required and day is None:  # blanks in the boxes are nothing either
            raise forms.ValidationError("年・月・日を入れてください。")
        return day

    def compress(self, value):
        if not any(value):
            return None
        try:
            day = read_day(*value, today=timezone.localdate())
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault
        if day < wareki.GREGORIAN_SINCE:
            raise forms.ValidationError("明治6年より前の日は、入れられません。")
        return day


def read_day(year, month, day, *, today):
    """The day written in three boxes, or whole in the first one."""
    is_year = _YEAR.fullmatch(_tidy(year, "年"))
    if year and not is_year:
        return _read_whole(_tidy(year, ""), today)
    if not (year and month and day):
        raise ValueError("年・月・日を3つとも入れてください。")
    year = _tidy(year, "年")
    if not (is_year["era"] or is_year["ad"]) and len(is_year["year"]) < 4:
        year = wareki.era_of(today)[0].kanji + year
    return wareki.parse_date(year + _tidy(month, "月") + _tidy(day, "日"))


def _tidy(text, unit):
    """Half width, no blanks, arabic digits, one unit at the end: 「１１」「十一月」→「11月」."""
    with_unit = plain(text).replace(" ", "").removesuffix(unit) + unit
    return arabic_numerals(with_unit, before=tuple(_UNITS))


def _read_whole(text, today):
    """「8.11.3」 stands in a box of today's era; 「11/3」 is the one nearest to today."""
    if _DATE_WITHOUT_ERA.match(text):
        return wareki.parse_date(wareki.era_of(today)[0].kanji + text)
    bare = _WEEKDAY.sub("", text)
    days = [_day_in(bare, today.year + n) for n in (0, -1, 1)]
    known = [day for day in days if day]
    nearest = min(known, key=lambda day: abs(day - today)) if known else today
    return wareki.parse_date(text, default_year=nearest.year)


def _day_in(text, year):
    try:
        return wareki.parse_date(text, default_year=year)
    except ValueError:
        return None


class LooseTimeField(forms.CharField):
    """13:30, 1330, 13時半, 午後1時30分, １３：３０. Gives a time."""

    def __init__(self, **kwargs):
        box = {
            "class": "input input--time",
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-time": "",
        }
        super().__init__(max_length=20, widget=forms.TextInput(box), **kwargs)

    def prepare_value(self, value):
        return wareki.format_time(value) if hasattr(value, "hour") else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return wareki.parse_time(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class LooseCountField(forms.IntegerField):
    """A head-count in a plain box; 「３人」「第8回」 are fine. Gives an int, 0 for empty."""

    def __init__(self, **kwargs):
        box = forms.TextInput(
            {"class": "input input--3", "inputmode": "numeric", "autocomplete": "off"}
        )
        messages = {"invalid": "人数を数字で入れてください。"}
        super().__init__(min_value=0, max_value=9999, widget=box, error_messages=messages, **kwargs)

    def clean(self, value):
        if isinstance(value, str):
            value = _COUNTER.sub("", plain(value))
        return super().clean(value) or 0


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows to tick. A key longer than any is no choice, whatever the database makes of it
    (SQLite ends in an error where it looks for such a number)."""

    LONGEST_KEY = 18

    def clean(self, value):
        for key in value or ():
            if len(str(key)) > self.LONGEST_KEY:
                params = {"value": str(key)[: self.LONGEST_KEY]}
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params=params
                )
        return super().clean(value)


def read_due(text, near):
    """「12月10日」「来年度」→ (date or None, words or ""): a day where it is one, else the words.

    near: the meeting's day; a due day without a year is the next such day after it.
    """
    text = text.strip()
    if not text:
        return None, ""
    try:
        this_year, next_year = (wareki.parse_date(text, default_year=near.year + n) for n in (0, 1))
    except ValueError:
        return None, text
    return (this_year if this_year >= near else next_year), ""
