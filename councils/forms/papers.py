"""Choosing a pack: whose, of which fiscal year, of which month."""

from datetime import date

from django import forms
from django.utils import timezone

from councils.models import Council
from councils.queries.packs import Month
from takasaki_sc.lib import wareki

FIRST_YEAR = 2015  # the programme began in 平成27年度
SELECT = {"class": "input"}


def month_before(day):
    """The first day of the month before."""
    return date(day.year - (day.month == 1), day.month - 1 or 12, 1)


def month_of(code):
    """The Month of 「2026-10」; ValueError for anything else."""
    return Month(date.fromisoformat(f"{code}-01"))


def year_choices(today):
    """[(2026, 「令和8年度」), …] newest first."""
    years = range(wareki.fiscal_year(today), FIRST_YEAR - 1, -1)
    return [(year, wareki.format_fiscal_year(year)) for year in years]


def month_choices(today, n=36):
    """[("2026-10", 「令和8年10月」), …] this month first."""
    first, found = today.replace(day=1), []
    for _ in range(n):
        found.append((f"{first:%Y-%m}", wareki.format_month(first)))
        first = month_before(first)
    return found


class PaperForm(forms.Form):
    """Three lists to choose from; nonsense in the address gives what is usual."""

    council = forms.ModelChoiceField(
        Council.objects.in_board_order(), label="協議体", empty_label=None,
        widget=forms.Select(SELECT),
    )  # fmt: skip
    year = forms.TypedChoiceField(label="年度", coerce=int, widget=forms.Select(SELECT))
    month = forms.ChoiceField(label="月", widget=forms.Select(SELECT))

    def __init__(self, data, *, council):
        today = timezone.localdate()
        usual = {
            "council": council.pk,
            "year": wareki.fiscal_year(today),
            "month": f"{month_before(today):%Y-%m}",
        }
        super().__init__(usual | {name: data[name] for name in usual if data.get(name)})
        self.fields["year"].choices = year_choices(today)
        self.fields["month"].choices = month_choices(today)
        self.usual = usual

    def chosen(self):
        """(council, fiscal year, Month)."""
        if not self.is_valid():
            self.data = self.usual
            self.full_clean()
        words = self.cleaned_data
        return words["council"], words["year"], month_of(words["month"])
