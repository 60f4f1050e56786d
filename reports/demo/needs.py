"""The tables and surveys of the seeds, read in the way people read them in; and invented ones."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.models import Council
from reports.demo.words import bank
from resources.actions.needs import put_needs_matrix
from resources.actions.surveys import put_survey
from resources.forms.needs import NeedsForm
from resources.forms.surveys import SurveyKeepForm
from resources.importing.cells import sheets_of
from resources.importing.drafts import seal
from resources.importing.needs_matrix import read_needs_matrix
from resources.importing.survey import read_survey
from resources.models import NeedsMatrix, Voice

SEMINAR = "高崎市発表資料（第131回市町村職員セミナー、平成30年1月22日）"
CENTRE = f"あんしんセンターの集計、{SEMINAR}"


@dataclass(frozen=True)
class SheetOfDemo:
    """A workbook under fixtures/, whose it is, and what to write as its source."""

    path: str
    council: str
    source: str


TABLES = (
    SheetOfDemo("takasaki/sheets/toyooka_services_h29_4.xlsx", "豊岡", CENTRE),
    SheetOfDemo("takasaki/sheets/yawata_services_h29_4.xlsx", "八幡", CENTRE),
    SheetOfDemo("takasaki/sheets/yawata_needs_h27_4_h29_4.xlsx", "八幡", CENTRE),
)
SURVEYS = (
    SheetOfDemo("takasaki/sheets/notsuke_survey_h29_7.xlsx", "乗附", SEMINAR),
    SheetOfDemo("takasaki/sheets/takigawa_kyogashima_survey_h29.xlsx", "京ヶ島・滝川", SEMINAR),
    SheetOfDemo("demo/sheets/yawata_survey.xlsx", "八幡", "見本の集計（実在しません）"),
)


def has_needs():
    """Whether the tables are there already."""
    return NeedsMatrix.objects.exists()


def make_needs(by):
    """Read every sheet in, and write a few invented voices. Returns {what: how many}."""
    for sheet in TABLES:
        read_table_in(sheet, by)
    for sheet in SURVEYS:
        read_survey_in(sheet, by)
    voices = _voices()
    Voice.objects.bulk_create(voices)
    return {"困りごとの表": len(TABLES), "アンケート": len(SURVEYS), "声": len(voices)}


def read_table_in(sheet, by):
    """One table through the importer, exactly as the two pages do it. Returns the NeedsMatrix."""
    council, table = Council.objects.get(name=sheet.council), read_needs_matrix(_sheets(sheet))
    form = NeedsForm(_answers(sheet, council, table, kind=table.kind), council=council, table=table)
    _insist(form)
    return put_needs_matrix(form.head(), form.body(), by=by, token=uuid.uuid4(), seen=None)


def read_survey_in(sheet, by):
    """One survey through the importer. Returns the Survey."""
    council, table = Council.objects.get(name=sheet.council), read_survey(_sheets(sheet))
    form = SurveyKeepForm(_answers(sheet, council, table), council=council, table=table)
    _insist(form)
    homes = form.homes_of_columns()
    return put_survey(form.head(), table, homes, by=by, token=uuid.uuid4(), seen=None)


def _sheets(sheet):
    path = settings.BASE_DIR / "fixtures" / sheet.path
    return sheets_of(SimpleUploadedFile(path.name, path.read_bytes()))


def _answers(sheet, council, table, **more):
    words = {"title": table.title, "period_text": table.period, "source": sheet.source}
    return {"draft": seal(table, council), **words, **more}


def _insist(form):
    if not form.is_valid() or form.table.issues:
        raise ValueError(f"{form.table.title}: {form.errors.as_text()} {form.table.issues}")


def _voices():
    councils = {council.name: council for council in Council.objects.all()}
    return [
        Voice(
            council=councils[words["council"]],
            text=words["text"],
            method=words["method"],
            heard_text=words["when"],
            source="見本の声",
        )
        for words in bank("voices")["voices"]
    ]
