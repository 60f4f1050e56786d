"""The form of a reference case: its head, and its boxes in order."""

from django import forms

from councils.models import Council
from reports.actions.cases import HEAD
from reports.models import CasePart, ReferenceCase

LINE = {"class": "input", "autocomplete": "off"}
MORE_BOXES, MOST_BOXES = 2, 12


class CaseForm(forms.ModelForm):
    """Whose case it is. `seen` is the mark of what was shown (reports.cases.case_mark)."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    class Meta:
        model = ReferenceCase
        fields = HEAD
        widgets = {name: forms.TextInput(LINE) for name in HEAD} | {
            "facts": forms.Textarea(LINE | {"rows": 4}),
            "council": forms.Select({"class": "input"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = Council.objects.in_board_order()
        self.fields["council"].empty_label = "（ほかの市町村の事例）"

    def head(self):
        """{field: value} for the actions."""
        return {name: self.cleaned_data[name] for name in HEAD}


class PartForm(forms.Form):
    """One box; an empty one is left out."""

    kind = forms.ChoiceField(
        label="種類",
        required=False,
        choices=[("", "（えらぶ）"), *CasePart.Kind.choices],
        widget=forms.Select({"class": "input"}),
    )
    title = forms.CharField(
        label="見出し", max_length=60, required=False, widget=forms.TextInput(LINE)
    )
    text = forms.CharField(
        label="中身",
        max_length=2000,
        required=False,
        help_text="1行に1つのことを書きます。",
        widget=forms.Textarea(LINE | {"rows": 4}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("kind"):
            self.add_error("kind", "種類をえらんでください。")
        if cleaned.get("title") and not cleaned.get("text"):
            self.add_error("text", "見出しだけで、中身がありません。")
        return cleaned


PartFormSet = forms.formset_factory(
    PartForm, extra=MORE_BOXES, max_num=MOST_BOXES, absolute_max=120
)


def parts_of(formset):
    """[(kind, title, text)] of the boxes that say something."""
    rows = [form.cleaned_data for form in formset if form.cleaned_data.get("text")]
    return [(row["kind"], row["title"], row["text"]) for row in rows]
