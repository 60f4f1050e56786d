"""Former versions of tables and surveys, offers beside needs, and the workbook with groups."""

import io

import pytest
from openpyxl import load_workbook

from resources.models import NeedsMatrix, Survey
from tests import factories as make
from tests.resources.needs import SMALL, csv, keep, look, table_in, take_in
from tests.resources.test_surveys import LINES, survey_csv


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def homes(yawata):
    return [make.NeighbourhoodFactory(council=yawata, name=name) for name in ("金井淵", "八幡2")]


def test_every_former_version_of_a_table_is_a_tap_away(desk, yawata, homes, viewer):
    for n in ("9人", "8人", "7人"):
        lines = [line.replace("9人", n) for line in SMALL]
        take_in(desk, yawata, csv(*lines), accept="on")
    *former, newest = NeedsMatrix.objects.order_by("pk")
    page = desk.get(f"/resources/needs/{yawata.pk}/")
    assert page.context["matrix"] == newest
    assert page.context["versions"] == former[::-1]
    assert all(f'href="{version.get_absolute_url()}"' in page.text for version in former)
    desk.force_login(viewer)
    assert "前の版：" not in desk.get(f"/resources/needs/{yawata.pk}/").text


def test_workbook_keeps_the_groups_above_their_columns(desk, yawata, homes, tmp_path):
    take_in(desk, yawata, csv(*SMALL), accept="on")
    matrix = NeedsMatrix.objects.get()
    body = desk.get(f"/resources/needs/tables/{matrix.pk}/sheet/").content
    page = load_workbook(io.BytesIO(body)).active
    assert [[cell.value for cell in line] for line in page["A4:E5"]] == [
        ["町内会名", "世帯数", "訪問介護", None, "通所"], [None, None, "買い物", "掃除", "入浴"],
    ]  # fmt: skip
    assert {"A4:A5", "B4:B5", "C4:D4"} <= {str(merged) for merged in page.merged_cells.ranges}
    path = tmp_path / "表.xlsx"
    path.write_bytes(body)
    again = [(h.group, h.name) for h in table_in(path).headings][1:4]
    assert again == [("訪問介護", "買い物"), ("訪問介護", "掃除"), ("通所", "入浴")]


def test_former_survey_is_for_those_who_see_every_number(desk, yawata, viewer, coordinator):
    for n in (12, 13):
        lines = (line.replace(",12,", f",{n},") for line in LINES)
        take_in(desk, yawata, survey_csv(*lines), "surveys")
    former, current = Survey.objects.order_by("pk")
    for user, seen in ((coordinator, [200, 200]), (viewer, [403, 200])):
        desk.force_login(user)
        answers = [desk.get(survey.get_absolute_url()) for survey in (former, current)]
        assert [answer.status_code for answer in answers] == seen


@pytest.mark.parametrize("numbers", [{"n_distributed": None}, {"n_distributed": 0},
                                     {"n_returned": None}])  # fmt: skip
def test_survey_without_both_numbers_has_no_rate(numbers):
    assert make.SurveyFactory.build(council=None, **numbers).response_rate is None
    assert str(make.SurveyFactory.build(council=None).response_rate) == "40.0"


def test_fault_in_a_corrected_survey_still_shows_what_it_replaces(desk, yawata):
    take_in(desk, yawata, survey_csv(*LINES), "surveys")
    lines = (line.replace(",12,", ",13,") for line in LINES)
    _, answers = look(desk, yawata, survey_csv(*lines), "surveys")
    answer = keep(desk, yawata, answers | {"source": ""}, "surveys")
    assert answer.status_code == 422
    assert answer.context["former"] == Survey.objects.get()
    assert answer.context["n_changes"] == 1


def test_offers_of_a_survey_stand_beside_the_needs(desk, yawata, viewer):
    lines = (*LINES, "4,ほかの手伝い,いくつでも選ぶ,手伝えること,,歌を聞かせる,,9,")
    take_in(desk, yawata, survey_csv(*lines), "surveys")
    address = f"/resources/needs/{yawata.pk}/gap/"
    [line] = [line for line in desk.get(address).context["view"].lines if line.needs]
    assert line.topic.name == "ゴミ出し"
    assert [(said.item, said.words) for said in line.needs] == [("ゴミ出し", "12")]
    assert [(said.item, said.words) for said in line.offers] == [("ゴミ出しを手伝う", "8")]
    desk.force_login(viewer)
    assert "歌を聞かせる" not in desk.get(address).text  # belongs to no topic
