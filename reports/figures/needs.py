"""What is missing, as counted on sheets and questionnaires (G2, G3, G6)."""

from django.db.models import F, OuterRef, Q, Subquery, Sum

from councils.models import worded_later
from reports.figures.base import Breakdown, Definition, Line, register
from resources.models import NeedCategory, NeedCount, NeedsMatrix, Survey, Tally
from takasaki_sc.lib.counts import CountKind
from takasaki_sc.lib.figures import percent
from takasaki_sc.lib.small_cells import BELOW as SMALLEST

SUBJECT = "困りごとと声"
Measure = NeedCategory.Measure
Kind = NeedsMatrix.Kind
BY_CATEGORY = Breakdown(
    "項目",
    "category__name",
    {},
    ("category__measure", "category__group", "category__order", "category__pk"),
)
BY_TOWN = Breakdown(
    "町内会", "neighbourhood__name", {}, ("matrix__council__order", "neighbourhood__order")
)


def cells(scope, kind, measure):
    """The cells of the newest table of each council that had ended by the last day."""
    tables = NeedsMatrix.objects.current().filter(council=OuterRef("matrix__council"), kind=kind)
    tables = tables.filter(Q(until_on=None) | Q(until_on__lte=scope.last)).latest_first()
    rows = NeedCount.objects.filter(
        neighbourhood__isnull=False,
        category__measure=measure,
        matrix=Subquery(tables.values("pk")[:1]),
    ).select_related("matrix__council", "neighbourhood", "category")
    return scope.of(rows, "matrix__council").order_by("matrix_id", "neighbourhood__order", "pk")


def answers(scope):
    """What was answered in the surveys that had ended by the last day, option by option."""
    rows = Tally.objects.filter(
        option__question__survey__in=surveys(scope),
        neighbourhood=None,
        option__within=None,
    ).select_related("option__question__survey")
    return rows.order_by("option__question__survey", "option__question__number", "option__number")


def surveys(scope):
    rows = Survey.objects.filter(is_current=True)
    rows = rows.filter(Q(until_on=None) | Q(until_on__lte=scope.last))
    return scope.of(rows).order_by(F("until_on").desc(nulls_last=True), "-pk")


def returned_share(rows):
    """回収率 of the surveys that know both numbers, None without any."""
    known = rows.filter(n_distributed__gt=0, n_returned__isnull=False).order_by()
    sums = known.aggregate(out=Sum("n_distributed"), back=Sum("n_returned"))
    return percent(sums["back"], sums["out"], digits=1) if sums["out"] else None


def _cell_line(row):
    return Line(None, f"{row.neighbourhood} {row.category}", row.matrix.title)


def _survey_line(row):
    return Line(row.until_on, row.title, f"{row.n_returned or '―'}／{row.n_distributed or '―'}")


def _of_table(key, name, kind, measure, rule):
    return Definition(
        key,
        name,
        f"{rule}町内会ごとの数を足しています。協議体ごとに、いちばん新しい表です。",
        worded_later("{centre}からのニーズ表"),
        lambda scope: cells(scope, kind, measure),
        unit="人",
        count_kind=CountKind.CUMULATIVE if measure == Measure.NEED else CountKind.ACTUAL,
        measure=Sum("n"),
        breakdowns={"category": BY_CATEGORY, "town": BY_TOWN},
        line=_cell_line,
        subject=SUBJECT,
        is_at_day=True,
        is_about_people=True,
        council_path="matrix__council",
        fewest=SMALLEST,
        parts_inside=True,
    )


register(
    _of_table(
        "service-people", "サービスを使う人", Kind.SERVICES, Measure.PEOPLE, "「対象人数」の列。"
    ),
    _of_table(
        "service-uses",
        "サービスの利用（項目ごと）",
        Kind.SERVICES,
        Measure.NEED,
        "1人がいくつも使うので、足すと対象人数より多くなります。",
    ),
    _of_table(
        "needs-people", "困りごとのある高齢者", Kind.NEEDS, Measure.PEOPLE, "「対象人数」の列。"
    ),
    _of_table(
        "needs-counts",
        "高齢者の困りごと（項目ごと）",
        Kind.NEEDS,
        Measure.NEED,
        "1人がいくつも持つので、足すと対象人数より多くなります。",
    ),
    Definition(
        "survey-answers",
        "住民アンケートの答え",
        "選ばれた答えの数（設問ごとの母数）。割合は、設問ごとの答えの数に対するものです。",
        "住民アンケート",
        answers,
        unit="件",
        measure=Sum("n"),
        breakdowns={
            "question": Breakdown(
                "設問",
                "option__question__text",
                {},
                ("option__question__survey", "option__question__number"),
            ),
            "option": Breakdown(
                "答え",
                "option__text",
                {},
                ("option__question__survey", "option__question__number", "option__number"),
            ),
        },
        line=lambda row: Line(None, f"{row.option.question}：{row.option}", f"{row.n}件"),
        subject=SUBJECT,
        is_at_day=True,
        is_about_people=True,
        council_path="option__question__survey__council",
        fewest=SMALLEST,
        parts_inside=True,
    ),
    Definition(
        "survey-rate",
        "住民アンケートの回収率",
        "回答数の合計 ÷ 配布数の合計（小数第2位を四捨五入）。どちらかがないものは入りません。",
        "住民アンケート",
        surveys,
        unit="%",
        reckon=returned_share,
        line=_survey_line,
        subject=SUBJECT,
        is_at_day=True,
    ),
)
