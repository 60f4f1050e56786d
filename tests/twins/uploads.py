"""What one person may send in a day."""

from tests.twins import Twin

_PATH = "takasaki_sc/uploads.py"
_TESTS = "tests/ops/test_uploads.py"
TWINS = [
    Twin(
        defence="1人が1日に送れるファイルの数には、上限がある",
        path=_PATH,
        was="n > settings.FILES_A_DAY or ",
        becomes="",
        tests=(f"{_TESTS}::test_day_full_of_files_refuses_the_next_and_keeps_the_others",),
    ),
    Twin(
        defence="1人が1日に送れる大きさには、上限がある",
        path=_PATH,
        was=" or weight > settings.MEGABYTES_A_DAY * MEGABYTE",
        becomes="",
        tests=(f"{_TESTS}::test_day_full_of_bytes_refuses_before_anything_is_read",),
    ),
]
