"""毎月の打合せの資料 (J7): what every council did in a month, what waits, what comes next.

For the meeting of the coordinators with the city. Nothing marked 内部だけ is in it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Q, Sum

from activities.models import Consultation, DiaryEntry, SupportActivity
from councils.models import ActionItem, Council, Decision, Meeting, Proposal
from reports.figures import Scope
from resources.models import ResourceStatus
from takasaki_sc.lib import wareki


@dataclass
class CouncilMonth:
    """One council's part of the pack."""

    council: Council
    held: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    other: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    homework: list = field(default_factory=list)
    n_entries: int = 0
    n_minutes: int = 0
    n_outreach: int = 0
    n_consultations: int = 0
    concerns: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    coming: list = field(default_factory=list)

    @property
    def hours(self):
        """「12時間30分」, "" for none."""
        hours, minutes = divmod(self.n_minutes, 60)
        return f"{hours}時間{f'{minutes}分' if minutes else ''}" if self.n_minutes else ""

    @property
    def is_quiet(self):
        """Nothing at all was written down for this month."""
        lists = (self.held, self.missing, self.other, self.decisions, self.homework, self.concerns,
                 self.proposals, self.changes, self.coming)  # fmt: skip
        return not any(lists) and not (self.n_entries or self.n_consultations)


@dataclass(frozen=True)
class Pack:
    """The whole pack of one month."""

    first: date
    today: date
    months: list[CouncilMonth]

    @property
    def busy(self):
        return [month for month in self.months if not month.is_quiet]

    @property
    def quiet_names(self):
        return "、".join(month.council.name for month in self.months if month.is_quiet)

    @property
    def totals(self):
        """[(what, how much, unit)] of all councils shown."""
        n_missing = sum(len(m.missing) for m in self.months)
        missing = [("ほかに記録がまだの会議", n_missing, "回")] if n_missing else []
        proposals = [proposal for m in self.months for proposal in m.proposals]
        n_answered = sum(proposal.is_answered for proposal in proposals)
        sums = (
            ("開いた会議", sum(len(m.held) for m in self.months), "回"),
            *missing,
            ("出向いた活動", sum(m.n_outreach for m in self.months), "回"),
            ("活動日誌", sum(m.n_entries for m in self.months), "件"),
            ("相談支援", sum(m.n_consultations for m in self.months), "件"),
            ("こたえを待つ提言", len(proposals) - n_answered, "件"),
            ("こたえがあり、協議体への報告を待つ提言", n_answered, "件"),
        )
        return [{"name": name, "n": n, "unit": unit} for name, n, unit in sums]


def pack_of(first, today, councils):
    """The Pack of the month that begins with ``first``, of these councils. Eleven queries."""
    scope = Scope.month(first)
    months = {council.pk: CouncilMonth(council) for council in councils}
    _put_meetings(months, scope, today)
    _put_decisions(months, scope)
    _put_homework(months, scope)
    _put_diary(months, scope)
    _put_consultations(months, scope)
    _put_proposals(months, scope)
    _put_activities(months, scope)
    _put_resources(months, scope)
    return Pack(scope.first, today, list(months.values()))


def _put_meetings(months, scope, today):
    following = Scope.month(scope.last + timedelta(days=1))
    rows = Meeting.objects.filter(council__in=months).between(scope.first, following.last)
    for meeting in rows.select_related("kind").order_by("held_on", "pk"):
        month = months[meeting.council_id]
        if meeting.held_on > scope.last:
            if not meeting.is_cancelled:
                month.coming.append(meeting)
        elif not meeting.is_counted:
            month.other.append(meeting)
        elif meeting.is_recorded:
            month.held.append(meeting)
        elif meeting.held_on < today:
            month.missing.append(meeting)
        else:
            month.coming.append(meeting)


def _put_decisions(months, scope):
    rows = Decision.objects.filter(
        meeting__council__in=months, meeting__held_on__range=scope.days, is_internal=False
    ).select_related("meeting")
    for row in rows.order_by("meeting__held_on", "meeting_id", "order"):
        months[row.meeting.council_id].decisions.append(row)


def _put_homework(months, scope):
    """Open, and due by the end of the month."""
    rows = ActionItem.objects.open().filter(
        meeting__council__in=months, due_on__lte=scope.last, meeting__held_on__lte=scope.last
    ).select_related("meeting")  # fmt: skip
    for row in rows.order_by("due_on", "pk"):
        months[row.meeting.council_id].homework.append(row)


def _put_diary(months, scope):
    rows = DiaryEntry.objects.filter(removed_at=None, council__in=months).between(*scope.days)
    totals = rows.order_by().values("council").annotate(
        n=Count("pk"), minutes_in_all=Sum("minutes"), out=Count("pk", filter=Q(is_outreach=True))
    )  # fmt: skip
    for total in totals:
        month = months[total["council"]]
        month.n_entries, month.n_outreach = total["n"], total["out"]
        month.n_minutes = total["minutes_in_all"] or 0
    for row in rows.exclude(concern="").order_by("worked_on", "pk"):
        months[row.council_id].concerns.append(row)


def _put_consultations(months, scope):
    rows = Consultation.objects.filter(removed_at=None, council__in=months).between(*scope.days)
    for council, n in rows.order_by().values_list("council").annotate(n=Count("pk")):
        months[council].n_consultations = n


def _put_proposals(months, scope):
    """Raised by the end of the month, and not yet told back to the council."""
    rows = Proposal.objects.waiting().filter(council__in=months, raised_on__lte=scope.last)
    for row in rows.order_by("raised_on", "pk"):
        months[row.council_id].proposals.append(row)


def _put_activities(months, scope):
    steps = (("started_on", "始まった"), ("paused_on", "お休みに入った"), ("ended_on", "終わった"))
    touched = Q()
    for name, _ in steps:
        touched |= Q(**{f"{name}__range": scope.days})
    rows = SupportActivity.objects.filter(touched, council__in=months)
    for row in rows.order_by(F("started_on").asc(nulls_last=True), "pk"):
        for name, words in steps:
            day = getattr(row, name)
            if day and scope.first <= day <= scope.last:
                line = {"day": day, "what": f"活動「{row.name}」", "words": words}
                months[row.council_id].changes.append(line)


def _put_resources(months, scope):
    rows = ResourceStatus.objects.filter(
        resource__council__in=months, on_day__range=scope.days, resource__taken_back_at=None
    ).select_related("resource")
    for row in rows.order_by("on_day", "pk"):
        line = {
            "day": row.on_day,
            "what": f"資源「{row.resource.name}」",
            "words": row.get_change_display(),
        }
        months[row.resource.council_id].changes.append(line)


def month_of(year, month):
    """The first day, or None for what is no month of the programme."""
    if not (1 <= month <= 12 and 2015 <= year <= 2100):
        return None
    return date(year, month, 1)


def months_to_choose(today, n=14):
    """The last months, newest first, as first days."""
    months, first = [], today.replace(day=1)
    for _ in range(n):
        months.append(first)
        first = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    return months


def title_of(first):
    return f"{wareki.format_month(first)} 打合せの資料"
