"""The whole sheet on which a meeting is written down: filled in, shown again, read as one."""

from django.utils import timezone

from councils import queries
from councils.actions.minutes import Minutes
from councils.forms import meeting_rows as rows
from councils.forms.meetings import MeetingForm, is_pk
from councils.models import AgendaItem, Meeting, Proposal
from councils.queries.meeting_form import NextNumber
from takasaki_sc.lib.kana import search_key


class MeetingSheet:
    """The head and the four lists of lines. Give it the Occasion it is for."""

    def __init__(self, occasion, *, data=None, initial=None):
        initial = initial or {}
        internal = {"sees_internal": occasion.sees_internal}
        self.occasion = occasion
        self.head = MeetingForm(data, occasion=occasion, initial=initial.get("head"))
        self.guests = rows.GuestFormSet(data, prefix="guest", initial=initial.get("guests"))
        self.agenda = rows.AgendaItemFormSet(
            data,
            prefix="agenda",
            initial=initial.get("agenda"),
            form_kwargs=internal | {"councils": occasion.council_choices},
        )
        self.decisions = rows.DecisionFormSet(
            data, prefix="decision", initial=initial.get("decisions"), form_kwargs=internal
        )
        self.actions = rows.ActionItemFormSet(data, prefix="action", initial=initial.get("actions"))

    @property
    def parts(self):
        return self.head, self.guests, self.agenda, self.decisions, self.actions

    def is_valid(self):
        found = [part.is_valid() for part in self.parts]  # every part, so that all errors show
        return all(found)

    # ---- what the page shows beside the boxes
    def ticked(self):
        """Tokens of the seats that are ticked right now, whatever else is wrong."""
        return {str(token) for token in self.head["present"].value() or []}

    def reported(self):
        return _pks(self.head["reported"].value())

    def discussed(self):
        return _pks(self.head["discussed"].value())

    def has_guests(self):
        """Is there a name in the list of guests, or a fault to mend?"""
        return any(form["name"].value() or form.errors for form in self.guests)

    def chosen_kind(self):
        """Primary key of the kind that is chosen right now."""
        kind = self.head["kind"].value()
        return next(iter(_pks([getattr(kind, "pk", kind)])), None)

    def numbers(self):
        """[(kind pk, n)]: what 第n回 a meeting of each kind would be; None where nobody knows."""
        return [(kind.pk, self._number_as(kind)) for kind in self.occasion.kinds]

    def doubts(self):
        """[(kind pk, why the n it would get may be out of order)] of those kinds where it may."""
        said = [(kind.pk, self._next(kind).doubt) for kind in self.occasion.kinds
                if not self._stands_as(kind)]  # fmt: skip
        return [(pk, words) for pk, words in said if words]

    def _number_as(self, kind):
        return self.occasion.meeting.number if self._stands_as(kind) else self._next(kind).n

    def _stands_as(self, kind):
        """Has the meeting its n of this kind already?"""
        standing = self.occasion.meeting
        is_written = standing and standing.is_recorded and standing.is_counted
        return is_written and standing.kind == kind

    def _next(self, kind):
        return self.occasion.next_numbers.get(kind.pk, NextNumber())

    # ---- what the valid sheet says
    def minutes(self):
        """What the valid sheet says, as the actions want it."""
        head = self.head.cleaned_data
        return Minutes(
            kind=head["kind"],
            held_on=head["held_on"],
            form=head["form"],
            number=self.head.number_typed(),
            starts_at=head["starts_at"],
            ends_at=head["ends_at"],
            place=head["place"],
            remark=head["remark"],
            roles="" if self.head.is_called_off else head["roles"],
            is_another=head["is_another"],
            internal_note=head.get("internal_note"),
            new_day=head["new_day"],
            sees_internal=self.occasion.sees_internal,
            done_item_ids=head["done"],
            undone_item_ids=head["was_done"] - head["done"],
            reported_ids=head["reported"],
            discussed_ids=head["discussed"],
            submit_token=head["submit_token"],
            **self._people(),
            **self._lines(),
        )

    def _people(self):
        """Who was there; nobody where the meeting was called off."""
        if self.head.is_called_off:
            return {}
        head = self.head.cleaned_data
        known = self.occasion.person_ids
        return {
            "person_ids": frozenset(known[token] for token in head["present"]),
            "guests": _kept(form.line() for form in self.guests),
            "n_guests": head["n_guests"],
            "n_present": head["n_present"] or None,
            "n_present_kind": head["n_present_kind"] or "actual",
        }

    def _lines(self):
        head = self.head.cleaned_data
        day, marker = head["held_on"], head["marker"] or AgendaItem.Marker.NUMBER
        people = {search_key(m.person.name): m.person for m in self.occasion.members}
        return {
            "agenda_items": _kept(form.line(marker) for form in self.agenda),
            "decisions": _kept(form.line(day) for form in self.decisions),
            "action_items": _kept(form.line(day, people) for form in self.actions),
        }


