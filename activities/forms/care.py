"""地域ケア会議を書く."""

import uuid

from django import forms
from django.utils import timezone

from activities.actions.care import SEEN, WORDS
from activities.forms.diary import SELECT, WITHOUT_NAMES
from activities.queries.care import coordinators_to_tick
from activities.queries.diary import mark_of_row
from councils.forms.fields import SeveralField, WarekiField
from councils.forms.meeting_rows import text_field
from councils.models import Coordinator, Council, SupportCentre, worded_later


class TermsField(SeveralField):
    """Coordinators, by council and name."""

    def label_from_instance(self, term):
        return f"{term.council or term.get_tier_display()}　{term.person}"


class CareForm(forms.Form):
    """One conference. councils: those the writer may write for."""

    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    held_on = WarekiField(label="開催日")
    title = text_field("会議名", required=True, max_length=120)
    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議体（圏域）", widget=forms.Select(SELECT)
    )
    centre = forms.ModelChoiceField(
        SupportCentre.objects.order_by("pk"),
        label=worded_later("{centre}"),
        required=False,
        empty_label="えらばない",
        widget=forms.Select(SELECT),
    )
    attended_by = TermsField(
        Coordinator.objects.none(),
        label="出席したコーディネーター",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )
    lesson = text_field("地域の課題として受け取ったこと", rows=4, help_text=WITHOUT_NAMES)

    def __init__(self, *args, councils, whole_city=False, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("held_on", today)
        council = self.fields["council"]
        council.queryset = councils.in_board_order()
        council.required = not whole_city
        council.empty_label = "市全域" if whole_city else None
        self.fields["attended_by"].queryset = coordinators_to_tick(today, standing)

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。開いたあとで書いてください。")
        return day

    @property
    def words(self):
        """What the actions want, from a valid form."""
        return {name: self.cleaned_data[name] for name in WORDS}


def start_of_conference(conference):
    """The form as the record stands."""
    start = {name: getattr(conference, name) for name in WORDS}
    attended_by = [term.pk for term in conference.attended_by.all()]
    return start | {"attended_by": attended_by, "version": mark_of_row(conference, SEEN)}
