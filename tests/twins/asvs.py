"""Cookies, seeds, open sessions, mails about one's own log-in, the warning (issue 7: ASVS)."""

from tests.twins import Twin

COOKIES = "tests/test_marked_cookies.py"
SEEDS = "tests/accounts/test_seeds.py"
MINE = "tests/accounts/test_own_sessions.py"
TOLD = "tests/accounts/test_told.py"
RULES = "tests/accounts/test_second_step_rules.py"
MARKED = f"{COOKIES}::test_every_cookie_is_encrypted_and_of_this_host_alone"
LED = f"{COOKIES}::test_only_people_are_led_to_the_encrypted_address"
TAKEN = f"{MINE}::test_session_of_somebody_else_is_neither_shown_nor_ended"

TWINS = [
    Twin(
        "ASVS: ログインのクッキーに守りの印を付ける",
        "takasaki_sc/settings.py",
        'SESSION_COOKIE_NAME = f"{COOKIE_MARK}sessionid"',
        'SESSION_COOKIE_NAME = "sessionid"',
        (MARKED,),
    ),
    Twin(
        "ASVS: 送信の守りのクッキーに守りの印を付ける",
        "takasaki_sc/settings.py",
        'CSRF_COOKIE_NAME = f"{COOKIE_MARK}csrftoken"',
        'CSRF_COOKIE_NAME = "csrftoken"',
        (MARKED,),
    ),
    Twin(
        "ASVS: 覚えた端末のクッキーに守りの印を付ける",
        "takasaki_sc/settings.py",
        'MFA_TRUST_COOKIE_NAME = f"{COOKIE_MARK}mfa_trusted"',
        'MFA_TRUST_COOKIE_NAME = "mfa_trusted"',
        (MARKED,),
    ),
    Twin(
        "ASVS: ほかのクッキーにも守りの印を付け、暗号化した通信だけで送る",
        "takasaki_sc/lib/cookies.py",
        "        secure=settings.SESSION_COOKIE_SECURE,\n",
        "",
        (MARKED,),
    ),
    Twin(
        "ASVS: ログインの要るものを、ほかのサイトに埋め込ませない",
        "takasaki_sc/middleware.py",
        '            response["Cross-Origin-Resource-Policy"] = "same-origin"\n',
        "",
        (f"{COOKIES}::test_file_behind_the_sign_in_is_for_our_own_pages",),
    ),
    Twin(
        "ASVS: nginx が送るファイルも、ほかのサイトに埋め込ませない",
        "deploy/nginx/server.conf",
        "    add_header Cross-Origin-Resource-Policy "
        "$upstream_http_cross_origin_resource_policy always;\n",
        "",
        (f"{COOKIES}::test_file_that_nginx_sends_keeps_the_word",),
    ),
    Twin(
        "ASVS: 暗号化せずに来たプログラムを、案内せずに断る",
        "takasaki_sc/middleware.py",
        "if is_plain and BY_PROGRAMS.fullmatch(request.path):",
        "if False:",
        (f"{LED}[/councils/calendar/himitsu.ics-403]",),
    ),
    Twin(
        "ASVS: 2段階の確認の種を封じて保つ",
        "accounts/adapter.py",
        "        return seeds.seal(text)",
        "        return text",
        (f"{SEEDS}::test_database_tells_no_seed_of_an_app_or_of_spare_numbers",),
    ),
    Twin(
        "ASVS: 封じる前からの種も、使い続けられる",
        "accounts/seeds.py",
        "    if not stored.startswith(FIRST_WAY):\n        return stored\n",
        "",
        (f"{SEEDS}::test_seed_of_before_is_read_and_sealed_by_the_migration",),
    ),
    Twin(
        "ASVS: 鍵を取りかえても、だれも決め直さずにすむ",
        "accounts/seeds.py",
        "MultiFernet([_key(word) for word in settings.MFA_KEYS])",
        "MultiFernet([_key(word) for word in settings.MFA_KEYS[:1]])",
        (f"{SEEDS}::test_key_is_changed_without_anybody_setting_up_anew",),
    ),
    Twin(
        "ASVS: 開けない種は、そのまま残す",
        "accounts/seeds.py",
        "            n_lost += 1\n            continue\n",
        "            n_lost += 1\n            new = dict.fromkeys(row.data, seal(''))\n",
        (f"{SEEDS}::test_seed_whose_key_is_gone_stays_as_it_is_and_is_told",),
    ),
    Twin(
        "ASVS: 短い鍵では始まらない（2段階の確認）",
        "takasaki_sc/ops/gate.py",
        "if any(len(key) < SHORTEST_KEY for key in site.mfa_keys if key != site.secret_key):",
        "if False:",
        ("tests/ops/test_gate.py::test_dangerous_settings_do_not_start",),
    ),
    Twin(
        "ASVS: ログイン中の端末は、自分のものだけ",
        "accounts/sessions.py",
        "is_theirs = kept.get(SESSION_KEY) == number and",
        "is_theirs = SESSION_KEY in kept or",
        (TAKEN,),
    ),
    Twin(
        "ASVS: 終わった端末は、一覧に出さない",
        "accounts/sessions.py",
        "if is_theirs and not door.is_idle(kept.get(door.USED)):",
        "if is_theirs:",
        (f"{MINE}::test_session_that_is_over_is_not_shown",),
    ),
    Twin(
        "ASVS: 端末を終わらせる前に、もう一度確かめる",
        "accounts/views/own.py",
        "@signed_in_page\n@fresh_sign_in\n@require_POST\ndef session_end(",
        "@signed_in_page\n@require_POST\ndef session_end(",
        (f"{MINE}::test_ending_asks_again_who_it_is_after_ten_minutes",),
    ),
    Twin(
        "ASVS: 一覧から、ログインの鍵を知られない",
        "accounts/sessions.py",
        '    return salted_hmac("accounts.session", key, algorithm="sha256").hexdigest()[:32]',
        "    return key",
        (f"{MINE}::test_page_holds_no_key_of_a_session_and_no_line_of_the_browser",),
    ),
    Twin(
        "ASVS: 「続ける」を押すと、ログインがのびる",
        "accounts/views/own.py",
        "    door.keep_open(request)\n",
        "",
        (f"{MINE}::test_button_counts_though_the_last_use_was_just_noted",),
    ),
    Twin(
        "ASVS: のばせない終わりは、のばせないと言う",
        "accounts/door.py",
        "    return max(0, int(min(idle, whole))), idle < whole",
        "    return max(0, int(min(idle, whole))), True",
        (f"{MINE}::test_end_after_twelve_hours_is_told_as_one_that_cannot_be_moved",),
    ),
    Twin(
        "使いやすさ: ログアウトの5分前に知らせる",
        "static/js/idle.js",
        "  if (now < warnAt ||",
        "  if (now < end ||",
        ("tests/browser/test_before_the_end.py",),
    ),
    Twin(
        "ASVS: ログインのしかたが変わると、本人にメールが届く",
        "accounts/adapter.py",
        '        tell_change(user, kind, address=email or "")\n',
        "        del kind\n",
        (f"{TOLD}::test_password_changed",),
    ),
    Twin(
        "ASVS: 管理者が2段階の確認を外すと、本人にメールが届く",
        "councils/views/leaving.py",
        '        tell_change(user, "second_step_reset")\n',
        "",
        (f"{TOLD}::test_second_step_reset_by_an_administrator",),
    ),
    Twin(
        "ASVS: メールが届けられなくても、パスワードは変えられる",
        "accounts/telling.py",
        "    except OSError:",
        "    except ZeroDivisionError:",
        (f"{TOLD}::test_mail_server_that_rests_holds_nobody_up",),
    ),
    Twin(
        "ASVS: やめた方の2段階の確認は残さない",
        "councils/actions/roles.py",
        "    Authenticator.objects.filter(user=user).delete()\n    user.is_active = False\n",
        "    user.is_active = False\n",
        (f"{RULES}::test_somebody_who_left_leaves_no_second_step_behind",),
    ),
    Twin(
        "ASVS: 守りのすり抜けを試みたことが、記録に残る",
        "takasaki_sc/ops/requests.py",
        '    log.info("request", extra=',
        '    log.debug("request", extra=',
        ("tests/ops/test_refused_tries.py::test_too_many_passwords",),
    ),
    Twin(
        defence="種の鍵をなくしても、空の種で作った番号では入れない",
        path="accounts/adapter.py",
        was="            return generate_totp_secret()  # made up this moment: no number fits it",
        becomes='            return ""',
        tests=(
            "tests/accounts/test_seeds.py::test_second_step_whose_key_is_gone_opens_to_no_number_and_breaks_no_page",
        ),
    ),
]
