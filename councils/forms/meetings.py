"""The head of the minutes, and the form that puts a coming meeting on the board."""

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django import forms
from django.utils import timezone

from councils import queries
from councils.forms.fields import LooseCountField, LooseTimeField, WarekiField
from councils.forms.meeting_rows import text_field
from councils.models import AgendaItem, Council, Meeting, MeetingKind, WorkRole
from councils.queries import meeting_form as beside
from councils.queries.councils import council_names
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import COUNT_KINDS

CHIPS = forms.RadioSelect({"class": "chips"})
USUAL_COUNTS = COUNT_KINDS[:3]
WHY_CALLED_OFF = "中止・延期のわけ"
MARKERS = [
    (AgendaItem.Marker.NUMBER.value, "①②③ と番号をつける"),
    (AgendaItem.Marker.DOT.value, "・ をつける"),
]


@dataclass(frozen=True)
class Occasion:
    """What a sheet is for: a council, a day, the meeting if it stands already, and whether the
    writer may see what is marked 内部だけ."""

    council: Council
    day: date
    meeting: Meeting | None = None
    sees_internal: bool = True

    @cached_property
    def attendances(self):
        return list(self.meeting.attendances.all()) if self.meeting else []

    @cached_property
    def members(self):
        return list(self.council.members.select_related("person").order_by("from_on", "pk"))

    @cached_property
    def seats(self):
        """[(立場, [seat, …])] of those who may be ticked."""
        return beside.seats_for_form(self.members, self.day, self.attendances)

    @cached_property
    def person_ids(self):
        """{token of a tick: primary key of the person}, people of other days included."""
        by_seat = {str(seat.pk): seat.person_id for seat in self.members}
        return by_seat | {f"p{row.person_id}": row.person_id for row in self.attendances}

    @cached_property
    def kinds(self):
        return beside.kinds_for_form(self.council, self.day, self.meeting)

    @cached_property
    def homework(self):
        return list(beside.homework_for_form(self.council, self.day, self.meeting))

    @cached_property
    def next_numbers(self):
        return beside.next_numbers(self.council, self.day, self.meeting)

    @cached_property
    def answers(self):
        """提言 whose answer this council has not heard yet."""
        if self.council.is_tier1:
            return []
        return list(beside.proposals_to_report(self.council, self.meeting))

    @cached_property
    def voices(self):
        """提言 that wait for the first tier to talk about them."""
        return list(beside.proposals_to_discuss(self.meeting)) if self.council.is_tier1 else []

    @cached_property
    def council_choices(self):
        """For 「関係する協議体」."""
        return council_names()


