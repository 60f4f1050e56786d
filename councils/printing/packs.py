"""Packs on paper and as workbooks: one meeting, a council's year, a month of all councils.

Every function takes what queries/packs.py made for one Reader; what that reader may not know
is not in it, so nothing has to be left out here.
"""

from django.template.loader import render_to_string

from takasaki_sc.lib import wareki
from takasaki_sc.lib.paper_records import print_record
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

HEAD = ["協議体", "開催日", "和暦", "会議"]
HEAD_WIDTHS = [18, 12, 22, 22]


def year_paper(pack):
    """A4: cover with counts and contents, then the 要点 of every meeting of the year."""
    return print_record(render_to_string("councils/print/year_pack.html", {"pack": pack}))


def month_paper(pack):
    """A4: how it stands with all councils on one page, then what each of them talked about."""
    return print_record(render_to_string("councils/print/month_pack.html", {"pack": pack}))


def meeting_sheet(points):
    """One meeting: 要点・議題・決定・宿題・出席."""
    return write_xlsx([_overview(points), *_lines([points]), _seats([points])])


def year_sheet(pack):
    """A council's year: まとめ・会議・議題・決定・宿題・出席."""
    year_name = wareki.format_fiscal_year(pack.year)
    counts = [[label, n] for label, n in (*pack.tallies, *pack.kinds, *pack.roles)]
    cover = [["協議体", pack.council.full_name], ["年度", year_name], ["版", pack.reader.words]]
    return write_xlsx(
        [
            SheetOut("まとめ", ["項目", "内容"], [*cover, *counts], [24, 40]),
            _meetings(pack.points, pack.others),
            *_lines(pack.points),
            _seats(pack.points),
        ]
    )


def month_sheet(pack):
    """A month of all councils: ようす・会議・議題・決定・宿題. Nobody's name is in it."""
    headers = ["協議体", "ようす", "日", "わけ", "会議の数"]
    rows = [[str(row.council), row.state, row.days, row.why, len(row.points)] for row in pack.rows]
    others = [pair for row in pack.rows for pair in row.others]
    return write_xlsx(
        [
            SheetOut(f"{pack.month.words}のようす", headers, rows, [20, 18, 34, 40, 10]),
            _meetings(pack.points, others),
            *_lines(pack.points),
        ]
    )


def _head(meeting):
    day = None if meeting.is_month_only else meeting.held_on
    return [str(meeting.council), day, meeting.weekday_words, meeting.title]


def _overview(points):
    meeting = points.meeting
    rows = [
        ["会議", f"{meeting.council.full_name} {meeting.title}"],
        ["版", points.reader.words],
        ["日時", f"{meeting.weekday_words} {meeting.hours}".strip()],
        ["場所", meeting.place],
        ["開き方", meeting.get_form_display()],
        ["協議体の役割", "、".join(meeting.role_labels)],
        ["テーマ", meeting.theme],
        ["出席", meeting.present_words],
        ["参加協議体数", meeting.n_parties_shown],
        ["気づいたこと・雰囲気", meeting.remark],
        ["内部のメモ", points.note],
        *([f"訂正：{row.where}", row.corrected] for row in points.amendments),
    ]
    known = [row for row in rows if row[1] not in ("", None)]
    return SheetOut("要点", ["項目", "内容"], known, [24, 60])


def _meetings(found, others):
    """One row a meeting, those without minutes too."""
    headers = [
        *HEAD, "開き方", "記録", "場所", "出席", "協議体の役割", "気づいたこと・雰囲気",
        "内部のメモ",
    ]  # fmt: skip
    rows = [
        [
            *_head(p.meeting), p.meeting.get_form_display(), "記録ずみ", p.meeting.place,
            p.meeting.present_words, p.meeting.role_signs, p.meeting.remark, p.note,
        ]
        for p in found
    ]  # fmt: skip
    rows += [
        [*_head(meeting), meeting.get_form_display(), str(state), meeting.place, *[""] * 4]
        for meeting, state in others
    ]
    return SheetOut("会議", headers, rows, [*HEAD_WIDTHS, 12, 14, 24, 10, 14, 50, 40])


def _lines(found):
    """The sheets 議題・決定・宿題."""
    return [_items(found), _decisions(found), _homework(found)]


def _items(found):
    headers = [*HEAD, "順", "種類", "議題", "話し合ったこと", "結果", "内部だけ"]
    rows = [
        [
            *_head(points.meeting), item.order, item.get_kind_display(), item.text,
            item.discussion, "\n".join(item.outcome_lines), "内部" if item.is_internal else "",
        ]
        for points in found
        for item in points.items
    ]  # fmt: skip
    return SheetOut("議題", headers, rows, [*HEAD_WIDTHS, 6, 14, 40, 50, 50, 10])


def _decisions(found):
    headers = [*HEAD, "順", "決まったこと", "いつまで", "内部だけ"]
    rows = [
        [
            *_head(points.meeting), row.order, row.text, _due(row),
            "内部" if row.is_internal else "",
        ]
        for points in found
        for row in points.decisions
    ]  # fmt: skip
    return SheetOut("決定", headers, rows, [*HEAD_WIDTHS, 6, 50, 20, 10])


def _homework(found):
    """宿題, with who where the reader may see people."""
    headers = [*HEAD, "順", "何を", "いつまで", "できた日", "だれが"]
    rows = [
        [
            *_head(points.meeting), item.order, item.what, _due(item), item.done_on,
            item.who if points.reader.sees_people else "",
        ]
        for points in found
        for item in points.homework
    ]  # fmt: skip
    return SheetOut("宿題", headers, rows, [*HEAD_WIDTHS, 6, 50, 20, 12, 20])


def _seats(found):
    """出席: how many of each 立場; the names where the reader may see people."""
    headers = [*HEAD, "立場", "人数", "お名前"]
    rows = [row for points in found for row in _seats_of(points)]
    return SheetOut("出席", headers, rows, [*HEAD_WIDTHS, 24, 8, 50])


def _seats_of(points):
    head = _head(points.meeting)
    for group in points.seats:
        yield [*head, group.affiliation, group.n, "、".join(group.names)]
    n_guests = len(points.meeting.guests.all()) + points.meeting.n_guests
    if n_guests:
        names = "、".join(str(guest) for guest in points.guests)
        yield [*head, "名簿にない人", n_guests, names]


def _due(row):
    return wareki.format_date(row.due_on) if row.due_on else row.due_text
