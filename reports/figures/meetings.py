"""How often councils met, and what they met on paper for (J3, D13)."""

from django.db.models import Count, Q, Sum
from django.utils import timezone

from councils.models import Council, Meeting, worded_later
from reports.figures.base import Breakdown, Definition, Line, register

RECORDS = "協議体の会議の記録"
SUBJECT = "協議体と会議"
BY_COUNCIL = Breakdown("協議体", "council__name", {}, ("council__tier", "council__order"))
BY_KIND = Breakdown("会議の種類", "kind__name", {}, ("kind__tier", "kind__order"))


def meetings(scope):
    """All meetings of the period, whatever their form."""
    rows = scope.of(Meeting.objects.between(*scope.days))
    return rows.select_related("council", "kind").order_by("-held_on", "-pk")


def held(scope):
    """Meetings people came together for: on paper, called off, and still to come are not.

    A plan whose day is past is no meeting either, until somebody writes down that it was held:
    a report that is published keeps its numbers for good.
    """
    return meetings(scope).counted().recorded()


def unwritten(scope):
    """Meetings whose day is past and whose record is missing: told beside the number of those
    held, so that the two together are all that was to be."""
    today = timezone.localdate()
    return meetings(scope).counted().filter(recorded_at=None, held_on__lt=today)


def held_of_tier(tier):
    return lambda scope: held(scope).filter(council__tier=tier, kind__is_exchange=False)


OF_TIER2 = Q(council__tier=Council.Tier.SECOND, kind__is_exchange=False)


def written(scope):
    """On paper only, of the second tier: told in the footnote."""
    rows = meetings(scope).filter(form=Meeting.Form.WRITTEN, council__tier=Council.Tier.SECOND)
    return rows.filter(kind__is_exchange=False)


def called_off(scope):
    forms = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)
    return meetings(scope).filter(form__in=forms, council__tier=Council.Tier.SECOND)


def exchanges(scope):
    """Meetings of many councils, with .n_taking_part."""
    councils = Count("parties__council", distinct=True)
    return held(scope).filter(kind__is_exchange=True).annotate(n_listed=councils)


def _line(meeting):
    return Line(meeting.held_on, f"{meeting.council} {meeting.title}", meeting.get_form_display())


def _unwritten_line(meeting):
    return Line(meeting.held_on, f"{meeting.council} {meeting.title}", "記録がまだ")


def _exchange_line(meeting):
    n = meeting.n_listed or meeting.n_parties
    return Line(meeting.held_on, meeting.title, f"{n}協議体" if n else "")


def parties_of(scope):
    """[(meeting, how many councils took part or None)] of exchange meetings, oldest first."""
    rows = exchanges(scope).order_by("held_on", "pk")
    return [(meeting, meeting.n_listed or meeting.n_parties) for meeting in rows]


TIER2_RULE = worded_later(
    "{tier2}協議体の会議のうち、開催またはオンラインで、記録が書かれたもの。"
    "日が過ぎても記録がまだのもの、書面・中止・延期、これからの予定、"
    "複数の協議体の集まり（情報交換会）は数えません。"
)
UNWRITTEN_RULE = (
    "開催またはオンラインの予定のうち、その日が過ぎて、記録がまだのもの。"
    "開催回数には、記録が書かれてから入ります。"
)
COMMON = {"unit": "回", "line": _line, "subject": SUBJECT}
UNWRITTEN = COMMON | {"line": _unwritten_line}

register(
    Definition(
        "meetings-held",
        worded_later("{tier2}協議体の開催回数"),
        TIER2_RULE,
        RECORDS,
        held_of_tier(Council.Tier.SECOND),
        breakdowns={"council": BY_COUNCIL, "kind": BY_KIND},
        beside="meetings-unwritten",
        **COMMON,
    ),
    Definition(
        "meetings-unwritten",
        worded_later("記録がまだの{tier2}協議体の会議"),
        UNWRITTEN_RULE,
        RECORDS,
        lambda scope: unwritten(scope).filter(OF_TIER2),
        breakdowns={"council": BY_COUNCIL},
        **UNWRITTEN,
    ),
    Definition(
        "meetings-written",
        worded_later("書面で開いた{tier2}協議体の会議"),
        worded_later("{tier2}協議体の会議のうち、書面のもの。開催回数には入りません。"),
        RECORDS,
        written,
        breakdowns={"council": BY_COUNCIL},
        **COMMON,
    ),
    Definition(
        "meetings-called-off",
        worded_later("中止・延期になった{tier2}協議体の会議"),
        worded_later("{tier2}協議体の会議のうち、中止または延期のもの。開催回数には入りません。"),
        RECORDS,
        called_off,
        breakdowns={"council": BY_COUNCIL},
        **COMMON,
    ),
    Definition(
        "tier1-meetings",
        worded_later("{tier1}の会議の開催回数"),
        worded_later(
            "{tier1}の会議のうち、開催またはオンラインで、記録が書かれたもの。"
            "情報交換会は別に数えます。"
        ),
        RECORDS,
        held_of_tier(Council.Tier.FIRST),
        breakdowns={"kind": BY_KIND},
        beside="tier1-unwritten",
        **COMMON,
    ),
    Definition(
        "tier1-unwritten",
        worded_later("記録がまだの{tier1}の会議・情報交換会"),
        UNWRITTEN_RULE,
        RECORDS,
        lambda scope: unwritten(scope).exclude(OF_TIER2),
        breakdowns={"kind": BY_KIND},
        **UNWRITTEN,
    ),
    Definition(
        "exchange-meetings",
        "情報交換会（複数の協議体の集まり）",
        "会議の種類が「複数の協議体が集まる」もので、開催またはオンラインで、記録が書かれたもの。",
        RECORDS,
        exchanges,
        beside="tier1-unwritten",
        unit="回",
        line=_exchange_line,
        subject=SUBJECT,
    ),
    Definition(
        "meeting-people",
        "会議に来た人（人数だけの記録）",
        "人数が書かれた会議の出席者数を足したもの。名簿で出席をとった会議は入りません。",
        RECORDS,
        lambda scope: held(scope).filter(n_present__isnull=False),
        unit="人",
        measure=Sum("n_present"),
        breakdowns={"council": BY_COUNCIL},
        line=_line,
        subject=SUBJECT,
    ),
)
