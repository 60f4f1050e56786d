"""The pages of visions, as people meet them."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.models import Vision
from tests import factories as make
from tests.councils.visions import NEW, posted_vision


@pytest.fixture
def vision(yawata):
    return make.VisionFactory(
        council=yawata, version=1, main_line="動ける人がお互いに見守る 交流のあるまち",
        decided_text="協議体の発足のとき", themes="地域の困りごと\n良いところ", source="発表資料",
    )  # fmt: skip


def page(client, name, thing, user=None):
    if user:
        client.force_login(user)
    return client.get(reverse(f"councils:{name}", args=[thing.pk]))


def test_form_becomes_a_version(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    client.force_login(coordinator)
    url = reverse("councils:vision-adopt", args=[yawata.pk])
    answer = client.post(url, posted_vision(decided_at=meeting.pk))
    vision = Vision.objects.get()
    assert answer.url == reverse("councils:council-visions", args=[yawata.pk])
    assert (vision.main_line, vision.decided_on, vision.decided_at) == (
        NEW, date(2026, 10, 6), meeting,
    )  # fmt: skip
    assert vision.themes == "困りごと\n良いところ"


def test_second_vision_says_where_open_steps_are_taken_along(client, coordinator, vision):
    client.force_login(coordinator)
    url = reverse("councils:vision-adopt", args=[vision.council_id])
    page = client.post(url, posted_vision(seen=vision.mark), follow=True)
    words = "目指す地域像を記録しました。前の工程表に残った項目は、「工程表」で引きつげます。"
    assert words in page.content.decode()


def test_empty_form_says_what_is_missing(client, coordinator, yawata):
    client.force_login(coordinator)
    url = reverse("councils:vision-adopt", args=[yawata.pk])
    answer = client.post(url, posted_vision(main_line=" "))
    assert (answer.status_code, Vision.objects.count()) == (422, 0)
    assert 'href="#id_main_line"' in answer.content.decode()


def test_day_to_come_is_refused(client, coordinator, yawata):
    client.force_login(coordinator)
    day = timezone.localdate() + timedelta(days=1)
    words = {"decided_on_y": str(day.year), "decided_on_m": day.month, "decided_on_d": day.day}
    url = reverse("councils:vision-adopt", args=[yawata.pk])
    answer = client.post(url, posted_vision(**words))
    assert "まだ来ていない日です。決めた日を入れてください。" in answer.content.decode()


def test_meeting_of_another_council_cannot_be_chosen(client, coordinator, yawata, toyooka):
    elsewhere = make.MeetingFactory(council=toyooka)
    client.force_login(coordinator)
    url = reverse("councils:vision-adopt", args=[yawata.pk])
    answer = client.post(url, posted_vision(decided_at=elsewhere.pk))
    assert (answer.status_code, Vision.objects.count()) == (422, 0)


@pytest.mark.parametrize("name", ["vision-adopt", "vision-correct"])
def test_second_writer_sees_both_texts_and_may_save_again(client, coordinator, vision, name):
    client.force_login(coordinator)
    thing = vision.council if name == "vision-adopt" else vision
    url, seen = reverse(f"councils:{name}", args=[thing.pk]), vision.mark
    Vision.objects.filter(pk=vision.pk).update(sub_line="～先の人のことば～")
    answer = client.post(url, posted_vision(seen=seen))
    text = answer.content.decode()
    assert (answer.status_code, Vision.objects.count()) == (409, 1)
    assert "～先の人のことば～" in re.sub("<[^>]+>", "", text)
    assert f'value="{NEW}"' in text
    again = client.post(url, posted_vision(seen=answer.context["form"]["seen"].value()))
    assert again.status_code == 302
    newest = Vision.objects.order_by("-version").first()
    assert (newest.main_line, newest.version) == (NEW, 2 if name == "vision-adopt" else 1)


def test_correction_form_holds_the_words_as_they_stand(client, coordinator, vision):
    answer = page(client, "vision-correct", vision, coordinator)
    unchanged = {
        name: answer.context["form"][name].value() or ""
        for name in ("main_line", "decided_text", "themes", "source", "seen")
    }
    client.post(reverse("councils:vision-correct", args=[vision.pk]), unchanged)
    assert Vision.objects.get().words == vision.words
    assert AuditEntry.objects.filter(verb="vision_corrected").get().facts == {"fields": []}


def test_page_shows_how_it_was_decided_and_keeps_the_older_ones(client, viewer, vision):
    make.VisionFactory(council=vision.council, version=2, main_line="今のまち",
                       decided_on=date(2026, 10, 6), explanation="・手\n・声")  # fmt: skip
    text = page(client, "council-visions", vision.council, viewer).content.decode()
    assert "令和8年10月6日に決めました" in text
    assert "<li>・手</li><li>・声</li>" in text
    assert "第1版　動ける人がお互いに見守る 交流のあるまち（協議体の発足のとき）</summary>" in text
    assert "<li>・地域の困りごと</li><li>・良いところ</li>" in text
    assert "発表資料" in text


def test_council_without_a_vision_looks_finished(client, viewer, toyooka):
    text = page(client, "council-visions", toyooka, viewer).content.decode()
    assert text.count("これから みんなで") == 1
    assert "ポスター" not in text
    assert "記録する" not in text


def test_wall_keeps_the_spelling_and_breaks_between_phrases(client, viewer, vision):
    Vision.objects.update(sub_line="～気軽につかず はなれず～")
    client.force_login(viewer)
    text = client.get(reverse("councils:vision-wall")).content.decode()
    assert '<span class="seg"><span class="ph">交流の</span>' in text
    assert '<span class="ph">～気軽に</span>' in text
    assert "1/1 記録済み" in text


@pytest.mark.parametrize("n_councils", [1, 3])
def test_wall_takes_as_many_queries(client, viewer, django_assert_num_queries, n_councils):
    for _ in range(n_councils):
        make.VisionFactory.create_batch(2, council=make.CouncilFactory())
    client.force_login(viewer)
    with django_assert_num_queries(5):  # session, user, roles; councils, visions
        client.get(reverse("councils:vision-wall"))


@pytest.mark.parametrize("n_versions", [1, 3])
def test_vision_page_takes_as_many_queries(
    client, viewer, yawata, regular, django_assert_num_queries, n_versions
):
    for _ in range(n_versions):
        meeting = make.MeetingFactory(council=yawata, kind=regular)
        make.VisionFactory(council=yawata, decided_at=meeting)
    client.force_login(viewer)
    with django_assert_num_queries(6):  # session, user, roles; council, visions, their versions
        page(client, "council-visions", yawata)


@pytest.mark.parametrize("who", ["viewer", "resident", "neighbour"])
@pytest.mark.parametrize("name", ["vision-adopt", "vision-correct"])
def test_vision_is_written_by_its_councils_staff_only(client, request, vision, name, who):
    client.force_login(request.getfixturevalue(who))
    thing = vision.council if name == "vision-adopt" else vision
    answer = client.post(reverse(f"councils:{name}", args=[thing.pk]), posted_vision())
    assert (answer.status_code, Vision.objects.get()) == (403, vision)
