"""The forms of the log: one occasion on a phone, and the numbers of whole months in a grid."""

import uuid

from django import forms
from django.utils import timezone

from activities.forms.support import NOT_YET, line
from activities.queries.logs import year_of
from councils.forms.fields import WarekiField
from takasaki_sc.lib.counts import COUNT_KINDS

NUMBER = {"class": "input input--3", "inputmode": "numeric", "autocomplete": "off"}
MOST_PEOPLE = 9999
MOST_TIMES = 400


def number(label, most, help_text=""):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, help_text=help_text,
        widget=forms.TextInput(NUMBER),
        error_messages={"invalid": "数字で入れてください。例：12"},
    )  # fmt: skip


class LogForm(forms.Form):
    """One occasion. With errand steps for a kind that has them; correcting asks for the reason."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    submit_token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    held_on = WarekiField(label="いつ")
    n_participants = number("参加・利用した方", MOST_PEOPLE)
    n_participants_kind = forms.ChoiceField(
        label="人数の数え方", choices=COUNT_KINDS, initial="actual", required=False,
        widget=forms.RadioSelect({"class": "chips chips--tight"}),
    )  # fmt: skip
    n_helpers = number("担い手", MOST_PEOPLE)
    steps = forms.MultipleChoiceField(
        label="したこと", required=False, widget=forms.CheckboxSelectMultiple({"class": "checks"}),
        help_text="しなかった段は、印をつけずに残して大丈夫です。",
    )  # fmt: skip
    signed_off = line(
        "確認のしかた",
        60,
        help_text="例　受け取りのサイン、電話で確認。お名前は書かないでください。",
    )
    story = forms.CharField(
        label="ようす", required=False, max_length=2000,
        help_text="心に残ったこと。お名前や住所は書かないでください。",
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )  # fmt: skip
    cancelled = forms.BooleanField(label="中止した（回数と人数には入りません）", required=False)
    reason = line("直すわけ", 100, required=True, help_text="例　人数の書きまちがい")

    def __init__(self, *args, activity, log=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity
        texts = [step.text for step in log.steps.all()] if log else []
        self.texts = texts or list(activity.errand_steps)
        self.fields["steps"].choices = [(str(n), text) for n, text in enumerate(self.texts)]
        if not self.texts:
            del self.fields["steps"]
            if not (log and log.signed_off):
                del self.fields["signed_off"]
        if not log:
            del self.fields["reason"]

    def clean_held_on(self):
        on = self.cleaned_data["held_on"]
        if on > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        begun, ended = self.activity.started_on, self.activity.ended_on
        if begun and on < begun:
            raise forms.ValidationError("この活動が始まる前の日です。日付を確かめてください。")
        if ended and on > ended:
            raise forms.ValidationError("この活動が終わった後の日です。日付を確かめてください。")
        return on

    def clean_n_participants_kind(self):
        return self.cleaned_data["n_participants_kind"] or "actual"

    @property
    def words(self):
        """The fields of ActivityLog, from a valid form."""
        names = ("held_on", "n_participants", "n_participants_kind", "n_helpers", "story",
                 "cancelled")  # fmt: skip
        signed = self.cleaned_data.get("signed_off", "")
        return {name: self.cleaned_data[name] for name in names} | {"signed_off": signed}

    @property
    def errand(self):
        """[(text, is_done)] of the steps."""
        done = set(self.cleaned_data.get("steps", ()))
        return [(text, str(n) in done) for n, text in enumerate(self.texts)]


def start_of_log(log, seen):
    """The form as the record stands now."""
    names = ("held_on", "n_participants", "n_participants_kind", "n_helpers", "story",
             "signed_off", "cancelled")  # fmt: skip
    done = [str(n) for n, step in enumerate(log.steps.all()) if step.is_done]
    return {name: getattr(log, name) for name in names} | {"steps": done, "seen": seen}


class RemoveForm(forms.Form):
    """Why a record is taken back."""

    why = line("取り消すわけ", 100, required=True, help_text="例　同じ日を2回入れた")


class MonthForm(forms.Form):
    """The numbers of one whole month; all empty means that the log counts."""

    n_times = number("回数", MOST_TIMES)
    n_participants = number("参加・利用", MOST_PEOPLE)
    n_participants_kind = forms.ChoiceField(
        label="数え方", choices=COUNT_KINDS, initial="cumulative", required=False,
        widget=forms.Select({"class": "input"}),
    )  # fmt: skip
    n_helpers = number("担い手", MOST_PEOPLE)

    def __init__(self, *args, month, **kwargs):
        super().__init__(*args, **kwargs)
        self.month = month

    def clean(self):
        cleaned = super().clean()
        people = (cleaned.get("n_participants"), cleaned.get("n_helpers"))
        has_people = any(n is not None for n in people)
        if has_people and cleaned.get("n_times") is None and "n_times" not in self.errors:
            self.add_error("n_times", "回数も入れてください。")
        return cleaned

    @property
    def words(self):
        """Fields of MonthlyCount; None where the boxes are empty."""
        if self.cleaned_data["n_times"] is None:
            return None
        kind = self.cleaned_data["n_participants_kind"] or "cumulative"
        return self.cleaned_data | {"n_participants_kind": kind}


class MonthRows(list):
    """Twelve MonthForms with what collect_errors wants of a formset."""

    row_label = ""

    @property
    def forms(self):
        return self


def month_forms(activity, year, data=None):
    """The grid of a fiscal year: a MonthForm a month, with the Month it stands for.

    A month that has not begun cannot be counted.
    """
    this_month = timezone.localdate().replace(day=1)
    rows = MonthRows()
    for month in year_of(activity, year):
        if month.first > this_month:
            continue
        start = {}
        if month.is_counted:
            start = {n: getattr(month.count, n) for n in MonthForm.base_fields}
        form = MonthForm(data, prefix=f"m{month.first:%m}", initial=start, month=month)
        rows.append(form)
    return rows
