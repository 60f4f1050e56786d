"""The trail: its chain, its guards, who saw whom, and what is never written down."""

from tests.twins import Twin

CHAIN = "tests/accounts/test_chain.py"
READS = "tests/test_reads.py"
INCIDENTS = "tests/accounts/test_incidents.py"

TWINS = [
    Twin(
        "書きかえられた操作の記録が見つかる",
        "accounts/trail.py",
        "    if own != digest(number, previous, entry, content):",
        "    if False:",
        (f"{CHAIN}::test_changed_entry_is_found",),
    ),
    Twin(
        "見た人の番号（項目と数）も、封の要約に入っている",
        "accounts/trail.py",
        'CONTENT = ("at", "by_id", "verb", "target_model", "target_id", "council_number", "facts")',
        'CONTENT = ("at", "by_id", "verb", "target_model", "target_id", "council_number")',
        (f"{CHAIN}::test_changed_entry_is_found",),
    ),
    Twin(
        "抜き取られた操作の記録が見つかる",
        "accounts/trail.py",
        "    if number != before.number + 1:",
        "    if False:",
        (f"{CHAIN}::test_entry_taken_out_is_found",),
    ),
    Twin(
        "封ごと作り直された記録が見つかる",
        "accounts/trail.py",
        "    elif before.sha256 and previous != before.sha256:",
        "    elif False:",
        (f"{CHAIN}::test_chain_with_a_seal_made_anew_is_found",),
    ),
    Twin(
        "記録の終わりが切り取られたことが、控えで見つかる",
        "accounts/trail.py",
        "    if anchor is not None and anchor.number > found.last.number:",
        "    if False:",
        (f"{CHAIN}::test_end_cut_off_is_found_with_what_was_kept_on_paper",),
    ),
    Twin(
        "データベースが、操作の記録を書きかえることを断る",
        "accounts/trail_guards.py",
        'f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",',
        '"SELECT 1",',
        (f"{CHAIN}::test_database_refuses_to_change_the_trail",),
    ),
    Twin(
        "整理で名指しされない記録は、消せない",
        "accounts/trail_guards.py",
        '    " JOIN accounts_trailpurge p ON s.number <= p.number WHERE s.entry_id = OLD.id)",',
        '    " JOIN accounts_trailpurge p ON 1 = 1 WHERE s.entry_id = OLD.id)",',
        (f"{CHAIN}::test_database_refuses_to_change_the_trail",),
    ),
    Twin(
        "書いた直後に、つながりの中の場所が決まる",
        "accounts/audit.py",
        "    transaction.on_commit(partial(trail.seal, [entry.pk]), robust=True)",
        "    partial(trail.seal, [entry.pk])",
        (f"{CHAIN}::test_entry_gets_its_place_right_after_the_commit",),
    ),
    Twin(
        "違うところのある記録は、整理しない",
        "takasaki_sc/management/commands/purge_trail.py",
        "        if trail.verify().n_breaks:",
        "        if False:",
        (f"{CHAIN}::test_purge_refuses_a_broken_chain_and_young_entries",),
    ),
    Twin(
        "個人の情報を見たら、だれの分かが残る",
        "accounts/reading.py",
        "            if shown and response.status_code in SHOWN:",
        "            if False:",
        (f"{READS}::test_answer_to_a_form_that_shows_people_leaves_one_entry",),
    ),
    Twin(
        "個人の情報の画面で断られたら、残る",
        "accounts/decorators.py",
        '    if hasattr(view, "reads"):',
        "    if False:",
        (f"{READS}::test_refusal_at_one_page_is_kept",),
    ),
    Twin(
        "相談の一覧を見たら残る",
        "activities/views/consultations.py",
        "    show(request, consultations=found.everything)",
        "    pass",
        (f"{READS}::test_list_of_consultations_says_which",),
    ),
    Twin(
        "報告に出る人数は、同じ方を1人と数える",
        "accounts/incidents.py",
        "    seen = people.setdefault(one, Seen(*one, first=at, last=at))",
        "    seen = people[one, at, by] = Seen(*one, first=at, last=at)",
        (f"{INCIDENTS}::test_report_says_what_really_happened",),
    ),
    Twin(
        "お名前は、押して記録に残してからだけ出る",
        "accounts/views/incidents.py",
        '    return names_of(people) if request.GET.get("names") == "1" else {}',
        "    return names_of(people)",
        (f"{INCIDENTS}::test_page_shows_numbers_first_and_names_on_a_press",),
    ),
    Twin(
        "お名前を出したことが残る",
        "accounts/views/incidents.py",
        "        show(request, **(shown_of(people) if names else {}))",
        "        pass",
        (f"{INCIDENTS}::test_page_shows_numbers_first_and_names_on_a_press",),
    ),
    Twin(
        "ログに、打ち込まれた値が残らない",
        "takasaki_sc/lib/logs.py",
        '        return "".join([*lines, " from ".join(chain_of(error))]).rstrip()',
        "        return super().formatException(exc_info)",
        ("tests/test_typed.py::test_fault_with_every_value_in_hand_says_none",),
    ),
]
