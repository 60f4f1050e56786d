"""What the directory can be narrowed down by, and the chips that take it back."""

from dataclasses import dataclass
from functools import cached_property

import django_filters
from django import forms
from django.utils import timezone

from resources.models import Kind, SocialResource
from resources.permissions import ResourcePermission
from resources.queries import districts, finding, opening
from takasaki_sc.lib import wareki

WEEKDAYS = [(number, letter) for number, letter in enumerate("月火水木金土日", start=1)]
PUBLIC_STATES = [
    (SocialResource.Status.ACTIVE, "活動中だけ"),
    (SocialResource.Status.SUSPENDED, "休止中だけ"),
]
ALL_STATES = [*PUBLIC_STATES, (SocialResource.Status.ENDED, "終了だけ")]
WHEN = [("today", "きょう"), ("tomorrow", "あした"), ("week", "今週（日曜まで）")]
NO_FEE_WRITTEN = "unknown"
FEES = [
    (SocialResource.Fee.FREE, "無料"),
    (SocialResource.Fee.PAID, "費用がかかる"),
    (NO_FEE_WRITTEN, "書いていない"),
]
FRESH, STALE, NEVER = "fresh", "stale", "never"
FRESHNESS = [
    (FRESH, "最近確かめたもの"),
    (STALE, "確かめてから間があるもの"),
    (NEVER, "まだ確かめていないもの"),
]
SELECT = forms.Select(attrs={"class": "input"})


def states_for(request):
    """終了 only for those who may see what has ended."""
    sees_all = request.user.has_perm(ResourcePermission.UNPUBLISHED_VIEW)
    return ALL_STATES if sees_all else PUBLIC_STATES


class ResourceFilter(django_filters.FilterSet):
    """ことば・地区・種類・いつ・曜日・費用・状態・確認. The queryset it gets is already what the
    visitor may see."""

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
        widget=SELECT,
    )
    kind = django_filters.MultipleChoiceFilter(
        label="種類",
        choices=Kind.choices,
        distinct=False,  # a place has one kind: nothing to make distinct, at the price of a sort
        widget=forms.CheckboxSelectMultiple,
    )
    when = django_filters.ChoiceFilter(
        label="開いている日",
        choices=WHEN,
        method="open_when",
        empty_label="いつでも",
        widget=forms.RadioSelect,
    )
    on = django_filters.DateFilter(
        label="開いている日", method="open_on_day", widget=forms.HiddenInput
    )
    weekday = django_filters.MultipleChoiceFilter(
        label="曜日",
        choices=WEEKDAYS,
        method="on_weekdays",
        widget=forms.CheckboxSelectMultiple,
    )
    fee = django_filters.ChoiceFilter(
        label="費用", choices=FEES, method="with_fee", empty_label="すべて", widget=SELECT
    )
    status = django_filters.ChoiceFilter(
        label="活動のようす", choices=ALL_STATES, empty_label="すべて", widget=SELECT
    )
    fresh = django_filters.ChoiceFilter(
        label="情報の確認",
        choices=FRESHNESS,
        method="with_freshness",
        empty_label="すべて",
        widget=SELECT,
    )

    class Meta:
        model = SocialResource
        fields = ["q", "council", "kind", "when", "on", "weekday", "fee", "status", "fresh"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["status"].extra["choices"] = states_for(self.request)

    @cached_property
    def asked(self):
        """{name: value} of what was asked for and understood; nonsense narrows nothing."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def days(self):
        """The days that were asked for with 「きょう」 or a day of the calendar; else []."""
        if on := self.asked.get("on"):
            return [on]
        when = self.asked.get("when")
        return opening.days_called(when, timezone.localdate()) if when else []

    def with_words(self, resources, name, words):
        """Every word must occur, however it is spelt."""
        return finding.holding(resources, words)

    def open_when(self, resources, name, word):
        """Open today, tomorrow, or on a day of this week."""
        return opening.open_on(resources, opening.days_called(word, timezone.localdate()))

    def open_on_day(self, resources, name, day):
        """Open on one day, as the calendar asks."""
        return opening.open_on(resources, [day])

    def on_weekdays(self, resources, name, weekdays):
        """Open on any of the weekdays, as far as the schedule text could be understood."""
        return opening.open_on_weekdays(resources, weekdays) if weekdays else resources

    def with_fee(self, resources, name, fee):
        """無料, 費用がかかる, or nothing written that says so."""
        return resources.filter(fee="" if fee == NO_FEE_WRITTEN else fee)

    def with_freshness(self, resources, name, state):
        """Confirmed within the cycle of its kind, longer ago, or never."""
        if state == NEVER:
            return resources.filter(last_verified_on=None)
        condition = finding.is_fresh(timezone.localdate(), finding.months_by_kind())
        if state == FRESH:
            return resources.filter(condition)
        return resources.filter(last_verified_on__isnull=False).exclude(condition)


MANY = {"kind", "weekday"}
SAID_WITH = {"when": "{}開く", "weekday": "{}曜", "fee": "費用：{}"}


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed down by, and the address without it."""

    label: str
    query: str


def chips_of(narrowed):
    """A Chip for every value a ResourceFilter narrows by, in the order of its fields."""
    return [
        Chip(_label_of(narrowed, name, value), _query_without(narrowed.data, name, value))
        for name, values in narrowed.asked.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def query_of(narrowed):
    """The address words that narrow the list, without the page: for links that carry them over."""
    return _query_without(narrowed.data, "page", None)


def _query_without(asked, name, value):
    left = asked.copy()
    kept = [each for each in left.getlist(name) if each != str(value)]
    left.setlist(name, kept if name in MANY else [])
    for extra in set(left) - set(ResourceFilter.base_filters):
        del left[extra]
    return left.urlencode()


def _label_of(narrowed, name, value):
    if name == "q":
        return f"「{value}」"
    if name == "on":
        return f"{wareki.format_month_day(value)}に開く"
    if name == "council":
        return value.name
    label = {str(key): said for key, said in narrowed.form.fields[name].choices}[str(value)]
    return SAID_WITH.get(name, "{}").format(label)