class PksField(forms.Field):
    """Ticks by primary key. Whether each can still be ticked is for the action to say: a page
    that was open while somebody else ticked the same thing is no mistake of its writer."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        return frozenset(int(pk) for pk in value or () if is_pk(pk))


def is_pk(text):
    """Does this text from outside look like a primary key?"""
    return text.isascii() and text.isdigit() and len(text) < 10


class WasDoneField(forms.CharField):
    """The 宿題 that were ticked when the page was made: 「12,15」. Gives a set."""

    widget = forms.HiddenInput

    def clean(self, value):
        return frozenset(int(pk) for pk in (value or "").split(",") if is_pk(pk))


def homework_label(item):
    """宿題 with who and when, because the same words come back every month."""
    due = wareki.format_month_day(item.due_on) + "まで" if item.due_on else item.due_text
    details = "・".join(part for part in (item.who, due) if part)
    return f"{item.what}（{details}）" if details else item.what


class MeetingForm(forms.Form):
    """When, where, who: the head of the minutes."""

    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    was_done = WasDoneField(required=False)
    kind = forms.ModelChoiceField(
        MeetingKind.objects.none(), label="会議の種類", empty_label=None, widget=CHIPS
    )
    number = LooseCountField(
        label="第何回",
        required=False,
        help_text="前からの続き番号があるときだけ、数を直してください。",
    )
    form = forms.ChoiceField(
        label="開き方", choices=Meeting.Form, initial=Meeting.Form.IN_PERSON, widget=CHIPS
    )
    held_on = WarekiField(label="開催日")
    new_day = WarekiField(
        label="新しい日",
        required=False,
        help_text="決まっていれば入れてください。予定の表に入ります。",
    )
    starts_at = LooseTimeField(label="はじまり", required=False)
    ends_at = LooseTimeField(label="おわり", required=False)
    place = text_field("場所", max_length=100)
    present = forms.MultipleChoiceField(required=False, label="出席した人")
    n_guests = LooseCountField(
        label="名前を書かない人の数", required=False, help_text="見学の方など、人数だけのとき。"
    )
    n_present = LooseCountField(label="出席者数", required=False)
    n_present_kind = forms.ChoiceField(
        label="数え方", choices=USUAL_COUNTS, initial="actual", required=False, widget=CHIPS
    )
    marker = forms.ChoiceField(
        label="議題の番号のつけ方",
        choices=MARKERS,
        initial=AgendaItem.Marker.NUMBER,
        required=False,
        widget=CHIPS,
    )
    done = PksField(
        required=False,
        label="これまでの宿題で、できたもの",
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )
    reported = PksField(required=False, label="この会議で報告した")
    discussed = PksField(required=False, label="この会議で話し合った")
    roles = forms.MultipleChoiceField(
        label="協議体の役割のうち、どれにあたる会議でしたか",
        choices=WorkRole,
        required=False,
        help_text="いくつでも。わからなければ、空のままで大丈夫です。",
        widget=forms.CheckboxSelectMultiple({"class": "chips"}),
    )
    is_another = forms.BooleanField(label="同じ日の、別の会議として残す", required=False)
    remark = text_field(
        "気づいたこと・雰囲気",
        rows=3,
        help_text="広報紙の材料になります。思いついたことを、ひとことでも。",
    )
    internal_note = text_field(
        "内部のメモ", rows=2, help_text="担当者だけが見ます。広報紙や公開用の要点記録に出ません。"
    )

    def __init__(self, *args, occasion, **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = occasion
        self.fields["kind"].queryset = occasion.kinds
        self.fields["kind"].choices = [(kind.pk, str(kind)) for kind in occasion.kinds]
        self.fields["present"].choices = [(token, token) for token in occasion.person_ids]
        self.fields["done"].widget.choices = [
            (item.pk, homework_label(item)) for item in occasion.homework
        ]
        self.fields["n_present_kind"].choices = _count_kinds(occasion.meeting)
        if not occasion.sees_internal:
            del self.fields["internal_note"]

    def clean_roles(self):
        return "".join(sorted(self.cleaned_data["roles"]))

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "おわりの時刻は、はじまりより後にしてください。")
        if self.is_called_off:
            self["remark"].label = WHY_CALLED_OFF  # for the list of faults
        if self.is_called_off and not cleaned.get("remark"):
            self.add_error("remark", "中止・延期のわけを、ひとことで入れてください。")
        self._check_new_day(cleaned)
        self._check_number(cleaned)
        return cleaned

    @property
    def is_called_off(self):
        """中止・延期: nobody came, only the reason is asked for."""
        return self.cleaned_data.get("form") in (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)

    def _check_new_day(self, cleaned):
        held_on, new_day = cleaned.get("held_on"), cleaned.get("new_day")
        is_postponed = cleaned.get("form") == Meeting.Form.POSTPONED
        if is_postponed and held_on and new_day and new_day <= held_on:
            self.add_error("new_day", "新しい日は、もとの日より後にしてください。")

    def _check_number(self, cleaned):
        number, kind = self.number_typed(), cleaned.get("kind")
        if not number or not kind or cleaned.get("form") not in Meeting.COUNTED_FORMS:
            return
        meeting = self.occasion.meeting
        taken = Meeting.objects.filter(council=self.occasion.council, kind=kind, number=number)
        other = taken.exclude(pk=meeting.pk if meeting else None).first()
        if other:
            self.add_error(
                "number",
                f"第{number}回は、{other.day_words}の会議で使われています。ほかの数にしてください。",
            )

    def number_typed(self):
        """The n that somebody chose; None where it is left to be counted.

        The standing number of a record is no choice when the kind is changed: its box was
        filled by us.
        """
        number, meeting = self.cleaned_data.get("number"), self.occasion.meeting
        kind = self.cleaned_data.get("kind")
        is_untouched = meeting and number == meeting.number and kind != meeting.kind
        return None if is_untouched else number or None


def _count_kinds(meeting):
    known = dict(COUNT_KINDS)
    own = meeting.n_present_kind if meeting else "actual"
    return USUAL_COUNTS if own in dict(USUAL_COUNTS) else [*USUAL_COUNTS, (own, known[own])]


class PlanForm(forms.Form):
    """A coming meeting for the board."""

    kind = forms.ModelChoiceField(
        MeetingKind.objects.none(), label="会議の種類", empty_label=None, widget=CHIPS
    )
    held_on = WarekiField(label="開く日")
    starts_at = LooseTimeField(label="はじまり", required=False)
    place = text_field("場所", max_length=100)

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = queries.kinds_for(council, timezone.localdate())
        self.fields["kind"].queryset = kinds
        self.initial.setdefault("kind", kinds.first())
        self.initial.setdefault("place", council.usual_place)
