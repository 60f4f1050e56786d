"""What the page of the year's turn asks for."""

from django import forms

from councils.forms.fields import WarekiField


class CarryForm(forms.Form):
    """Which 宿題 go over, and until when. Give it the Turn."""

    items = forms.TypedMultipleChoiceField(
        label="持ち越す宿題", coerce=int, required=True, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "持ち越す宿題に印をつけてください。"},
    )  # fmt: skip
    due_on = WarekiField(label="新しい期限", required=True)

    def __init__(self, *args, turn, **kwargs):
        super().__init__(*args, **kwargs)
        self.turn = turn
        self.fields["items"].choices = [(item.pk, item.what) for item in turn.homework]

    def clean_due_on(self):
        """A day of the next year."""
        day = self.cleaned_data["due_on"]
        if day < self.turn.next_first_day:
            raise forms.ValidationError("新しい年度の日を入れてください。")
        return day


class CloseForm(forms.Form):
    """The last word of the year."""

    note = forms.CharField(
        label="引きつぎのことば",
        max_length=400,
        required=False,
        help_text="来年度の担当の方へ、ひとこと。個人のお名前は書かないでください。",
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )
