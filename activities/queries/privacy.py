"""What is kept about one person, wherever it stands, and what still holds them (K5).

The rows are found through the models' own foreign keys, in every room: a table somebody adds
next year is in the answer without anybody thinking of it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q, UUIDField
from django.utils import timezone
from simple_history.models import HistoricalChanges

from activities.models import CourseEntry, Erasure, HelpAsk, HelpClient, HelpRequest, Supporter
from councils.models import Person, SearchEntry
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import search_key

MOST_FOUND = 30
WALKED = {
    "CourseEntry": ("course", "completion"), "HelpAsk": ("request__skill",),
    "Attendance": ("meeting__kind", "meeting__council"),
}  # fmt: skip
FETCHED = {"CourseEntry": ("sessions__course",)}


@dataclass(frozen=True)
class Section:
    """One table's part of the answer: a title, and for each row [(label, words)]."""

    title: str
    rows: list


def people_found(text):
    """People whose name or kana holds these words, in whatever spelling."""
    found = _named(Person.objects, text)
    return Person.objects.filter(pk__in=found).select_related("organisation")


def clients_found(text):
    """Those who were helped (依頼者) and are still in the records by such a name. They are no
    Person of the programme, but what is kept about them is asked for at the same window."""
    found = _named(HelpClient.objects.filter(erased_at=None), text)
    rows = HelpClient.objects.filter(pk__in=found).select_related("council")
    return rows.prefetch_related(Prefetch("requests", HelpRequest.objects.select_related("skill")))


def _named(rows, text):
    """The first keys of the rows whose name or kana holds these words."""
    wanted = search_key(text)
    named = rows.values_list("pk", "name", "kana") if wanted else ()
    found = [pk for pk, *names in named if any(wanted in search_key(name) for name in names)]
    return found[:MOST_FOUND]


def everything_about(person):
    """Sections with every row that points at the person, directly or through their registration
    or their courses, older versions included."""
    found = [Section("人", [_facts(person, skip="")])]
    if person.user_id:
        found.append(Section("利用者", [_account(person.user)]))
    for owner, owners in _owners(person):
        for model, name in _models_pointing_at(owner):
            found += _sections(model, name, owners)
    return [section for section in found if section.rows]


def n_rows_of(sections):
    return sum(len(section.rows) for section in sections)


def _owners(person):
    """(model, the rows whose dependants are asked for): the person, then what they own."""
    yield Person, [person]
    yield Supporter, list(Supporter.objects.filter(person=person))
    yield CourseEntry, list(CourseEntry.objects.filter(person=person))


def _models_pointing_at(owner):
    for model in apps.get_models():
        if issubclass(model, HistoricalChanges) or model is Erasure:
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is owner:
                yield model, field.name


def _sections(model, name, owners):
    """The rows of one table, and those of its older versions."""
    keys = [field.name for field in model._meta.concrete_fields if field.is_relation]
    rows = list(
        model._base_manager.filter(**{f"{name}__in": owners})
        .select_related(*keys, *WALKED.get(model.__name__, ()))
        .prefetch_related(*FETCHED.get(model.__name__, ()))
        .order_by("pk")
    )
    title = str(model._meta.verbose_name)
    yield Section(title, [_facts(row, skip=name) + _sessions(row) for row in rows])
    if hasattr(model, "history") and rows:
        old = model.history.filter(**{f"{model._meta.pk.name}__in": [row.pk for row in rows]})
        versions = list(old.order_by("history_date", "history_id"))
        yield Section(f"{title}（これまでの版）", [_version(row, name) for row in versions])


def _facts(row, *, skip):
    """[(label, words)] of a row's own fields, without blanks, marks and colleagues' names."""
    fields = [
        field
        for field in row._meta.concrete_fields
        if not (field.primary_key or field.name == skip or isinstance(field, UUIDField))
        and field.related_model is not get_user_model()
        and not field.name.startswith("history_")
    ]
    pairs = [(str(field.verbose_name), _words(row, field)) for field in fields]
    return [(label, words) for label, words in pairs if words]


def _version(row, skip):
    """An older version: its own words; what it points at stands in the present row."""
    own = [field for field in row._meta.concrete_fields if not field.is_relation]
    plain = [f for f in own if not (f.name.startswith("history_") or f.name == "id")]
    pairs = [(str(f.verbose_name), _words(row, f)) for f in plain if not isinstance(f, UUIDField)]
    return [("書いた日時", _in_words(row.history_date)), *[(k, w) for k, w in pairs if w]]


def _sessions(row):
    """The days on which they sat in a course."""
    if not isinstance(row, CourseEntry):
        return []
    days = "、".join(f"第{session.number}回" for session in row.sessions.all())
    return [("出席した回", days)] if days else []


def _account(user):
    """What a log-in says of its person."""
    return [
        (label, words)
        for label, words in (
            ("ログイン名", user.username), ("表示名", user.display_name), ("メール", user.email),
            ("最後のログイン", _in_words(user.last_login)),
        )
        if words
    ]  # fmt: skip


def _words(row, field):
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")() or "")
    return _in_words(getattr(row, field.name))


def _in_words(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, datetime):
        here = timezone.localtime(value)
        return f"{wareki.format_date(here.date())} {here:%H:%M}"
    if isinstance(value, date):
        return wareki.format_date(value)
    return str(value)


def obstacles(person, today):
    """Why a person cannot be erased yet, each as one Japanese line; [] when nothing holds them."""
    running = Q(until_on=None) | Q(until_on__gte=today)
    busy = [HelpRequest.State.OPEN, HelpRequest.State.ASKING, HelpRequest.State.ASSIGNED]
    checks = (
        (person.memberships.filter(running),
         "協議体のメンバーです。先に、任期の終わりを記録してください。"),
        (person.coordinator_terms.filter(running),
         "コーディネーターです。先に、終わりの日を記録してください。"),
        (Supporter.objects.filter(person=person, until_on=None),
         "サポーターの名簿に載っています。先に、名簿から外してください。"),
        (HelpAsk.objects.filter(supporter__person=person, is_assigned=True,
                                request__state__in=busy),
         "引き受けた頼みごとが、まだ終わっていません。"),
        (person.action_items.filter(done_on=None),
         "済んでいない宿題があります。先に、済みにするか、ほかの方に替えてください。"),
    )  # fmt: skip
    held = [line for rows, line in checks if rows.exists()]
    if person.user_id and person.user.is_active:
        held.append("ログインできる利用者です。先に、利用を止めてください。")
    return held


def n_mentions(person):
    """How many lines of minutes and the like hold the name as written words: those are mended by
    hand, since no program can tell a name from a word."""
    wanted = search_key(person.name)
    named = SearchEntry.objects.filter(folded__contains=wanted) if wanted else SearchEntry.objects
    return named.exclude(kind=SearchEntry.Kind.PERSON).count() if wanted else 0
