"""Defences of the directory: lists, needs, what is shown to whom."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="名簿の反映は1つの処理（途中で止まれば何も残らない）",
        path="resources/importing/batches.py",
        was="@transaction.atomic\ndef apply_batch",
        becomes="def apply_batch",
        tests=(
            "tests/resources/test_kill_points.py::test_a_kill_at_any_statement_leaves_nothing_behind",
        ),
    ),
    Twin(
        defence="同じ名簿を2度反映しない",
        path="resources/importing/batches.py",
        was="    if batch.is_applied:\n        return batch\n    if not batch.is_previewed:\n        raise NotReady\n",
        becomes="    if False:\n        raise NotReady\n",
        tests=("tests/resources/test_importing.py::test_applying_twice_writes_once",),
    ),
    Twin(
        defence="下見のあとで変わった名簿は反映しない",
        path="resources/importing/batches.py",
        was="    _refuse_stale(batch)\n",
        becomes="",
        tests=(
            "tests/resources/test_importing.py::test_a_preview_of_what_has_changed_since_is_refused",
        ),
    ),
    Twin(
        defence="あとから手を入れた取り込みは取り消せない",
        path="resources/importing/undoing.py",
        was="    if not plan.is_possible:",
        becomes="    if False:",
        tests=(
            "tests/resources/test_undoing.py::test_a_batch_somebody_worked_on_since_is_left_as_it_is",
        ),
    ),
    Twin(
        defence="伏せた数の合計を出さない",
        path="resources/queries/needs_view.py",
        was="        if found:\n",
        becomes="        if False:\n",
        tests=(
            "tests/resources/test_needs_pages.py::test_sums_of_rows_are_not_shown_beside_hidden_cells",
        ),
    ),
    Twin(
        defence="困りごとの表：2人目の取り込みは先の表を消さない",
        path="resources/actions/needs.py",
        was="if former and former.pk != seen:",
        becomes="if False:",
        tests=("tests/resources/test_needs_import.py::test_somebody_else_read_it_in_meanwhile",),
    ),
    Twin(
        defence="困りごとの表：2度送っても1つ",
        path="resources/actions/needs.py",
        was="    sent_before = NeedsMatrix.objects.filter(submit_token=token).first()\n    if sent_before:",
        becomes="    sent_before = None\n    if sent_before:",
        tests=("tests/resources/test_needs_import.py::test_the_same_form_sent_twice_counts_once",),
    ),
    Twin(
        defence="困りごとの表：途中で止まれば何も残らない",
        path="resources/actions/needs.py",
        was="@transaction.atomic\ndef put_needs_matrix",
        becomes="def put_needs_matrix",
        tests=(
            "tests/resources/test_needs_import.py::test_a_table_that_fails_half_way_leaves_nothing",
        ),
    ),
    Twin(
        defence="困りごとの表：まちがいのある表は入らない",
        path="resources/forms/needs.py",
        was="        if self.table.errors:",
        becomes="        if False:",
        tests=(
            "tests/resources/test_needs_import.py::test_a_cell_that_cannot_be_read_stops_the_table",
        ),
    ),
    Twin(
        defence="下見の控えは、その協議体にだけ使える",
        path="resources/importing/drafts.py",
        was='salt=f"{SALT}.{council.pk}", compress=True)\n\n\ndef unseal(word, council, table_class):\n    """(table, token) as sealed. Raises BrokenDraft for anything we have not sealed ourselves."""\n    try:\n        facts = signing.loads(word, salt=f"{SALT}.{council.pk}")',
        becomes='salt=SALT, compress=True)\n\n\ndef unseal(word, council, table_class):\n    """(table, token) as sealed. Raises BrokenDraft for anything we have not sealed ourselves."""\n    try:\n        facts = signing.loads(word, salt=SALT)',
        tests=(
            "tests/resources/test_needs_import.py::test_a_draft_is_good_for_its_own_council_only",
        ),
    ),
    Twin(
        defence="困りごとの数は、見てよい人だけに伏せずに出す",
        path="resources/permissions.py",
        was="    ResourcePermission.NEEDS_VIEW,\n    ResourcePermission.PAPER_ORDER,\n}",
        becomes="    ResourcePermission.NEEDS_VIEW,\n    ResourcePermission.SMALL_CELLS_VIEW,\n    ResourcePermission.PAPER_ORDER,\n}",
        tests=(
            "tests/resources/test_needs_pages.py::test_small_numbers_are_for_those_who_look_after_the_council",
        ),
    ),
    Twin(
        defence="書き出した表でも小さな数を伏せる",
        path="resources/views/needs.py",
        was="sheet = needs_sheet(needs_view(matrix, sees_all=sees_all))",
        becomes="sheet = needs_sheet(needs_view(matrix, sees_all=True))",
        tests=("tests/resources/test_needs_pages.py::test_the_workbook_hides_what_the_page_hides",),
    ),
    Twin(
        defence="伏せない数を見たことを記録する",
        path="resources/views/needs.py",
        was="    if sees_all:\n        actions.hand_out",
        becomes="    if False:\n        actions.hand_out",
        tests=(
            "tests/resources/test_needs_pages.py::test_only_a_workbook_with_small_numbers_leaves_a_trace",
        ),
    ),
    Twin(
        defence="アンケートの小さな数を伏せる",
        path="resources/queries/survey_view.py",
        was="False if sees_all else _hide(answers)",
        becomes="False",
        tests=(
            "tests/resources/test_surveys.py::test_small_numbers_of_a_survey_are_hidden_with_their_cover",
        ),
    ),
    Twin(
        defence="地図に出す点の数に上限がある",
        path="resources/queries/directory.py",
        was="[:MOST_POINTS]",
        becomes="[:9999]",
        tests=("tests/resources/test_directory_filters.py::test_the_map_is_bounded",),
    ),
    Twin(
        defence="地図に出るのは見てよい資源だけ",
        path="resources/views/directory.py",
        was="queries.map_points(narrowed_for(request).qs)",
        becomes="queries.map_points(ResourceFilter(request.GET, SocialResource.objects.all(), request=request).qs)",
        tests=(
            "tests/resources/test_directory_filters.py::test_the_map_draws_what_the_list_finds",
        ),
    ),
    Twin(
        defence="カレンダーに出るのは見てよい資源だけ",
        path="resources/views/calendar.py",
        was="visible = queries.resources_visible_to(request.user)",
        becomes="visible = queries.resources_visible_to(request.user).model.objects.all()",
        tests=(
            "tests/resources/test_opening.py::test_the_calendar_keeps_what_the_list_was_narrowed_by",
        ),
    ),
    Twin(
        defence="数えるのに上限がある（広すぎる検索）",
        path="takasaki_sc/lib/pages.py",
        was="return min(self._n_seen, self.most)",
        becomes="return self._n_seen",
        tests=(
            "tests/resources/test_directory_filters.py::test_a_word_that_finds_too_many_is_counted_so_far_and_says_so",
        ),
    ),
    Twin(
        defence="印刷の行数に上限がある",
        path="resources/views/directory.py",
        was='"rows": rows[:MOST_PRINTED],',
        becomes='"rows": rows,',
        tests=("tests/resources/test_directory_filters.py::test_a_long_table_is_cut_and_says_so",),
    ),
    Twin(
        defence="終わった資源を職員でない人に出さない",
        path="resources/filters.py",
        was="return ALL_STATES if sees_all else PUBLIC_STATES",
        becomes="return ALL_STATES",
        tests=(
            "tests/resources/test_directory_filters.py::test_only_people_with_a_role_are_offered_what_has_ended",
        ),
    ),
    Twin(
        defence="紙に連絡先の人を出さない",
        path="templates/resources/resource_print.html",
        was="{{ resource.organiser }}",
        becomes="{{ resource.organiser }}{{ resource.contact }}",
        tests=(
            "tests/resources/test_directory_filters.py::test_the_table_has_the_columns_of_the_paper_list",
        ),
    ),
    Twin(
        "名簿の用紙を2度送っても、名前の重なりで断られず、1つの取り込みになる",
        "resources/forms/directory.py",
        'ImportSource.objects.exclude(batches__submit_token=cleaned.get("submit_token"))',
        "ImportSource.objects.all()",
        (
            "tests/resources/test_import_pages.py::test_a_list_sent_twice_by_one_form_is_one_reading",
        ),
    ),
]
