"""Form fields that take Japanese dates and times the way people write them."""

from django import forms
from django.utils import timezone

from takasaki_sc.lib import wareki


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
        super().__init__(boxes, attrs)

    def decompress(self, value):
        if not value:
            return [None, None, None]
        era, year = wareki.era_of(value)
        in_today_s_era = era == wareki.era_of(timezone.localdate())[0]
        return [year if in_today_s_era else f"{era.letter}{year}", value.month, value.day]

    def get_context(self, name, value, attrs):
        era, _ = wareki.era_of(timezone.localdate())
        return super().get_context(name, value, attrs) | {"era": era}


class WarekiField(forms.MultiValueField):
    """A day in the era of today, full width and 元年 accepted. Gives a date."""

    widget = WarekiWidget

    def __init__(self, **kwargs):
        boxes = tuple(forms.CharField(max_length=4, required=False) for _ in range(3))
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value):
        if self.required and not any(value or []):
            raise forms.ValidationError("年・月・日を入れてください。")
        return super().clean(value)

    def compress(self, value):
        if not any(value):
            return None
        if not all(value):
            raise forms.ValidationError("年・月・日を3つとも入れてください。")
        try:
            return wareki.parse_date("{}年{}月{}日".format(_with_era(value[0]), *value[1:]))
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


def _with_era(year):
    """「8」は今の元号の8年。「H29」「平成29」は書いてあるとおり。"""
    if year.strip().isdecimal() and len(year.strip()) < 4:
        return wareki.era_of(timezone.localdate())[0].kanji + year.strip()
    return year


class LooseTimeField(forms.CharField):
    """13:30, 1330, 13時半, 午後1時30分, １３：３０. Gives a time."""

    def __init__(self, **kwargs):
        box = {
            "class": "input input--time",
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-time": "",
        }
        super().__init__(max_length=12, widget=forms.TextInput(box), **kwargs)

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
    """A head-count in a plain box; full-width digits are fine. Gives an int, 0 for empty."""

    def __init__(self, **kwargs):
        box = forms.TextInput(
            {"class": "input input--3", "inputmode": "numeric", "autocomplete": "off"}
        )
        messages = {"invalid": "人数を数字で入れてください。"}
        super().__init__(min_value=0, max_value=9999, widget=box, error_messages=messages, **kwargs)

    def clean(self, value):
        return super().clean(value) or 0


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
