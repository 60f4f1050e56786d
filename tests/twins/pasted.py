"""What people paste and type, and the papers made of it: each defence, and what notices it is off."""

from tests.twins import Twin

RECORDS = "tests/lib/test_paper_records.py"
PASTED = "tests/councils/test_pasted_words.py"

TWINS = [
    Twin(
        defence="記録の紙は、書体にない字だけを〓にし、ほかのまちがいは見のがさない",
        path="takasaki_sc/lib/paper_records.py",
        was='        if any(finding.kind != "glyph" for finding in fault.findings):\n            raise\n',
        becomes="",
        tests=(f"{RECORDS}::test_what_else_is_wrong_is_still_a_fault",),
    ),
    Twin(
        defence="1つの記録の絵文字が、市ぜんぶの紙を止めない",
        path="councils/printing/packs.py",
        was="from takasaki_sc.lib.paper_records import print_record",
        becomes="from takasaki_sc.lib.pdf import render_pdf as print_record",
        tests=(
            "tests/councils/test_paper_pages.py"
            "::test_letter_that_cannot_be_printed_keeps_nobody_from_the_paper[month-paper]",
        ),
    ),
    Twin(
        defence="長すぎることばは、ブラウザーがだまって切らない",
        path="takasaki_sc/lib/form_drawing.py",
        was="and int(value) >= WORDS",
        becomes="and int(value) < 0",
        tests=(
            "tests/lib/test_form_drawing.py::test_words_that_are_pasted_are_not_cut_by_the_browser",
        ),
    ),
    Twin(
        defence="これからの会議を、開いたとも記録がまだとも言わない",
        path="councils/models/meetings.py",
        was="return not self.is_recorded and self.held_on >= timezone.localdate()",
        becomes="return False",
        tests=(f"{PASTED}::test_a_meeting_to_come_is_planned_and_not_held",),
    ),
]
