"""Switching off what keeps the running house in order: gate, health, log, figures, files."""

from tests.twins import Twin

GATE = "tests/ops/test_gate.py::test_dangerous_settings_do_not_start"
HEALTH = "tests/ops/test_health.py"
REQUESTS = "tests/ops/test_requests.py"
FILES = "tests/ops/test_stored_files.py"
JOBS = "tests/ops/test_jobs.py"
LOGS = "tests/lib/test_json_logs.py"

TWINS = [
    Twin(
        defence="見本・開発の動かし方のまま、外に向けて始まらない",
        path="takasaki_sc/ops/gate.py",
        was='if names := "、".join(site.public_hosts):',
        becomes="if names := None:",
        tests=(f"{GATE}[change0-DEBUG=true]",),
    ),
    Twin(
        defence="短い秘密の鍵では始まらない",
        path="takasaki_sc/ops/gate.py",
        was="elif len(key) < SHORTEST_KEY:",
        becomes="elif len(key) < 1:",
        tests=(GATE,),
    ),
    Twin(
        defence="くり返しの秘密の鍵では始まらない",
        path="takasaki_sc/ops/gate.py",
        was='elif len(set(key)) < FEWEST_SIGNS or re.fullmatch(r"(.{1,16})\\1+.{0,15}", key):',
        becomes="elif len(set(key)) < FEWEST_SIGNS:",
        tests=(GATE,),
    ),
    Twin(
        defence="どんな名前でも開けるサーバーにならない",
        path="takasaki_sc/ops/gate.py",
        was="    yield from _of_the_names(site)\n",
        becomes="",
        tests=(GATE,),
    ),
    Twin(
        defence="外の名前で、暗号化なしに始まらない",
        path="takasaki_sc/ops/gate.py",
        was="    if not site.https:\n",
        becomes="    if False:\n",
        tests=(GATE,),
    ),
    Twin(
        defence="設定の門が、始めるときに必ず閉じる",
        path="takasaki_sc/settings.py",
        was="refuse_danger(\n    Site(",
        becomes="print(\n    Site(",
        tests=("tests/ops/test_gate.py::test_command_line_refuses_in_a_few_words",),
    ),
    Twin(
        defence="表が別の版のときは、訪問者を受け入れない",
        path="takasaki_sc/ops/health.py",
        was="    if not is_migrated:\n",
        becomes="    if False:\n",
        tests=(f"{HEALTH}::test_healthz_with_tables_of_another_release_is_503",),
    ),
    Twin(
        defence="ファイルが書けないときは、訪問者を受け入れない",
        path="takasaki_sc/ops/health.py",
        was="    return [database(), media()]\n",
        becomes="    return [database()]\n",
        tests=(f"{HEALTH}::test_healthz_without_room_for_files_is_503",),
    ),
    Twin(
        defence="ようすをたずねる所が、内側のことを外に言わない",
        path="takasaki_sc/front.py",
        was='return _plainly("unavailable", status=503)',
        becomes="return _plainly(str(health.readiness()), status=503)",
        tests=(f"{HEALTH}::test_healthz_without_a_database_is_503_and_says_nothing_of_it",),
    ),
    Twin(
        defence="記録は1つの出来事が1行（行をふやす字を通さない）",
        path="takasaki_sc/lib/json_logs.py",
        was='return LOOKS_LIKE_MORE.sub(lambda sign: f"\\\\u{ord(sign[0]):04x}", text)',
        becomes="return text",
        tests=(f"{LOGS}::test_event_is_one_line_whatever_signs_it_holds",),
    ),
    Twin(
        defence="記録に、入力された値が残らない",
        path="takasaki_sc/lib/json_logs.py",
        was='return str(value) if isinstance(value, int | float) else "…"',
        becomes="return str(value)",
        tests=(f"{LOGS}::test_event_has_our_words_and_numbers_only",),
    ),
    Twin(
        defence="ほかの部品が値を入れて作った文は、記録に残らない",
        path="takasaki_sc/lib/json_logs.py",
        was='if record.name.startswith("django.security.") or family not in KNOWN:',
        becomes="if False:",
        tests=(f"{LOGS}::test_event_has_our_words_and_numbers_only",),
    ),
    Twin(
        defence="画面の記録は、アドレスでなく画面の名前",
        path="takasaki_sc/ops/requests.py",
        was="route = match.view_name if match and match.view_name else UNKNOWN",
        becomes="route = request.get_full_path()",
        tests=(f"{REQUESTS}::test_request_is_told_by_its_route_and_never_by_its_address",),
    ),
    Twin(
        defence="来た番号は、正しい形のものだけを使う",
        path="takasaki_sc/ops/requests.py",
        was="return given if GOOD_ID.fullmatch(given) else uuid4().hex",
        becomes="return given or uuid4().hex",
        tests=(f"{REQUESTS}::test_number_of_nginx_is_kept_and_nothing_else_is_repeated",),
    ),
    Twin(
        defence="数は、合言葉のある人だけに見せる",
        path="takasaki_sc/front.py",
        was="if not (settings.METRICS_TOKEN and constant_time_compare(asked, wanted)):",
        becomes="if not settings.METRICS_TOKEN:",
        tests=(f"{REQUESTS}::test_figures_are_not_there_without_the_token",),
    ),
    Twin(
        defence="合言葉がないとき、数の画面はない",
        path="takasaki_sc/front.py",
        was="if not (settings.METRICS_TOKEN and constant_time_compare(asked, wanted)):",
        becomes="if not constant_time_compare(asked, wanted):",
        tests=(f"{REQUESTS}::test_figures_are_not_there_where_no_token_is_set",),
    ),
    Twin(
        defence="知らない方法の数を、際限なくふやさない",
        path="takasaki_sc/ops/requests.py",
        was='method = request.method if request.method in KNOWN_METHODS else "other"',
        becomes="method = request.method",
        tests=(f"{REQUESTS}::test_unknown_methods_make_no_new_figures",),
    ),
    Twin(
        defence="同じ定期の仕事が、並んで動かない",
        path="takasaki_sc/ops/jobs.py",
        was="fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        becomes="pass",
        tests=(f"{JOBS}::test_job_does_not_start_beside_itself",),
    ),
    Twin(
        defence="失敗した仕事を、うまくいったことにしない",
        path="takasaki_sc/ops/jobs.py",
        was="            beat(_failed(job), ms=_ms_since(started))\n",
        becomes="            beat(job.command, ms=_ms_since(started))\n",
        tests=(f"{JOBS}::test_job_that_failed_is_told_apart",),
    ),
    Twin(
        defence="渡すファイルは、画面として開かず、保存される",
        path="takasaki_sc/lib/stored_files.py",
        was='response["Content-Disposition"] = disposition',
        becomes="pass",
        tests=(f"{FILES}::test_nginx_is_told_the_file_and_our_headers_stay",),
    ),
    Twin(
        defence="ファイルに、じかに開けるアドレスがない",
        path="deploy/nginx/server.conf",
        was="location /_media/ {\n    internal;\n",
        becomes="location /_media/ {\n",
        tests=("tests/ops/test_nginx.py::test_file_has_no_address_of_its_own",),
    ),
    Twin(
        defence="nginx が渡すファイルも、自分の守りのことばを持つ",
        path="deploy/nginx/server.conf",
        was="$upstream_http_content_security_policy always;",
        becomes="'' always;",
        tests=("tests/ops/test_nginx.py::test_file_comes_through_nginx_to_those_who_may",),
    ),
    Twin(
        defence="nginx の記録に、鍵になるアドレスが残らない",
        path="deploy/nginx/http.conf",
        was='"path":"$told_path"',
        becomes='"path":"$request_uri"',
        tests=("tests/ops/test_nginx.py::test_access_log_has_no_query_and_no_secret",),
    ),
    Twin(
        defence="nginx の失敗の記録にも、鍵になるアドレスやさがしたことばが残らない",
        path="deploy/nginx/server.conf",
        was="error_log /dev/null emerg;\n",
        becomes="",
        tests=("tests/ops/test_nginx.py::test_error_log_tells_the_fault_and_no_address",),
    ),
    Twin(
        defence="ログインを続けて試すと、待たされる",
        path="deploy/nginx/server.conf",
        was="    limit_req zone=takasaki_sc_sign_in burst=30 nodelay;\n",
        becomes="",
        tests=("tests/ops/test_nginx.py::test_many_tries_to_sign_in_are_slowed_down",),
    ),
]
