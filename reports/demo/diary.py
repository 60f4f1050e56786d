"""Invented diaries, consultations and 地域ケア会議 of eighteen months, for every coordinator."""

from datetime import timedelta
from random import Random

from activities.models import (
    CareConference,
    Consultation,
    ConsultationTopic,
    DiaryEntry,
    MonthReview,
    WorkCategory,
)
from councils.models import Coordinator, Council
from reports.demo.words import SEED, bank

N_MONTHS, DAYS_OF_A_MONTH = 18, 30
A_LOT, A_LITTLE = 14, 5
MINUTES = (15, 30, 30, 60, 60, 60, 90, 120, 150)
OFTEN = ("needs", "resources", "sharing", "developing", "supporters")
OUTREACH = {"needs", "interests", "resources", "developing"}


def add_diaries(today):
    """What the demo's coordinators wrote down, where it is missing. Returns {what: how many}."""
    if DiaryEntry.objects.filter(coordinator__person__is_demo=True).exists():
        return {}
    rng, words = Random(SEED), bank("diary")
    first = today - timedelta(days=N_MONTHS * DAYS_OF_A_MONTH)
    terms = list(
        Coordinator.objects.filter(person__is_demo=True).select_related("person", "council")
    )
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    days = [day for day in days if day.weekday() < 5]
    entries = [entry for term in terms for entry in _entries(rng, words, term, days)]
    DiaryEntry.objects.bulk_create(entries)
    reviews = [row for term in terms if term.person.user_id for row in _reviews(words, term, today)]
    MonthReview.objects.bulk_create(reviews)
    asked = [row for term in terms for row in _consultations(rng, words, term, days)]
    Consultation.objects.bulk_create(asked)
    n_conferences = _conferences(rng, words, terms, days)
    return {"活動日誌": len(entries), "相談": len(asked), "地域ケア会議": n_conferences}


def _entries(rng, words, term, days):
    n = (A_LOT if term.person.user_id else A_LITTLE) * N_MONTHS
    kinds = [*WorkCategory.values, *OFTEN, *OFTEN]
    for day in sorted(rng.choices(days, k=n)):
        kind = rng.choice(kinds)
        result, concern = rng.choice(words["work"][kind])
        town = f"{term.council}地区" if term.tier == Council.Tier.SECOND else "市内"
        yield DiaryEntry(
            coordinator=term, tier=term.tier, contractor_id=term.contractor_id,
            council_id=term.council_id, worked_on=day, category=kind,
            is_outreach=kind in OUTREACH and rng.random() < 0.6, minutes=rng.choice(MINUTES),
            place=rng.choice(words["places"]), result=result.format(town=town), concern=concern,
        )  # fmt: skip


def _reviews(words, term, today):
    first = today.replace(day=1)
    for n in range(6):
        first = (first - timedelta(days=1)).replace(day=1)
        text = words["reviews"][n % len(words["reviews"])]
        yield MonthReview(person=term.person, month=first, text=text)


def _consultations(rng, words, term, days):
    topics = list(ConsultationTopic.objects.all())
    asked_by = Consultation.AskedBy.values
    n = N_MONTHS if term.person.user_id else N_MONTHS // 4
    recent = days[-40]
    for day in sorted(rng.choices(days, k=n)):
        text, answer = rng.choice(words["consultations"])
        yield Consultation(
            coordinator=term, contractor_id=term.contractor_id, council_id=term.council_id,
            worked_on=day, topic=rng.choice(topics), asked_by=rng.choice(asked_by), text=text,
            answer=answer, is_open=day >= recent and rng.random() < 0.5,
        )  # fmt: skip


def _conferences(rng, words, terms, days):
    """Two a month somewhere in the city; at most of them the coordinator was there."""
    own = [term for term in terms if term.council_id and term.tier == Council.Tier.SECOND]
    picked = [(day, rng.choice(own)) for day in sorted(rng.sample(days, N_MONTHS * 2))]
    rows = CareConference.objects.bulk_create(
        CareConference(
            held_on=day, title=f"{term.council}地域ケア会議", council_id=term.council_id,
            lesson=rng.choice(words["lessons"]),
        )
        for day, term in picked
    )  # fmt: skip
    Ticked = CareConference.attended_by.through
    Ticked.objects.bulk_create(
        Ticked(careconference=row, coordinator=term)
        for row, (_, term) in zip(rows, picked, strict=True)
        if rng.random() < 0.8
    )
    return len(rows)
