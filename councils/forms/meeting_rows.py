"""The lines of the sheet that repeat: 議題, 決定, 宿題, and guests by name."""

import re

from django import forms

from councils.forms.fields import read_due
from councils.models import ActionItem, AgendaItem, Decision, MeetingGuest
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import search_key

LINE = {"class": "input", "autocomplete": "off"}
_BULLETS = re.compile("[\uf020-\uf0ff]")  # Symbol and Wingdings
AGENDA_WORDS = (
    "pk", "text", "kind", "discussion", "outcome", "place_of_origin", "is_internal",
)  # fmt: skip


class WordsField(forms.CharField):
    """Words as people paste them: the bullets of Word lie where no other font has a letter."""

    def to_python(self, value):
        return _BULLETS.sub("・", super().to_python(value))


def text_field(label, *, rows=None, help_text="", required=False, max_length=None, **attrs):
    """A box for words, one line or several."""
    widget = (
        forms.Textarea(LINE | {"rows": rows} | attrs) if rows else forms.TextInput(LINE | attrs)
    )
    return WordsField(
        label=label, required=required, help_text=help_text, max_length=max_length, widget=widget
    )


class RowForm(forms.Form):
    """A line of the sheet. `pk` names the standing row it is; a new one has none."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sees_internal=True, councils=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_internal:
            self.fields.pop("is_internal", None)
        if "about_council" in self.fields:
            self.fields["about_council"].choices = [("", "（なし）"), *councils]

    def has_changed(self):
        """Always: a row that is the same as the standing one must be read, not passed over.

        Formsets skip added rows that equal their initial words, and after a conflict the
        initial words are those of the other writer.
        """
        return True

    @property
    def has_internal_tick(self):
        return "is_internal" in self.fields

    @property
    def has_details(self):
        """Is anything said in the folded part of the row?"""
        folded = ("place_of_origin", "about_council", "is_internal")
        return any(
            self[name].value() or self[name].errors for name in folded if name in self.fields
        )


class AgendaItemForm(RowForm):
    """One 議題. Left empty, it is not there."""

    text = text_field("議題", max_length=200)
    kind = forms.ChoiceField(
        label="種類",
        choices=AgendaItem.Kind,
        initial=AgendaItem.Kind.TOPIC,
        required=False,
        widget=forms.Select({"class": "input"}),
    )
    discussion = text_field("話し合ったこと", rows=2)
    outcome = text_field("結果（→）", rows=2, help_text="1行に1つ。広報紙では「→」がつきます。")
    place_of_origin = text_field(
        "取り組みの市町村",
        max_length=60,
        help_text="よその取り組みを学んだとき。例 山梨県南アルプス市",
    )
    about_council = forms.TypedChoiceField(
        label="関係する協議体",
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select({"class": "input"}),
    )
    is_internal = forms.BooleanField(
        label="内部だけ（広報紙や公開用の要点記録に出さない）", required=False
    )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and (cleaned.get("discussion") or cleaned.get("outcome")):
            self.add_error("text", "何についての話か、議題をひとことで入れてください。")
        return cleaned

    def line(self, marker):
        """An unsaved AgendaItem, or None for an empty row. marker: that of the whole agenda."""
        words = dict(self.cleaned_data)
        if not words.get("text"):
            return None
        about = words.pop("about_council", None)
        words["kind"] = words["kind"] or AgendaItem.Kind.TOPIC
        return AgendaItem(**words, about_council_id=about, marker=marker)


class DecisionForm(RowForm):
    """One 決定, with a due day or words such as 来年度."""

    text = text_field("決まったこと", max_length=300)
    due = text_field("いつまで", max_length=40, placeholder="例 来年度、12月10日")
    is_internal = forms.BooleanField(label="内部だけ", required=False)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and cleaned.get("due"):
            self.add_error("text", "何が決まったか、ひとことで入れてください。")
        return cleaned

    def line(self, near):
        """An unsaved Decision, or None for an empty row. near: the meeting's day."""
        words = self.cleaned_data
        if not words.get("text"):
            return None
        due_on, due_text = read_due(words["due"], near)
        is_internal = words.get("is_internal", False)
        return Decision(
            pk=words["pk"],
            text=words["text"],
            due_on=due_on,
            due_text=due_text,
            is_internal=is_internal,
        )


class ActionItemForm(RowForm):
    """One 宿題: who does what by when."""

    what = text_field("何を", max_length=200)
    who = text_field("だれが", max_length=60, list="members")
    due = text_field("いつまで", max_length=40, placeholder="例 次の会まで、12月10日")

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


class GuestForm(RowForm):
    """Somebody by name who is on no list: a speaker, a visitor."""

    name = text_field("お名前", max_length=60)
    belongs_to = text_field("所属・立場", max_length=80, placeholder="例 講師、〇〇大学")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and cleaned.get("belongs_to"):
            self.add_error("name", "お名前を入れてください。人数だけなら、下の欄に入れてください。")
        return cleaned

    def line(self):
        """An unsaved MeetingGuest, or None for an empty row."""
        words = self.cleaned_data
        if not words.get("name"):
            return None
        return MeetingGuest(name=words["name"], belongs_to=words["belongs_to"])


def _formset(form, row_label):
    made = forms.formset_factory(form, extra=0, min_num=1, max_num=60, absolute_max=120)
    made.row_label = row_label
    return made


AgendaItemFormSet = _formset(AgendaItemForm, "議題")
DecisionFormSet = _formset(DecisionForm, "決定")
ActionItemFormSet = _formset(ActionItemForm, "宿題")
GuestFormSet = _formset(GuestForm, "名簿にない方")


def due_words(line, near):
    """The due of a decision or 宿題 as a person would write it, such that it reads back."""
    if line.due_on is None:
        return line.due_text
    short = f"{line.due_on.month}月{line.due_on.day}日"
    reads_back = read_due(short, near) == (line.due_on, "")
    return short if reads_back else wareki.format_date(line.due_on)


def agenda_row(item):
    """What the sheet shows for a standing AgendaItem."""
    row = {name: getattr(item, name) for name in AGENDA_WORDS}
    return row | {"about_council": item.about_council_id}


def decision_row(decision, near):
    """What the sheet shows for a standing Decision."""
    return {
        "pk": decision.pk,
        "text": decision.text,
        "due": due_words(decision, near),
        "is_internal": decision.is_internal,
    }


def action_row(item, near):
    """What the sheet shows for a standing ActionItem."""
    return {"pk": item.pk, "what": item.what, "who": item.who, "due": due_words(item, near)}


def guest_row(guest):
    """What the sheet shows for a guest by name."""
    return {"pk": guest.pk, "name": guest.name, "belongs_to": guest.belongs_to}
