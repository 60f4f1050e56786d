"""Terms of keeping: the day before, the day, the day after; two colleagues, or nothing."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import retention
from accounts.actions import purging
from accounts.models import AuditEntry, Purge
from accounts.register import DAYS, ERASED, FISCAL, YEARS
from activities.actions import rights
from activities.models import Consultation, HelpClient, Supporter
from councils.models import Candidate, MeetingGuest, Person
from newsletters.models import Subscriber
from resources.models import SocialResource
from tests import factories as make


@pytest.mark.proves("G12", "V14.2.7")
@pytest.mark.parametrize(
    ("unit", "amount", "ended", "kept_on", "due_on"),
    [
        (FISCAL, 5, date(2021, 3, 31), date(2026, 3, 31), date(2026, 4, 1)),
        (FISCAL, 5, date(2021, 4, 1), date(2027, 3, 31), date(2027, 4, 1)),
        (FISCAL, 5, date(2020, 4, 1), date(2026, 3, 31), date(2026, 4, 1)),
        (FISCAL, 3, date(2024, 2, 29), date(2027, 3, 31), date(2027, 4, 1)),
        (YEARS, 1, date(2025, 11, 30), date(2026, 11, 30), date(2026, 12, 1)),
        (YEARS, 1, date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)),
        (YEARS, 1, date(2023, 2, 28), date(2024, 2, 29), date(2024, 3, 1)),
        (YEARS, 1, date(2024, 2, 28), date(2025, 2, 28), date(2025, 3, 1)),
        (DAYS, 3, date(2026, 11, 1), date(2026, 11, 4), date(2026, 11, 5)),
        (DAYS, 3, date(2024, 2, 26), date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_term_is_over_on_the_day_and_not_before(unit, amount, ended, kept_on, due_on):
    assert retention.last_day_due(unit, amount, kept_on) < ended
    assert retention.last_day_due(unit, amount, due_on) >= ended


def _guest():
    return make.MeetingGuestFactory(name="見本 客子", meeting__held_on=date(2021, 3, 31))


def _candidate():
    return make.CandidateFactory(changed_at=datetime(2025, 11, 29, 15, 0, tzinfo=UTC))


def _person():
    seat = make.CouncilMemberFactory(from_on=date(2020, 4, 1), until_on=date(2024, 3, 31))
    return seat.person


def _supporter():
    left = {"registered_on": date(2020, 4, 1), "until_on": date(2024, 3, 31)}
    return make.SupporterFactory(wish="畑", **left)


def _client():
    done = {"state": "withdrawn", "asked_on": date(2021, 3, 31), "detail": "ごみ出し"}
    return make.HelpRequestFactory(**done).client


def _consultation():
    return make.ConsultationFactory(worked_on=date(2021, 3, 31), text="畑の相談")


def _place():
    place = make.SocialResourceFactory(status="ended", contact="見本 場子", is_public=False)
    type(place).objects.update(updated_at=datetime(2021, 3, 31, 3, tzinfo=UTC))
    return place


def _reader():
    return make.SubscriberFactory(
        asked_at=datetime(2026, 10, 31, 15, 0, tzinfo=UTC), confirmed_at=None
    )


CLASSES = {
    "guest": (_guest, MeetingGuest, date(2026, 4, 1)),
    "candidate": (_candidate, Candidate, date(2026, 12, 1)),
    "person": (_person, Person, date(2027, 4, 1)),
    "supporter": (_supporter, Supporter, date(2027, 4, 1)),
    "client": (_client, HelpClient, date(2026, 4, 1)),
    "consultation": (_consultation, Consultation, date(2026, 4, 1)),
    "place": (_place, SocialResource, date(2026, 4, 1)),
    "reader": (_reader, Subscriber, date(2026, 11, 5)),
}


def due_on(day, table):
    """The numbers of a table that are over their time at noon of that day."""
    noon = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    with time_machine.travel(noon, tick=False):
        found = retention.due_rows(timezone.localdate())
    return [key for due in found if due.holding.table is table for key in due.keys]


@pytest.mark.proves("G16", "V14.2.7")
@pytest.mark.parametrize("kind", CLASSES)
def test_rows_of_every_class_go_on_their_day(db, kind):
    made, table, first = CLASSES[kind]
    row = made()
    day = first.toordinal()
    before, on, after = (due_on(date.fromordinal(day + n), table) for n in (-1, 0, 1))
    assert (before, on, after) == ([], [row.pk], [row.pk])


def test_whoever_still_serves_is_kept(db):
    person = _person()
    make.CouncilMemberFactory(person=person, from_on=date(2024, 4, 1))
    assert due_on(date(2040, 4, 1), Person) == []


def test_whose_use_is_stopped_is_kept(city):
    guest = _guest()
    rights.freeze([["councils.meetingguest", guest.pk]], by=city)
    assert due_on(date(2040, 4, 1), MeetingGuest) == []


@pytest.fixture
def over(city):
    """A guest and a candidate over their time, asked for by one colleague."""
    guest, candidate = _guest(), _candidate()
    with time_machine.travel(datetime(2027, 1, 5, 3, tzinfo=UTC), tick=False):
        yield guest, candidate, purging.ask_purge(by=city)


def test_purge_takes_two_and_leaves_the_numbers(over, admin):
    guest, candidate, purge = over
    assert purge.plan == {"councils.meetingguest": 1, "councils.candidate": 1}
    purging.do_purge(purge, by=admin)
    guest.refresh_from_db()
    assert (guest.name, MeetingGuest.objects.count()) == (ERASED, 1)
    assert not Candidate.objects.filter(pk=candidate.pk).exists()
    assert retention.due_rows(timezone.localdate()) == []
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["purge_asked", "purge_done"]


def test_whoever_was_helped_or_served_leaves_nothing_that_hangs_on_them(city, admin):
    """Also whom they belonged to and when they were free."""
    make.PersonFactory.create_batch(3)  # no number of one table is one of another by chance
    helped, served = _client(), _supporter()
    type(served.person).objects.update(organisation=make.OrganisationFactory())
    make.FreeTimeFactory(supporter=served)
    with time_machine.travel(datetime(2027, 4, 5, 3, tzinfo=UTC), tick=False):
        purging.do_purge(purging.ask_purge(by=city), by=admin)
        helped.refresh_from_db()
        served.person.refresh_from_db()
        assert (helped.erased_at, served.person.organisation) == (timezone.now(), None)
    assert not served.free_times.exists()


@pytest.mark.proves("V2.3.5")
def test_one_colleague_alone_purges_nothing(over, city):
    guest, _, purge = over
    with pytest.raises(purging.NeedsTwo):
        purging.do_purge(purge, by=city)
    with pytest.raises(IntegrityError, match="by_two"), transaction.atomic():
        Purge.objects.update(done_at=timezone.now(), done_by=city)
    guest.refresh_from_db()
    assert guest.name == "見本 客子"


def test_what_was_purged_is_not_purged_a_second_time(over, admin):
    *_, purge = over
    purging.do_purge(purge, by=admin)
    with pytest.raises(purging.AlreadyDone):
        purging.do_purge(purge, by=admin)
    assert AuditEntry.objects.filter(verb="purge_done").count() == 1


def test_second_offer_waits_for_the_first(client, over, city):
    client.force_login(city)
    page = client.post(reverse("accounts:purge-ask"), follow=True)
    assert "前の申し出が、まだ残っています" in page.content.decode()
    assert Purge.objects.count() == 1


def test_list_that_changed_is_not_purged(over, admin):
    _, _, purge = over
    other = _guest()
    with pytest.raises(purging.ListChanged):
        purging.do_purge(purge, by=admin)
    other.refresh_from_db()
    assert other.name == "見本 客子"
    purging.withdraw_purge(purge, by=admin)
    assert Purge.objects.count() == 0


def test_purge_is_all_or_nothing(over, admin, monkeypatch):
    guest, _, purge = over
    monkeypatch.setattr(purging.audit, "record", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        purging.do_purge(purge, by=admin)
    guest.refresh_from_db()
    assert guest.name == "見本 客子"


def test_dry_run_says_counts_and_numbers_and_no_names(over, capsys):
    guest, _, _ = over
    call_command("purge", "--dry-run")
    said = capsys.readouterr().out
    assert f"名簿にない出席者 1件 番号 {guest.pk}" in said
    assert "見本" not in said
    guest.refresh_from_db()
    assert guest.name == "見本 客子"


def test_pages_lead_two_colleagues_through(client, over, city, admin):
    guest, _, purge = over
    for who, says in ((city, "別の担当の方です"), (admin, "確かめたので、2件を消す")):
        client.force_login(who)
        page = client.get(reverse("accounts:purge-list")).content.decode()
        assert says in page
        assert "見本 客子" not in page
    client.post(reverse("accounts:purge-do", args=[purge.pk]))
    guest.refresh_from_db()
    assert guest.name == ERASED


@pytest.mark.parametrize("n_rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, city, django_assert_num_queries, n_rows):
    for _ in range(n_rows):
        _guest()
    client.force_login(city)
    with django_assert_num_queries(24):
        client.get(reverse("accounts:purge-list"))


def test_command_does_what_two_agreed_on(over, city, admin, viewer, capsys):
    guest, _, purge = over
    for name, why in ((None, "ログイン名"), ("miru", "役割がありません"), ("shi", "別の方")):
        with pytest.raises(CommandError, match=why):
            call_command("purge", "--run", str(purge.pk), *(["--by", name] if name else []))
    call_command("purge", "--run", str(purge.pk), "--by", "kanri")
    assert "2件の個人の情報を消しました" in capsys.readouterr().out
    guest.refresh_from_db()
    assert guest.name == ERASED
