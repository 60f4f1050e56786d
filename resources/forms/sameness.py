"""Choosing: is it the same place, and of two records, which value stays?"""

from dataclasses import dataclass

from django import forms

from resources.models import SocialResource
from takasaki_sc.lib.wareki import format_date

KEEP, TAKE = "keep", "take"
CHOSEN_FROM = (
    "name", "kana", "kind", "council", "address", "venue", "latitude", "schedule_text",
    "closed_text", "organiser", "provider_kind", "contact", "phone", "fax", "fee_text", "url",
    "notes", "last_verified_on",
)  # fmt: skip
ANSWERS = [("same", "同じもの"), ("different", "別のもの")]


@dataclass(frozen=True)
class Choice:
    """One field of which the two records say different things."""

    label: str
    kept: str
    other: str
    box: forms.BoundField
    keep: str = KEEP


class MergeForm(forms.Form):
    """A choice for each field that differs; where one record says nothing, the other's word."""

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = pair
        for name in CHOSEN_FROM:
            if _value(pair.one, name) != _value(pair.other, name):
                self.fields[name] = forms.ChoiceField(
                    label=_label(name),
                    choices=[(KEEP, "残すほうの内容"), (TAKE, "もう一方の内容")],
                    initial=_proposed(pair, name),
                    widget=forms.RadioSelect,
                    error_messages={"required": "どちらの内容を残すか選んでください。"},
                )

    def choices(self):
        """[Choice], for the page."""
        return [
            Choice(
                field.label, _shown(self.pair.one, name), _shown(self.pair.other, name), self[name]
            )
            for name, field in self.fields.items()
        ]

    def taken(self):
        return [name for name, choice in self.cleaned_data.items() if choice == TAKE]


def _proposed(pair, name):
    mine, other = _value(pair.one, name), _value(pair.other, name)
    if name == "last_verified_on" and mine and other:
        return TAKE if other > mine else KEEP
    return KEEP if mine not in (None, "") else TAKE


def _value(resource, name):
    return getattr(resource, SocialResource._meta.get_field(name).attname)


def _label(name):
    return "位置" if name == "latitude" else str(SocialResource._meta.get_field(name).verbose_name)


def _shown(resource, name):
    value = getattr(resource, name)
    if value in (None, ""):
        return ""
    if name == "latitude":
        return f"北緯{resource.latitude} 東経{resource.longitude}"
    if name == "last_verified_on":
        return format_date(value)
    shown = getattr(resource, f"get_{name}_display", None)
    return shown() if shown else str(value)


class AlikeForm(forms.Form):
    """同じもの or 別のもの for each question of a list; what is left open stays open."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {question.code: question for question in questions}
        for code, question in self.questions.items():
            self.fields[code] = forms.ChoiceField(
                label=f"「{question.row.title}」は",
                choices=ANSWERS,
                required=False,
                initial={True: "same", False: "different"}.get(question.answer),
                widget=forms.RadioSelect,
            )

    def answers(self):
        """{pair of keys: is it the same?} for the questions that were answered."""
        given = {code: answer for code, answer in self.cleaned_data.items() if answer}
        return {self.questions[code].pair: answer == "same" for code, answer in given.items()}
