"""Every figure of the register: named, ruled, sourced, shown, and never dearer for more records."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from councils.models import Coordinator
from reports.figures import REGISTER, Scope
from tests import factories as make
from tests.reports.sheets import n_queries

DAY = date(2025, 6, 2)
OF_COUNCILS = (
    "activities-living", "activities-begun", "activity-participants", "activity-monthly",
    "councils-standing", "meetings-held", "meetings-unwritten", "meetings-written",
    "supporters", "proposals-raised",
    "service-people", "needs-people", "survey-answers", "resources-public", "resources-confirmed",
    "outreach", "consultations",
)  # fmt: skip
AT = datetime(2025, 6, 3, tzinfo=timezone.get_default_timezone())


def something_of_everything():
    """One record behind each figure, in 令和7年度."""
    council = make.CouncilFactory(established_on=DAY, cohort_year=2025)
    term = make.CoordinatorFactory(council=council, contractor=make.OrganisationFactory())
    who = {"coordinator": term, "council": council, "contractor": term.contractor}
    make.DiaryEntryFactory(**who, worked_on=DAY, is_outreach=True)
    make.ConsultationFactory(**who, worked_on=DAY)
    make.CareConferenceFactory(held_on=DAY, council=council).attended_by.add(term)
    for kind in (
        make.MeetingKindFactory(tier=2),
        make.MeetingKindFactory(tier=1, is_exchange=True),
    ):
        for form in ("in_person", "written", "cancelled"):
            make.MeetingFactory(
                council=council, kind=kind, form=form, held_on=DAY, n_present=9, recorded_at=AT
            )
        make.MeetingFactory(council=council, kind=kind, held_on=DAY)
    course = make.CourseFactory(council=council, n_trained=9)
    make.CourseSessionFactory(course=course, held_on=DAY)
    entry = make.CourseEntryFactory(course=course)
    make.CourseCompletionFactory(entry=entry, completed_on=DAY)
    make.EventFactory(council=council, from_on=DAY, n_attended=20)
    make.SupporterFactory(council=council, registered_on=DAY)
    activity = make.SupportActivityFactory(council=council, started_on=DAY)
    make.ActivityLogFactory(activity=activity, held_on=DAY)
    make.MonthlyCountFactory(activity=activity, month=date(2025, 6, 1), n_participants=8)
    make.ProposalFactory(council=council, raised_on=DAY)
    resource = make.SocialResourceFactory(council=council, is_public=True)
    make.ConfirmationFactory(resource=resource, on_day=DAY)
    for kind in ("services", "needs"):
        matrix = make.NeedsMatrixFactory(council=council, kind=kind)
        for measure in ("need", "people"):
            category = make.NeedCategoryFactory(measure=measure)
            town = make.NeighbourhoodFactory(council=council)
            make.NeedCountFactory(matrix=matrix, category=category, neighbourhood=town)
    make.TallyFactory(option__question__survey__council=council)


def test_every_figure_says_what_it_is():
    dumb = [d.key for d in REGISTER.values() if not (d.name and d.rule and d.source and d.unit)]
    assert dumb == []
    assert [key for key, definition in REGISTER.items() if key != definition.key] == []


def test_every_figure_of_a_contractor_is_of_its_own_councils_alone(db):
    something_of_everything()
    everything = Scope.fiscal_year(2025)
    stranger = make.OrganisationFactory()
    found = {key: REGISTER[key].amount(replace(everything, contractor=stranger))
             for key in REGISTER}  # fmt: skip
    assert [key for key, amount in found.items() if amount] == []


def test_figures_of_a_contractor_are_those_of_the_city_where_there_is_no_other(db):
    something_of_everything()
    everything = Scope.fiscal_year(2025)
    contractor = Coordinator.objects.get().contractor
    theirs = {key: REGISTER[key].amount(replace(everything, contractor=contractor))
              for key in OF_COUNCILS}  # fmt: skip
    assert theirs == {key: REGISTER[key].amount(everything) for key in OF_COUNCILS}
    assert 0 not in theirs.values()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0分"), (45, "45分"), (60, "1時間"), (320, "5時間20分"), (73_800, "1,230時間")],
)
def test_minutes_are_written_as_hours(minutes, words):
    assert REGISTER["diary-minutes"].written(minutes) == words


@pytest.mark.slow
def test_every_page_opens_and_asks_equally_often_for_one_and_three(client, tier1):
    client.force_login(tier1)
    pages = [f"/reports/figures/{key}/?year=2025" for key in REGISTER]
    something_of_everything()
    one = {page: n_queries(client, page) for page in pages}
    something_of_everything()
    something_of_everything()
    assert {page: n_queries(client, page) for page in pages} == one
