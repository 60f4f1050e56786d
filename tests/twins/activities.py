"""Defences of what people do: helping, erasure, diary, events."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="研修を終えていない人に、要る頼みごとを頼まない",
        path="activities/actions/helping.py",
        was="    if request.needs_provider and not supporter.is_provider:",
        becomes="    if False:",
        tests=(
            "tests/activities/test_helping.py::test_untrained_is_not_asked_for_what_needs_training",
        ),
    ),
    Twin(
        defence="名簿を離れた人に頼まない",
        path="activities/queries/helping.py",
        was="Supporter.objects.on_day(today).in_use().filter(council=request.council_id)",
        becomes="Supporter.objects.in_use().filter(council=request.council_id)",
        tests=(
            "tests/activities/test_helping.py::test_only_the_trained_of_the_district_on_the_register_are_found",
        ),
    ),
    Twin(
        defence="頼みごとを2人が直しても、先の言葉が残る",
        path="activities/actions/helping.py",
        was="    if seen != request_mark(request):",
        becomes="    if False:",
        tests=("tests/activities/test_helping.py::test_old_mark_is_refused",),
    ),
    Twin(
        defence="同じ頼みごとが2度届いても1つ",
        path="activities/actions/helping.py",
        was="    if there:\n        return there\n",
        becomes="",
        tests=("tests/activities/test_helping.py::test_same_form_twice_is_one_request",),
    ),
    Twin(
        defence="消去は前の版の言葉も消す（頼んだ人）",
        path="activities/actions/helping.py",
        was="    HelpClient.history.filter(id=client.pk).update(**nothing)\n",
        becomes="",
        tests=(
            "tests/activities/test_helping.py::test_erased_client_is_nowhere_and_the_count_stays",
        ),
    ),
    Twin(
        defence="続いている頼みごとのある人は消せない",
        path="activities/actions/helping.py",
        was="    if client.requests.exclude(state__in=over).exists():",
        becomes="    if False:",
        tests=(
            "tests/activities/test_helping.py::test_erased_client_is_nowhere_and_the_count_stays",
        ),
    ),
    Twin(
        defence="頼んだ人の名前を見たことを記録する",
        path="activities/actions/helping.py",
        was='    audit.record("help_client_seen", request, by=by, council=request.council,\n                 shown={"clients": [request.client_id],\n                        "people": [row.person_id for row in supporters]})  # fmt: skip\n',
        becomes="",
        tests=(
            "tests/activities/test_helping.py::test_the_list_shows_no_name_and_the_page_leaves_a_trace",
        ),
    ),
    Twin(
        defence="頼みごとの段階を飛ばせない",
        path="activities/actions/helping.py",
        was="    if request.state not in states:",
        becomes="    if False:",
        tests=("tests/activities/test_helping.py::test_steps_cannot_be_jumped",),
    ),
    Twin(
        defence="一覧に頼んだ人の名前を出さない",
        path="templates/activities/help_line.html",
        was="<b>{{ row.skill }}</b>",
        becomes="<b>{{ row.skill }} {{ row.client }}</b>",
        tests=(
            "tests/activities/test_helping.py::test_the_list_shows_no_name_and_the_page_leaves_a_trace",
        ),
    ),
    Twin(
        defence="サインのない頼みごとは終わりにできない（データベース）",
        path="activities/models/helping.py",
        was='condition=~Q(state__in=["done", "thanked"])',
        becomes='condition=~Q(state__in=["x"])',
        tests=("tests/activities/test_helping.py::test_database_refuses_done_without_a_signature",),
    ),
    Twin(
        defence="まだ続いている人は消せない",
        path="activities/actions/privacy.py",
        was="    if reasons := reasons + queries.obstacles_of_rows(others):",
        becomes="    reasons = []\n    if reasons:",
        tests=(
            "tests/activities/test_privacy.py::test_what_still_runs_keeps_a_person_from_being_erased",
        ),
    ),
    Twin(
        defence="日誌は本人だけが直せる",
        path="activities/permissions.py",
        was="    return person.user_id == user.pk",
        becomes="    return True",
        tests=(
            "tests/activities/test_diary_pages.py::test_programme_staff_read_but_do_not_write_for_others",
            "tests/activities/test_diary.py::test_entry_moved_to_another_day_belongs_to_the_term_of_that_day",
        ),
    ),
    Twin(
        defence="日誌に個人の名前や電話があれば、たずねる",
        path="activities/forms/days.py",
        was="    return bool(_NAME.search(words) or _PHONE.search(words))",
        becomes="    return False",
        tests=(
            "tests/activities/test_diary_pages.py::test_names_are_only_hinted_at",
            "tests/activities/test_diary_pages.py::test_what_looks_like_a_name",
        ),
    ),
    Twin(
        defence="行事を2人が直しても、先の言葉が残る",
        path="activities/actions/events.py",
        was="    if mark_of_event(standing) != seen:",
        becomes="    if False:",
        tests=(
            "tests/activities/test_events.py::test_second_writer_is_told_and_nothing_is_overwritten",
        ),
    ),
]
