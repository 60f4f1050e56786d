"""Forms of the courses, and of the city's lists behind the register."""

import uuid

from django import forms

from activities.models import Course, CourseKind, CourseSession, Skill
from activities.queries import courses as queries
from councils.forms.councils import PartForm, line, lines, seen_field
from councils.forms.fields import LooseTimeField, WarekiField
from councils.forms.people import PersonForm
from councils.models import Council, Organisation
from takasaki_sc.lib.counts import COUNT_KINDS

SELECT = {"class": "input"}
LONGEST_HOST = 100
WHOLE_CITY = "市全域の研修"


def number(label, *, least, most, required=True, **words):
    box = forms.NumberInput({"class": "input input--2", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=required, widget=box, **words
    )


class CourseForm(PartForm):
    """A course. councils: where the asker may keep courses; may_city: also for the whole city."""

    seen = seen_field()
    submit_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = line("名称", 120, required=True, help_text="例：支え合いサポーター養成講座（秋）")
    kind = forms.ModelChoiceField(
        CourseKind.objects.all(),
        label="研修の種類",
        empty_label=None,
        widget=forms.RadioSelect({"class": "checks"}),
    )
    council = forms.ModelChoiceField(
        Council.objects.none(), label="協議体", required=False, empty_label=WHOLE_CITY,
        widget=forms.Select(SELECT),
    )  # fmt: skip
    hosts = lines("主催・共催", rows=3, help_text="1行に1団体。例：地区の協議体", max_length=1000)
    contractor = line("受託して行った団体", 100, list="organisations")
    n_sessions_needed = number("修了に要る回数", least=1, most=60, initial=1)
    n_trained = number(
        "受講者数（お名前の記録がないとき）", least=0, most=100_000, required=False,
        help_text="お名前を入れるときは、空のままで。",
    )  # fmt: skip
    n_trained_kind = forms.ChoiceField(
        label="数え方", choices=COUNT_KINDS, widget=forms.Select(SELECT)
    )
    handbook = line("テキスト", 120)
    source = line("出典", 200)

    names = ("title", "kind", "council", "n_sessions_needed", "n_trained", "n_trained_kind",
             "handbook", "source")  # fmt: skip

    def __init__(self, *args, councils, may_city, course=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["council"].required = not may_city
        if not may_city:
            self.fields["council"].empty_label = "えらんでください"
        if course:
            self.initial |= {name: getattr(course, name) for name in self.names}
            self.initial["hosts"] = "\n".join(host.name for host in course.hosts.all())
            self.initial["contractor"] = course.contractor.name if course.contractor else ""
            self.initial["seen"] = queries.mark_of_course(course)
        else:
            self.initial.setdefault("submit_token", uuid.uuid4())

    @property
    def suggestions(self):
        return {"organisations": list(Organisation.objects.filter(ended_on=None))}

    def clean_hosts(self):
        names = [name.strip() for name in self.cleaned_data["hosts"].splitlines() if name.strip()]
        for name in names:
            if len(name) > LONGEST_HOST:
                raise forms.ValidationError(
                    f"「{name[:20]}…」は長すぎます。1団体{LONGEST_HOST}文字までです。"
                )
        return "\n".join(dict.fromkeys(names))

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in self.names}

    @property
    def bodies(self):
        """{hosts: names, contractor: name} as the actions want them."""
        said = self.cleaned_data
        return {"hosts": said["hosts"].splitlines(), "contractor": said["contractor"]}

    def course(self):
        """An unsaved Course."""
        return Course(**self.words, submit_token=self.cleaned_data["submit_token"])


class SessionForm(PartForm):
    """One day of a course. Give it the course, and the session where there is one."""

    seen = seen_field()
    number = number("第何回", least=1, most=60)
    held_on = WarekiField(label="開催日")
    starts_at = LooseTimeField(label="開始", required=False)
    ends_at = LooseTimeField(label="終了", required=False)
    place = line("場所", 120)
    title = line("内容", 120, help_text="例：支え合いの地域づくりとは")
    lecturer = line("講師", 120)

    names = ("number", "held_on", "starts_at", "ends_at", "place", "title", "lecturer")

    def __init__(self, *args, course, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.course, self.standing = course, session
        if session:
            self.initial |= {name: getattr(session, name) for name in self.names}
            self.initial["seen"] = queries.mark_of_session(session)
        else:
            last = course.sessions.order_by("-number").first()
            self.initial |= {"number": last.number + 1 if last else 1}
            self.initial |= {"place": last.place if last else ""}

    def clean_number(self):
        asked = self.cleaned_data["number"]
        others = self.course.sessions.filter(number=asked)
        if self.standing:
            others = others.exclude(pk=self.standing.pk)
        if others.exists():
            raise forms.ValidationError(f"第{asked}回は、もうあります。ほかの番号にしてください。")
        return asked

    def clean(self):
        said = super().clean()
        first, last = said.get("starts_at"), said.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", "終了は、開始より後にしてください。")
        return said

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in self.names}

    def session(self):
        return CourseSession(**self.words)


class EntryForm(PersonForm):
    """Somebody takes the course: a known person, or one written down now."""

    phone = line("電話", 20, inputmode="tel", help_text="はじめての方のときだけ使います。")

    @property
    def person(self):
        person = super().person
        if person.pk is None:
            person.phone = self.cleaned_data["phone"]
        return person


class SkillForm(PartForm):
    """One できること. Give it the skill that is changed."""

    name = line("できること", 40, required=True, help_text="短く。例：電球の交換")
    explanation = line("やさしい説明", 200, help_text="チラシや用紙に出ることば")
    order = number("並び順", least=0, most=999, initial=0)
    ended_on = WarekiField(
        label="使い終わった日", required=False, help_text="入れると、選ぶ欄に出なくなります。"
    )
    model, names = Skill, ("name", "explanation", "order", "ended_on")

    def __init__(self, *args, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        if standing:
            self.initial |= {name: getattr(standing, name) for name in self.names}

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in self.names}

    def thing(self):
        return self.model(**self.words)


class CourseKindForm(SkillForm):
    """One kind of course."""

    name = line("研修の種類", 60, required=True, help_text="例：支え合いサポーター養成講座")
    makes_provider = forms.BooleanField(
        label="修了すると「サービスの担い手」になれる",
        required=False,
        widget=forms.CheckboxInput({"class": "tickbox"}),
    )
    explanation = ended_on = None
    field_order = ["name", "makes_provider", "order"]
    model, names = CourseKind, ("name", "makes_provider", "order")
