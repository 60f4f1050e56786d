"""相談を書く, and the list of its topics."""

from django import forms

from activities.actions.consultations import WORDS
from activities.forms.days import CHIPS, WorkedOnForm
from activities.forms.diary import SELECT, WITHOUT_NAMES
from activities.models import Consultation, ConsultationTopic
from activities.queries.diary import mark_of_row
from councils.forms.meeting_rows import text_field
from councils.models import Council


class ConsultationForm(WorkedOnForm):
    """What was asked, by what sort of body, and what was answered."""

    topic = forms.ModelChoiceField(
        ConsultationTopic.objects.all(),
        label="何の相談",
        empty_label=None,
        widget=forms.RadioSelect({"class": "cats"}),
        error_messages={"required": "いちばん近い主題を1つ押してください。"},
    )
    asked_by = forms.ChoiceField(
        label="だれから",
        choices=Consultation.AskedBy,
        widget=forms.RadioSelect(CHIPS),
        error_messages={"required": "どなたからの相談か、1つ押してください。"},
    )
    text = text_field("相談の内容", rows=3, help_text=WITHOUT_NAMES)
    answer = text_field("こたえたこと", rows=2)
    is_open = forms.BooleanField(label="続きがある（一覧の上に残します）", required=False)
    council = forms.ModelChoiceField(
        Council.objects.in_board_order(),
        label="協議体",
        required=False,
        empty_label="決まった協議体はない（市全域など）",
        widget=forms.Select(SELECT),
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("council", council)

    @property
    def words(self):
        """What the actions want, from a valid form."""
        return {name: self.cleaned_data[name] for name in WORDS}


def start_of_consultation(consultation):
    """The form as the record stands."""
    start = {name: getattr(consultation, name) for name in WORDS}
    return start | {"version": mark_of_row(consultation, WORDS)}


class TopicForm(forms.Form):
    """The name of one topic."""

    name = text_field("主題の名前", required=True, max_length=60)
