"""The form on which a meeting is written down."""

import uuid

from django import forms
from django.utils import timezone

from councils import queries
from councils.actions.meetings import Minutes
from councils.forms.fields import LooseCountField, LooseTimeField, WarekiField, read_due
from councils.models import ActionItem, AgendaItem, CouncilMember, Decision, Meeting, MeetingKind
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import search_key

LINE = {"class": "input", "autocomplete": "off"}


def _text(label, *, rows=None, help_text="", required=False, max_length=None, **attrs):
    widget = (
        forms.Textarea(LINE | {"rows": rows} | attrs) if rows else forms.TextInput(LINE | attrs)
    )
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=max_length, widget=widget
    )


class HomeworkField(forms.ModelMultipleChoiceField):
    """宿題 to tick off, each with who and when, because the same words come back every month."""

    widget = forms.CheckboxSelectMultiple({"class": "checks"})

    def label_from_instance(self, item):
        due = wareki.format_month_day(item.due_on) + "まで" if item.due_on else item.due_text
        details = "・".join(part for part in (item.who, due) if part)
        return f"{item.what}（{details}）" if details else item.what


class MeetingForm(forms.Form):
    """When, where, who: the head of the minutes. Give it the council and the meeting's day."""

    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ModelChoiceField(
        MeetingKind.objects.none(),
        label="会議の種類",
        empty_label=None,
        widget=forms.RadioSelect({"class": "chips"}),
    )
    form = forms.ChoiceField(
        label="開き方",
        choices=Meeting.Form,
        initial=Meeting.Form.IN_PERSON,
        widget=forms.RadioSelect({"class": "chips"}),
    )
    held_on = WarekiField(label="開催日")
    starts_at = LooseTimeField(label="はじまり", required=False)
    ends_at = LooseTimeField(label="おわり", required=False)
    place = _text("場所", max_length=100)
    present = forms.ModelMultipleChoiceField(
        CouncilMember.objects.none(), required=False, label="出席した人"
    )
    n_guests = LooseCountField(
        label="名簿にない人の数", required=False, help_text="見学の方など、人数だけ入れてください。"
    )
    done = HomeworkField(
        ActionItem.objects.none(), required=False, label="前回までの宿題で、できたもの"
    )
    remark = _text(
        "気づいたこと・雰囲気",
        rows=3,
        help_text="広報紙の材料になります。思いついたことを、ひとことでも。",
    )

    def __init__(self, *args, council, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.council = council
        self.fields["kind"].queryset = queries.kinds_for(council, day)
        self.fields["present"].queryset = council.members.select_related("person")
        self.fields["done"].queryset = queries.open_action_items(council)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "おわりの時刻は、はじまりより後にしてください。")
        return cleaned


class AgendaItemForm(forms.Form):
    """One 議題. Left empty, it is not there."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = _text("議題", max_length=200)
    kind = forms.ChoiceField(
        label="種類",
        choices=AgendaItem.Kind,
        initial=AgendaItem.Kind.TOPIC,
        widget=forms.Select({"class": "input"}),
    )
    discussion = _text("話し合ったこと", rows=2)
    outcome = _text("結果（→）", rows=2, help_text="1行に1つ。広報紙では「→」がつきます。")
    is_internal = forms.BooleanField(
        label="内部だけ（広報紙や公開用の要点記録に出さない）", required=False
    )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and (cleaned.get("discussion") or cleaned.get("outcome")):
            self.add_error("text", "何についての話か、議題をひとことで入れてください。")
        return cleaned

    def line(self):
        """An unsaved AgendaItem, or None for an empty row."""
        words = self.cleaned_data
        return AgendaItem(**words) if words.get("text") else None


class DecisionForm(forms.Form):
    """One 決定, with a due day or words such as 来年度."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = _text("決まったこと", max_length=300)
    due = _text("いつまで", max_length=40, placeholder="例 来年度、12月10日")

    def line(self, near):
        """An unsaved Decision, or None for an empty row. near: the meeting's day."""
        words = self.cleaned_data
        if not words.get("text"):
            return None
        due_on, due_text = read_due(words["due"], near)
        return Decision(pk=words["pk"], text=words["text"], due_on=due_on, due_text=due_text)


