"""One thing of every sort, all belonging to 八幡, and everybody around it: for the doors."""

from types import SimpleNamespace

from django.urls import reverse

from accounts.models import Invitation
from reports.models import AnnualReport
from tests import factories as make

ROLES = {
    "viewer": ("viewer", None),
    "resident": ("resident", "yawata"),
    "neighbour": ("coordinator", "toyooka"),
    "centre_staff": ("centre", "yawata"),
    "coordinator": ("coordinator", "yawata"),
    "tier1": ("tier1", None),
    "city": ("city", None),
    "admin": ("admin", None),
}


class World:
    """Made once a test; `address_of` fills in a URL's words with things of this world.

    home, beside: a second world of the same test lives in another council (tests/walls/).
    """

    def __init__(self, home="八幡", beside="豊岡", *, letter="mihon"):
        self.yawata = make.CouncilFactory(name=home)
        self.toyooka = make.CouncilFactory(name=beside)
        self.people = {who: self._somebody(who) for who in ROLES}
        self.people["nobody"] = make.UserFactory()
        self.people["deactivated"] = self._somebody("coordinator", is_active=False)
        self.meeting = make.MeetingFactory(council=self.yawata)
        self.item = make.ActionItemFactory(meeting=self.meeting)
        self.resource = make.SocialResourceFactory(council=self.yawata)
        self.batch = make.ImportBatchFactory()
        self.issue = make.IssueFactory(series__council=self.yawata, series__slug=letter)
        self.article = make.ArticleFactory(issue=self.issue)
        self.photo = make.PhotoFactory(article=self.article)
        self._make_newsletters()
        # meetings: papers and corrections
        self.meeting_file = make.MeetingFileFactory(meeting=self.meeting, is_internal=False)
        # exchange meetings
        # councils and their people
        self.candidate = make.CandidateFactory(council=self.yawata)
        self.seat = make.CouncilMemberFactory(council=self.yawata)
        self.term = make.CoordinatorFactory(council=self.yawata)
        self.body = make.CouncilBodyFactory(council=self.yawata)
        self.pause = make.CouncilPauseFactory(council=self.yawata)
        self.figure = make.AreaFigureFactory(area=self.yawata.area)
        # visions
        self.vision = make.VisionFactory(council=self.yawata)
        self.step = make.RoadmapStepFactory(vision=self.vision)
        # proposals
        self.proposal = make.ProposalFactory(council=self.yawata)
        # calendars
        self.feed = make.CalendarFeedFactory(council=self.yawata)
        self.check = make.ConfirmationFactory(resource=self.resource)
        self.sheet = make.CheckSheetFactory(council=self.yawata)
        make.CheckLineFactory(sheet=self.sheet, resource=self.resource)
        self.link = make.ConfirmationLinkFactory(resource=self.resource)
        self.suggestion = make.SuggestionFactory(link=self.link, resource=self.resource)
        # resources: needs and surveys
        self.matrix = make.NeedsMatrixFactory(council=self.yawata)
        self.survey = make.SurveyFactory(council=self.yawata)
        # resources: papers and editions
        self.twin = make.SocialResourceFactory(council=self.yawata)
        self.merge = make.ResourceMergeFactory(kept=self.resource, merged__council=self.yawata)
        self.edition = make.ResourceEditionFactory(council=self.yawata)
        self._make_supporters()
        self.paper = make.PaperOrderFactory(
            kind="resources.list", ordered_by=self.people["coordinator"]
        )
        self._make_support()
        self._make_days()
        self._make_reports()
        self._make_help_and_cases()

    def _make_newsletters(self):
        # newsletters: readers and pictures
        self.place = make.RecipientFactory(series=self.issue.series)
        self.consent = make.PictureConsentFactory(picture__council=self.yawata)
        # newsletters: checks
        self.remark = make.RemarkFactory(issue=self.issue)
        self.correction = make.CorrectionFactory(issue=self.issue)
        self.printing = make.PrintingFactory(issue=self.issue)

    def _make_support(self):
        self.activity = make.SupportActivityFactory(council=self.yawata)
        self.way = make.ActivityStepFactory(activity=self.activity)
        self.log = make.ActivityLogFactory(activity=self.activity)
        self.visit = make.ModelVisitFactory(visitor=self.yawata, led_to=self.activity)
        self.rule = make.RuleTemplateFactory()
        self.local = make.LocalRuleFactory(template=self.rule, council=self.yawata)

    def _make_supporters(self):
        """Somebody on the register, a course with a graduate, and a wish to be forgotten."""
        self.supporter = make.SupporterFactory(council=self.yawata)
        self.skill = make.SkillFactory()
        self.course = make.CourseFactory(council=self.yawata)
        self.lesson = make.CourseSessionFactory(course=self.course, number=1)
        entry = make.CourseEntryFactory(course=self.course)
        self.completion = make.CourseCompletionFactory(entry=entry)
        self.erasure = make.ErasureFactory()
        self.request = make.SubjectCaseFactory()

    def _make_days(self):
        """What coordinators write down of their days, and an event."""
        self.writer = make.CoordinatorFactory(
            council=self.yawata, person__user=self.people["coordinator"]
        )
        make.CoordinatorFactory(
            tier=1, council=None, person__user=self.people["tier1"], contractor=None
        )
        self.entry = make.DiaryEntryFactory(coordinator=self.writer, council=self.yawata)
        self.consultation = make.ConsultationFactory(coordinator=self.writer)
        self.conference = make.CareConferenceFactory(council=self.yawata)
        self.event = make.EventFactory(council=self.yawata)

    def _make_reports(self):
        self.report_paper = make.PaperOrderFactory(
            kind="reports.annual", ordered_by=self.people["coordinator"]
        )
        if not AnnualReport.objects.exists():  # the whole city's: one is enough
            make.published_report(2025, self.people["city"])

    def _make_help_and_cases(self):
        self.admin_request = make.AdminRequestFactory(user=self.people["viewer"])
        self.wanted = make.HelpRequestFactory(council=self.yawata)
        self.milestone = make.MilestoneFactory()
        self.case = make.CasePartFactory(case__council=None).case

    def _somebody(self, who, **words):
        role, council = ROLES[who]
        council = getattr(self, council) if council else None
        words = {f"user__{name}": value for name, value in words.items()}
        return make.RoleGrantFactory(role=role, council=council, **words).user

    def sign_in(self, client, who):
        """Make the client this person's browser."""
        client.logout()
        if who != "anonymous":
            client.force_login(self.people[who])

    def _thing_for(self, name):
        """The thing a page with one number in its address is about."""
        noun = name.split(":")[1].split("-")[0] if ":" in name else name
        by_page = {
            "councils:meeting-new": self.yawata,
            # newsletters: readers and pictures
            "newsletters:series-feed": SimpleNamespace(slug=self.issue.series.slug, kind="atom"),
            "councils:meeting-plan": self.yawata,
            "councils:grant-add": self.people["viewer"],
            "councils:admin-answer": self.admin_request,
            "accounts:session-end": SimpleNamespace(mark="0" * 32),
            # meetings: papers and corrections
            # exchange meetings
            # councils and their people
            "councils:pause-add": self.yawata,
            "councils:figure-add": self.yawata,
            "councils:member-add": self.yawata,
            "councils:coordinator-add": self.yawata,
            "councils:body-add": self.yawata,
            "councils:candidate-list": self.yawata,
            "councils:candidate-add": self.yawata,
            "councils:stage-edit": SimpleNamespace(pk=self.yawata.pk, stage=3),
            # visions
            "councils:vision-adopt": self.yawata,
            "activities:roadmap-step-edit": self.step,
            "activities:roadmap-step-done": self.step,
            "activities:roadmap-step-drop": self.step,
            "activities:roadmap-step-reopen": self.step,
            # proposals
            "councils:proposal-new": self.yawata,
            # calendars
            "councils:feed-list": self.yawata,
            # newsletters: press
            "newsletters:page-panel": SimpleNamespace(pk=self.issue.pk, page=1),
            "newsletters:page-picture": SimpleNamespace(pk=self.issue.pk, page=1),
            "newsletters:page-rooms": SimpleNamespace(pk=self.issue.pk, page=1),
            "newsletters:issue-variant": SimpleNamespace(pk=self.issue.pk, variant="mono"),
            # resources: needs and surveys
            "resources:survey-read": self.yawata,
            "resources:survey-keep": self.yawata,
            # resources: papers and editions
            "resources:resource-merge": SimpleNamespace(pk=self.resource.pk, other=self.twin.pk),
            "open_data:open-file": SimpleNamespace(name="resources.csv"),
            "activities:help-council": self.yawata,
            "activities:help-add": self.yawata,
            # support activities
            "activities:activity-add": self.yawata,
            "activities:local-add": self.yawata,
            "activities:supporter-add": self.yawata,
            "activities:lesson-add": self.course,
            "activities:learner-add": self.course,
            # activities: events and diary
            "activities:diary-person": self.writer.person,
            "activities:diary-review": self.writer.person,
            "activities:diary-paper": self.writer.person,
            "activities:diary-sheet": self.writer.person,
            "reports:year-turn": SimpleNamespace(year=2025),
            "reports:figure-detail": SimpleNamespace(key="outreach"),
            "reports:figure-chart": SimpleNamespace(key="outreach", by="council", kind="svg"),
            "reports:annual-detail": SimpleNamespace(year=2024),
            "reports:annual-edit": SimpleNamespace(year=2024),
            "reports:plan-edit": SimpleNamespace(year=2024),
            "reports:annual-publish": SimpleNamespace(year=2024),
            "reports:annual-draft-sheet": SimpleNamespace(year=2024),
            "reports:annual-draft-paper": SimpleNamespace(year=2024),
            "reports:monthly-detail": SimpleNamespace(year=2026, month=10),
            "reports:monthly-paper": SimpleNamespace(year=2026, month=10),
            "reports:council-year": SimpleNamespace(pk=self.yawata.pk, year=2025),
            "reports:council-year-paper": SimpleNamespace(pk=self.yawata.pk, year=2025),
            "reports:note-edit": SimpleNamespace(pk=self.yawata.pk, year=2025),
            "reports:paper-detail": self.report_paper,
            "reports:paper-again": self.report_paper,
            "reports:paper-download": self.report_paper,
        }
        by_noun = {
            "council": self.yawata,
            "meeting": self.meeting,
            "action": self.item,
            "user": self.people["viewer"],
            "grant": self.people["viewer"].grants.get(),
            "resource": self.resource,
            "import": self.batch,
            "issue": self.issue,
            "article": self.article,
            "photo": self.photo,
            # newsletters: readers and pictures
            "series": self.issue.series,
            "place": self.place,
            "picture": self.consent.picture,
            "consent": self.consent,
            # newsletters: checks
            "remark": self.remark,
            "correction": self.correction,
            "printing": self.printing,
            # meetings: papers and corrections
            "file": self.meeting_file,
            # exchange meetings
            # councils and their people
            "candidate": self.candidate,
            "member": self.seat,
            "coordinator": self.term,
            "body": self.body,
            "pause": self.pause,
            "figure": self.figure,
            # visions
            "vision": self.vision,
            "roadmap": self.yawata,
            # proposals
            "proposal": self.proposal,
            # calendars
            "feed": self.feed,
            "freshness": self.yawata,
            "check": self.check,
            "sheet": self.sheet,
            "link": self.link,
            "suggestion": self.suggestion,
            # resources: needs and surveys
            "needs": self.yawata,
            "voice": self.yawata,
            "matrix": self.matrix,
            "survey": self.survey,
            # resources: papers and editions
            "merge": self.merge,
            "edition": self.edition,
            "source": self.batch.source,
            "paper": self.paper,
            "help": self.wanted,
            # support activities
            "activity": self.activity,
            "way": self.way,
            "log": self.log,
            "visit": self.visit,
            "rule": self.rule,
            "local": self.local,
            "supporter": self.supporter,
            "skill": self.skill,
            "training": self.course.kind,
            "course": self.course,
            "lesson": self.lesson,
            "certificate": self.completion,
            "graduate": self.completion.entry,
            "subject": self.supporter.person,
            "purge": make.PurgeFactory(),
            "record": SimpleNamespace(table="councils.candidate", pk=self.candidate.pk),
            "request": self.request,
            "erasure": self.erasure,
            # activities: events and diary
            "diary": self.entry,
            "consultation": self.consultation,
            "topic": self.consultation.topic,
            "care": self.conference,
            "event": self.event,
            "case": self.case,
            "milestone": self.milestone,
            "annual": SimpleNamespace(year=2025, edition=1),
        }
        return by_page.get(name) or by_noun[noun]

    def address_of(self, name, pattern):
        """The address of a page, about a thing of this world where it needs one."""
        words = pattern.pattern.converters
        if not words:
            return reverse(name)
        if "secret" in words:
            return reverse(name, kwargs={"secret": Invitation.new_secret()})
        thing = self._thing_for(name)
        return reverse(name, kwargs={word: getattr(thing, word) for word in words})
