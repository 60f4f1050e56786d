"""The forms of a 提言: one for raising it, one for each step on its way."""

from datetime import date

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField
from councils.models import Meeting, worded_later
from councils.queries import proposals as queries
from takasaki_sc.lib import wareki

BOX = {"class": "input", "autocomplete": "off"}
LONGEST_TEXT = 2000
NO_SITTING_YET = worded_later(
    "提言が出てからの{tier1}の会議が、まだありません。先に会議の予定か記録を入れてください。"
)


def _words(label, *, rows, **options):
    widget = forms.Textarea(BOX | {"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=LONGEST_TEXT, **options)


class SittingField(forms.ModelChoiceField):
    """One of the meetings, by its day and title."""

    widget = forms.Select({"class": "input"})

    def label_from_instance(self, meeting):
        return f"{meeting.weekday_words}　{meeting.title}"


class RaiseForm(forms.Form):
    """A voice of a council is put on its way. meeting: where it came up, when that is given."""

    text = _words(
        "提言",
        rows=4,
        help_text="困っていることと、こうなるとよいと思うことを、話し合いのことばのままで。",
    )
    raised_on = WarekiField(label="出した日")
    meeting = SittingField(
        Meeting.objects.none(), label="出た会議", required=False, empty_label="会議のほかで"
    )

    def __init__(self, *args, council, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.given, today = meeting, timezone.localdate()
        self.initial.setdefault("raised_on", meeting.held_on if meeting else today)
        if meeting:
            del self.fields["meeting"]
        else:
            self.fields["meeting"].queryset = queries.recent_sittings(council, today)

    def clean(self):
        cleaned = super().clean()
        meeting = cleaned.setdefault("meeting", self.given)
        first = meeting.held_on if meeting else None
        _check_day(self, "raised_on", first, "会議の日")
        return cleaned


class StepForm(forms.Form):
    """What every step carries: the mark of what the person saw when the form was opened."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal, self.today = proposal, timezone.localdate()
        self.initial["mark"] = proposal.mark

    @property
    def is_moved(self):
        """Has somebody else taken a step since this form was opened?"""
        return self["mark"].value() != self.proposal.mark

    def own_words(self):
        """[(label, text)] of what was typed, for the page that can no longer save it."""
        said = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        values = [(box, said.get(box.name) or box.value()) for box in self.visible_fields()]
        return [(box.label, _as_typed(value)) for box, value in values if value]


class RewordForm(StepForm):
    """The council's own words, before anybody has discussed them."""

    text = _words("提言", rows=4)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.initial["text"] = proposal.text


class DiscussForm(StepForm):
    """Tier 1 has talked about it."""

    tier1_meeting = SittingField(
        Meeting.objects.none(), label="話し合った会議", empty_label="えらんでください"
    )
    tier1_note = _words(
        "話し合ったこと",
        rows=4,
        required=False,
        help_text="どう受け止めたか、どこへつなぐか。提言を出した協議体も読みます。",
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        sittings = queries.meetings_that_may_have_discussed(proposal, self.today)
        self.fields["tier1_meeting"].queryset = sittings
        self.initial["tier1_meeting"] = sittings.first()
        if not self.initial["tier1_meeting"]:
            self.fields["tier1_meeting"].help_text = NO_SITTING_YET


class SendForm(StepForm):
    """Ask a department. Names used before are suggested."""

    department = forms.CharField(
        label="担当課",
        max_length=60,
        widget=forms.TextInput(BOX | {"list": "departments"}),
    )
    sent_on = WarekiField(label="送った日")

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.departments = queries.departments_known()
        self.initial["sent_on"] = self.today

    def clean(self):
        cleaned = super().clean()
        _check_step(self, "sent_on")
        return cleaned


class AnswerForm(StepForm):
    """The answer, of the department or of Tier 1 itself."""

    answer = _words(
        "回答", rows=5, help_text="提言を出した協議体が、次の会議で読みます。やさしいことばで。"
    )
    answered_on = WarekiField(label="回答の日")

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.initial["answered_on"] = self.today

    def clean(self):
        cleaned = super().clean()
        _check_step(self, "answered_on")
        return cleaned


class CorrectForm(StepForm):
    """A slip in the 担当課 or in the answer, put right with the reason."""

    department = forms.CharField(
        label="担当課", max_length=60, widget=forms.TextInput(BOX | {"list": "departments"})
    )
    answer = _words("回答", rows=5)
    reason = forms.CharField(
        label="わけ",
        max_length=200,
        widget=forms.TextInput(BOX),
        help_text="例　課の名前の書きまちがい。直す前のことばも、「これまでの版」に残ります。",
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        self.departments = queries.departments_known()
        for name in ("department", "answer"):
            if getattr(proposal, name):
                self.initial[name] = getattr(proposal, name)
            else:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        names = [name for name in ("department", "answer") if name in self.fields]
        if not self.errors and all(cleaned[n] == getattr(self.proposal, n) for n in names):
            raise forms.ValidationError("どこも変わっていません。直すところを書きかえてください。")
        return cleaned


class ReportForm(StepForm):
    """The council has heard: at one of its meetings, or otherwise on a day."""

    reported_meeting = SittingField(
        Meeting.objects.none(),
        label="報告した会議",
        required=False,
        empty_label="会議のほかで（電話・訪問など）",
    )
    reported_on = WarekiField(
        label="報告した日", required=False, help_text="会議をえらんだときは、いりません。"
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        sittings = queries.meetings_that_may_have_heard(proposal, self.today)
        self.fields["reported_meeting"].queryset = sittings
        self.initial["reported_meeting"] = sittings.first()
        if not self.initial["reported_meeting"]:
            self.initial["reported_on"] = self.today

    def clean(self):
        cleaned = super().clean()
        meeting = cleaned.get("reported_meeting")
        if meeting:
            cleaned["reported_on"] = meeting.held_on
        elif not cleaned.get("reported_on") and "reported_on" not in self.errors:
            self.add_error("reported_on", "会議をえらぶか、報告した日を入れてください。")
        _check_step(self, "reported_on")
        return cleaned


def _as_typed(value):
    if isinstance(value, date):
        return wareki.format_date(value)
    if isinstance(value, list):
        return "".join(f"{part}{unit}" for part, unit in zip(value, "年月日", strict=False) if part)
    return str(value)


def _check_step(form, name):
    _check_day(form, name, form.proposal.last_day, "前の段階の日")


def _check_day(form, name, first, what):
    """A day is not to come, and not before the day of what went before."""
    day = form.cleaned_data.get(name)
    if day is None:
        return
    if day > timezone.localdate():
        form.add_error(name, "まだ来ていない日です。きょうまでの日を入れてください。")
    elif first and day < first:
        form.add_error(name, f"{what}（{wareki.format_date(first)}）からあとの日を入れてください。")
