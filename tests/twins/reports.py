"""Defences of the reports: published numbers, small numbers, the year."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="見た数と違う数を公表しない",
        path="reports/actions/annual.py",
        was="if fingerprint(frozen) != seen:",
        becomes="if False:",
        tests=(
            "tests/reports/test_annual.py::test_publishing_needs_the_numbers_that_were_looked_at",
        ),
    ),
    Twin(
        defence="年次報告の言葉を2人が直しても、先の言葉が残る",
        path="reports/actions/annual.py",
        was="if report.mark != seen:",
        becomes="if False:",
        tests=("tests/reports/test_annual.py::test_words_are_not_lost_to_somebody_quicker",),
    ),
    Twin(
        defence="協議体の言葉を2人が直しても、先の言葉が残る",
        path="reports/actions/annual.py",
        was="if note.mark != seen:",
        becomes="if False:",
        tests=(
            "tests/reports/test_annual.py::test_note_of_a_council_is_not_lost_to_somebody_quicker",
        ),
    ),
    Twin(
        defence="計画を2人が直しても、先の言葉が残る",
        path="reports/actions/annual.py",
        was="if queries.mark_of_plan(plan) != seen:",
        becomes="if False:",
        tests=(
            "tests/reports/test_annual.py::test_plan_keeps_an_emptied_line_and_its_earlier_words",
        ),
    ),
    Twin(
        defence="訂正版は一度に1つ",
        path="reports/actions/annual.py",
        was="if queries.draft_of(report.fiscal_year) is not None:",
        becomes="if False:",
        tests=("tests/reports/test_annual.py::test_correction_is_a_new_edition_with_its_reason",),
    ),
    Twin(
        defence="公表した数は、記録が変わっても変わらない",
        path="reports/views/annual.py",
        was="**printing.annual_context(report.frozen),",
        becomes="**printing.annual_context(document(report, timezone.localdate())),",
        tests=("tests/reports/test_report_pages.py::test_published_report_asks_for_itself_alone",),
    ),
    Twin(
        defence="1人の相談は項目の表に出さない",
        path="reports/annual/numbers.py",
        was="hides=hides or by in MASKED",
        becomes="hides=hides",
        tests=("tests/reports/test_annual.py::test_topic_asked_for_by_one_is_not_printed",),
    ),
    Twin(
        defence="数のもとの記録は、その仕事の人だけが見る",
        path="reports/queries.py",
        was="if not definition.is_guarded or sees_inside(user):",
        becomes="if True:",
        tests=(
            "tests/reports/test_figure_pages.py::test_records_behind_a_number_are_for_those_who_work_with_them",
        ),
    ),
    Twin(
        defence="外の人に小さな人数を出さない",
        path="reports/annual/numbers.py",
        was="    if own.is_masked:\n        return own.text\n",
        becomes="",
        tests=(
            "tests/reports/test_figure_pages.py::test_small_number_of_people_is_hidden_from_those_outside",
        ),
    ),
    Twin(
        defence="公表前の年次報告は職員だけ",
        path="reports/views/annual.py",
        was="    if not sees_draft:",
        becomes="    if False:",
        tests=(
            "tests/reports/test_report_pages.py::test_draft_is_for_the_staff_until_it_is_published",
        ),
    ),
    Twin(
        defence="毎月の資料に内部のことを入れない",
        path="reports/monthly.py",
        was=", is_internal=False",
        becomes="",
        tests=(
            "tests/reports/test_report_pages.py::test_monthly_pack_holds_nothing_that_is_inside_only",
        ),
    ),
    Twin(
        defence="毎月の資料は自分の協議体だけ",
        path="reports/views/sheets.py",
        was="mine = councils_where(request.user, ReportPermission.INSIDE_VIEW, HOLDERS)",
        becomes="mine = Council.objects.all()",
        tests=(
            "tests/reports/test_report_pages.py::test_monthly_pack_holds_the_month_of_ones_own_councils",
        ),
    ),
    Twin(
        defence="伏せた数を図やファイルにも出さない",
        path="reports/annual/numbers.py",
        was='"value": None if hidden else _plain(value),',
        becomes='"value": _plain(value),',
        tests=(
            "tests/reports/test_figure_pages.py::test_hidden_number_is_in_no_chart_and_no_file",
        ),
    ),
    Twin(
        defence="図の中の名前は文字のまま（HTML にならない）",
        path="templates/reports/chart.html",
        was="{{ bar.lines.0 }}{% endif %}</text>",
        becomes="{{ bar.lines.0|safe }}{% endif %}</text>",
        tests=("tests/reports/test_figure_pages.py::test_name_in_a_chart_stays_a_name",),
    ),
    Twin(
        defence="前の年度の日付で年度の締めをしない",
        path="reports/forms/years.py",
        was="        if day < self.turn.next_first_day:",
        becomes="        if False:",
        tests=("tests/reports/test_year_turn.py::test_a_day_of_the_old_year_is_refused",),
    ),
    Twin(
        defence="終わっていない年度は締めない",
        path="reports/actions/years.py",
        was="    if turn.today <= turn.last_day:",
        becomes="    if False:",
        tests=("tests/reports/test_year_turn.py::test_year_is_not_closed_before_it_is_over",),
    ),
    Twin(
        defence="参考事例を2人が直しても、先の言葉が残る",
        path="reports/actions/cases.py",
        was="    if seen != case_mark(case):",
        becomes="    if False:",
        tests=("tests/reports/test_cases.py::test_old_mark_is_refused",),
    ),
    Twin(
        defence="見本は本番のデータベースに入らない",
        path="reports/demo/azumino.py",
        was="    if Council.objects.exists() and not",
        becomes="    if False and not",
        tests=("tests/reports/test_azumino.py::test_the_cities_do_not_mix",),
    ),
]
