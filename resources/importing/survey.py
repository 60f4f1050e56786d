"""Reading the counts of a questionnaire: one line an option, its own base for every question (G6).

Percentages on the sheet are not taken over: they are reckoned again, and a difference is told.
"""

import re
from dataclasses import dataclass, field

from resources.importing.cells import (
    ASK,
    ERROR,
    Issue,
    NoTable,
    count_of,
    percents_of,
    words_of,
)
from resources.importing.needs_matrix import period_in
from resources.models import Question
from takasaki_sc.lib.figures import percent
from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.sheets import find_header

Kind, Asks = Question.Kind, Question.Asks
HEADINGS = {
    "number": ["番号", "設問番号", "問", "No"],
    "text": ["設問", "質問"],
    "kind": ["答え方", "回答形式"],
    "asks": ["たずねること"],
    "base": ["母数", "答えた数", "有効回答数"],
    "option_number": ["選択肢番号"],
    "option": ["選択肢"],
    "part": ["内訳", "細目", "小さな選択肢"],
    "n": ["人数", "件数", "回答数"],
    "percent": ["割合", "%", "構成比"],
}
NEEDED = {"number", "text", "option", "n"}
ABOVE = {
    "配布数": "n_distributed", "回答数": "n_returned", "回収数": "n_returned", "回収率": "rate",
    "目的": "purpose", "対象": "audience", "方法": "method", "実施時期": "period", "期間": "period",
}  # fmt: skip
KINDS = {
    "": Kind.SINGLE, "1つ選ぶ": Kind.SINGLE, "単一回答": Kind.SINGLE, "択一": Kind.SINGLE,
    "いくつでも選ぶ": Kind.MULTIPLE, "いくつでも": Kind.MULTIPLE, "複数回答": Kind.MULTIPLE,
    "自由に書く": Kind.FREE, "自由記述": Kind.FREE, "自由回答": Kind.FREE,
}  # fmt: skip
ASKS = {"": Asks.SITUATION} | {str(label): code for code, label in Asks.choices}
KIND_WORDS = f"答え方は「{'」「'.join(map(str, Kind.labels))}」のどれかです。"
ASKS_WORDS = f"たずねることは「{'」「'.join(map(str, Asks.labels))}」のどれかです。"
FOLLOWS = {"⇒", "→", "つづき"}
_MARK = re.compile(r"^(?:[①-⑳]\s*|[ア-コ][\s.．、:)）]\s*)")
_NUMBER = re.compile(r"^(?:設?問|Q|第)?\s?(\d+)\s?(?:問|\.|番)?$", re.I)
MOST_ROWS = 500
LONGEST = {"question": 200, "option": 120, "words": 120}


@dataclass
class OptionIn:
    """An option with its count (None: not counted), those by 町内会, and what lies within it."""

    text: str
    n: int | None = None
    homes: list = field(default_factory=list)
    parts: list = field(default_factory=list)


@dataclass
class QuestionIn:
    """A question; follows: index of the option of the question before, which leads here."""

    text: str
    kind: str = str(Kind.SINGLE)
    asks: str = ""
    base: int | None = None
    options: list = field(default_factory=list)
    follows: list | None = None


@dataclass
class SurveyTable:
    """What a sheet of counts says, before anybody has agreed to it."""

    title: str = ""
    about: dict = field(default_factory=dict)
    homes: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    issues: list = field(default_factory=list)

    @classmethod
    def from_facts(cls, facts):
        """The table again from what JSON kept of it."""
        questions = [
            QuestionIn(**{**words, "options": [_option_from(o) for o in words["options"]]})
            for words in facts["questions"]
        ]
        issues = [Issue(**words) for words in facts["issues"]]
        return cls(**{**facts, "questions": questions, "issues": issues})

    @property
    def period(self):
        return self.about.get("period", "")

    @property
    def errors(self):
        return [issue for issue in self.issues if issue.level == ERROR]

    @property
    def asks(self):
        return [issue for issue in self.issues if issue.level == ASK]

    def counts(self):
        """{(question, option, part): n} by their texts, to compare two versions."""
        found = {}
        for question in self.questions:
            for option in question.options:
                found[question.text, option.text, ""] = option.n
                found |= {(question.text, option.text, p.text): p.n for p in option.parts}
        return {key: n for key, n in found.items() if n is not None}


