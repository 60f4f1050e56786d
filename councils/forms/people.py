"""Forms about people in a council. A name that is already known is asked about, never doubled."""

from django import forms
from django.utils import timezone

from councils.forms.councils import LINE, PartForm, line, radio, seen_field
from councils.forms.fields import SeveralField, WarekiField
from councils.models import Coordinator, CouncilBody, CouncilMember, Organisation, Person
from councils.queries import marks
from councils.queries.people import namesakes, seats_to_renew, sits_elsewhere
from takasaki_sc.lib import wareki

ANOTHER = "another"
SAME_OR_NOT = "同じ名前の方が登録されています。同じ方か、別の方かを選んでください。"
Seat = CouncilMember.Affiliation


class PersonForm(PartForm):
    """A person by name. Where the name is known, `same_as` asks: the same person, or another?

    visible_councils: the councils whose people the asker may see.
    """

    name = line("お名前", 60, required=True)
    kana = line("ふりがな", 80, help_text="ひらがなで。名簿はこの順に並びます。")
    same_as = forms.ChoiceField(
        label="同じ名前の方がいます",
        error_messages={"required": SAME_OR_NOT},
        widget=forms.RadioSelect({"class": "checks"}),
    )

    def __init__(self, *args, visible_councils, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.data.get(self.add_prefix("name"), "") if self.is_bound else ""
        self.namesakes = namesakes(name[:60], visible_councils) if name else []
        if self.namesakes:
            self.fields["same_as"].choices = [
                *((str(n.person.pk), f"この方と同じ：{n.known_as}") for n in self.namesakes),
                (ANOTHER, "別の方（同じ名前の、ほかの人）"),
            ]
        else:
            del self.fields["same_as"]

    @property
    def person(self):
        """The Person meant: a known one, or an unsaved one."""
        said = self.cleaned_data
        chosen = said.get("same_as", "")
        for namesake in self.namesakes:
            if chosen == str(namesake.person.pk):
                return namesake.person
        return Person(name=said["name"], kana=said["kana"])


class TermForm(PartForm):
    """From when until when; both may be open."""

    from_on = WarekiField(label="任期の始め", required=False)
    until_on = WarekiField(
        label="任期の終わり", required=False, help_text="決まっていなければ空のままで。"
    )

    def clean(self):
        said = super().clean()
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "任期の終わりは、始めより後にしてください。")
        return said


def affiliation_field():
    return radio("立場", Seat.choices, initial=Seat.RESIDENT)


def core_field():
    return forms.BooleanField(
        label="コアメンバー（中心になって進める方）",
        required=False,
        widget=forms.CheckboxInput({"class": "tickbox"}),
    )


OFFICE = {
    "label": "役",
    "max_length": 40,
    "help_text": "例：会長、副会長、書記。なければ空のままで。",
}


class MemberForm(TermForm, PersonForm):
    """Somebody new in the council."""

    affiliation = affiliation_field()
    office = line(**OFFICE)
    is_core = core_field()

    field_order = ["name", "kana", "same_as", "affiliation", "office", "is_core"]

    def seat(self):
        """An unsaved CouncilMember; its person may be unsaved too."""
        names = ("affiliation", "office", "is_core", "from_on", "until_on")
        return CouncilMember(
            person=self.person, **{name: self.cleaned_data[name] for name in names}
        )


