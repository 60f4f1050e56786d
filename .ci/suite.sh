#!/usr/bin/env bash
# Lint and tests; every part runs even when one before it failed. Usage: .ci/suite.sh fast|full|fix
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=.ci/postgres.sh
. "$ROOT/.ci/postgres.sh"

WORKERS=${WORKERS:-2}
REPORTS="$LOCAL/reports"
FAILED=0
SUMMARY=()

ruff() { "$VENV_PYTHON" -m ruff "$@"; }
# shellcheck disable=SC2120  # `attempt` passes the arguments
djade() { find templates -name '*.html' -print0 | xargs -0 -r "$VENV/bin/djade" --target-version 6.0 "$@"; }
# Django looks at the code only; no database file or server is needed or left behind.
look() { DATABASE_URL=sqlite://:memory: manage "$@"; }

lint() {
    local bad=0
    attempt ruff check . || bad=1
    attempt ruff format --check . || bad=1
    attempt djade --check || bad=1
    attempt look makemigrations --check --dry-run || bad=1
    attempt look check || bad=1
    ((bad == 0)) || note "書き方の違いの多くは make fix で直ります。"
    return "$bad"
}

# Runs one check and names it where it fails; what it prints is shown either way.
attempt() { "$@" || { note "✖ 失敗: $*" && return 1; }; }

fix() {
    ruff check --fix . || true # what is left is told by `make check-fast`
    ruff format .
    # shellcheck disable=SC2119
    djade || true # exit 1 means that files were changed
}

# pytest_part REPORT MARKER [DATABASE_URL]
pytest_part() {
    local report="$REPORTS/$1.xml" database=()
    (($# < 3)) || database=(DATABASE_URL="$3")
    env -u DATABASE_URL -u DEMO "${database[@]}" "$VENV_PYTHON" -m pytest -n "$WORKERS" -m "$2" --junitxml="$report" ||
        return 1
    (($(passed_in "$report") > 0)) || { note "✖ 通った試験が 1 件もありません。" && return 1; }
}

passed_in() {
    [[ -f $1 ]] || { printf '0\n' && return; }
    "$VENV_PYTHON" - "$1" <<'PY'
import sys
from xml.etree import ElementTree

suites = ElementTree.parse(sys.argv[1]).getroot().iter("testsuite")
print(sum(int(s.get("tests")) - sum(int(s.get(k)) for k in ("failures", "errors", "skipped")) for s in suites))
PY
}

# part TITLE REPORT COMMAND…: runs it, remembers how it went. REPORT is - where nothing is counted.
part() {
    local title=$1 report=$2 began=$SECONDS result='合格 ' count='     - '
    shift 2
    say "$title"
    "$@" || { result='不合格' && FAILED=1; }
    [[ $report == - ]] || count=$(printf '%5d件' "$(passed_in "$REPORTS/$report.xml")")
    SUMMARY+=("$(printf '%s %s %4d秒  %s' "$result" "$count" "$((SECONDS - began))" "$title")")
}

on_postgres() {
    # Its own process, so that a server which does not start fails this part and not the run.
    (
        trap stop_postgres EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
        start_postgres
        pytest_part postgres "not browser" "$POSTGRES_URL"
    )
}

# The fast tier leaves out what takes its time (marker slow); the full run takes all.
marks_for() { if [[ $1 == fast ]]; then echo "not browser and not slow"; else echo "not browser"; fi; }

summarize() {
    printf '\n── まとめ（結果・通った件数・時間・内容）──\n'
    printf '%s\n' "${SUMMARY[@]}"
    if compgen -G 'out/*' >/dev/null; then note "out/ にできたもの:" out/*; fi
    ((FAILED == 0)) || stop "不合格の部分があります。上の表示を見てください。"
    say "すべて合格しました"
}

main() {
    rm -rf "$REPORTS"
    mkdir -p "$REPORTS"
    # bash would go on with the next part when the one before it ended by itself on Ctrl-C.
    trap 'exit 130' INT
    trap 'exit 143' TERM
    part "静的検査（ruff・djade・移行ファイル・Django）" - lint
    part "試験 SQLite" sqlite pytest_part sqlite "$(marks_for "$1")"
    if [[ $1 == full ]]; then
        part "試験 PostgreSQL" postgres on_postgres
        part "ブラウザーの試験（Chromium・SQLite）" browser pytest_part browser browser
    fi
    summarize
}

case ${1:-} in
    fast | full) main "$1" ;;
    fix) fix ;;
    *) stop "使い方: .ci/suite.sh fast|full|fix" ;;
esac
