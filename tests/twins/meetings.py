"""Defences of the councils: minutes, roles, calendar feeds, the words of the programme."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="後から保存した人が、先の人の会議記録を消さない",
        path="councils/actions/meetings.py",
        was='    if not untouched.update(version=F("version") + 1):\n        raise EditConflict\n',
        becomes='    untouched.update(version=F("version") + 1)\n',
        tests=(
            "tests/councils/test_meetings.py::test_second_saver_is_stopped_and_nothing_is_lost",
        ),
    ),
    Twin(
        defence="確定した議事録は変えられない",
        path="councils/actions/meetings.py",
        was="    if Meeting.objects.get(pk=meeting.pk).is_closed:\n        raise MeetingIsClosed\n    untouched = Meeting.objects.filter(pk=meeting.pk, version=version, closed_at=None)",
        becomes="    untouched = Meeting.objects.filter(pk=meeting.pk, version=version)",
        tests=("tests/councils/test_meetings.py::test_closed_minutes_are_not_changed",),
    ),
    Twin(
        defence="同じ用紙が2度届いても会議は1つ",
        path="councils/actions/meetings.py",
        was="    if minutes.submit_token and sent_before:",
        becomes="    if False:",
        tests=("tests/councils/test_meetings.py::test_same_sheet_twice_is_one_meeting",),
    ),
    Twin(
        defence="確定は一度だけ記録される",
        path="councils/actions/meetings.py",
        was="filter(pk=meeting.pk, closed_at=None).update(",
        becomes="filter(pk=meeting.pk).update(",
        tests=("tests/councils/test_meetings.py::test_closing_twice_leaves_one_trace",),
    ),
    Twin(
        defence="書かれていない会議は確定できない",
        path="councils/actions/meetings.py",
        was="    if not meeting.is_recorded:\n        raise NotRecorded\n",
        becomes="",
        tests=("tests/councils/test_amendments.py::test_unwritten_meeting_cannot_be_closed",),
    ),
    Twin(
        defence="予定の会議を2人が同時に書いても、先の記録が残る",
        path="councils/actions/meetings.py",
        was="    if meeting.is_recorded:\n        raise EditConflict\n",
        becomes="",
        tests=(
            "tests/councils/test_meeting_conflicts.py::test_planned_meeting_written_meanwhile_is_seen_under_the_lock",
        ),
    ),
    Twin(
        defence="同じ日の2つ目の会議は、たずねてから作る",
        path="councils/actions/meetings.py",
        was="    if same_day and not minutes.is_another:",
        becomes="    if False:",
        tests=(
            "tests/councils/test_same_day.py::test_action_itself_refuses_so_that_two_at_once_are_told_apart",
        ),
    ),
    Twin(
        defence="自分の役割を自分で変えられない",
        path="councils/actions/roles.py",
        was="    if user == by:",
        becomes="    if False:",
        tests=("tests/councils/test_roles.py::test_nobody_changes_their_own_rights",),
    ),
    Twin(
        defence="同じ役割を2重に持たせない",
        path="councils/actions/roles.py",
        was="        raise GrantExists\n",
        becomes="        pass\n",
        tests=("tests/councils/test_roles.py::test_same_role_twice_is_refused",),
    ),
    Twin(
        defence="役割は、その役割に許されたことだけを開く",
        path="councils/permissions.py",
        was="    return any(\n        role in roles",
        becomes="    return bool(grants_of(user)) or any(\n        role in roles",
        tests=(
            "tests/councils/test_calendar_pages.py::test_neighbour_can_neither_make_nor_revoke",
        ),
    ),
    Twin(
        defence="期限の切れた役割は扉を開けない",
        path="councils/permissions.py",
        was="user.grants.on_day(today)",
        becomes="user.grants",
        tests=(
            "tests/councils/test_roles.py::test_ended_role_closes_doors_at_once",
            "tests/councils/test_roles.py::test_role_with_a_last_day_holds_until_then",
        ),
    ),
    Twin(
        defence="ほかの協議体の役割では扉が開かない",
        path="councils/permissions.py",
        was="role in roles and (granted_for is None or council_id in (ANY_COUNCIL, granted_for))",
        becomes="role in roles",
        tests=(
            "tests/councils/test_calendar_pages.py::test_neighbour_can_neither_make_nor_revoke",
        ),
    ),
    Twin(
        defence="2人目の管理者を命令から作れない",
        path="councils/actions/roles.py",
        was="        raise AdminExists\n",
        becomes="        pass\n",
        tests=("tests/councils/test_roles.py::test_first_admin_refuses_a_second_one",),
    ),
    Twin(
        defence="予定の配信の秘密はデータベースに残さない",
        path="councils/actions/feeds.py",
        was="secret_sha256=CalendarFeed.digest(secret)",
        becomes="secret_sha256=secret",
        tests=("tests/councils/test_calendar.py::test_secret_opens_the_feed_and_is_kept_nowhere",),
    ),
    Twin(
        defence="取り消した配信のアドレスは開かない",
        path="councils/queries/calendar.py",
        was="secret_sha256=CalendarFeed.digest(secret), revoked_at=None)",
        becomes="secret_sha256=CalendarFeed.digest(secret))",
        tests=("tests/councils/test_calendar.py::test_revoked_feed_is_as_unknown",),
    ),
    Twin(
        defence="事業の設定を2人が直しても、先の言葉が残る",
        path="councils/actions/programme.py",
        was="    if seen != mark_of_words(programme):",
        becomes="    if False:",
        tests=("tests/councils/test_programme.py::test_conflict_is_refused_by_the_action",),
    ),
    Twin(
        defence="協議体の名称を2人が直しても、先の名称が残る",
        path="councils/actions/founding.py",
        was="    if seen != founding_mark(council):",
        becomes="    if False:",
        tests=(
            "tests/councils/test_founding.py::test_somebody_was_quicker_and_both_names_are_shown",
        ),
    ),
    Twin(
        defence="名称を直した協議体が、前の名称でも見つかる",
        path="councils/actions/founding.py",
        was="    if before != council.name:",
        becomes="    if False:",
        tests=("tests/councils/test_founding.py::test_council_is_found_by_the_name_it_had",),
    ),
    Twin(
        defence="データベースがないとき、裏の係が文で言って終わる",
        path="takasaki_sc/management/commands/worker.py",
        was="            if not is_database_away(fault):",
        becomes="            if True:",
        tests=("tests/ops/test_worker.py::test_without_a_database_it_ends_with_a_sentence",),
    ),
    Twin(
        defence="残せない字のある月の振り返りが、だまって消えない",
        path="activities/views/diary.py",
        was="        return show_month(request, person, form)",
        becomes="        return redirect(_own_month(month.first))",
        tests=(
            "tests/activities/test_odd_records.py"
            "::test_review_with_a_sign_that_cannot_be_kept_says_so_and_comes_back",
        ),
    ),
    Twin(
        defence="内部の議題を、見てよい人だけに出す",
        path="templates/councils/meeting_detail.html",
        was="{% for item in meeting.agenda_items.all %}{% if sees_internal or not item.is_internal %}",
        becomes="{% for item in meeting.agenda_items.all %}{% if True %}",
        tests=(
            "tests/councils/test_meeting_pages.py::test_internal_item_is_for_the_councils_staff",
        ),
    ),
]
