"""What a person says about a table of needs before it is kept, and voices."""

import uuid

from django import forms

from councils.forms.fields import WarekiField
from councils.models import worded_later
from resources.actions.needs import TableBody, TableHead, TableLine
from resources.importing.needs_matrix import period_of
from resources.models import NeedCategory, NeedsMatrix, Voice
from resources.queries.needs import homes_by_name
from takasaki_sc.lib.kana import search_key

MOST_BYTES = 5 * 2**20
TOO_LARGE = "ファイルは5MBまでです。使わないシートや画像を消してください。"
MEND_FIRST = "エラーのところを表で直して、もう一度ファイルを選んでください。"
WITHOUT_NAMES = "聞いたまま、短く。お名前や、だれのことか分かることは書きません。"
NEW, OUT = "new", "out"
BOX = {"class": "input"}


class SheetForm(forms.Form):
    """A sheet handed in."""

    file = forms.FileField(
        label="表のファイル",
        help_text="Excel（.xlsx、.xls）、OpenDocument（.ods）、CSV。5MBまで。",
        widget=forms.FileInput(attrs={**BOX, "accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class KeepForm(forms.Form):
    """What every sheet needs before it is kept: title, period, source (K3), and the yes."""

    title = forms.CharField(label="題名", max_length=120, widget=forms.TextInput(BOX))
    period_text = forms.CharField(
        label="いつの数か",
        max_length=60,
        widget=forms.TextInput(BOX),
        help_text="例：平成29年4月、H27年4月～H29年4月、令和7年度",
    )
    source = forms.CharField(
        label="出典",
        max_length=200,
        widget=forms.TextInput(BOX),
        help_text=worded_later("どこの、何の数かを書きます。例：{centre}の集計"),
    )
    accept = forms.BooleanField(required=False, label="違いがあるまま取り込む")
    draft = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, council, table, **words):
        super().__init__(*args, **words)
        self.council, self.table = council, table
        self.homes = homes_by_name(council)
        self.fields["title"].error_messages["required"] = "題名を書いてください。"
        self.fields["source"].error_messages["required"] = "出典を書いてください。"
        self.fields["period_text"].error_messages["required"] = "いつの数かを書いてください。"
        if not table.asks:
            del self.fields["accept"]
        self._add_places()

    def spelt_names(self):
        """The names of 町内会 as the sheet spells them."""
        raise NotImplementedError

    def _add_places(self):
        known = sorted(set(self.homes.values()), key=lambda home: (home.order, home.pk))
        self.unknown = [name for name in self.spelt_names() if search_key(name) not in self.homes]
        for n, name in enumerate(self.unknown):
            choices = [("", "選んでください"), (NEW, f"「{name}」を新しい町内会として加える")]
            choices += [(str(home.pk), f"{home} のこと") for home in known]
            choices += [(OUT, "この町内会は取り込まない")]
            self.fields[f"place-{n}"] = forms.ChoiceField(
                label=f"「{name}」は、どの町内会ですか",
                choices=choices,
                widget=forms.Select(BOX),
                error_messages={"required": f"「{name}」をどうするか、選んでください。"},
            )

    @property
    def places(self):
        return [self[f"place-{n}"] for n in range(len(self.unknown))]

    def clean_period_text(self):
        try:
            self.period = period_of(self.cleaned_data["period_text"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return self.cleaned_data["period_text"]

    def clean(self):
        cleaned = super().clean()
        if self.table.errors:
            raise forms.ValidationError(MEND_FIRST)
        if self.table.asks and not cleaned.get("accept"):
            self.add_error("accept", "数の違いを確かめて、このまま取り込むなら印をつけてください。")
        homes = [home for home in map(self.home_of, self.spelt_names()) if home]
        if len(homes) != len(set(homes)):
            raise forms.ValidationError("2つの行が、同じ町内会になっています。選び直してください。")
        return cleaned

    def home_of(self, name):
        """The Neighbourhood a spelt name stands for; None if it is new or left out."""
        known = self.homes.get(search_key(name))
        chosen = self._chosen(name)
        return known or next((h for h in self.homes.values() if str(h.pk) == chosen), None)

    def is_left_out(self, name):
        return self._chosen(name) == OUT

    def _chosen(self, name):
        if name not in self.unknown:
            return ""
        return getattr(self, "cleaned_data", {}).get(f"place-{self.unknown.index(name)}", "")

    def notes(self):
        """The notes of the sheet, and what was left out of it."""
        out = [name for name in self.unknown if self.is_left_out(name)]
        told = [f"取り込まなかった町内会：{'、'.join(out)}"] if out else []
        return "\n".join([*self.table.notes, *told])


class NeedsForm(KeepForm):
    """A table 町内会 × 項目 as it will be kept."""

    kind = forms.ChoiceField(
        label="表の種類", choices=NeedsMatrix.Kind.choices, widget=forms.Select(BOX)
    )
    field_order = ["kind", "title", "period_text", "source"]

    def spelt_names(self):
        return [line.name for line in self.table.lines]

    def head(self):
        cleaned = self.cleaned_data
        return TableHead(
            council=self.council,
            kind=cleaned["kind"],
            title=cleaned["title"],
            period=self.period,
            period_text=cleaned["period_text"],
            source=cleaned["source"],
            notes=self.notes(),
        )

    def body(self):
        lines = [
            TableLine(self.home_of(line.name), line.name, line.cells)
            for line in self.table.lines
            if not self.is_left_out(line.name)
        ]
        totals = self.table.totals.cells if self.table.totals else None
        return TableBody(self.table.headings, lines, totals)


class VoiceForm(forms.ModelForm):
    """What somebody said, without a name. Its save() is never called."""

    heard_on = WarekiField(label="聞いた日", required=False)
    submit_token = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Voice
        fields = ["text", "method", "neighbourhood", "category", "heard_on"]

    def __init__(self, *args, council, **words):
        super().__init__(*args, **words)
        for name in ("text", "method", "neighbourhood", "category"):
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["text"].widget.attrs["rows"] = 3
        self.fields[
            "text"
        ].help_text = "聞いたまま、短く。お名前や、だれのことか分かることは書きません。"
        self.fields["text"].error_messages["required"] = "聞いたことを書いてください。"
        self.fields["method"].choices = Voice.Method.choices
        self.fields["neighbourhood"].queryset = council.neighbourhoods.all()
        self.fields["neighbourhood"].empty_label = "決めない"
        needs = NeedCategory.objects.filter(measure=NeedCategory.Measure.NEED)
        self.fields["category"].queryset = needs
        self.fields["category"].empty_label = "決めない"
        self.fields["method"].initial = Voice.Method.GATHERING
        self.fields["submit_token"].initial = uuid.uuid4

    def values(self):
        """field → value for the action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
