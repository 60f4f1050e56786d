"""How often to ask, and what a new sheet is to hold."""

import uuid

from django import forms

from councils.forms.fields import WarekiField
from resources.models import CheckSheet, Kind


class CycleForm(forms.Form):
    """How many months a check counts, one box a kind."""

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label,
                min_value=1,
                max_value=60,
                initial=months[kind.value],
                widget=forms.TextInput({"class": "input input--3", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    "1〜60の数字で入れてください。",
                ),
            )


class SheetForm(forms.Form):
    """A new 確認シート: what stands on it, and who brings it back when."""

    which = forms.ChoiceField(
        label="載せるもの",
        choices=[("due", "確かめる時期のもの（まもなくのものも）"), ("all", "ぜんぶ")],
        initial="due",
        widget=forms.RadioSelect,
    )
    grouping = forms.ChoiceField(
        label="並べ方",
        choices=CheckSheet.Grouping.choices,
        initial=CheckSheet.Grouping.NEIGHBOURHOOD,
        widget=forms.RadioSelect,
    )
    collector = forms.CharField(
        label="集めるところ",
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "input"}),
        help_text=CheckSheet._meta.get_field("collector").help_text,
    )
    back_on = WarekiField(label="戻していただく日", required=False)
    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
