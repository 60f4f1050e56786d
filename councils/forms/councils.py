"""Forms on which a council's own page is kept true."""

from decimal import Decimal, InvalidOperation

from django import forms

from councils.actions.councils import Basics
from councils.forms.fields import SeveralField, WarekiField
from councils.models import (
    AreaFigure,
    CouncilAlias,
    CouncilStage,
    Neighbourhood,
    ProfilePart,
    SupportCentre,
    worded_later,
)
from councils.queries import marks
from takasaki_sc.lib.counts import COUNT_KINDS
from takasaki_sc.lib.kana import plain

LINE = {"class": "input", "autocomplete": "off"}
NOTE_ON_FORM = 120
OLD_ERA = "平成の日は、年の欄に「H28」のように入れます。"
LABELS = ("人口", "世帯数", "高齢者人口", "高齢化率", "要介護等認定率", "町内会の数")
UNITS = ("人", "世帯", "%", "か所", "校", "km²")


def line(label, max_length, *, required=False, help_text="", **attrs):
    """One line of text."""
    widget = forms.TextInput(LINE | attrs)
    return forms.CharField(
        label=label, max_length=max_length, required=required, help_text=help_text, widget=widget
    )


class LinesField(forms.CharField):
    """Lines end as they are kept: a browser sends another end, and that alone is no change."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def lines(label, *, rows=3, help_text="", max_length=2000):
    """Some lines of text."""
    widget = forms.Textarea(LINE | {"rows": rows})
    return LinesField(
        label=label, max_length=max_length, required=False, help_text=help_text, widget=widget
    )


def seen_field():
    """The mark of what the page showed when it was opened (queries.marks)."""
    return forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


def radio(label, choices, **words):
    """A choice of a few, as pills."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect({"class": "chips"}), **words
    )


class PartForm(forms.Form):
    """A form about one part of a council. suggestions: {datalist id: what it offers}."""

    suggestions = {}


