"""行事を書く: the head, the programme, who was invited; and the answers of a questionnaire."""

import re
import uuid

from django import forms
from django.utils import timezone

from activities.actions.events import EventRecord
from activities.forms.days import CHIPS
from activities.forms.diary import SELECT
from activities.models import Event, EventAudience, EventPart, IntentAnswer, SupportActivity
from activities.queries import events as queries
from councils.forms.exchange import (
    OF_AN_AUDIENCE,
    AudienceForm,
    CountKindField,
    HeadCountField,
    ProgrammePartForm,
)
from councils.forms.fields import LooseTimeField, SeveralField, WarekiField
from councils.forms.meeting_rows import text_field
from councils.forms.visions import MeetingChoice
from councils.models import Council, Meeting, Person

LONGEST_NAME = 100
HEAD = (
    "kind", "title", "theme", "council", "meeting", "from_on", "until_on", "starts_at", "ends_at",
    "place", "method", "lecturer", "story", "fee_text", "how_to_apply", "participants_text",
    "n_attended", "n_attended_kind", "source", "is_public",
)  # fmt: skip


class ActivitiesChoice(SeveralField):
    """Activities, each under the name of its council: names repeat between districts."""

    def label_from_instance(self, activity):
        return f"{activity.council}　{activity}"


class EventForm(forms.Form):
    """The head of an event. councils: those the writer may write for."""

    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    kind = forms.ChoiceField(label="種類", choices=Event.Kind, widget=forms.RadioSelect(CHIPS))
    title = text_field("名称", required=True, max_length=120)
    theme = text_field("主題", max_length=200)
    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議体", widget=forms.Select(SELECT)
    )
    meeting = MeetingChoice(
        Meeting.objects.none(),
        label="会議の記録",
        required=False,
        empty_label="つながない",
        help_text="情報交換会など、会議として記録したものがあれば。",
        widget=forms.Select(SELECT),
    )
    from_on = WarekiField(label="開催日")
    until_on = WarekiField(label="終わりの日", required=False, help_text="何日も続くとき。")
    starts_at = LooseTimeField(label="はじまり", required=False)
    ends_at = LooseTimeField(label="おわり", required=False)
    place = text_field("場所", max_length=120)
    method = text_field("方法", max_length=200, placeholder="例 講演と懇談")
    lecturer = text_field("講師", max_length=200)
    story = text_field("内容", rows=4)
    hosts = text_field("主催・共催", rows=2, help_text="1行に1つ。")
    activities = ActivitiesChoice(
        SupportActivity.objects.none(),
        label="取り上げた支え合い活動",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )
    fee_text = text_field("参加費", max_length=80, placeholder="例 無料")
    how_to_apply = text_field("申込み方法", max_length=200)
    participants_text = text_field("参加した人", max_length=300, placeholder="例 区長、民生委員")
    n_attended = HeadCountField(label="参加者数")
    n_attended_kind = CountKindField(OF_AN_AUDIENCE)
    source = text_field("出典", max_length=200, help_text="前の資料から写したとき。")
    is_public = forms.BooleanField(label="市民に知らせる（公開の予定に出します）", required=False)

    def __init__(self, *args, councils, whole_city=False, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        council = self.fields["council"]
        council.queryset = councils.in_board_order()
        council.required = not whole_city
        council.empty_label = "市全域" if whole_city else None
        self.fields["meeting"].queryset = queries.meetings_to_link(councils, standing)
        own = standing.council if standing else None
        activities = SupportActivity.objects.select_related("council")
        self.fields["activities"].queryset = activities.filter(council=own) if own else activities
        self.fields["n_attended_kind"].offer(standing.n_attended_kind if standing else "actual")

    def clean_hosts(self):
        names = [name.strip() for name in re.split(r"[\n、]", self.cleaned_data["hosts"])]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError("団体の名前は100字までです。1行に1つ入れてください。")
        return [name for name in names if name]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "終わりの日は、開催日より後にしてください。")
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts and not (last and first and last > first):
            self.add_error("ends_at", "おわりの時刻は、はじまりより後にしてください。")
        return cleaned


