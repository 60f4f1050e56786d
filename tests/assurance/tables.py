"""The tables of docs/assurance.md, line by line."""

from itertools import groupby

from tests.assurance.goals import GOALS
from tests.assurance.record import PARTS
from tests.assurance.standard import (
    CHAPTERS,
    DOCUMENT,
    FAILED,
    INSTALLATION,
    MET,
    NO_TEST,
    OPEN,
    all_items,
)
from tests.twins.seen import key
from tests.twins.trial import RED

NOT_TRIED = "まだ試していません"
MOST_NAMED = 6


def names(proofs, wanted):
    return [proof.test for proof in proofs.get(wanted, ())]


def runs(record):
    """Which part ran when, on what, and how it went."""
    yield "| 部分 | 結果 | 通った試験 | 時間 | 日 | 版 | 機械 |\n|---|---|---|---|---|---|---|"
    for part, name in PARTS.items():
        run = record["parts"].get(part)
        if run is None:
            yield f"| {name} | 動かしていません | | | | | |"
            continue
        count = f"{run['passed']}" if run["passed"] or run["failed"] else ""
        failed = f"（不合格 {run['failed']}）" if run["failed"] else ""
        yield (
            f"| {name} | {run['result']} | {count}{failed} | {_minutes(run['seconds'])} "
            f"| {run['day']} | `{run['commit']}` | {run['machine']} |"
        )


def _minutes(seconds):
    return f"{seconds // 60}分{seconds % 60}秒" if seconds >= 60 else f"{seconds}秒"


def goals(record, proofs, states, seen):
    """One line an aim, then its figures."""
    for goal in GOALS:
        tests = names(proofs, goal.id)
        yield f"\n### {goal.id} {goal.name}\n"
        yield f"目標: {goal.wanted}。印の付いた試験: {len(tests)}。"
        # what a test measured the same for each of its cases is said once
        measured = dict.fromkeys(_measured(goal.id, record))
        figures = [*_reckoned(goal.id, states, seen), *measured]
        if figures:
            yield "\n| 測ったもの | 値 | 目標 | 所 | 日 |\n|---|---|---|---|---|"
            yield from figures
        elif not tests:
            yield "測った数はまだありません。"
        if goal.why:
            yield f"\n{goal.why}"


def _measured(goal, record):
    for figure in record["figures"]:
        if figure["goal"] == goal:
            run = record["parts"].get(figure["part"], {})
            yield (
                f"| {_cell(figure['what'])} | {_cell(_with_unit(figure))} "
                f"| {_cell(figure['wanted'])} | {PARTS[figure['part']]} | {run.get('day', '')} |"
            )


def _with_unit(figure):
    value = figure["value"]
    return f"{value:,}{figure['unit']}" if isinstance(value, int) else f"{value}{figure['unit']}"


def _reckoned(goal, states, seen):
    """What this page itself counts."""
    if goal == "G1":
        days = sorted({day for _, result, day in seen if result == RED})
        last = days[-1] if days else ""
        yield f"| 赤くなった守り | {_n_red(seen)} | {len(seen)} | 赤い対 | {last} |"
    if goal == "G15":
        for state in (MET, DOCUMENT, INSTALLATION, OPEN, FAILED):
            n = list(states.values()).count(state)
            yield f"| {state} | {n} | | この表 | |"


def standard(items, states, proofs):
    """The items, a table a chapter."""
    for chapter, rows in groupby(items, key=lambda item: item.chapter):
        yield f"\n### V{chapter} {CHAPTERS[chapter]}\n"
        yield "| 番号 | 水準 | 求めること | 状態 | どこで |\n|---|---|---|---|---|"
        for item in rows:
            where = _where(item, states[item.id], proofs)
            yield f"| {item.id} | {item.level} | {_cell(item.what)} | {states[item.id]} | {where} |"


def _where(item, state, proofs):
    n = len(names(proofs, item.id))
    link = f"[{_title(item.where)}]({_from_docs(item.where)})" if item.where else ""
    if state == OPEN:
        return _cell(item.why or NO_TEST)
    return "、".join(word for word in (f"試験 {n}" if n else "", link) if word)


def _title(where):
    path, _, heading = where.partition("#")
    return heading or path.rsplit("/", 1)[-1]


def _from_docs(where):
    return where.removeprefix("docs/")


def not_applicable():
    """By reason, so that one can see what would have to change for them to come back."""
    nones = [item for item in all_items() if item.kind == "none"]
    yield "| わけ | 番号 |\n|---|---|"
    for why in dict.fromkeys(item.why for item in nones):
        ids = [item.id for item in nones if item.why == why]
        told = "、".join(ids) if len(ids) <= MOST_NAMED else f"{ids[0]}〜{ids[-1]}（{len(ids)}）"
        yield f"| {why} | {told} |"


def twins_seen(every, record):
    """[(twin, what was seen, the day)] of every twin there is today."""
    lines = {key(line): line for line in record["twins"]}
    blank = {"result": NOT_TRIED, "day": ""}
    found = [(twin, lines.get((twin.path, twin.defence), blank)) for twin in every]
    return [(twin, line["result"], line.get("day", "")) for twin, line in found]


def _n_red(seen):
    return sum(result == RED for _, result, _ in seen)


def twins(seen):
    yield f"{len(seen)} のうち、赤くなったもの {_n_red(seen)}。\n"
    yield "| 守り | 外した所 | 結果 | 見た日 |\n|---|---|---|---|"
    for twin, result, day in seen:
        told = "赤" if result == RED else result
        yield f"| {_cell(twin.defence)} | `{twin.path}` | {told} | {day} |"


def open_things(items, states, record, seen):
    """Everything that this page does not show to be well."""
    for item in items:
        if states[item.id] in (OPEN, FAILED):
            yield f"- {item.id} {item.what}: {item.why or _why(states[item.id])}"
    yield from (f"- {goal.id} {goal.name}: {goal.why}" for goal in GOALS if goal.why)
    blank = {"result": "動かしていません"}
    results = {name: record["parts"].get(part, blank)["result"] for part, name in PARTS.items()}
    yield from (f"- {name}: {result}" for name, result in results.items() if result != "合格")
    yield from (
        f"- 赤い対「{twin.defence}」: {result}" for twin, result, _ in seen if result != RED
    )


def _why(state):
    return NO_TEST if state == OPEN else "最後の実行で、試験が通りませんでした。"


def tests(proofs, failed):
    """The names behind the counts: for whoever wants to run one."""
    yield "\n`make assure` だけの試験には「長」、最後に通らなかったものには「不合格」を付けます。\n"
    for wanted in sorted(proofs, key=_in_order):
        yield f"\n**{wanted}**\n"
        for proof in sorted(proofs[wanted]):
            marks = "長 " * proof.is_long + "不合格 " * (proof.test in failed)
            yield f"- {marks}`{proof.test}`"


def _in_order(wanted):
    return wanted[0], [int(word) for word in wanted[1:].split(".")]


def _cell(words):
    return str(words).replace("|", "／").replace("\n", " ")
