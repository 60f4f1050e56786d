"""The desk in words: one's own to-do list, and who is waited for in the whole programme."""

from collections import defaultdict
from dataclasses import dataclass, field

from councils.models import Proposal, worded
from takasaki_sc.lib.addresses import address_of
from takasaki_sc.lib.tags import day_in

AT_MOST = 6
LISTED = 50  # on the page of its own; what is done makes room for the next
AT_FIRST = 2  # of each kind, so that twenty records do not hide an answer
NAMES_SHOWN = 5
State = Proposal.State


@dataclass(frozen=True)
class Line:
    """A line with a way on. page: URL name and its words; tail: "?state=…" or "#waits"."""

    page: tuple
    tail: str = field(default="", kw_only=True)

    @property
    def address(self):
        """Worked out only for the lines that are shown."""
        return address_of(*self.page) + self.tail


@dataclass(frozen=True)
class Task(Line):
    """One line of a to-do list: what it is, how urgent, and the button that does it."""

    badge: str
    title: str
    detail: str
    button: str
    tone: str = "plain"


@dataclass(frozen=True)
class Wait(Line):
    """One line of 「だれを待っているか」: who, for what, since when."""

    who: str
    what: str


def tasks_of(desk):
    """Lists of Tasks, one a kind of work, the most pressing kind first."""
    kinds = [_records(desk), _answers(desk)]
    if desk.is_tier1:
        kinds.append(_raised(desk))
    if desk.is_city:
        kinds.append(_at_departments(desk))
    kinds += [_homework(desk), _month_without_plan(desk), _unclosed(desk)]
    if desk.is_tier1 and desk.issue:
        kinds.append([_issue(desk.issue)])
    return kinds


def first_tasks(kinds, at_most=AT_MOST):
    """The lines a page has room for: a few of each kind, then whatever is next."""
    first = [task for kind in kinds for task in kind[:AT_FIRST]]
    rest = [task for kind in kinds for task in kind[AT_FIRST:]]
    chosen = set((first + rest)[:at_most])
    return [task for kind in kinds for task in kind if task in chosen][:at_most]


def _records(desk):
    return [
        Task(
            badge="今日" if sitting.held_on == desk.today else "記録がまだ",
            title=f"{desk.names[sitting.council]}　{sitting.title}",
            detail=f"{day_in(sitting.held_on, desk.today)}　{sitting.place}".strip(),
            page=("councils:meeting-record", sitting.pk),
            button="記録する",
            tone="soon",
        )
        for sitting in desk.unwritten
    ]


def _answers(desk):
    return [
        Task(
            badge="回答あり",
            title=voice.text,
            detail=f"{desk.names[voice.council]}の提言に回答が届いています。会議で報告します",
            page=("councils:proposal-detail", voice.pk),
            button="回答を読む",
            tone="soon",
        )
        for voice in desk.voices
        if voice.state == State.ANSWERED and voice.council in desk.own
    ]


def _raised(desk):
    tier1 = worded("{tier1}")
    return [
        Task(
            badge="提言",
            title=voice.text,
            detail=f"{desk.names[voice.council]}から　{tier1}の話し合いを{_days(voice, desk)}",
            page=("councils:proposal-detail", voice.pk),
            button="提言を開く",
            tone="soon",
        )
        for voice in desk.voices
        if voice.state == State.RAISED
    ]


def _at_departments(desk):
    return [
        Task(
            badge="回答待ち",
            title=voice.text,
            detail=f"{desk.names[voice.council]}から　{voice.department}を{_days(voice, desk)}",
            page=("councils:proposal-detail", voice.pk),
            button="提言を開く",
            tone="soon",
        )
        for voice in desk.voices
        if voice.state == State.AT_DEPARTMENT
    ]


def _days(voice, desk):
    n = voice.n_days(desk.today)
    return f"{n}日 待っています" if n else "きょうから待っています"


