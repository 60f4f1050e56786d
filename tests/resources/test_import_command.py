"""`manage.py import_resources`: the engine in a terminal, with and without a database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from resources.models import ImportBatch, SocialResource
from tests import workbooks as make
from tests.resources.lists import KOSAI, REAL, TAKAMATSU

LIST = [
    ("名称", "地区", "開催日時", "電話"),
    ("さくらの会", "八幡", "第1・3(木) 10:00～12:00", "027-000-0001"),
    ("もみじ体操", "八幡", "毎週火曜", "３２１－０００２"),
]
KEYS = ["verdict", "reason", "rows", "skipped", "issues", "repairs", "duplicates"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(make.book(("一覧", LIST)))
    return path


def run(path, *words, **options):
    out, err = StringIO(), StringIO()
    call_command("import_resources", str(path), *words, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_json_has_exactly_this_shape_and_needs_no_database(file):
    out, _ = run(file, "--json")
    told = json.loads(out)
    assert list(told) == KEYS
    assert told["rows"] == [
        {
            "sheet": "一覧", "row": 2, "name": "さくらの会", "district": "八幡",
            "schedule_text": "第1・3(木) 10:00～12:00", "weekdays": ["木"], "nth": [1, 3],
            "start": "10:00", "end": "12:00", "phone": "027-000-0001", "status": "active",
        },
        {
            "sheet": "一覧", "row": 3, "name": "もみじ体操", "district": "八幡",
            "schedule_text": "毎週火曜", "weekdays": ["火"], "nth": [], "start": None, "end": None,
            "phone": "027-321-0002", "status": "active",
        },
    ]  # fmt: skip
    assert told["issues"] == [
        {
            "sheet": "一覧",
            "cell": "D3",
            "level": "warning",
            "code": "area_code_added",
            "message": "市外局番（027）を補って 027-321-0002 とします。",
        }
    ]


def test_a_rejected_file_still_prints_json_and_ends_with_a_failure(tmp_path, capsys):
    path = tmp_path / "手紙.docx"
    path.write_bytes(make.archive({"word/document.xml": "<w/>"}))
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_resources", str(path), "--json", stdout=out, stderr=err)
    assert end.value.code == 1
    told = json.loads(out.getvalue())
    assert (told["verdict"], told["reason"], told["rows"]) == ("reject", "wrong_type", [])
    assert "Wordの文書" in err.getvalue()


def test_without_json_people_read_japanese(file):
    out, _ = run(file)
    assert out.splitlines()[0] == (
        "名簿.xlsx：2行を読みました（エラー0、注意1、整えたところ1、読みとばし0、重なりの疑い0組）"
    )


def test_the_council_is_a_label_where_the_list_names_no_district(tmp_path):
    path = tmp_path / "名簿.csv"
    path.write_text("名称,電話\nさくらの会,027-000-0001\n", encoding="utf-8")
    told = json.loads(run(path, "--json", "--council", "豊岡")[0])
    assert [row["district"] for row in told["rows"]] == ["豊岡"]


def test_no_file_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="ファイルを開けません"):
        run(tmp_path / "ない.xlsx")


def test_apply_writes_the_same_as_on_screen(file, city, yawata):
    out, _ = run(file, "--apply", "--by", "shi")
    assert out.splitlines()[-1] == (
        "反映しました（市 見本）：新規2、変更0、変更なし0、エラー0、"
        "名簿から消えた0（そのまま残しました）"
    )
    assert [r.council for r in SocialResource.objects.all()] == [yawata, yawata]
    assert ImportBatch.objects.get().applied_by == city
    run(file, "--apply", "--by", "shi")
    assert SocialResource.objects.count() == 2


def test_apply_asks_for_somebody_who_may(file, viewer):
    with pytest.raises(CommandError, match="--by"):
        run(file, "--apply", "--by", viewer.username)
    assert SocialResource.objects.count() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "rows", "skipped"),
    [
        (KOSAI, 339, 2),
        (TAKAMATSU, 10, 0),
        (REAL / "takamatsu_community_center.xlsx", 52, 0),
        (REAL / "takamatsu_events.xlsx", 51, 0),
    ],
    ids=["湖西", "いこいの家", "コミュニティセンター", "イベント"],
)
def test_real_lists_are_read_whole(path, rows, skipped):
    told = json.loads(run(path, "--json")[0])
    assert (len(told["rows"]), len(told["skipped"])) == (rows, skipped)
    assert [issue for issue in told["issues"] if issue["level"] == "error"] == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("xxxxxx_event.csv", "empty"),
        ("xxxxxx_public_facility.csv", "empty"),
        ("xxxxxx_population_yyyymmdd.csv", "no_header"),
    ],
)
def test_headings_alone_and_other_tables_are_no_lists(name, reason):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("import_resources", str(REAL / name), "--json", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue())["reason"] == reason
