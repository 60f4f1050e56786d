#!/usr/bin/env bash
# The long proof, part by part; every part runs even when one before it failed, all together an
# hour at most. Then docs/assurance.md is written.
#   .ci/assure.sh               all parts
#   .ci/assure.sh twins load    some; what the others gave keeps its own day
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=.ci/postgres.sh
. "$ROOT/.ci/postgres.sh"

WORKERS=${WORKERS:-2}
MINUTES=${MINUTES:-60}
OUT="$ROOT/out/assurance"
PARTS=(sqlite postgres browser twins instants load supply)
# Not of the hour: the whole suite with its branches counted takes a third of one for itself, and
# small faults tried one by one take most of one.
MORE=(branches mutants orders)
# Minutes kept for each; what a part does not use, the later ones may. Twins: those whose files
# have changed since they were seen; all of them take a quarter of an hour, before the hour begins.
declare -A SHARE=([sqlite]=20 [postgres]=15 [browser]=6 [twins]=1 [instants]=8 [load]=3 [supply]=1 [branches]=30 [mutants]=45 [orders]=240)
declare -A TITLE=([sqlite]='長い試験 SQLite' [postgres]='長い試験 PostgreSQL' [browser]='ブラウザーの試験'
    [twins]='赤い対' [instants]='別の日付での試験' [load]='同時に100人' [supply]='部品の検査' [branches]='通った分岐'
    [mutants]='試しに変えた所' [orders]='順序を変えた試験')
LOAD_TEST=tests/ops/test_load.py
FAILED=0
SUMMARY=()
LEFT=0

# Not longer than the part may: a run that is cut keeps what it measured so far.
in_time() { timeout --signal=INT --kill-after=60 "$LEFT" "$@"; }

# long_tests PART MARKER DATABASE_URL PYTEST_OPTION…: the last two may be empty.
long_tests() {
    local database=()
    [[ -z $3 ]] || database=(DATABASE_URL="$3")
    in_time env -u DATABASE_URL -u DEMO "${database[@]}" ASSURE=1 ASSURANCE_DIR="$OUT/$1" \
        "$VENV_PYTHON" -m pytest -n "$WORKERS" --dist worksteal -q -m "$2" --junitxml="$OUT/$1/report.xml" "${@:4}"
}

# What depends on the database: walls, faults, kills, backups, the trail, upgrades.
ON_POSTGRES=(tests/walls tests/siege tests/fuzz/test_machines.py tests/ops_backup tests/upgrades tests/accounts/test_chain.py
    tests/resources/test_kill_points.py tests/newsletters/test_kill_points.py tests/activities/test_at_once.py)

on_postgres() {
    # Its own process, so that a server which does not start fails this part and not the run.
    (
        local path paths=()
        for path in "${ON_POSTGRES[@]}"; do [[ ! -e $path ]] || paths+=("$path"); done
        trap stop_postgres EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
        start_postgres
        long_tests postgres "(assure or proves) and not browser" "$POSTGRES_URL" "${paths[@]}"
    )
}

# The suite with the clock put elsewhere; the instants are named in tests/instants.py.
at_instants() {
    [[ -f tests/instants.py ]] || return 5
    in_time env -u DATABASE_URL -u DEMO WORKERS="$WORKERS" ASSURANCE_DIR="$OUT/instants" \
        "$VENV_PYTHON" -m tests.instants
}

# Alone on the machine: a second worker would spoil the figures.
under_load() {
    [[ -f $LOAD_TEST ]] || return 5
    have nginx || [[ -x /usr/sbin/nginx ]] || note "nginx がないため動かせません。入れ方の例: sudo apt-get install nginx"
    WORKERS=0 long_tests load assure '' "$LOAD_TEST"
}

# The usual suite on SQLite, the journeys in the browser, and on PostgreSQL what is only its own.
count_branches() {
    local cover=("$VENV_PYTHON" -m coverage) code=0
    export COVERAGE_FILE="$OUT/branches/coverage"
    counted suite '' -m "not browser" || code=$?
    counted browser '' -m browser || code=$?
    (
        trap stop_postgres EXIT
        start_postgres
        counted postgres "$POSTGRES_URL" tests/ops_backup
    ) || code=$?
    "${cover[@]}" combine -q && "${cover[@]}" json -q -o "$OUT/branches/branches.json" || return 1
    rm -f "$COVERAGE_FILE"
    ASSURANCE_DIR="$OUT/branches" "$VENV_PYTHON" -m tests.assurance branches "$OUT/branches/branches.json" || return 1
    return "$code"
}

