"""How many councils there are, since when, and how old their people are (A2, A6, MHLW)."""

from django.db.models import Count, Q

from councils.models import Area, AreaFigure, Coordinator, Council, worded_later
from councils.queries.figures import ELDERLY, PEOPLE, ageing_rate
from reports.figures.base import BY_CONTRACTOR, BY_COUNCIL, Breakdown, Definition, Line, register
from takasaki_sc.lib.wareki import fiscal_year, format_fiscal_year

SUBJECT = "協議体と会議"
REGISTER_OF_COUNCILS = "協議体の台帳"


def _councils(scope):
    return scope.of(Council.objects.tier2().in_board_order(), "pk")


def begun(scope):
    """第2層 councils that took up the work in the fiscal years of the period."""
    return _councils(scope).filter(cohort_year__in=scope.fiscal_years)


def standing(scope):
    """第2層 councils that had been set up by the last day, as far as a day or a year is known."""
    by_day = Q(established_on__lte=scope.last)
    by_year = Q(established_on=None, cohort_year__lte=fiscal_year(scope.last))
    return _councils(scope).filter(by_day | by_year)


def coordinators(scope):
    """Coordinators in office on the last day."""
    rows = scope.narrowed(Coordinator.objects.on_day(scope.last))
    return rows.select_related("council", "contractor").order_by("tier", "council_id", "pk")


def first_tier(scope):
    return scope.of(Council.objects.tier1().in_board_order(), "pk")


def area_figures(scope):
    """People and elderly of the newest day that has both, up to the last day of the scope.

    Nobody counts the people of a contractor's councils: there are none.
    """
    if scope.contractor is not None:
        return AreaFigure.objects.none()
    place = {"area__kind": Area.Kind.CITY}
    if scope.council is not None:
        place = {"area": scope.council.area_id}
    rows = AreaFigure.objects.filter(as_of__lte=scope.last, label__in=(*PEOPLE, *ELDERLY), **place)
    days = rows.order_by().values("as_of", "area").annotate(n=Count("label")).filter(n__gte=2)
    newest = days.order_by("-as_of", "area").first()
    if newest is None:
        return rows.none()
    return rows.filter(as_of=newest["as_of"], area=newest["area"]).order_by("pk")


def share_of_elderly(rows):
    """65歳以上 of everybody in per cent, None where one of the numbers lacks."""
    rate = ageing_rate(list(rows))
    return rate.computed if rate else None


def _day_of(rows):
    return rows.values_list("as_of", flat=True).first()


def _council_line(council):
    year = format_fiscal_year(council.cohort_year) if council.cohort_year else ""
    return Line(council.established_on, council.name, council.cohort_label or year)


def _coordinator_line(row):
    by = str(row.contractor) if row.contractor_id else "市の直営"
    where = str(row.council) if row.council_id else "市全域"
    return Line(row.from_on, f"{row.get_tier_display()}SC {where}", by)


COHORT = Breakdown("始めた年度", "cohort_year")

register(
    Definition(
        "councils-begun",
        worded_later("取組みを始めた{tier2}協議体"),
        worded_later(
            "取組みを始めた年度が期間に入る{tier2}協議体の数。"
            "年度は、その4月1日が期間にあるかで見ます。"
        ),
        REGISTER_OF_COUNCILS,
        begun,
        unit="か所",
        breakdowns={"year": COHORT},
        line=_council_line,
        subject=SUBJECT,
    ),
    Definition(
        "councils-standing",
        worded_later("{tier2}協議体の数"),
        worded_later(
            "期間の終わりまでに発足した{tier2}協議体の数。発足の日の記録がないものは、"
            "取組みを始めた年度で見ます。"
        ),
        REGISTER_OF_COUNCILS,
        standing,
        unit="か所",
        breakdowns={"year": COHORT},
        line=_council_line,
        subject=SUBJECT,
        is_at_day=True,
    ),
    Definition(
        "councils-tier1",
        worded_later("{tier1}協議体の数"),
        worded_later("{tier1}の協議体の数。"),
        REGISTER_OF_COUNCILS,
        first_tier,
        unit="か所",
        line=_council_line,
        subject=SUBJECT,
        is_at_day=True,
    ),
    Definition(
        "coordinators",
        "生活支援コーディネーター",
        "期間の終わりの日に在任しているコーディネーターの数（住民SCを含む）。",
        "コーディネーターの台帳",
        coordinators,
        unit="人",
        breakdowns={
            "tier": Breakdown("層", "tier", dict(Council.Tier.choices)),
            "appointment": Breakdown(
                "任じ方", "appointment", dict(Coordinator.Appointment.choices)
            ),
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
        },
        line=_coordinator_line,
        subject=SUBJECT,
        is_at_day=True,
    ),
    Definition(
        "ageing-rate",
        "高齢化率",
        "65歳以上の人数 ÷ 人口。同じ日の数から計算します（小数第3位を四捨五入）。"
        "期間の終わりまでで、いちばん新しい日のものです。",
        "圏域の数値",
        area_figures,
        unit="%",
        reckon=share_of_elderly,
        line=lambda row: Line(row.as_of, f"{row.label} {row.printed}", row.source),
        subject="地域のようす",
        is_at_day=True,
        day_of=_day_of,
    ),
)
