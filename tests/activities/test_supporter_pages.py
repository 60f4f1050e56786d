"""The register's pages: names for the right people, every look kept, nothing typed is lost."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from activities.models import CourseKind, RegisterExport, Skill, Supporter
from councils.models import Consent
from tests import factories as make


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def posted(**changes):
    words = {"name": "見本 新太", "kana": "みほん あらた", "is_thinker": "on",
             "phone": "027-000-0001", "registered_on_y": "8",
             "registered_on_m": "11", "registered_on_d": "2"}  # fmt: skip
    return words | changes


@pytest.fixture
def supporter(yawata):
    supporter = make.SupporterFactory(council=yawata, person__name="見本 花子", wish="花だん")
    make.OfferFactory(supporter=supporter, skill__name="電球の交換", note="平日")
    make.FreeTimeFactory(supporter=supporter, weekday=2, part="morning")
    return supporter


def shown(client, **words):
    page = client.get(url("supporter-list"), words).context["page"]
    return [str(supporter) for supporter in page.rows.object_list]


def test_each_look_at_names_is_kept_and_an_empty_list_is_not(client, coordinator, supporter):
    client.force_login(coordinator)
    assert shown(client) == ["見本 花子"]
    assert shown(client, kind="core") == []
    client.get(url("supporter-detail", supporter.pk))
    looks = AuditEntry.objects.filter(verb="supporters_read", by=coordinator)
    assert [(look.council_number, look.facts) for look in looks] == [
        (supporter.council_id, {"n_names": 1, "people": [supporter.person_id]}),
    ] * 2  # fmt: skip
    assert len(verbs()) == 2


def test_list_shows_own_councils_only(client, neighbour, supporter):
    client.force_login(neighbour)
    assert shown(client, council=supporter.council_id) == []
    assert client.get(url("supporter-detail", supporter.pk)).status_code == 403


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ({"kind": "thinker"}, True), ({"kind": "provider"}, False), ({"kind": "both"}, False),
        ({"weekday": "2"}, True), ({"weekday": "3"}, False), ({"part": "morning"}, True),
        ({"weekday": "2", "part": "evening"}, False), ({"state": "left"}, False),
        ({"weekday": "nonsense", "skill": "x"}, True),
    ],
)  # fmt: skip
def test_list_is_narrowed(client, coordinator, supporter, words, is_found):
    client.force_login(coordinator)
    assert bool(shown(client, **words)) == is_found


def test_list_is_narrowed_by_skill_and_place(client, coordinator, supporter, yawata):
    place = make.NeighbourhoodFactory(council=yawata)
    Supporter.objects.filter(pk=supporter.pk).update(neighbourhood=place)
    offer = supporter.offers.get()
    client.force_login(coordinator)
    assert shown(client, skill=offer.skill_id, neighbourhood=place.pk) == ["見本 花子"]
    supporter.offers.update(until_on=date(2026, 11, 1))
    assert shown(client, skill=offer.skill_id) == []


def test_thinker_is_registered_from_the_form(client, coordinator, yawata):
    skill = make.SkillFactory()
    client.force_login(coordinator)
    words = posted(skills=[skill.pk], free=["水曜午前", "うそ"], **{f"note_{skill.pk}": "夏だけ"})
    answer = client.post(url("supporter-add", yawata.pk), words)
    assert answer.status_code == 302
    supporter = Supporter.objects.get()
    assert (supporter.registered_on, supporter.kind_words) == (
        date(2026, 11, 2), "地域づくりを考える人",
    )  # fmt: skip
    assert supporter.offers.get().note == "夏だけ"
    assert [str(free) for free in supporter.free_times.all()] == ["水曜午前"]


def test_provider_without_a_course_is_told_what_is_missing_and_loses_nothing(
    client, coordinator, yawata
):
    client.force_login(coordinator)
    answer = client.post(url("supporter-add", yawata.pk), posted(is_provider="on", wish="花だん"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "研修の修了が要ります" in page
    assert url("course-list") in page
    assert "見本 新太" in page
    assert "花だん" in page
    assert Supporter.objects.count() == 0


def test_core_member_and_no_kind_are_explained(client, coordinator, yawata):
    client.force_login(coordinator)
    words = posted(is_core="on")
    del words["is_thinker"]
    answer = client.post(url("supporter-add", yawata.pk), words)
    assert set(answer.context["form"].errors) == {"is_thinker", "is_core"}


def test_change_by_somebody_else_is_shown_beside_mine(client, coordinator, supporter):
    client.force_login(coordinator)
    page = url("supporter-edit", supporter.pk)
    seen = client.get(page).context["form"]["seen"].value()
    Supporter.objects.filter(pk=supporter.pk).update(wish="先に書いた望み")
    mine = {"seen": seen, "is_thinker": "on", "wish": "わたしの望み", "free": ["金曜午後"]}
    answer = client.post(page, mine)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "先に書いた望み" in words
    assert "わたしの望み" in words
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(page, again).status_code == 302
    assert Supporter.objects.get().wish == "わたしの望み"


def test_leaving_asks_for_a_reason_and_a_day_that_has_come(client, coordinator, supporter):
    client.force_login(coordinator)
    page = url("supporter-leave", supporter.pk)
    day = {"until_on_y": "8", "until_on_m": "11", "until_on_d": "2"}
    assert client.post(page, day | {"reason": ""}).status_code == 422
    assert client.post(page, day | {"reason": "転居", "until_on_y": "40"}).status_code == 422
    assert client.post(page, day | {"reason": "転居"}).status_code == 302
    assert shown(client) == []
    assert shown(client, state="left") == ["見本 花子"]


def test_consent_is_one_press(client, coordinator, supporter):
    client.force_login(coordinator)
    page = url("supporter-consent", supporter.pk)
    client.post(page, {"channel": "flyer", "change": "give"})
    client.post(page, {"channel": "flyer", "change": "withdraw"})
    client.post(page, {"channel": "nonsense"})
    consent = Consent.objects.get()
    assert (consent.channel, consent.withdrawn_on is None) == ("flyer", False)


def test_file_is_given_for_a_purpose_only_and_carries_it(client, coordinator, supporter):
    supporter.person.name = "=HYPERLINK(1)"
    supporter.person.save()
    client.force_login(coordinator)
    page = url("supporter-export")
    assert client.post(page, {"purpose": " "}).status_code == 422
    assert RegisterExport.objects.count() == 0
    answer = client.post(page, {"purpose": "11月の相談のため"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "使う目的：11月の相談のため" in sheet["A1"].value
    assert "11月の相談のため" in sheet.oddHeader.center.text
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["J4"].value == "電球の交換（平日）"
    assert verbs() == ["supporters_exported"]
    assert "相談" not in str(AuditEntry.objects.get().facts)


def test_purposes_are_read_by_those_who_keep_the_register(client, neighbour, city, yawata):
    make.RegisterExportFactory(council=yawata, purpose="八幡の相談")
    make.RegisterExportFactory(council=None, purpose="市の相談")
    for who, purposes in ((neighbour, []), (city, ["市の相談", "八幡の相談"])):
        client.force_login(who)
        exports = client.get(url("supporter-export")).context["exports"]
        assert [export.purpose for export in exports] == purposes


def test_neighbour_takes_no_names_of_others_out(client, neighbour, supporter):
    client.force_login(neighbour)
    page = url("supporter-export") + f"?council={supporter.council_id}"
    sheet = load_workbook(io.BytesIO(client.post(page, {"purpose": "相談"}).content)).active
    assert sheet.max_row == 3


def test_city_keeps_the_lists_behind_the_register(client, city, tier1):
    client.force_login(tier1)
    assert client.get(url("skill-list")).status_code == 403
    client.force_login(city)
    client.post(url("skill-add"), {"name": "雪かき", "explanation": "玄関の前", "order": 5})
    client.post(url("training-add"), {"name": "応用研修", "makes_provider": "on", "order": 5})
    skill, kind = Skill.objects.get(), CourseKind.objects.get()
    assert client.post(url("skill-add"), {"name": "雪かき", "order": 5}).status_code == 422
    client.post(url("training-edit", kind.pk), {"name": "応用研修", "order": 1})
    client.post(url("skill-edit", skill.pk), {"name": "雪かき", "order": 1, "ended_on_y": "8",
                                              "ended_on_m": "11", "ended_on_d": "1"})  # fmt: skip
    kind.refresh_from_db()
    skill.refresh_from_db()
    assert (kind.makes_provider, skill.ended_on) == (False, date(2026, 11, 1))
    assert verbs() == [
        "skill_added", "course_kind_added", "course_kind_changed", "skill_changed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "n_queries"), [("supporter-list", 15), ("supporter-detail", 12), ("skill-list", 5)]
)
@pytest.mark.parametrize("n_people", [1, 3])
def test_pages_ask_the_same_number_of_questions(
    client, city, yawata, django_assert_num_queries, page, n_queries, n_people
):
    for weekday in range(n_people):
        supporter = make.SupporterFactory(council=yawata)
        for _ in range(n_people):
            make.OfferFactory(supporter=supporter)
            entry = make.CourseEntryFactory(person=supporter.person)
            make.CourseCompletionFactory(entry=entry)
        make.FreeTimeFactory(supporter=supporter, weekday=weekday)
    client.force_login(city)
    with django_assert_num_queries(n_queries):
        client.get(url(page, *([supporter.pk] if page == "supporter-detail" else [])))
