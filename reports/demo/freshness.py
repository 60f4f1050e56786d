"""Records to ask about again: a sheet half keyed in, and organisers who have answered."""

from datetime import timedelta

from councils.models import Council
from resources.actions import check_sheets, freshness, suggestions
from resources.actions.check_sheets import Keyed
from resources.models import CheckLine, CheckSheet, Kind, SocialResource
from resources.queries.check_sheets import groups_for_paper
from resources.queries.freshness import Scope

COUNCIL = "八幡"
CYCLES = {Kind.MOBILE_SHOP: 6, Kind.MEAL: 6}
Answer = CheckLine.Answer
ANSWERS = [
    (Answer.UNCHANGED, ""),
    (Answer.CHANGED, "開始が10時から10時半になったそうです（見本）"),
    (Answer.UNCHANGED, ""),
    (Answer.SUSPENDED, "会場の工事のため（見本）"),
]


def has_freshness():
    """Whether the invented sheet is there already."""
    return CheckSheet.objects.exists()


def make_freshness(by, today):
    """How often to ask, one sheet with its first answers, three answers of organisers.

    by: User who is said to have keyed them in. Returns how many lines and answers.
    """
    freshness.set_cycles({kind.value: n for kind, n in CYCLES.items()}, by=by)
    council = Council.objects.get(name=COUNCIL)
    groups = groups_for_paper(
        Scope(council), today, grouping=CheckSheet.Grouping.KIND, with_all=False
    )
    sheet = check_sheets.make_sheet(
        council, groups, by=by, grouping=CheckSheet.Grouping.KIND,
        collector="八幡地区の第2層コーディネーター", back_on=today + timedelta(days=14),
    )  # fmt: skip
    keyed = [Keyed(n, answer, note, today) for n, (answer, note) in enumerate(ANSWERS, start=1)]
    check_sheets.key_in(sheet, keyed, by=by)
    on_sheet = sheet.lines.values("resource_id")
    others = SocialResource.objects.filter(council=council, status=SocialResource.Status.ACTIVE)
    changed, wordy, same = others.exclude(pk__in=on_sheet).in_list_order()[:3]
    _say(changed, by, values={"schedule_text": "毎週木曜 13:30～15:30", "fee_text": "100円"})
    _say(wordy, by, note="駐車場が使えなくなりました。歩きか自転車でお願いしています（見本）。")
    _say(same, by, is_unchanged=True)
    return sheet.lines.count() + 3


def _say(resource, by, **words):
    link, _ = suggestions.make_link(resource, by=by, days=60)
    suggestions.receive_suggestion(link, **words)
