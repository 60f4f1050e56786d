"""Settings of 高崎SC: one file, read from the environment (see docs/operating.md).

Nothing set = an embedded SQLite database and safe defaults. DEMO=true (what `make run`
uses) serves static files unhashed and makes its own secret key under .local/.
"""

from pathlib import Path

import dj_database_url
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from environs import Env

from takasaki_sc.ops.gate import Site, UnsafeSettings, refuse_danger

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"
env = Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)


def _secret(name):
    """A secret from the environment, or from the file that NAME_FILE names (systemd, compose)."""
    path = env.str(f"{name}_FILE", default="")
    if not path:
        return env.str(name, default="")
    try:
        return Path(path).read_text().strip()
    except OSError:
        raise UnsafeSettings(f"{name}_FILE のファイルを読めません: {path}") from None


def _secret_key():
    """SECRET_KEY, or on a demo machine a key made once and kept in .local/."""
    given = _secret("SECRET_KEY")
    if given:
        return given
    if not (DEBUG or DEMO):
        raise UnsafeSettings("環境変数 SECRET_KEY を設定してください（docs/operating.md）。")
    path = LOCAL_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = _secret(
    "SECRET_KEY_FALLBACKS"
).split()  # older ones, until all have signed in
# The keys for the seeds of the second step, newest first; where none are given, those above.
MFA_KEYS = _secret("MFA_KEYS").split() or [SECRET_KEY, *SECRET_KEY_FALLBACKS]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")

ROOMS = ["accounts", "councils", "resources", "activities", "newsletters", "reports"]
DJANGO_APPS = ["auth", "contenttypes", "sessions", "messages", "staticfiles", "humanize"]
INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",  # before staticfiles: it takes over runserver
    *(f"django.contrib.{name}" for name in DJANGO_APPS),
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
    "django_filters",
    "import_export",
    "rules",
    "simple_history",
    *ROOMS,
    "takasaki_sc",  # its commands: backup, restore
]

MIDDLEWARE = [
    "takasaki_sc.middleware.refuse_plain_programs",
    "django.middleware.security.SecurityMiddleware",
    # The headers stand on every answer, on those of the gates below too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "takasaki_sc.ops.requests.watch",
    "takasaki_sc.middleware.allow_known_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "takasaki_sc.middleware.clear_on_sign_out",  # around whatever may end a session
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.Door",
    "takasaki_sc.uploads.UploadScale",
    "takasaki_sc.middleware.keep_out_of_caches",
    "takasaki_sc.middleware.answer_sheets",
]

ROOT_URLCONF = "takasaki_sc.urls"
WSGI_APPLICATION = "takasaki_sc.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["takasaki_sc.lib.tags", "takasaki_sc.programme_tags"],
            "libraries": {"heroicons": "takasaki_sc.lib.icons"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "takasaki_sc.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "takasaki_sc.lib.form_drawing.DrawnForms"

# --- database ---------------------------------------------------------------
SQLITE_URL = f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
DATABASE_URL = _secret("DATABASE_URL") or SQLITE_URL
try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600)}
except ValueError:  # what stands there may hold a password, so it is not repeated
    raise UnsafeSettings("DATABASE_URL を読めません。例 postgres:///takasaki_sc") from None
# A page that asks for longer is stopped (503); migrations and jobs are not, so the default is 0.
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", default=0)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE is what keeps 20 writers from "database is locked"; WAL lets readers go on.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    if STATEMENT_SECONDS:
        DATABASES["default"]["OPTIONS"]["options"] = (
            f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={STATEMENT_SECONDS}s"
            " -c idle_in_transaction_session_timeout=60s"
        )

