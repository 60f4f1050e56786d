"""What the list of meetings and the search page can be narrowed down by."""

import django_filters
from django import forms
from django.utils import timezone

from councils.models import (
    Council,
    Meeting,
    Proposal,
    SearchEntry,
    WorkRole,
    worded_later,
)
from councils.queries import search
from councils.queries.councils import (
    centre_names,
    cohort_labels,
    council_names,
    ids_of_councils_named,
)
from takasaki_sc.lib import wareki

SELECT = forms.Select({"class": "input"})
SEARCH_BOX = forms.TextInput(
    {"class": "input", "type": "search", "enterkeyhint": "search", "autocomplete": "off"}
)
FIRST_YEAR = 2015  # the programme began in 平成27年度


def fiscal_years():
    """[(2026, "令和8年度"), …] newest first, from the programme's start to this year."""
    this_year = wareki.fiscal_year(timezone.localdate())
    return [(y, wareki.format_fiscal_year(y)) for y in range(this_year, FIRST_YEAR - 1, -1)]


class MeetingFilter(django_filters.FilterSet):
    """Words, council, fiscal year, and whether the minutes are written.

    Give it meetings in the order of the list, the newest first.
    """

    q = django_filters.CharFilter(
        label="ことば",
        method="with_words",
        widget=SEARCH_BOX,
    )
    council = django_filters.ChoiceFilter(
        label="協議体", choices=council_names, empty_label="すべて", widget=SELECT
    )
    year = django_filters.ChoiceFilter(
        label="年度", choices=fiscal_years, method="in_year", empty_label="すべて", widget=SELECT
    )
    recorded = django_filters.ChoiceFilter(
        label="記録",
        choices=[("yes", "記録ずみ"), ("no", "記録がまだ"), ("coming", "これからの予定")],
        method="with_record",
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = Meeting
        fields = []

    def with_words(self, meetings, name, words):
        """Meetings whose minutes hold the words, however they are spelt."""
        return search.meetings_holding(meetings, words)

    def in_year(self, meetings, name, year):
        return meetings.in_fiscal_year(int(year))

    def with_record(self, meetings, name, answer):
        today = timezone.localdate()
        if answer == "coming":
            return meetings.after(today).order_by("held_on", "pk")
        return meetings.until(today).filter(recorded_at__isnull=answer == "no")

    @property
    def is_of_records(self):
        """Nobody asked for words or for plans: who opens the list wants what was, and would
        walk past the plans of all councils to get there."""
        self.form.is_valid()  # fills cleaned_data
        return not any(self.form.cleaned_data.get(name) for name in ("q", "recorded"))


class CouncilMeetingFilter(django_filters.FilterSet):
    """The meetings of one council: by fiscal year and by the role they served (E3)."""

    year = django_filters.ChoiceFilter(
        label="年度", choices=fiscal_years, method="in_year", empty_label="すべて", widget=SELECT
    )
    role = django_filters.ChoiceFilter(
        label="協議体の役割",
        choices=WorkRole,
        method="serving",
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = Meeting
        fields = []

    def in_year(self, meetings, name, year):
        return meetings.in_fiscal_year(int(year))

    def serving(self, meetings, name, role):
        return meetings.with_role(role)


class SearchFilter(django_filters.FilterSet):
    """Words, what sort of thing, council, fiscal year."""

    q = django_filters.CharFilter(label="さがすことば", method="with_words", widget=SEARCH_BOX)
    kind = django_filters.ChoiceFilter(
        label="種類", choices=SearchEntry.Kind, empty_label="すべて", widget=SELECT
    )
    council = django_filters.ModelChoiceFilter(
        label="協議体",
        queryset=Council.objects.in_board_order(),
        empty_label="すべて",
        widget=SELECT,
    )
    year = django_filters.ChoiceFilter(
        label="年度", choices=fiscal_years, method="in_year", empty_label="すべて", widget=SELECT
    )

    class Meta:
        model = SearchEntry
        fields = []

    @property
    def question(self):
        """What is looked for; without words there is no question and no answer."""
        self.form.is_valid()  # fills cleaned_data
        return search.Question.of(self.form.cleaned_data.get("q") or "")

    @property
    def is_narrowed(self):
        """Whether anything but the words bounds the answer."""
        return bool(set(self.form.changed_data) - {"q"})

    def with_words(self, entries, name, words):
        keys = search.Question.of(words).keys
        return entries.holding(keys) if keys else entries.none()

    def in_year(self, entries, name, year):
        return entries.filter(happened_on__range=wareki.fiscal_year_bounds(int(year)))


class CalendarFilter(django_filters.FilterSet):
    """The calendar of one council, or of all."""

    council = django_filters.ModelChoiceFilter(
        label="協議体",
        queryset=Council.objects.in_board_order(),
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = Meeting
        fields = []

    @property
    def chosen(self):
        """The council chosen, or None for all."""
        self.form.is_valid()  # fills cleaned_data
        return self.form.cleaned_data.get("council")


class CouncilFilter(django_filters.FilterSet):
    """Words however they are spelt, when the council began, and which centre serves it."""

    q = django_filters.CharFilter(
        label="名前・愛称",
        method="named",
        widget=forms.TextInput(
            {
                "class": "input",
                "type": "search",
                "enterkeyhint": "search",
                "autocomplete": "off",
                "maxlength": 60,
            }
        ),
    )
    cohort = django_filters.ChoiceFilter(
        label="取組みを始めた時期",
        field_name="cohort_label",
        choices=cohort_labels,
        empty_label="すべて",
        widget=SELECT,
    )
    centre = django_filters.ChoiceFilter(
        label=worded_later("{centre}"),
        field_name="centres",
        choices=centre_names,
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = Council
        fields = []

    def named(self, councils, name, words):
        return councils.filter(pk__in=ids_of_councils_named(words.replace("\0", "")[:60]))


class ProposalFilter(django_filters.FilterSet):
    """The council that asked, where it waits, and the fiscal year in which it was raised."""

    council = django_filters.ChoiceFilter(
        label="協議体", choices=council_names, empty_label="すべて", widget=SELECT
    )
    state = django_filters.ChoiceFilter(
        label="いまどこに", choices=Proposal.State, empty_label="すべて", widget=SELECT
    )
    year = django_filters.ChoiceFilter(
        label="出した年度",
        choices=fiscal_years,
        method="in_year",
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = Proposal
        fields = []

    def in_year(self, proposals, name, year):
        return proposals.in_fiscal_year(int(year))
