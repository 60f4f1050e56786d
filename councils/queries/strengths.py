"""What a council can already do, said first (E9), and small things others had joy with (E10)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from councils.models import Meeting, MeetingParty
from takasaki_sc.lib import wareki

LEADERS = ("会長", "代表", "リーダー")
DEPUTIES = ("副会長", "副代表", "副リーダー", "サブリーダー")


@dataclass(frozen=True)
class MeetingYear:
    """How one fiscal year's meetings went. Only `n_held` counts in reports (D13)."""

    year: int
    n_held: int
    n_written: int
    n_called_off: int

    @property
    def words(self):
        """「開催 5回・書面 1回・中止や延期 2回」, without what did not happen."""
        said = [f"開催 {self.n_held}回"]
        said += [f"書面 {self.n_written}回"] if self.n_written else []
        said += [f"中止・延期 {self.n_called_off}回"] if self.n_called_off else []
        return "・".join(said)


def meeting_year(council, today):
    """The MeetingYear of this fiscal year until today; what is only planned does not count."""
    year = wareki.fiscal_year(today)
    form = Meeting.Form
    held = Q(form__in=Meeting.COUNTED_FORMS) & (Q(held_on__lt=today) | Q(recorded_at__isnull=False))
    counts = council.meetings.in_fiscal_year(year).aggregate(
        n_held=Count("pk", filter=held),
        n_written=Count("pk", filter=Q(form=form.WRITTEN)),
        n_called_off=Count("pk", filter=Q(form__in=[form.CANCELLED, form.POSTPONED])),
    )
    return MeetingYear(year, **counts)


@dataclass(frozen=True)
class Strengths:
    """Sentences about what is there, and hints about what others tried."""

    there: list[str]
    hints: list[str]


def strengths_of(council, track, today):
    """The Strengths of a council from councils_with_page(). Walks what is prefetched there."""
    year = meeting_year(council, today)
    there, hints = [], []
    for is_there, said, hint in _marks(council, track, today):
        if is_there:
            there.append(said)
        elif hint:
            hints.append(hint)
    if year.n_held:
        there.insert(0, f"{wareki.format_fiscal_year(year.year)}は {year.n_held}回 集まりました")
    return Strengths(there, hints)


def _marks(council, track, today):
    """(is it there?, how we say so, what we suggest where it is not)"""
    offices = set(council.members.on_day(today).values_list("office", flat=True))
    parts = [part for part in council.profile.all() if part.lines]
    n_exchanges = MeetingParty.objects.filter(council=council).count()
    n_visits = council.meetings.filter(kind__code="visit").counted().count()
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
            n_exchanges > 0,
            f"情報交換会に {n_exchanges}回 加わりました",
            "情報交換会や合同の集まりに出てみる",
        ),
        (n_visits > 0, f"見学・交流を {n_visits}回 しました", "先に始めた地区を見学する"),
    ]


def _any_of(offices, words):
    return any(word in offices for word in words)