class ActionItemForm(forms.Form):
    """One 宿題: who does what by when."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = _text("何を", max_length=200)
    who = _text("だれが", max_length=60, list="members")
    due = _text("いつまで", max_length=40, placeholder="例 次の会まで、12月10日")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("what") and (cleaned.get("who") or cleaned.get("due")):
            self.add_error("what", "何をするか、ひとことで入れてください。")
        return cleaned

    def line(self, near, people):
        """An unsaved ActionItem, or None. people: {folded name: Person} of the council."""
        words = self.cleaned_data
        if not words.get("what"):
            return None
        person = people.get(search_key(words["who"]))
        due_on, due_text = read_due(words["due"], near)
        return ActionItem(
            pk=words["pk"],
            what=words["what"],
            person=person,
            who_text="" if person else words["who"],
            due_on=due_on,
            due_text=due_text,
        )


AgendaItemFormSet = forms.formset_factory(AgendaItemForm, extra=0, min_num=1, max_num=60)
DecisionFormSet = forms.formset_factory(DecisionForm, extra=0, min_num=1, max_num=60)
ActionItemFormSet = forms.formset_factory(ActionItemForm, extra=0, min_num=1, max_num=60)


class MeetingSheet:
    """The whole sheet: the head and the three lists of lines, filled in and read as one."""

    def __init__(self, council, day, *, data=None, initial=None):
        initial = initial or {}
        self.council = council
        self.head = MeetingForm(data, council=council, day=day, initial=initial.get("head"))
        self.agenda = AgendaItemFormSet(data, prefix="agenda", initial=initial.get("agenda"))
        self.decisions = DecisionFormSet(data, prefix="decision", initial=initial.get("decisions"))
        self.actions = ActionItemFormSet(data, prefix="action", initial=initial.get("actions"))

    @property
    def parts(self):
        return self.head, self.agenda, self.decisions, self.actions

    def ticked(self):
        """Primary keys of the seats that are ticked right now, whatever else is wrong."""
        given = self.head["present"].value() or []
        return {int(pk) for pk in given if str(pk).isascii() and str(pk).isdigit()}

    def is_valid(self):
        found = [part.is_valid() for part in self.parts]  # every part, so that all errors show
        return all(found)

    def minutes(self):
        """What the valid sheet says, as the actions want it."""
        head = self.head.cleaned_data
        day = head["held_on"]
        people = {search_key(m.person.name): m.person for m in self._members()}
        return Minutes(
            kind=head["kind"],
            form=head["form"],
            held_on=day,
            starts_at=head["starts_at"],
            ends_at=head["ends_at"],
            place=head["place"],
            n_guests=head["n_guests"],
            remark=head["remark"],
            submit_token=head["submit_token"],
            person_ids=frozenset(member.person_id for member in head["present"]),
            done_item_ids=frozenset(item.pk for item in head["done"]),
            agenda_items=_lines(form.line() for form in self.agenda),
            decisions=_lines(form.line(day) for form in self.decisions),
            action_items=_lines(form.line(day, people) for form in self.actions),
        )

    def _members(self):
        return self.council.members.select_related("person")


def _lines(lines):
    return [line for line in lines if line is not None]


AGENDA_WORDS = ("pk", "text", "kind", "discussion", "outcome", "is_internal")


def starting_point(council, planned=None):
    """What a fresh sheet shows: the plan if there is one, else day and place of last time."""
    if planned:
        return {"head": _head_of(planned)}
    day = timezone.localdate()
    last = queries.previous_meeting(council, day)
    kind = last.kind if last else queries.kinds_for(council, day).first()
    usual = _head_of(last) if last else {"place": council.usual_place}
    return {"head": usual | {"kind": kind, "held_on": day, "form": Meeting.Form.IN_PERSON}}


def _head_of(meeting):
    names = ("kind_id", "form", "held_on", "starts_at", "ends_at", "place")
    head = {name: getattr(meeting, name) for name in names}
    return head | {"kind": head.pop("kind_id")}


def _seats_of(meeting):
    """The seats (CouncilMember) of those present: the latest one of each person."""
    there = {attendance.person_id for attendance in meeting.attendances.all()}
    seats = meeting.council.members.filter(person_id__in=there).order_by("from_on")
    return list({seat.person_id: seat.pk for seat in seats}.values())


def initial_of(meeting):
    """What the sheet shows for a meeting that is already written down (or planned)."""
    return {
        "head": _head_of(meeting)
        | {
            "version": meeting.version,
            "n_guests": meeting.n_guests or None,
            "remark": meeting.remark,
            "present": _seats_of(meeting),
        },
        "agenda": [
            {name: getattr(item, name) for name in AGENDA_WORDS}
            for item in meeting.agenda_items.all()
        ],
        "decisions": [
            {"pk": decision.pk, "text": decision.text, "due": due_words(decision, meeting.held_on)}
            for decision in meeting.decisions.all()
        ],
        "actions": [
            {
                "pk": item.pk,
                "what": item.what,
                "who": item.who,
                "due": due_words(item, meeting.held_on),
            }
            for item in meeting.action_items.all()
        ],
    }


def due_words(line, near):
    """The due of a decision or 宿題 as a person would write it, such that it reads back."""
    if line.due_on is None:
        return line.due_text
    short = f"{line.due_on.month}月{line.due_on.day}日"
    reads_back = read_due(short, near) == (line.due_on, "")
    return short if reads_back else wareki.format_date(line.due_on)


class PlanForm(forms.Form):
    """A coming meeting for the board."""

    kind = forms.ModelChoiceField(
        MeetingKind.objects.none(),
        label="会議の種類",
        empty_label=None,
        widget=forms.RadioSelect({"class": "chips"}),
    )
    held_on = WarekiField(label="開く日")
    starts_at = LooseTimeField(label="はじまり", required=False)
    place = _text("場所", max_length=100)

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = queries.kinds_for(council, timezone.localdate())
        self.fields["kind"].queryset = kinds
        self.initial.setdefault("kind", kinds.first())
        self.initial.setdefault("place", council.usual_place)
