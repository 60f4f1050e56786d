"""Forms of the register: a person is put on it, put right, leaves it, and is looked for."""

from django import forms
from django.utils import timezone

from activities.actions.supporters import Registration
from activities.models import FreeTime, Skill
from activities.queries import supporters as queries
from councils.forms.councils import PartForm, line, seen_field
from councils.forms.fields import SeveralField, WarekiField
from councils.forms.people import PersonForm
from councils.models import Council, Neighbourhood
from takasaki_sc.lib import wareki

NO_KIND = "「地域づくりを考える人」か「サービスの担い手」に印をつけてください。両方でもよいです。"
CORE_THINKS = "コアメンバーになれるのは「地域づくりを考える人」です。そちらにも印をつけてください。"
NOT_TRAINED = (
    "「サービスの担い手」として載せるには、研修の修了が要ります。"
    "この方には、修了の記録がまだありません。"
    "研修の受講者に入れて修了にするか、いまは「地域づくりを考える人」だけで載せてください。"
)
NOTE_LENGTH = 120
SELECT = {"class": "input"}


def tick(label, help_text=""):
    box = forms.CheckboxInput({"class": "tickbox"})
    return forms.BooleanField(label=label, required=False, help_text=help_text, widget=box)


class FreeField(forms.Field):
    """動ける時間 as the words people say: 「水曜午前」. Gives them in the order of the week."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value):
        return [word for word in queries.FREE_WORDS if word in set(value or ())]


class RegistrationForm(PartForm):
    """What a registration says. Give it the council, and the person where they are known."""

    is_thinker = tick("地域づくりを考える人")
    is_provider = tick("サービスの担い手")
    is_core = tick("コアメンバー")
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label="町内会",
        required=False,
        empty_label="えらばない",
        widget=forms.Select(SELECT),
    )
    phone = line("電話", 20, inputmode="tel")
    skills = SeveralField(
        Skill.objects.none(),
        label="できること",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "checks"}),
    )
    free = FreeField(label="動ける時間", required=False)
    wish = line("したいこと", 300, help_text="ご本人のことばで。例：子どもの見守りをしてみたい")

    def __init__(self, *args, council, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.lacks_course = False
        self.fields["neighbourhood"].queryset = Neighbourhood.objects.filter(council=council)
        own = standing.offers.filter(until_on=None) if standing else ()
        self.notes = {offer.skill_id: offer.note for offer in own}
        shown = queries.skills_in_use() | Skill.objects.filter(pk__in=self.notes)
        self.fields["skills"].queryset = shown.distinct()
        self.skill_list = list(shown.distinct())
        for skill in self.skill_list:
            self.fields[f"note_{skill.pk}"] = line(
                f"条件など（{skill}）", NOTE_LENGTH, placeholder="条件など　例：平日だけ"
            )

    @property
    def skill_rows(self):
        """[(できること, is it ticked, the field of its conditions)]."""
        value = self["skills"].value() or []
        ticked = {str(getattr(skill, "pk", skill)) for skill in value}
        return [
            (skill, str(skill.pk) in ticked, self[f"note_{skill.pk}"]) for skill in self.skill_list
        ]

    @property
    def week(self):
        """[(「午前」, [(「月曜午前」, is it ticked), …]), …]: three lines of seven days."""
        ticked = set(self["free"].value() or [])
        return [
            (label, [(word, word in ticked) for word, (_, p) in queries.FREE_WORDS.items()
                     if p == part])
            for part, label in FreeTime.Part.choices
        ]  # fmt: skip

    def lacks_training(self):
        """Is it known whom this is about, and that no course makes them a 担い手?"""
        raise NotImplementedError

    def clean(self):
        said = super().clean()
        if not (said.get("is_thinker") or said.get("is_provider")):
            self.add_error("is_thinker", NO_KIND)
        if said.get("is_core") and not said.get("is_thinker"):
            self.add_error("is_core", CORE_THINKS)
        if said.get("is_provider") and self.lacks_training():
            self.lacks_course = True
            self.add_error("is_provider", NOT_TRAINED)
        return said

    @property
    def registration(self):
        """What the actions want, from a valid form."""
        said = self.cleaned_data
        return Registration(
            words={name: said[name] for name in
                   ("is_thinker", "is_provider", "is_core", "neighbourhood", "wish")},
            phone=said["phone"],
            offers={skill: said[f"note_{skill.pk}"] for skill in said["skills"]},
            free=tuple(queries.FREE_WORDS[word] for word in said["free"]),
        )  # fmt: skip


def _is_trained(person):
    return bool(person.pk) and queries.completions_of(person).exists()


class RegisterForm(RegistrationForm, PersonForm):
    """Somebody is put on the register, by name."""

    registered_on = WarekiField(label="名簿に載せる日")
    field_order = ["name", "kana", "same_as"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("registered_on", timezone.localdate())

    def lacks_training(self):
        is_known = "name" in self.cleaned_data and "same_as" not in self.errors
        return is_known and not _is_trained(self.person)

    @property
    def registration(self):
        """An empty phone says nothing of somebody who is known already."""
        known = super().registration
        if known.phone or not self.person.pk:
            return known
        return Registration(known.words, None, known.offers, known.free)


class SupporterForm(RegistrationForm):
    """A registration that is there already. Give it the supporter."""

    seen = seen_field()

    def __init__(self, *args, supporter, **kwargs):
        super().__init__(*args, council=supporter.council, standing=supporter, **kwargs)
        self.supporter = supporter
        if not self.is_bound:
            self.initial |= start_of(supporter) | {
                f"note_{skill_id}": note for skill_id, note in self.notes.items()
            }

    def lacks_training(self):
        return queries.training_of(self.supporter) is None


def start_of(supporter):
    """The form's values as the registration stands now."""
    names = ("is_thinker", "is_provider", "is_core", "neighbourhood", "wish")
    offers = supporter.offers.filter(until_on=None).select_related("skill")
    return {name: getattr(supporter, name) for name in names} | {
        "phone": supporter.person.phone,
        "skills": [offer.skill for offer in offers],
        "free": [str(free) for free in supporter.free_times.all()],
        "seen": queries.mark_of_supporter(supporter),
    }


