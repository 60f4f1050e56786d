"""The grid in which the answers of a 確認シート are keyed: one small form a line."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField, read_day
from resources.actions.check_sheets import Keyed
from resources.models import CheckLine
from takasaki_sc.lib.form_errors import FieldError, collect_errors

Answer = CheckLine.Answer
NOT_YET = "まだ来ていない日です。"


class HeadForm(forms.Form):
    """The day on which people went round: it counts for every line without a day of its own."""

    on_day = WarekiField(label="確かめた日（まとめて）")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"on_day": timezone.localdate()}, **kwargs)

    def clean_on_day(self):
        day = self.cleaned_data["on_day"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day


class LineForm(forms.Form):
    """What stands on one line of the paper. Empty lines are lines to be keyed another day.

    is_seen: the page has shown that another answer stands there; is_extra: keep mine beside it.
    """

    answer = forms.ChoiceField(
        label="答え", choices=Answer.choices, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="書いてあったこと",
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    day = forms.CharField(
        label="日",
        max_length=30,
        required=False,
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    is_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_extra = forms.BooleanField(label="わたしの答えも「直すもの」に残す", required=False)

    def clean_day(self):
        text = self.cleaned_data["day"].strip()
        if not text:
            return None
        today = timezone.localdate()
        try:
            day = read_day(text, "", "", today=today)
        except ValueError:
            raise forms.ValidationError("「11/20」のように入れてください。") from None
        if day > today:
            raise forms.ValidationError(NOT_YET)
        return day

    def clean(self):
        cleaned = super().clean()
        answer, note = cleaned.get("answer"), cleaned.get("note")
        if not answer and (note or cleaned.get("day")) and "answer" not in self.errors:
            self.add_error("answer", "答えを選んでください。")
        if answer == Answer.CHANGED and not note and "note" not in self.errors:
            self.add_error("note", "何が変わったかを、ひとこと書いてください。")
        return cleaned

    @property
    def is_said(self):
        """Has somebody keyed an answer that is still to be stored?"""
        cleaned = self.cleaned_data
        return bool(cleaned["answer"]) and (cleaned["is_extra"] or not cleaned["is_seen"])


@dataclass
class GridRow:
    """A line of the sheet with its form, and whether somebody else keyed it meanwhile."""

    line: CheckLine
    form: LineForm
    is_clash: bool = False

    @property
    def is_open(self):
        return not self.line.is_keyed


class Grid:
    """The whole sheet as it is keyed in: one day, and a LineForm a line."""

    def __init__(self, lines, data=None):
        self.head = HeadForm(data)
        self.rows = [GridRow(line, LineForm(data, prefix=f"n{line.number}")) for line in lines]

    def is_valid(self):
        """Validates every form, so that all faults are shown at once."""
        return all([self.head.is_valid(), *(row.form.is_valid() for row in self.rows)])

    def keyed(self):
        """[Keyed] of a valid grid, for the action."""
        whole_day = self.head.cleaned_data["on_day"]
        return [
            Keyed(row.line.number, words["answer"], words["note"], words["day"] or whole_day,
                  words["is_extra"])
            for row in self.rows
            if row.form.is_said and (words := row.form.cleaned_data)
        ]  # fmt: skip

    def mark_clashes(self, lines):
        """Show these lines as they are now, beside what was typed."""
        standing = {line.number: line for line in lines}
        for row in self.rows:
            if row.line.number in standing:
                row.line, row.is_clash = standing[row.line.number], True

    @property
    def errors(self):
        """FieldErrors that say the number of the line."""
        found = collect_errors(self.head)
        for row in self.rows:
            number = row.line.number
            found += [
                FieldError(error.target, f"{number}番の{error.label}", error.message)
                for error in collect_errors(row.form)
            ]
        return found
