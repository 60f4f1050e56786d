"""Whatever stands in a cell or a field: a reading, or a refusal in words. Never anything else."""

from datetime import date, timedelta

import hypothesis.strategies as some
import pytest
from hypothesis import example, given

from newsletters import compose
from takasaki_sc.lib import kana, marking, phones, wareki
from takasaki_sc.lib.counts import Count, add_counts, parse_count
from takasaki_sc.lib.fees import fee_of
from takasaki_sc.lib.schedules import gif_code, next_dates, parse_schedule, rrules
from takasaki_sc.lib.sheet_csv import read_csv
from takasaki_sc.lib.sheet_headers import clean_cell, find_header
from takasaki_sc.lib.sheet_shapes import USUAL as SHEET_LIMITS
from takasaki_sc.lib.sheet_shapes import SheetFault
from takasaki_sc.lib.times import format_time, parse_time
from takasaki_sc.lib.towns import TownIndex, town_key
from takasaki_sc.lib.typeset import heading, paragraphs, prose, slogan
from tests.fuzz.words import TARGET, WORDS

pytestmark = [pytest.mark.slow, pytest.mark.proves("G8", "V2.2.1")]
TODAY = date(2026, 11, 30)


def in_words(refusal):
    """A refusal says something that a person can read."""
    assert str(refusal).strip()


@TARGET
@given(WORDS)
def test_schedule_is_read_or_left_as_it_stands(text):
    read = parse_schedule(text)
    assert read.text == text
    days = next_dates(read, TODAY, 5)
    assert days == sorted(set(days))
    assert all(day >= TODAY for day in days)
    assert isinstance(gif_code(read), str)
    assert read.understood or not days
    assert all(isinstance(line, str) for line in rrules(read))


@TARGET
@given(WORDS)
def test_date_is_a_day_or_a_refusal_in_words(text):
    for read in (wareki.parse_date, wareki.parse_partial, wareki.parse_range):
        try:
            found = read(text)
        except ValueError as refusal:
            in_words(refusal)
        else:
            assert found is not None


@TARGET
@given(some.dates(min_value=date(1873, 1, 1), max_value=date(2117, 12, 31)))
def test_every_day_we_print_is_read_as_the_same_day(day):
    for words in (wareki.format_date(day), wareki.format_date(day, weekday=True), f"{day}"):
        assert wareki.parse_date(words) == day
    assert wareki.parse_date(wareki.format_short(day)) == day
    year = wareki.fiscal_year(day)
    first, last = wareki.fiscal_year_bounds(year)
    assert first <= day <= last < first + timedelta(days=366)


@TARGET
@given(WORDS)
def test_phone_cell_gives_whole_numbers_and_loses_no_digit(text):
    found = phones.parse_phones(text)
    for number in [*found.phones, *found.faxes]:
        digits = number.replace("-", "")
        assert (digits.isascii(), digits.isdigit(), digits[0]) == (True, True, "0")
    assert phones.is_phone(text) in (True, False)


@TARGET
@given(WORDS)
def test_folding_is_done_once(text):
    for fold in (kana.display, kana.plain, kana.search_key, kana.hiragana, kana.katakana):
        once = fold(text)
        assert fold(once) == once, fold.__name__
    assert len(kana.kana_row(text)) <= 2
    assert isinstance(kana.is_kana(text), bool)


@TARGET
@given(some.lists(WORDS, min_size=1, max_size=4))
def test_counts_are_read_or_refused_and_add_up(texts):
    found = []
    for text in texts:
        try:
            found.append(parse_count(text))
        except ValueError as refusal:
            in_words(refusal)
    assert all(isinstance(count, Count) and count.n >= 0 for count in found)
    try:
        total = add_counts(found)
    except ValueError as refusal:
        in_words(refusal)
    else:
        assert total.n == sum(int(count.n) for count in found)


@TARGET
@given(WORDS)
def test_time_is_read_or_refused_in_words(text):
    try:
        moment = parse_time(text)
    except ValueError as refusal:
        in_words(refusal)
    else:
        assert parse_time(format_time(moment)) == moment
    assert isinstance(fee_of(text), str)


FILES = some.one_of(
    some.binary(max_size=300),
    WORDS.map(lambda text: text.encode("cp932", "replace")),
    WORDS.map(lambda text: text.encode("utf-8", "replace")),
)


@TARGET
@given(FILES)
@example(b"\xff\xfe")
def test_text_file_is_rows_or_a_fault(data):
    try:
        rows, _, delimiter, _ = read_csv(data, SHEET_LIMITS)
    except SheetFault as fault:
        in_words(fault)
    else:
        assert len(delimiter) == 1
        assert any(cell for row in rows for cell in row)


CELLS = some.one_of(WORDS, some.none(), some.integers(), some.floats(), some.dates())
ALIASES = {"name": ["名称"], "phone": ["電話", "TEL"], "address": ["住所"], "when": ["開催日時"]}


@TARGET
@given(some.integers(1, 6).flatmap(
    lambda width: some.lists(some.lists(CELLS, min_size=width, max_size=width), max_size=12)
))  # fmt: skip
def test_header_is_found_where_it_is_or_nowhere(rows):
    guess = find_header(rows, ALIASES)
    if guess:
        assert guess.row_index < len(rows)
        assert len(set(guess.mapping.values())) == len(guess.mapping) == guess.score >= 2
    for row in rows:
        for cell in row:
            tidy, _ = clean_cell(cell)
            assert tidy != ""
            assert clean_cell(tidy)[0] == tidy or tidy != tidy  # NaN is not itself


@TARGET
@given(WORDS)
@example("<img src=x onerror=alert(1)>")
def test_print_marks_never_let_markup_through(text):
    for made in (heading(text), slogan(text), prose(text), paragraphs(text)):
        assert "<script" not in str(made)
        assert "<img" not in str(made)


@TARGET
@given(WORDS, some.lists(WORDS, max_size=3))
def test_marked_words_are_escaped(text, words):
    assert "<script" not in str(marking.marked(text, words))
    assert len(marking.excerpt(text, words)) < len(text) * 12 + 400


@TARGET
@given(WORDS)
def test_digest_is_read_back_as_it_was_written(text):
    try:
        blocks = compose.read_digest(text)
    except compose.DigestFault as fault:
        in_words(fault)
    else:
        assert compose.read_digest(compose.digest_text(blocks)) == blocks


TOWNS = TownIndex([(name, name) for name in ("緑町", "緑町一丁目", "緑町二丁目", "塩", "見本町")])


@TARGET
@given(WORDS)
def test_address_names_one_town_or_none(text):
    assert TOWNS.town_of(text) in ("緑町", "緑町一丁目", "緑町二丁目", "塩", "見本町", None)
    assert isinstance(town_key(text), str)


@TARGET
@given(some.sampled_from(["", "高崎市", "群馬県高崎市", "〒370-0000 高崎市"]),
       some.integers(1, 2), some.integers(1, 99), some.integers(1, 99))  # fmt: skip
def test_every_spelling_of_an_address_is_the_same_town(before, chome, block, house):
    kanji = "一二"[chome - 1]
    spellings = (f"緑町{kanji}丁目{block}番{house}号", f"緑町{chome}-{block}-{house}",
                 f"緑町{chome}丁目{block}-{house}")  # fmt: skip
    assert {TOWNS.town_of(before + words) for words in spellings} == {f"緑町{kanji}丁目"}
