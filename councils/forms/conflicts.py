"""Two people wrote one record: their two texts part by part, and what a tap puts in the form."""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher

from councils.forms.fields import WarekiWidget
from councils.forms.meeting_sheet import initial_of
from councils.models import AgendaItem, Meeting, WorkRole
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import Count, CountKind
from takasaki_sc.lib.kana import search_key

BETWEEN_NAMES = "、\N{WORD JOINER}"
"""An enumeration of ours, which no typed text holds: compared name by name."""
LONGEST_COMPARED = 1500
"""Longer texts are marked as a whole: comparing sign by sign takes the square of the length."""


@dataclass(frozen=True)
class Part:
    """One part of the record that differs. `fill` tells static/js/conflict.js what to do."""

    label: str
    mine: str
    theirs: str
    fill: dict

    @property
    def fill_json(self):
        return json.dumps(self.fill, ensure_ascii=False)

    @property
    def mine_marked(self):
        return _marked(self.mine, self.theirs)

    @property
    def theirs_marked(self):
        return _marked(self.theirs, self.mine)

    @property
    def is_only_mine(self):
        return self.fill.get("take") is None

    @property
    def is_only_theirs(self):
        return "formset" in self.fill and self.fill["row"] is None

    @property
    def can_join(self):
        """Can both texts stand in the form together?"""
        is_pair = "formset" in self.fill and not self.is_only_mine and not self.is_only_theirs
        return is_pair or bool(self.fill.get("both"))


def _marked(text, other):
    """[(piece, differs from the other text)]: names one by one, else sign by sign."""
    if BETWEEN_NAMES in text + other:
        names = other.split(BETWEEN_NAMES)
        pieces = [(name, name not in names) for name in text.split(BETWEEN_NAMES) if name]
        return [piece for pair in pieces for piece in (pair, ("、", False))][:-1]
    if not text or not other or max(len(text), len(other)) > LONGEST_COMPARED:
        return [(text, True)] if text else []
    matcher = SequenceMatcher(None, other, text, autojunk=False)
    return [
        (text[start:end], tag != "equal")
        for tag, _, _, start, end in matcher.get_opcodes()
        if end > start
    ]


def differing_parts(sheet):
    """The Parts in which my valid sheet and the meeting as it stands say different things."""
    standing = initial_of(sheet.occasion)
    parts = [*_head_parts(sheet, standing["head"])]
    for rows in (_AGENDA, _DECISIONS, _ACTIONS, _GUESTS):
        parts += rows.parts(sheet, standing)
    return [part for part in parts if _squeezed(part.mine) != _squeezed(part.theirs)]


def _squeezed(text):
    """Without blanks: 「見本1郎」 and 「見本 1郎」 are one name."""
    return "".join(text.split())


def with_identities(data, sheet):
    """The posted data, where my new lines that are the same as standing ones take their place.

    So the standing row is changed, not dropped and written again beside its own history.
    """
    standing = initial_of(sheet.occasion)
    for rows in (_AGENDA, _DECISIONS, _ACTIONS, _GUESTS):
        for n, words, theirs in rows.pairs(sheet, standing):
            if words and theirs:
                data[f"{rows.prefix}-{n}-pk"] = theirs["pk"]
    return data


# ---- the head -------------------------------------------------------------------------------
def _head_parts(sheet, theirs):
    mine, occasion = sheet.head.cleaned_data, sheet.occasion
    meeting = occasion.meeting
    yield Part("会議の種類", str(mine["kind"]), str(meeting.kind), _take(kind=[meeting.kind_id]))
    yield Part(
        "開き方",
        Meeting.Form(mine["form"]).label,
        meeting.get_form_display(),
        _take(form=[meeting.form]),
    )
    yield _day_part("開催日", "held_on", mine, theirs)
    yield _day_part("新しい日", "new_day", mine, theirs)
    yield Part("時間", _hours(mine), _hours(theirs), _take(
        starts_at=[_clock(theirs["starts_at"])], ends_at=[_clock(theirs["ends_at"])]
    ))  # fmt: skip
    yield _text_part("場所", "place", mine, theirs)
    yield from _tick_parts(occasion, mine, theirs)
    yield Part("人数", _heads(mine), _heads(theirs), _take(
        n_guests=[theirs["n_guests"] or ""], n_present=[theirs["n_present"] or ""],
        n_present_kind=[theirs["n_present_kind"]],
    ))  # fmt: skip
    yield _text_part("ひとこと", "remark", mine, theirs)
    if occasion.sees_internal:
        yield _text_part("内部のメモ", "internal_note", mine, theirs)


def _take(both=(), **fields):
    return {"take": {name: [str(v) for v in values] for name, values in fields.items()},
            "both": list(both)}  # fmt: skip


def _text_part(label, name, mine, theirs):
    fill = _take(both=[name], **{name: [theirs[name]]})
    return Part(label, mine[name].strip(), theirs[name].strip().replace("\r\n", "\n"), fill)


def _day_part(label, name, mine, theirs):
    boxes = ["" if part is None else part for part in WarekiWidget().decompress(theirs[name])]
    fields = {f"{name}_{box}": [value] for box, value in zip("ymd", boxes, strict=True)}
    return Part(label, _day(mine[name]), _day(theirs[name]), _take(**fields))


