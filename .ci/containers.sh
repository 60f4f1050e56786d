#!/usr/bin/env bash
# Starts deploy/compose.yaml for real, asks it some things, and takes it away with its volumes.
#   0 all as promised   1 something is not   2 could not be asked (no Docker, no base images)
#
# Safe beside other containers: a project name, an image tag, ports and secrets of its own, in a
# temporary folder. Not a part of `make test`: hardly any build server has a Docker daemon.
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

LOG=$LOCAL/containers.log
HOST=sc.example.jp
NAME=takasaki-sc-kakunin-$$
IMAGE=takasaki-sc:kakunin-$$
WORK='' FAULTS=0
unset COMPOSE_FILE COMPOSE_PROJECT_NAME COMPOSE_PROFILES WEB_REPLICAS WORKER_REPLICAS
unasked() {
    printf '\n✖ 容器を確かめられませんでした: %s\n' "$1" >&2
    exit 2
}
dc() {
    VERSION=${IMAGE#*:} docker compose --project-name "$NAME" --project-directory "$WORK/deploy" \
        -f "$ROOT/deploy/compose.yaml" -f "$WORK/ours.yaml" "$@" </dev/null 2>>"$LOG"
}
take_down() {
    [[ -n $WORK ]] || return 0
    say "片づけます"
    dc logs --no-color >>"$LOG" || true
    dc --profile by-hand down --volumes --remove-orphans --timeout 5 || note "残ったかもしれません: docker compose ls"
    docker image rm -f "$IMAGE" >/dev/null 2>&1 || true
    rm -rf "$WORK"
}
ask() { # ask WORDS COMMAND...: a bad one does not end the run
    if "${@:2}" >>"$LOG" 2>&1; then
        note "よい  $1"
    else
        note "だめ  $1" && FAULTS=$((FAULTS + 1))
    fi
}
visit() { # visit PATH [curl's options]: as a visitor, over https and by the name
    local port
    port=$(dc port nginx 443) && port=${port##*:}
    curl -sk --max-time 20 --resolve "$HOST:$port:127.0.0.1" "${@:2}" "https://$HOST:$port$1"
}
status() { visit "$1" -o /dev/null -w '%{http_code}' "${@:2}"; }
with_copy() { # with_copy COMMAND: with the newest copy and the key to it
    dc run --rm --no-deps -T -v "$WORK/kagi:/run/kagi:ro" backup sh -c \
        "$1 --identity /run/kagi \"\$(ls -t /var/backups/takasaki-sc/*.age | head -n 1)\""
}
until_well() { # until_well SECONDS
    for _ in $(seq "$1"); do
        if [[ $(status /healthz) == 200 ]]; then return; else sleep 1; fi
    done
    return 1
}

for tool in docker curl openssl; do have "$tool" || unasked "$tool がありません。"; done
docker info >/dev/null 2>&1 || unasked "Docker が動いていません（または、使う許可がありません）。"
docker compose version >/dev/null 2>&1 || unasked "docker compose がありません。"
: >"$LOG"
while read -r base; do
    docker image inspect "$base" >/dev/null 2>&1 || docker pull -q "$base" >>"$LOG" 2>&1 ||
        unasked "もとのイメージ $base がなく、取りにも行けません。"
done < <(sed -n 's/^ *image: \([a-z]*:[0-9].*\)$/\1/p; s/^FROM \([^ ]*\).*/\1/p' deploy/compose.yaml deploy/Dockerfile | sort -u)

WORK=$(mktemp -d "${TMPDIR:-/tmp}/takasaki-sc.XXXXXX")
trap take_down EXIT
trap 'exit 1' INT TERM
mkdir -p "$WORK/deploy/secrets/tls"
cp -r deploy/nginx deploy/pages "$WORK/deploy/"
cp deploy/nginx/compose.conf "$WORK/deploy/compose.nginx.conf" && cp deploy/env.example "$WORK/deploy/compose.env"
cat >"$WORK/ours.yaml" <<YAML
services:
  setup: { build: { context: "$ROOT" } }
  nginx: { ports: !override ["127.0.0.1::443", "127.0.0.1::8080"] }
YAML
cd "$WORK/deploy/secrets"
for name in secret_key mfa_keys metrics_token; do openssl rand -hex 40 >$name; done
openssl rand -hex 24 >postgres_password
echo "postgres://takasaki_sc:$(cat postgres_password)@db/takasaki_sc" >database_url
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$HOST" -keyout tls/privkey.pem -out tls/fullchain.pem 2>>"$LOG"
say "イメージを作ります（はじめは数分）"
dc build setup >>"$LOG" || { tail -n 15 "$LOG" >&2; stop "イメージを作れませんでした。"; }
docker run --rm "$IMAGE" age-keygen >"$WORK/kagi" 2>>"$LOG"
sed -n 's/^# public key: //p' "$WORK/kagi" >backup_recipients
chmod -R a+rX "$WORK/deploy" && chmod 0444 "$WORK/kagi"
cd "$ROOT"

say "立てます"
dc up -d >>"$LOG" || { tail -n 15 "$LOG" >&2; stop "立ちませんでした。"; }
until_well 60 || { dc logs --tail 15 >&2; stop "1分待っても、よい返事がありません（全体は .local/containers.log）。"; }

say "たずねます"
# shellcheck disable=SC2016  # what stands in ' ' is read in the container
{
    page=$(visit /accounts/login/)
    sheet=$(grep -o '/static/css/app\.[0-9a-f]*\.css' <<<"$page" | head -n 1 || true)
    token="Authorization: Bearer $(cat "$WORK/deploy/secrets/metrics_token")"
    figures=http://$(dc port nginx 8080)/metrics
    ask "ログインの画面が https で出る" grep -q 'ログイン' <<<"$page"
    ask "スタイルは、中身の印がついた名前で、長くとっておける" grep -qi 'immutable' <<<"$(visit "${sheet:-/-}" -f -o /dev/null -D -)"
    ask "/metrics は、外からも、合言葉なしでも、断る" test "$(status /metrics -H "$token")-$(curl -s -o /dev/null -w '%{http_code}' "$figures")" = 403-404
    ask "/metrics は、中から合言葉で読める" grep -q takasaki_sc_database_up <<<"$(curl -s -H "$token" "$figures")"
    for service in db web worker timers nginx; do
        ask "$service は root でなく、特別な権限がなく、自分を書きかえられない" dc exec -T "$service" sh -c \
            'test $(id -u) != 0 && grep -q "^CapBnd:.0*$" /proc/1/status && ! touch /x && ! touch /etc/x && grep -q " / / ro" /proc/1/mountinfo'
    done
    ask "写しが取れる" dc run --rm -T backup
    ask "写しを開くと、すべての表が元と合う" with_copy 'SCRATCH_URL=$(cat /run/secrets/database_url) python manage.py verify_backup'
    dc stop web worker timers >>"$LOG"
    ask "写しを戻せる" with_copy 'python manage.py restore --replace takasaki_sc'
    dc start >>"$LOG"
    ask "戻したあと、また動く" until_well 60
    dc stop db >>"$LOG"
    ask "データベースが止まると 503 で、いつ来ればよいかを言う" grep -qiz '^HTTP/[0-9.]* 503.*retry-after:' <<<"$(visit /resources/ -o /dev/null -D -)"
    dc start db >>"$LOG"
    ask "データベースが戻れば、何もしなくても戻る" until_well 60
}
((FAULTS == 0)) || stop "$FAULTS 件、約束のとおりではありません（全体は .local/containers.log）。"
say "すべて、約束のとおりです"