# counted REPORT DATABASE_URL PYTEST_OPTION…
counted() {
    local database=()
    [[ -z $2 ]] || database=(DATABASE_URL="$2")
    in_time env -u DATABASE_URL -u DEMO "${database[@]}" "${cover[@]}" run -m pytest -n "$WORKERS" -q \
        --junitxml="$OUT/branches/$1.xml" "${@:3}"
}

check_supply() {
    local code=0
    DATABASE_URL=sqlite://:memory: manage sbom || return 1
    ASSURANCE_DIR="$OUT/supply" in_time "$VENV_PYTHON" -m tests.assurance outdated || note "新しい版を調べられませんでした"
    .ci/audit.sh || code=$?
    ((code != 2)) || return 3
    return "$code"
}

run_part() {
    case $1 in
        sqlite) long_tests sqlite "(assure or proves) and not browser" '' --ignore="$LOAD_TEST" ;;
        postgres) on_postgres ;;
        browser) long_tests browser "assure and browser" '' ;;
        twins) in_time "$VENV_PYTHON" -m tests.twins --workers "$WORKERS" ;;
        instants) at_instants ;;
        load) under_load ;;
        branches) count_branches ;;
        orders) WORKERS="$WORKERS" ASSURANCE_DIR="$OUT/orders" in_time env -u DATABASE_URL -u DEMO "$VENV_PYTHON" -m tests.orders ;;
        mutants) ASSURANCE_DIR="$OUT/mutants" in_time "$VENV_PYTHON" -m tests.mutants --workers "$WORKERS" ;;
        supply) check_supply ;;
        *) stop "そのような部分はありません: $1" "部分: ${PARTS[*]} ${MORE[*]}" ;;
    esac
}

in_words() {
    case $1 in
        0) echo 合格 ;;
        3) echo 調べられません ;;
        5) echo 試験がありません ;;
        124 | 137) echo 時間切れ ;;
        *) echo 不合格 ;;
    esac
}

# part NAME LATER…: runs it in the time that the later ones do not need, and keeps how it went.
part() {
    local name=$1 began=$SECONDS code=0 result later
    LEFT=$((MINUTES * 60 - SECONDS))
    for later in "${@:2}"; do LEFT=$((LEFT - SHARE[$later] * 60)); done
    say "${TITLE[$name]}（$((LEFT / 60)) 分まで）"
    rm -rf "${OUT:?}/$name"
    mkdir -p "$OUT/$name"
    if ((LEFT < 20)); then code=124; else run_part "$name" || code=$?; fi
    result=$(in_words "$code")
    result=$("$VENV_PYTHON" -m tests.assurance keep "$name" "$result" "$((SECONDS - began))")
    [[ $result == 合格 || $result == 調べられません ]] || FAILED=1
    SUMMARY+=("$(printf '%5d秒  %s: %s' "$((SECONDS - began))" "${TITLE[$name]}" "$result")")
}

main() {
    local name
    # bash would go on with the next part when the one before it ended by itself on Ctrl-C.
    trap 'exit 130' INT
    trap 'exit 143' TERM
    for name in "$@"; do [[ -n ${SHARE[$name]:-} ]] || stop "そのような部分はありません: $name" "部分: ${PARTS[*]} ${MORE[*]}"; done
    while (($# > 0)); do
        part "$@"
        shift
    done
    "$VENV_PYTHON" -m tests.assurance write
    printf '\n── まとめ（時間・内容・結果）──\n'
    printf '%s\n' "${SUMMARY[@]}"
    note "docs/assurance.md を書きました（$((SECONDS / 60)) 分）"
    ((FAILED == 0)) || stop "不合格の部分があります。上の表示を見てください。"
}

if (($# == 0)); then main "${PARTS[@]}"; else main "$@"; fi
