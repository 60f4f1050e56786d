"""The trail: what may stand in it, what it is called, who may read it."""

import ast
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts import audit
from accounts.models import AuditEntry
from accounts.verb_facts import FACTS
from accounts.verbs import VERBS
from tests import factories as make

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports")
TRAIL = "/accounts/audit/"
TOKYO = ZoneInfo("Asia/Tokyo")


NAMES_ITS_VERB = {"audit.record", "reads_personal"}
BY_THE_MARK = "record(verb, by=by, council=council, shown=shown"
"""The one call whose verb stands elsewhere: on the page, in its mark."""


def recordings():
    """Every audit.record(…) and every mark of a read in the source: (file:line, call)."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in NAMES_ITS_VERB:
                    if BY_THE_MARK in ast.unparse(node):
                        continue
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def words_of(node):
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]


def test_every_verb_in_the_source_has_a_japanese_name():
    found = {where: words_of(call.args[0]) for where, call in recordings()}
    assert [where for where, verbs in found.items() if not verbs] == []
    assert sorted({v for verbs in found.values() for v in verbs} - VERBS.keys()) == []


def test_every_fact_in_the_source_has_a_japanese_name():
    named = {k.arg for _, call in recordings() for k in call.keywords if k.arg}
    assert sorted(named - {"by", "council", "shown"} - FACTS.keys()) == []


@pytest.mark.proves("G16", "V16.2.5")
@pytest.mark.parametrize(
    "value", ["見本 花子", "x" * 41, ["place", "八幡公民館"], {"name": "x"}, 1.5]
)
def test_personal_words_cannot_be_recorded(admin, value):
    with pytest.raises(ValueError, match="操作の記録に残せない値です: note"):
        audit.record("meeting_logged", admin, by=admin, note=value)
    assert AuditEntry.objects.count() == 0


def test_entry_speaks_japanese(yawata, admin):
    entry = audit.record(
        "meeting_planned", yawata, by=admin, fields=["name", "kana"], role="city", has_email=True
    )
    assert entry.label == "会議の予定を入れた"
    assert entry.target_words == f"協議体 {yawata.pk}"
    assert entry.details == "項目：名称、ふりがな　役割：市職員　メールあり：はい"


def test_entry_of_an_older_version_is_still_shown(admin):
    entry = make.AuditEntryFactory(verb="gone", target_model="gone.thing", facts={"old": ["x"]})
    assert (entry.label, entry.target_words, entry.details) == ("gone", "gone.thing 1", "old：x")


@pytest.mark.proves("V8.2.1")
@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("city", 200), ("tier1", 403), ("coordinator", 403)]
)
def test_trail_is_for_the_city(client, db, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(TRAIL).status_code == status


def shown(client, **query):
    page = client.get(TRAIL, query)
    return [entry.pk for entry in page.context["page"]]


def test_trail_is_narrowed_by_verb_person_and_day(client, city, coordinator):
    with time_machine.travel(datetime(2026, 11, 3, 23, 30, tzinfo=TOKYO), tick=False):
        old = make.AuditEntryFactory(by=coordinator, verb="meeting_logged")
    new = make.AuditEntryFactory(by=city, verb="role_granted")
    client.force_login(city)
    assert shown(client) == [new.pk, old.pk]
    assert shown(client, verb="meeting_logged") == [old.pk]
    assert shown(client, by=city.pk) == [new.pk]
    assert shown(client, from_on="R8.11.3", until_on="令和8年11月3日") == [old.pk]
    assert shown(client, until_on="R8.11.2") == []


def test_day_that_cannot_be_read_is_explained(client, city):
    client.force_login(city)
    page = client.get(TRAIL, {"from_on": "あした"}).content.decode()
    assert "この日から：「あした」は日付として読めません" in page


def test_trail_has_fifty_a_page(client, city):
    make.AuditEntryFactory.create_batch(51, by=city)
    client.force_login(city)
    assert (len(shown(client)), len(shown(client, page=2))) == (50, 1)


def test_trail_costs_the_same_for_one_and_for_three(client, city, django_assert_num_queries):
    client.force_login(city)
    make.AuditEntryFactory()
    with django_assert_num_queries(QUERIES):
        client.get(TRAIL)
    make.AuditEntryFactory.create_batch(2)
    with django_assert_num_queries(QUERIES):
        client.get(TRAIL)


# session, user, Django's own permissions (2), grants, count, the people to choose from, page
QUERIES = 6


def test_empty_trail_looks_finished(client, city):
    client.force_login(city)
    assert "まだ記録はありません" in client.get(TRAIL).content.decode()
