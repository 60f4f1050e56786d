"""Sheets of needs for the tests: those of the seeds, and small ones built line by line."""

import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from resources.importing.cells import sheets_of
from resources.importing.needs_matrix import read_needs_matrix
from resources.importing.survey import read_survey

SHEETS = Path(__file__).parent.parent.parent / "fixtures" / "takasaki" / "sheets"
TOYOOKA = SHEETS / "toyooka_services_h29_4.xlsx"
YAWATA = SHEETS / "yawata_services_h29_4.xlsx"
YAWATA_NEEDS = SHEETS / "yawata_needs_h27_4_h29_4.xlsx"
NOTSUKE = SHEETS / "notsuke_survey_h29_7.xlsx"

SMALL = (
    "困りごとの数,,,,,",
    "令和8年4月現在,,,,,",
    "町内会名,世帯数,訪問介護,,通所,対象人数",
    ",,買い物,掃除,入浴,",
    "金井淵,530,11,9人,－,20",
    "八幡2,445,4,0,3,7",
    "合計,975,15,9,3,27",
    "※見本の注記です,,,,,",
)


def csv(*lines, encoding="utf-8-sig"):
    """A CSV of these lines, as the browser sends it."""
    return SimpleUploadedFile("表.csv", "\n".join(lines).encode(encoding))


def changed(old, new, lines=SMALL):
    """The small sheet with one line replaced."""
    assert old in lines
    return tuple(new if line == old else line for line in lines)


def upload(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def read(*lines):
    """The table on a sheet of these lines."""
    return read_needs_matrix(sheets_of(csv(*lines)))


def table_in(path):
    return read_needs_matrix(sheets_of(upload(path)))


def survey_in(path):
    return read_survey(sheets_of(upload(path)))


def look(client, council, file, kind="needs"):
    """The page that shows what was read, and its form as a browser would send it back."""
    start = "" if kind == "needs" else "surveys/"
    response = client.post(f"/resources/needs/{council.pk}/{start}read/", {"file": file})
    form = response.context["form"]
    answers = {field.html_name: field.value() or "" for field in form if field.name != "accept"}
    return response, {**answers, "source": "見本の集計"}


def keep(client, council, answers, kind="needs"):
    start = "" if kind == "needs" else "surveys/"
    return client.post(f"/resources/needs/{council.pk}/{start}keep/", answers)


def take_in(client, council, file, kind="needs", **more):
    """A sheet all the way in."""
    _, answers = look(client, council, file, kind)
    return keep(client, council, {**answers, **more}, kind)


def cells_of(page):
    """The texts of the cells of the heat map on a page: {町内会: [text, …]}."""
    body = re.search(r'<tbody role="rowgroup">(.*?)</tfoot>', page, re.S)[1]
    rows = re.findall(r'<th role="rowheader" scope="row">(.*?)</th>(.*?)</tr>', body, re.S)
    cell = re.compile(r'<td role="cell"[^>]*><span class="hmname">[^<]*</span>([^<]*)')
    return {name: cell.findall(cells) for name, cells in rows}
