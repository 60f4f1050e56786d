"""The lines of a batch that look like one place, each with what it looks like and the answer."""

from dataclasses import dataclass

from resources.models import ImportRow, SocialResource
from resources.queries.likely import answers_about, key_of, key_of_resource, pair_key
from resources.queries.sameness import side_by_side, texts_of, texts_of_line


@dataclass(frozen=True)
class Question:
    """同じもの、それとも別のもの? A new line, and a line above it or a resource."""

    row: ImportRow
    other_row: ImportRow | None
    resource: SocialResource | None
    pair: tuple
    answer: bool | None

    @property
    def code(self):
        """The name of its radio buttons."""
        return f"pair-{'-'.join(self.pair)}"

    @property
    def beside(self):
        other = texts_of(self.resource) if self.resource else texts_of_line(self.other_row)
        return side_by_side(texts_of_line(self.row), other)

    @property
    def line_words(self):
        return f"この名簿の {self.row.number}行目"

    @property
    def other_words(self):
        if self.other_row:
            return f"この名簿の {self.other_row.number}行目"
        return self.resource.list_words


def questions_of(batch, *, answer=...):
    """[Question] in the order of the list; those with one answer (True, False, None) if asked."""
    rows = list(batch.rows.with_alike().order_by("order"))
    references = [reference for row in rows for reference in row.alike]
    others = _rows_named(batch, references)
    resources = SocialResource.objects.listed().select_related("council", "import_source")
    resources = resources.in_bulk([r["resource"] for r in references if "resource" in r])
    asked = []
    for row in rows:
        for reference in row.alike:
            resource = resources.get(reference.get("resource"))
            other = others.get((reference.get("sheet"), reference.get("row")))
            if resource or other:
                asked.append((row, other, resource, _pair(row, other, resource)))
    answers = answers_about({key for *_, pair in asked for key in pair})
    questions = [Question(*parts, answers.get(parts[-1])) for parts in asked]
    return [q for q in questions if answer is ... or q.answer is answer]


def _rows_named(batch, references):
    numbers = {reference["row"] for reference in references if "row" in reference}
    if not numbers:
        return {}
    rows = batch.rows.filter(number__in=numbers, result=ImportRow.Result.NEW)
    return {(row.sheet, row.number): row for row in rows}


def _pair(row, other, resource):
    other_key = key_of_resource(resource) if resource else key_of(other.after)
    return pair_key(key_of(row.after), other_key)


@dataclass(frozen=True)
class AnswerCounts:
    """How many lines look like another place, by what was answered."""

    n_open: int
    n_same: int
    n_different: int

    @property
    def n(self):
        return self.n_open + self.n_same + self.n_different


def answer_counts(batch):
    """The AnswerCounts of a batch; a pair that occurs in several lines counts once."""
    answers = list({q.code: q.answer for q in questions_of(batch)}.values())
    return AnswerCounts(answers.count(None), answers.count(True), answers.count(False))
