"""Lists to be read in: 17 columns of invented Japanese, next year's edition, an empty giant."""

import io
import zipfile
from datetime import date, timedelta
from random import Random
from xml.sax.saxutils import escape

from takasaki_sc.lib.sheet_shapes import column_letters

HEADINGS = (
    "番号", "名称", "ふりがな", "種別", "地区", "町内会", "住所", "会場", "開催日時", "定休日",
    "実施主体", "代表者", "電話", "FAX", "参加費", "備考", "最終確認日",
)  # fmt: skip
GIANT_ROWS = 1_048_576

_FLOWERS = [
    "さくら",
    "うめ",
    "もも",
    "すみれ",
    "ひまわり",
    "こすもす",
    "あじさい",
    "つばき",
    "なのはな",
    "ふじ",
]
KINDS = ["サロン", "居場所", "体操", "移動販売", "配食", "見守り", "趣味の教室", "老人クラブ"]
_DISTRICTS = (
    "八幡",
    "豊岡",
    "長野",
    "大類",
    "佐野",
    "岩鼻",
    "片岡",
    "吉井",
    "箕郷",
    "榛名",
    "新町",
)
_HALLS = ["公民館", "集会所", "会館", "センター", "公会堂"]
_WHEN = (
    "毎週(火) 10:00～12:00", "第1・3木曜 13:30～15:00", "毎月第2水曜日 10時～11時30分",
    "毎週月・金曜日 9:30～11:00", "第4土曜日 14:00～16:00", "毎月10日 10:00～",
    "毎週（火、金） 13:00～15:00", "隔週木曜日 午前10時から正午まで",
)  # fmt: skip
_NOTES = (
    "", "お茶を飲みながら話す会です。", "上履きをお持ちください。", "雨の日は休みます。",
    "どなたでも参加できます。申込は要りません。", "駐車場は3台まで。\n乗り合わせでお願いします。",
)  # fmt: skip


def places(n, seed=2026):
    """n lines of a list, always the same."""
    rng = Random(seed)
    return [_place(number, rng) for number in range(1, n + 1)]


def _place(number, rng):
    flower, kind, district = rng.choice(_FLOWERS), rng.choice(KINDS), rng.choice(_DISTRICTS)
    town = f"{district}町{rng.randint(1, 9)}"
    lot = f"{rng.randint(1, 999)}-{rng.randint(1, 30)}"
    phone = f"027-{rng.randint(300, 399)}-{rng.randint(0, 9999):04}"
    return [
        number, f"見本{flower}の{kind}{number}", f"みほん{flower}の会", kind, f"{district}地区",
        f"{town}町内会", f"高崎市{town}番地{lot}", f"見本{district}{rng.choice(_HALLS)}",
        rng.choice(_WHEN), rng.choice(("", "日曜・祝日", "年末年始")), f"見本{flower}の会",
        f"見本 {flower}子", phone, rng.choice(("", phone[:-1] + "0")),
        rng.choice(("無料", "100円", "1回200円")), rng.choice(_NOTES),
        date(2026, 4, 1) - timedelta(days=rng.randint(0, 700)),
    ]  # fmt: skip


def next_edition(lines):
    """Next year's list: one line in a hundred says something else, one in a hundred is new."""
    edition = [list(line) for line in lines]
    for line in edition[::100]:
        line[8], line[15] = "毎月第3金曜日 10:00～11:30", "日と時間が変わりました。"
    more = places(len(lines) + len(lines) // 100, seed=2027)[len(lines) :]
    return edition + more


def workbook(lines, name="名簿"):
    """The bytes of an xlsx as Excel writes it: shared strings, days as numbers with a style."""
    texts, rows = {}, []
    for number, line in enumerate([HEADINGS, *lines], start=1):
        cells = (_cell(f"{column_letters(i)}{number}", value, texts)
                 for i, value in enumerate(line, start=1))  # fmt: skip
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return _archive("".join(rows), name, f'<sst xmlns="{_MAIN}">{strings}</sst>')


def giant():
    """A sheet somebody formatted to the very last row, with twenty lines of text in it."""
    rows = [
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/></row>'
        for n in range(22, GIANT_ROWS + 1)
    ]
    texts, top = {}, []
    for number, line in enumerate([HEADINGS, *places(20)], start=1):
        cells = (_cell(f"{column_letters(i)}{number}", value, texts)
                 for i, value in enumerate(line, start=1))  # fmt: skip
        top.append(f'<row r="{number}">{"".join(cells)}</row>')
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return _archive("".join(top + rows), "名簿", f'<sst xmlns="{_MAIN}">{strings}</sst>')


def _cell(place, value, texts):
    if value in ("", None):
        return ""
    if isinstance(value, date):
        return f'<c r="{place}" s="2"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf applyBorder="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>"
)


_KINDS_OF_PARTS = {
    "workbook": "sheet.main",
    "styles": "styles",
    "sharedStrings": "sharedStrings",
    "worksheets/sheet1": "worksheet",
}


def _archive(rows, name, strings):
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in _KINDS_OF_PARTS.items()
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in members.items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{body}')
    return target.getvalue()
