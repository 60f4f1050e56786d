"""The forms of a support activity: what it is, and that it began, rests or is over."""

import uuid

from django import forms
from django.utils import timezone

from activities.models import ActivityStep, SupportActivity
from activities.queries.support import WORDS, mark_of_activity
from activities.queries.visits import organisation_names
from councils.forms.fields import WarekiField
from councils.models import worded_later

LINE = {"class": "input", "autocomplete": "off"}
NOT_YET = "まだ来ていない日です。きょうか、それより前の日にしてください。"


def line(label, length, *, required=False, help_text="", **attrs):
    """A line of text."""
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text,
        widget=forms.TextInput(LINE | attrs),
        error_messages={"required": f"{label}を入れてください。"},
    )  # fmt: skip


class ActivityForm(forms.Form):
    """What an activity is. The same form adds one and puts one right."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    submit_token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    name = line(
        "名称", 80, required=True, help_text="例　さのんち、中居お助け隊"
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="種類",
        choices=SupportActivity.Kind.choices,
        widget=forms.RadioSelect({"class": "chips chips--tight"}),
        error_messages={"required": "種類を選んでください。"},
    )
    place = line("場所", 120, help_text="例　○○町の集会所")
    schedule_text = line("日時", 200, help_text="例　毎週火曜 10:00〜13:00")
    fee_text = line("参加費・利用料", 80, help_text="例　200円、無料")
    payment = forms.ChoiceField(
        label="担い手への謝礼",
        choices=SupportActivity.Payment.choices,
        initial=SupportActivity.Payment.UNKNOWN,
        help_text="無償は、手伝う人がお金を受け取らないこと。有償は、少しのお礼を受け取ることです。",
        widget=forms.RadioSelect({"class": "chips"}),
    )
    backing = line(
        "支える団体", 100, list="organisations",
        help_text=worded_later("場所を貸す事業所、後ろだての{centre}など。"),
    )  # fmt: skip
    n_registered = forms.IntegerField(
        label="登録した担い手の人数", required=False, min_value=0, max_value=9999,
        help_text="募集で新しく登録した人数など。わからなければ空けておきます。",
        widget=forms.TextInput(LINE | {"class": "input input--3", "inputmode": "numeric"}),
    )  # fmt: skip
    subsidy_from_on = WarekiField(
        label="補助の登録を受けた日", required=False,
        help_text="高齢者の居場所の補助など。受けていなければ空けておきます。",
    )  # fmt: skip
    subsidy_until_on = WarekiField(label="補助の登録が終わった日", required=False)
    media_url = forms.URLField(
        label="紹介の動画・記事のアドレス", required=False, assume_scheme="https",
        widget=forms.URLInput(LINE), max_length=200,
    )  # fmt: skip
    source = line("出典", 200, help_text="何を見て書いたか。例　通信第19号")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("subsidy_from_on"), cleaned.get("subsidy_until_on")
        if last and not first:
            self.add_error(
                "subsidy_from_on", "登録が終わった日だけでは残せません。受けた日も入れてください。"
            )
        elif last and last < first:
            self.add_error("subsidy_until_on", "登録を受けた日より後の日にしてください。")
        return cleaned

    @property
    def organisations(self):
        return organisation_names()

    @property
    def words(self):
        """What the actions want, from a valid form."""
        own = {name: self.cleaned_data[name] for name in WORDS if name != "backed_by_id"}
        return own | {"backing": self.cleaned_data["backing"]}


def start_of_activity(activity):
    """The form as the activity stands now."""
    start = {name: getattr(activity, name) for name in WORDS}
    backing = activity.backed_by.name if activity.backed_by else ""
    return start | {"backing": backing, "seen": mark_of_activity(activity)}


class BeginForm(forms.Form):
    """Whether a new activity runs already, and the voice it goes back to."""

    begun = forms.ChoiceField(
        label="いまのようす",
        choices=[("preparing", "これから始める（準備中）"), ("begun", "もう始まっている")],
        initial="preparing",
        widget=forms.RadioSelect({"class": "chips"}),
    )
    started_on = WarekiField(
        label="始めた日",
        required=False,
        help_text="もう始まっているとき。わからなければ空けておきます。",
    )
    voice_text = line(
        "きっかけになった声", 200,
        help_text="歩みの1つめになります。お名前は書かないでください。",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("started_on")
        if day and cleaned.get("begun") == "preparing":
            self.add_error(
                "started_on",
                "準備中なら、始めた日は空けてください。始まったら、活動のページで入れます。",
            )
        elif day and day > timezone.localdate():
            self.add_error(
                "started_on", "まだ来ていない日です。「これから始める（準備中）」を選んでください。"
            )
        return cleaned

    @property
    def words(self):
        return {
            "is_preparing": self.cleaned_data["begun"] == "preparing",
            "started_on": self.cleaned_data["started_on"],
        }

    def steps(self, voice=None):
        """The way so far: the voice, if one was given."""
        text = self.cleaned_data["voice_text"]
        if not text:
            return []
        day = voice.heard_on if voice else None
        return [ActivityStep(kind=ActivityStep.Kind.VOICE, text=text, voice=voice, happened_on=day)]


class DayForm(forms.Form):
    """The day on which something happened; empty means today."""

    on = WarekiField(label="いつ", required=False, help_text="空のままなら、きょうになります。")

    def clean_on(self):
        today = timezone.localdate()
        on = self.cleaned_data["on"] or today
        if on > today:
            raise forms.ValidationError(NOT_YET)
        return on


class PauseForm(DayForm):
    """Since when the activity rests, and why."""

    reason = line(
        "休む理由", 200, required=True,
        help_text="例　会場の工事のため。個人の事情は書かないでください。",
    )  # fmt: skip


class EndForm(DayForm):
    """When the activity ended, why, and what goes on in its place."""

    reason = line(
        "終えた理由", 200, required=True,
        help_text="例　担い手が少なくなった。個人の事情は書かないでください。",
    )  # fmt: skip
    successor = forms.ModelChoiceField(
        SupportActivity.objects.none(),
        label="引きついだ活動",
        required=False,
        empty_label="えらばない",
        help_text="別の活動として続いているとき。",
        widget=forms.Select({"class": "input"}),
    )

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        others = SupportActivity.objects.filter(council=activity.council, ended_on=None)
        self.fields["successor"].queryset = others.exclude(pk=activity.pk).order_by("name", "pk")
