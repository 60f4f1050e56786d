"""Triggers with which the database itself refuses to change or delete the trail.

Put up by a migration. They let go of what a purge names (accounts.models.TrailPurge), and of
nothing else. A later migration that rebuilds one of the tables on SQLite has to put them up again:
`verify_trail` says when they are gone. TRUNCATE on PostgreSQL is a right of the table's owner: the
account of the application in production should not be the owner (docs/operating.md).
"""

REFUSAL = "the trail can only be added to"
PURGED = {
    "accounts_auditentry": "EXISTS (SELECT 1 FROM accounts_auditseal s"
    " JOIN accounts_trailpurge p ON s.number <= p.number WHERE s.entry_id = OLD.id)",
    "accounts_auditseal": "EXISTS (SELECT 1 FROM accounts_trailpurge p"
    " WHERE OLD.number <= p.number)",
    "accounts_trailpurge": "1 = 0",
}
"""For each table: when a row may go."""

FUNCTION = "accounts_refuse_change"


def names():
    return sorted(f"{table}_no_{what}" for table in PURGED for what in ("update", "delete"))


def up(vendor):
    """SQL statements that put all guards up, where they are not up yet."""
    if vendor == "postgresql":
        return [_postgres_function(), *(line for table in PURGED for line in _postgres(table))]
    return [line for table in PURGED for line in _sqlite(table)]


def down(vendor):
    """SQL statements that take all guards down."""
    where = " ON {}" if vendor == "postgresql" else ""
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{what}" + where.format(table)
        for table in PURGED
        for what in ("update", "delete")
    ]


def missing(connection):
    """Names of the guards that do not stand in this database."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in names() if name not in standing]


def _sqlite(table):
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table}"
        f" WHEN NOT ({PURGED[table]}) {refuse}",
    ]


def _postgres_function():
    return (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
        " END$$"
    )


def _postgres(table):
    """A trigger's WHEN may not ask other tables: the function of a deletion asks by itself."""
    asks = f"{FUNCTION}_{table}"
    return [
        f"CREATE OR REPLACE FUNCTION {asks}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN IF {PURGED[table]} THEN RETURN OLD; END IF; RAISE EXCEPTION '{REFUSAL}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END$$",
        f"CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
        f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {asks}()",
    ]
