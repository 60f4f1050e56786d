"""地域・年齢別人口 as files really come: blank lines, days as cells, numbers that do not fit."""

from datetime import date, datetime

import pytest

from councils.actions.population import import_population
from councils.importing import population
from councils.importing.population import Town, read_population
from councils.models import Area, AreaFigure
from takasaki_sc.lib.sheets import SheetFault
from tests import factories as make
from tests.councils.test_population import HEADINGS, line, table, towns, upload, values_of
from tests.workbooks import book


@pytest.mark.parametrize("day", [datetime(2026, 10, 1, 9, 30), date(2026, 10, 1)])  # noqa: DTZ001
def test_day_that_is_a_cell_of_its_own_kind_is_read_with_blank_lines_between(day):
    cells = line("見本町").split(",")
    cells[HEADINGS.index("調査年月日")] = day
    content = book(("人口", [HEADINGS, [None] * len(HEADINGS), cells]))
    found = read_population(content, "人口.xlsx")
    assert found.towns == [Town("見本町", date(2026, 10, 1), 180, 90, 90, 50, 80)]
    assert found.faults == []


def test_blank_line_of_a_table_is_no_town():
    found = read_population(table(line("町"), "," * (len(HEADINGS) - 1), line("村")), "x.csv")
    assert [town.name for town in found.towns] == ["町", "村"]
    assert found.faults == []


def test_more_towns_than_one_file_may_hold_are_refused_before_any_is_taken():
    most = population.MOST_ROWS
    lines = [line(f"町{n}") for n in range(most + 1)]
    assert len(read_population(table(*lines[:-1]), "x.csv").towns) == most
    with pytest.raises(SheetFault, match=f"町は{most}までです。ファイルを分けてください。"):
        read_population(table(*lines), "x.csv")


def test_bands_that_do_not_add_up_to_the_total_are_told():
    found = read_population(table(line("町", **{"0-4歳の男性": "6"})), "x.csv")
    [fault] = found.faults
    assert (fault.cell, fault.is_error) == ("G2", False)
    assert fault.text == "年齢別の合計（181）が、総人口（180）と合いません。"


def test_table_of_the_elderly_alone_is_not_added_up():
    """A table without the young bands cannot be compared with its total."""
    young = {n for n, heading in enumerate(HEADINGS) if heading.startswith(("0-4歳", "5-9歳"))}
    content = "\n".join(
        ",".join(cell for n, cell in enumerate(cells) if n not in young)
        for cells in (HEADINGS, line("町").split(","))
    )
    found = read_population(content.encode(), "x.csv")
    assert ([town.elderly for town in found.towns], found.faults) == ([50], [])


def test_file_that_is_too_large_is_told_beside_the_field(client, city, settings):
    client.force_login(city)
    page = upload(client, b"x" * (5 * 2**20 + 1))
    told = "ファイルは5MBまでです。"
    assert (page.status_code, told in page.content.decode()) == (422, True)


def test_known_town_learns_where_it_lies(yawata, city):
    make.AreaFactory(name="見本町", kind="district")
    import_population(towns("見本町"), "見本の台帳", {"見本町": "八幡"}, by=city)
    assert Area.objects.get(kind="district").within == yawata.area
    assert values_of(yawata.area)["人口"] == 180


def test_number_that_one_town_lacks_is_not_added_up(yawata, city):
    pair = [*towns("見本町"), Town("となり町", date(2026, 10, 1), 180, 90, 90, 50, None)]
    within = {"見本町": "八幡", "となり町": "八幡"}
    import_population(pair, "見本の台帳", within, by=city)
    assert values_of(yawata.area) == {"人口": 360, "男": 180, "女": 180, "65歳以上": 100}
    assert AreaFigure.objects.filter(label="世帯数").count() == 1  # of 見本町 alone
