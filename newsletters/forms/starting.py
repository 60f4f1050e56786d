"""The head of a new issue, and what it starts from."""

from dataclasses import replace

from django import forms

from newsletters.actions.starting import Start
from newsletters.forms.studio import PlanForm
from newsletters.queries.series import whole_issue
from takasaki_sc.lib import wareki

EMPTY, LAST, YEAR_AGO = "empty", "last", "year_ago"
SHOWN = 30


class StartForm(PlanForm):
    """Number and months as counted from the last issue; two ways to save writing things anew."""

    start = forms.ChoiceField(label="紙面を何から始めますか", widget=forms.RadioSelect)
    greeting_from = forms.ChoiceField(
        label="「みなさまへ」のことば", widget=forms.RadioSelect,
        help_text="季節のあいさつです。作ったあとで直せます。",
    )  # fmt: skip

    def __init__(self, *args, starts, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts = starts
        self.fields["start"].choices = [
            (EMPTY, "何もない紙面（決まった枠だけ）"),
            *((word, _words(name, issue)) for word, name, issue in self._sources()),
        ]
        self.fields["greeting_from"].choices = [
            (EMPTY, "書き直す（空にする）"),
            *((word, _greeting(name, issue)) for word, name, issue in self._sources()),
        ]
        usual = YEAR_AGO if starts.year_ago else LAST if starts.last else EMPTY
        self.initial |= {"start": LAST if starts.last else EMPTY, "greeting_from": usual}

    def _sources(self):
        named = (
            (LAST, "前の号", self.starts.last),
            (YEAR_AGO, "去年の同じころの号", self.starts.year_ago),
        )
        return [row for row in named if row[2]]

    def plan(self, proposed):
        apart = ("start", "greeting_from")
        words = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return replace(proposed, **words)

    def beginning(self):
        """The actions.starting.Start that was chosen. お願い stands in every issue (C10)."""
        source = self.starts.of(self.cleaned_data["start"])
        greeting = self.starts.of(self.cleaned_data["greeting_from"])
        asks = source or self.starts.last
        return Start(
            source=whole_issue(source) if source else None,
            greeting=greeting.greeting if greeting else "",
            request_text=asks.request_text if asks else "",
        )


def _words(name, issue):
    return f"{name}（{issue.number_name} {wareki.format_month(issue.issued_on)}）を写す"


def _greeting(name, issue):
    said = " ".join(issue.greeting.split())
    shown = f"{said[:SHOWN]}…" if len(said) > SHOWN else said or "あいさつなし"
    return f"{name}（{issue.number_name}）：{shown}"
