"""Logs, counts, an entry in the directory, and rules of districts: invented, marked 見本."""

from datetime import date, timedelta

from activities.actions import listing, logs, rules, support, ways
from activities.models import ActivityLog, ActivityStep, RuleTemplate, SupportActivity
from activities.queries.listing import start_of_entry
from activities.queries.logs import mark_of_counts
from councils.models import Council
from reports.demo.days import month_after
from reports.demo.words import bank
from takasaki_sc.lib import wareki

PORCH = "見本の居場所「ひなたの縁がわ」"
SHOPPING = "見本の買い物「いっしょ便」"
WATCHING = "見本の見守り「あかりの会」"
N_WEEKS = 14


def has_support():
    """Whether the demo world has logs and rules already."""
    return ActivityLog.objects.exists() or RuleTemplate.objects.exists()


def make_support(by, city, today):
    """All of it. Returns how many occasions were logged."""
    words = bank("support")
    named = {a.name: a for a in SupportActivity.objects.select_related("council", "backed_by")}
    _tell_ways(named, words["ways"], by)
    _list(named[PORCH], by)
    _rules(words, city, by)
    _plan(words["plan"], by)
    _count(named[WATCHING], today, by)
    n_days = _log_weeks(named[PORCH], words["stories"], today, by)
    return n_days + _log_errands(named[SHOPPING], words["errands"], today, by)


def _tell_ways(named, ways_told, by):
    """How the invented activities came about: each step that names an activity is a visit to it."""
    for told in ways_told:
        activity = named[told["activity"]]
        for step in told["steps"]:
            links = {}
            if visited := step.get("visited"):
                links["visit"] = support.record_visit(
                    activity.council, visited=named[visited], led_to=activity,
                    note="見本：椅子の高さと、お茶の出し方", by=by,
                )  # fmt: skip
            on = activity.started_on if step["kind"] == ActivityStep.Kind.OPENING else None
            ways.add_step(
                activity, kind=step["kind"], text=step["text"], happened_on=on,
                partner_name=step.get("partner", ""), by=by, **links,
            )  # fmt: skip


def _list(activity, by):
    """The directory has it too; its hours changed there since, so that the two differ."""
    values = start_of_entry(activity) | {
        "name": f"見本 {activity.name.removeprefix('見本の')}",
        "notes": "見本の記録です。",
        "phone": "027-000-0000",
    }
    resource = listing.list_activity(activity, values, by=by)
    listing.directory.correct_resource(resource, {"schedule_text": "毎週水曜 10:00〜12:00"}, by=by)


def _rules(words, city, by):
    rule = words["rule"]
    template, _ = rules.start_rule(
        "waste", title=rule["title"], text="\n".join(rule["lines"]), from_on=date(2026, 4, 1),
        by=city,
    )  # fmt: skip
    for local in words["local_rules"]:
        council = Council.objects.get(name=local["council"])
        home = council.neighbourhoods.filter(name=local.get("neighbourhood", "")).first()
        lines = [local["instead"].get(line, line) for line in rule["lines"]] + local["own"]
        rules.agree_local_rule(
            template, council, neighbourhood=home, text="\n".join(lines),
            agreed_on=date(2026, 5, 20), by=by,
        )  # fmt: skip


def _plan(plan, by):
    """One activity that is being prepared."""
    steps = [ActivityStep(kind=kind, text=text) for kind, text in plan["steps"]]
    support.add_activity(
        Council.objects.get(name=plan["council"]), kind=plan["kind"], name=plan["name"],
        place=plan["place"], is_preparing=True, source="見本の記録です", steps=steps, by=by,
    )  # fmt: skip


def _count(activity, today, by):
    """The whole months since April: nobody logs each greeting."""
    first, _ = wareki.fiscal_year_bounds(wareki.fiscal_year(today))
    months = [month_after(first, n) for n in range(12)]
    rows = {
        month: {"n_times": 18 + n % 4, "n_participants": 46 + 3 * n,
                "n_participants_kind": "cumulative", "n_helpers": 9}
        for n, month in enumerate(months) if month < today.replace(day=1)
    }  # fmt: skip
    if rows:
        logs.put_counts(activity, rows, seen=mark_of_counts([]), by=by)


def _log_weeks(activity, stories, today, by):
    """The last Wednesdays; one was called off."""
    wednesday = today - timedelta(days=(today.weekday() - 2) % 7)
    days = [wednesday - timedelta(weeks=n) for n in reversed(range(N_WEEKS))]
    for n, day in enumerate(day for day in days if day >= activity.started_on):
        is_off = n % 9 == 4
        words = {
            "held_on": day, "n_participants": None if is_off else 9 + (n * 5) % 7,
            "n_participants_kind": "actual", "n_helpers": None if is_off else 2 + n % 3,
            "story": "見本：大雨のため" if is_off else stories[n % len(stories)],
            "signed_off": "", "cancelled": is_off,
        }  # fmt: skip
        logs.log_occasion(activity, words, by=by)
    return N_WEEKS


def _log_errands(activity, errands, today, by):
    """Errands with their steps, up to the signature (C14)."""
    for n, errand in enumerate(errands):
        words = {
            "held_on": today - timedelta(days=7 * n + 3), "n_participants": errand["n"],
            "n_participants_kind": "actual", "n_helpers": 2, "story": errand["story"],
            "signed_off": "受け取りのサイン", "cancelled": False,
        }  # fmt: skip
        steps = [(text, text not in errand["not_done"]) for text in activity.errand_steps]
        logs.log_occasion(activity, words, steps=steps, by=by)
    return len(errands)
