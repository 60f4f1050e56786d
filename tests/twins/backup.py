"""Copies, restoring and upgrades: what keeps the records of a city from being lost or read."""

from tests.twins import Twin

OPS = "takasaki_sc/ops"
REFUSALS = "tests/ops_backup/test_refusals.py"
UNDER_WAY = "tests/ops_backup/test_under_way.py"
DRILL = "tests/ops_backup/test_drill.py"

TWINS = [
    Twin(
        defence="写しは VACUUM INTO で取る（cp では WAL の行を失う）",
        path=f"{OPS}/sqlite_copy.py",
        was='            cursor.execute("VACUUM INTO %s", [str(path)])\n',
        becomes='            shutil.copy(self.connection.settings_dict["NAME"], path)\n',
        tests=(f"{UNDER_WAY}::test_copy_of_a_busy_town_is_one_moment",),
    ),
    Twin(
        defence="戻した表の行を、写しを取ったときの指紋と比べる",
        path=f"{OPS}/manifest.py",
        was=" if said.get(t) != sums.get(t))\n",
        becomes=" if t is None)\n",
        tests=(f"{REFUSALS}::test_tables_that_are_not_those_of_the_manifest_are_refused",),
    ),
    Twin(
        defence="写しの中のファイルを目録と比べる",
        path=f"{OPS}/manifest.py",
        was="for name in said.keys() | found.keys() if said.get(name) != found.get(name))",
        becomes="for name in ())",
        tests=(f"{REFUSALS}::test_open_copy_that_was_changed_is_refused",),
    ),
    Twin(
        defence="目録が書きかえられていないことを確かめる",
        path=f"{OPS}/manifest.py",
        was=" and seal == _seal(manifest)\n",
        becomes="\n",
        tests=(f"{REFUSALS}::test_open_copy_that_was_changed_is_refused",),
    ),
    Twin(
        defence="別の鍵では開けないと言い、何も変えない",
        path=f"{OPS}/crypt.py",
        was='        wrong_key = "No matching keys" in str(error)\n',
        becomes="        wrong_key = False\n",
        tests=(f"{REFUSALS}::test_wrong_key_is_refused",),
    ),
    Twin(
        defence="途中で失敗した写しを、できたことにしない",
        path=f"{OPS}/crypt.py",
        was="    writer.join()\n    _raise_first(failed)\n\n",
        becomes="    writer.join()\n\n",
        tests=(f"{UNDER_WAY}::test_copy_that_breaks_off_leaves_nothing",),
    ),
    Twin(
        defence="空でないデータベースに、断りなく重ねない",
        path=f"{OPS}/restore.py",
        was="    if replace is None and not copies.is_empty():\n",
        becomes="    if False:\n",
        tests=(f"{DRILL}::test_copy_takes_the_place_of_what_went_wrong",),
    ),
    Twin(
        defence="置きかえるデータベースの名前を、人が書く",
        path=f"{OPS}/restore.py",
        was="    if replace is not None and replace != copies.name:\n",
        becomes="    if False:\n",
        tests=(f"{DRILL}::test_copy_takes_the_place_of_what_went_wrong",),
    ),
    Twin(
        defence="写しの中の名前で、ほかの場所に書かせない",
        path=f"{OPS}/parcel.py",
        was='or ".." in steps or',
        becomes="or",
        tests=(f"{REFUSALS}::test_member_that_leads_elsewhere_is_not_written",),
    ),
    Twin(
        defence="暗号化しない写しは、そう書いたときだけ",
        path="takasaki_sc/management/commands/backup.py",
        was="        if not plain and not recipients:\n",
        becomes="        if False:\n",
        tests=(f"{DRILL}::test_open_copy_has_to_be_asked_for_and_says_so",),
    ),
    Twin(
        defence="写しのファイルは、持ち主だけが読める",
        path=f"{OPS}/parcel.py",
        was="os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)",
        becomes="os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)",
        tests=(f"{DRILL}::test_copy_says_what_it_is",),
    ),
    Twin(
        defence="空きが足りないときは、書く前に断る",
        path=f"{OPS}/state.py",
        was="        if free < needed:\n",
        becomes="        if False:\n",
        tests=(f"{REFUSALS}::test_disk_without_room_is_told_before_anything_is_written",),
    ),
    Twin(
        defence="記録が指すファイルがないことを、黙っていない",
        path=f"{OPS}/backup.py",
        was="    missing = sorted(snapshot.files - {",
        becomes="    missing = sorted(frozenset() - {",
        tests=(f"{DRILL}::test_row_whose_file_is_nowhere_is_named",),
    ),
    Twin(
        defence="止められた写しの、暗号化していない途中のものを残さない",
        path=f"{OPS}/backup.py",
        was="        state.clear_leftovers()\n",
        becomes="",
        tests=(f"{UNDER_WAY}::test_unfinished_files_of_a_killed_run_are_cleared",),
    ),
    Twin(
        defence="ほかのデータベースの写しを戻さない",
        path=f"{OPS}/restore.py",
        was='    if manifest["engine"] != copies.engine:\n',
        becomes="    if False:\n",
        tests=(f"{REFUSALS}::test_copy_of_the_other_database_is_refused",),
    ),
    Twin(
        defence="移行は部屋ごとに一列に並ぶ",
        path="councils/migrations/0008_programme.py",
        was="('councils', '0007_earlier_words'),",
        becomes="('councils', '0006_candidates_and_series'),",
        tests=("tests/upgrades/test_upgrades.py::test_migrations_of_a_room_stand_in_one_line",),
    ),
]