class PartForm(ProgrammePartForm):
    """One part of the programme; who spoke may be somebody registered (I7)."""

    person_id = forms.TypedChoiceField(
        label="語り手（登録された人）",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(SELECT),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = [("", "（えらばない）"), *people]

    def row(self):
        words = {name: value for name, value in self.cleaned_data.items() if name != "pk"}
        return EventPart(**words) if words.get("title") else None


class EventAudienceForm(AudienceForm):
    """A class of people the event was for."""

    def row(self):
        words = {name: value for name, value in self.cleaned_data.items() if name != "pk"}
        return EventAudience(**words) if words.get("label") else None


PartFormSet = forms.formset_factory(PartForm, extra=0, min_num=1, max_num=40, absolute_max=120)
EventAudienceFormSet = forms.formset_factory(
    EventAudienceForm, extra=0, min_num=1, max_num=20, absolute_max=120
)


class EventSheet:
    """The whole sheet of an event, filled in and read as one."""

    def __init__(self, data, *, councils, whole_city, standing=None):
        names = {str(pk): name for pk, name in _council_names()}
        people = _people(None if whole_city else [*councils.values_list("pk", flat=True)], standing)
        self.people = [pk for pk, _ in people]
        start = start_of_event(standing) if standing else {}
        self.head = EventForm(
            data, councils=councils, whole_city=whole_city, standing=standing,
            initial=start.get("head"),
        )  # fmt: skip
        self.programme = PartFormSet(
            data, prefix="part", initial=start.get("parts"),
            form_kwargs={"names": names, "people": people},
        )  # fmt: skip
        self.audiences = EventAudienceFormSet(
            data, prefix="audience", initial=start.get("audiences")
        )
        self.programme.row_label, self.audiences.row_label = "プログラム", "対象"

    @property
    def blocks(self):
        return self.head, self.programme, self.audiences

    def is_valid(self):
        found = [block.is_valid() for block in self.blocks]  # every block, so that all errors show
        return all(found)

    def record(self):
        """What the valid sheet says, as the actions want it."""
        given = self.head.cleaned_data
        return EventRecord(
            {name: given[name] for name in HEAD},
            given["hosts"],
            list(given["activities"]),
            _rows(self.programme),
            _rows(self.audiences),
        )


def _rows(formset):
    return [row for row in (form.row() for form in formset) if row is not None]


def _council_names():
    return Council.objects.in_board_order().values_list("pk", "name")


def _people(council_ids, standing):
    """[(pk, name)] to choose from, and whoever stands in the programme already."""
    known = dict(queries.people_to_speak(council_ids).values_list("pk", "name"))
    chosen = [part.person_id for part in standing.parts.all()] if standing else []
    missing = Person.objects.filter(pk__in=set(chosen) - {None} - set(known))
    return [*known.items(), *missing.values_list("pk", "name")]


def start_of_event(event):
    """The sheet as the event stands."""
    head = {name: getattr(event, name) for name in HEAD}
    hosts = "\n".join(str(host) for host in event.hosts.all())
    activities = [activity.pk for activity in event.activities.all()]
    seen = queries.mark_of_event(event)
    return {
        "head": head | {"hosts": hosts, "activities": activities, "seen": seen},
        "parts": [
            {name: getattr(part, name) for name in queries.PART} for part in event.parts.all()
        ],
        "audiences": [
            {name: getattr(row, name) for name in queries.AUDIENCE} for row in event.audiences.all()
        ],
    }


class CancelForm(forms.Form):
    """Why an event is not held; the day of that decision, today if left empty."""

    reason = text_field("中止のわけ", required=True, max_length=200)
    on = WarekiField(label="決めた日", required=False, help_text="空のままなら、きょうになります。")

    def clean_on(self):
        on = self.cleaned_data["on"] or timezone.localdate()
        if on > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。きょうか、前の日にしてください。")
        return on


class IntentsForm(forms.Form):
    """How many slips said what."""

    def __init__(self, *args, event, **kwargs):
        standing = {row.choice: row.n_people for row in event.intents.all()}
        super().__init__(*args, initial=standing, **kwargs)
        for choice in IntentAnswer.Choice:
            self.fields[choice.value] = HeadCountField(label=choice.label)

    @property
    def counts(self):
        """{choice: number}; an empty box is none."""
        return {choice: self.cleaned_data[choice.value] or 0 for choice in IntentAnswer.Choice}
