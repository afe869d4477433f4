"""Settings. Everything a deployer sets is an environment variable, listed in docs/deploy.md."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ALONGSIDE_DATA", BASE / "var")).resolve()
DEBUG = False
DEMO = os.environ.get("ALONGSIDE_DEMO", "") == "1"

SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY", "")
if not SECRET_KEY:
    kept = DATA / "secret-key"
    if kept.exists():
        SECRET_KEY = kept.read_text().strip()
    elif DEMO or os.environ.get("ALONGSIDE_TESTING") == "1":
        SECRET_KEY = "only-for-a-demo-or-a-test-" + "0" * 40
    else:
        raise ImproperlyConfigured(
            "Set ALONGSIDE_SECRET_KEY, or run `alongside check --make-key` to make one in ALONGSIDE_DATA."
        )
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("ALONGSIDE_OLD_SECRET_KEYS", "").split(",") if key]

# Signs the record's checkpoints: 64 hexadecimal digits. Without it a key is made in ALONGSIDE_DATA. Keys that signed
# before are named by their public halves, so that what they signed still counts.
RECORD_KEY = os.environ.get("ALONGSIDE_RECORD_KEY", "")
OLD_RECORD_KEYS = [key for key in os.environ.get("ALONGSIDE_OLD_RECORD_KEYS", "").split(",") if key]

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
if not PORT.isdecimal() or not 0 < int(PORT) < 65536:
    raise ImproperlyConfigured("PORT is a number from 1 to 65535, like 8000.")
SITE_URL = os.environ.get("ALONGSIDE_URL", f"http://{HOST}:{PORT}").rstrip("/")
_site = urlparse(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = [*filter(None, os.environ.get("ALONGSIDE_HOSTS", "").split(",")), _site.hostname or "localhost"]
if not HTTPS:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The rooms, from the ground floor up.
ROOMS = [
    "alongside.core",
    "alongside.record",
    "alongside.design",
    "alongside.knowledge",
    "alongside.organisations",
    "alongside.documents",
    "alongside.questionnaires",
    "alongside.people.voices",
    "alongside.people.profiles",
    "alongside.people.monitoring",
    "alongside.people.accounts",
    "alongside.library",
    "alongside.messaging",
    "alongside.groups",
    "alongside.stakeholders",
    "alongside.plans",
    "alongside.projects",
    "alongside.activities",
    "alongside.tools.survey",
    "alongside.moderation",
    "alongside.analysis",
    "alongside.feedback",
    "alongside.evidence",
    "alongside.front",
]
if DEMO or os.environ.get("ALONGSIDE_TESTING") == "1":
    ROOMS.append("alongside.demo")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alongside.design.choosing.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja",
        # A room's pages are in <room>/templates/<room>/.
        "DIRS": [BASE / room.replace(".", "/") / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "alongside.design.environment.environment",
            "context_processors": ["alongside.design.context.page"],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]


def _database(url: str) -> dict[str, object]:
    """postgresql://user:password@host:port/name, or sqlite:///path."""
    parts = urlparse(url)
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME") or None},
        }
    if parts.scheme == "sqlite":
        # What is acknowledged survives a power cut: full synchronisation, and writers queue from the first line.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path,
            "CONN_MAX_AGE": None,
            # Tests use a file too: threads and processes meet there as they do in life.
            "TEST": {"NAME": str(DATA / f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
            },
        }
    raise ImproperlyConfigured("DATABASE_URL starts with postgresql:// or sqlite:///.")


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", f"sqlite://{DATA / 'alongside.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "alongside"}
}

# Public pages for visitors who are nobody in particular may be this many seconds old.
REMEMBER_PAGES = 15

# People log in with a mailed code or a passkey; nobody has a password.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/after-log-in/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alongside.messaging.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 5
# Many people share a library's address; guessing one person's code stays hopeless.
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,4/m/key,30/d/key", "another_way": "20/m/ip"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_ADAPTER = "alongside.people.accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Alongside"

# Sessions sit with the accounts: a session's time beside a name would line up with what a voice said.
SESSION_ENGINE = "alongside.people.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.front.views.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_BACKEND = "alongside.demo.mail.OutboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
_mail = urlparse(os.environ.get("EMAIL_URL", ""))
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_MAIL_FROM", "no-reply@alongside.example")

LANGUAGE_CODE = "en-gb"
LANGUAGE_COOKIE_NAME = "language"
# Languages that our own words are shown in besides English: codes, or "all"; none means those a speaker has checked.
INTERFACE_LANGUAGES = os.environ.get("ALONGSIDE_LANGUAGES", "all" if DEMO else "").replace(",", " ").split()
LANGUAGES = [
    ("en-gb", "English"),
    ("cy", "Cymraeg"),
    ("bn", "বাংলা"),
    ("pl", "Polski"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [BASE / "alongside" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
# The demo and the tests serve from the finders; a deployment collects once with hashed names.
_collected = (STATIC_ROOT / "staticfiles.json").exists() and not DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _collected or os.environ.get("ALONGSIDE_COLLECT") == "1"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 3600

# Above this an upload goes to a file instead of memory; forms of many fields are refused beyond the limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
# A command that reads a file on its input and answers 0 when it is clean.
SCAN_COMMAND = os.environ.get("ALONGSIDE_SCAN_COMMAND", "")
# A CSV file with postcode, lsoa and imd_fifth: how deprived the areas are of people who give a postcode.
POSTCODES = os.environ.get("ALONGSIDE_POSTCODES", "")

# No personal data in logs: no addresses, no query strings, no form values; errors by kind.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_personal_data": {"()": "alongside.core.logs.NoPersonalData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"alongside": {"level": "INFO"}, "django.server": {"level": "WARNING"}},
}

SILENCED_SYSTEM_CHECKS = ["templates.E003"]
