"""The register of personal data (個人情報ファイル簿) as lines of a page, a paper, a workbook."""

from dataclasses import dataclass

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import retention
from accounts.register import ERASED, FILES, HOLDINGS, File
from takasaki_sc.lib.pdf import render_pdf
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

HEADERS = ["ファイル", "利用目的", "根拠", "保存期間", "見られる人", "表", "記録する項目",
           "文のなかで名前が出ることのある項目", "人の数"]  # fmt: skip

FOREIGN_WORDS = {
    "args_kwargs": "仕事に渡した値",
    "return_value": "仕事の結果",
    "exception_class_path": "失敗の種類",
    "traceback": "失敗したところ",
}
"""Fields of packages that do not speak Japanese."""


@dataclass(frozen=True)
class Table:
    """One table of a file: its name, its fields, and how many humans stand in it today."""

    name: str
    personal: str
    words: str
    n_people: int | None


@dataclass(frozen=True)
class Line:
    """One 個人情報ファイル with its tables."""

    file: File
    amount: int | None
    term: str
    tables: list

    @property
    def with_fields(self):
        """The tables that hold something of one human."""
        return [table for table in self.tables if table.personal]

    @property
    def only_words(self):
        """The names of those in whose sentences somebody may be named."""
        return "、".join(table.name for table in self.tables if not table.personal)

    @property
    def n_people(self):
        return sum(table.n_people or 0 for table in self.tables)


def lines():
    """[Line] in the order of the register; only tables that may say something of people."""
    terms = retention.amounts()
    found = []
    for code, one in FILES.items():
        tables = [_table(h) for h in HOLDINGS.values() if h.file == code]
        amount = terms[code]
        kept = [table for table in tables if table.personal or table.words]
        found.append(Line(one, amount, retention.words_of_term(code, amount), kept))
    return found


def _table(holding):
    return Table(
        holding.title,
        _names(holding, holding.personal),
        _names(holding, (*holding.words, *holding.files)),
        _n_people(holding) if holding.is_human else None,
    )


def _names(holding, fields):
    return "、".join(
        FOREIGN_WORDS.get(name) or str(holding.table._meta.get_field(name).verbose_name)
        for name in fields
    )


def _n_people(holding):
    """Rows with somebody in them, by whatever one is known: not those who were forgotten."""
    known = Q()
    for name in holding.known_by:
        known |= Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}__in": ("", ERASED)})
    return holding.table._base_manager.filter(known).count()


def print_register():
    """個人情報ファイル簿 for the counter and the file. Raises lib.pdf.PaperFault."""
    context = {"lines": lines(), "today": timezone.localdate()}
    return render_pdf(render_to_string("accounts/print/personal_register.html", context))


def sheet():
    """One line a table, for the office that keeps the city's list."""
    rows = [
        [line.file.title, line.file.purpose, line.file.basis, line.term, line.file.seen_by,
         table.name, table.personal, table.words, table.n_people]
        for line in lines()
        for table in line.tables
    ]  # fmt: skip
    return write_xlsx([SheetOut("個人情報ファイル簿", HEADERS, rows)])
