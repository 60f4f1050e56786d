"""What an organiser may say without a log-in, and what staff decide about it."""

from django import forms

from resources.models import SocialResource
from resources.queries.suggestions import ASKED_FIELDS

DAYS = [(30, "30日"), (60, "60日"), (90, "90日")]
STATES = [
    (SocialResource.Status.ACTIVE, "つづけています"),
    (SocialResource.Status.SUSPENDED, "休んでいます"),
    (SocialResource.Status.ENDED, "終わりました"),
]
NOTHING_SAID = "変わったところを書きかえるか、ひとことを書いてください。"


class LinkForm(forms.Form):
    """How long the address may be used."""

    days = forms.TypedChoiceField(
        label="使える期間",
        choices=DAYS,
        coerce=int,
        initial=60,
        widget=forms.Select({"class": "input"}),
    )


class OrganiserForm(forms.ModelForm):
    """The public record, to be put right by the one who runs it. Its save() is never called."""

    status = forms.ChoiceField(label="いまのようす", choices=STATES, widget=forms.RadioSelect)
    note = forms.CharField(
        label="ひとこと",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 3}),
        help_text="うまく書けないときは、ここに書いてください。",
    )

    class Meta:
        model = SocialResource
        fields = list(ASKED_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = {name: getattr(self.instance, name) for name in ASKED_FIELDS}
        for name in ASKED_FIELDS:
            if name != "status":
                self.fields[name].widget.attrs["class"] = "input"
        for name in ("schedule_text", "notes"):
            self.fields[name].widget.attrs["rows"] = 3
        self.fields["schedule_text"].help_text = "例：毎週火曜 10:00〜12:00"
        self.fields["name"].error_messages["required"] = "名称を入れてください。"
        self.fields["url"].assume_scheme = "https"

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (self.changed_values() or cleaned.get("note")):
            raise forms.ValidationError(NOTHING_SAID)
        return cleaned

    def _post_clean(self):
        """The instance stays as it is in the database: this form only listens."""

    def changed_values(self):
        """{field: value} where something else was said than stands there."""
        said = {name: self.cleaned_data.get(name) for name in ASKED_FIELDS}
        return {
            name: value
            for name, value in said.items()
            if value is not None and _squeezed(value) != _squeezed(self.before[name])
        }


def _squeezed(text):
    """Line ends as browsers send them are no change."""
    return text.replace("\r\n", "\n").strip()


class DeclineForm(forms.Form):
    """Why it does not go into the record."""

    reason = forms.CharField(
        label="載せないわけ",
        max_length=200,
        widget=forms.TextInput({"class": "input"}),
        help_text="あとで見た人にわかるように。例：電話で確かめたところ、いまの記録のとおりでした",
        error_messages={"required": "載せないわけを、ひとこと書いてください。"},
    )
