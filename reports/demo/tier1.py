"""The first tier: two meetings a month that talk about what the districts told them."""

from datetime import date, time, timedelta

from councils.models import Council, Meeting, MeetingParty
from reports.demo import days
from reports.demo.scenes import Line, Sitting
from reports.demo.words import Voice, bank
from takasaki_sc.lib import wareki

KINDS = {"resident_planning": (2, 1), "promotion": (3, 3)}
"""kind: (第n, weekday), 0 = 月"""
MONTH_OF_EXCHANGE = 10
NEWS = timedelta(days=45)


def life_of_tier1(scene, sittings):
    """The Sittings of 第1層協議体. sittings: those of the second tier, which it hears about."""
    council = Council.objects.tier1().get()
    told = [sitting for sitting in sittings if len(sitting.lines) > 1]
    for n, first in enumerate(days.months(scene.today)):
        for kind, (week, weekday) in KINDS.items():
            day = days.meeting_day(first, _rhythm(week, weekday))
            meeting = _meeting(scene, council, kind, day)
            if day >= scene.today:
                yield Sitting(meeting)
                continue
            scene.record(meeting)
            heard = [sitting for sitting in told if day - NEWS <= sitting.meeting.held_on < day]
            yield Sitting(meeting, _lines(scene, kind, n, heard))
    yield from _exchanges(scene, council)


def _rhythm(week, weekday):
    return Voice(hall="", week=week, weekday=weekday, starts_at=time(13, 30), is_numbered=True,
                 tracks=((), ()), first_number=0, zeal=0)  # fmt: skip


def _meeting(scene, council, kind, day):
    return Meeting(
        council=council, kind=scene.kinds[1, kind], held_on=day, starts_at=time(13, 30),
        ends_at=time(15), place="見本市役所の会議室",
    )  # fmt: skip


def _lines(scene, kind, n, heard):
    """This month's own topic, and what two districts talked about not long before."""
    topics = bank("tier1")[kind]
    text, outcome = topics[n % len(topics)].split("|")
    is_study = "勉強" in text or "事例" in text
    lines = [Line(text, kind="study" if is_study else "topic", outcome=outcome,
                  decision=outcome if n % 3 == 0 else "")]  # fmt: skip
    for sitting in scene.rng.sample(heard, min(2, len(heard))):
        council, topic = sitting.meeting.council, sitting.lines[1]
        lines.append(
            Line(f"{council}地区の報告「{topic.text}」", kind="report", outcome=topic.outcome,
                 about=council)
        )  # fmt: skip
    return lines


def _exchanges(scene, council):
    """One 情報交換会 a year; nearly all councils send some people."""
    this_year = wareki.fiscal_year(scene.today)
    districts = list(Council.objects.tier2().order_by("pk"))
    for n, year in enumerate(range(this_year - days.YEARS + 1, this_year + 1)):
        day = days.saturday(date(year, MONTH_OF_EXCHANGE, 1))
        if day < scene.today:
            yield _exchange(scene, council, day, districts, n)


def _exchange(scene, council, day, districts, n):
    meeting = scene.record(_meeting(scene, council, "exchange", day))
    meeting.place = "見本市の文化ホール"
    meeting.theme, meeting.aim = bank("tier1")["exchanges"][n].split("|")
    coming = [district for district in districts if scene.rng.random() < 0.9]
    parties = [MeetingParty(meeting=meeting, council=district, n_people=scene.rng.randint(2, 8))
               for district in coming]  # fmt: skip
    meeting.n_present = sum(party.n_people for party in parties)
    return Sitting(meeting, [Line(meeting.theme, kind="exchange")], parties)
