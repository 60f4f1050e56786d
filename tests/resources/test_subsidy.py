"""The self-check of the subsidy: every rule against schedules as people write them."""

import pytest

from resources.models import SocialResource
from resources.queries import subsidy
from resources.queries.subsidy import ASK, NO, YES
from tests import factories as make

ALL_YES = {rule.key: "yes" for rule in subsidy.RULES}


def found(key, answers=None, **words):
    """The answer to one rule for a resource with these words."""
    rows = subsidy.check(SocialResource(**{"kind": "ibasho", **words}), answers or {})
    return next(row.finding.answer for row in rows if row.rule.key == key)


SCHEDULES = [
    # the text, 週1回以上, 1回3時間以上
    ("毎週火曜日の10～13時", YES, YES),  # さのんち
    ("毎週(火、金)10:00~12:00又は18:00~21:00", YES, YES),
    ("毎週(水)14:00~16:00", YES, NO),
    ("毎週火曜 10:00～12:59", YES, NO),
    ("月～金 9:00～15:00", YES, YES),
    ("毎日 9:00～17:00", YES, YES),
    ("毎週月曜 10:00～13:00（8月は休み）", ASK, YES),
    ("第1・3(木)10:00~12:00", NO, NO),
    ("第1・2・3・4火曜 10:00～13:00", ASK, YES),
    ("第1・3火曜、第2・4・5火曜 10:00～13:00", YES, YES),
    ("毎月15日 10時～14時", NO, YES),
    ("隔週月曜 10時～14時", NO, YES),
    ("毎週火曜 10:00～13:00、第2木曜 10:00～11:00", YES, YES),
    ("毎週火曜 10:00～11:00、第2木曜 10:00～13:00", YES, ASK),
    ("毎週火曜", YES, ASK),
    ("毎週火曜 10時から", YES, ASK),
    ("毎週火曜 10:00～13:00（祝日は休み）", YES, YES),
    ("ときどき", ASK, ASK),
    ("", ASK, ASK),
]


@pytest.mark.parametrize(("text", "weekly", "hours"), SCHEDULES)
def test_schedule_is_held_against_the_rules_of_time(text, weekly, hours):
    answers = {key: found(key, schedule_text=text) for key in ("weekly", "hours")}
    assert answers == {"weekly": weekly, "hours": hours}


@pytest.mark.parametrize("key", ["weekly", "hours"])
def test_what_the_schedule_says_is_not_overruled_by_an_answer(key):
    words = {"schedule_text": "第1木曜 10:00～11:00"}
    assert found(key, {key: "yes"}, **words) == NO


@pytest.mark.parametrize("key", ["weekly", "hours"])
def test_suspended_place_is_to_be_made_sure_of(key):
    words = {"schedule_text": "毎週火曜日の10～13時", "status": "suspended"}
    assert found(key, **words) == ASK


@pytest.mark.parametrize(
    ("key", "words", "answer", "expected"),
    [
        ("city", {"address": "高崎市見本町1"}, "", YES),
        ("city", {"address": "見本町1"}, "", ASK),
        ("city", {"address": "見本町1"}, "no", NO),
        ("run_by", {"provider_kind": "residents_association"}, "", YES),
        ("run_by", {"provider_kind": "company"}, "", ASK),
        ("run_by", {"provider_kind": "company"}, "yes", YES),
        ("open_topic", {"kind": "ibasho"}, "", ASK),
        ("open_topic", {"kind": "ibasho"}, "yes", YES),
        ("open_topic", {"kind": "hobby"}, "", ASK),
        ("open_topic", {"kind": "hobby"}, "no", NO),
        ("open_topic", {"kind": "mobile_shop"}, "yes", NO),
        *[(key, {}, "", ASK) for key in ("lasting", "people", "five", "helpers", "everybody")],
        *[(key, {}, "yes", YES) for key in ("lasting", "people", "five", "helpers", "centre")],
        *[(key, {}, "no", NO) for key in ("lasting", "people", "five", "helpers", "centre")],
        ("five", {}, "many", ASK),
    ],
)
def test_rule_is_read_from_the_record_or_asked(key, words, answer, expected):
    assert found(key, {key: answer}, **words) == expected


@pytest.mark.parametrize(
    ("words", "answers", "expected"),
    [
        ({"schedule_text": "毎週火曜日の10～13時", "address": "高崎市1"}, ALL_YES, YES),
        ({"schedule_text": "毎週火曜日の10～13時", "address": "高崎市1"}, {}, ASK),
        ({"schedule_text": "毎週火曜日の10～12時", "address": "高崎市1"}, ALL_YES, NO),
        ({"schedule_text": "毎週火曜日の10～12時"}, {}, NO),
    ],
)
def test_summary_is_the_worst_of_all(words, answers, expected):
    checked = subsidy.check(SocialResource(kind="ibasho", **words), answers)
    assert subsidy.summary(checked) == expected


def test_page_shows_every_rule_and_keeps_the_answers(client, viewer, yawata):
    resource = make.SocialResourceFactory(council=yawata, schedule_text="毎週火曜日の10～13時")
    client.force_login(viewer)
    text = client.get(f"/resources/{resource.pk}/subsidy/?five=yes").content.decode()
    assert [rule.text for rule in subsidy.RULES if rule.text not in text] == []
    assert 'name="five" value="yes" checked' in text
    assert "補助の対象になるかどうかは、市が決めます。" in text
    assert (
        f"/resources/{resource.pk}/subsidy/"
        in client.get(f"/resources/{resource.pk}/").content.decode()
    )


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_the_database_as_often_for_one_centre_as_for_three(
    client, viewer, yawata, n, django_assert_num_queries
):
    for number in range(n):
        yawata.centres.add(make.SupportCentreFactory(name=f"見本センター{number}"))
    resource = make.SocialResourceFactory(council=yawata)
    client.force_login(viewer)
    with django_assert_num_queries(5):
        client.get(f"/resources/{resource.pk}/subsidy/")


@pytest.mark.parametrize(
    ("kind", "is_offered"), [("ibasho", True), ("hobby", True), ("mobile_shop", False)]
)
def test_check_is_offered_on_the_page_of_a_gathering(client, viewer, yawata, kind, is_offered):
    resource = make.SocialResourceFactory(council=yawata, kind=kind)
    client.force_login(viewer)
    page = client.get(f"/resources/{resource.pk}/").content.decode()
    assert (f"/resources/{resource.pk}/subsidy/" in page) == is_offered
