"""The form of one 見学: who went, what they saw, what came of it."""

from django import forms
from django.utils import timezone

from activities.forms.support import NOT_YET, line
from activities.models import SupportActivity
from activities.permissions import HOLDERS, ActivityPermission
from activities.queries.visits import VISIT_WORDS, activities_to_visit, mark_of_visit
from councils.forms.fields import WarekiField
from councils.models import Council
from councils.permissions import councils_where

SELECT = {"class": "input"}


class ActivityChoice(forms.ModelChoiceField):
    """An activity under the name of its council."""

    def label_from_instance(self, activity):
        return f"{activity.council}　{activity}"


class VisitForm(forms.Form):
    """One visit. The visitor is one of the councils the writer writes for."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    visitor = forms.ModelChoiceField(
        Council.objects.none(), label="見学した協議体", empty_label="選んでください",
        widget=forms.Select(SELECT),
        error_messages={"required": "見学した協議体を選んでください。"},
    )  # fmt: skip
    visited = ActivityChoice(
        SupportActivity.objects.none(), label="見学した活動", required=False,
        empty_label="市内の活動から選ぶ", widget=forms.Select(SELECT),
    )  # fmt: skip
    other_name = line("市外などの見学先", 120, help_text="市内の活動にないとき。例　○○市の居場所")
    visited_on = WarekiField(label="見学した日", required=False)
    note = line("学んだこと", 300, help_text="短いことばで。お名前は書かないでください。")
    led_to = ActivityChoice(
        SupportActivity.objects.none(), label="見学から生まれた活動", required=False,
        empty_label="まだない・わからない", widget=forms.Select(SELECT),
    )  # fmt: skip

    def __init__(self, *args, user, visit=None, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = councils_where(user, ActivityPermission.ACTIVITY_EDIT, HOLDERS)
        self.fields["visitor"].queryset = allowed.in_board_order()
        self.fields["visited"].queryset = activities_to_visit()
        self.fields["led_to"].queryset = activities_to_visit().filter(council__in=allowed)
        if visit:
            del self.fields["visitor"]
            own = activities_to_visit().filter(council=visit.visitor_id)
            self.fields["led_to"].queryset = own
        elif allowed.count() == 1:
            self.fields["visitor"].initial = allowed.get()

    def clean_visited_on(self):
        on = self.cleaned_data["visited_on"]
        if on and on > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return on

    def clean(self):
        cleaned = super().clean()
        visited, other = cleaned.get("visited"), cleaned.get("other_name")
        if visited and other:
            self.add_error(
                "other_name", "市内の活動か、市外などの見学先の、どちらか1つにしてください。"
            )
        elif not visited and not other and "visited" not in self.errors:
            self.add_error("visited", "見学した活動を選ぶか、市外などの見学先を入れてください。")
        led_to, visitor = cleaned.get("led_to"), cleaned.get("visitor")
        if led_to and visitor and led_to.council_id != visitor.pk:
            self.add_error("led_to", "見学した協議体の活動を選んでください。")
        return cleaned

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in VISIT_WORDS}


def start_of_visit(visit):
    """The form as the visit stands now."""
    return {name: getattr(visit, name) for name in VISIT_WORDS} | {"seen": mark_of_visit(visit)}
