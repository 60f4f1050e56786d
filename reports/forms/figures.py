"""How a figure is narrowed down: fiscal year, council, contractor."""

from django import forms

from councils.filters import fiscal_years
from councils.models import Council
from reports.figures import Scope
from reports.queries import contractors

SELECT = {"class": "input"}


class ScopeForm(forms.Form):
    """The question, from the address of the page. Nonsense counts as not asked."""

    year = forms.TypedChoiceField(
        label="年度",
        choices=fiscal_years,
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select(SELECT),
    )
    council = forms.ModelChoiceField(
        Council.objects.in_board_order(),
        label="協議体",
        required=False,
        empty_label="市全域",
        widget=forms.Select(SELECT),
    )
    contractor = forms.ModelChoiceField(
        contractors(),
        label="受託した団体",
        required=False,
        empty_label="すべて",
        widget=forms.Select(SELECT),
    )

    def __init__(self, data, *, this_year):
        self.this_year = this_year
        super().__init__({"year": str(this_year)} | {k: v for k, v in data.items() if v})
        self.fields["contractor"].queryset = contractors()

    @property
    def asked(self):
        """What was understood: {year, council, contractor}."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "year": said.get("year") or self.this_year,
            "council": said.get("council"),
            "contractor": said.get("contractor"),
        }

    @property
    def query(self):
        """The question as it stands in an address."""
        asked = self.asked
        parts = [f"year={asked['year']}"]
        parts += [f"{k}={asked[k].pk}" for k in ("council", "contractor") if asked[k]]
        return "&".join(parts)

    def scope(self):
        asked = self.asked
        who = {"council": asked["council"], "contractor": asked["contractor"]}
        return Scope.fiscal_year(asked["year"], **who)
