# shellcheck shell=bash
# A PostgreSQL of our own for the tests: made in a short temporary folder, reached through a unix
# socket there, gone afterwards. It never touches a cluster of the system. Read after lib.sh.

POSTGRES_OLDEST=15
POSTGRES_HOME=''

# The folder with initdb, pg_ctl and postgres of one version, the newest first.
find_postgres() {
    local folder major
    while read -r folder; do
        [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/postgres ]] || continue
        major=$("$folder/postgres" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p')
        ((${major:-0} >= POSTGRES_OLDEST)) || continue
        printf '%s\n' "$folder"
        return 0
    done < <(postgres_folders)
    return 1
}

postgres_folders() {
    # pg_ctl on PATH may be a link: the three programs lie together where it points to.
    if have pg_ctl; then dirname "$(readlink -f "$(command -v pg_ctl)")"; fi
    printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV
}

# The server package of this Debian or Ubuntu, by its versioned name.
postgres_package() {
    local versioned
    versioned=$(apt-cache depends postgresql 2>/dev/null | sed -n 's/^ *Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)
    printf '%s\n' "${versioned:-postgresql}"
}

# PostgreSQL refuses to run as root, so root lends it an account without rights.
as_server() {
    if ((EUID != 0)); then
        "$@"
    else
        runuser -u "$POSTGRES_USER" -- "$@"
    fi
}

# A folder the server's account can reach, short enough for a socket path (107 bytes).
make_postgres_home() {
    local parent
    for parent in "${TMPDIR:-/tmp}" /tmp; do
        ((${#parent} <= 60)) || continue
        POSTGRES_HOME=$(mktemp -d "$parent/takasaki-pg.XXXXXX") || continue
        ((EUID != 0)) || chown "$POSTGRES_USER" "$POSTGRES_HOME"
        as_server test -w "$POSTGRES_HOME" && return
        rmdir "$POSTGRES_HOME"
    done
    POSTGRES_HOME=''
    stop "PostgreSQL のための一時フォルダーを作れませんでした。"
}

# Starts the server and sets POSTGRES_URL. Durability is off: the data live as long as one run.
start_postgres() {
    local bin
    bin=$(find_postgres) || stop "PostgreSQL $POSTGRES_OLDEST 以上が見つかりません。"
    POSTGRES_USER=nobody
    if id postgres >/dev/null 2>&1; then POSTGRES_USER=postgres; fi
    make_postgres_home
    POSTGRES_BIN=$bin
    {
        in_postgres_home "$bin/initdb" -D data -U takasaki --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync &&
            configure_postgres &&
            in_postgres_home "$bin/pg_ctl" -D data -l server.log -w -t 60 start
    } >"$LOCAL/postgres.log" 2>&1 </dev/null || {
        cat "$POSTGRES_HOME/server.log" >>"$LOCAL/postgres.log" 2>/dev/null || true
        tail -n 15 "$LOCAL/postgres.log" >&2
        stop "試験用の PostgreSQL を起動できませんでした（上は最後の行、全体は .local/postgres.log）。"
    }
    # shellcheck disable=SC2034  # read by suite.sh
    POSTGRES_URL="postgres://takasaki@${POSTGRES_HOME//\//%2F}:5432/postgres"
}

# The server's account may not be allowed to stand in the project folder.
in_postgres_home() { (cd "$POSTGRES_HOME" && as_server "$@"); }

configure_postgres() {
    cat >>"$POSTGRES_HOME/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$POSTGRES_HOME'
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
}

stop_postgres() {
    [[ -n $POSTGRES_HOME ]] || return 0
    in_postgres_home "$POSTGRES_BIN/pg_ctl" -D data -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_HOME"
    POSTGRES_HOME=''
}
