"""The pages of councils, as people meet them: what each role sees, and that no text is lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Coordinator, CouncilMember, Neighbourhood, Person
from councils.queries import marks
from tests import factories as make

NAME = "見本 ひみつ"


def url(name, *args):
    return reverse(f"councils:{name}", args=args)


@pytest.fixture
def peopled(yawata):
    """八幡 with a member, a former member, coordinators of today and before, and a body."""
    make.CouncilMemberFactory(
        council=yawata, person__name=f"{NAME}一", office="会長", is_core=True,
        from_on=date(2024, 4, 1), until_on=date(2099, 3, 31),
    )  # fmt: skip
    make.CouncilMemberFactory(council=yawata, person__name=f"{NAME}二", until_on=date(2024, 3, 31))
    make.CoordinatorFactory(
        council=yawata, person__name=f"{NAME}三", appointment="commissioned",
        contractor=make.OrganisationFactory(name="見本の社協"), from_on=date(2022, 4, 1),
    )  # fmt: skip
    make.CoordinatorFactory(council=yawata, person__name=f"{NAME}四", until_on=date(2022, 3, 31))
    make.CouncilBodyFactory(council=yawata, organisation__name="見本の長寿会")
    return yawata


@pytest.mark.proves("V8.2.3", "V14.2.6")
@pytest.mark.parametrize(
    ("who", "sees"),
    [("coordinator", True), ("centre_staff", True), ("tier1", True), ("city", True),
     ("viewer", False), ("resident", False), ("neighbour", False)],
)  # fmt: skip
def test_names_are_for_the_councils_own_people(client, request, who, sees, peopled):
    client.force_login(request.getfixturevalue(who))
    for address in (peopled.get_absolute_url(), url("council-list")):
        assert (NAME in client.get(address).content.decode()) is sees
    page = client.get(peopled.get_absolute_url()).content.decode()
    assert "見本の長寿会" in page
    assert "見本の社協　令和4年4月1日〜" in page
    assert page.count(">委託<") == 1
    assert ("令和6年4月〜令和81年3月" in page) is sees
    assert ("これまでのメンバー" in page) is sees


@pytest.mark.parametrize(("who", "sees"), [("coordinator", True), ("viewer", False)])
def test_card_counts_members_only_for_those_who_may(client, request, who, sees, peopled):
    client.force_login(request.getfixturevalue(who))
    page = client.get(url("council-list")).content.decode()
    assert ("<dd>1人</dd>" in page) is sees


def test_wall_says_how_far_who_rests_and_when_they_last_met(client, viewer, yawata, regular):
    make.CouncilStageFactory(council=yawata, stage=9, evidence="移動販売")
    make.CouncilPauseFactory(council=yawata, from_on=date(2026, 1, 1))
    for day, form in ((date(2026, 5, 12), "in_person"), (date(2026, 6, 9), "cancelled")):
        make.MeetingFactory(council=yawata, kind=regular, held_on=day, form=form)
    client.force_login(viewer)
    page = client.get(url("council-list")).content.decode()
    for words in ("支え合い活動の実施", "お休み中", "<dd>令和8年5月12日</dd>"):
        assert words in page


def test_wall_is_narrowed_by_cohort_centre_and_words(client, viewer, yawata, toyooka):
    centre = make.SupportCentreFactory()
    yawata.centres.set([centre])
    type(toyooka).objects.filter(pk=toyooka.pk).update(cohort_label="平成29年度", cohort_year=2017)
    make.CouncilAliasFactory(council=toyooka, text="とよ岡クラブ")
    client.force_login(viewer)
    for asked, found in (
        ({"centre": centre.pk}, [yawata]),
        ({"cohort": "平成29年度"}, [toyooka]),
        ({"q": "トヨ岡ｸﾗﾌﾞ"}, [toyooka]),
        ({"q": "八幡", "cohort": "平成29年度"}, []),
        ({}, [yawata, toyooka]),
    ):
        cards = client.get(url("council-list"), asked).context["cards"]
        assert [card.council for card in cards] == found


def test_page_says_first_what_is_there_and_never_what_is_missing_to_visitors(
    client, viewer, coordinator, yawata
):
    client.force_login(viewer)
    page = client.get(yawata.get_absolute_url()).content.decode()
    assert page.index('id="can-h"') < page.index('id="stage-h"')
    assert "ほかの地区で よかったこと" not in page
    client.force_login(coordinator)
    assert "ほかの地区で よかったこと" in client.get(yawata.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("27.03", "資料の数と同じです。"),
        ("28", "資料では 28%。計算とちがうので、確かめが要ります。"),
    ],
)
def test_rate_is_computed_beside_the_printed_one(client, viewer, yawata, printed, words):
    for label, value, unit in (
        ("人口", 374707, "人"), ("高齢者人口", 101270, "人"), ("高齢化率", printed, "%"),
    ):  # fmt: skip
        make.AreaFigureFactory(area=yawata.area, label=label, value=value, unit=unit)
    client.force_login(viewer)
    page = client.get(yawata.get_absolute_url()).content.decode()
    assert "高齢化率（計算）" in page
    assert "<dd>27.03%<small>" in page
    assert words in page


# --- writing ------------------------------------------------------------------------------


def profile_post(council, **texts):
    return {"seen": marks.profile_mark(council), **{f"{k}_text": v for k, v in texts.items()}}


def test_two_people_write_the_profile_and_nothing_is_lost(client, coordinator, yawata):
    client.force_login(coordinator)
    address = url("council-profile", yawata.pk)
    opened = profile_post(yawata, needs="あとから書いた人のことば")
    assert client.post(address, profile_post(yawata, needs="先に書いた人")).status_code == 302
    answer = client.post(address, opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先に書いた人" in page
    assert page.count("あとから書いた人のことば") == 2  # beside the other, and still in the sheet
    assert yawata.profile.get().text == "先に書いた人"
    again = opened | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert yawata.profile.get().text == "あとから書いた人のことば"


def basics(council, **words):
    return {"seen": marks.basics_mark(council), "kana": council.kana} | words


def test_basics_are_changed_with_spellings_and_a_new_centre(client, coordinator, yawata):
    make.CouncilAliasFactory(council=yawata, text="やはた", source="古い紙")
    client.force_login(coordinator)
    words = basics(
        yawata, nickname="八幡クラブ", new_centres="センター見本",
        aliases="八幡地区｜通信 第19号\nやはた",
        established_on_y="H28", established_on_m="1", established_on_d="15",
    )  # fmt: skip
    assert client.post(url("council-edit", yawata.pk), words).status_code == 302
    yawata.refresh_from_db()
    assert (yawata.nickname, yawata.established_on) == ("八幡クラブ", date(2016, 1, 15))
    assert list(yawata.aliases.values_list("text", "source")) == [
        ("やはた", ""), ("八幡地区", "通信 第19号"),
    ]  # fmt: skip
    assert [str(centre) for centre in yawata.centres.all()] == ["センター見本"]


def test_spelling_of_another_council_is_refused_by_name(client, coordinator, yawata, toyooka):
    make.CouncilAliasFactory(council=toyooka, text="とよ岡")
    client.force_login(coordinator)
    answer = client.post(url("council-edit", yawata.pk), basics(yawata, aliases="とよ岡"))
    assert answer.status_code == 422
    assert "「とよ岡」は、豊岡の別の書き方として使われています。" in answer.content.decode()


def test_second_editor_of_basics_sees_both(client, coordinator, yawata):
    client.force_login(coordinator)
    opened = basics(yawata, nickname="あとの愛称")
    type(yawata).objects.filter(pk=yawata.pk).update(nickname="先の愛称")
    answer = client.post(url("council-edit", yawata.pk), opened)
    assert answer.status_code == 409
    assert answer.context["theirs"] == [("愛称", "先の愛称", "あとの愛称")]


def rows_post(council, *rows):
    posted = {
        "seen": marks.neighbourhoods_mark(council),
        "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": council.neighbourhoods.count(),
    }  # fmt: skip
    for n, row in enumerate(rows):
        posted |= {f"form-{n}-{name}": value for name, value in row.items()}
    return posted


def test_neighbourhoods_are_renamed_marked_and_added(client, coordinator, yawata):
    old = make.NeighbourhoodFactory(council=yawata, name="湯関", order=1)
    client.force_login(coordinator)
    address = url("council-neighbourhoods", yawata.pk)
    rows = [
        {"pk": old.pk, "order": "2", "name": "湯の関", "is_doubtful": "on"},
        {"pk": "", "order": "１", "name": "新町"},
    ]
    assert client.post(address, rows_post(yawata, *rows)).status_code == 302
    found = Neighbourhood.objects.values_list("name", "order", "is_doubtful", "note")
    assert list(found) == [
        ("新町", 1, False, ""), ("湯の関", 2, True, "もとの書き方：湯関"),
    ]  # fmt: skip
    late = rows_post(yawata, rows[0]) | {"seen": "old"}
    assert client.post(address, late).status_code == 409


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": ""}, "町内会の名前を入れてください。"),
        ({"name": "町屋"}, "「町屋」が2つあります。名前を分けてください。"),
    ],
)
def test_neighbourhood_without_a_name_of_its_own_is_refused(
    client, coordinator, yawata, row, words
):
    places = [make.NeighbourhoodFactory(council=yawata, name=name) for name in ("町屋", "若田")]
    client.force_login(coordinator)
    rows = [{"pk": places[0].pk, "name": "町屋"}, {"pk": places[1].pk} | row]
    answer = client.post(url("council-neighbourhoods", yawata.pk), rows_post(yawata, *rows))
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.proves("G3", "V8.4.1")
def test_row_of_another_council_is_refused(client, coordinator, yawata, toyooka):
    other = make.NeighbourhoodFactory(council=toyooka, name="北久保")
    client.force_login(coordinator)
    rows = rows_post(yawata, {"pk": other.pk, "name": "ぬすまれた町"})
    assert client.post(url("council-neighbourhoods", yawata.pk), rows).status_code == 422
    other.refresh_from_db()
    assert other.name == "北久保"


def test_known_name_is_asked_about_before_anybody_is_added(client, coordinator, yawata, toyooka):
    known = make.CouncilMemberFactory(council=toyooka, person__name="髙橋 花子").person
    client.force_login(coordinator)
    address, said = url("member-add", yawata.pk), {"name": "高橋花子", "affiliation": "resident"}
    asked = client.post(address, said)
    assert asked.status_code == 422
    assert "ほかのところで登録されている方" in asked.content.decode()
    assert "豊岡" not in asked.content.decode()
    client.post(address, said | {"same_as": str(known.pk)})
    assert CouncilMember.objects.get(council=yawata).person == known
    client.post(address, said | {"same_as": "another"})
    assert Person.objects.count() == 2


def test_same_person_with_the_same_term_is_refused_in_words(client, coordinator, yawata):
    seat = make.CouncilMemberFactory(council=yawata)
    client.force_login(coordinator)
    said = {"name": seat.person.name, "affiliation": "resident", "same_as": str(seat.person_id)}
    answer = client.post(url("member-add", yawata.pk), said)
    assert answer.status_code == 422
    assert "この方は、すでに登録されています。" in answer.content.decode()


def test_name_shared_with_another_council_is_not_changed_here(client, coordinator, yawata, toyooka):
    seat = make.CouncilMemberFactory(council=yawata, person__name="見本 一子")
    make.CouncilMemberFactory(council=toyooka, person=seat.person)
    client.force_login(coordinator)
    said = {"seen": marks.seat_mark(seat), "name": "書きかえ", "affiliation": "city"}
    assert client.post(url("member-edit", seat.pk), said).status_code == 302
    seat.refresh_from_db()
    assert (seat.person.name, seat.affiliation) == ("見本 一子", "city")


def test_term_ends_on_a_day_after_it_began(client, coordinator, yawata):
    seat = make.CouncilMemberFactory(council=yawata, from_on=date(2026, 4, 1))
    client.force_login(coordinator)
    address = url("member-end", seat.pk)
    day = {"until_on_y": "8", "until_on_m": "3", "until_on_d": "31"}
    refused = client.post(address, day)
    assert refused.status_code == 422
    assert "始まりの日（令和8年4月1日）より後にしてください。" in refused.content.decode()
    assert client.post(address, day | {"until_on_m": "9", "until_on_d": "30"}).status_code == 302
    seat.refresh_from_db()
    assert seat.until_on == date(2026, 9, 30)


def test_renewal_page_ticks_everybody_and_keeps_the_ticked(client, coordinator, yawata, members):
    client.force_login(coordinator)
    address = url("council-renewal", yawata.pk)
    assert client.get(address).content.decode().count(" checked>") == 15
    next_year = timezone.localdate().year + 1 - 2018
    said = {"first_y": next_year, "first_m": 4, "first_d": 1,
            "staying": [seat.pk for seat in members[:12]]}  # fmt: skip
    assert client.post(address, said).url == url("council-people", yawata.pk)
    assert yawata.members.filter(from_on=date(next_year + 2018, 4, 1)).count() == 12


def test_commissioned_coordinator_needs_the_body(client, tier1, yawata):
    client.force_login(tier1)
    said = {"name": "見本 松子", "appointment": "commissioned",
            "from_on_y": "8", "from_on_m": "4", "from_on_d": "1"}  # fmt: skip
    address = url("coordinator-add", yawata.pk)
    refused = client.post(address, said)
    assert "委託のときは、受託した団体の名前を入れてください。" in refused.content.decode()
    assert client.post(address, said | {"contractor": "見本の社協"}).status_code == 302
    term = Coordinator.objects.get()
    assert (str(term.contractor), term.from_on) == ("見本の社協", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("value", "kept"), [("14,212", "14212"), ("１４２１２", "14212"), ("29.86", "29.86")]
)
def test_figure_is_read_as_people_write_it(client, coordinator, yawata, value, kept):
    client.force_login(coordinator)
    said = {"label": "人口", "value": value, "unit": "人", "count_kind": "about",
            "as_of_y": "H29", "as_of_m": "7", "as_of_d": "3", "source": "見本の資料"}  # fmt: skip
    address = url("figure-add", yawata.pk)
    assert client.post(address, said).status_code == 302
    figure = yawata.area.figures.get()
    assert (f"{figure.value.normalize():f}", figure.as_of) == (kept, date(2017, 7, 3))
    twice = client.post(address, said)
    assert "同じ項目・同じ時点の数値がすでにあります。" in twice.content.decode()


@pytest.mark.parametrize("left_out", ["source", "as_of_y", "value", "label"])
def test_figure_without_day_or_source_is_no_figure(client, coordinator, yawata, left_out):
    client.force_login(coordinator)
    said = {"label": "人口", "value": "5", "count_kind": "actual", "as_of_y": "8", "as_of_m": "4",
            "as_of_d": "1", "source": "見本の資料"}  # fmt: skip
    del said[left_out]
    assert client.post(url("figure-add", yawata.pk), said).status_code == 422
    assert yawata.area.figures.count() == 0


def test_stage_beyond_the_ninth_is_no_page(client, coordinator, yawata):
    client.force_login(coordinator)
    assert client.get(url("stage-edit", yawata.pk, 10)).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("council-list", 12), ("council-detail", 19), ("council-edit", 9), ("council-profile", 8),
        ("council-neighbourhoods", 7), ("council-people", 9), ("council-renewal", 6),
        ("member-add", 4), ("coordinator-add", 5), ("body-add", 5), ("pause-add", 4),
        ("figure-add", 5), ("stage-edit", 8), ("member-edit", 7), ("member-end", 4),
        ("coordinator-end", 4), ("body-end", 4), ("pause-end", 4), ("figure-edit", 7),
    ],
)  # fmt: skip
def test_query_count_does_not_grow(
    client, tier1, yawata, regular, n, name, queries, django_assert_num_queries
):
    for i in range(n):
        seat = make.CouncilMemberFactory(council=yawata)
        make.CouncilMemberFactory(council=yawata, until_on=date(2020, 3, 31))
        things = {
            "member": seat,
            "coordinator": make.CoordinatorFactory(
                council=yawata, contractor=make.OrganisationFactory()
            ),
            "body": make.CouncilBodyFactory(council=yawata),
            "pause": make.CouncilPauseFactory(council=yawata),
            "figure": make.AreaFigureFactory(area=yawata.area),
        }
        make.NeighbourhoodFactory(council=yawata)
        make.CouncilStageFactory(council=yawata, stage=i + 1, evidence="当時の紙")
        make.ProfilePartFactory(council=yawata, part=("needs", "publicity", "network")[i])
        make.MeetingFactory(council=yawata, kind=regular)
        yawata.centres.add(make.SupportCentreFactory())
        other = make.CouncilFactory()
        make.MeetingFactory(council=other, kind=regular)
        make.CoordinatorFactory(council=other)
    args = {"council-list": [], "stage-edit": [yawata.pk, 3]}.get(name, [yawata.pk])
    if name.endswith(("-end", "figure-edit", "member-edit")):
        args = [things[name.split("-")[0]].pk]
    client.force_login(tier1)
    with django_assert_num_queries(queries):
        assert client.get(url(name, *args)).status_code == 200


@pytest.mark.proves("V15.3.1")
@pytest.mark.parametrize(("who", "n"), [("viewer", 0), ("neighbour", 0), ("coordinator", 1)])
def test_no_member_is_read_for_whom_must_not_see_them(client, request, yawata, who, n):
    make.CouncilMemberFactory(council=yawata)
    make.CouncilMemberFactory(council=yawata, until_on=date(2020, 3, 31))
    client.force_login(request.getfixturevalue(who))
    context = client.get(yawata.get_absolute_url()).context
    assert (len(context["groups"]), len(context["past_members"])) == (n, n)


@pytest.mark.parametrize(("n", "n_shown", "says_more"), [(12, 12, False), (13, 12, True)])
def test_council_page_shows_the_oldest_homework(client, coordinator, yawata, n, n_shown, says_more):
    meeting = make.MeetingFactory(council=yawata)
    for day in range(1, n + 1):
        make.ActionItemFactory(
            meeting=meeting, order=day, what=f"宿題その{day}。", due_on=date(2026, 10, day)
        )
    client.force_login(coordinator)
    text = client.get(yawata.get_absolute_url()).content.decode()
    shown = [day for day in range(1, n + 1) if f'"todo__t">宿題その{day}。' in text]
    assert shown == list(range(1, n_shown + 1))
    assert ("ほかにもあります。" in text) is says_more
