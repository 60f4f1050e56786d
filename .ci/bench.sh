#!/usr/bin/env bash
# Speed on both databases, as ratios within one run. Usage: .ci/bench.sh [SCALE…]  (default: 1 10)
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=.ci/postgres.sh
. "$ROOT/.ci/postgres.sh"

SCALES=("${@:-1}")
(($# > 0)) || SCALES=(1 10)
RUNS=${RUNS:-30}
mkdir -p out

# The list importer: LISTS="--rows 2000 --big 2000 --runs 1" for a quick look.
LISTS=${LISTS:-}
import_lists() {
    # shellcheck disable=SC2086  # several options in one word
    env DEMO=true DATABASE_URL="$1" "$VENV_PYTHON" -W ignore -m bench.lists $LISTS
}

measure() { env DEMO=true DATABASE_URL="$1" "$VENV_PYTHON" -m bench.pages --scale "$2" --runs "$RUNS"; }

on_both() {
    local scale
    trap stop_postgres EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    start_postgres
    for scale in "${SCALES[@]}"; do
        measure "sqlite:///$LOCAL/bench.sqlite3" "$scale"
        measure "$POSTGRES_URL" "$scale"
    done
    import_lists "sqlite:///$LOCAL/bench.sqlite3"
    import_lists "$POSTGRES_URL"
    rm -f "$LOCAL"/bench.sqlite3*
}

say "速さを測ります（規模 ${SCALES[*]}、各 $RUNS 回）"
on_both | tee out/bench.md
say "out/bench.md に書きました"
