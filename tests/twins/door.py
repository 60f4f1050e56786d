"""Who comes in, how long they stay, and how they leave (issue 7: door)."""

from tests.twins import Twin

SECOND = "tests/accounts/test_second_step.py"
SESSIONS = "tests/accounts/test_sessions.py"
LOCK = "tests/accounts/test_lock_out.py"
FRESH = "tests/accounts/test_fresh_sign_in.py"
ADMINS = "tests/councils/test_two_admins.py"
LEAVING = "tests/councils/test_leaving.py"

TWINS = [
    Twin(
        "個人の情報を見る役割は、2段階の確認を決めるまで先に進めない",
        "accounts/middleware.py",
        "if not guarded.must_have_second_step(request.user):",
        "if True:",
        (f"{SECOND}::test_role_given_meanwhile_counts_with_the_next_click",),
    ),
    Twin(
        "会議を書くだけの住民SCも、メンバーのお名前を見る役割に数える",
        "councils/permissions.py",
        "    Permission.MEETING_LOG,\n    Permission.INTERNAL_VIEW,\n    Permission.USERS_MANAGE,",
        "    Permission.INTERNAL_VIEW,\n    Permission.USERS_MANAGE,",
        (f"{SECOND}::test_every_role_with_personal_data_has_to_set_up_the_second_step",),
    ),
    Twin(
        "2段階の確認をやめると、ほかの端末はログアウトする",
        "accounts/actions/log_ins.py",
        "    if change in SECOND_STEP_TAKEN_OFF:\n        _end_sessions(user)\n",
        "",
        (f"{SECOND}::test_taking_the_second_step_off_ends_other_sessions_and_asks_anew",),
    ),
    Twin(
        "2時間使わないとログアウトする",
        "accounts/door.py",
        "    return IDLE if is_idle(used) else None",
        "    return None",
        (f"{SESSIONS}::test_idle_minutes_are_a_setting",),
    ),
    Twin(
        "使い続けても12時間でログアウトする",
        "accounts/door.py",
        "    if now - began > settings.SIGNED_IN_HOURS * 3600:\n        return LONG\n",
        "",
        (f"{SESSIONS}::test_session_ends_after_twelve_hours_however_much_it_is_used",),
    ),
    Twin(
        "利用を止めた方が戻っても、前のログインは生き返らない",
        "councils/actions/roles.py",
        "    user.session_round += 1\n",
        "",
        (f"{SESSIONS}::test_somebody_back_has_to_sign_in_again",),
    ),
    Twin(
        "ほかの端末をログアウトすると、開いていた画面は使えない",
        "accounts/models.py",
        "        if not self.session_round:",
        "        if True:",
        (f"{SESSIONS}::test_sign_out_everywhere_else_leaves_this_session_alone",),
    ),
    Twin(
        "期限が過ぎた方は、正しいパスワードでも入れない",
        "accounts/adapter.py",
        "        if user.is_expired:",
        "        if False:",
        (f"{SESSIONS}::test_expired_log_in_is_told_after_the_right_password_only",),
    ),
    Twin(
        "5回違うと、正しいパスワードでも入れない",
        "takasaki_sc/settings.py",
        '"login_failed": "20/m/ip,5/5m/key",',
        '"login_failed": "200/m/ip,50/5m/key",',
        (f"{LOCK}::test_right_password_is_refused_while_locked_by_whichever_name",),
    ),
    Twin(
        "名前を言いかえても、同じ人として数える",
        "accounts/adapter.py",
        'return f"user {user.pk}" if user else f"nobody {typed.lower()}"',
        'return f"nobody {typed}"',
        (f"{LOCK}::test_right_password_is_refused_while_locked_by_whichever_name",),
    ),
    Twin(
        "場所を変えながら試しても、1時間30回で止まる",
        "takasaki_sc/settings.py",
        '"login_failed_anywhere": "30/h/key",',
        "",
        (f"{LOCK}::test_many_places_together_meet_a_ceiling",),
    ),
    Twin(
        "知っているアドレスも知らないアドレスも、同じ手間で断る",
        "accounts/backends.py",
        '        if credentials.get("username") == credentials.get("email"):',
        "        if False:",
        (f"{LOCK}::test_stranger_costs_as_much_work_as_a_known_name",),
    ),
    Twin(
        "間違いは、すべての処理がいっしょに数える",
        "takasaki_sc/settings.py",
        '"BACKEND": "django.core.cache.backends.db.DatabaseCache",',
        '"BACKEND": "django.core.cache.backends.locmem.LocMemCache",',
        (f"{LOCK}::test_tries_are_counted_for_all_processes_together",),
    ),
    Twin(
        "名簿の持ち出しの前に、ご本人かどうかをもう一度確かめる",
        "accounts/fresh.py",
        "    if not door.is_fresh(request):\n        raise ReauthenticationRequired",
        "    if False:\n        raise ReauthenticationRequired",
        (f"{FRESH}::test_answer_leads_back_to_the_page",),
    ),
    Twin(
        "メールで届く番号は、ご本人の確かめにならない",
        "takasaki_sc/settings.py",
        'ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]',
        'ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa", "code"]',
        ("tests/accounts/test_second_step_rules.py::test_mail_does_not_prove_again_who_one_is",),
    ),
    Twin(
        "役割を変える用紙は、違うパスワードでは通らない",
        "accounts/fresh.py",
        "    if typed and get_adapter(request).reauthenticate(request.user, typed):",
        "    if typed:",
        (f"{FRESH}::test_wrong_password_does_not_go_through",),
    ),
    Twin(
        "管理者は、申し出た人とは別の管理者が認める",
        "councils/actions/roles.py",
        "    if locked.asked_by == by:\n        raise NeedsTwo\n",
        "",
        (f"{ADMINS}::test_nobody_agrees_to_themselves",),
    ),
    Twin(
        "管理者どうしで、相手のログインを乗っ取れない",
        "councils/actions/roles.py",
        "    if _is_admin(user) and user.has_usable_password():\n        raise AdminsInvitation\n",
        "",
        (f"{ADMINS}::test_administrators_cannot_take_each_others_log_in",),
    ),
    Twin(
        "発行できない方に、広報紙の予約を引き継がない",
        "newsletters/actions/handover.py",
        "    may_publish = to.has_perm(NewsletterPermission.ISSUE_PUBLISH, issue)",
        "    may_publish = True",
        (f"{LEAVING}::test_booked_issue_goes_to_somebody_who_may_publish",),
    ),
    Twin(
        "自分の使える期限は、自分では延ばせない",
        "councils/views/leaving.py",
        "    if user == request.user:",
        "    if False:",
        (f"{LEAVING}::test_nobody_prolongs_their_own_log_in",),
    ),
]
