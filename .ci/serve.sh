#!/usr/bin/env bash
# The demo: database, invented people and a server on this machine. Usage: .ci/serve.sh data|web|papers|parts
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

HOST=${HOST:-127.0.0.1}
PORT=${PORT:-8000}
export SITE_URL=${SITE_URL:-http://$HOST:$PORT}
# Another city lives in a database of its own, beside the one of Takasaki.
CITY=${CITY:-takasaki}
[[ -f fixtures/$CITY/programme.json ]] || stop "市「$CITY」の見本はありません。" "CITY=takasaki か CITY=azumino を指定してください。"
if [[ $CITY != takasaki ]]; then export DATABASE_URL=${DATABASE_URL:-sqlite:///$ROOT/db-$CITY.sqlite3}; fi

is_taken() { (exec 3<>"/dev/tcp/$HOST/$PORT") 2>/dev/null; }

load_data() {
    # Each check of the whole project costs a second; runserver makes it once for all.
    say "データベースを整えます"
    manage migrate --verbosity 0 --skip-checks
    say "見本のデータを整えます"
    manage demo --skip-checks --city "$CITY"
}

serve() {
    if is_taken; then
        stop "ポート $PORT はほかのプログラムが使っています。" "別の番号で始める: make run PORT=$((PORT + 1))"
    fi
    load_data
    say "$SITE_URL/ をブラウザーで開いてください（止めるときは Ctrl+C）"
    DJANGO_RUNSERVER_HIDE_WARNING=true DEMO=true exec "$VENV_PYTHON" manage.py runserver "$HOST:$PORT"
}

print_papers() {
    load_data
    say "印刷物を ./out に作ります"
    manage papers
}

list_parts() {
    export DATABASE_URL=sqlite://:memory:
    manage sbom
    manage licences
}

case ${1:-} in
    data) load_data ;;
    web) serve ;;
    papers) print_papers ;;
    parts) list_parts ;;
    *) stop "使い方: .ci/serve.sh data|web|papers|parts" ;;
esac