class SeatForm(TermForm):
    """A seat that is there already. The name can be mended where no other council uses it."""

    seen = seen_field()
    name = line("お名前", 60, required=True)
    kana = line("ふりがな", 80)
    affiliation = affiliation_field()
    office = line(**OFFICE)
    is_core = core_field()

    field_order = ["seen", "name", "kana", "affiliation", "office", "is_core"]
    on_seat = ("affiliation", "office", "is_core", "from_on", "until_on")

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        if sits_elsewhere(seat.person, seat.council):
            del self.fields["name"], self.fields["kana"]
        if not self.is_bound:
            self.initial |= {name: getattr(seat, name) for name in self.on_seat}
            self.initial |= {
                "seen": marks.seat_mark(seat),
                "name": seat.person.name,
                "kana": seat.person.kana,
            }

    @property
    def words(self):
        """{field: value} as the action wants it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class EndForm(PartForm):
    """The last day of something. first: the day it began, or None."""

    until_on = WarekiField(label="最後の日")

    def __init__(self, *args, first=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.first = first
        self.initial.setdefault("until_on", timezone.localdate())

    def clean_until_on(self):
        last = self.cleaned_data["until_on"]
        if self.first and last < self.first:
            began = wareki.format_date(self.first)
            raise forms.ValidationError(f"始まりの日（{began}）より後にしてください。")
        return last


class EndBodyForm(EndForm):
    """A body sends nobody any more."""

    is_dissolved = forms.BooleanField(
        label="団体そのものが解散した",
        required=False,
        widget=forms.CheckboxInput({"class": "tickbox"}),
    )
    note = line("備考", 200, help_text="例：会員が減り、解散。活動は町内会が引きつぐ")


class RenewalForm(forms.Form):
    """任期をまとめて更新: who stays, from when until when. Give it the council and today."""

    first = WarekiField(label="新しい任期の始め")
    last = WarekiField(label="新しい任期の終わり", required=False)
    staying = SeveralField(CouncilMember.objects.none(), required=False, label="続ける方")

    def __init__(self, *args, council, day, **kwargs):
        super().__init__(*args, **kwargs)
        seats = seats_to_renew(council, day)
        self.fields["staying"].queryset = seats
        year = wareki.fiscal_year(day)
        near_the_end = day.month in (1, 2, 3)
        first, _ = wareki.fiscal_year_bounds(year + near_the_end)
        self.initial |= {"first": first, "last": wareki.fiscal_year_bounds(first.year + 2)[1]}
        if not self.is_bound:
            self.initial["staying"] = [seat.pk for seat in seats]

    def ticked(self):
        """Primary keys that are ticked right now, whatever else is wrong."""
        given = self["staying"].value() or []
        return {int(pk) for pk in given if str(pk).isascii() and str(pk).isdigit()}

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", "任期の終わりは、始めより後にしてください。")
        return said


class AppointmentForm(TermForm):
    """Since when somebody is 生活支援コーディネーター, and by what right."""

    appointment = radio(
        "任じ方", Coordinator.Appointment.choices, initial=Coordinator.Appointment.COMMISSIONED
    )
    contractor = line(
        "受託した団体", 100, list="organisations", help_text="委託のときに。例：○○社会福祉協議会"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].required = True
        self.fields["from_on"].label = "始まりの日"
        self.fields["until_on"].label = "終わりの日"

    def clean(self):
        said = super().clean()
        is_commissioned = said.get("appointment") == Coordinator.Appointment.COMMISSIONED
        if is_commissioned and not said.get("contractor") and "contractor" not in self.errors:
            self.add_error("contractor", "委託のときは、受託した団体の名前を入れてください。")
        return said

    @property
    def suggestions(self):
        return {"organisations": list(Organisation.objects.filter(ended_on=None))}


class CoordinatorForm(AppointmentForm, PersonForm):
    """Somebody becomes the council's 生活支援コーディネーター."""

    field_order = ["name", "kana", "same_as", "appointment", "contractor"]

    def term(self):
        """An unsaved Coordinator; its person may be unsaved too."""
        names = ("appointment", "from_on", "until_on")
        return Coordinator(person=self.person, **{n: self.cleaned_data[n] for n in names})


class AppointmentChangeForm(AppointmentForm):
    """An appointment that is there already: a slip is put right."""

    seen = seen_field()
    field_order = ["seen", "appointment", "contractor", "from_on", "until_on"]

    def __init__(self, *args, term, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            names = ("appointment", "from_on", "until_on")
            self.initial |= {name: getattr(term, name) for name in names}
            contractor = term.contractor.name if term.contractor else ""
            self.initial |= {"contractor": contractor, "seen": marks.term_mark(term)}

    @property
    def words(self):
        """{field: value} as the action wants it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class BodyForm(PartForm):
    """An organisation that sends people to the council."""

    name = line("団体の名前", 100, required=True, list="organisations")
    kind = forms.ChoiceField(
        label="種類",
        choices=Organisation.Kind.choices,
        initial=Organisation.Kind.OTHER,
        widget=forms.Select({"class": "input"}),
        help_text="はじめての団体のときだけ使います。",
    )
    from_on = WarekiField(label="いつから", required=False)
    note = forms.CharField(
        label="備考", max_length=200, required=False, widget=forms.TextInput(LINE)
    )

    def body(self):
        """An unsaved CouncilBody without its organisation."""
        said = self.cleaned_data
        return CouncilBody(from_on=said["from_on"], note=said["note"])

    @property
    def suggestions(self):
        return {"organisations": list(Organisation.objects.filter(ended_on=None))}
