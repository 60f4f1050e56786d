"""The calendar of meetings: a month as weeks of days, and what a feed tells other programs."""

import calendar
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

import jpholiday
from django.db.models import F, OuterRef, Subquery

from councils.models import CalendarFeed, Meeting
from councils.queries.meetings import meetings_for_list
from takasaki_sc.lib import wareki

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
FEED_BACK, FEED_AHEAD = timedelta(days=90), timedelta(days=400)
SUNDAY, SATURDAY = 6, 5


@dataclass(frozen=True)
class Slot:
    """One meeting in the calendar, and how it stands today."""

    meeting: Meeting
    is_coming: bool

    @property
    def word(self):
        """「予定」「記録ずみ」「記録がまだ」「中止」「延期」: what colour alone must not say."""
        if self.meeting.is_cancelled:
            return self.meeting.get_form_display()
        if self.meeting.is_recorded:
            return "記録ずみ"
        return "予定" if self.is_coming else "記録がまだ"

    @property
    def look(self):
        """The name of its looks in the style sheet."""
        if self.meeting.is_cancelled:
            return "off"
        if self.meeting.is_recorded:
            return "held"
        return "plan" if self.is_coming else "miss"


@dataclass(frozen=True)
class Day:
    """One day of the month with its holiday's name and its meetings."""

    day: date
    is_today: bool
    slots: list[Slot] = field(default_factory=list)

    @property
    def holiday(self):
        return jpholiday.is_holiday_name(self.day) or ""

    @property
    def is_red(self):
        """Sundays and holidays, as on any calendar on the wall."""
        return self.day.weekday() == SUNDAY or bool(self.holiday)

    @property
    def is_blue(self):
        return self.day.weekday() == SATURDAY and not self.is_red

    @property
    def weekday(self):
        return wareki.weekday_kanji(self.day)


@dataclass(frozen=True)
class Month:
    """A month of the calendar, Sunday first."""

    first: date

    @classmethod
    def of(cls, asked, today):
        """「2026-12」 as typed in the address; anything else is this month."""
        found = MONTH.fullmatch(asked)
        return cls(date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1))

    def __str__(self):
        return f"{self.first:%Y-%m}"

    @property
    def last(self):
        n_days = calendar.monthrange(self.first.year, self.first.month)[1]
        return self.first.replace(day=n_days)

    @property
    def before(self):
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self):
        return Month(self.last + timedelta(days=1))

    def weeks(self, meetings, today):
        """[[Day or None, …7], …]: None pads the first and last week."""
        slots_on = defaultdict(list)
        for meeting in meetings:
            if not meeting.is_month_only:
                slots_on[meeting.held_on].append(Slot(meeting, meeting.held_on >= today))
        weeks = calendar.Calendar(firstweekday=SUNDAY).monthdatescalendar(
            self.first.year, self.first.month
        )
        return [
            [
                Day(day, day == today, slots_on[day]) if day.month == self.first.month else None
                for day in week
            ]
            for week in weeks
        ]

    def without_day(self, meetings, today):
        """Meetings of which only the month is known."""
        return [Slot(m, self.last >= today) for m in meetings if m.is_month_only]


def meetings_between(first, last):
    """Meetings in the order of the clock; those without a time come first in their day."""
    return (
        meetings_for_list()
        .between(first, last)
        .order_by("held_on", F("starts_at").asc(nulls_first=True), "council__order", "pk")
    )


def meetings_of_month(month):
    """The meetings of a month with no more than a slot of the page says."""
    shown = ("number", "form", "held_on", "is_month_only", "starts_at", "ends_at", "place")
    return meetings_between(month.first, month.last).only(
        *shown, "recorded_at", "council__name", "kind__name"
    )


def open_feed(secret):
    """The feed that this secret opens, or CalendarFeed.DoesNotExist: unknown and revoked alike."""
    feeds = CalendarFeed.objects.select_related("council")
    return feeds.get(secret_sha256=CalendarFeed.digest(secret), revoked_at=None)


def feeds_of(council):
    """The council's feeds, those that still work first."""
    return (
        CalendarFeed.objects.filter(council=council)
        .select_related("made_by", "revoked_by")
        .order_by(F("revoked_at").desc(nulls_first=True), "-made_at", "-pk")
    )


def meetings_of_feed(feed, today):
    """What the feed tells: the last 90 days and the next 400, with the moment of last change."""
    versions = Meeting.history.filter(id=OuterRef("pk")).order_by("-history_date")
    meetings = meetings_between(today - FEED_BACK, today + FEED_AHEAD)
    if feed.council_id:
        meetings = meetings.filter(council=feed.council)
    return meetings.filter(is_month_only=False).annotate(
        changed_at=Subquery(versions.values("history_date")[:1])
    )
