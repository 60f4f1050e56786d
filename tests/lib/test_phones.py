"""Telephone cells as they come in lists. All numbers are made up or public desks."""

import pytest

from takasaki_sc.lib.phones import PhoneResult, format_phone, is_phone, parse_phones

ZERO = ["先頭の0を補いました"]
AREA = ["市外局番（027）を補いました"]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("027-321-1234", ["027-321-1234"]),
        ("０２７－３２１－１２３４", ["027-321-1234"]),
        ("027ー321ー1234", ["027-321-1234"]),
        ("（027）321-1234", ["027-321-1234"]),
        ("027(321)1234", ["027-321-1234"]),
        ("027 321 1234", ["027-321-1234"]),
        ("027-3211234", ["027-321-1234"]),
        ("0273211234", ["027-321-1234"]),
        ("+81-27-321-1234", ["027-321-1234"]),
        ("電話番号：027-321-1234", ["027-321-1234"]),
        ("0274-42-0001", ["0274-42-0001"]),
        ("0274420001", ["0274-42-0001"]),
        ("053-575-0294", ["053-575-0294"]),
        ("087-888-1126  ", ["087-888-1126"]),
        ("0120-123-456", ["0120-123-456"]),
        ("09012345678", ["090-1234-5678"]),
        ("携帯090-1234-5678", ["090-1234-5678"]),
        ("027-321-1234、090-1234-5678", ["027-321-1234", "090-1234-5678"]),
        ("027-321-1234\n027-321-5678", ["027-321-1234", "027-321-5678"]),
        ("087-833-2282（087-839-2292）", ["087-833-2282", "087-839-2292"]),
        ("", []),
        (None, []),
        (float("nan"), []),
    ],
)
def test_phones_are_read_without_any_doubt(cell, phones):
    assert parse_phones(cell) == PhoneResult(phones=phones)


@pytest.mark.parametrize(
    ("cell", "phones", "faxes"),
    [
        ("TEL 027-321-1234 FAX 027-321-1235", ["027-321-1234"], ["027-321-1235"]),
        ("TEL027-321-1234\nFAX027-321-1235", ["027-321-1234"], ["027-321-1235"]),
        ("T:027-321-1234 F:027-321-1235", ["027-321-1234"], ["027-321-1235"]),
        ("027-321-1234(FAX 027-321-1235)", ["027-321-1234"], ["027-321-1235"]),
        ("027-321-1234（FAX兼用）", ["027-321-1234"], ["027-321-1234"]),
        ("027-321-1234 兼FAX", ["027-321-1234"], ["027-321-1234"]),
        ("TEL/FAX 027-321-1234", ["027-321-1234"], ["027-321-1234"]),
        ("ＴＥＬ・ＦＡＸ０２７（３２１）１２３４", ["027-321-1234"], ["027-321-1234"]),
        ("ファックス 027-321-1235", [], ["027-321-1235"]),
        ("電話 027-321-1234（FAX）", [], ["027-321-1234"]),
    ],
)
def test_fax_is_told_from_phone(cell, phones, faxes):
    assert parse_phones(cell) == PhoneResult(phones=phones, faxes=faxes)


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        (273211234.0, PhoneResult(["027-321-1234"], repairs=ZERO)),
        (273211234, PhoneResult(["027-321-1234"], repairs=ZERO)),
        (9012345678.0, PhoneResult(["090-1234-5678"], repairs=ZERO)),
        ("273211234", PhoneResult(["027-321-1234"], repairs=ZERO)),
        ("321-1234", PhoneResult(["027-321-1234"], doubts=AREA)),
        (3211234.0, PhoneResult(["027-321-1234"], doubts=AREA)),
        (
            "TEL 027-321-1234 FAX 321-1235",
            PhoneResult(["027-321-1234"], ["027-321-1235"], doubts=AREA),
        ),
    ],
)
def test_mended_number_says_how(cell, result):
    assert parse_phones(cell) == result


def test_area_code_is_that_of_the_list():
    assert parse_phones("42-0001", default_area="0274").phones == ["0274-42-0001"]


@pytest.mark.parametrize(
    ("cell", "extension", "notes"),
    [
        ("027-321-1111 内線123", "123", ""),
        ("027-321-1111（内線 2345）", "2345", ""),
        ("027-321-1111（高橋）", "", "高橋"),
        ("☎：027-321-1319（長寿社会課）", "", "長寿社会課"),
        ("〒370-0001 027-321-1234", "", "〒370-0001"),
        ("〒 370-0001 027-321-1234", "", "〒370-0001"),
    ],
)
def test_extension_and_words_are_kept(cell, extension, notes):
    result = parse_phones(cell)
    assert (result.extension, result.notes, result.doubts) == (extension, notes, [])


@pytest.mark.parametrize(
    ("cell", "phones", "notes", "doubts"),
    [
        ("12-3456", [], "12-3456", ["桁数が電話番号と合いません：12-3456"]),
        ("027-321-123", [], "027-321-123", ["桁数が電話番号と合いません：027-321-123"]),
        (
            "027-321-1234・1235",
            ["027-321-1234"],
            "1235",
            ["電話番号として読めない数字が残っています"],
        ),
        ("110", [], "110", ["電話番号として読めない数字が残っています"]),
        ("0538123456", ["0538123456"], "", ["市外局番の区切りが分かりません：0538123456"]),
        ("なし", [], "なし", []),
    ],
)
def test_unreadable_number_is_kept_and_said(cell, phones, notes, doubts):
    result = parse_phones(cell)
    assert (result.phones, result.notes, result.doubts) == (phones, notes, doubts)


def test_two_numbers_under_one_label_are_phone_and_fax_but_want_a_look():
    result = parse_phones("TEL/FAX 027-321-1234 / 027-321-1235")
    assert (result.phones, result.faxes) == (["027-321-1234"], ["027-321-1235"])
    assert result.doubts == ["「TEL/FAX」に番号が2つあるため、1つ目を電話、2つ目をFAXとしました"]


@pytest.mark.parametrize(
    ("digits", "written"),
    [
        ("0273211234", "027-321-1234"),
        ("0270241234", "0270-24-1234"),
        ("0279221234", "0279-22-1234"),
        ("0312345678", "03-1234-5678"),
        ("08001234567", "0800-123-4567"),
        ("0570012345", "0570-012-345"),
        ("05012345678", "050-1234-5678"),
        ("0538123456", "0538123456"),
        ("12345", "12345"),
    ],
)
def test_format_phone_groups_only_what_is_certain(digits, written):
    assert format_phone(digits) == written


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("027-321-1234", True),
        ("0273211234", True),
        ("（027）321-1234", True),
        ("321-1234", False),
        ("273211234", False),
        ("027-321-1234 内線5", False),
        ("027-321-1234（高橋）", False),
        ("電話なし", False),
        ("", False),
    ],
)
def test_is_phone(text, answer):
    assert is_phone(text) is answer


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("田中（会長）027-321-1234", "田中（会長）"),
        ("（有）山田 027-321-1234", "（有）山田"),
        ("田中（027-321-1234）", "田中"),
        ("027-321-1234（高橋）", "高橋"),
        ("高橋 027-321-1234（夜間のみ", "高橋 夜間のみ"),
    ],
)
def test_brackets_that_belong_to_a_word_stay(cell, notes):
    assert parse_phones(cell) == PhoneResult(phones=["027-321-1234"], notes=notes)
