"""What the list of support activities can be narrowed down by."""

from functools import cached_property

import django_filters
from django import forms

from activities.models import SupportActivity
from activities.queries.support import holding
from councils.models import Council

SELECT = forms.Select({"class": "input"})


class ActivityFilter(django_filters.FilterSet):
    """Words however they are spelt, council, kind, state, payment."""

    q = django_filters.CharFilter(
        label="ことばで探す",
        method="with_words",
        widget=forms.TextInput({
            "class": "input", "type": "search", "placeholder": "例 居場所、買い物、佐野",
            "enterkeyhint": "search", "maxlength": 80,
        }),
    )  # fmt: skip
    council = django_filters.ModelChoiceFilter(
        label="協議体",
        queryset=Council.objects.tier2().in_board_order(),
        empty_label="すべて",
        widget=SELECT,
    )
    state = django_filters.ChoiceFilter(
        label="ようす",
        choices=SupportActivity.State.choices,
        method="in_state",
        empty_label="すべて",
        widget=SELECT,
    )
    payment = django_filters.ChoiceFilter(
        label="担い手への謝礼",
        choices=SupportActivity.Payment.choices,
        empty_label="すべて",
        widget=SELECT,
    )
    kind = django_filters.ChoiceFilter(
        label="種類", choices=SupportActivity.Kind.choices, empty_label="すべて", widget=SELECT
    )

    class Meta:
        model = SupportActivity
        fields = []

    @cached_property
    def asked(self):
        """{name: value} of what was asked for and understood; nonsense narrows nothing."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def with_words(self, activities, name, words):
        """Every word must occur, however it is spelt."""
        return holding(activities, words)

    def in_state(self, activities, name, state):
        return activities.in_state(state)
