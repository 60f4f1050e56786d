"""The forms of the way to publication: remarks, booking, rules, corrections."""

from datetime import datetime

from django import forms
from django.utils import timezone

from councils.forms.fields import LooseTimeField, WarekiField
from newsletters.forms.studio import INPUT, _line
from newsletters.models import RuleLevel

LONGEST_REMARK = 1000
Level = RuleLevel.Level


class RemarkForm(forms.Form):
    """A remark on one block of an issue, or on the whole."""

    article = forms.ModelChoiceField(
        queryset=None, label="どこへのコメントですか", required=False, empty_label="号ぜんたい",
        widget=forms.Select(INPUT),
    )  # fmt: skip
    text = forms.CharField(
        label="コメント", max_length=LONGEST_REMARK, widget=forms.Textarea(INPUT | {"rows": 3}),
        help_text="直してほしい所と、どう直すかを書きます。",
        error_messages={"required": "コメントを書いてください。"},
    )  # fmt: skip

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, **kwargs)
        articles = self.fields["article"]
        articles.queryset = issue.articles.all()
        articles.label_from_instance = lambda article: f"{article.page}面　{article.title}"


class ScheduleForm(forms.Form):
    """The day and time at which an issue goes out by itself."""

    day = WarekiField(label="発行する日")
    time = LooseTimeField(
        label="時刻", help_text="例：9:00", error_messages={"required": "時刻を入れてください。"}
    )

    def clean(self):
        words = super().clean()
        day, time = words.get("day"), words.get("time")
        if day and time:
            words["publish_at"] = timezone.make_aware(datetime.combine(day, time))
            if words["publish_at"] <= timezone.now():
                self.add_error("day", "過ぎた日時です。これからの日時にしてください。")
        return words


class RuleLevelsForm(forms.Form):
    """What a series makes of every rule that is not locked."""

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = {rule.code: rule for rule in rules if not rule.is_locked}
        for code, rule in self.rules.items():
            self.fields[code] = forms.ChoiceField(
                label=rule.title, choices=Level.choices, widget=forms.Select(INPUT)
            )

    def chosen(self):
        """{rule: level} of what differs from the usual weight."""
        return {
            code: level
            for code, level in self.cleaned_data.items()
            if level != self.rules[code].level
        }


class CorrectionForm(forms.Form):
    """誤 and 正."""

    page = forms.TypedChoiceField(
        label="面", coerce=int, empty_value=None, required=False, widget=forms.Select(INPUT)
    )
    wrong = _line("誤（まちがっていることば）", 200, required=True)
    right = _line("正（正しいことば）", 200, required=True)
    note = _line("ひとこと", 200, help_text="例：おわびして訂正します。")

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, **kwargs)
        pages = range(1, (issue.n_pages or issue.n_pages_planned) + 1)
        self.fields["page"].choices = [("", "決めない"), *((n, f"{n}面") for n in pages)]

    def clean(self):
        words = super().clean()
        if words.get("wrong") and words.get("wrong") == words.get("right"):
            self.add_error("right", "誤と正が同じです。")
        return words
