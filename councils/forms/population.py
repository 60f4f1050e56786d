"""A table of population handed in, and the preview of it sent back with where towns lie."""

from datetime import date

from django import forms
from django.core import signing

from councils.importing.population import Town

MOST_BYTES = 5 * 2**20
SALT = "councils.population"
GOOD_FOR = 24 * 3600
STALE = "確かめてから1日たったか、画面が途中で変わりました。もう一度ファイルを選んでください。"
_FIELDS = ("name", "as_of", "total", "male", "female", "elderly", "households")


class PopulationForm(forms.Form):
    """The file, and what to print under its numbers."""

    file = forms.FileField(
        label="人口のファイル",
        help_text="Excel（.xlsx、.xls）、OpenDocument（.ods）、CSV。5MBまで。",
        widget=forms.FileInput(attrs={"class": "input", "accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": "ファイルを選んでください。"},
    )
    source = forms.CharField(
        label="出典",
        max_length=160,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text="数の下に書きます。例：市の住民基本台帳",
        error_messages={"required": "どこの数かを書いてください。"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("ファイルは5MBまでです。")
        return file


class PreviewForm(forms.Form):
    """What was shown, signed: nobody can change a number between looking and writing."""

    shown = forms.CharField(widget=forms.HiddenInput)

    def clean_shown(self):
        try:
            told = signing.loads(self.cleaned_data["shown"], salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature as fault:
            raise forms.ValidationError(STALE) from fault
        return unpacked(told)


def packed(towns, source):
    """The towns and the source as one signed word."""
    rows = [[_plain(getattr(town, name)) for name in _FIELDS] for town in towns]
    return signing.dumps([source, rows], salt=SALT, compress=True)


def unpacked(told):
    """([Town], source) of what `packed` made."""
    source, rows = told
    words = (dict(zip(_FIELDS, row, strict=True)) for row in rows)
    return [Town(**(w | {"as_of": date.fromisoformat(w["as_of"])})) for w in words], source


def where_of(post, towns):
    """{town: 圏域 as typed} from the boxes of the preview."""
    return {town.name: post.get(f"within-{n}", "") for n, town in enumerate(towns)}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value
