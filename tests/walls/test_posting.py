"""G3 and threat 3: a form takes what it shows, of one's own council, and nothing more."""

import logging

import pytest
import time_machine
from django.db import connection

from tests.proof import ASSURE
from tests.test_doors import OURS
from tests.walls.posting import forms_of_pages, names_of, send, without_secrets
from tests.walls.shared import OPEN_CHOICES
from tests.walls.worlds import NOW, Councils, empty_caches, models_of_the_house

# Plain numbers in forms that name rows, beside the fields that Django knows to choose rows.
ROWS_BY_NUMBER = {
    "present": "councils.Person", "done": "councils.ActionItem", "known":
    "activities.HelpClient", "entry": "resources.SocialResource",
    "action-0-pk": "councils.ActionItem", "roles": "councils.CouncilMember",
    "part-0-person_id": "councils.Person", "holders": "resources.Distribution",
    "before": "activities.CourseEntry", "pk": "councils.Meeting",
    "earlier": "councils.Meeting", "agenda-0-pk": "councils.AgendaItem",
}  # fmt: skip
OF_ALL = ("council", "council_id", "councils", "kind")
"""Plain lists of all councils, and of the kinds of meetings, courses and so on of the city."""

EVERY = 1 if ASSURE else 6
ALWAYS = ("activities:supporter-edit", "resources:resource-edit", "activities:local-edit")
ODD = {"text": "墻壁", "number": "987654", "day": "1999-09-09"}
META = {
    "council": "{far}", "council_id": "{far}", "role": "admin", "status": "published",
    "state": "published", "is_staff": "on", "is_superuser": "on", "is_active": "on",
    "is_demo": "on", "created_by": "1", "by": "1", "by_id": "1", "owner": "1", "user": "1",
    "user_id": "1", "published_at": "1999-09-09 09:09", "closed_at": "1999-09-09 09:09",
    "id": "987654", "pk_": "987654", "version_": "987654", "removed_at": "1999-09-09",
    "_state": "x", "__class__": "x", "is_public": "on", "is_internal": "", "sha256": "墻壁",
}  # fmt: skip


@pytest.fixture
def councils(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        made = Councils()
        logging.disable(logging.WARNING)
        yield made
        logging.disable(logging.NOTSET)


def some(forms, shift=0):
    return [form for n, form in enumerate(forms) if n % EVERY == shift % EVERY]


def pages(shift):
    return sorted({*some(OURS, shift), *ALWAYS})


def foreign_rows(form, councils):
    """(name of a field, number of a row of the other council) that the form must not take."""
    far = {model._meta.label: keys for model, keys in councils.rows.items()}
    by_field = {name: model._meta.label for name, model in form.models.items()}
    by_number = {n: m for n, m in ROWS_BY_NUMBER.items() if n in names_of(form.sheet)}
    for name, label in (by_number | by_field).items():
        if far.get(label) and label not in OPEN_CHOICES:
            yield name, label, max(far[label])


@pytest.mark.proves("G3", "V8.2.2", "V8.3.1", "V2.2.1")
def test_no_form_offers_or_takes_a_row_of_another_council(client, councils, figure):
    offered, taken, n_lists, n_sent, n_refused = [], [], 0, 0, 0
    for shift, who in enumerate(("coordinator", "centre_staff", "resident")):
        councils.home.sign_in(client, who)
        for form in forms_of_pages(client, councils.home, pages(shift)):
            n_lists += len(form.models)
            offered += [f"{who} {form.page} {name}" for name in foreign_choices(form, councils)]
            for name, label, pk in foreign_rows(form, councils):
                answer = send(client, form.sheet, form.sheet.data(**{name: str(pk)}))
                n_sent, n_refused = n_sent + 1, n_refused + (not answer.went_through)
                taken += [f"{who} {form} {name} {label}: {sql}" for sql in answer.writes
                          if str(pk) in sql]  # fmt: skip
    assert "\n".join(offered) == ""
    assert "\n".join(taken) == ""
    assert n_sent > 5
    figure("G3", "えらぶ欄のうち、よその協議体の行を出したもの", 0, wanted="0")
    figure("G3", "えらぶ欄の数", n_lists)
    figure(
        "G3",
        "よその協議体の行を送った用紙（断られた数）",
        f"{n_sent}（{n_refused}）",
        wanted="取り込み 0",
    )


def foreign_choices(form, councils):
    """Fields with a list that holds rows of the other council, where councils do not share them."""
    for name, values in form.sheet.choices.items():
        model = form.models.get(name)
        far = councils.rows.get(model, set()) if model else councils.numbers
        is_open = model and model._meta.label in OPEN_CHOICES or name.endswith(OF_ALL)
        if not is_open and {value for value in values if value.isdigit() and int(value) in far}:
            yield name


OTHER_BUTTONS = {"newsletters:issue-plan": {"page", "place", "up"}}
"""What other buttons of the same page send to the same address: up, down, to page n."""


def too_much(form, councils):
    """Every field of every model, and words programmers use, that the form does not show."""
    asked = names_of(form.sheet) | {name.split("-")[-1] for name in names_of(form.sheet)}
    asked |= OTHER_BUTTONS.get(form.page, set())
    found = {name: value.format(far=councils.far.yawata.pk) for name, value in META.items()}
    for model in models_of_the_house():
        for field in model._meta.concrete_fields:
            kind = field.get_internal_type()
            odd = ODD["day" if "Date" in kind else "number" if "Int" in kind else "text"]
            found.setdefault(field.name, odd)
            found.setdefault(field.attname, odd)
    return {name: value for name, value in found.items() if name not in asked}


@pytest.mark.proves("V15.3.3", "V8.2.3")
def test_no_form_takes_more_than_it_shows(client, councils, figure):
    wrong, n_sent, n_through = {}, 0, 0
    for shift, who in enumerate(("coordinator", "admin")):
        councils.home.sign_in(client, who)
        for form in forms_of_pages(client, councils.home, pages(shift + 2)):
            if form.sheet.is_upload:
                continue
            usual = send(client, form.sheet, form.sheet.data())
            more = send(client, form.sheet, form.sheet.data(**too_much(form, councils)))
            n_sent, n_through = n_sent + 1, n_through + more.went_through
            if odd := difference(usual, more):
                wrong[who, str(form)] = odd
    assert wrong == {}
    figure(
        "G3", "余分な項目を付けて送った用紙（書き込みまで進んだもの）", f"{n_sent}（{n_through}）"
    )


def difference(usual, more):
    """Writes only the surplus can have made. PostgreSQL counts on: there by odd values alone."""
    planted = [sql for sql in more.writes if any(odd in sql for odd in ODD.values())]
    if planted or connection.vendor != "sqlite" or usual.code != more.code:
        return planted
    was, is_now = without_secrets(usual.writes), without_secrets(more.writes)
    return [pair for pair in zip(was, is_now, strict=False) if pair[0] != pair[1]]
