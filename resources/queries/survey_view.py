"""A survey as a page shows it to one reader: bars, bases, and needs beside offers."""

from dataclasses import dataclass, field
from decimal import Decimal

from resources.queries.needs import survey_with_answers
from resources.queries.topics import TOPICS, topic_of
from takasaki_sc.lib.figures import percent
from takasaki_sc.lib.small_cells import HIDDEN, hide_small_line

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
KANA = "アイウエオカキクケコ"


@dataclass
class AnswerView:
    """An option: its mark on the form, its count, its share of the base. n None: not counted."""

    pk: int
    mark: str
    text: str
    n: int | None
    share: Decimal | None = None
    is_hidden: bool = False
    parts: list = field(default_factory=list)
    homes: list = field(default_factory=list)
    follow_ups: list = field(default_factory=list)

    @property
    def words(self):
        if self.is_hidden:
            return HIDDEN
        return "" if self.n is None else f"{self.n:,}"

    @property
    def n_shown(self):
        """The count for further reckoning; None where it is hidden or not there."""
        return None if self.is_hidden else self.n


@dataclass
class QuestionView:
    """A question with its own base; base: as printed, "" where the sheet tells none."""

    question: object
    answers: list
    base: str = ""
    is_base_hidden: bool = False

    @property
    def is_counted(self):
        return any(answer.n is not None for answer in self.answers)

    @property
    def has_blank(self):
        every = [part for answer in self.answers for part in [answer, *answer.parts]]
        return self.is_counted and any(answer.n is None for answer in every)


@dataclass
class SurveyView:
    """The whole survey for one reader. homes: 町内会 counted apart (only for some readers)."""

    survey: object
    questions: list
    homes: list
    mirror: list
    has_hidden: bool


def survey_view(pk, *, sees_all):
    """The survey with this pk for a reader who may, or may not, see small numbers."""
    survey = survey_with_answers(pk)
    questions = [_question(question, sees_all) for question in survey.questions.all()]
    _hang_follow_ups(questions)
    homes = _homes(survey) if sees_all else []
    for view in questions:
        for answer in view.answers:
            answer.homes = [(home, _count_in(view.question, answer.pk, home)) for home in homes]
    is_hidden = any(a.is_hidden for q in questions for o in q.answers for a in [o, *o.parts])
    shown = [view for view in questions if view.question.follows_id is None]
    return SurveyView(survey, shown, homes, mirror_of(questions), is_hidden)


def _question(question, sees_all):
    options = sorted(question.options.all(), key=lambda option: option.number)
    answers = [
        _answer(option, options, CIRCLED[n % len(CIRCLED)])
        for n, option in enumerate(o for o in options if o.within_id is None)
    ]
    base = question.n_answers
    is_base_hidden = False if sees_all else _hide(answers)
    if not is_base_hidden:
        for answer in [part for a in answers for part in [a, *a.parts]]:
            if base and answer.n_shown is not None:
                answer.share = percent(answer.n, base, 1)
    words = HIDDEN if is_base_hidden else (f"{base:,}" if base is not None else "")
    return QuestionView(question, answers, words, is_base_hidden)


def _answer(option, options, mark):
    parts = [o for o in options if o.within_id == option.pk]
    whole = next((t.n for t in option.tallies.all() if t.neighbourhood_id is None), None)
    return AnswerView(
        option.pk,
        mark,
        option.text,
        whole,
        parts=[_answer(part, options, KANA[n % len(KANA)]) for n, part in enumerate(parts)],
    )


def _hide(answers):
    """Hide what is small and what would give it away. Tells whether the base must go too."""
    given_away = set()
    for index, answer in enumerate(answers):
        shut, is_total_shut = hide_small_line([part.n for part in answer.parts])
        for n in shut:
            answer.parts[n].is_hidden = True
        given_away |= {index} if is_total_shut else set()
    shut, is_base_shut = hide_small_line([answer.n for answer in answers], also=given_away)
    for n in shut:
        answers[n].is_hidden = True
        for part in answers[n].parts:
            part.is_hidden = bool(part.n)
    return is_base_shut


def _hang_follow_ups(questions):
    answers = {answer.pk: answer for view in questions for answer in view.answers}
    for view in questions:
        if view.question.follows_id in answers:
            answers[view.question.follows_id].follow_ups.append(view.question)


def _homes(survey):
    found = {
        tally.neighbourhood_id: tally.neighbourhood
        for question in survey.questions.all()
        for option in question.options.all()
        for tally in option.tallies.all()
        if tally.neighbourhood_id
    }
    return sorted(found.values(), key=lambda home: (home.order, home.pk))


def _count_in(question, option_pk, home):
    option = next(option for option in question.options.all() if option.pk == option_pk)
    return next((t.n for t in option.tallies.all() if t.neighbourhood_id == home.pk), None)


@dataclass(frozen=True)
class MirrorLine:
    """One topic: who is in need, and who could help, as answers of one survey."""

    topic: object
    needs: list
    offers: list


def mirror_of(questions):
    """[MirrorLine] for topics named among 困っていること or 手伝えること; [] without both."""
    needs = answers_asking("need", questions)
    offers = answers_asking("offer", questions)
    if not (needs and offers):
        return []
    lines = [
        MirrorLine(topic, _about(topic, needs), _about(topic, offers)) for topic in (*TOPICS, None)
    ]
    return [line for line in lines if line.needs or line.offers]


def answers_asking(asks, questions):
    return [answer for view in questions if view.question.asks == asks for answer in view.answers]


def _about(topic, answers):
    return [answer for answer in answers if topic_of(answer.text) is topic]
