"""Which paper, of which districts and kinds, in which letters."""

import uuid

from django import forms
from django.conf import settings

from councils.forms.fields import SeveralField
from councils.models import Council
from resources.models import Kind
from resources.printing.options import Grouping, Paper, PaperOptions
from resources.queries import papers

MOST_ROWS = 20_000
MOST_AT_ONCE = 6_000
"""Without a worker somebody waits for the answer of one request: some 15 seconds at most."""

NOTHING_CHOSEN = "この選び方では、載せるものがありません。地区か種類を選び直してください。"


def is_at_once():
    """Is a paper made in the request itself, because no worker runs?"""
    return not settings.WORKER


class PaperForm(forms.Form):
    """紙を作る. Nothing chosen among districts = the whole city."""

    paper = forms.ChoiceField(
        label="どの紙を作りますか",
        choices=Paper.choices,
        widget=forms.RadioSelect,
        initial=Paper.LIST,
    )
    grouping = forms.ChoiceField(
        label="一覧の分け方",
        choices=Grouping.choices,
        widget=forms.RadioSelect,
        initial=Grouping.DISTRICT,
        help_text="ガイドブックは、いつも地区ごとです。",
    )
    councils = SeveralField(
        label="地区",
        queryset=Council.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばなければ、市内すべてです。",
    )
    kinds = forms.MultipleChoiceField(
        label="種類",
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばなければ、一覧は集まりの種類（居場所・サロン・体操など）、"
        "ガイドブックはすべてです。",
    )
    is_large = forms.BooleanField(
        label="大きな字にする",
        required=False,
        help_text="一覧は16ポイント、ガイドブックは17ポイントのA4になります。",
    )
    submit_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["councils"].queryset = Council.objects.tier2().in_board_order()
        self.fields["submit_token"].initial = uuid.uuid4
        self.fields["paper"].error_messages["required"] = "どの紙を作るかを選んでください。"

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self._check_size(self.options().scope)
        return cleaned

    def _check_size(self, scope):
        n_rows = papers.n_rows(scope)
        most = MOST_AT_ONCE if is_at_once() else MOST_ROWS
        if not n_rows:
            self.add_error("kinds", NOTHING_CHOSEN)
        elif n_rows > most:
            self.add_error(
                "councils",
                f"{n_rows:,}件あり、1つの紙には多すぎます（{most:,}件まで）。"
                "地区を選んで、分けて作ってください。",
            )

    def options(self):
        """The PaperOptions of what was chosen."""
        chosen = self.cleaned_data
        is_list = chosen["paper"] == Paper.LIST
        usual = papers.MEETING_KINDS if is_list else ()
        return PaperOptions(
            councils=tuple(council.pk for council in chosen["councils"]),
            kinds=tuple(map(str, chosen["kinds"] or usual)),
            grouping=chosen["grouping"] if is_list else str(Grouping.DISTRICT),
            is_large=chosen["is_large"],
        )

    def title(self):
        """「つどい・ふれあいの場一覧　八幡地区（大きな字）」."""
        options = self.options()
        large = "（大きな字）" if options.is_large else ""
        return f"{Paper(self.cleaned_data['paper']).label}　{options.scope.area_words}{large}"[:120]
