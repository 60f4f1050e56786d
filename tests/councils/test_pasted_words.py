"""Words as they come: pasted from Word, typed full width, with signs of one's own, too long."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.forms.fields import LooseCountField
from councils.models import AgendaItem, Meeting
from tests import factories as make
from tests.councils.test_meeting_pages import sheet


@pytest.fixture
def post(client, coordinator, yawata, regular):
    """Send the sheet with these changes; gives the answer."""
    client.force_login(coordinator)
    address = reverse("councils:meeting-new", args=[yawata.pk])
    return lambda **changes: client.post(
        address, sheet(regular) | {name.replace("__", "-"): said for name, said in changes.items()}
    )


def test_bullets_of_word_become_those_of_everybody(post):
    assert post(agenda__0__discussion="\uf0b7\t買い物\n\uf0a7 ごみ出し").status_code == 302
    item = AgendaItem.objects.get()
    assert item.discussion == "・\t買い物\n・ ごみ出し"


def test_an_arrow_of_ones_own_is_not_doubled(post):
    assert post(agenda__0__outcome="→ 12月から始める\n ➡来月また話す\n→").status_code == 302
    assert AgendaItem.objects.get().outcome_lines == ["12月から始める", "来月また話す"]


def test_what_is_too_long_is_told_and_kept_not_cut(post):
    page = post(agenda__0__text="あ" * 201)
    assert (page.status_code, Meeting.objects.count()) == (422, 0)
    text = page.content.decode()
    assert "あ" * 201 in text
    assert "200 文字以下" in text
    assert "201 文字" in text


@pytest.mark.parametrize(
    ("said", "n"), [("３人", 3), ("15名", 15), ("第８回", 8), (" 12 ", 12), ("", 0), ("60分", 60)]
)
def test_a_count_is_read_as_it_is_written(said, n):
    assert LooseCountField(required=False).clean(said) == n


@pytest.mark.parametrize(
    ("days", "form", "said", "unsaid"),
    [
        (3, "in_person", ["予定", "これからの会議です"], ["開催<", "記録がまだ"]),
        (0, "in_person", ["予定", "これからの会議です"], ["開催<", "記録がまだ"]),
        (3, "online", ["予定", "オンライン"], ["記録がまだ"]),
        (3, "cancelled", ["中止"], ["予定<", "記録がまだ"]),
        (-1, "in_person", ["開催<", "記録がまだ", "まだ書かれていません"], ["予定<"]),
    ],
)
def test_a_meeting_to_come_is_planned_and_not_held(client, coordinator, yawata, regular,
                                                   days, form, said, unsaid):  # fmt: skip
    day = timezone.localdate() + timedelta(days=days)
    meeting = make.MeetingFactory(council=yawata, kind=regular, held_on=day, form=form)
    client.force_login(coordinator)
    page = client.get(meeting.get_absolute_url()).content.decode()
    page = page[page.index("<h1") : page.index("</main>")]
    assert [word for word in said if word not in page] == []
    assert [word for word in unsaid if word in page] == []
