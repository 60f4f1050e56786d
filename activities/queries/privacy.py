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

from accounts import subjects
from accounts.models import SealedWord, SubjectCase
from accounts.personal import USER
from activities.models import CourseEntry, Erasure, HelpAsk, HelpClient, HelpRequest, Supporter
from activities.personal import CLIENT
from councils.models import Person
from councils.personal import PERSON
from takasaki_sc.lib import wareki

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


def everybody_found(text):
    """(people, those who were helped, [(table's name, row)] of all others) whose name, kana,
    telephone or address, of today or of an older version, holds these words in any spelling."""
    found = subjects.rows_found(text)
    keys = {name: [row.pk for table, row in found if table == name] for name, _ in found}
    people = Person.objects.filter(pk__in=keys.get(PERSON, ())).select_related("organisation")
    helped = HelpClient.objects.filter(pk__in=keys.get(CLIENT, ()), erased_at=None)
    asked = Prefetch("requests", HelpRequest.objects.select_related("skill"))
    clients = helped.select_related("council").prefetch_related(asked)
    others = [(name, row) for name, row in found if name not in (PERSON, CLIENT, USER)]
    return list(people), list(clients), others


def roots_of(erasure):
    """The rows that are this human, as accounts/subjects.py wants them."""
    own = [[PERSON, erasure.person_id]] if erasure.person_id else []
    return own + erasure.roots


def erasure_standing(person, roots):
    """The request about this person, or the open one about any of these rows; None for none."""
    if person:
        return Erasure.objects.filter(person=person).first()
    wanted = [list(one) for one in roots]
    waiting = Erasure.objects.filter(person=None, done_at=None)
    return next((one for one in waiting if any(r in wanted for r in one.roots)), None)


def others_like(row):
    """[(table's name, row)]: other rows that carry the same name, number or address. They may
    be the same human or a namesake: somebody has to look."""
    own = [row._meta.label_lower, row.pk]
    found = [one for word in subjects.telling_words([own]) for one in subjects.rows_found(word)]
    kept = {(name, other.pk): (name, other) for name, other in found if name != USER}
    kept.pop(tuple(own), None)
    return list(kept.values())


def sentences_about(row):
    """Sections: where others' records name them, with the source and its day."""
    named = subjects.mentions(subjects.finder_for([[row._meta.label_lower, row.pk]]))
    rows = [
        [
            ("どこに", one.source),
            ("いつ", _in_words(one.day) or "（日付なし）"),
            (one.label, one.around),
        ]
        for one in named
    ]
    return [Section("文のなかのお名前など", rows)] if rows else []


def everything_about(row):
    """Sections with every row that points at this human, directly or through their registration,
    their courses or their requests, older versions included."""
    found = [Section(str(row._meta.verbose_name), [_facts(row, skip="")])]
    found += _older(row)
    if getattr(row, "user_id", None):
        found.append(Section("利用者", [_account(row.user)]))
    for owner, owners in _owners(row):
        for model, name in _models_pointing_at(owner):
            found += _sections(model, name, owners)
    return [section for section in found if section.rows]


def _older(row):
    """Earlier words of the row itself."""
    if not hasattr(row, "history"):
        return []
    versions = [_version(old, "") for old in row.history.order_by("history_date", "history_id")]
    return [Section(f"{row._meta.verbose_name}（これまでの版）", versions)]


def laid_aside_of(row):
    """Sections: what of them is kept apart while its use is stopped. It is held, so it is shown."""
    root = [row._meta.label_lower, row.pk]
    cases = [case.pk for case in SubjectCase.objects.filter(ended_at=None) if root in case.roots]
    rows = []
    for word in SealedWord.objects.filter(case__in=cases):
        table = apps.get_model(word.table)
        column = table._meta.get_field(word.column)
        source = f"{table._meta.verbose_name} {word.row}"
        rows.append([("どこに", source), (str(column.verbose_name), str(word.was or ""))])
    return [Section("利用を止めて、しまってある言葉", rows)] if rows else []


def n_rows_of(sections):
    return sum(len(section.rows) for section in sections)


def _owners(person):
    """(model, the rows whose dependants are asked for): the human, then what they own."""
    yield type(person), [person]
    if not isinstance(person, Person):
        return
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


def obstacles_of_rows(roots):
    """Why somebody who was helped cannot be forgotten yet; [] when nothing holds them."""
    clients = [pk for table, pk in roots if table == CLIENT]
    over = (HelpRequest.State.THANKED, HelpRequest.State.WITHDRAWN)
    living = HelpRequest.objects.filter(client__in=clients).exclude(state__in=over)
    return ["頼みごとが、まだ終わっていません。"] if clients and living.exists() else []


def n_mentions(roots):
    """In how many lines and sentences of others they are named."""
    return len(subjects.mentions(subjects.finder_for(roots)))
