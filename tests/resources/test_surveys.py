"""Counts of questionnaires: their own bases, percentages reckoned again, small numbers hidden."""

import pytest

from accounts.models import AuditEntry
from reports.demo.needs import SURVEYS, read_survey_in
from resources.models import Option, Survey, Tally
from resources.queries.survey_view import survey_view
from takasaki_sc.lib.figures import percent
from tests.factories import CouncilFactory, NeighbourhoodFactory
from tests.resources.needs import NOTSUKE, csv, keep, look, survey_in, take_in

PRINTED = {  # G6: base, then (count, printed per cent) of every option
    "家族構成": (771, [(140, "18.2"), (219, "28.4"), (412, "53.4")]),
    "ふだんの暮らし": (1064, [(618, "58.1"), (353, "33.2"), (57, "5.4"), (20, "1.9"), (16, "1.5")]),
    "日ごろの買い物": (807, [(684, "84.8"), (62, "7.7"), (34, "4.2"), (27, "3.3")]),
    "病院や医院への通院": (787, [(682, "86.7"), (47, "6.0"), (44, "5.6"), (14, "1.8")]),
    "居場所や仲間": (762, [(398, "52.2"), (282, "37.0"), (27, "3.5"), (29, "3.8"), (26, "3.4")]),
}
HEAD = ("見本のアンケート", "実施時期,令和8年5月", "配布数,100", "回答数,40", "回収率,40.0%")
TITLES = "番号,設問,答え方,たずねること,母数,選択肢,内訳,人数,割合"
LINES = (
    "1,買い物,1つ選ぶ,,40,自分で行く,,31,77.5",
    ",,,,,,ア 車で,20,50.0",
    ",,,,,頼んでいる,,9,22.5",
    "⇒,だれに頼みますか,自由に書く,,,,,,",
    "2,困りごと,いくつでも選ぶ,困っていること,,①ゴミ出し,,12,",
    "3,手伝い,いくつでも選ぶ,手伝えること,,ゴミ出しを手伝う,,8,",
)
OTHER_SHARE = (LINES[0].replace("77.5", "77.4"), LINES[2])
OTHER_COUNT = (LINES[0], LINES[2].replace(",9,22.5", ",8,20.0"))


def survey_csv(*lines, head=HEAD):
    return csv(*head, TITLES, *lines)


@pytest.fixture
def notsuke(db, city):
    """The survey of 乗附 as the seeds print it, through the importer."""
    CouncilFactory(name="乗附")
    return read_survey_in(SURVEYS[0], city)


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.mark.parametrize("text", PRINTED)
def test_every_printed_percentage_of_notsuke_is_reckoned_again(notsuke, text):
    base, answers = PRINTED[text]
    question = notsuke.questions.get(text=text)
    view = next(
        q for q in survey_view(notsuke.pk, sees_all=True).questions if q.question == question
    )
    assert question.n_answers == base == sum(n for n, _ in answers)
    assert [(a.n, str(a.share)) for a in view.answers] == answers
    assert [str(percent(n, base, 1)) for n, _ in answers] == [printed for _, printed in answers]


def test_notsuke_has_its_response_rate_its_parts_and_its_follow_up(notsuke):
    assert (notsuke.n_distributed, notsuke.n_returned, str(notsuke.response_rate)) == (
        2745,
        778,
        "28.3",
    )
    parts = Option.objects.filter(question__text="日ごろの買い物", within__isnull=False)
    assert [(o.within.text, o.text, o.tallies.count()) for o in parts] == [
        ("自由にできる", "車で", 0), ("自由にできる", "自転車で", 0), ("自由にできる", "歩いて", 0),
    ]  # fmt: skip
    assert notsuke.questions.get(kind="free").follows.text == "手助けがないと暮らせない"


def test_the_sheet_of_notsuke_raises_no_doubt():
    assert survey_in(NOTSUKE).issues == []


def test_offers_without_numbers_stay_without_numbers(db, city):
    CouncilFactory(name="京ヶ島・滝川")
    survey = read_survey_in(SURVEYS[1], city)
    assert (survey.n_returned, Tally.objects.count(), Option.objects.count()) == (226, 0, 6)


