"""The form about somebody a council might ask."""

from django import forms
from django.utils import timezone

from councils.forms.councils import PartForm, line, radio, seen_field
from councils.forms.fields import WarekiField
from councils.models import Candidate
from councils.queries import marks

WORDS = ("name", "kana", "known_for", "aim", "state", "contact_by", "contacted_on", "result")


class CandidateForm(PartForm):
    """Who, why, and how it went. candidate: the standing note, or None for a new one."""

    seen = seen_field()
    name = line("お名前", 60, required=True)
    kana = line("ふりがな", 80, help_text="ひらがなで。一覧はこの順に並びます。")
    known_for = line("どんな方か", 200, help_text="例　ラジオ体操の会の世話人。顔が広い")
    aim = radio("何をお願いしたいか", Candidate.Aim.choices, initial=Candidate.Aim.MEMBER)
    contact_by = line("声をかける方", 60, help_text="例　区長、SC")
    state = radio("いまのようす", Candidate.State.choices, initial=Candidate.State.NEW)
    contacted_on = WarekiField(label="声をかけた日", required=False)
    result = line("お返事・気づいたこと", 300)

    def __init__(self, *args, candidate=None, **kwargs):
        super().__init__(*args, **kwargs)
        if candidate and not self.is_bound:
            self.initial |= {name: getattr(candidate, name) for name in WORDS}
            self.initial["seen"] = marks.candidate_mark(candidate)

    def clean_contacted_on(self):
        day = self.cleaned_data["contacted_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。声をかけた日を入れてください。")
        return day

    @property
    def words(self):
        """{field: value} as the actions want it."""
        return {name: self.cleaned_data[name] for name in WORDS}


def start_of_seat(candidate):
    """What the form for a new member starts from when a candidate says yes."""
    if candidate is None:
        return {}
    return {"name": candidate.name, "kana": candidate.kana, "is_core": candidate.is_core}
