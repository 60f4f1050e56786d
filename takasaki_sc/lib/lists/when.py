"""When it is held: one text as people write it, put together from every column that says so."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.lists import states
from takasaki_sc.lib.lists.headings import DAYS, WEEKS
from takasaki_sc.lib.lists.readings import joined
from takasaki_sc.lib.schedule_facts import plain_facts
from takasaki_sc.lib.schedule_hours import by_day
from takasaki_sc.lib.schedules import parse_schedule
from takasaki_sc.lib.wareki import parse_time

KEYS = ("schedule", "weekdays", "starts", "ends", "schedule_note", *DAYS.values(), *WEEKS.values())
_MARK = re.compile(r"^[○〇◯●◎⚫⭕✓✔☑レ1１●ｏoO有]$|^(?i:true)$|^(?:あり|開催|実施)$")
_NO_MARK = re.compile(r"^[×✕－―ー\-‐/／休無0０]*$|^(?i:false)$|^(?:なし|休み)$")
_LETTERS = {key: letter for letter, key in DAYS.items()}
_NUMBERS = {key: number for number, key in WEEKS.items()}
_SAYS_WHEN = re.compile(r"毎[週月日]|第\s*\d")
_ORDINAL = re.compile(r"^(?:毎週|隔週|毎月|第|最終|[1-5](?:[・,、][1-5])*週?$)")
_ORDINAL_DAYS = re.compile(
    r"((?:第?\s*[1-5]\s*[・,、と]?\s*)+週?の?|毎週|隔週|最終)\s*"
    r"([月火水木金土日](?:曜日?)?(?:[・,、]?[月火水木金土日](?:曜日?)?)*)"
)
_BEGIN_OR_END = re.compile("開始|終了|始|終")
_BARE_HOURS = re.compile(r"(\d{1,2})\s*[~\-]\s*(\d{1,2})")
_LINKS = re.compile(r"^~\s*|\s*~$|から$|より$|まで$|頃|ごろ")
_WORTH_A_WARNING = re.compile(r"曜|第\s*\d|[毎隔]週|毎月|月に?\d+回|\([月火水木金土日]|除く|以外")


def read_when(reading, found, _around):
    """schedule_text and, as far as it can be told, weekdays, weeks of the month, start, end."""
    keys = [key for key in KEYS if key in found]
    if not keys:
        return
    pieces = [piece for key in keys for piece in found[key]]
    is_said_at_once = keys == ["schedule"]
    text = joined(_as_text(pieces), " ") if is_said_at_once else _composed(reading, found)
    _state(reading, text, pieces)
    reading.put("schedule_text", text, pieces)
    facts, doubt, is_guess = _facts_of(plain_dates(text))
    facts, is_guess = _with_columns_of_hours(facts, is_guess, found)
    reading.values["when"] = facts
    if doubt:
        reading.warn(pieces[0].cell if pieces else "", doubt, "schedule_unread")
    if is_guess:
        cell = next((p.cell for key in ("starts", "ends") for p in found.get(key, [])), "")
        reading.warn(cell or pieces[0].cell, _as_afternoon(facts), "afternoon_guessed")


def _as_afternoon(facts):
    hours = "～".join(f"{moment:%H:%M}" if moment else "" for moment in (facts.start, facts.end))
    return f"午前か午後かが書かれていないため、{hours} と見ました。書き方はそのまま残します。"


@lru_cache(maxsize=4096)  # a list says the same hours in line after line
def _facts_of(text):
    """(Facts, what to say where the text has words of a timetable but no plain meaning, whether
    an hour was taken for one of the afternoon)."""
    schedule = parse_schedule(text)
    doubt = ""
    if text and not schedule.understood and _WORTH_A_WARNING.search(plain(text)):
        doubt = (
            f"開催日が決まった形で読み取れません（{schedule.notes}）。書き方はそのまま残します。"
        )
    facts = plain_facts(schedule)
    return facts, doubt, schedule.is_afternoon_guessed and bool(facts.start or facts.end)


def facts_of(text):
    """The Facts of a timetable as it is shown."""
    return _facts_of(plain_dates(text))[0]


def is_understood(text):
    return parse_schedule(text).understood


def _with_columns_of_hours(facts, is_guess, found):
    """Columns of their own for begin and end say it plainest."""
    if "starts" not in found and "ends" not in found:
        return facts, is_guess
    start, end = (_hour(found.get(key, [])) for key in ("starts", "ends"))
    if not _says_half_day(found):
        start, end, is_guess = by_day(start, end)
    return replace(facts, start=start or facts.start, end=end or facts.end), is_guess


def _says_half_day(found):
    """Is one of the hours marked as one of the morning or the afternoon?"""
    texts = (plain(piece.text) for key in ("starts", "ends") for piece in found.get(key, []))
    return any(re.search("午|[AP]M", text, re.IGNORECASE) for text in texts)


def _hour(pieces):
    if len(pieces) != 1:
        return None
    try:
        return parse_time(_LINKS.sub("", plain(_told(pieces[0]))))
    except ValueError:
        return None


def plain_dates(text):
    return text.replace("\n", " ")


def _composed(reading, found):
    """「第2・4」 and 「水」 and 「10:00」 and 「12:00」 of four columns are one sentence."""
    written = joined(_as_text(found.get("schedule", [])), " ")
    note = joined(list(map(_with_unit, found.get("schedule_note", []))), "、")
    weeks = _marked_weeks(found)
    if note and _ORDINAL.match(plain(note)) and ("weekdays" in found or _has_marks(found)):
        weeks, note = weeks or _week_words(note), ""
    every = "" if note else "毎週"
    days = _marked_days(reading, found, weeks or every) or _days(found, weeks, every)
    if weeks and not days:
        days = weeks
    text = " ".join(part for part in (days, written, _hours(found)) if part)
    if days and written and _says_same(days, written):
        text = " ".join(part for part in (written, _hours(found)) if part)
    if note:
        text = f"{text}（{note}）" if text else note
    return text


def _with_unit(piece):
    """「2」 below 「回数（月）」 is 月2回."""
    if not re.fullmatch(r"\d{1,3}", plain(piece.text)) or "回" not in piece.heading:
        return piece
    unit = re.search("[年月週]", piece.heading)
    return piece._replace(text=f"{unit[0] if unit else ''}{piece.text}回")


def _says_same(days, written):
    """A schedule that names its days itself is not told them again."""
    return bool(re.search(r"[月火水木金土日]曜|毎週|第\s*\d|\([月火水木金土日]", plain(written)))


def _as_text(pieces):
    """Pieces whose value is a time or a date of Excel in the words of a list."""
    return [type(piece)(piece.cell, piece.heading, _told(piece), piece.value) for piece in pieces]


def _told(piece):
    """「10～12」 of a column of times says 時 too; else it could be days."""
    value = piece.value
    if "時" in piece.heading and _BARE_HOURS.fullmatch(plain(piece.text)):
        return f"{piece.text}時"
    if _BEGIN_OR_END.search(piece.heading) and re.fullmatch(r"\d{1,2}", plain(piece.text)):
        return f"{plain(piece.text)}時"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, datetime):
        return f"{value.month}月{value.day}日" if value.hour == 0 else f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.month}月{value.day}日"
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return piece.text


def _week_words(note):
    """「2・4週」 as 「第2・4」."""
    text = re.sub(r"^毎月", "", plain(note)).strip()
    text = f"第{text}" if text[:1].isdigit() else text
    return text if text in ("毎週", "隔週") else re.sub(r"週$", "", text)


def _marked_weeks(found):
    numbers = [
        number
        for key, number in _NUMBERS.items()
        if any(_MARK.match(piece.text) for piece in found.get(key, []))
    ]
    if not numbers:
        return ""
    return "毎週" if len(numbers) == 5 else f"第{'・'.join(numbers)}"


def _has_marks(found):
    return any(found.get(key) for key in _LETTERS)


def _marked_days(reading, found, weeks):
    """Columns 月 to 日 with ○ in them, or with times or weeks instead of ○."""
    marked, told = [], []
    for key, letter in _LETTERS.items():
        for piece in found.get(key, []):
            if _MARK.match(piece.text):
                marked.append(letter)
            elif not _NO_MARK.match(piece.text):
                told.append(_day_with(letter, " ".join(_told(piece).split())))
                if not re.search(r"\d", plain(piece.text)):
                    reading.warn(
                        piece.cell,
                        f"「{piece.text}」を{letter}曜日の開催と見ました。",
                        "mark_unusual",
                    )
    plainly = [f"{weeks}{'・'.join(marked)}曜日"] if marked else []
    if len(marked) == 7 and weeks in ("", "毎週"):
        plainly = ["毎日"]
    return "、".join(plainly + told)


def _day_with(letter, words):
    if re.match(r"第|最終|隔週", plain(words)):
        found = re.match(r"((?:第?\s*\d[・,、と]?)+|最終|隔週)\s*(.*)", plain(words))
        if found:
            return f"{found[1]}{letter}曜日 {found[2]}".strip()
    if re.fullmatch(r"\d(?:[・,、]\d)*", plain(words)):
        return f"第{words}{letter}曜日"
    return f"{letter}曜日 {words}"


def _days(found, weeks, every):
    """「月火水木金土日」 as 毎日, 「月水金」 as 毎週月・水・金曜日; other words as they are. Where
    a column says how often (月1回), 毎週 would be our word."""
    text = joined(found.get("weekdays", []), " ")
    if told := _ORDINAL_DAYS.fullmatch(plain(text)):
        weeks = weeks or _week_words(told[1])
        text = told[2]
    letters = re.sub(r"曜日?|[\s・,、/.&()]", "", plain(text))
    if not letters or re.search("[^月火水木金土日]", letters) or len(set(letters)) < len(letters):
        return f"{weeks}{text}" if weeks and text else text
    if len(letters) == 7 and not weeks:
        return "毎日"
    return f"{weeks or every}{'・'.join(letters)}曜日"


def _hours(found):
    """「10時～」 and 「～12時」 of two columns are one 「10時～12時」."""
    starts, ends = (joined(_as_text(found.get(key, [])), " ") for key in ("starts", "ends"))
    starts, ends = re.sub(r"\s*[~～〜]\s*$", "", starts), re.sub(r"^\s*[~～〜]\s*", "", ends)
    return f"{starts}～{ends}" if starts or ends else ""


def _state(reading, text, pieces):
    status = states.status_of(text)
    if status and status != states.ACTIVE:
        reading.mend(pieces[0].cell, text, f"状態を「{states.NAMES[status]}」に")
        reading.put("status", status, pieces)


def read_closed(reading, found, _around):
    """Days off. A column of days off that says when it is held is believed, and shown."""
    if "closed" not in found:
        return
    pieces = found["closed"]
    text = joined(pieces, "、")
    if _SAYS_WHEN.search(plain(text)) and not reading.values.get("schedule_text"):
        reading.put("schedule_text", text, pieces)
        reading.values["when"] = _facts_of(plain_dates(text))[0]
        reading.put("closed_text", "", [])
        reading.warn(
            pieces[0].cell,
            "休みの欄に開催日が書かれているため、開催日時に入れます。",
            "closed_days",
        )
        return
    reading.put("closed_text", " ".join(text.split("\n")), pieces)