def test_a_survey_is_kept_once_with_one_trace(desk, yawata, coordinator):
    _, answers = look(desk, yawata, survey_csv(*LINES), "surveys")
    assert Survey.objects.count() == AuditEntry.objects.count() == 0
    for _ in range(2):
        response = keep(desk, yawata, answers, "surveys")
    survey = Survey.objects.get()
    assert (response.status_code, response.url) == (302, survey.get_absolute_url())
    assert [(e.verb, e.facts) for e in AuditEntry.objects.all()] == [
        ("survey_read_in", {"n_questions": 4, "is_new_version": False})
    ]
    assert [o.text for o in Option.objects.order_by("pk")] == [
        "自分で行く", "車で", "頼んでいる", "ゴミ出し", "ゴミ出しを手伝う",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "head", "place", "level", "words"),
    [
        (OTHER_SHARE, HEAD, "I7", "ask", "31÷40を計算すると77.5％"),
        (OTHER_COUNT, HEAD, "E7", "ask", "母数は40、足すと39"),
        ((LINES[0].replace("31", "三十"), LINES[2]), HEAD, "H7", "error", "人数として読めません"),
        ((LINES[0].replace("77.5", "多い"), LINES[2]), HEAD, "I7", "error", "割合として"),
        ((LINES[0].replace("1つ選ぶ", "えらぶ"), LINES[2]), HEAD, "C7", "error", "答え方は"),
        (LINES, (*HEAD[:4], "回収率,41.0%"), "B5", "ask", "40÷100を計算すると40.0％"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_cell(desk, yawata, lines, head, place, level, words):
    response, _ = look(desk, yawata, survey_csv(*lines, head=head), "surveys")
    found = [(i.place, i.level) for i in response.context["table"].issues if words in i.text]
    assert found == [(place, level)]


def test_a_sheet_too_long_is_an_error(desk, yawata):
    lines = [LINES[0], *[",,,,,あ,,1,"] * 500]
    response, answers = look(desk, yawata, survey_csv(*lines), "surveys")
    assert "表は500行までです" in response.context["table"].errors[0].text
    assert keep(desk, yawata, {**answers, "accept": "on"}, "surveys").status_code == 422


def test_a_wrong_percentage_must_be_accepted(desk, yawata):
    file = survey_csv(LINES[0].replace("77.5", "77.4"), LINES[2])
    _, answers = look(desk, yawata, file, "surveys")
    assert keep(desk, yawata, answers, "surveys").status_code == 422
    assert Survey.objects.count() == 0
    assert keep(desk, yawata, {**answers, "accept": "on"}, "surveys").status_code == 302


def test_counts_by_neighbourhood_are_checked_and_kept(desk, yawata, viewer):
    NeighbourhoodFactory(council=yawata, name="金井淵")
    lines = [TITLES + ",金井淵,見本町", "1,買い物,1つ選ぶ,,40,自分で行く,,31,77.5,20,12",
             ",,,,,頼んでいる,,9,22.5,4,5"]  # fmt: skip
    response, answers = look(desk, yawata, csv(*HEAD, *lines), "surveys")
    assert [(i.place, i.text) for i in response.context["table"].issues] == [
        ("H7", "人数は31、町内会を足すと32です。")
    ]
    answers |= {"accept": "on", "place-0": "out"}
    keep(desk, yawata, answers, "surveys")
    told = Tally.objects.filter(neighbourhood__isnull=False).values_list("neighbourhood__name", "n")
    assert sorted(told) == [("金井淵", 4), ("金井淵", 20)]
    survey = Survey.objects.get()
    assert "金井淵" in desk.get(survey.get_absolute_url()).text
    desk.force_login(viewer)
    assert "金井淵" not in desk.get(survey.get_absolute_url()).text  # so few are not for everybody


def test_a_corrected_survey_is_a_new_version(desk, yawata):
    for n in (12, 12, 13):
        take_in(
            desk, yawata, survey_csv(*(line.replace(",12,", f",{n},") for line in LINES)), "surveys"
        )
    assert [(s.is_current, bool(s.replaces)) for s in Survey.objects.order_by("pk")] == [
        (False, False), (True, True),
    ]  # fmt: skip


def test_somebody_else_read_the_survey_in_meanwhile(desk, yawata):
    _, mine = look(desk, yawata, survey_csv(*LINES[:3]), "surveys")
    take_in(desk, yawata, survey_csv(*LINES), "surveys")
    assert keep(desk, yawata, mine, "surveys").status_code == 409
    assert Survey.objects.count() == 1


def test_more_replies_than_sheets_handed_out_is_refused(desk, yawata):
    head = (*HEAD[:3], "回答数,140", "回収率,")
    _, answers = look(desk, yawata, survey_csv(*LINES, head=head), "surveys")
    assert keep(desk, yawata, answers, "surveys").status_code == 422


def test_small_numbers_of_a_survey_are_hidden_with_their_cover(desk, yawata, viewer):
    lines = ["1,困りごと,1つ選ぶ,困っていること,40,買い物,,29,72.5",
             ",,,,,通院,,8,20.0", ",,,,,床屋,,3,7.5"]  # fmt: skip
    take_in(desk, yawata, survey_csv(*lines), "surveys")
    pk = Survey.objects.get().pk
    every, some = (survey_view(pk, sees_all=sees).questions[0].answers for sees in (True, False))
    assert [answer.words for answer in every] == ["29", "8", "3"]
    assert [(answer.words, answer.share is None) for answer in some] == [
        ("29", False), ("※", True), ("※", True),
    ]  # fmt: skip
    desk.force_login(viewer)
    assert "7.5％" not in desk.get(f"/resources/surveys/{pk}/").text


def test_small_parts_hide_the_option_they_are_part_of(desk, yawata):
    lines = ["1,買い物,1つ選ぶ,,40,自分で行く,,5,12.5", ",,,,,,車で,2,5.0", ",,,,,,歩いて,3,7.5",
             ",,,,,頼む,,35,87.5"]  # fmt: skip
    take_in(desk, yawata, survey_csv(*lines), "surveys")
    question = survey_view(Survey.objects.get().pk, sees_all=False).questions[0]
    assert [[a.words, *(p.words for p in a.parts)] for a in question.answers] == [
        ["※", "※", "※"], ["※"],
    ]  # fmt: skip


def test_offers_are_mirrored_to_needs(desk, yawata):
    take_in(desk, yawata, survey_csv(*LINES), "surveys")
    view = survey_view(Survey.objects.get().pk, sees_all=True)
    assert [
        (m.topic.name, [a.n for a in m.needs], [a.n for a in m.offers]) for m in view.mirror
    ] == [("ゴミ出し", [12], [8])]


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_asks_the_same_questions_for_one_and_three(
    desk, yawata, django_assert_num_queries, n
):
    lines = [f"{k},問い{k},1つ選ぶ,,10,はい,,10,100" for k in range(1, n + 1)]
    take_in(desk, yawata, survey_csv(*lines), "surveys")
    with django_assert_num_queries(9):
        desk.get(Survey.objects.get().get_absolute_url())