# --- who may come in --------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.SignInBackend",
    "rules.permissions.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.LogInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the administrator types the address when inviting
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that nobody here has
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # written by accounts/telling.py
ACCOUNT_EMAIL_SUBJECT_PREFIX = "【高崎SC】"
MFA_ADAPTER = "accounts.adapter.SealedMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are typed by the administrator
MFA_TOTP_ISSUER = "高崎SC"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
MFA_TRUST_ENABLED = True  # a browser of one's own is not asked again for 30 days
MFA_TRUST_COOKIE_AGE = 30 * 24 * 60 * 60
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=not (DEBUG or DEMO))  # decision 0044
IDLE_MINUTES = env.int("IDLE_MINUTES", default=120)  # a meeting lasts two hours
SIGNED_IN_HOURS = 12
FILES_A_DAY = env.int("FILES_A_DAY", default=3000)  # of one person; a year of photos in one go fits
MEGABYTES_A_DAY = env.int("MEGABYTES_A_DAY", default=4000)
FRESH_MINUTES = 10  # how long somebody counts as having just proved who they are
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_MINUTES * 60
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]  # a code by mail is no proof (V6.3.6)
# Wrong passwords: five for one person from one place, and a ceiling over all places together.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "login_failed_anywhere": "30/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("BEHIND_PROXY", default=False))
# What counts tries has to be one for all processes, so it lies in the database; what only saves
# work may be each process's own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_tries",  # made by a migration of accounts
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "own": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SESSION_COOKIE_AGE = SIGNED_IN_HOURS * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", default=not (DEBUG or DEMO))
# Over https every cookie carries the mark with which no other host can set it.
COOKIE_MARK = "__Host-" if SESSION_COOKIE_SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_MARK}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_MARK}csrftoken"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
MFA_TRUST_COOKIE_NAME = f"{COOKIE_MARK}mfa_trusted"
MESSAGE_STORAGE = "takasaki_sc.lib.cookies.MarkedMessages"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SESSION_COOKIE_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz", r"^metrics$"]  # asked on this machine, without TLS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_FAILURE_VIEW = "takasaki_sc.errors.csrf_failure"

MAP_TILES_HOST = "https://cyberjapandata.gsi.go.jp"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", MAP_TILES_HOST],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],  # the newsletter studio shows the real PDF beside the form
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "report-uri": ["/violations"],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # wants DENY: our own studio frames our own PDF

# --- words and time ---------------------------------------------------------
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

# --- files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
UNHASHED_STATIC = DEBUG or DEMO
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_FILES = "takasaki_sc.static_files.HashedFiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_FILES if UNHASHED_STATIC else HASHED_FILES},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = UNHASHED_STATIC
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")
ERASURES_FILE = env.path("ERASURES_FILE", default=LOCAL_DIR / "erasures.jsonl")
MEDIA_ACCEL = env.bool("MEDIA_ACCEL", default=False)  # nginx sends the files (deploy/nginx.conf)
STATE_DIR = env.path("STATE_DIR", default=LOCAL_DIR / "state")  # when the jobs last ran
BACKUP_DIR = env.path("BACKUP_DIR", default=LOCAL_DIR / "backups")
BACKUP_RECIPIENTS_FILE = env.str("BACKUP_RECIPIENTS_FILE", default="")  # public keys, one a line
BACKUP_IDENTITY_FILE = env.str("BACKUP_IDENTITY_FILE", default="")  # only where copies are opened
BACKUP_KEEP = env.str("BACKUP_KEEP", default="14,5,6")  # days, weeks, months
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- mail and log: no addresses, no posted values in either -----------------
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
if _mail_host := env.str("MAIL_HOST", default=""):
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": _mail_host, "port": env.int("MAIL_PORT", default=25)},
    }
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="noreply@localhost")
CONSOLE = {"handlers": ["console"], "level": "INFO"}
LINE = {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
LOG_FORMAT = env.str("LOG_FORMAT", default="line" if UNHASHED_STATIC else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "takasaki_sc.lib.logs.NoValuesFormatter", **LINE},
        "json": {"()": "takasaki_sc.lib.json_logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": CONSOLE,
    "loggers": {
        "django": CONSOLE | {"propagate": False},
        "pikepdf": {"level": "WARNING"},  # it greets at every start
        # One line a request: runserver has its own, and the plain form has no place for facts.
        "takasaki_sc.ops.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}

# --- watching over it -------------------------------------------------------
METRICS_TOKEN = _secret("METRICS_TOKEN")  # without one there is no /metrics

# Large papers are made by `manage.py db_worker` where one runs (WORKER=true), else at once.
WORKER = env.bool("WORKER", default=False)
IN_DATABASE = "django_tasks_db.DatabaseBackend"
AT_ONCE = "django.tasks.backends.immediate.ImmediateBackend"
TASKS = {"default": {"BACKEND": IN_DATABASE if WORKER else AT_ONCE}}

IMPORT_EXPORT_USE_TRANSACTIONS = True

refuse_danger(
    Site(
        debug=DEBUG,
        demo=DEMO,
        secret_key=SECRET_KEY,
        allowed_hosts=tuple(ALLOWED_HOSTS),
        https=SESSION_COOKIE_SECURE,
        site_url=SITE_URL,
        trusted_origins=tuple(CSRF_TRUSTED_ORIGINS),
        mfa_keys=tuple(MFA_KEYS),
    )
)
