"""Commands about the directory: who answers for a list, for which council, and the towns."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from resources.models import ImportBatch, SocialResource, Town
from tests import factories as make
from tests import workbooks

LIST = [("名称", "電話"), ("さくらの会", "027-000-0001")]


def run(tmp_path, *words):
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(workbooks.book(("一覧", LIST)))
    out = StringIO()
    call_command("import_resources", str(path), "--apply", *words, stdout=out)
    return out.getvalue()


def test_without_a_name_the_first_who_may_answers_for_the_list(tmp_path, viewer, city, admin):
    told = run(tmp_path)
    batch = ImportBatch.objects.get()
    assert (batch.applied_by, str(batch.applied_by) in told) == (city, True)


def test_list_of_one_council_becomes_its_places(tmp_path, city, yawata, toyooka):
    run(tmp_path, "--council", "豊岡")
    assert SocialResource.objects.get().council == toyooka


def test_council_that_is_not_there_stops_the_list(tmp_path, city, yawata):
    with pytest.raises(CommandError, match="協議体「倉渕」がありません。"):
        run(tmp_path, "--council", "倉渕")
    assert (SocialResource.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_towns_that_are_there_are_not_brought_again(db, capsys):
    make.TownFactory(name="八幡町")
    make.SocialResourceFactory(address="高崎市八幡町1")
    call_command("place_resources")
    assert Town.objects.count() == 1
    assert capsys.readouterr().out == "1件に、住所の町とおよその位置を入れました。\n"
