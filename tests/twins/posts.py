"""What is sent: odd values in every form, two windows on one record, lists that leave the house."""

from tests.twins import Twin

CLASH = "tests/activities/test_days_at_once.py"
BOTH = f"{CLASH}::test_the_second_saver_sees_both_and_saving_again_is_a_choice"

TWINS = [
    Twin(
        "日誌を2つの画面で直しても、先のことばは消えない",
        "activities/actions/diary.py",
        "if changed and seen != mark_of_row(entry, WORDS):",
        "if False:",
        (f"{BOTH}[diary]",),
    ),
    Twin(
        "相談の記録を2つの画面で直しても、先のことばは消えない",
        "activities/actions/consultations.py",
        "if changed and seen != mark_of_row(consultation, WORDS):",
        "if False:",
        (f"{BOTH}[consultation]",),
    ),
    Twin(
        "地域ケア会議を2人で直しても、先のことばは消えない",
        "activities/actions/care.py",
        "if is_new and seen != mark_of_row(conference, SEEN):",
        "if False:",
        (f"{BOTH}[care]",),
    ),
    Twin(
        "地域ケア会議の出席者も、くい違いに数える",
        "activities/queries/diary.py",
        "    if field.many_to_many:",
        "    if field.many_to_many:\n        return []\n    if field.many_to_many:",
        (f"{CLASH}::test_who_attended_is_told_by_name",),
    ),
    Twin(
        "くい違った画面でも、書いたことばは用紙に残る",
        "activities/views/sheets.py",
        "    form = make_form(mine)\n",
        "    form = make_form(None)\n",
        (f"{BOTH}[diary]",),
    ),
]
