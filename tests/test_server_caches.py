"""Nothing about people is left in what the server keeps aside (V14.2.2)."""

import pytest
from django.core.cache import caches

from tests import factories as make
from tests.caches import everything_kept
from tests.responses import put_away

PEOPLE = ("かなりや 花子", "kanariya@example.jp", "027-998-7001")
PAGES = (
    "/activities/supporters/", "/councils/users/", "/councils/{council}/members/", "/home/",
    "/accounts/me/", "/activities/diary/", "/resources/", "/newsletters/", "/open/resources.csv",
)  # fmt: skip


@pytest.mark.proves("V14.2.2")
def test_pages_about_people_leave_nothing_of_them_aside(client, admin, city, yawata):
    caches["own"].clear()
    name, mail, phone = PEOPLE
    make.SupporterFactory(council=yawata, person__name=name, person__phone=phone)
    make.CouncilMemberFactory(council=yawata, person__name=name)
    make.UserFactory(display_name=name, username=mail, email=mail)
    shown = 0
    for somebody in (admin, city):
        client.force_login(somebody)
        for path in PAGES:
            answer = client.get(path.format(council=yawata.pk))
            shown += name in b"".join(answer).decode(errors="ignore")
            put_away(answer)
    assert shown >= 3  # they were there to be kept
    assert [word for word in PEOPLE if word in everything_kept()] == []


@pytest.mark.proves("V14.2.2")
def test_what_was_typed_at_the_door_is_counted_and_not_kept(client, db):
    for _ in range(3):
        client.post("/accounts/login/", {"login": PEOPLE[1], "password": PEOPLE[2]})
        client.post("/accounts/password/reset/", {"email": PEOPLE[1]})
    kept = everything_kept()
    assert "login_failed" in kept
    assert [word for word in PEOPLE if word in kept] == []
