"""The settings of every installation, read from the environment. `.env.example` lists what can be said there.

ENVIRONMENT decides what kind of place this is:

- `development` (the default) shows errors to whoever asks, and so answers on this machine only;
- `practice` is a fictional council for demonstration and training: anyone may become anyone, days can be moved;
- `production` is a council at work: nothing that belongs to the other two can be switched on in it.

Any variable may come from a file instead: SECRET_KEY_FILE=/run/secrets/secret_key.
"""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environ import Env
from environ.fileaware_mapping import FileAwareMapping

BASE_DIR = Path(__file__).resolve().parent.parent


class FilesToo(FileAwareMapping):
    def __getitem__(self, name: str) -> str:
        # Editors end a file with a new line; secrets do not. A dollar is a dollar, not the name of another variable.
        return super().__getitem__(name).strip().replace("$", r"\$")


env = Env()
env.ENVIRON = FilesToo()
env.escape_proxy = True
env.read_env(env.str("DOTENV", default=str(BASE_DIR / ".env")))  # what the environment already says stands


# What kind of place this is

ENVIRONMENT = env.str("ENVIRONMENT", default="development")
if ENVIRONMENT not in ("development", "practice", "production"):
    raise ImproperlyConfigured(
        f"ENVIRONMENT is {ENVIRONMENT!r}; it can be development, practice or production."
    )
PRODUCTION = ENVIRONMENT == "production"
DEBUG = ENVIRONMENT == "development"

PRACTICE = env.bool("PRACTICE", default=ENVIRONMENT == "practice")
if PRACTICE and ENVIRONMENT != "practice":
    raise ImproperlyConfigured(
        f"PRACTICE is on, but ENVIRONMENT is {ENVIRONMENT}. In practice mode anyone can sign in as anyone and move "
        "the calendar, so it runs only with ENVIRONMENT=practice, never where real children's plans are kept. "
        "Remove PRACTICE, or set ENVIRONMENT=practice together with a database of its own."
    )

# Where people reach the service; links in e-mails begin with it.
SITE_URL = (
    env.str("SITE_URL") if PRODUCTION else env.str("SITE_URL", default="http://127.0.0.1:8000")
).rstrip("/")
HOST = urlsplit(SITE_URL).hostname
HTTPS = SITE_URL.startswith("https://")
THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"]
ON_THIS_MACHINE_ONLY = HOST in THIS_MACHINE
if not HOST:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}; write it whole, like https://plans.council.example."
    )
if DEBUG and not ON_THIS_MACHINE_ONLY:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL}, but ENVIRONMENT is development, which shows passers-by what is inside the service "
        "when something fails. A site for others needs ENVIRONMENT=production (or practice)."
    )
if PRODUCTION and not HTTPS:
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL}; in production it must begin with https://.")

ALLOWED_HOSTS = THIS_MACHINE if ON_THIS_MACHINE_ONLY else [HOST]

# A key everybody can read here guards nothing; it will do where nobody else can knock.
SECRET_KEY = (
    env.str("SECRET_KEY", default="not-a-secret-for-this-machine-only-" * 2)
    if ON_THIS_MACHINE_ONLY and not PRODUCTION
    else env.str("SECRET_KEY")
)

COUNCIL_NAME = env.str("COUNCIL_NAME", default="")


def folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


# What the service writes to disk when no server takes it: database, broker, mail, files.
VAR = Path(env.str("VAR", default=str(BASE_DIR / "var"))).resolve()


# Parts

INSTALLED_APPS = [
    "workflows",
    "ehcp",
    "notifications",
    *(["ehcp.practice"] if PRACTICE else []),
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns the answer to a locked-out person into words
]

ROOT_URLCONF = "ehcp.urls"
WSGI_APPLICATION = "ehcp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ehcp.pages.context.header",
                *(["ehcp.practice.context.practice"] if PRACTICE else []),
            ],
        },
    }
]


# Database: SQLite in a file, or the PostgreSQL that DATABASE_URL names

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}")}
DATABASE = DATABASES["default"]
# The password may be said on its own, so that a server and its clients can share one file.
if password := env.str("DATABASE_PASSWORD", default=""):
    DATABASE["PASSWORD"] = password
