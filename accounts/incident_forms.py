"""Which look at the trail is asked for: from when, until when, by whom, at whom."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from accounts.filters import DayField
from accounts.models import User
from accounts.verb_facts import FACTS, KINDS

LARGEST_NUMBER = 2**31
BOX = {"class": "input", "autocomplete": "off"}


def _day(label, help_text=""):
    return DayField(label=label, help_text=help_text, widget=forms.TextInput(BOX))


def _hour(label, help_text):
    widget = forms.TextInput(BOX | {"inputmode": "numeric"})
    return forms.TimeField(
        label=label, required=False, input_formats=["%H:%M"], help_text=help_text, widget=widget,
        error_messages={"invalid": "時刻は「9:30」の形で入れてください。"},
    )  # fmt: skip


class IncidentForm(forms.Form):
    """The form above the report. Gives cleaned_data["since"], ["until"] and ["person"]."""

    from_on = _day("この日から", "例：R8.11.3　11月3日")
    from_at = _hour("時刻", "空なら0時から")
    until_on = _day("この日まで", "この日も入ります")
    until_at = _hour("時刻まで", "空ならその日の終わりまで")
    user = forms.ModelChoiceField(
        User.objects.order_by("display_name", "username"),
        label="見た人", required=False, empty_label="すべての人",
        widget=forms.Select({"class": "input"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="見られた方の種類", required=False, choices=[("", "すべての方")],
        widget=forms.Select({"class": "input"}),
    )  # fmt: skip
    number = forms.IntegerField(
        label="見られた方の番号", required=False, min_value=1, max_value=LARGEST_NUMBER,
        help_text="下の表の番号。種類とあわせて入れます。", widget=forms.TextInput(BOX),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(kind, FACTS[kind].removeprefix("見た")) for kind in KINDS]
        self.fields["kind"].choices = [("", "すべての方"), *kinds]

    def clean(self):
        words = super().clean()
        if bool(words.get("kind")) != bool(words.get("number")) and "number" not in self.errors:
            self.add_error("number", "見られた方は、種類と番号の両方を入れてください。")
        if {"from_on", "from_at", "until_on", "until_at"} & self.errors.keys():
            return words
        words["since"] = _moment(words["from_on"], words["from_at"] or time.min)
        words["until"] = _end(words["until_on"], words["until_at"])
        if words["since"] >= words["until"]:
            self.add_error("until_on", "「この日まで」は、「この日から」より後にしてください。")
        words["person"] = (words["kind"], words["number"]) if words.get("number") else None
        return words


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


def _end(day, hour):
    """The moment before which a look still counts: a whole day, or a whole minute."""
    if hour is None:
        return _moment(day + timedelta(days=1), time.min)
    return _moment(day, hour) + timedelta(minutes=1)
