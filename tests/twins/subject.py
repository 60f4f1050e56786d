"""Personal data: the register, the stop, the erasure, the terms."""

from tests.twins import Twin

FORGOTTEN = "tests/reports/test_forgotten.py"
SWEEP = f"{FORGOTTEN}::test_erasure_leaves_nothing_in_any_table_file_index_or_cache"
RIGHTS = "tests/activities/test_rights.py"
RETENTION = "tests/accounts/test_retention.py"

TWINS = [
    Twin(
        defence="申告のない列を見つける",
        path="accounts/register.py",
        was="if is_wordy(column) and column.name not in _declared_of(table)",
        becomes="if False",
        tests=(
            "tests/accounts/test_personal.py::test_undeclared_column_is_named_with_file_and_line",
        ),
    ),
    Twin(
        defence="消去は前の版にも及ぶ",
        path="accounts/register.py",
        was='    if hasattr(table, "history"):\n        yield table.history.model',
        becomes="    return",
        tests=(SWEEP,),
    ),
    Twin(
        defence="消去は文のなかにも及ぶ",
        path="activities/forgetting.py",
        was="+ subjects.sentence_changes(finder)",
        becomes="",
        tests=(SWEEP,),
    ),
    Twin(
        defence="消去はファイルにも及ぶ",
        path="activities/forgetting.py",
        was="n_files = wiping.wipe_files(finder, roots)",
        becomes="n_files = 0",
        tests=(SWEEP,),
    ),
    Twin(
        defence="写っている写真も消える",
        path="newsletters/personal.py",
        was="FACES.append(pictures_of)",
        becomes="",
        tests=(SWEEP,),
    ),
    Twin(
        defence="消去は2人で行う",
        path="activities/actions/privacy.py",
        was="if standing.asked_by_id == by.pk:",
        becomes="if False:",
        tests=("tests/activities/test_privacy.py::test_erasure_takes_two",),
    ),
    Twin(
        defence="同じ名前の別の方の行には触れない",
        path="accounts/subjects.py",
        was="[name for name in holding.personal if name not in holding.known_by]",
        becomes="list(holding.personal)",
        tests=(f"{RIGHTS}::test_namesake_and_short_name_are_left_alone",),
    ),
    Twin(
        defence="短い名前では文を消さない",
        path="takasaki_sc/lib/spellings.py",
        was="return len(letters_of(text)) >= shortest",
        becomes="return True",
        tests=(f"{RIGHTS}::test_namesake_and_short_name_are_left_alone",),
    ),
    Twin(
        defence="利用を止めた方は組み合わせに出ない",
        path="activities/queries/helping.py",
        was=".on_day(today).in_use()",
        becomes=".on_day(today)",
        tests=(f"{RIGHTS}::test_stopped_person_is_asked_nowhere",),
    ),
    Twin(
        defence="利用を止めた方は名簿の持ち出しに出ない",
        path="activities/views/supporters.py",
        was="search.said).in_use()",
        becomes="search.said)",
        tests=(f"{RIGHTS}::test_stopped_person_is_in_no_export_and_no_search",),
    ),
    Twin(
        defence="利用を止めた方にメールは出ない",
        path="newsletters/queries/readers.py",
        was='return readers.exclude(email__endswith=f"@{NOWHERE}")',
        becomes="return readers.all()",
        tests=(f"{RIGHTS}::test_stopped_reader_gets_no_mail_and_is_not_purged",),
    ),
    Twin(
        defence="利用停止の間に書かれた言葉を上書きしない",
        path="activities/forgetting.py",
        was="if row and _kept(getattr(row, word.column)) == word.mark:",
        becomes="if row:",
        tests=(f"{RIGHTS}::test_word_written_over_a_stop_is_not_lost",),
    ),
    Twin(
        defence="復元のあと、消去をやり直す",
        path="takasaki_sc/management/commands/reapply_erasures.py",
        was="erase_again(tombstone, by=None)",
        becomes="pass",
        tests=(f"{FORGOTTEN}::test_older_backup_brings_nobody_back",),
    ),
    Twin(
        defence="保存期間満了の消去は2人で行う",
        path="accounts/actions/purging.py",
        was="if current.asked_by_id == by.pk:",
        becomes="if False:",
        tests=(f"{RETENTION}::test_one_colleague_alone_purges_nothing",),
    ),
    Twin(
        defence="変わった一覧は消さない",
        path="accounts/actions/purging.py",
        was="if retention.digest_of(found) != current.digest:",
        becomes="if False:",
        tests=(f"{RETENTION}::test_list_that_changed_is_not_purged",),
    ),
    Twin(
        defence="保存期間は年度の終わりから数える",
        path="accounts/retention.py",
        was="return date(fiscal_year(today) - amount, 3, 31)",
        becomes="return date(fiscal_year(today) - amount + 1, 3, 31)",
        tests=(f"{RETENTION}::test_rows_of_every_class_go_on_their_day",),
    ),
    Twin(
        defence="利用を止めた方の記録は満了でも消さない",
        path="accounts/retention.py",
        was="return says & ~stopped &",
        becomes="return says &",
        tests=(f"{RETENTION}::test_whose_use_is_stopped_is_kept",),
    ),
]
