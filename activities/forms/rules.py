"""The forms of the rules: a version of the city's, and what a district agreed on."""

from django import forms

from activities.forms.support import line
from activities.models import SupportActivity
from activities.queries.rules import mark_of_local, mark_of_template
from councils.forms.fields import WarekiField
from councils.models import Neighbourhood
from takasaki_sc.lib.lines import lines_of

MOST_LINES, LONGEST_LINE = 20, 80


def rule_text(label):
    return forms.CharField(
        label=label, max_length=2000,
        help_text=f"1行に1つ、{MOST_LINES}行まで。だれが読んでもわかることばで書きます。",
        widget=forms.Textarea({"class": "input", "rows": 9}),
    )  # fmt: skip


def clean_lines(text):
    """The lines without blanks. Raises ValidationError where the paper could not hold them."""
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise forms.ValidationError(f"{MOST_LINES}行までにしてください。いまは{len(lines)}行です。")
    for n, one in enumerate(lines, start=1):
        if len(one) > LONGEST_LINE:
            raise forms.ValidationError(
                f"{n}行目が長すぎます。{LONGEST_LINE}字までで、2行に分けてください。"
            )
    return "\n".join(lines)


class RuleForm(forms.Form):
    """One version of the city's rules. A new one asks for its day; `template` is put right."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    kind = forms.ChoiceField(
        label="活動の種類", choices=SupportActivity.Kind.choices,
        widget=forms.Select({"class": "input"}),
    )  # fmt: skip
    title = line("題", 60, required=True, help_text="例　ごみ出しのお手伝い 基本ルール")
    text = rule_text("きまり")
    from_on = WarekiField(label="いつから使うか")

    def __init__(self, *args, template=None, **kwargs):
        super().__init__(*args, **kwargs)
        if template:
            del self.fields["kind"], self.fields["from_on"]

    def clean_text(self):
        return clean_lines(self.cleaned_data["text"])

    @property
    def words(self):
        names = ("title", "text", "from_on")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


def start_of_rule(template):
    """The form as the version stands now."""
    return {
        "kind": template.kind, "title": template.title, "text": template.text,
        "seen": mark_of_template(template),
    }  # fmt: skip


class LocalRuleForm(forms.Form):
    """The rules of a council, or of one 町内会 of it. It starts with the lines of the template."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="どこのきまりか", required=False,
        empty_label="地区ぜんたい", widget=forms.Select({"class": "input"}),
    )  # fmt: skip
    text = rule_text("この地区のきまり")
    agreed_on = WarekiField(label="決めた日", required=False)

    def __init__(self, *args, council, rule=None, **kwargs):
        super().__init__(*args, **kwargs)
        homes = Neighbourhood.objects.filter(council=council)
        self.fields["neighbourhood"].queryset = homes
        if rule:
            del self.fields["neighbourhood"]

    def clean_text(self):
        return clean_lines(self.cleaned_data["text"])

    @property
    def words(self):
        names = ("neighbourhood", "text", "agreed_on")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


def start_of_local(rule):
    """The form as the local rule stands now."""
    return {"text": rule.text, "agreed_on": rule.agreed_on, "seen": mark_of_local(rule)}
