"""Every printed figure of the seeds that software can reckon, through the register of figures."""

from datetime import date

import pytest

from reports.demo.facts import load_facts
from reports.demo.needs import SURVEYS, TABLES, read_survey_in, read_table_in
from reports.figures import REGISTER, Scope, meetings
from takasaki_sc.lib.figures import percent
from tests import factories as make

ALL_OF_2017 = Scope.fiscal_year(2017)
AZUMINO = Scope.fiscal_year(2023)


@pytest.fixture
def takasaki(db):
    load_facts()


def value(key, scope):
    return REGISTER[key].figure(scope).value


def test_cohorts_of_takasaki_are_six_fourteen_and_six(db):
    for year, n in ((2015, 6), (2016, 14), (2017, 6)):
        make.CouncilFactory.create_batch(n, cohort_year=year)
    begun = [value("councils-begun", Scope.fiscal_year(year)) for year in (2015, 2016, 2017)]
    standing = [value("councils-standing", Scope.fiscal_year(year)) for year in (2015, 2016, 2017)]
    assert (begun, standing) == ([6, 14, 6], [6, 20, 26])


def test_the_fixture_has_twenty_then_six(takasaki):
    """W12: the seed does not say which of the twenty began when, so nor do we."""
    assert REGISTER["councils-standing"].parts(ALL_OF_2017, "year") == [(2015, 20), (2017, 6)]


def test_ageing_rate_of_the_city_is_27_03(takasaki):
    figure = REGISTER["ageing-rate"].figure(ALL_OF_2017)
    assert (str(figure), figure.as_of) == ("27.03%", date(2017, 9, 30))


def test_exchange_meetings_had_7_14_16_and_25_councils(takasaki):
    assert value("exchange-meetings", ALL_OF_2017) == 4
    assert [n for _, n in meetings.parties_of(ALL_OF_2017)] == [7, 14, 16, 25]


@pytest.mark.parametrize(
    ("number", "key", "total", "columns"),
    [
        (0, "service", 81, [64, 14, 17, 11, 29, 3, 8, 1, 2]),
        (1, "service", 102, [74, 24, 24, 13, 37, 8, 9, 7, 1]),
        (2, "needs", 194, [61, 48, 39, 21, 5, 32, 28, 21, 7, 7, 6, 8]),
    ],
    ids=["豊岡", "八幡", "八幡の困りごと"],
)
def test_totals_of_the_tables_by_town(takasaki, city, number, key, total, columns):
    table = read_table_in(TABLES[number], city)
    scope = Scope.fiscal_year(2017, council=table.council)
    uses = "service-uses" if key == "service" else "needs-counts"
    assert value(f"{key}-people", scope) == total
    assert sorted(n for _, n in REGISTER[uses].parts(scope, "category")) == sorted(columns)
    assert value(uses, scope) == sum(columns)


def test_shares_of_the_questionnaire_of_notsuke(takasaki, city):
    survey = read_survey_in(SURVEYS[0], city)
    scope = Scope.fiscal_year(2017, council=survey.council)
    answers = REGISTER["survey-answers"]
    bases = [n for _, n in answers.parts(scope, "question")]
    families = [n for _, n in answers.parts(scope, "option")[:3]]
    assert str(REGISTER["survey-rate"].figure(scope)) == "28.3%"
    assert bases == [771, 1064, 807, 787, 762]
    assert families == [140, 219, 412]
    assert [str(percent(n, 771, 1)) for n in families] == ["18.2", "28.4", "53.4"]


@pytest.fixture
def azumino(db):
    """The contractors and five councils of the Azumino paper, with invented people."""
    npo, welfare = (make.OrganisationFactory(name=name) for name in ("あんしん", "社協"))
    names = ("豊科", "穂高", "三郷", "堀金", "明科")
    councils = [make.CouncilFactory(name=name, order=n) for n, name in enumerate(names)]
    for council, by in zip(councils, [npo, *[welfare] * 4], strict=True):
        make.CoordinatorFactory(council=council, contractor=by, from_on=date(2016, 4, 1))
    return councils, npo, welfare


def test_outreach_of_azumino_is_34_and_95(azumino):
    councils, npo, welfare = azumino
    for n, council, by in ((34, councils[0], npo), (95, councils[1], welfare)):
        who = {"council": council, "contractor": by, "worked_on": date(2023, 6, 7)}
        coordinator = council.coordinators.get()
        make.DiaryEntryFactory.create_batch(n, coordinator=coordinator, is_outreach=True, **who)
        make.DiaryEntryFactory(coordinator=coordinator, is_outreach=False, **who)
    outreach = REGISTER["outreach"]
    assert str(outreach.figure(AZUMINO)) == "129回"
    assert outreach.parts(AZUMINO, "contractor") == [("あんしん", 34), ("社協", 95)]
    assert value("outreach", Scope.fiscal_year(2023, contractor=welfare)) == 95
    assert value("outreach", Scope.fiscal_year(2023, council=councils[0])) == 34


def test_trainees_of_azumino_add_up_to_320(azumino):
    told = {"つどい": 170, "研修会": 30, "支援会員": 9, "認知症": 31, "福祉教室": 80}
    for n, (title, people) in enumerate(told.items(), 1):
        course = make.CourseFactory(title=title, council=None, n_trained=people)
        make.CourseSessionFactory(course=course, held_on=date(2023, 5, n))
    figure = REGISTER["trainees"].figure(AZUMINO)
    assert (str(figure), figure.value) == ("延べ320名", 320)
    assert REGISTER["trainees"].parts(AZUMINO, "course") == list(told.items())


def test_consultations_of_azumino_are_24_and_36(azumino):
    councils, npo, welfare = azumino
    for n, council, by in ((24, councils[0], npo), (36, councils[2], welfare)):
        make.ConsultationFactory.create_batch(
            n, coordinator=council.coordinators.get(), council=council, contractor=by,
            worked_on=date(2024, 3, 31),
        )  # fmt: skip
    assert str(REGISTER["consultations"].figure(AZUMINO)) == "60件"
    assert REGISTER["consultations"].parts(AZUMINO, "contractor") == [
        ("あんしん", 24),
        ("社協", 36),
    ]


def test_meetings_of_azumino_leave_out_the_written_ones(azumino):
    councils, _, welfare = azumino
    kind = make.MeetingKindFactory(tier=2, code="regular", name="定例会")
    for council, n in zip(councils, (5, 6, 5, 2, 3), strict=True):
        for month in range(1, n + 1):
            make.MeetingFactory(
                council=council, kind=kind, held_on=date(2023, month + 3, 8),
                recorded_at="2024-03-01T09:00+09:00",
            )  # fmt: skip
        for form in ("written", "cancelled", "postponed"):
            make.MeetingFactory(council=council, kind=kind, form=form, held_on=date(2024, 2, 8))
    names = ["豊科", "穂高", "三郷", "堀金", "明科"]
    by_council = REGISTER["meetings-held"].parts(AZUMINO, "council")
    assert by_council == list(zip(names, (5, 6, 5, 2, 3), strict=True))
    assert value("meetings-held", Scope.fiscal_year(2023, contractor=welfare)) == 16
    assert value("meetings-written", AZUMINO) == 5
