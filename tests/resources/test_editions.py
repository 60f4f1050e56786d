"""Printed editions: who holds them, what has changed since, who must be told."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry
from resources.actions.directory import change_status, confirm_resource, correct_resource
from resources.models import Distribution, ResourceEdition, ResourceStatus, SocialResource
from resources.queries import editions as queries
from tests import factories as make

ISSUED = date(2026, 4, 1)


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def edition(yawata):
    return make.ResourceEditionFactory(title="つどいの場一覧", council=yawata, issued_on=ISSUED)


def printed(council, **words):
    """A resource that stood in the list when it was printed."""
    resource = make.SocialResourceFactory(council=council, **words)
    moment = timezone.now() - timedelta(days=3650)
    SocialResource.history.filter(id=resource.pk).update(history_date=moment)
    return resource


def told(edition):
    return [
        (c.name, c.what, [(d.label, d.before, d.after) for d in c.differences])
        for c in queries.corrections_of(edition)
    ]


def test_what_changed_since_the_day_of_issue_is_told_old_and_new(edition, yawata, tier1):
    same = printed(yawata, name="同じ会")
    confirm_resource(same, by=tier1)
    correct_resource(same, {"contact": "見本 花子"}, by=tier1)
    moved = printed(yawata, name="動いた会", phone="027-000-0001")
    correct_resource(moved, {"phone": "027-000-0002", "venue": "別の会場"}, by=tier1)
    assert told(edition) == [
        ("動いた会", "changed",
         [("会場", "見本公民館", "別の会場"), ("電話", "027-000-0001", "027-000-0002")]),
    ]  # fmt: skip


def test_what_is_no_longer_shown_and_what_is_new_is_told(edition, yawata, toyooka, tier1, today):
    ended = printed(yawata, name="終わった会")
    change_status(ended, ResourceStatus.Change.ENDED, by=tier1, on_day=today)
    hidden = printed(yawata, name="隠した会")
    correct_resource(hidden, {"is_public": False}, by=tier1)
    away = printed(yawata, name="移った会")
    correct_resource(away, {"council": toyooka}, by=tier1)
    make.SocialResourceFactory(name="新しい会", council=yawata, schedule_text="")
    make.SocialResourceFactory(name="まだ出さない会", council=yawata, is_public=False)
    make.SocialResourceFactory(name="よその会", council=toyooka)
    assert [(name, what) for name, what, _ in told(edition)] == [
        ("新しい会", "added"), ("移った会", "gone"), ("終わった会", "gone"), ("隠した会", "gone"),
    ]  # fmt: skip


def test_edition_of_some_kinds_is_silent_about_others(yawata, tier1):
    edition = make.ResourceEditionFactory(issued_on=ISSUED, kinds=["mobile_shop"])
    for kind in ("mobile_shop", "salon"):
        shop = printed(yawata, name=kind, kind=kind)
        correct_resource(shop, {"fee_text": "100円"}, by=tier1)
    assert [name for name, _, _ in told(edition)] == ["mobile_shop"]


def test_edition_without_a_day_is_compared_with_nothing(yawata):
    make.SocialResourceFactory(council=yawata)
    assert queries.corrections_of(make.ResourceEditionFactory(council=yawata)) == []


def test_who_was_told_before_the_last_correction_must_be_told_again(edition, yawata, tier1, today):
    correct_resource(printed(yawata), {"fee_text": "100円"}, by=tier1)
    never = make.DistributionFactory(edition=edition)
    before = make.DistributionFactory(edition=edition, told_on=today - timedelta(days=1))
    make.DistributionFactory(edition=edition, told_on=today)
    holders, corrections = queries.holders_of(edition), queries.corrections_of(edition)
    assert queries.must_be_told(holders, corrections) == [never, before]
    assert queries.must_be_told(holders, []) == []


def test_confirmation_after_telling_asks_nobody_again(edition, yawata, tier1, today):
    resource = printed(yawata)
    correct_resource(resource, {"fee_text": "100円"}, by=tier1)
    yesterday = timezone.now() - timedelta(days=1)
    SocialResource.history.filter(history_type="~").update(history_date=yesterday)
    confirm_resource(resource, by=tier1)
    (correction,) = queries.corrections_of(edition)
    assert correction.on == today - timedelta(days=1)


def test_ticked_holders_are_noted_as_told(client, coordinator, edition, yawata, tier1, today):
    correct_resource(printed(yawata), {"fee_text": "100円"}, by=tier1)
    first, second = make.DistributionFactory.create_batch(2, edition=edition)
    stranger = make.DistributionFactory()
    client.force_login(coordinator)
    words = {"holders": [first.pk], "told_on_y": "2026", "told_on_m": "11", "told_on_d": "1"}
    client.post(f"/resources/editions/{edition.pk}/told/", words)
    on = dict(Distribution.objects.values_list("pk", "told_on"))
    assert on == {first.pk: date(2026, 11, 1), second.pk: None, stranger.pk: None}
    entry = AuditEntry.objects.get(verb="correction_told")
    assert (entry.by, entry.facts) == (coordinator, {"n_told": 1})
    words["holders"] = [stranger.pk]
    assert client.post(f"/resources/editions/{edition.pk}/told/", words).status_code == 422
    stranger.refresh_from_db()
    assert stranger.told_on is None


def test_telling_nobody_or_tomorrow_is_refused_and_keeps_the_ticks(
    client, coordinator, edition, yawata, tier1
):
    correct_resource(printed(yawata), {"fee_text": "100円"}, by=tier1)
    holder = make.DistributionFactory(edition=edition)
    client.force_login(coordinator)
    address = f"/resources/editions/{edition.pk}/told/"
    words = {"told_on_y": "2099", "told_on_m": "1", "told_on_d": "1", "holders": [holder.pk]}
    page = client.post(address, words)
    assert page.status_code == 422
    assert f'value="{holder.pk}" checked' in page.content.decode()
    assert "まだ来ていない日です" in page.content.decode()
    page = client.post(address, words | {"holders": []})
    assert "知らせた配布先に、印を付けてください。" in page.content.decode()


def test_edition_and_holder_are_written_down(client, coordinator, yawata):
    client.force_login(coordinator)
    words = {
        "title": "集いの場マップ", "council": yawata.pk, "n_printed": "120", "kinds": ["salon"],
        "issued_on_y": "令和8年4月1日", "issued_on_m": "", "issued_on_d": "",
    }  # fmt: skip
    page = client.post("/resources/editions/new/", words)
    edition = ResourceEdition.objects.get()
    assert page.url == f"/resources/editions/{edition.pk}/"
    assert (edition.issued_on, edition.kinds, edition.n_printed) == (ISSUED, ["salon"], 120)
    holder = {"audience": "community_hall", "recipient": "見本公民館", "n_copies": "30"}
    client.post(f"/resources/editions/{edition.pk}/holders/", holder)
    assert Distribution.objects.get().recipient == "見本公民館"
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["edition_added", "copies_handed_out"]
    assert "見本公民館" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(("page", "missing"), [("new/", "題名を入れてください。")])
def test_nothing_typed_is_lost(client, coordinator, edition, page, missing):
    client.force_login(coordinator)
    text = client.post(f"/resources/editions/{page}", {"note": "写しあり"}).content.decode()
    assert (missing in text, 'value="写しあり"' in text) == (True, True)
    holders = f"/resources/editions/{edition.pk}/holders/"
    page = client.post(holders, {"recipient": "見本の人", "n_copies": "-1"})
    text = page.content.decode()
    assert (page.status_code, 'value="見本の人"' in text, "Select" in text) == (422, True, False)


def test_council_staff_see_the_editions_of_their_own_council(client, neighbour, tier1, edition):
    make.ResourceEditionFactory(title="市の一覧")
    client.force_login(neighbour)
    assert "つどいの場一覧" not in client.get("/resources/editions/").content.decode()
    client.force_login(tier1)
    text = client.get("/resources/editions/").content.decode()
    assert ("つどいの場一覧" in text, "市の一覧" in text) == (True, True)


def test_city_wide_edition_is_closed_to_staff_of_one_council(client, coordinator):
    edition = make.ResourceEditionFactory()
    client.force_login(coordinator)
    assert client.get(f"/resources/editions/{edition.pk}/").status_code == 403


def test_list_of_holders_is_handed_out_and_noted(client, coordinator, edition):
    make.DistributionFactory(edition=edition, recipient="=1+1", handed_on=ISSUED)
    client.force_login(coordinator)
    content = client.get(f"/resources/editions/{edition.pk}/holders.xlsx").content
    row = [cell.value for cell in load_workbook(io.BytesIO(content)).active[2]]
    assert row[:3] == ["公民館", "=1+1", 10]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts) == ("holders_exported", {"n_rows": 1})


@pytest.mark.slow
def test_notice_of_corrections_is_a_paper_without_holders(client, coordinator, edition, tier1):
    correct_resource(printed(edition.council, name="動いた会"), {"phone": "027-1"}, by=tier1)
    make.DistributionFactory(edition=edition, recipient="見本の人")
    client.force_login(coordinator)
    page = client.get(f"/resources/editions/{edition.pk}/notice.pdf")
    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    text = client.get(f"/resources/editions/{edition.pk}/").content.decode()
    letter = text.split('id="letter">')[1].split("</pre>")[0]
    assert ("■ 動いた会（変わりました）" in letter, "見本の人" in letter) == (True, False)


@pytest.mark.parametrize("n", [1, 3])
def test_pages_ask_the_database_as_often_for_one_as_for_three(
    client, coordinator, edition, tier1, n, django_assert_num_queries
):
    for _ in range(n):
        correct_resource(printed(edition.council), {"fee_text": "1円"}, by=tier1)
        make.DistributionFactory(edition=edition)
    make.ResourceEditionFactory.create_batch(n, council=edition.council)
    client.force_login(coordinator)
    with django_assert_num_queries(8):
        client.get(f"/resources/editions/{edition.pk}/")
    with django_assert_num_queries(7):
        client.get("/resources/editions/")
