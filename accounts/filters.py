"""Narrowing down the trail: who, what, from when until when."""

import django_filters
from django import forms
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.verbs import VERBS
from takasaki_sc.lib import wareki


class DayField(forms.CharField):
    """A day typed as people write it: R8.11.3, 令和8年11月3日, 11/3. Gives a date or None."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return wareki.parse_date(text, near=timezone.localdate())
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class DayFilter(django_filters.Filter):
    """Compares the day in Tokyo with what was typed."""

    field_class = DayField

    def __init__(self, *, label, lookup_expr):
        box = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
        super().__init__(
            field_name="at__date",
            lookup_expr=lookup_expr,
            label=label,
            widget=box,
            help_text="例：R8.11.3　11月3日",
        )


class AuditFilter(django_filters.FilterSet):
    """The form above the trail."""

    verb = django_filters.ChoiceFilter(
        label="したこと",
        empty_label="すべて",
        choices=lambda: sorted(VERBS.items(), key=lambda pair: pair[1]),
        widget=forms.Select(attrs={"class": "input"}),
    )
    by = django_filters.ModelChoiceFilter(
        label="した人",
        empty_label="すべての人",
        queryset=User.objects.order_by("display_name", "username"),
        widget=forms.Select(attrs={"class": "input"}),
    )
    from_on = DayFilter(label="この日から", lookup_expr="gte")
    until_on = DayFilter(label="この日まで", lookup_expr="lte")

    class Meta:
        model = AuditEntry
        fields = ["verb", "by", "from_on", "until_on"]
