"""The settings, all of them. What differs from one operator to another comes from the environment (README).

A value that cannot be understood is refused here; one that is understood and yet wrong, by `portal.checks`.
"""

from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import quote

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from payments.rules import facts
from payments.rules.refunds import RefundSettings
from portal.environment import choice, database, days, env, several, switch

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what is made while running

# --- Which of the three: production, a developer's DEBUG, or the demo (`manage.py demo` sets DEMO by itself)

DEBUG = switch("DEBUG", default=False)
DEMO = switch("DEMO", default=False)
DEMO_TODAY = None  # a day, once `manage.py demo --today` has set it
PRODUCTION = not (DEBUG or DEMO)

PRODUCTION_ONLY = [name for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS") if env.str(name, "")]
if DEMO and PRODUCTION_ONLY:
    names = ", ".join(PRODUCTION_ONLY)
    raise ImproperlyConfigured(f"The demo does not run with production settings: unset {names} first.")


def demo_secret() -> str:
    """The demo's own key, made once, so that those who signed in stay so when it is started again."""
    kept = VAR_DIR / "demo.secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(token_urlsafe(50))
    return kept.read_text()


# Without a key Django refuses whatever signs or encrypts; `manage.py assess` does neither.
SECRET_KEY = demo_secret() if DEMO else env.str("SECRET_KEY", "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- What the law leaves open (payments.rules.facts says what each question is)

_OPEN = facts.Settings()
LAW = facts.Settings(
    window=choice("LAW_WINDOW", _OPEN.window),
    arrears_rate=choice("LAW_ARREARS_RATE", _OPEN.arrears_rate),
    state_breaks_sixty=switch("LAW_STATE_BREAKS_SIXTY", _OPEN.state_breaks_sixty),
    grace_counts_from=choice("LAW_GRACE_COUNTS_FROM", _OPEN.grace_counts_from),
)

# The terms of a refund, in working days: the sources differ (payments.rules.refunds).
_TERMS = RefundSettings()
REFUNDS = RefundSettings(
    check_days=days("REFUND_CHECK_DAYS", _TERMS.check_days),
    answer_days=days("REFUND_ANSWER_DAYS", _TERMS.answer_days),
    reply_days=days("REFUND_REPLY_DAYS", _TERMS.reply_days),
)
# Proofs lie outside the web, and go so many days after their request is closed.
PROOF_DIR = Path(env.str("PROOF_DIR", "") or VAR_DIR / ("demo/proofs" if DEMO else "proofs"))
PROOFS_KEPT_DAYS = days("PROOFS_KEPT_DAYS", 90)

# Where `manage.py import_registry` looks for files that are named without a folder.
REGISTRY_DIR = Path(env.str("REGISTRY_DIR", "") or VAR_DIR)
# Money that one registry credits, another only tells again: those that are not named here are compared.
CREDITING_REGISTRIES = several("CREDITING_REGISTRIES", ("csv", "camt054", "mt102"))

# Paying by card on the page of Freedom Pay: its address, our number there and the secret that signs both ways.
# All three empty: nobody is offered this way to pay.
ACQUIRER_URL = env.str("ACQUIRER_URL", "")
ACQUIRER_MERCHANT = env.str("ACQUIRER_MERCHANT", "")
ACQUIRER_SECRET = env.str("ACQUIRER_SECRET", "")

# --- The application

INSTALLED_APPS = [
    "portal",
    "payments",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # whatever is answered, and by whom
    "django.middleware.security.SecurityMiddleware",  # https before anything else
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files need nothing of what follows
    "portal.web.access.PrivateOnceSignedIn",
    "portal.web.limits.RefuseOtherMethods",
    "portal.web.language.LanguageByCookie",  # every page below, error pages too, is in the language
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.web.sign_in.RefuseTooManyTries",  # whichever door was tried
]

ROOT_URLCONF = "portal.urls"
AUTH_USER_MODEL = "portal.Account"
AUTHENTICATION_BACKENDS = ["portal.sign_in.ByIin", "portal.sign_in.ByEmail"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry the words

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.header",
            ],
        },
    },
]

# --- The database: SQLite in a file, until DATABASE_URL names a PostgreSQL

EMBEDDED = quote(f"{VAR_DIR}/{'demo' if DEMO else 'jarna'}.sqlite3")
DATABASES = {"default": database(env.str("DATABASE_URL", "") or f"sqlite:///{EMBEDDED}")}

# A copy that pages which only show may read (portal.replica); everything else never does.
REPLICA_URL = env.str("REPLICA_URL", "")
if REPLICA_URL:
    DATABASES["replica"] = database(REPLICA_URL, "REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["portal.replica.ByPurpose"]

# --- Language and time

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal/locale", BASE_DIR / "portal/locale_django"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

# --- Static files: in production compressed and named by their content, else straight from their folders

STATIC_URL = "static/"
# The folder is kept from one version to the next: a page made just before an upgrade still names the old files.
STATIC_ROOT = Path(env.str("STATIC_DIR", "") or VAR_DIR / "static") if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
_STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# --- What a browser may do; Django's defaults add nosniff, no frames, referrer and opener same-origin

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

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # whoever watches from inside asks without https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # HSTS preloading is for the owner of the whole domain to decide

# A proxy that is trusted must set this header itself, whatever a browser has sent.
TRUSTED_PROXY = switch("TRUSTED_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None

# A browser takes a __Host- cookie only over https and only from this very host; the demo has no https.
_COOKIE = "__Host-{}" if PRODUCTION else "{}"
SESSION_COOKIE_NAME = _COOKIE.format("session")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_ENGINE = "portal.sessions"
SESSION_COOKIE_AGE = 30 * 60  # of silence; portal.sign_in ends a session that is kept awake
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # a phone or a desk in a hall is often shared
CSRF_COOKIE_NAME = _COOKIE.format("csrf")
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = _COOKIE.format("language")
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # a form without its files
FILE_UPLOAD_HANDLERS = ["portal.web.limits.NoFile"]  # portal.staff.uploads has its own
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # more than a page takes: who chooses too many is told how many there may be

# --- Log lines go to standard error, nobody's IIN with them; no tracebacks by mail: those show variables

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "portal.logs.WithoutIin",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"without_query": {"()": "portal.logs.WithoutQuery"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "access": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_query"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}
