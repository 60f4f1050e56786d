"""The form on which a vision is written down or put right."""

from django import forms
from django.utils import timezone

from councils import queries
from councils.forms.fields import WarekiField
from councils.models import Meeting, Vision
from takasaki_sc.lib.lines import lines_of

LINE = {"class": "input", "autocomplete": "off"}


class MeetingChoice(forms.ModelChoiceField):
    """One of the council's meetings, newest first, told apart by day and title."""

    def label_from_instance(self, meeting):
        return f"{meeting.weekday_words}　{meeting.title}"


class VisionForm(forms.Form):
    """One version of a 目指す地域像. Give it the council; `seen` is filled in by the pages."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    main_line = forms.CharField(
        label="目指す地域像",
        max_length=120,
        help_text="決めたことばを、そのまま入れてください。空白のところで行が分かれます。",
        widget=forms.TextInput(LINE),
    )
    sub_line = forms.CharField(
        label="添えことば",
        max_length=120,
        required=False,
        help_text="「～私たちの力で～」のような、下につけることばです。",
        widget=forms.TextInput(LINE),
    )
    explanation = forms.CharField(
        label="説明",
        required=False,
        max_length=2000,
        help_text="どんな思いで決めたか。行の頭に「・」や「①」をつけると、箇条書きになります。",
        widget=forms.Textarea(LINE | {"rows": 4}),
    )
    decided_on = WarekiField(label="決めた日", required=False)
    decided_text = forms.CharField(
        label="日がわからないとき",
        max_length=60,
        required=False,
        help_text="例　協議体の発足のとき",
        widget=forms.TextInput(LINE),
    )
    decided_at = MeetingChoice(
        Meeting.objects.none(),
        label="決めた会議",
        required=False,
        empty_label="えらばない",
        widget=forms.Select({"class": "input"}),
    )
    themes = forms.CharField(
        label="ワークショップの題",
        required=False,
        max_length=1000,
        help_text="1行に1つ。例　地域の困りごと／良いところ／こんな地域にしたい",
        widget=forms.Textarea(LINE | {"rows": 3}),
    )
    how_decided = forms.CharField(
        label="決め方",
        required=False,
        max_length=1000,
        help_text="だれが、どのように話し合って決めたか。",
        widget=forms.Textarea(LINE | {"rows": 3}),
    )
    source = forms.CharField(
        label="出どころ",
        max_length=200,
        required=False,
        help_text="チラシや資料の名前。書き方のちがいがあれば、それも。",
        widget=forms.TextInput(LINE),
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_at"].queryset = queries.meetings_to_choose(council)

    def clean_decided_on(self):
        decided_on = self.cleaned_data["decided_on"]
        if decided_on and decided_on > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。決めた日を入れてください。")
        return decided_on

    def clean_themes(self):
        return "\n".join(lines_of(self.cleaned_data["themes"]))

    @property
    def words(self):
        """What the actions want, from a valid form."""
        given = self.cleaned_data
        meeting = given["decided_at"]
        return {name: given[name] for name in Vision.WORDS if name in given} | {
            "decided_at_id": meeting.pk if meeting else None
        }


def start_of_new(newest):
    """An empty sheet that remembers which version was the newest."""
    return {"seen": newest.mark if newest else ""}


def start_of_correction(vision):
    """The sheet as the vision stands now."""
    start = {name: getattr(vision, name) for name in Vision.WORDS}
    return start | {"decided_at": vision.decided_at_id, "seen": vision.mark}
