"""The pack of a month and the councils' figures, at the edges of what was written down."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.council_sheet import council_sheet
from reports.figures import Scope
from reports.figures.base import REGISTER, register
from reports.monthly import pack_of
from tests import factories as make

OCTOBER, TODAY = date(2026, 10, 1), date(2026, 10, 20)


def month_of(council, today=TODAY):
    (month,) = pack_of(OCTOBER, today, [council]).months
    return month


def test_meetings_of_the_month_stand_where_they_belong(yawata, regular):
    def meeting(month, day, **words):
        held_on = date(2026, month, day)
        return make.MeetingFactory(council=yawata, kind=regular, held_on=held_on, **words)

    written = meeting(10, 2, recorded_at=timezone.now())
    unwritten, still_to_come = meeting(10, 9), meeting(10, 30)
    called_off = meeting(10, 16, form="cancelled")
    next_month = meeting(11, 6)
    meeting(11, 13, form="cancelled")
    month = month_of(yawata)
    assert (month.held, month.missing, month.other) == ([written], [unwritten], [called_off])
    assert month.coming == [still_to_come, next_month]


def test_homework_that_is_due_and_changes_of_places_are_told(yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 9, 4))
    due = make.ActionItemFactory(meeting=meeting, due_on=date(2026, 10, 15))
    make.ActionItemFactory(meeting=meeting, due_on=date(2026, 11, 15))
    place = make.SocialResourceFactory(council=yawata, name="さくらの会")
    make.ResourceStatusFactory(resource=place, change="started", on_day=date(2026, 10, 5))
    month = month_of(yawata)
    assert month.homework == [due]
    assert [(line["day"], line["what"]) for line in month.changes] == [
        (date(2026, 10, 5), "資源「さくらの会」")
    ]


def test_month_that_is_none_is_not_printed(client, tier1):
    client.force_login(tier1)
    assert client.post("/reports/monthly/2025/13/paper/").status_code == 404


# The sheet of a council ---------------------------------------------------------------------


@pytest.mark.parametrize(("printed", "said"), [
    (None, "人口 1,000人、高齢化率（計算） 30.00%"),
    ("30", "人口 1,000人、高齢化率 30%"),
    ("31.5", "人口 1,000人、高齢化率 31.5%、高齢化率（計算） 30.00%"),
])  # fmt: skip
def test_rate_is_reckoned_where_none_is_printed_or_another(yawata, printed, said):
    words = {"area": yawata.area, "as_of": date(2026, 4, 1), "source": "市の統計"}
    make.AreaFigureFactory(label="人口", value=1000, unit="人", **words)
    make.AreaFigureFactory(label="65歳以上", value=300, unit="人", **words)
    if printed:
        make.AreaFigureFactory(label="高齢化率", value=printed, unit="%", **words)
    sheet = council_sheet(yawata.pk, TODAY, inside=False)
    assert sheet.figure_words == said
    assert sheet.figure_source == "令和8年4月1日時点、出典：市の統計"


def test_coordinator_of_before_is_not_on_the_sheet(yawata):
    make.CoordinatorFactory(council=yawata, until_on=date(2026, 3, 31))
    assert council_sheet(yawata.pk, TODAY, inside=False).coordinators == []
    make.CoordinatorFactory(council=yawata, from_on=date(2026, 4, 1))
    sheet = council_sheet(yawata.pk, TODAY, inside=False)
    assert sheet.coordinators == ["第2層SC（委嘱、令和8年4月〜）"]


def test_meeting_of_which_only_the_month_is_known_names_no_day(yawata, regular):
    for month, is_month_only in ((9, True), (10, False)):
        meeting = make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2026, month, 1), recorded_at=timezone.now(),
            is_month_only=is_month_only,
        )  # fmt: skip
        make.AgendaItemFactory(meeting=meeting, text="見守り")
    topics = council_sheet(yawata.pk, TODAY, inside=False).topics
    assert topics == ["見守り（R8.10.1）", "見守り（令和8年9月）"]


@pytest.mark.slow
def test_council_that_no_page_holds_is_told_what_to_do(client, viewer, yawata):
    for n in range(60):
        make.AreaFigureFactory(area=yawata.area, source=f"資料{n}" + "え" * 190)
    client.force_login(viewer)
    answer = client.get(reverse("reports:council-sheet", args=[yawata.pk]), follow=True)
    assert answer.request["PATH_INFO"] == yawata.get_absolute_url()
    assert "1枚に収まりませんでした。" in answer.content.decode()


# Figures ------------------------------------------------------------------------------------


def test_rate_of_a_council_is_that_of_its_own_area(yawata, toyooka):
    for council, elderly in ((yawata, 300), (toyooka, 200)):
        words = {"area": council.area, "as_of": date(2026, 4, 1)}
        make.AreaFigureFactory(label="人口", value=1000, **words)
        make.AreaFigureFactory(label="65歳以上", value=elderly, **words)
    rate = REGISTER["ageing-rate"]
    own = [rate.figure(Scope.fiscal_year(2026, council=council)) for council in (yawata, toyooka)]
    assert [float(figure.value) for figure in own] == [30, 20]


def test_rate_without_numbers_is_no_figure(db):
    with pytest.raises(ValueError, match="高齢化率を計算できる記録がありません。"):
        REGISTER["ageing-rate"].figure(Scope.fiscal_year(2026))


def test_figure_is_not_defined_twice():
    known = dict(REGISTER)
    with pytest.raises(ValueError, match="figure ageing-rate is defined twice"):
        register(REGISTER["ageing-rate"])
    assert known == REGISTER


def test_events_of_a_council_are_its_own(yawata):
    make.EventFactory(title="市のつどい", from_on=date(2025, 10, 7))
    make.EventFactory(title="八幡の講座", council=yawata, from_on=date(2025, 10, 8))
    scope = Scope.fiscal_year(2025, council=yawata)
    assert [row.title for row in REGISTER["events"].records(scope)] == ["八幡の講座"]
