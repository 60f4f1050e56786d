"""Three years of the second tier: meetings held, called off, not written down, still to come."""

from datetime import timedelta

from councils.models import Council, CouncilPause, Meeting, MeetingParty
from reports.demo import days
from reports.demo.scenes import Line, Sitting
from reports.demo.words import bank, voices

YAWATA, TOYOOKA = 2, 21
NONE, UNWRITTEN, PLANNED, HELD = "none", "unwritten", "planned", "held"
Form = Meeting.Form
FATES = {
    HELD: 84, Form.CANCELLED: 4, Form.POSTPONED: 1, Form.WRITTEN: 3, Form.ONLINE: 4, NONE: 2.5,
    UNWRITTEN: 1.5,
}  # fmt: skip
PAUSES = ((13, 20, 4), (19, 9, 3), (26, 25, 2), (15, 3, None), (23, 5, None))
"""(council, months ago it began, months it lasted; None: it still lasts)"""
ROLES = ("1", "12", "", "3", "1", "23", "")
EXTRAS = ("study", "visit", "resident_talk", "study")


def make_pauses(scene):
    """Some councils rested for a while; two of them rest today."""
    this_month = scene.today.replace(day=1)
    reasons = bank("words")["pauses"]
    return CouncilPause.objects.bulk_create(
        CouncilPause(
            council_id=council,
            from_on=days.month_after(this_month, -ago),
            until_on=days.month_after(this_month, length - ago) - timedelta(days=1)
            if length else None,
            reason=reasons[n % len(reasons)],
        )
        for n, (council, ago, length) in enumerate(PAUSES)
    )  # fmt: skip


def lives_of_councils(scene, pauses):
    """The Sittings of all councils of the second tier; usual day and place are written down."""
    councils = list(Council.objects.tier2().order_by("pk"))
    voice_of = voices(councils)
    for council in councils:
        council.usual_schedule = voice_of[council.pk].schedule_text
        council.usual_place = council.usual_place or voice_of[council.pk].hall
    Council.objects.bulk_update(councils, ["usual_schedule", "usual_place"])
    sittings = []
    for council in councils:
        resting = [pause for pause in pauses if pause.council_id == council.pk]
        life = _Life(scene, council, voice_of[council.pk], resting)
        sittings += [*life.monthly(), *life.extras()]
    return sittings


class _Life:
    """One council through the months: its next number, and how far its two tracks have come."""

    def __init__(self, scene, council, voice, resting):
        self.scene, self.council, self.voice, self.resting = scene, council, voice, resting
        self.rng = scene.rng
        self.n_counted = self.n_told = 0

    def monthly(self):
        """The 定例会 of every month until next month, as far as there was one."""
        months = days.months(self.scene.today)
        for first in [*months, days.month_after(months[-1], 1)]:
            months_ago = len(months) - 1 - months.index(first) if first in months else -1
            sitting = self._month(first, months_ago)
            if sitting:
                yield sitting

    def _month(self, first, months_ago):
        day = days.meeting_day(first, self.voice)
        if months_ago == 0 and self.council.pk == YAWATA:
            day = days.working_day_near(self.scene.today)
        fate = self._fate(day, months_ago)
        if fate == NONE or self._is_resting(day):
            return None
        return self._sitting(day, fate)

    def _fate(self, day, months_ago):
        """What became of the meeting. 八幡 waits for this month's, 豊岡 forgot last month's."""
        own = self.council.pk, months_ago
        if day >= self.scene.today or own == (YAWATA, 0):
            return PLANNED
        if own == (TOYOOKA, 1):
            return UNWRITTEN
        if own in ((YAWATA, 1), (YAWATA, 2)):
            return HELD
        if months_ago <= 1 and self.rng.random() < (0.35, 0.12)[months_ago]:
            return UNWRITTEN
        return self.rng.choices(list(FATES), list(FATES.values()))[0]

    def _is_resting(self, day):
        return any(pause.from_on <= day and (pause.until_on is None or day <= pause.until_on)
                   for pause in self.resting)  # fmt: skip

    def _sitting(self, day, fate):
        meeting = self._meeting(day, "regular")
        sitting = Sitting(meeting, is_numbered=self.voice.is_numbered, zeal=self.voice.zeal)
        if fate in (PLANNED, UNWRITTEN):
            return sitting
        meeting.form = Form.IN_PERSON if fate == HELD else fate
        self.scene.record(meeting)
        if meeting.is_cancelled:
            meeting.remark = self.rng.choice(bank("words")["called_off"])
            return sitting
        sitting.lines = self._lines(day)
        self._fill_in(meeting)
        return sitting

    def _fill_in(self, meeting):
        words = bank("words")
        remarks = words["written" if meeting.form == Form.WRITTEN else "remarks"]
        meeting.remark = self.rng.choice(remarks)
        if self.rng.random() < 0.08:
            meeting.internal_note = self.rng.choice(words["internal_notes"])
        if meeting.is_counted:
            meeting.roles = ROLES[(self.council.pk + meeting.held_on.month) % len(ROLES)]
            meeting.number = self.voice.first_number + self.n_counted
            meeting.n_guests = self.rng.choice((0, 0, 0, 1, 2, 3))
            self.n_counted += 1

    def _lines(self, day):
        """The report of the season, then one topic of each track."""
        season = self.rng.choice(bank("words")["reports_by_month"][str(day.month)])
        lines = [Line(season, kind="report")]
        for track in self.voice.tracks[: 1 + (self.rng.random() < 0.7)]:
            topic = track[self.n_told % len(track)]
            kind = "report" if "報告" in topic.text else "topic"
            lines.append(Line(kind=kind, **vars(topic)))
        self.n_told += 1
        return lines

    def extras(self):
        """Once a year something else: a study session, a visit, a talk with residents."""
        for year in range(days.YEARS):
            n = year + self.council.pk
            first = days.months(self.scene.today)[12 * year]
            day = days.saturday(days.month_after(first, 1 + self.rng.randint(0, 9)))
            if day < self.scene.today and not self._is_resting(day):
                topic = self.voice.tracks[1][
                    -1 - year
                ]  # so far on that the 定例会 never gets there
                yield self._extra(day, EXTRAS[n % len(EXTRAS)], topic)

    def _extra(self, day, kind, topic):
        meeting = self.scene.record(self._meeting(day, kind))
        meeting.theme, meeting.n_guests = topic.text, self.rng.randint(3, 18)
        sitting = Sitting(meeting, zeal=self.voice.zeal)
        sitting.lines = [Line(topic.text, kind="study" if kind == "study" else "exchange",
                              discussion=topic.discussion, outcome=topic.outcome)]  # fmt: skip
        if kind == "visit":
            name = self.rng.choice(bank("words")["visited"])
            n_people = self.rng.randint(4, 12)
            sitting.parties = [MeetingParty(meeting=meeting, other_name=name, n_people=n_people)]
        return sitting

    def _meeting(self, day, kind):
        return Meeting(
            council=self.council,
            kind=self.scene.kinds[2, kind],
            held_on=day,
            starts_at=self.voice.starts_at,
            ends_at=self.voice.ends_at,
            place=self.council.usual_place,
        )
