"""Odd places of counted questionnaires: what comes too early, is missing, or is too long."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from resources.importing.cells import NoTable, sheets_of
from resources.importing.survey import read_survey
from tests import workbooks as make
from tests.resources.needs import csv

TITLES = "番号,設問,答え方,たずねること,母数,選択肢,内訳,人数,割合"
ASKED = "1,買い物,1つ選ぶ,,40,自分で行く,,40,100"


def read(*lines, titles=TITLES, head=()):
    """The counts on a sheet of these lines."""
    return read_survey(sheets_of(csv(*head, titles, *lines)))


def told(table):
    return [(issue.place, issue.level, issue.text) for issue in table.issues]


def answers(table):
    """[[(option, n, [(part, n), …]), …], …]: a list for each question."""
    return [
        [(o.text, o.n, [(part.text, part.n) for part in o.parts]) for o in question.options]
        for question in table.questions
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("名称,住所", "見本,1"),  # no heading we know
        ("番号,設問", "1,買い物"),  # no column of options and of counts
        (TITLES,),
        (TITLES, "※見本の注記です,,,,,,,,"),  # a header, and no question below it
    ],
)
def test_a_sheet_without_questions_and_counts_is_refused(lines):
    with pytest.raises(NoTable):
        read_survey(sheets_of(csv(*lines)))


@pytest.mark.parametrize("cover", [["表紙です"], ["番号", "設問"]])
def test_a_sheet_without_counts_is_passed_over(cover):
    rows = [TITLES.split(","), ASKED.split(",")]
    file = SimpleUploadedFile("a.xlsx", make.book(("表紙", [cover]), ("集計", rows)))
    table = read_survey(sheets_of(file))
    assert [question.text for question in table.questions] == ["買い物"]


@pytest.mark.parametrize("gap", ["", ",,,,,,,,"])
def test_an_empty_line_does_not_end_a_question(gap):
    table = read("1,買い物,1つ選ぶ,,40,自分で行く,,31,", gap, ",,,,,頼んでいる,,9,")
    assert answers(table) == [[("自分で行く", 31, []), ("頼んでいる", 9, [])]]
    assert told(table) == []


@pytest.mark.parametrize(
    ("early", "place"), [(",,,,,自分で行く,,3,", "F2"), (",,,,,,車で,3,", "F2")]
)
def test_an_option_before_the_first_question_is_an_error(early, place):
    table = read(early, ASKED)
    assert told(table) == [(place, "error", "設問の番号より前に、選択肢があります。")]
    assert answers(table) == [[("自分で行く", 40, [])]]


@pytest.mark.parametrize("word", ["ききたいこと", "困りごと？"])
def test_an_unknown_word_for_what_is_asked_is_an_error(word):
    table = read(ASKED.replace("1つ選ぶ,,", f"1つ選ぶ,{word},"))
    ((place, level, text),) = told(table)
    assert (place, level) == ("D2", "error")
    assert text.startswith("たずねることは「")
    assert "困っていること" in text
    assert table.questions[0].asks == ""


@pytest.mark.parametrize("sign", ["⇒", "→", "つづき"])
def test_a_follow_up_with_no_option_before_it_is_an_error(sign):
    table = read(f"{sign},だれに頼みますか,自由に書く,,,,,,", ASKED)
    assert told(table) == [("A2", "error", "⇒ の前に、選択肢がありません。")]
    assert [question.text for question in table.questions] == ["買い物"]


def test_a_part_on_the_line_of_its_option_is_within_it():
    table = read("1,買い物,1つ選ぶ,,,自分で行く,ア 車で,20,", ",,,,,自分で行く,イ 歩いて,11,")
    assert answers(table) == [[("自分で行く", None, [("車で", 20), ("歩いて", 11)])]]
    assert told(table) == []


def test_a_part_before_the_options_of_its_question_is_an_error():
    table = read(ASKED, "2,通院,1つ選ぶ,,,,ア 車で,20,")
    assert told(table) == [("G3", "error", "「車で」の前に、選択肢がありません。")]
    assert answers(table) == [[("自分で行く", 40, [])], []]


@pytest.mark.parametrize(
    "head", [("回収率,55.0%",), ("配布数,100", "回収率,55.0%"), ("回答数,40", "回収率,55.0%")]
)
def test_a_rate_is_not_checked_without_both_its_numbers(head):
    table = read(ASKED, head=head)
    assert told(table) == []
    assert "rate" not in table.about


def test_counts_without_a_column_of_bases_have_no_base_and_no_doubt():
    table = read("1,買い物,自分で行く,31,99.9", titles="番号,設問,選択肢,人数,割合")
    assert (table.questions[0].base, answers(table)) == (None, [[("自分で行く", 31, [])]])
    assert told(table) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [("2,,1つ選ぶ,,,自分で行く,,3,", "B3"), ("⇒,,自由に書く,,,,,,", "B3")],
)
def test_a_question_without_words_is_an_error(line, place):
    assert told(read(ASKED, line)) == [(place, "error", "設問の文が空です。")]


@pytest.mark.parametrize(
    ("line", "longest", "place"),
    [
        ("2,{},1つ選ぶ,,,自分で行く,,3,", 200, "B3"),
        ("⇒,{},自由に書く,,,,,,", 200, "B3"),
        (",,,,,{},,0,", 120, "F3"),
        (",,,,,,{},20,", 120, "G3"),
    ],
)
@pytest.mark.parametrize("more", [0, 1])
def test_words_too_long_are_an_error_at_their_cell(line, longest, place, more):
    errors = [(place, "error", f"{longest}文字までにしてください。")] if more else []
    assert told(read(ASKED, line.format("あ" * (longest + more)))) == errors


@pytest.mark.parametrize(("sort", "most"), [("question", 200), ("option", 120)])
@pytest.mark.parametrize("more", [0, 1])
def test_words_are_taken_up_to_their_length_and_no_further(sort, most, more):
    words = {"question": "買い物", "option": "自分で行く", sort: "あ" * (most + more)}
    line = f"1,{words['question']},1つ選ぶ,,40,{words['option']},,40,100"
    texts = [text for _, level, text in told(read(line)) if level == "error"]
    assert texts == [f"{most}文字までにしてください。"] * more


@pytest.mark.parametrize(("n_rows", "said"), [
    (500, []),
    (501, [("A501", "error", "表は500行までです。分けて取り込んでください。")]),
])  # fmt: skip
def test_a_table_is_read_up_to_its_last_row_and_says_where_it_stops(n_rows, said):
    lines = [f"{n},買い物{n},1つ選ぶ,,40,自分で行く,,40,100" for n in range(1, n_rows)]
    table = read(*lines)
    assert [issue for issue in told(table) if issue[1] == "error"] == said
    assert len(table.questions) == 499
