"""Forms on which a council is begun, or given another name."""

from django import forms
from django.utils import timezone

from councils.actions.founding import Founding
from councils.forms.councils import LINE, PartForm, line, radio, seen_field
from councils.forms.papers import year_choices
from councils.models import Council, CouncilAlias
from councils.queries.marks import founding_mark


class NamingForm(PartForm):
    """What a council is called. Give it the council, or none for a new one."""

    name = line("名称", 60, required=True, help_text="「協議体」は付けずに。例：八幡")
    kana = line("ふりがな", 80, help_text="ひらがなで。さがすときに使います。")
    cohort_year = forms.TypedChoiceField(
        label="取組みを始めた年度", coerce=int, empty_value=None, required=False,
        widget=forms.Select(LINE),
    )  # fmt: skip

    def __init__(self, *args, council=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.council = council
        years = [("", "わからない・まだ"), *year_choices(timezone.localdate())]
        self.fields["cohort_year"].choices = years

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Council.objects.exclude(pk=self.council.pk if self.council else None)
        if others.filter(name=name).exists():
            raise forms.ValidationError(f"「{name}」という協議体が、もうあります。")
        taken = CouncilAlias.objects.exclude(council=self.council).filter(text=name)
        for alias in taken.select_related("council"):
            raise forms.ValidationError(
                f"「{name}」は、{alias.council}の別の書き方として使われています。"
            )
        return name

    def founding(self):
        """What the valid form says, as the action wants it."""
        said = self.cleaned_data
        return Founding(said["name"], said["kana"], said["cohort_year"])


class FoundingForm(NamingForm):
    """A new council."""

    tier = radio("層", Council.Tier.choices, initial=Council.Tier.SECOND)
    field_order = ("tier", "name", "kana", "cohort_year")

    def clean_tier(self):
        return Council.Tier(int(self.cleaned_data["tier"]))


class RenamingForm(NamingForm):
    """Another name for one that stands."""

    seen = seen_field()

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, council=council, **kwargs)
        words = ("name", "kana", "cohort_year")
        self.initial |= {word: getattr(council, word) for word in words}
        self.initial["seen"] = founding_mark(council)
