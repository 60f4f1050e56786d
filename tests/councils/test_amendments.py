"""訂正: what stands in closed minutes stays, the correction stands below it."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import amendments as actions
from councils.models import Amendment
from tests import factories as make

WORDS = {"corrected": "正しい言葉", "reason": "聞きまちがい"}


@pytest.fixture
def closed(yawata, regular, coordinator):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, place="見本公民館",
        recorded_at="2026-10-21T09:00+09:00", recorded_by=coordinator,
        closed_at="2026-10-22T09:00+09:00", closed_by=coordinator,
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=1, text="買い物", outcome="試す\n広める")
    make.AgendaItemFactory(meeting=meeting, order=2, text="内輪の話", is_internal=True)
    make.DecisionFactory(meeting=meeting, order=1, text="見学に行く", due_text="来年度")
    make.ActionItemFactory(meeting=meeting, order=1, what="電話する", who_text="見本 花子")
    make.AttendanceFactory(meeting=meeting, person__name="見本 太郎")
    return meeting


@pytest.fixture
def url(closed):
    return reverse("councils:meeting-amend", args=[closed.pk])


def test_every_part_of_the_record_can_be_chosen(client, coordinator, url):
    client.force_login(coordinator)
    parts = client.get(url).context["parts"]
    assert [(part.label, part.written) for part in parts] == [
        ("日時・場所", "令和8年10月20日（火）　見本公民館"),
        ("出席", "1人　見本 太郎"),
        ("議題1", "買い物\n→ 試す\n→ 広める"),
        ("議題2", "内輪の話"),
        ("決定1", "見学に行く　来年度"),
        ("宿題1", "電話する　見本 花子"),
        ("ひとこと", ""),
        ("その他", ""),
    ]


def test_amendment_stands_below_the_record_which_stays(client, coordinator, viewer, closed, url):
    client.force_login(coordinator)
    for _ in range(2):
        assert client.post(f"{url}?where=agenda-1", WORDS).status_code == 302
    note = Amendment.objects.get()
    assert (note.where, note.corrected, note.noted_by) == ("議題1", "正しい言葉", coordinator)
    assert closed.agenda_items.first().text == "買い物"
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["meeting_amended"]
    client.force_login(viewer)
    page = client.get(closed.get_absolute_url()).content.decode()
    assert "正しい言葉" in page
    assert "聞きまちがい" in page


def test_first_record_is_quoted_by_the_house_and_nobody_can_put_words_into_it(
    client, coordinator, closed, url
):
    client.force_login(coordinator)
    page = client.get(f"{url}?where=agenda-1").content.decode()
    assert 'name="written"' not in page
    assert "買い物\n→ 試す\n→ 広める</blockquote>" in page
    client.post(f"{url}?where=agenda-1", WORDS | {"written": "だれも書いていない言葉"})
    assert Amendment.objects.get().written == "買い物\n→ 試す\n→ 広める"


def test_what_the_record_has_no_words_for_is_not_quoted(client, coordinator, closed, url):
    client.force_login(coordinator)
    assert "<blockquote" not in client.get(f"{url}?where=other").content.decode()
    client.post(f"{url}?where=other", WORDS | {"written": "だれも書いていない言葉"})
    assert Amendment.objects.get().written == ""
    assert "はじめの記録" not in client.get(closed.get_absolute_url()).content.decode()


@pytest.mark.parametrize("where", ["present", "agenda-2", "action-1"])
def test_amendment_with_names_or_internal_words_is_internal(
    client, coordinator, viewer, closed, url, where
):
    client.force_login(coordinator)
    client.post(f"{url}?where={where}", WORDS)
    assert Amendment.objects.get().is_internal
    client.force_login(viewer)
    assert "正しい言葉" not in client.get(closed.get_absolute_url()).content.decode()


def test_amendment_needs_words_and_a_reason(client, coordinator, url):
    client.force_login(coordinator)
    answer = client.post(f"{url}?where=remark", {"corrected": "", "reason": ""})
    assert answer.status_code == 422
    assert [error.label for error in answer.context["errors"]] == ["正しくは", "わけ"]


def test_open_minutes_are_corrected_not_amended(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    client.force_login(coordinator)
    answer = client.get(reverse("councils:meeting-amend", args=[meeting.pk]))
    assert answer.url == meeting.get_absolute_url()
    with pytest.raises(actions.NotClosed):
        actions.amend_meeting(meeting, {"where": "その他"}, by=coordinator)


def test_closing_is_explained_before_it_is_done(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00"
    )
    url = reverse("councils:meeting-close", args=[meeting.pk])
    client.force_login(coordinator)
    assert "この記録を確定しますか" in client.get(url).content.decode()
    meeting.refresh_from_db()
    assert not meeting.is_closed
    client.post(url)
    meeting.refresh_from_db()
    assert meeting.closed_by == coordinator


def test_unwritten_meeting_cannot_be_closed(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    client.force_login(coordinator)
    client.post(reverse("councils:meeting-close", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert not meeting.is_closed


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, closed, url, n, django_assert_num_queries):
    for order in range(10, 10 + n):
        make.AgendaItemFactory(meeting=closed, order=order)
        make.ActionItemFactory(meeting=closed, order=order, person=make.PersonFactory())
    client.force_login(coordinator)
    with django_assert_num_queries(14):
        client.get(url)