def _option_from(words):
    return OptionIn(**{**words, "parts": [OptionIn(**part) for part in words["parts"]]})


def read_survey(sheets):
    """The first sheet that holds such counts. Raises NoTable."""
    for sheet in sheets:
        header = find_header(sheet.filled_rows(), HEADINGS)
        if header and set(header.mapping.values()) >= NEEDED:
            return _Reader(sheet, header).table
    raise NoTable


class _Reader:
    def __init__(self, sheet, header):
        self.sheet, self.rows = sheet, sheet.filled_rows()
        self.column = {key: column for column, key in header.mapping.items()}
        self.table, self.number, self.row = SurveyTable(), None, header.row_index
        self.home_columns, self.bases = self._find_homes(), {}
        self._read_above()
        if len(self.rows) > MOST_ROWS:
            text = f"表は{MOST_ROWS}行までです。分けて取り込んでください。"
            self._note(MOST_ROWS, 0, ERROR, text)
        for row in range(header.row_index + 1, min(len(self.rows), MOST_ROWS)):
            self.row = row
            self._read_row()
        if not self.table.questions:
            raise NoTable
        self._check_bases()

    def _find_homes(self):
        """Columns to the right of the counts, with a heading of their own: 町内会."""
        heading = [words_of(cell) for cell in self.rows[self.row]]
        known = set(self.column.values())
        columns = [c for c in range(self.column["n"] + 1, len(heading)) if c not in known]
        columns = [c for c in columns if heading[c]]
        self.table.homes = [heading[c] for c in columns]
        return columns

    def _read_above(self):
        for row in range(self.row):
            cells = [(c, words_of(v)) for c, v in enumerate(self.rows[row]) if words_of(v)]
            texts = list(dict.fromkeys(text for _, text in cells))
            key = ABOVE.get(texts[0]) if len(texts) > 1 else None
            if key is None and texts:
                self.table.title = self.table.title or texts[0]
            elif key in ("n_distributed", "n_returned"):
                self.table.about[key] = self._number(row, cells[1][0])
            elif key == "rate":
                self._check_rate(row, cells[1][0])
            elif key:
                self.table.about[key] = texts[1]
        period = self.table.about.get("period", "")
        self.table.about["period"] = period_in(period) or period

    def _read_row(self):
        number, option, part = (self._words(key) for key in ("number", "option", "part"))
        if not any(words_of(cell) for cell in self.rows[self.row]):
            return
        if number in FOLLOWS:
            self._follow_up()
        elif number and number != self.number and not number.isdecimal():
            self.table.notes.append("　".join(filter(None, map(words_of, self.rows[self.row]))))
            return
        elif number and number != self.number:
            self.number = number
            self._begin_question()
        if (option or part) and not self.table.questions:
            self._tell("option", ERROR, "設問の番号より前に、選択肢があります。")
        elif option or part:
            self._read_option(_MARK.sub("", option), _MARK.sub("", part))

    def _begin_question(self):
        kind, asks = self._words("kind"), self._words("asks")
        if kind.replace(" ", "") not in KINDS:
            self._tell("kind", ERROR, KIND_WORDS)
        if asks not in ASKS:
            self._tell(
                "asks",
                ERROR,
                ASKS_WORDS,
            )
        question = QuestionIn(
            text=self._short("text", "question"),
            kind=str(KINDS.get(kind.replace(" ", ""), Kind.SINGLE)),
            asks=str(ASKS.get(asks, "")),
            base=self._number(self.row, self.column.get("base")),
        )
        self.bases[len(self.table.questions)] = self.row
        self.table.questions.append(question)

    def _follow_up(self):
        asked = [n for n, q in enumerate(self.table.questions) if q.options]
        if not asked:
            self._tell("number", ERROR, "⇒ の前に、選択肢がありません。")
            return
        follows = [asked[-1], len(self.table.questions[asked[-1]].options) - 1]
        text = self._short("text", "question")
        self.table.questions.append(QuestionIn(text, str(Kind.FREE), follows=follows))

    def _read_option(self, option, part):
        question = next(q for q in reversed(self.table.questions) if q.follows is None)
        n = self._number(self.row, self.column["n"])
        homes = [self._number(self.row, column) for column in self.home_columns]
        if option and not (part and question.options and question.options[-1].text == option):
            self._long("option", option, "option")
            question.options.append(OptionIn(option, None if part else n, [] if part else homes))
            if not part:
                self._check_percent(question, n)
                self._check_homes(n, homes)
        if part and not question.options:
            self._tell("part", ERROR, f"「{part}」の前に、選択肢がありません。")
        elif part:
            self._long("part", part, "option")
            question.options[-1].parts.append(OptionIn(part, n, homes))
            self._check_percent(question, n)

    def _check_percent(self, question, n):
        column = self.column.get("percent")
        if column is None or n is None or not question.base:
            return
        self._compare_percent(self.row, column, n, question.base)

    def _compare_percent(self, row, column, n, base):
        try:
            printed = percents_of(self.sheet.rows[row][column])
        except ValueError as fault:
            self._note(row, column, ERROR, str(fault))
            return
        if printed and all(percent(n, base, digits) != number for number, digits in printed):
            number, digits = printed[-1]
            again = percent(n, base, digits)
            text = f"割合は、シートでは{number}％、{n:,}÷{base:,}を計算すると{again}％です。"
            self._note(row, column, ASK, text)

    def _check_rate(self, row, column):
        about = self.table.about
        if about.get("n_distributed") and about.get("n_returned") is not None:
            self._compare_percent(row, column, about["n_returned"], about["n_distributed"])

    def _check_homes(self, n, homes):
        counted = [each for each in homes if each is not None]
        if counted and n is not None and sum(counted) != n:
            self._tell("n", ASK, f"人数は{n}、町内会を足すと{sum(counted)}です。")

    def _check_bases(self):
        for index, question in enumerate(self.table.questions):
            counted = [option.n for option in question.options if option.n is not None]
            if not counted or question.base is None:
                continue
            added, is_single = sum(counted), question.kind == Kind.SINGLE
            if added < question.base or (is_single and added != question.base):
                text = f"「{question.text}」の母数は{question.base:,}、足すと{added:,}です。"
                self._note(self.bases[index], self.column["base"], ASK, text)

    def _number(self, row, column):
        if column is None:
            return None
        try:
            return count_of(self.sheet.rows[row][column])
        except ValueError as fault:
            self._note(row, column, ERROR, str(fault))
            return None

    def _cell(self, key):
        column = self.column.get(key)
        return None if column is None else self.rows[self.row][column]

    def _words(self, key):
        words = words_of(self._cell(key))
        return _NUMBER.sub(r"\1", plain(words)) if key == "number" else words

    def _short(self, key, sort):
        text = self._words(key)
        self._long(key, text, sort)
        if not text:
            self._tell(key, ERROR, "設問の文が空です。")
        return text

    def _long(self, key, text, sort):
        if len(text) > LONGEST[sort]:
            self._tell(key, ERROR, f"{LONGEST[sort]}文字までにしてください。")

    def _tell(self, key, level, text):
        self._note(self.row, self.column.get(key, 0), level, text)

    def _note(self, row, column, level, text):
        self.table.issues.append(Issue(self.sheet.address(row, column), level, text))
