"""Forms on which the report of a year is written."""

from django import forms

from councils.forms.councils import seen_field
from councils.models import worded_later
from reports import queries
from reports.models.annual import SIGNS

AREA = {"class": "input"}


def words(label, *, rows=4, help_text="", max_length=4000):
    """Some lines of text."""
    widget = forms.Textarea(AREA | {"rows": rows})
    return forms.CharField(
        label=label, max_length=max_length, required=False, help_text=help_text, widget=widget
    )


class ReportForm(forms.Form):
    """The report's own words."""

    suggestions = {}
    introduction = words(
        "はじめに", help_text="この年度の事業のねらいなど。空のままなら、何も印刷しません。"
    )
    tier1_text = words(
        worded_later("{tier1}の取り組み"),
        rows=6,
        help_text="数の文の下に続けて載せます。会議・広報紙・行事の数は、記録から自動で入ります。",
    )
    seen = seen_field()

    def __init__(self, data=None, *, report):
        start = {
            "introduction": report.introduction,
            "tier1_text": report.tier1_text,
            "seen": report.mark,
        }
        super().__init__(data, initial=start)


class NoteForm(forms.Form):
    """What a council did in the year."""

    suggestions = {}
    text = words("内容", rows=8, help_text="400字くらいまでが読みやすい長さです。", max_length=2000)
    seen = seen_field()

    def __init__(self, data=None, *, note):
        super().__init__(data, initial={"text": note.text, "seen": note.mark})


class PlanForm(forms.Form):
    """The goal, ten lines of what is to be done, and what came of each."""

    suggestions = {}
    goal = words("目標", rows=3, max_length=1000)
    seen = seen_field()

    def __init__(self, data=None, *, plan):
        lines = queries.lines_of(plan)
        start = {"goal": plan.goal, "seen": queries.mark_of_plan(plan)}
        for n, (text, result) in enumerate(lines, 1):
            start |= {f"text_{n}": text, f"result_{n}": result}
        super().__init__(data, initial=start)
        for n, sign in enumerate(SIGNS, 1):
            self.fields[f"text_{n}"] = words(f"主な取組 {sign}", rows=2, max_length=600)
            self.fields[f"result_{n}"] = words(f"結果 {sign}", rows=2, max_length=600)

    def clean(self):
        """A result needs the line it is the result of."""
        said = super().clean()
        for n, sign in enumerate(SIGNS, 1):
            if said.get(f"result_{n}") and not said.get(f"text_{n}"):
                self.add_error(f"text_{n}", f"{sign}の結果があります。主な取組も入れてください。")
        return said

    def pairs(self):
        """[(sign, field of the line, field of its result)] for the page."""
        return [(sign, self[f"text_{n}"], self[f"result_{n}"]) for n, sign in enumerate(SIGNS, 1)]

    def lines(self):
        """[(text, result)] as they were typed."""
        said = self.cleaned_data
        return [(said[f"text_{n}"], said[f"result_{n}"]) for n in range(1, len(SIGNS) + 1)]


class PublishForm(forms.Form):
    """Nothing to fill in: the fingerprint of what was looked at."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class CorrectForm(forms.Form):
    """Why a published report needs a new edition."""

    reason = forms.CharField(
        label="訂正のわけ",
        max_length=200,
        help_text="新しい版のはじめに載ります。例：3月の会議の記録が1件もれていたため",
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