def _pks(values):
    return {int(value) for value in values or [] if is_pk(str(value))}


def _kept(lines):
    return [line for line in lines if line is not None]


def starting_point(occasion, previous=None, copied=None):
    """What a fresh sheet shows: the plan if there is one, else day and place of last time.

    previous: the last meeting. copied: a meeting whose topics, kinds, markers, place and hours
    are taken over.
    """
    is_planned = occasion.meeting is not None
    start = initial_of(occasion) if is_planned else {"head": _usual_head(occasion, previous)}
    if previous and not start.get("agenda"):
        start["head"]["marker"] = _marker_of(previous)
    return _with_topics(start, copied, occasion.sees_internal) if copied else start


def _usual_head(occasion, previous):
    day = timezone.localdate()
    kind = previous.kind if previous else queries.kinds_for(occasion.council, day).first()
    usual = _head_of(previous) if previous else {"place": occasion.council.usual_place}
    return usual | {"kind": kind, "held_on": day, "form": Meeting.Form.IN_PERSON}


def _with_topics(start, copied, sees_internal):
    head, old = start["head"], _head_of(copied)
    for name in ("place", "starts_at", "ends_at"):
        head[name] = head.get(name) or old[name]
    head["marker"] = _marker_of(copied)
    agenda = [
        {"text": item.text, "kind": item.kind, "is_internal": item.is_internal}
        for item in _shown(copied.agenda_items.all(), sees_internal)
    ]
    return start | {"agenda": agenda}


def _head_of(meeting):
    names = ("kind_id", "form", "held_on", "starts_at", "ends_at", "place")
    head = {name: getattr(meeting, name) for name in names}
    return head | {"kind": head.pop("kind_id")}


def _marker_of(meeting):
    """The numbering of the whole agenda, as its first item has it."""
    items = meeting.agenda_items.all()
    return items[0].marker if items else AgendaItem.Marker.NUMBER


def _shown(lines, sees_internal):
    return [line for line in lines if sees_internal or not line.is_internal]


def initial_of(occasion):
    """What the sheet shows for a meeting that is already written down (or planned)."""
    meeting, near = occasion.meeting, occasion.meeting.held_on
    items = _shown(meeting.agenda_items.all(), occasion.sees_internal)
    decisions = _shown(meeting.decisions.all(), occasion.sees_internal)
    return {
        "head": _head_of(meeting) | _rest_of(meeting) | _people_of(occasion) | _ticks_of(occasion),
        "guests": [rows.guest_row(guest) for guest in meeting.guests.all()],
        "agenda": [rows.agenda_row(item) for item in items],
        "decisions": [rows.decision_row(decision, near) for decision in decisions],
        "actions": [rows.action_row(item, near) for item in meeting.action_items.all()],
    }


def _rest_of(meeting):
    return {
        "version": meeting.version,
        "number": meeting.number,
        "marker": _marker_of(meeting),
        "new_day": meeting.moved_to.held_on if meeting.moved_to else None,
        "n_guests": meeting.n_guests or None,
        "n_present": meeting.n_present,
        "n_present_kind": meeting.n_present_kind,
        "remark": meeting.remark,
        "roles": list(meeting.roles),
        "internal_note": meeting.internal_note,
    }


def _people_of(occasion):
    """The ticks of those who were there, on the very seats that the page shows."""
    there = {attendance.person_id for attendance in occasion.attendances}
    seats = [seat for _, group in occasion.seats for seat in group]
    return {"present": [seat.token for seat in seats if seat.person_id in there]}


def _ticks_of(occasion):
    """宿題 done at this meeting, 提言 reported or talked about at it."""
    done = [item.pk for item in occasion.homework if item.done_on]
    reported = Proposal.State.REPORTED
    return {
        "done": done,
        "was_done": ",".join(str(pk) for pk in done),
        "reported": [p.pk for p in occasion.answers if p.state == reported],
        "discussed": [p.pk for p in occasion.voices if p.tier1_meeting_id],
    }
