"""When something got out: who saw whom, against a truth that was made by hand."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from accounts import audit
from accounts.incidents import incident
from accounts.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.proves("G16")
TOKYO = ZoneInfo("Asia/Tokyo")
DAY = datetime(2026, 11, 3, 9, 0, tzinfo=TOKYO)
ASKED = {"from_on": "R8.11.3", "until_on": "R8.11.3"}
PAGE = reverse("accounts:incident-report")


@pytest.fixture
def leak(db):
    """137 people, three users: 120 on a list, 30 of those and 10 more in a file, 7 helped."""
    users = [make.UserFactory(display_name=f"見本 {n}") for n in "一二三"]
    people = make.PersonFactory.create_batch(130)
    clients = make.HelpClientFactory.create_batch(7)
    numbers = [person.pk for person in people]
    looks = [
        (0, users[0], "supporters_read", {"people": numbers[:120]}),
        (10, users[1], "supporters_exported", {"people": numbers[90:130]}),
        (20, users[2], "help_client_seen", {"clients": [client.pk for client in clients]}),
        (20, users[2], "help_client_seen", {"clients": [clients[0].pk]}),
        (-1, users[2], "supporters_read", {"people": [make.PersonFactory().pk]}),
        (24 * 60, users[2], "supporters_read", {"people": [make.PersonFactory().pk]}),
    ]
    for minutes, user, verb, shown in looks:
        at = DAY + timedelta(minutes=minutes)
        with time_machine.travel(at, tick=False):
            audit.record(verb, by=user, shown=shown)
    with time_machine.travel(DAY, tick=False):
        audit.record("reading_refused", by=users[0], page="activities:help-detail")
        audit.record("meeting_logged", by=users[0])
    return users, people, clients


def asked(**words):
    return incident(DAY, DAY + timedelta(hours=1), **words)


def test_report_says_what_really_happened(leak, figure):
    users, people, clients = leak
    report = asked()
    assert report.n_people == 137
    assert report.is_many
    assert [(one.kind, one.number) for one in report.people] == [
        *(("people", person.pk) for person in people),
        *(("clients", client.pk) for client in clients),
    ]
    assert [(r.name, r.n_people, r.entries, r.taken) for r in report.readers] == [
        ("見本 一", 120, 1, 0), ("見本 二", 40, 1, 1), ("見本 三", 7, 2, 0),
    ]  # fmt: skip
    assert (report.n_entries, report.n_refused) == (4, 1)
    figure("G16", "見られた137人のうち、報告に出た人数", report.n_people, wanted="137")


def test_person_seen_twice_is_one_person(leak):
    _, people, clients = leak
    report = asked(person=("clients", clients[0].pk))
    [seen] = report.people
    assert (seen.times, seen.taken, report.n_people) == (2, 0, 1)
    [both] = asked(person=("people", people[100].pk)).people
    assert (both.times, both.taken, len(both.users)) == (2, 1, 2)


def test_report_of_one_user(leak):
    users, _, _ = leak
    report = asked(user=users[1].pk)
    assert (report.n_people, report.is_many, report.n_refused) == (40, False, 0)


@pytest.mark.parametrize(("n", "is_many"), [(100, False), (101, True)])
def test_more_than_hundred_people_are_said(city, n, is_many):
    audit.record("supporters_read", by=city, shown={"people": list(range(1, n + 1))})
    report = incident(DAY - timedelta(days=9999), DAY + timedelta(days=9999))
    assert (report.n_people, report.is_many) == (n, is_many)


def test_many_names_stand_in_several_entries(city):
    audit.record("supporters_read", by=city, shown={"people": range(450)}, n_names=450)
    facts = list(AuditEntry.objects.order_by("pk").values_list("facts", flat=True))
    assert [len(part["people"]) for part in facts] == [200, 200, 50]
    assert [part.get("n_names") for part in facts] == [450, None, None]


def test_page_shows_numbers_first_and_names_on_a_press(client, city, leak):
    _, people, _ = leak
    client.force_login(city)
    n_before = AuditEntry.objects.count()
    page = client.get(PAGE, ASKED).content.decode()
    assert "見られた方は、138人です" in page
    assert people[0].name not in page
    assert AuditEntry.objects.count() == n_before
    page = client.get(PAGE, ASKED | {"names": "1"}).content.decode()
    assert people[0].name in page
    read = AuditEntry.objects.order_by("-pk").first()
    assert (read.verb, read.by) == ("incident_read", city)
    assert (len(read.facts["people"]), len(read.facts["clients"])) == (131, 7)


@pytest.mark.parametrize("names", ["", "1"])
def test_files_hold_the_names_only_where_asked(client, city, leak, names):
    _, people, _ = leak
    client.force_login(city)
    query = ASKED | {"names": names}
    sheet = client.get(reverse("accounts:incident-sheet"), query)
    rows = list(load_workbook(io.BytesIO(sheet.content))["見られた方"].values)
    assert len(rows) == 1 + 138
    assert rows[1][:2] == ("人", people[0].pk)
    assert [type(seen) for seen in rows[1][3:5]] == [datetime, datetime]  # can be put in order
    assert (rows[1][2] == people[0].name) is bool(names)
    paper = client.get(reverse("accounts:incident-paper"), query)
    text = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(paper.content))
    assert (people[0].name in text) is bool(names)
    entries = AuditEntry.objects.filter(verb="incident_exported")
    assert [bool(entry.facts.get("people")) for entry in entries] == [bool(names)] * 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from_on": "あした", "until_on": "R8.11.3"}, "日付として読めません"),
        ({"from_on": "R8.11.3", "until_on": "R8.11.2"}, "「この日から」より後に"),
        (ASKED | {"from_at": "9じ"}, "時刻は「9:30」の形で"),
        (ASKED | {"kind": "people"}, "種類と番号の両方を"),
        (ASKED | {"number": "5"}, "種類と番号の両方を"),
        (ASKED | {"user": "999999"}, "見た人"),
    ],
)
def test_wrong_question_is_explained(client, city, query, said):
    client.force_login(city)
    page = client.get(PAGE, query)
    assert said in page.content.decode()
    assert "report" not in page.context
    assert client.get(reverse("accounts:incident-sheet"), query).url == PAGE


def test_hour_narrows_the_report(client, city, leak):
    client.force_login(city)
    page = client.get(PAGE, ASKED | {"from_at": "9:10", "until_at": "9:10"})
    assert page.context["report"].n_people == 40


def test_empty_report_looks_finished(client, city):
    client.force_login(city)
    page = client.get(PAGE, ASKED).content.decode()
    assert "この間に、個人の情報を見た記録はありません" in page
    assert "お名前を出す" not in page


def test_report_costs_the_same_for_few_and_for_many(client, city, django_assert_num_queries):
    client.force_login(city)
    for n_people in (1, 3, 137):
        people = make.PersonFactory.create_batch(n_people)
        with time_machine.travel(DAY, tick=False):
            audit.record("supporters_read", by=city, shown={"people": [p.pk for p in people]})
        with django_assert_num_queries(QUERIES):
            client.get(PAGE, ASKED | {"names": "1"})


# session, user, grants; the users to choose from; refusals, looks, their users, names of people;
# the entry of this look in a savepoint (3)
QUERIES = 11


@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("city", 200), ("tier1", 403), ("coordinator", 403)]
)
def test_report_is_for_the_city(client, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == status


def test_command_says_the_same(leak, tmp_path):
    out = io.StringIO()
    files = {"xlsx": tmp_path / "r.xlsx", "pdf": tmp_path / "r.pdf"}
    call_command(
        "incident_report", "--from", "2026-11-03T09:00", "--to", "2026-11-03T10:00", "--names",
        stdout=out, **files,
    )  # fmt: skip
    assert out.getvalue().splitlines() == [
        "見られた方 137人、記録 4件", "見本 一：120人、1件、持ち出し 0件",
        "見本 二：40人、1件、持ち出し 1件", "見本 三：7人、2件、持ち出し 0件",
        "100人を超えています。速報は3〜5日、確報は30日のうちです。",
    ]  # fmt: skip
    assert all(file.stat().st_size > 1000 for file in files.values())
    left = AuditEntry.objects.order_by("-pk").first()
    assert (left.verb, left.by, left.facts["n_people"]) == ("incident_exported", None, 137)


@pytest.mark.parametrize(
    "words", [{"since": "きのう"}, {"user": "inai"}, {"person": "people"}, {"person": "x:1"}]
)
def test_command_explains_what_it_cannot_read(db, words):
    asked_for = {"since": "2026-11-03", "until": "2026-11-04"} | words
    with pytest.raises(CommandError):
        call_command("incident_report", stdout=io.StringIO(), **asked_for)


def test_command_names_the_file_that_it_cannot_write(db, tmp_path):
    asked_for = {"since": "2026-11-03", "until": "2026-11-04", "xlsx": tmp_path / "no" / "r.xlsx"}
    with pytest.raises(CommandError, match="r.xlsx」に書けません"):
        call_command("incident_report", stdout=io.StringIO(), **asked_for)
