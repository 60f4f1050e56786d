"""What is sent: odd values in every form, two windows on one record, lists that leave the house."""

from tests.twins import Twin

CLASH = "tests/activities/test_days_at_once.py"
BOTH = f"{CLASH}::test_the_second_saver_sees_both_and_saving_again_is_a_choice"
HEADERS = (
    "tests/lib/test_table_headers.py::test_every_table_has_headers_that_say_what_they_belong_to",
)
FUZZ = "tests/walls/test_post_fuzz.py"

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
    Twin(
        "紙の表の見出しは、どの列・行のものかを言う",
        "templates/councils/print/exchange_table.html",
        '<th scope="col">期日</th>',
        "<th>期日</th>",
        HEADERS,
    ),
    Twin(
        "見出しのない表を、紙に並べない",
        "templates/resources/print/confirmation_letter.html",
        '<div class="ways">',
        '<table><tr><td></td></tr></table><div class="ways">',
        HEADERS,
    ),
    Twin(
        "文字の大きさの戻り先に、画面の名前でないことばが来ても倒れない",
        "accounts/views/own.py",
        'is_ours = wanted.startswith("/") and url_has',
        "is_ours = url_has",
        ("tests/accounts/test_my_page.py::test_size_switch_never_leads_elsewhere",),
    ),
    Twin(
        "でたらめな日を送られても倒れない",
        "activities/forms/days.py",
        "    except ValueError:",
        "    except KeyError:",
        ("tests/activities/test_diary_pages.py::test_fault_is_named_and_nothing_typed_is_lost",),
    ),
    Twin(
        "隠れた欄の数ひとつで、千の行を作らせない",
        "activities/forms/events.py",
        "max_num=40, absolute_max=120)",
        "max_num=40)",
        (f"{FUZZ}::test_no_set_of_rows_takes_more_of_them_than_a_page_can_hold",),
    ),
    Twin(
        defence="まだ来ていない日の出席は、つけられない",
        path="activities/actions/courses.py",
        was="    if session.held_on > timezone.localdate():",
        becomes="    if False:",
        tests=(
            "tests/activities/test_courses.py::test_attendance_of_a_lesson_still_to_come_is_refused_and_says_so",
        ),
    ),
    Twin(
        defence="空白だけの日付は、入れていないのと同じに断る",
        path="councils/forms/fields.py",
        was="        if self.required and day is None:",
        becomes="        if self.required and not any(value or []):",
        tests=("tests/councils/test_fields.py::test_refused_date_says_why",),
    ),
]
