#!/usr/bin/env bash
# Adds whatever this machine lacks; when nothing is missing it is done in a moment.
#   .ci/setup.sh run    what the application needs
#   .ci/setup.sh check  and what lint and the tests need
#   .ci/setup.sh test   and Chromium and PostgreSQL
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=.ci/python.sh
. "$ROOT/.ci/python.sh"
# shellcheck source=.ci/postgres.sh
. "$ROOT/.ci/postgres.sh"

FONT_PACKAGE=fonts-morisawa-bizud-gothic

loads() { [[ $(/sbin/ldconfig -p 2>/dev/null) == *"$1 "* ]]; }

# Whether the thing works is asked, not whether a package is registered: it may come from elsewhere.
works() {
    case $1 in
        libpango-1.0-0) loads libpango-1.0.so.0 ;;
        libpangoft2-1.0-0) loads libpangoft2-1.0.so.0 ;;
        libharfbuzz-subset0) loads libharfbuzz-subset.so.0 ;;
        # Without the font fc-match answers with another family, and papers would come out in it.
        "$FONT_PACKAGE") [[ $(fc-match -f '%{family}' 'BIZ UDPGothic' 2>/dev/null) == *'BIZ UDPGothic'* ]] ;;
        chromium) have chromium ;;
        poppler-utils) have pdftotext ;;
        postgresql*) find_postgres >/dev/null ;;
    esac
}

needed_packages() {
    printf '%s\n' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "$FONT_PACKAGE"
    [[ $1 == run ]] || printf '%s\n' poppler-utils
    [[ $1 != test ]] || printf '%s\n' chromium "$(postgres_package)"
}

missing_packages() {
    local package
    while read -r package; do
        works "$package" || printf '%s\n' "$package"
    done < <(needed_packages "$1")
}

# Everything is asked for at once, so that a person without the right has one line to pass on.
ready_packages() {
    local missing python
    python=$(python_packages) || exit 1
    mapfile -t missing < <(printf '%s' "${python:+$python$'\n'}" && missing_packages "$1")
    ((${#missing[@]} > 0)) || return 0
    install_packages "${missing[@]}"
    mapfile -t missing < <(missing_packages "$1")
    ((${#missing[@]} == 0)) || stop "入れたはずのシステム部品が使えません: ${missing[*]}"
}

case ${1:-} in
    run | check | test) ready_packages "$1" ;;
    *) stop "使い方: .ci/setup.sh run|check|test" ;;
esac
if [[ $1 == run ]]; then ready_venv run; else ready_venv dev; fi
