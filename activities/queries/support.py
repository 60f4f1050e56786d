"""Reading support activities with what a page or an article shows of them."""

from django.db.models import Count, F, Prefetch

from activities.models import ActivityStep, ModelVisit, SupportActivity
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.okurigana import spellings
from takasaki_sc.lib.seen import mark_of

MOST_WORDS = 8
WORDS = (
    "kind", "name", "place", "schedule_text", "fee_text", "payment", "backed_by_id",
    "subsidy_from_on", "subsidy_until_on", "n_registered", "media_url", "source",
)  # fmt: skip
"""What the form of an activity holds; the state has pages of its own."""


def steps_with_links():
    """The steps that were not taken out, with all they point to."""
    links = ("meeting__kind", "meeting__council", "voice", "visit__visited", "partner")
    return ActivityStep.objects.standing().select_related(*links)


def removed_steps(activity):
    """The steps that were taken out, in their old order."""
    gone = ActivityStep.objects.filter(activity=activity, removed_at__isnull=False)
    return gone.order_by("order")


def activities_with_story():
    """Activities with their way (歩み) and the visits that led to them."""
    return SupportActivity.objects.select_related(
        "council", "backed_by", "successor", "resource"
    ).prefetch_related(
        Prefetch("steps", steps_with_links()),
        Prefetch("learnt_from", ModelVisit.objects.select_related("visited__council", "visitor")),
    )


def activities_with_page():
    """Activities with everything their own page shows, but for the log and the versions."""
    visits = ModelVisit.objects.select_related("visitor", "led_to")
    return activities_with_story().prefetch_related(
        Prefetch("visits_received", visits),
        Prefetch("predecessors", SupportActivity.objects.select_related("council")),
        "roadmap_steps__vision",
    )


def living_activities(council, day):
    """Activities of the council that had begun and not ended on that day, oldest first."""
    return (
        activities_with_story()
        .on_day(day)
        .filter(council=council)
        .order_by(F("started_on").asc(nulls_last=True), "name", "pk")
    )


def activities_for_list():
    """Every activity as a line of the list, in the order of the board; those over come last."""
    return SupportActivity.objects.select_related("council", "backed_by", "resource").order_by(
        F("ended_on").desc(nulls_first=True), "council__order", "name", "pk"
    )


def activities_of_council(council):
    """The council's own activities as lines of the list."""
    return activities_for_list().filter(council=council)


def holding(activities, words):
    """Those in which every word occurs, however it is spelt. There are a few hundred at most."""
    asked = [spellings(key) for word in words.split()[:MOST_WORDS] if (key := search_key(word))]
    if not asked:
        return activities
    rows = activities.values_list(
        "pk", "name", "place", "schedule_text", "council__name", "backed_by__name"
    )
    found = [
        pk for pk, *texts in rows
        if _says_all(search_key(" ".join(filter(None, texts))), asked)
    ]  # fmt: skip
    return activities.filter(pk__in=found)


def _says_all(folded, asked):
    return all(any(spelling in folded for spelling in word) for word in asked)


def counts_by_kind(activities):
    """[(code, label, how many)] of the kinds that occur, in the order of the code list."""
    rows = activities.order_by().values_list("kind").annotate(n=Count("pk"))
    n_of = dict(rows)
    return [(code, label, n_of[code]) for code, label in SupportActivity.Kind.choices
            if code in n_of]  # fmt: skip


def mark_of_activity(activity):
    """What a form keeps of the activity it was opened on (lib/seen.py)."""
    days = (activity.is_preparing, activity.started_on, activity.paused_on, activity.ended_on)
    return mark_of(*(getattr(activity, name) for name in WORDS), *days)


def mark_of_way(activity):
    """The way as somebody saw it: which steps, in which order, and what they say."""
    rows = activity.steps.standing().order_by("order")
    return mark_of(*rows.values_list("pk", "order", "text", "kind", "happened_on"))