def _tick_parts(occasion, mine, theirs):
    names = {seat.token: seat.person.name for _, group in occasion.seats for seat in group}
    names |= {str(seat.pk): seat.person.name for seat in occasion.members}
    homework = {str(item.pk): item.what for item in occasion.homework}
    voices = {str(p.pk): p.text for p in [*occasion.answers, *occasion.voices]}
    for label, name, words in (
        ("出席", "present", names),
        ("できた宿題", "done", homework),
        ("報告した提言", "reported", voices),
        ("話し合った提言", "discussed", voices),
        ("協議体の役割", "roles", dict(WorkRole.choices)),
    ):
        texts = [
            BETWEEN_NAMES.join(words[str(key)] for key in words_in_order(words, side[name]))
            for side in (mine, theirs)
        ]
        yield Part(label, *texts, _take(both=[name], **{name: theirs[name]}))


def words_in_order(words, keys):
    """Those of the keys that have words, in the order of the words."""
    wanted = {str(key) for key in keys}
    return [key for key in words if key in wanted]


def _day(day):
    return wareki.format_date(day, weekday=True) if day else ""


def _clock(hour):
    return wareki.format_time(hour) if hour else ""


def _hours(words):
    ends = [_clock(words["starts_at"]), _clock(words["ends_at"])]
    return "〜".join(ends) if any(ends) else ""


def _heads(words):
    said = []
    if words["n_guests"]:
        said.append(f"名前を書かない人 {words['n_guests']}人")
    if words["n_present"]:
        kind = CountKind(words["n_present_kind"] or "actual")
        said.append(f"出席者数 {Count(words['n_present'], kind)}")
    return "、".join(said)


# ---- the lines ------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Rows:
    """One kind of line: where it stands on the sheet and how it reads."""

    prefix: str
    attribute: str
    label: str
    key: str
    read: object

    def pairs(self, sheet, standing):
        """[(n of my row, my words, their words)]; None on the side that has no such row."""
        theirs = list(standing[self.attribute])
        mine = [
            (n, form.cleaned_data)
            for n, form in enumerate(getattr(sheet, self.attribute))
            if form.cleaned_data.get(self.key)
        ]
        found = []
        for n, words in mine:
            found.append((n, words, self._partner(words, theirs, mine)))
        return found + [(None, None, row) for row in theirs]

    def _partner(self, words, theirs, mine):
        """Their row of the same pk, else of the same words; it is taken out of `theirs`."""
        spoken_for = {other["pk"] for _, other in mine if other["pk"] and other is not words}
        for row in theirs:
            has_same_words = search_key(row[self.key]) == search_key(words[self.key])
            is_free = row["pk"] not in spoken_for
            if row["pk"] == words["pk"] or (is_free and has_same_words):
                theirs.remove(row)
                return row
        return None

    def parts(self, sheet, standing):
        for n, mine, theirs in self.pairs(sheet, standing):
            name = (mine or theirs)[self.key]
            take = theirs and {key: _as_value(value) for key, value in theirs.items()}
            yield Part(
                f"{self.label}「{name[:20]}」",
                self.read(mine) if mine else "",
                self.read(theirs) if theirs else "",
                {"formset": self.prefix, "row": n, "take": take},
            )


def _as_value(value):
    return value if isinstance(value, bool) else "" if value is None else str(value)


def _read_agenda(words):
    kind = words["kind"] or AgendaItem.Kind.TOPIC
    lines = [words["text"] if kind == AgendaItem.Kind.TOPIC
             else f"【{AgendaItem.Kind(kind).label}】{words['text']}"]  # fmt: skip
    lines += [f"（{words['place_of_origin']}）"] if words["place_of_origin"] else []
    lines += words["discussion"].splitlines()
    lines += [f"→ {line}" for line in AgendaItem(outcome=words["outcome"]).outcome_lines]
    return "\n".join([*lines, *_internal(words)])


def _read_line(*names):
    def read(words):
        return "\n".join(["　".join(words[n] for n in names if words[n]), *_internal(words)])

    return read


def _internal(words):
    return ["〔内部だけ〕"] if words.get("is_internal") else []


_AGENDA = _Rows("agenda", "agenda", "議題", "text", _read_agenda)
_DECISIONS = _Rows("decision", "decisions", "決定", "text", _read_line("text", "due"))
_ACTIONS = _Rows("action", "actions", "宿題", "what", _read_line("what", "who", "due"))
_GUESTS = _Rows("guest", "guests", "名簿にない方", "name", _read_line("name", "belongs_to"))


# ---- the whole sheet as plain text -----------------------------------------------------------
def words_of(sheet):
    """Everything a valid sheet says, as a text that anybody can read without this program."""
    mine, occasion = sheet.head.cleaned_data, sheet.occasion
    ticks = {
        part.label: part.mine.replace(BETWEEN_NAMES, "、")
        for part in _tick_parts(occasion, mine, mine)
    }
    head = [
        f"{occasion.council.full_name}　{mine['kind']}（{Meeting.Form(mine['form']).label}）",
        "　".join(filter(None, [_day(mine["held_on"]), _hours(mine), mine["place"]])),
    ]
    sections = [
        ("出席", "、".join(filter(None, [ticks["出席"], _heads(mine)]))),
        *(
            (rows.label, _numbered(rows, sheet))
            for rows in (_GUESTS, _AGENDA, _DECISIONS, _ACTIONS)
        ),
        ("できた宿題", ticks["できた宿題"]),
        ("ひとこと", mine["remark"]),
        ("協議体の役割", ticks["協議体の役割"]),
        ("内部のメモ", mine.get("internal_note", "")),
    ]
    said = [f"■ {label}\n{text}" for label, text in sections if text]
    return "\n\n".join(["\n".join(head), *said]) + "\n"


def _numbered(rows, sheet):
    forms = getattr(sheet, rows.attribute)
    written = [form.cleaned_data for form in forms if form.cleaned_data.get(rows.key)]
    return "\n".join(f"{n}. {rows.read(words)}" for n, words in enumerate(written, start=1))
