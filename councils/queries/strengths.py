"""What a council can already do, said first (E9), and small things others had joy with (E10)."""

from dataclasses import dataclass

from django.db.models import Q

from councils.models import Meeting, WorkRole
from takasaki_sc.lib import wareki

LEADERS = ("会長", "代表", "リーダー")
CALLED_OFF = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)
DEPUTIES = ("副会長", "副代表", "副リーダー", "サブリーダー")


@dataclass(frozen=True)
class MeetingYear:
    """How one fiscal year's meetings went. Only `n_held` counts in reports (D13).

    n_of_role: {WorkRole: how many of the year's recorded meetings served it} (E3).
    n_visits: visits of all years.
    """

    year: int
    n_held: int
    n_unwritten: int
    n_written: int
    n_called_off: int
    n_visits: int
    n_of_role: dict[WorkRole, int]

    @property
    def words(self):
        """「開催 5回・書面 1回・中止や延期 2回」, without what did not happen."""
        said = [f"開催 {self.n_held}回"]
        said += [f"記録がまだ {self.n_unwritten}回"] if self.n_unwritten else []
        said += [f"書面 {self.n_written}回"] if self.n_written else []
        said += [f"中止・延期 {self.n_called_off}回"] if self.n_called_off else []
        return "・".join(said)

    @property
    def role_counts(self):
        """[(WorkRole, n)] of all three roles; [] where no meeting served any."""
        return list(self.n_of_role.items()) if any(self.n_of_role.values()) else []


def meeting_year(council, today):
    """The MeetingYear of this fiscal year until today, in one query; what is only planned does
    not count."""
    year = wareki.fiscal_year(today)
    first, last = wareki.fiscal_year_bounds(year)
    wanted = council.meetings.filter(Q(held_on__range=(first, last)) | Q(kind__code="visit"))
    words = ("form", "held_on", "recorded_at", "roles", "kind__code")
    rows = list(wanted.order_by().values_list(*words, named=True))
    of_year = [row for row in rows if first <= row.held_on <= last]
    counted = [row for row in of_year if row.form in Meeting.COUNTED_FORMS]
    held = [row for row in counted if row.recorded_at]
    visits = [r for r in rows if r.kind__code == "visit" and r.form in Meeting.COUNTED_FORMS]
    return MeetingYear(
        year,
        n_held=len(held),
        n_unwritten=sum(not row.recorded_at and row.held_on < today for row in counted),
        n_written=sum(row.form == Meeting.Form.WRITTEN for row in of_year),
        n_called_off=sum(row.form in CALLED_OFF for row in of_year),
        n_visits=len(visits),
        n_of_role={role: sum(role in row.roles for row in held) for role in WorkRole},
    )


@dataclass(frozen=True)
class Strengths:
    """Sentences about what is there, and hints about what others tried."""

    there: list[str]
    hints: list[str]


def strengths_of(council, track, year, offices):
    """The Strengths of a council from councils_with_page(). Walks what is prefetched there.

    year: its MeetingYear. offices: the 役 its members of today have.
    """
    there, hints = [], []
    for is_there, said, hint in _marks(council, track, year, offices):
        if is_there:
            there.append(said)
        elif hint:
            hints.append(hint)
    if year.n_held:
        there.insert(0, f"{wareki.format_fiscal_year(year.year)}は {year.n_held}回 集まりました")
    return Strengths(there, hints)


def _marks(council, track, year, offices):
    """(is it there?, how we say so, what we suggest where it is not)"""
    parts = [part for part in council.profile.all() if part.lines]
    has_leaders = _any_of(offices, LEADERS) and _any_of(offices, DEPUTIES)
    latest = track.latest
    return [
        (bool(latest), f"「{latest.label}」まで 歩んできました" if latest else "", ""),
        (
            bool(council.visions.all()),
            "目指す地域像を みんなで決めました",
            "目指す地域像を、みんなのことばで決める",
        ),
        (
            bool(parts),
            "取り組み：" + "・".join(part.get_part_display() for part in parts),
            "していることを「取り組み」に書いておく",
        ),
        (
            bool(council.nickname),
            f"愛称「{council.nickname}」で 親しまれています",
            "呼びやすい愛称をつける",
        ),
        (
            has_leaders,
            "まとめ役と、支える副の役が います",
            "まとめ役（リーダー）と副の役を決める",
        ),
        (
            bool(council.n_exchanges),
            f"情報交換会に {council.n_exchanges}回 加わりました",
            "情報交換会や合同の集まりに出てみる",
        ),
        (year.n_visits > 0, f"見学・交流を {year.n_visits}回 しました", "先に始めた地区を見学する"),
    ]


def _any_of(offices, words):
    return any(word in offices for word in words)
