"""The form of one step on the way of an activity."""

from django import forms

from activities.forms.support import line
from activities.models import ActivityStep, ModelVisit
from activities.queries.support import mark_of_way
from activities.queries.visits import organisation_names, visits
from councils.forms.fields import WarekiField
from councils.forms.visions import MeetingChoice
from councils.models import Meeting
from councils.queries import meetings_to_choose
from resources.models import Voice

SELECT = {"class": "input"}
LINKS = ("meeting", "voice", "visit")


class WayForm(forms.Form):
    """One step. What it points to stays empty where nothing of the sort is on record."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    kind = forms.ChoiceField(
        label="どの段ですか",
        choices=ActivityStep.Kind.choices,
        widget=forms.RadioSelect({"class": "chips chips--tight"}),
        error_messages={"required": "段を選んでください。"},
    )
    text = line(
        "できごと", 200, required=True,
        help_text="短いことばで。吹き出しに出ます。例　先輩の居場所を見に行こう",
    )  # fmt: skip
    happened_on = WarekiField(label="日付", required=False)
    voice = forms.ModelChoiceField(
        Voice.objects.none(), label="もとになった声", required=False, empty_label="えらばない",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    meeting = MeetingChoice(
        Meeting.objects.none(), label="話し合った会議", required=False, empty_label="えらばない",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    visit = forms.ModelChoiceField(
        ModelVisit.objects.none(), label="見学の記録", required=False, empty_label="えらばない",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    partner_name = line("協力した団体", 100, list="organisations")

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        council = activity.council
        own = {
            "voice": Voice.objects.filter(council=council).order_by("-pk"),
            "meeting": meetings_to_choose(council),
            "visit": visits().filter(visitor=council),
        }
        for name, rows in own.items():
            self.fields[name].queryset = rows

    @property
    def organisations(self):
        return organisation_names()

    @property
    def words(self):
        """What the actions want, from a valid form."""
        names = ("kind", "text", "happened_on", *LINKS, "partner_name")
        return {name: self.cleaned_data[name] for name in names}


def start_of_step(step):
    """The form as the step stands now."""
    names = ("kind", "text", "happened_on", *LINKS)
    partner = step.partner.name if step.partner else ""
    return {name: getattr(step, name) for name in names} | {
        "partner_name": partner,
        "seen": mark_of_way(step.activity),
    }