# Never around a whole request: one verb is one transaction, and no network call happens inside one.
DATABASE["ATOMIC_REQUESTS"] = False
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    folder(Path(DATABASE["NAME"]).parent)
    DATABASE["OPTIONS"] = {
        # Take the write lock at the start: a transaction that reads first and writes later would otherwise be
        # refused ("database is locked") as soon as another one wrote in between.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: in WAL mode NORMAL may roll back work that was confirmed when the power fails.
        # recursive_triggers: REPLACE INTO would otherwise slip past the triggers that guard the event log.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
        "PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASE["CONN_MAX_AGE"] = 60
    DATABASE["CONN_HEALTH_CHECKS"] = True
    # A transaction somebody forgot keeps its locks, and its clock stands still: the server ends it after a minute.
    DATABASE.setdefault("OPTIONS", {})["options"] = "-c idle_in_transaction_session_timeout=60000"


# Work in the background: see notifications/tasks.py
# What is owed is a row. A message only says "look at the database now", and may be lost or come twice.

REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Longer than any task may take (below), else Redis would hand a running task to a second worker.
        "visibility_timeout": 300,
        # What a killed worker had in hand is back in the queue within seconds rather than minutes.
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 30,
        "socket_connect_timeout": 5,
    }
else:
    # Messages as files: enough for one machine, and nothing to install.
    CELERY_BROKER_URL = "filesystem://localhost"  # kombu warns of an address without a host
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(folder(VAR / "broker" / "messages")),
        "data_folder_out": str(folder(VAR / "broker" / "messages")),
        "control_folder": str(folder(VAR / "broker" / "control")),
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# A web page must not wait for a broker that is down: the sweep finds what was not announced.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
# The timetable is written in the hours people live by ("at seven in the morning"), so that it moves with the
# clocks. Messages carry UTC.
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "ehcp.celery:Timetable"
# Touched by beat whenever it has handed over a message, so that one that hangs shows (scripts/healthy.py).
BEAT_LAST_MESSAGE = env.str("BEAT_LAST_MESSAGE", default=str(folder(VAR) / "beat-last-message"))


# Signing in: e-mail and password, by invitation

AUTH_USER_MODEL = "ehcp.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is looked at
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "ehcp.pages.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ehcp.pages.accounts.SignIn",
    "reauthenticate": "ehcp.pages.accounts.ConfirmItIsYou",
    "change_password": "ehcp.pages.accounts.ChangePassword",
    "reset_password": "ehcp.pages.accounts.AskForNewPassword",
    "reset_password_from_key": "ehcp.pages.accounts.ChooseNewPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An invitation was sent to the address and came back: that is the proof.
ACCOUNT_EMAIL_VERIFICATION = "none"
# The limit of django-axes (below) comes first. This one is for guessing at one account from many places.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,30/30m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whether an address has an account is nobody's business, not even by letter.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# The pair: so that a stranger's guesses elsewhere do not lock a parent out at home.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "ehcp.pages.accounts.who_is_signing_in"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False

# Nobody loses what they typed over a working day (WCAG 2.2, success criterion 2.2.6).
SESSION_COOKIE_AGE = 20 * 60 * 60


# Between here and the browser

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# The council's other services, and lists that browsers ship, are not ours to decide about.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Whoever watches over the service asks on the machine itself, without encryption.
SECURE_REDIRECT_EXEMPT = [r"^health(/work)?$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing inline and nothing from elsewhere: injected markup can neither run nor phone home.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


# Static files and uploads

STATIC_URL = "static/"
# Where `manage.py collectstatic` puts them for production.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
# Elsewhere than in production, files are served as they lie in the source: no collectstatic to forget.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# No address leads here: a file is handed out by a view that asks who wants it.
MEDIA_ROOT = VAR / "files"


# E-mail

EMAIL = env.email_url("EMAIL_URL", default=f"filemail:///{VAR / 'mail'}" if PRACTICE else "consolemail://")
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"]
EMAIL_HOST = EMAIL["EMAIL_HOST"]
EMAIL_PORT = EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="ehc-plans@council.example")
if PRACTICE and EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    raise ImproperlyConfigured(
        "EMAIL_URL names a mail server, but this is practice mode, whose letters are about nobody and must reach "
        "nobody. Leave EMAIL_URL out (letters then lie in var/mail), or use consolemail://."
    )


