"""What every search owes to whoever types: a word is found however its okurigana is written."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="資源の検索が、送りがなの違いで取りこぼさない（買物で買い物）",
        path="resources/queries/finding.py",
        was="in_any_spelling(key, _occurs)",
        becomes="_occurs(key)",
        tests=(
            "tests/resources/test_directory_filters.py::test_the_list_finds_a_word_in_its_other_spellings",
        ),
    ),
    Twin(
        defence="会議と協議体の検索が、送りがなの違いで取りこぼさない",
        path="councils/models/finding.py",
        was="in_any_spelling(key, lambda one: Q(folded__contains=one))",
        becomes="Q(folded__contains=key)",
        tests=(
            "tests/councils/test_search.py::test_word_is_found_in_its_other_spelling_and_marked",
            "tests/councils/test_search.py::test_meetings_are_found_by_the_other_spelling",
        ),
    ),
    Twin(
        defence="支え合い活動の検索が、送りがなの違いで取りこぼさない",
        path="activities/queries/support.py",
        was="[spellings(key) for word",
        becomes="[[key] for word",
        tests=(
            "tests/activities/test_activity_forms.py::test_list_finds_a_word_in_its_other_spelling",
        ),
    ),
    Twin(
        defence="広報紙の検索が、送りがなの違いで取りこぼさない",
        path="newsletters/queries/archive.py",
        was="[spellings(letter_key(word)) for word",
        becomes="[[letter_key(word)] for word",
        tests=(
            "tests/newsletters/test_archive.py::test_word_is_found_and_marked_in_its_other_spelling",
            "tests/newsletters/test_archive.py::test_word_written_short_is_found_by_the_long_spelling",
        ),
    ),
    Twin(
        defence="送りがなの違う所にも、見つけたしるしが付く",
        path="takasaki_sc/lib/marking.py",
        was="for one in whole_spellings(key) for span",
        becomes="for one in [key] for span",
        tests=(
            "tests/councils/test_search.py::test_word_is_found_in_its_other_spelling_and_marked",
        ),
    ),
    Twin(
        defence="1つのことばの書き方は12まで（検索が重くならない）",
        path="takasaki_sc/lib/okurigana.py",
        was="key=lambda one: one not in key)[:MOST])",
        becomes="key=lambda one: one not in key))",
        tests=("tests/lib/test_okurigana.py::test_question_of_many_words_stays_small",),
    ),
]
