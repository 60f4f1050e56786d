"""The sheet 集まりの内容: theme, who took part, the programme, who was invited."""

from django import forms

from councils import queries
from councils.actions.exchange import Gathering
from councils.forms.fields import LooseCountField
from councils.models import Meeting, MeetingAudience, MeetingParty, ProgrammePart, worded_later
from takasaki_sc.lib.counts import COUNT_KINDS, CountKind

LINE = {"class": "input", "autocomplete": "off"}
OF_ONE_DAY = (CountKind.ACTUAL, CountKind.ABOUT)
OF_AN_AUDIENCE = (*OF_ONE_DAY, CountKind.CUMULATIVE)


def _line(label, max_length, *, help_text="", required=False, **attrs):
    widget = forms.TextInput(LINE | attrs)
    return forms.CharField(
        label=label, max_length=max_length, required=required, help_text=help_text, widget=widget
    )


def _lines(label, *, help_text=""):
    widget = forms.Textarea(LINE | {"rows": 3})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


class HeadCountField(LooseCountField):
    """A head-count that may be unknown: an empty box gives None, not 0."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        return forms.IntegerField.clean(self, value)


class CountKindField(forms.ChoiceField):
    """実数 or 約 …; a kind that is stored already always stays a choice."""

    def __init__(self, kinds, **kwargs):
        self.kinds = kinds
        widget = forms.Select({"class": "input input--kind"})
        super().__init__(
            label="数え方", choices=COUNT_KINDS, required=False, initial="actual", widget=widget,
            **kwargs,
        )  # fmt: skip

    def offer(self, stored):
        """Narrow the choices to the usual ones and the stored one."""
        offered = {*self.kinds, stored}
        self.choices = [choice for choice in COUNT_KINDS if choice[0] in offered]

    def clean(self, value):
        return super().clean(value) or "actual"


class ThemeMeetingField(forms.ModelChoiceField):
    """The meeting that chose the theme, by day and kind."""

    def label_from_instance(self, meeting):
        return f"{meeting.day_words}　{meeting.title}"


class GatheringForm(forms.Form):
    """Theme and aim, who led, and the numbers of an old record."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    theme = _line("テーマ（内容）", 200)
    aim = _lines("推進側のねらい", help_text="来た人に、何を知って、何を感じてほしいか。")
    facilitator = _line("進行", 60, placeholder=worded_later("例 {tier1}SC"))
    theme_meeting = ThemeMeetingField(
        Meeting.objects.none(),
        label="テーマを決めた会議",
        required=False,
        empty_label="（えらばない）",
        widget=forms.Select({"class": "input"}),
    )
    visit_direction = forms.ChoiceField(
        label="ほかの市町村との行き来",
        required=False,
        choices=[("", "なし"), *Meeting.VisitDirection.choices],
        widget=forms.RadioSelect({"class": "chips"}),
    )
    n_parties = HeadCountField(
        label="参加協議体数だけがわかるとき",
        help_text="上で協議体に印をつけたときは、印の数が使われます。",
    )
    n_present = HeadCountField(
        label="集まった人数（全体）",
        help_text="名簿の印で数えるときは、空けておいてください。",
    )
    n_present_kind = CountKindField(OF_AN_AUDIENCE)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme_meeting"].queryset = queries.meetings_that_set_themes(meeting)
        self.fields["n_present_kind"].offer(meeting.n_present_kind)


class PartyForm(forms.Form):
    """One council of the 26: was it there, and with how many people?"""

    council_id = forms.IntegerField(widget=forms.HiddenInput)
    is_there = forms.BooleanField(required=False)
    n_people = HeadCountField(label="人数")
    n_people_kind = CountKindField(OF_ONE_DAY)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["n_people_kind"].offer(self.initial.get("n_people_kind"))
        self.name = names.get(str(self["council_id"].value()), "")

    def clean(self):
        cleaned = super().clean()
        if not self.name:
            raise forms.ValidationError("協議体の一覧が変わりました。画面を開き直してください。")
        return cleaned

    def row(self):
        """An unsaved MeetingParty, or None for a council that was not there."""
        words = dict(self.cleaned_data)
        return MeetingParty(**words) if words.pop("is_there", False) else None