# GOV.UK Notify: text messages and letters, and e-mails where it has a template for them

NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_URL = env.str("NOTIFY_URL", default="" if PRACTICE else "https://api.notifications.service.gov.uk")
# In practice its fake answers inside this process, unless NOTIFY_URL names a fake that runs by itself.
NOTIFY_IS_BUILT_IN = PRACTICE and not NOTIFY_URL
if PRACTICE and NOTIFY_URL and urlsplit(NOTIFY_URL).hostname not in THIS_MACHINE:
    raise ImproperlyConfigured(
        f"NOTIFY_URL is {NOTIFY_URL}, but this is practice mode, whose messages are about nobody and must reach "
        "nobody. Leave NOTIFY_URL out, or name a fake on this machine (manage.py fake_notify)."
    )
if NOTIFY_IS_BUILT_IN:
    # Nothing answers at this address, should it ever be asked for over the wire.
    NOTIFY_URL = "http://notify.invalid"
if PRACTICE:
    # A service and a secret of the fake's own: a real key has no place here.
    NOTIFY_API_KEY = "practice-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
if NOTIFY_API_KEY and not re.fullmatch(r".*[0-9a-f-]{36}-[0-9a-f-]{36}", NOTIFY_API_KEY):
    raise ImproperlyConfigured(
        "NOTIFY_API_KEY is not a key of GOV.UK Notify: copy it whole, with its name in front."
    )
if NOTIFY_API_KEY and not PRACTICE and not NOTIFY_URL.startswith("https://"):
    raise ImproperlyConfigured(f"NOTIFY_URL is {NOTIFY_URL}; it must begin with https://.")
# Templates that were made in Notify. Each says ((subject)) and ((body)) and nothing else.
NOTIFY_EMAIL_TEMPLATE = env.str("NOTIFY_EMAIL_TEMPLATE", default="")
NOTIFY_TEXT_TEMPLATE = env.str(
    "NOTIFY_TEXT_TEMPLATE", default="44444444-4444-4444-8444-444444444444" if PRACTICE else ""
)
NOTIFY_LETTERS = env.bool("NOTIFY_LETTERS", default=PRACTICE)
if (NOTIFY_EMAIL_TEMPLATE or NOTIFY_TEXT_TEMPLATE or NOTIFY_LETTERS) and not NOTIFY_API_KEY:
    raise ImproperlyConfigured(
        "NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE and NOTIFY_LETTERS need NOTIFY_API_KEY."
    )
# What Notify says when it reports what became of a message. Without it, it is asked now and then.
NOTIFY_CALLBACK_TOKEN = env.str("NOTIFY_CALLBACK_TOKEN", default="")
if NOTIFY_CALLBACK_TOKEN and len(NOTIFY_CALLBACK_TOKEN) < 20:
    raise ImproperlyConfigured("NOTIFY_CALLBACK_TOKEN must have 20 characters or more.")


# Who may read the figures at /metrics: whoever says this word. Without one there is no such page.

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")


# Hours in which nobody gets an e-mail or a text message, on the clocks of England; each reader may choose others.
# In practice days are moved and hours are not: nobody there waits for the morning.
QUIET_FROM = env.int("QUIET_FROM", default=0 if PRACTICE else 21)
QUIET_UNTIL = env.int("QUIET_UNTIL", default=0 if PRACTICE else 7)


# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True


# Logs: what happened and where, never about whom (ehcp/logs.py)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ehcp.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
            "with_words": DEBUG,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING" if DEBUG else "INFO"},
    "loggers": {
        # Django's own set-up would send whole tracebacks, local variables and all, to the administrators by e-mail.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
        # It would write down what Notify says of an address. What failed, and how, stands in the ledger.
        "notifications_python_client": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
