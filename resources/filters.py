"""What the directory can be narrowed down by."""

import django_filters
from django import forms

from resources.models import Kind, SocialResource
from resources.queries import districts
from takasaki_sc.lib.kana import search_key

WEEKDAYS = [(number, letter) for number, letter in enumerate("月火水木金土日", start=1)]
PUBLIC_STATES = [
    (SocialResource.Status.ACTIVE, "活動中だけ"),
    (SocialResource.Status.SUSPENDED, "休止中だけ"),
]
ALL_STATES = [*PUBLIC_STATES, (SocialResource.Status.ENDED, "終了だけ")]


class ResourceFilter(django_filters.FilterSet):
    """ことば・地区・種類・曜日・状態. The queryset it gets is already what the visitor may see."""

    q = django_filters.CharFilter(
        label="ことばで探す",
        method="with_words",
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "type": "search",
                "placeholder": "例 体操、片岡、サロン",
                "enterkeyhint": "search",
                "maxlength": 80,
            }
        ),
    )
    council = django_filters.ModelChoiceFilter(
        label="地区",
        queryset=lambda request: districts(),
        empty_label="市内すべて",
        widget=forms.Select(attrs={"class": "input"}),
    )
    kind = django_filters.MultipleChoiceFilter(
        label="種類", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    weekday = django_filters.MultipleChoiceFilter(
        label="曜日",
        choices=WEEKDAYS,
        method="on_weekdays",
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.ChoiceFilter(
        label="活動のようす",
        choices=ALL_STATES,
        empty_label="すべて",
        widget=forms.Select(attrs={"class": "input"}),
    )

    class Meta:
        model = SocialResource
        fields = ["q", "council", "kind", "weekday", "status"]

    def with_words(self, resources, name, words):
        """Every word must occur, however it is spelt."""
        for word in words.split()[:8]:
            resources = resources.filter(search_text__contains=search_key(word))
        return resources

    def on_weekdays(self, resources, name, weekdays):
        """Open on any of the weekdays, as far as the schedule text could be understood."""
        if not weekdays:
            return resources
        return resources.filter(schedules__weekday__in=weekdays).distinct()