class OtherPartyForm(forms.Form):
    """A town or body that is no council of the city."""

    other_name = _line("市町村・団体の名前", 80, placeholder="例 となり村の協議体")
    n_people = HeadCountField(label="人数")
    n_people_kind = CountKindField(OF_ONE_DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["n_people_kind"].offer(self.initial.get("n_people_kind"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("n_people") is not None and not cleaned.get("other_name"):
            self.add_error("other_name", "どこの方か、名前を入れてください。")
        return cleaned

    def row(self):
        words = self.cleaned_data
        return MeetingParty(**words) if words.get("other_name") else None


class ProgrammePartForm(forms.Form):
    """One part of the programme. Left empty, it is not there."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    section = _line("部", 40, placeholder="例 第1部")
    kind = forms.ChoiceField(
        label="種類",
        choices=ProgrammePart.Kind,
        required=False,
        initial=ProgrammePart.Kind.REPORT,
        widget=forms.Select({"class": "input"}),
    )
    title = _line("題", 200)
    council_id = forms.TypedChoiceField(
        label="話した協議体",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select({"class": "input"}),
    )
    speaker = _line("話した人・団体", 80, help_text="名前は、スタッフの画面だけに出ます。")
    story = _lines("話の中身")

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council_id"].choices = [("", "（なし）"), *names.items()]

    def clean_kind(self):
        return self.cleaned_data["kind"] or ProgrammePart.Kind.OTHER

    def clean(self):
        cleaned = super().clean()
        is_begun = any(cleaned.get(name) for name in ("section", "council_id", "speaker", "story"))
        if is_begun and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "この項目の題を、ひとことで入れてください。")
        return cleaned

    def row(self):
        words = self.cleaned_data
        return ProgrammePart(**words) if words.get("title") else None


class AudienceForm(forms.Form):
    """A class of people who were invited, and how many came (D9)."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    label = _line("対象", 60, placeholder="例 区長")
    n_invited = HeadCountField(label="案内した数")
    n_attended = HeadCountField(label="来た数")
    n_attended_kind = CountKindField(OF_AN_AUDIENCE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["n_attended_kind"].offer(self.initial.get("n_attended_kind"))

    def clean(self):
        cleaned = super().clean()
        has_number = any(cleaned.get(name) is not None for name in ("n_invited", "n_attended"))
        if has_number and not cleaned.get("label"):
            self.add_error("label", "だれを案内したか、入れてください。")
        return cleaned

    def row(self):
        words = self.cleaned_data
        return MeetingAudience(**words) if words.get("label") else None


class BasePartyFormSet(forms.BaseFormSet):
    """The 26 tiles; the same council twice means that the page is not ours."""

    def clean(self):
        councils = [form.cleaned_data.get("council_id") for form in self if form.is_valid()]
        if len(councils) != len(set(councils)):
            raise forms.ValidationError("同じ協議体が2つあります。画面を開き直してください。")


PartyFormSet = forms.formset_factory(
    PartyForm, BasePartyFormSet, extra=0, max_num=60, absolute_max=120
)
OtherPartyFormSet = forms.formset_factory(
    OtherPartyForm, extra=0, min_num=1, max_num=20, absolute_max=120
)
ProgrammeFormSet = forms.formset_factory(
    ProgrammePartForm, extra=0, min_num=1, max_num=40, absolute_max=120
)
AudienceFormSet = forms.formset_factory(
    AudienceForm, extra=0, min_num=1, max_num=20, absolute_max=120
)


class GatheringSheet:
    """The whole sheet of one meeting, filled in and read as one."""

    def __init__(self, meeting, data=None):
        councils = list(queries.councils_for_gathering(meeting))
        names = {str(council.pk): council.name for council in councils}
        named = {"names": names}
        start = initial_of(meeting, councils)
        self.head = GatheringForm(data, meeting=meeting, initial=start["head"])
        self.parties = PartyFormSet(
            data, prefix="party", initial=start["parties"], form_kwargs=named
        )
        self.others = OtherPartyFormSet(data, prefix="other", initial=start["others"])
        self.programme = ProgrammeFormSet(
            data, prefix="part", initial=start["programme"], form_kwargs=named
        )
        self.audiences = AudienceFormSet(data, prefix="audience", initial=start["audiences"])

    @property
    def blocks(self):
        return self.head, self.parties, self.others, self.programme, self.audiences

    @property
    def n_there(self):
        """How many councils are ticked right now, whatever else is wrong."""
        return sum(bool(form["is_there"].value()) for form in self.parties)

    def is_valid(self):
        found = [block.is_valid() for block in self.blocks]  # every block, so that all errors show
        return all(found)

    def gathering(self):
        """What the valid sheet says, as the action wants it."""
        words = dict(self.head.cleaned_data)
        del words["version"]
        return Gathering(
            **words,
            parties=_rows(self.parties) + _rows(self.others),
            programme=_rows(self.programme),
            audiences=_rows(self.audiences),
        )


def _rows(formset):
    return [row for row in (form.row() for form in formset) if row is not None]


def _words(row, *names):
    return {name: getattr(row, name) for name in names}


def initial_of(meeting, councils):
    """What the sheet shows for a meeting, as it stands."""
    listed = {party.council_id: party for party in meeting.parties.all() if party.council_id}
    others = [party for party in meeting.parties.all() if not party.council_id]
    head = _words(
        meeting, "version", "theme", "aim", "facilitator", "visit_direction", "n_parties",
        "n_present", "n_present_kind",
    )  # fmt: skip
    return {
        "head": head | {"theme_meeting": meeting.theme_meeting_id},
        "parties": [_party_of(council, listed.get(council.pk)) for council in councils],
        "others": [_words(party, "other_name", "n_people", "n_people_kind") for party in others],
        "programme": [
            _words(part, "pk", "section", "kind", "title", "council_id", "speaker", "story")
            for part in meeting.programme.all()
        ],
        "audiences": [
            _words(audience, "pk", "label", "n_invited", "n_attended", "n_attended_kind")
            for audience in meeting.audiences.all()
        ],
    }


def _party_of(council, party):
    if party is None:
        return {"council_id": council.pk, "is_there": False, "n_people_kind": "actual"}
    return {"council_id": council.pk, "is_there": True} | _words(party, "n_people", "n_people_kind")
