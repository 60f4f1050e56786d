"""確認シート on paper: A4 landscape, one numbered line a resource, boxes to tick."""

from itertools import groupby

from django.template.loader import render_to_string

from takasaki_sc.lib.pdf import render_pdf


def check_sheet(sheet, lines, *, today, with_contacts):
    """The sheet as a lib.pdf paper. lines: queries.check_sheets.lines_of(sheet).

    with_contacts: the names of the contact persons too; the caller has asked who may see them.
    """
    groups = [
        (name, list(found)) for name, found in groupby(lines, key=lambda line: line.group)
    ]  # fmt: skip
    context = {
        "sheet": sheet, "groups": groups, "today": today, "with_contacts": with_contacts,
    }  # fmt: skip
    return render_pdf(render_to_string("resources/print/check_sheet.html", context))