class BasicsForm(PartForm):
    """Facts of a council that change now and then. Give it the council."""

    seen = seen_field()
    nickname = line("愛称", 60, help_text="なければ空のままで。例：そよ風くらぶ")
    kana = line("ふりがな", 80, help_text="ひらがなで。さがすときに使います。")
    aliases = lines(
        "別の書き方",
        help_text="1行に1つ。どこで見たかは「｜」のあとに。例：倉淵｜通信 第19号",
    )
    usual_schedule = line("いつもの日時", 80, help_text="例：毎月第2火曜 13:30〜15:00")
    usual_place = line("いつもの場所", 80)
    centres = SeveralField(
        SupportCentre.objects.all(),
        label=worded_later("{centre}"),
        required=False,
        help_text="2つあるときは、どちらにも印をつけます。",
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )
    new_centres = lines(
        worded_later("一覧にない{centre}"),
        rows=2,
        help_text="1行に1つ。ここに書くと一覧に加わります。",
    )
    established_on = WarekiField(label="発足した日", required=False, help_text=OLD_ERA)
    established_text = line(
        "発足（日がわからないとき）", 40, help_text="わかるところまで。例：平成28年1月"
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.council = council
        for name in marks.BASICS:
            self.initial.setdefault(name, getattr(council, name))
        if not self.is_bound:
            self.initial |= {
                "seen": marks.basics_mark(council),
                "aliases": "\n".join(_alias_line(alias) for alias in council.aliases.all()),
                "centres": list(council.centres.all()),
            }

    def clean_aliases(self):
        pairs = dict(_alias_of(text) for text in _lines_of(self.cleaned_data["aliases"]))
        too_long = [text for text in pairs if len(text) > 60]
        if too_long:
            raise forms.ValidationError(f"「{too_long[0][:20]}…」は長すぎます。60文字までです。")
        taken = CouncilAlias.objects.exclude(council=self.council).filter(text__in=pairs)
        for alias in taken.select_related("council"):
            raise forms.ValidationError(
                f"「{alias.text}」は、{alias.council}の別の書き方として使われています。"
            )
        return list(pairs.items())

    def clean_new_centres(self):
        names = _lines_of(self.cleaned_data["new_centres"])
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError("センターの名称は、1行に1つ、80文字までです。")
        return names

    def basics(self):
        """What the valid form says, as the action wants it."""
        said = self.cleaned_data
        return Basics(
            words={name: said[name] for name in marks.BASICS},
            aliases=said["aliases"],
            centres=list(said["centres"]),
            new_centres=said["new_centres"],
        )


def _lines_of(text):
    return [part.strip() for part in text.splitlines() if part.strip()]


def _alias_line(alias):
    return f"{alias.text}｜{alias.source}" if alias.source else alias.text


def _alias_of(text):
    name, _, source = text.replace("|", "｜").partition("｜")
    return name.strip(), source.strip()[:120]


class NeighbourhoodForm(forms.Form):
    """One 町内会. An empty new row is not there; a standing row must keep a name."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    order = forms.IntegerField(
        label="順番",
        min_value=0,
        max_value=999,
        required=False,
        widget=forms.TextInput(LINE | {"class": "input input--2", "inputmode": "numeric"}),
    )
    name = line("町内会の名前", 60)
    kana = line("ふりがな", 80)
    is_doubtful = forms.BooleanField(label="名前がたしかでない（？をつける）", required=False)
    note = line("備考", NOTE_ON_FORM)

    def clean(self):
        said = super().clean()
        if not said.get("name") and (said.get("pk") or said.get("kana") or said.get("note")):
            self.add_error("name", "町内会の名前を入れてください。")
        return said

    def line(self, n):
        """An unsaved Neighbourhood, or None for an empty row. n: its place on the page."""
        said = self.cleaned_data
        if not said.get("name"):
            return None
        order = n if said["order"] is None else said["order"]
        return Neighbourhood(**(said | {"order": order}))


class BaseNeighbourhoodFormSet(forms.BaseFormSet):
    """All 町内会 of a council: no name twice, none of another council."""

    def __init__(self, *args, council, **kwargs):
        self.own = set(council.neighbourhoods.values_list("pk", flat=True))
        super().__init__(*args, **kwargs)

    def clean(self):
        names = [form.cleaned_data.get("name") for form in self.forms if form.is_valid()]
        twice = {name for name in names if name and names.count(name) > 1}
        if twice:
            raise forms.ValidationError(f"「{twice.pop()}」が2つあります。名前を分けてください。")
        strange = {form.cleaned_data.get("pk") for form in self.forms if form.is_valid()}
        if strange - {None} - self.own:
            raise forms.ValidationError("この協議体にない町内会があります。開き直してください。")


NeighbourhoodFormSet = forms.formset_factory(
    NeighbourhoodForm, formset=BaseNeighbourhoodFormSet, extra=1, max_num=200, absolute_max=300
)
NEIGHBOURHOOD_WORDS = ("pk", "order", "name", "kana", "is_doubtful", "note")


class SeenForm(forms.Form):
    """Only the mark of what was seen, for pages that are all rows."""

    seen = seen_field()


class PauseForm(PartForm):
    """お休みを始める."""

    from_on = WarekiField(label="休み始める日")
    reason = line("わけ", 200, required=True, help_text="例：感染症のため、会場の工事のため")


class ResumeForm(PartForm):
    """再開する."""

    until_on = WarekiField(label="また集まる日")


class StageForm(PartForm):
    """One step of the way: when, what shows it, what comes next."""

    seen = seen_field()
    reached_on = WarekiField(
        label="着いた日", required=False, help_text=f"日まで わかるときだけ入れます。{OLD_ERA}"
    )
    evidence = line(
        "わかる記録",
        200,
        help_text="月だけ わかるときは、ここに。例：平成28年1月に3回の勉強会（当時の資料）",
    )
    next_step = line("次にすること", 200, help_text="例：来月、町内会ごとに声を聞く")

    def __init__(self, *args, council, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage = stage
        row = CouncilStage.objects.filter(council=council, stage=stage).first()
        if not self.is_bound:
            self.initial |= {
                "seen": marks.stage_mark(council, stage),
                **{name: getattr(row, name, None)
                   for name in ("reached_on", "evidence", "next_step")},
            }  # fmt: skip

    def line(self):
        """An unsaved CouncilStage."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return CouncilStage(stage=self.stage, **said)


class ProfileForm(PartForm):
    """The six fields of a council's work, line by line (E6). Give it the council."""

    seen = seen_field()

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        standing = {row.part: row for row in council.profile.all()}
        for part in ProfilePart.Part:
            self._add(part, standing.get(part.value))
        if not self.is_bound:
            self.initial["seen"] = marks.profile_mark(council)

    def _add(self, part, row):
        self.fields[f"{part}_text"] = lines(f"{part.label}：していること", rows=4)
        self.fields[f"{part}_as_of"] = WarekiField(
            label=f"{part.label}：いつの時点", required=False, help_text=OLD_ERA
        )
        self.fields[f"{part}_source"] = line(f"{part.label}：どこに書いてあったか", 200)
        if row:
            for name in ("text", "as_of", "source"):
                self.initial[f"{part}_{name}"] = getattr(row, name)

    @property
    def parts(self):
        """[(label, text field, as-of field, source field)] for the page."""
        return [
            (part.label, *(self[f"{part}_{name}"] for name in ("text", "as_of", "source")))
            for part in ProfilePart.Part
        ]

    def lines(self):
        """Six unsaved ProfileParts."""
        said = self.cleaned_data
        names = ("text", "as_of", "source")
        return [
            ProfilePart(part=part, **{name: said[f"{part}_{name}"] for name in names})
            for part in ProfilePart.Part
        ]


class NumberField(forms.CharField):
    """「１２，３４５」 or 「29.86」 as a Decimal with at most two places."""

    def __init__(self, **kwargs):
        box = LINE | {"class": "input input--wide", "inputmode": "decimal"}
        super().__init__(max_length=20, widget=forms.TextInput(box), **kwargs)

    def clean(self, value):
        text = plain(super().clean(value)).replace(",", "").replace(" ", "")
        try:
            number = Decimal(text)
        except InvalidOperation as fault:
            raise forms.ValidationError("数字で入れてください。例：14,212、29.86") from fault
        if not number.is_finite() or number < 0 or number >= Decimal("1e12"):
            raise forms.ValidationError("0以上の数を入れてください。")
        if number != round(number, 2):
            raise forms.ValidationError("小数は2けたまでにしてください。")
        return number


class FigureForm(PartForm):
    """One dated number about the area. Without a day and a source it is not a figure (K3)."""

    suggestions = {"figure-labels": LABELS, "figure-units": UNITS}

    seen = seen_field()
    label = line("項目", 60, required=True, list="figure-labels", help_text="例：人口、世帯数")
    value = NumberField(label="値")
    unit = line("単位", 12, list="figure-units", help_text="例：人、世帯、%")
    count_kind = radio("数え方", COUNT_KINDS, initial="actual")
    as_of = WarekiField(label="いつの時点の数か", help_text=OLD_ERA)
    as_of_text = line("時点の書き方", 40, help_text="資料の書き方のまま。例：H29.9末")
    source = line("出典", 200, required=True, help_text="例：市の高齢者福祉の課の資料")
    is_doubtful = forms.BooleanField(
        label="たしかでない（確かめが要る）",
        required=False,
        widget=forms.CheckboxInput({"class": "tickbox"}),
    )

    def __init__(self, *args, area, figure=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.area, self.figure = area, figure
        if figure and not self.is_bound:
            self.initial |= {name: getattr(figure, name) for name in self.fields if name != "seen"}
            self.initial |= {
                "seen": marks.figure_mark(figure),
                "value": figure.value.normalize().__format__("f"),
            }

    def clean(self):
        said = super().clean()
        same = AreaFigure.objects.filter(
            area=self.area, label=said.get("label", ""), as_of=said.get("as_of")
        )
        if self.figure:
            same = same.exclude(pk=self.figure.pk)
        if same.exists():
            self.add_error("label", "同じ項目・同じ時点の数値がすでにあります。")
        return said

    @property
    def words(self):
        """{field: value} of the figure."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
