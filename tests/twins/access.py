"""Pages and papers that everybody can use (issue 7: access)."""

from tests.twins import Twin

CLEAN = "tests/browser/test_accessibility.py"
KEYS = "tests/browser/test_keyboard.py"
ZOOM = "tests/browser/test_zoom.py"
PAPER = "tests/lib/test_paper_structure.py"

TWINS = [
    Twin(
        "使いやすさ: 欄には名前がある",
        "templates/account/login.html",
        'for="id_login"',
        'for="id_nothing"',
        (f"{CLEAN}::test_page_before_sign_in_is_clean[chromium-/accounts/login/]",),
    ),
    Twin(
        "使いやすさ: 月の振り返りの欄にも名前がある",
        "templates/activities/diary_list.html",
        '<label class="vh" for="{{ review.text.id_for_label }}">{{ review.text.label }}</label>',
        "",
        (f"{CLEAN}::test_page_is_clean_at_every_width[chromium-activities:diary-list]",),
    ),
    Twin(
        "使いやすさ: キーボードでいまどこにいるかが見える",
        "static/css/app.css",
        ":focus-visible { outline: 4px solid var(--color-neutral-black);",
        ":focus-visible { outline: 0;",
        (f"{KEYS}::test_resident_goes_from_the_front_past_the_menu_to_a_detail",),
    ),
    Twin(
        "使いやすさ: 故障の画面も日本語だと言う",
        "templates/errors/base_bare.html",
        '<html lang="ja">',
        "<html>",
        (f"{CLEAN}::test_error_pages_are_clean",),
    ),
    Twin(
        "使いやすさ: メニューを飛ばして本文へ行ける",
        "templates/base.html",
        '<a class="skip" href="#main">本文へ</a>',
        "",
        (f"{KEYS}::test_resident_goes_from_the_front_past_the_menu_to_a_detail",),
    ),
    Twin(
        "使いやすさ: 指で広げて大きくできる",
        "templates/base.html",
        'content="width=device-width, initial-scale=1"',
        'content="width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no"',
        (f"{CLEAN}::test_page_before_sign_in_is_clean[chromium-/no-such-page/]",),
    ),
    Twin(
        "使いやすさ: 大きくしても横に動かさずに読める",
        "static/css/app.css",
        ".wrap { max-width: 75rem;",
        ".wrap { min-width: 50rem;",
        (f"{ZOOM}::test_page_does_not_move_sideways_when_zoomed",),
    ),
    Twin(
        "使いやすさ: 行や字の間を広げても、ボタンの字が切れない",
        "static/css/app.css",
        "  .btn { display: inline-flex;",
        "  .btn { overflow: hidden; max-height: 1.25rem; display: inline-flex;",
        (f"{ZOOM}::test_wider_spacing_cuts_nothing_off",),
    ),
    Twin(
        "使いやすさ: 開いたメニューは Esc で閉じる",
        "static/js/app.js",
        'if (event.key !== "Escape" || event.isComposing || !menu) return;',
        "return;",
        (f"{KEYS}::test_what_opens_closes_and_what_is_replaced_keeps_the_place",),
    ),
    Twin(
        "使いやすさ: 押した行が置きかわっても、そこから続けられる",
        "static/js/app.js",
        "  place.focus({ preventScroll: true });",
        "",
        (f"{KEYS}::test_what_opens_closes_and_what_is_replaced_keeps_the_place",),
    ),
    Twin(
        "使いやすさ: 地図の吹き出しは Esc で閉じる",
        "static/js/resources.js",
        'if (e.key === "Escape") map.closePopup();',
        "",
        (f"{KEYS}::test_resource_is_found_read_and_seen_on_the_map",),
    ),
    Twin(
        "使いやすさ: 紙（PDF）に、読む順と種類の札がある",
        "takasaki_sc/lib/pdf.py",
        'pages, assets=None, *, variant="pdf/ua-1",',
        "pages, assets=None, *, variant=None,",
        (f"{PAPER}::test_tags_are_read_in_the_order_of_the_page",),
    ),
]