class LeaveForm(PartForm):
    """Off the register. Give it the supporter."""

    until_on = WarekiField(label="名簿から外す日")
    reason = line("わけ", 200, required=True, help_text="例：転居のため、ご本人の希望で")

    def __init__(self, *args, supporter, **kwargs):
        super().__init__(*args, **kwargs)
        self.supporter = supporter
        self.initial.setdefault("until_on", timezone.localdate())

    def clean_until_on(self):
        last, first = self.cleaned_data["until_on"], self.supporter.registered_on
        if last < first:
            began = wareki.format_date(first)
            raise forms.ValidationError(f"名簿に載った日（{began}）より後にしてください。")
        if last > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。きょうまでの日にしてください。")
        return last


class SearchForm(forms.Form):
    """The register narrowed down. Give it the councils whose names the asker may see."""

    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議体", required=False, empty_label="すべて",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="種類",
        required=False,
        choices=[("", "すべて"), ("thinker", "考える人"), ("provider", "担い手"), ("both", "両方"),
                 ("core", "コアメンバー")],
        widget=forms.Select(SELECT),
    )  # fmt: skip
    skill = forms.ModelChoiceField(
        Skill.objects.all(), label="できること", required=False, empty_label="すべて",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="町内会", required=False, empty_label="すべて",
        widget=forms.Select(SELECT),
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label="曜日", required=False, coerce=int, empty_value=None,
        choices=[("", "いつでも"), *((n, f"{day}曜") for n, day in enumerate("月火水木金土日"))],
        widget=forms.Select(SELECT),
    )  # fmt: skip
    part = forms.ChoiceField(
        label="時間帯", required=False, choices=[("", "いつでも"), *FreeTime.Part.choices],
        widget=forms.Select(SELECT),
    )  # fmt: skip
    state = forms.ChoiceField(
        label="名簿",
        required=False,
        choices=[("", "いま載っている方"), ("left", "外れた方")],
        widget=forms.Select(SELECT),
    )

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        places = Neighbourhood.objects.filter(council__in=councils).select_related("council")
        self.fields["neighbourhood"].queryset = places.order_by("council__order", "order", "pk")

    @property
    def said(self):
        """The valid words; what makes no sense narrows nothing."""
        self.is_valid()
        return self.cleaned_data


class PurposeForm(PartForm):
    """What the register is taken out for: kept with the file and in the list of exports."""

    purpose = line(
        "使う目的", 200, required=True,
        help_text="例：11月の協議体で、声をかける方を相談するため。ファイルの1行目にも入ります。",
    )  # fmt: skip
