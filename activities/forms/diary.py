"""日誌を書く: one phone page, most of it taps."""

from datetime import timedelta

from django import forms
from django.db.models import F, Q

from activities.actions.diary import WORDS
from activities.forms.days import CHIPS, OTHER, WorkedOnForm
from activities.models import SupportActivity, WorkCategory
from activities.queries.diary import mark_of_row
from councils.forms.fields import LooseCountField
from councils.forms.meeting_rows import text_field
from councils.forms.visions import MeetingChoice
from councils.models import Council, Meeting
from councils.queries import meetings_to_choose
from resources.models import Voice

SELECT = {"class": "input"}
MEETINGS_BACK = timedelta(days=120)
MINUTES_OF_A_DAY = 24 * 60
MINUTES = {15: "15分", 30: "30分", 60: "1時間", 90: "1時間半", 120: "2時間"}
WITHOUT_NAMES = "お名前は書かずに。「80代の女性」のように書けます。"


class DiaryForm(WorkedOnForm):
    """One piece of work. Give it the writer's own council; `standing` is the entry put right."""

    category = forms.ChoiceField(
        label="どんな仕事", choices=WorkCategory, widget=forms.RadioSelect({"class": "cats"}),
        error_messages={"required": "10のうち、いちばん近いものを1つ押してください。"},
    )  # fmt: skip
    spent = forms.ChoiceField(
        label="かかった時間",
        choices=[*MINUTES.items(), (OTHER, "ほか")],
        required=False,
        widget=forms.RadioSelect(CHIPS),
    )
    minutes_other = LooseCountField(label="何分", required=False)
    place = text_field("場所", max_length=120, list="places")
    is_outreach = forms.BooleanField(
        label="地域に出向いた（サロン・拠点での活動・地域の学習会）", required=False
    )
    result = text_field("実績（したこと・わかったこと）", rows=3, help_text=WITHOUT_NAMES)
    concern = text_field("課題・提案", rows=2)
    council = forms.ModelChoiceField(
        Council.objects.in_board_order(),
        label="協議体",
        required=False,
        empty_label="決まった協議体はない（市全域など）",
        widget=forms.Select(SELECT),
    )
    meeting = MeetingChoice(
        Meeting.objects.none(),
        label="関わった会議",
        required=False,
        empty_label="えらばない",
        widget=forms.Select(SELECT),
    )
    activity = forms.ModelChoiceField(
        SupportActivity.objects.none(),
        label="関わった支え合い活動",
        required=False,
        empty_label="えらばない",
        widget=forms.Select(SELECT),
    )

    def __init__(self, *args, council, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("council", council)
        recent = Q(held_on__gte=self.today - MEETINGS_BACK, held_on__lte=self.today)
        self.fields["meeting"].queryset = meetings_to_choose(council).filter(
            recent | Q(pk=standing and standing.meeting_id)
        )
        own = Q(council=council) | Q(pk=standing and standing.activity_id)
        activities = SupportActivity.objects.filter(own)
        now_first = F("ended_on").desc(nulls_first=True)
        self.fields["activity"].queryset = activities.order_by(now_first, "name", "pk")

    def clean(self):
        cleaned = super().clean()
        spent, other = cleaned.get("spent"), cleaned.get("minutes_other")
        cleaned["minutes"] = (other or None) if spent == OTHER else int(spent) if spent else None
        if spent == OTHER and not other and "minutes_other" not in self.errors:
            self.add_error("minutes_other", "何分かかったかを、数字で入れてください。")
        if spent == OTHER and other and other > MINUTES_OF_A_DAY:
            self.add_error("minutes_other", "1日は1440分までです。数を確かめてください。")
        return cleaned

    @property
    def words(self):
        """What the actions want, from a valid form."""
        return {name: self.cleaned_data[name] for name in WORDS}


def start_of_entry(entry):
    """The form as the entry stands."""
    own = {"worked_on": entry.worked_on, "meeting": entry.meeting_id}
    return own | start_from(entry) | {"version": mark_of_row(entry, WORDS)}


def start_from(entry):
    """What a new entry takes over from an earlier one: all but the day and its meeting."""
    copied = ("category", "is_outreach", "place", "result", "concern", "council", "activity")
    start = {name: getattr(entry, name) for name in copied}
    if entry.minutes in MINUTES:
        return start | {"spent": entry.minutes}
    return start | ({"spent": OTHER, "minutes_other": entry.minutes} if entry.minutes else {})


class ReviewForm(forms.Form):
    """The month, looked at again."""

    text = text_field("月の振り返り", rows=4, help_text="うまくいったこと、来月に続けること。")


class HeardForm(WorkedOnForm):
    """声を聞いた: the words and how one came to hear them; no name."""

    text = text_field(
        "聞いた声", rows=3, required=True,
        help_text="聞いたまま、短く。お名前や、だれのことか分かることは書きません。",
    )  # fmt: skip
    method = forms.ChoiceField(
        label="聞き方", choices=Voice.Method, initial=Voice.Method.GATHERING,
        widget=forms.RadioSelect(CHIPS),
    )  # fmt: skip
    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議体", empty_label=None, widget=forms.Select(SELECT)
    )

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils.in_board_order()

    @property
    def words(self):
        """What resources' action wants."""
        given = self.cleaned_data
        return {"text": given["text"], "method": given["method"], "heard_on": given["worked_on"]}