def _homework(desk):
    return [
        Task(
            badge="期限切れ" if item.due_on < desk.today else "宿題",
            title=item.what,
            detail=f"{desk.names[item.council]}　{day_in(item.due_on, desk.today)}まで",
            page=("councils:meeting-detail", item.meeting),
            button="開く",
            tone="late" if item.due_on < desk.today else "plain",
        )
        for item in desk.homework
        if item.is_soon(desk.today)
    ]


def _month_without_plan(desk):
    """One's own council by name; all councils in one line for the SC of the first tier."""
    month = f"{desk.today.month}月"
    if desk.is_tier1 and desk.unplanned:
        names = [desk.names[pk] for pk in desk.unplanned]
        more = "" if len(names) <= NAMES_SHOWN else f" ほか{len(names) - NAMES_SHOWN}か所"
        title = f"{month}の予定がない協議体　{len(names)}か所"
        detail = "、".join(names[:NAMES_SHOWN]) + more
        page, button = ("reports:waiting",), "協議体を見る"
        return [Task(page, "予定なし", title, detail, button, tail="#waits")]
    return [
        Task(
            badge="予定なし",
            title=f"{desk.names[pk]}　{month}の会議の予定",
            detail="まだ入っていません。日が決まったら入れておくと、みんなに見えます",
            page=("councils:meeting-plan", pk),
            button="予定を入れる",
        )
        for pk in desk.unplanned
        if pk in desk.own
    ]


def _unclosed(desk):
    return [
        Task(
            badge="確定前",
            title=f"{desk.names[sitting.council]}　{sitting.title}の記録",
            detail=f"{day_in(sitting.held_on, desk.today)}　ひと月以上たちました。"
            "直すところがなければ、確定してください",
            page=("councils:meeting-detail", sitting.pk),
            button="記録を開く",
        )
        for sitting in desk.unclosed
    ]


def _issue(issue):
    return Task(
        badge="広報紙",
        title=f"第{issue.number}号",
        detail=f"いま「{issue.get_state_display()}」です",
        page=("newsletters:issue-edit", issue.pk),
        button="号を開く",
    )


def waits_of(desk):
    """All that waits in the programme, station by station, then council by council."""
    return [*_waits_at_stations(desk), *_waits_at_councils(desk)]


def _waits_at_stations(desk):
    stations = defaultdict(list)
    for voices in desk.voice_counts:
        if voices.state == State.RAISED:
            stations[worded("{tier1}"), "話し合い待ちの提言", voices.state].append(voices)
        elif voices.state == State.AT_DEPARTMENT:
            who = voices.department or "担当課"
            stations[who, "回答待ちの提言", voices.state].append(voices)
    return [
        Wait(
            ("councils:proposal-list",),
            who,
            f"{what} {sum(v.n for v in found)}件"
            f"（長いもので {max(v.n_days(desk.today) for v in found)}日）",
            tail=f"?state={state}",
        )
        for (who, what, state), found in sorted(stations.items(), key=_station_order)
    ]


def _station_order(station):
    """The first tier, then the departments, the one that has waited longest first."""
    (_, _, state), found = station
    return state != State.RAISED, min(voices.since for voices in found)


def _waits_at_councils(desk):
    """In the order of the board, which is no ranking: what each council may like help with."""
    said = defaultdict(list)
    for count in desk.missing:
        oldest = day_in(count.oldest, desk.today)
        said[count.council].append(f"記録 {count.n_missing}件（{oldest}から）")
    answered = defaultdict(int)
    for voices in desk.voice_counts:
        if voices.state == State.ANSWERED:
            answered[voices.council] += voices.n
    for council, n in answered.items():
        said[council].append(f"回答の報告 {n}件")
    for council, (_, n_overdue) in desk.homework_by_council.items():
        if n_overdue:
            said[council].append(f"期限を過ぎた宿題 {n_overdue}件")
    for council in desk.unplanned:
        said[council].append(f"{desk.today.month}月の予定なし")
    return [
        Wait(("councils:council-detail", pk), name, "、".join(said[pk]))
        for pk, name in desk.names.items()
        if pk in said
    ]
