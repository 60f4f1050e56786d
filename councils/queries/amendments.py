"""The parts of closed minutes to which a 訂正 can be noted, with the words that stand there."""

from dataclasses import dataclass

from takasaki_sc.lib import wareki


@dataclass(frozen=True)
class MinutesPart:
    """One part: its code in the address, its name on the page, and what the record says.

    is_internal: its words are not for everybody: names of people, or an item marked 内部だけ.
    """

    code: str
    label: str
    written: str
    is_internal: bool = False


def parts_of(meeting):
    """Every part of a meeting from meetings_with_minutes(), in the order of the page."""
    parts = [
        MinutesPart("when", "日時・場所", _when(meeting)),
        MinutesPart("present", "出席", _present(meeting), is_internal=True),
    ]
    for item in meeting.agenda_items.all():
        parts.append(_numbered("agenda", "議題", item, _agenda(item), item.is_internal))
    for line in meeting.decisions.all():
        parts.append(_numbered("decision", "決定", line, _with_due(line), line.is_internal))
    for line in meeting.action_items.all():
        parts.append(_numbered("action", "宿題", line, _with_due(line, line.who), True))
    remark = MinutesPart("remark", "ひとこと", meeting.remark)
    return [*parts, remark, MinutesPart("other", "その他", "")]


def _numbered(code, name, row, written, is_internal):
    return MinutesPart(f"{code}-{row.order}", f"{name}{row.order}", written, is_internal)


def _when(meeting):
    return "　".join(filter(None, [meeting.weekday_words, meeting.hours, meeting.place]))


def _present(meeting):
    names = [str(row.person) for row in meeting.attendances.all()]
    names += [str(guest) for guest in meeting.guests.all()]
    return "　".join(filter(None, [meeting.present_words, "、".join(names)]))


def _agenda(item):
    return "\n".join(
        filter(None, [item.text, item.discussion, *(f"→ {line}" for line in item.outcome_lines)])
    )


def _with_due(line, who=""):
    due = f"{wareki.format_month_day(line.due_on)}まで" if line.due_on else line.due_text
    return "　".join(filter(None, [str(line), who, due]))
