"""The walls: doors of pages, what councils see of each other, headers, forms, exports."""

from tests.twins import Twin

DOOR = "tests/test_doors.py::test_door_opens_to_those_it_names_and_to_nobody_else"
ANSWERS = "tests/walls/test_answers.py"
FORMS = "tests/walls/test_posting.py"
ACROSS = "tests/walls/test_across.py::test_no_page_shows_what_another_council_keeps_to_itself"
FORMULAS = "tests/walls/test_formulas.py::test_no_table_that_leaves_the_house_holds_a_formula"

TWINS = [
    Twin(
        "役割のない人に画面を開かない",
        "accounts/decorators.py",
        "if not request.user.has_perm(permission):",
        "if not request.user.is_authenticated:",
        (f"{DOOR}[councils:user-list]",),
    ),
    Twin(
        "画面の許しは、そのものの協議体について聞く",
        "accounts/decorators.py",
        "if not request.user.has_perm(permission, asked(thing)):",
        "if not request.user.has_perm(permission):",
        (f"{DOOR}[councils:council-people]",),
    ),
    Twin(
        "期間の終わった役割は数えない",
        "councils/permissions.py",
        "user.grants.on_day(today).order_by()",
        "user.grants.order_by()",
        (f"{ANSWERS}::test_a_right_that_ends_is_gone_at_the_next_request[grant ran out]",),
    ),
    Twin(
        "使わない HTTP の方法に答えない",
        "takasaki_sc/middleware.py",
        "if request.method not in KNOWN_METHODS:",
        "if not request.method:",
        (f"{ANSWERS}::test_pages_of_allauth_open_to_those_who_are_signed_in[anonymous]",),
    ),
    Twin(
        "ログイン中の画面を端末やプロキシーに残さない",
        "takasaki_sc/middleware.py",
        '            response.setdefault("Cache-Control", "no-store")\n',
        "",
        (f"{DOOR}[accounts:my-page]",),
    ),
    Twin(
        "ログアウトしたら、ブラウザーの控えを消させる",
        "takasaki_sc/middleware.py",
        "if was_in and SESSION_KEY not in request.session:",
        "if False:",
        (f"{ANSWERS}::test_signing_out_empties_the_cache_of_the_browser",),
    ),
    Twin(
        "エラーの画面にも CSP を付ける",
        "takasaki_sc/settings.py",
        '    "django.middleware.csp.ContentSecurityPolicyMiddleware",\n',
        "",
        (f"{ANSWERS}::test_pages_of_faults_carry_every_header",),
    ),
    Twin(
        "よその枠に入れさせない",
        "takasaki_sc/settings.py",
        '    "django.middleware.clickjacking.XFrameOptionsMiddleware",\n',
        "",
        (f"{ANSWERS}::test_pages_of_faults_carry_every_header",),
    ),
    Twin(
        "用紙の印のない送信を受け取らない（CSRF）",
        "takasaki_sc/settings.py",
        '    "django.middleware.csrf.CsrfViewMiddleware",\n',
        "",
        (f"{ANSWERS}::test_no_page_takes_a_post_without_the_mark_of_our_own_forms",),
    ),
    Twin(
        "文字の大きさを変えたあと、よその場所へ導かない",
        "accounts/views/own.py",
        'return wanted if is_ours else "front"',
        'return wanted or "front"',
        (f"{ANSWERS}::test_no_way_through_leads_to_another_site[accounts:text-size]",),
    ),
    Twin(
        "壊れた行き先でログインの画面を倒さない",
        "accounts/adapter.py",
        "        except ValueError:",
        "        except KeyError:",
        (f"{ANSWERS}::test_no_way_through_leads_to_another_site[account_logout]",),
    ),
    Twin(
        "書かれた文を、画面の部品として扱わない",
        "takasaki_sc/settings.py",
        '            "libraries": {"heroicons"',
        '            "autoescape": False,\n            "libraries": {"heroicons"',
        ("tests/walls/test_scripts.py::"
         "test_a_payload_that_comes_through_the_form_is_kept_and_shown_as_written",),
    ),
    Twin(
        "xlsx のセルを数式にしない",
        "takasaki_sc/lib/workbooks.py",
        'cell.data_type = "s"  #',
        "cell.data_type = cell.data_type  #",
        (FORMULAS,),
    ),
    Twin(
        "csv のセルを数式にしない",
        "takasaki_sc/lib/workbooks.py",
        "return f\"'{text}\" if isinstance(value, str) and _is_armed(text) else text",
        "return text",
        (FORMULAS,),
    ),
    Twin(
        "町内会の欄に、よその協議体の町内会を出さない",
        "activities/forms/supporters.py",
        "Neighbourhood.objects.filter(council=council)",
        "Neighbourhood.objects.all()",
        (f"{FORMS}::test_no_form_offers_or_takes_a_row_of_another_council",),
    ),
    Twin(
        "さがす画面に、よその協議体の名前や内部の話を出さない",
        "councils/queries/search.py",
        "return Q(reach=reach, council_id__in=granted)",
        "return Q(reach=reach)",
        (ACROSS,),
    ),
    Twin(
        "サポーターの名簿に、よその協議体の人を出さない",
        "activities/queries/supporters.py",
        "return councils_where(user, ActivityPermission.SUPPORTER_VIEW, HOLDERS).in_board_order()",
        'return __import__("councils.models").models.Council.objects.in_board_order()',
        (ACROSS,),
    ),
    Twin(
        "用紙は、見せていない項目を受け取らない",
        "resources/forms/directory.py",
        '"longitude", "is_public",\n',
        '"longitude", "is_public", "source_code",\n',
        (f"{FORMS}::test_no_form_takes_more_than_it_shows",),
    ),
]  # fmt: skip
