"""Invented events of the demo: one with its questionnaire, one to come, one called off."""

from datetime import time, timedelta

from activities.actions import events as actions
from activities.models import Event, EventAudience, EventPart, IntentAnswer
from councils.models import Council, Person

Kind, PartKind, Choice = Event.Kind, EventPart.Kind, IntentAnswer.Choice
STUDY = "見本：八幡の支え合いを考える勉強会"
ANSWERS = {Choice.ACTIVE: 14, Choice.TOGETHER: 19, Choice.LATER: 9, Choice.NO: 2, Choice.UNKNOWN: 4}


def add_events(tier1, today):
    """Four events, where they are missing. Returns {what: how many}."""
    if Event.objects.filter(title=STUDY).exists():
        return {}
    yawata = Council.objects.get(name="八幡")
    study, _ = actions.add_event(_study(yawata, today), by=tier1)
    actions.count_intents(study, ANSWERS, by=tier1)
    for words in (_forum(today), _outreach(yawata, today)):
        actions.add_event(actions.EventRecord(words), by=tier1)
    off, _ = actions.add_event(actions.EventRecord(_round_table(yawata, today)), by=tier1)
    reason = "大雨のため。来月に改めて開く。"
    actions.cancel_event(off, on=off.from_on, reason=reason, by=tier1)
    return {"行事": 4}


def _study(yawata, today):
    speaker = (
        Person.objects.filter(is_demo=True, memberships__council=yawata).order_by("pk").first()
    )
    return actions.EventRecord(
        {
            "kind": Kind.STUDY, "title": STUDY, "theme": "買い物と居場所", "council": yawata,
            "from_on": today - timedelta(days=40), "starts_at": time(13, 30),
            "ends_at": time(15), "place": "見本会館", "method": "説明とグループトーク",
            "n_attended": 52, "participants_text": "区長、民生委員、住民",
        },
        hosts=["見本社会福祉協議会"],
        parts=[
            EventPart(kind=PartKind.BRIEFING, title="協議体とは", speaker="第1層SC"),
            EventPart(
                kind=PartKind.REPORT, title="茶の間を始めて1年", council=yawata, person=speaker
            ),
            EventPart(kind=PartKind.GROUP_TALK, title="自分の町でできること"),
        ],
        audiences=[
            EventAudience(label="区長", n_invited=12, n_attended=9),
            EventAudience(label="民生委員", n_invited=20, n_attended=15),
            EventAudience(label="住民", n_attended=28),
        ],
    )  # fmt: skip


def _forum(today):
    return {
        "kind": Kind.FORUM, "title": "見本：支え合いのつどい",
        "from_on": today + timedelta(days=20), "starts_at": time(13),
        "ends_at": time(15, 30), "place": "見本文化会館",
        "lecturer": "見本大学の先生", "fee_text": "無料", "how_to_apply": "当日そのまま会場へ",
        "is_public": True,
    }  # fmt: skip


def _outreach(yawata, today):
    return {
        "kind": Kind.OUTREACH, "title": "見本：長寿会への出前講座", "council": yawata,
        "from_on": today - timedelta(days=90), "place": "見本集会所", "n_attended": 30,
        "n_attended_kind": "about",
    }  # fmt: skip


def _round_table(yawata, today):
    return {
        "kind": Kind.ROUND_TABLE, "title": "見本：住民座談会", "council": yawata,
        "from_on": today - timedelta(days=15), "place": "見本公民館",
    }  # fmt: skip
