"""What the ministry asks for once a year (§3): tiers, coordinators, councils, shares of work."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from activities.models import WorkCategory
from councils.models import Coordinator, Council, worded
from reports.figures import REGISTER, Scope, work
from takasaki_sc.lib.figures import percent
from takasaki_sc.lib.workbooks import SheetOut


@dataclass(frozen=True)
class Share:
    """One kind of work in one tier: entries, minutes, and how many coordinators did it."""

    category: str
    n_entries: int
    n_minutes: int
    n_people: int
    of_minutes: str
    of_people: str


@dataclass(frozen=True)
class Counts:
    """The answers for one fiscal year."""

    year: int
    n_councils: dict
    n_coordinators: dict
    n_residents: int
    shares: dict
    care: str

    @property
    def is_one_tier(self):
        """Do the first and the second tier cover the same area? Then there is no second."""
        return not self.n_councils[2]

    @property
    def tier_words(self):
        are = "は同じ" if self.is_one_tier else "を分けている"
        return worded(f"{{tier1}}と{{tier2}}{are}")

    @property
    def lines(self):
        """[(question, answer)] as they are asked."""
        return [
            (worded("{tier1}と{tier2}"), self.tier_words),
            (worded("{tier1}の協議体"), f"{self.n_councils[1]}か所"),
            (worded("{tier2}の協議体"), f"{self.n_councils[2]}か所"),
            (worded("{tier1}のコーディネーター"), f"{self.n_coordinators[1]}人"),
            (worded("{tier2}のコーディネーター"), f"{self.n_coordinators[2]}人"),
            ("うち住民のコーディネーター", f"{self.n_residents}人"),
            ("地域ケア会議に出た割合", self.care),
        ]


def counts_of(year):
    """The Counts of a fiscal year, as at its last day. Six queries."""
    scope = Scope.fiscal_year(year)
    terms = Coordinator.objects.on_day(scope.last).order_by()
    people = list(terms.values_list("tier", "person", "appointment"))
    care = REGISTER["care-attended"].amount(scope)
    return Counts(
        year,
        {
            1: REGISTER["councils-tier1"].amount(scope),
            2: REGISTER["councils-standing"].amount(scope),
        },
        {tier: len({person for t, person, _ in people if t == tier}) for tier in (1, 2)},
        len({who for _, who, kind in people if kind == Coordinator.Appointment.RESIDENT}),
        _shares(scope),
        "―" if care is None else f"{care}%",
    )


def _shares(scope):
    """{tier words: [Share]} in the order of the ministry's list; none for a tier without diary."""
    rows = work.diary(scope).order_by()
    told = rows.values_list("tier", "category").annotate(
        n=Count("pk"), time=Sum("minutes"), people=Count("coordinator__person", distinct=True)
    )
    found = {(tier, category): rest for tier, category, *rest in told}
    people = dict(rows.values_list("tier").annotate(n=Count("coordinator__person", distinct=True)))
    return {
        label: _of_tier({c: found[t, c] for t, c in found if t == tier}, people[tier])
        for tier, label in Council.Tier.choices
        if tier in people
    }


def _of_tier(rows, n_people):
    minutes = sum(time or 0 for _, time, _ in rows.values())
    shares = []
    for category in WorkCategory:
        n, time, people = rows.get(category.value, (0, 0, 0))
        time = time or 0
        shares.append(
            Share(
                category.label,
                n,
                time,
                people,
                f"{percent(time, minutes, 1)}%" if minutes else "―",
                f"{percent(people, n_people, 1)}%",
            )
        )
    return shares


def sheets_of(counts):
    """The workbook: the counts, and one sheet of shares a tier."""
    heads = [
        "仕事の種類",
        "日誌の件数",
        "時間（分）",
        "時間の割合",
        "行ったSCの人数",
        "行ったSCの割合",
    ]
    sheets = [SheetOut("数", ["項目", "数"], [list(line) for line in counts.lines])]
    for label, shares in counts.shares.items():
        rows = [
            [s.category, s.n_entries, s.n_minutes, s.of_minutes, s.n_people, s.of_people]
            for s in shares
        ]
        sheets.append(SheetOut(f"{label}の仕事", heads, rows))
    return sheets
