"""The form of one step of the 工程表, and the day on which it was done or dropped."""

from django import forms
from django.utils import timezone

from activities import queries
from activities.actions.roadmaps import WORDS
from activities.models import SupportActivity
from activities.queries.roadmaps import QUARTERS, WHOLE_YEAR
from councils.forms.fields import SeveralField, WarekiField
from councils.forms.visions import MeetingChoice
from councils.models import Meeting
from councils.queries import meetings_to_choose
from takasaki_sc.lib import wareki

LINE = {"class": "input", "autocomplete": "off"}
YEARS_BACK, YEARS_AHEAD = 5, 10
QUARTER_CHOICES = [("", WHOLE_YEAR)] + [
    (n, f"第{n}四半期（{months}）") for n, months in QUARTERS.items()
]


class StepForm(forms.Form):
    """One step. Give it the council; `standing_year` keeps an older year choosable."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    text = forms.CharField(
        label="すること",
        max_length=200,
        help_text="例　歩いて行ける居場所を3か所にする",
        widget=forms.TextInput(LINE),
    )
    fiscal_year = forms.TypedChoiceField(
        label="年度", coerce=int, widget=forms.Select({"class": "input"})
    )
    quarter = forms.TypedChoiceField(
        label="時期",
        choices=QUARTER_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect({"class": "chips"}),
    )
    meeting = MeetingChoice(
        Meeting.objects.none(),
        label="関係する会議",
        required=False,
        empty_label="えらばない",
        widget=forms.Select({"class": "input"}),
    )
    activities = SeveralField(
        SupportActivity.objects.none(),
        label="つながる支え合い活動",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )

    def __init__(self, *args, council, standing_year=None, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = wareki.fiscal_year(timezone.localdate())
        years = {*range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1)}
        years |= {standing_year} if standing_year else set()
        self.fields["fiscal_year"].choices = [
            (year, wareki.format_fiscal_year(year)) for year in sorted(years)
        ]
        self.fields["fiscal_year"].initial = this_year
        self.fields["meeting"].queryset = meetings_to_choose(council)
        self.fields["activities"].queryset = queries.activities_for_choice(council)

    @property
    def words(self):
        """What the actions want, from a valid form."""
        return {name: self.cleaned_data[name] for name in WORDS}


def start_of_step(step):
    """The form as the step stands now."""
    start = {name: getattr(step, name) for name in WORDS}
    return start | {"activities": step.activities.all(), "seen": queries.mark_of_step(step)}


class DayForm(forms.Form):
    """The day on which a step was done or dropped; empty means today."""

    on = WarekiField(label="いつ", required=False, help_text="空のままなら、きょうになります。")

    def clean_on(self):
        today = timezone.localdate()
        on = self.cleaned_data["on"] or today
        if on > today:
            raise forms.ValidationError(
                "まだ来ていない日です。きょうか、それより前の日にしてください。"
            )
        return on
