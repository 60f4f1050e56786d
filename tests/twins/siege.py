"""Faults, hostile files and many hands at once: each defence, and what notices that it is off."""

from tests.twins import Twin

ERRORS = "tests/accounts/test_error_pages.py"
KILLS = "tests/resources/test_kill_points.py::test_a_kill_at_any_statement_leaves_nothing_behind"
PRESS = "tests/newsletters/test_kill_points.py::test_a_kill_at_any_step_leaves_all_or_nothing"
SIEGE = "tests/siege"
UPLOADS = f"{SIEGE}/test_hostile_uploads.py"

TWINS = [
    Twin(
        defence="取り込みは、全部か、何もなしか（G4）",
        path="resources/importing/batches.py",
        was="@resting_collector()\n@transaction.atomic\ndef apply_batch",
        becomes="@resting_collector()\ndef apply_batch",
        tests=(f"{KILLS}[applying-25]",),
    ),
    Twin(
        defence="取り込みの取り消しは、全部か、何もなしか（G4）",
        path="resources/importing/undoing.py",
        was="@transaction.atomic\ndef undo_batch",
        becomes="def undo_batch",
        tests=(f"{KILLS}[undoing-25]",),
    ),
    Twin(
        defence="同じ場所をまとめるのは、全部か、何もなしか（G4）",
        path="resources/actions/sameness.py",
        was="@transaction.atomic\ndef merge_resources",
        becomes="def merge_resources",
        tests=(f"{KILLS}[merging-10]",),
    ),
    Twin(
        defence="無作為な時に止められた取り込みも、途中で残らない（G4）",
        path="resources/importing/batches.py",
        was="@resting_collector()\n@transaction.atomic\ndef apply_batch",
        becomes="@resting_collector()\ndef apply_batch",
        tests=(
            f"{SIEGE}/test_random_kills.py::test_import_killed_at_random_is_whole_or_not_there",
        ),
    ),
    Twin(
        defence="PDFは、中身がそろってから名前がつく（G5）",
        path="newsletters/actions/saving.py",
        was="            os.replace(draft.name, path)\n",
        becomes="",
        tests=(PRESS, f"{SIEGE}/test_random_kills.py"),
    ),
    Twin(
        defence="PDFの中身は、名前より先にディスクに届く（G5）",
        path="newsletters/actions/saving.py",
        was="            os.fsync(draft.fileno())\n",
        becomes="",
        tests=("tests/newsletters/test_two_editors.py",),
    ),
    Twin(
        defence="止まった発行の残りは、命令で消える（G5）",
        path="newsletters/management/commands/sweep_issue_files.py",
        was="                path.unlink(missing_ok=True)",
        becomes="                pass",
        tests=(
            "tests/newsletters/test_corrections.py"
            "::test_old_file_of_nobody_is_listed_and_swept_and_nothing_else",
        ),
    ),
    Twin(
        defence="会議の記録は、先に保存した人の内容を消さない（G6）",
        path="councils/actions/meetings.py",
        was="pk=meeting.pk, version=version, closed_at=None",
        becomes="pk=meeting.pk, closed_at=None",
        tests=(f"{SIEGE}/test_editors.py::test_editors_of_one_meeting_lose_nothing",),
    ),
    Twin(
        defence="社会資源は、先に保存した人の内容を消さない（G6）",
        path="resources/actions/directory.py",
        was="    if seen and seen != words_mark(resource):",
        becomes="    if False:",
        tests=("tests/resources/test_two_writers.py",),
    ),
    Twin(
        defence="広報紙の記事は、先に保存した人の内容を消さない（G6）",
        path="newsletters/actions/articles.py",
        was="    if block_mark(current) != seen:",
        becomes="    if False:",
        tests=("tests/newsletters/test_two_editors.py",),
    ),
    Twin(
        defence="同じ用紙が二度届いても、記録は一つ（日誌）",
        path="activities/actions/diary.py",
        was="    if sent_before:\n        return sent_before, False\n    entry = DiaryEntry(",
        becomes="    entry = DiaryEntry(",
        tests=(f"{SIEGE}/test_double_submits.py",),
    ),
    Twin(
        defence="同じ用紙が二度届いても、記録は一つ（会議）",
        path="councils/actions/meetings.py",
        was="    if minutes.submit_token and sent_before:\n        return sent_before, False\n",
        becomes="",
        tests=(f"{SIEGE}/test_double_submits.py",),
    ),
    Twin(
        defence="保存は、記録がそろってから答える（働き手が止められたとき）（G7）",
        path="activities/actions/diary.py",
        was='    _save(entry, by)\n    audit.record("diary_written"',
        becomes='    transaction.on_commit(lambda: __import__("threading").Timer(\n'
        '        1, _save, (entry, by)).start())\n    audit.record("diary_written"',
        tests=(f"{SIEGE}/test_faults.py::test_killed_workers_lose_nothing",),
    ),
    Twin(
        defence="データベースにつながらないときは、500でなく、戻る時を言う503（G7）",
        path="takasaki_sc/errors.py",
        was="    if is_database_away(error):",
        becomes="    if False:",
        tests=(ERRORS, f"{SIEGE}/test_full_disk.py::test_locked_database_asks_to_come_back"),
    ),
    Twin(
        defence="保存する場所がいっぱいのときは、はっきりした507（G7）",
        path="takasaki_sc/errors.py",
        was="    if is_disk_full(error):",
        becomes="    if False:",
        tests=(ERRORS,),
    ),
    Twin(
        defence="名簿は、だれも待たせずに読む（保存の鍵を持たない）",
        path="resources/importing/batches.py",
        was="@resting_collector()\ndef receive_list",
        becomes="@resting_collector()\n@transaction.atomic\ndef receive_list",
        tests=("tests/resources/test_two_writers.py::test_nobody_waits_while_a_list_is_read",),
    ),
    Twin(
        defence="届いたファイルは、Webの働き手の外で、限りを付けて読む（G8）",
        path="takasaki_sc/lib/nursery.py",
        was="        _put_on_limits(job)\n",
        becomes="",
        tests=("tests/lib/test_limits.py::test_file_may_not_grow",),
    ),
    Twin(
        defence="名簿の遠すぎるセル・詰めすぎた圧縮は、読む前に断る（G8）",
        path="takasaki_sc/lib/sheet_zip.py",
        was="        and member.file_size > limits.ratio * max(member.compress_size, 1)",
        becomes="        and False",
        tests=("tests/lib/test_sheets.py::test_dense_zip_is_refused",),
    ),
    Twin(
        defence="写真は、種類を決めて開く（G8）",
        path="takasaki_sc/lib/pictures.py",
        was='FORMATS = ("JPEG", "PNG", "WEBP")',
        becomes="FORMATS = None",
        tests=(f"{UPLOADS}::test_only_three_kinds_of_pictures_are_opened",),
    ),
    Twin(
        defence="写真の位置・持ち主・機種は、しまう前に落とす（G17）",
        path="takasaki_sc/lib/pictures.py",
        was='    clean = Image.new("RGB", upright.size, "white")\n'
        '    clean.paste(upright, mask=upright.getchannel("A"))\n',
        becomes='    clean = upright.convert("RGB")\n',
        tests=(f"{UPLOADS}::test_no_photograph_that_is_served_says_more_than_its_pixels",),
    ),
    Twin(
        defence="文字のないCSV（UTF-16）は、空だと言う",
        path="takasaki_sc/lib/sheet_csv.py",
        was='    if not text.strip():\n        raise SheetFault("empty", NOTHING)\n',
        becomes="",
        tests=("tests/fuzz/test_readers_of_words.py::test_text_file_is_rows_or_a_fault",),
    ),
    Twin(
        defence="入門研修を修了していない人は、サービスの担い手にならない（b）",
        path="activities/actions/supporters.py",
        was="        raise NotTrained\n",
        becomes="        pass\n",
        tests=("tests/fuzz/test_machines.py",),
    ),
    Twin(
        defence="確定した会議の記録は、直せない",
        path="councils/actions/meetings.py",
        was="    if Meeting.objects.get(pk=meeting.pk).is_closed:\n        raise MeetingIsClosed\n"
        "    untouched = Meeting.objects.filter(pk=meeting.pk, version=version, closed_at=None)",
        becomes="    untouched = Meeting.objects.filter(pk=meeting.pk, version=version)",
        tests=("tests/fuzz/test_machines.py",),
    ),
]
