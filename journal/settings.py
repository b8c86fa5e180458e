"""Settings of the whole system, all from the environment; `journal.environment` explains a wrong value.

DATABASE_URL, DATABASE_PASSWORD_FILE, REDIS_URL, SECRET_KEY_FILE, SITE_URL, ALLOWED_HOSTS, JOURNAL_VAR, STATIC_ROOT, DEBUG,
TRUST_PROXY, ACCEL, LOG_LEVEL, SECOND_FACTOR, EMAIL_HOST, EMAIL_PORT, EMAIL_SECURITY, EMAIL_USER, EMAIL_PASSWORD_FILE, EMAIL_FROM,
WEBHOOK_KIND, WEBHOOK_URL_FILE, WEBHOOK_SECRET_FILE, WEBHOOK_HOSTS.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

from journal import broker, environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = environment.folder("JOURNAL_VAR", BASE_DIR / "var")

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(VAR)
SITE_URL = environment.site_url()
HTTPS = SITE_URL.startswith("https://")
_host = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", sorted({_host, "127.0.0.1", "localhost", "[::1]"}))
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    # Before `accounts`, which takes their administration pages away: keys and devices are written by actions alone.
    "axes",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "accounts",
    "photos",
    "submissions",
    "issues",
    "typesetting",
    "reading",
    "sample",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "accounts.middleware.OriginMiddleware",
    "accounts.middleware.GivingBackMiddleware",
    "reading.middleware.InternalPublicationMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "journal.urls"
WSGI_APPLICATION = "journal.wsgi.application"

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
            ],
        },
    },
]

DATABASES = {"default": environment.database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "reading:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
CSRF_FAILURE_VIEW = "accounts.views.late.token_refused"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # refuses where a name is locked; the next one signs in
    "accounts.backends.PersonBackend",
]
# Those kept in the default way of before stay good, and are kept in this one from the next sign-in on.
PASSWORD_HASHERS = [
    "accounts.password_hashing.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email", "phone"]},
    },
    {
        "NAME": "accounts.password_rules.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600

# Five wrong passwords for one name from one address shut that pair out; others are not kept waiting. The caller's address
# is REMOTE_ADDR, as everywhere: `journal.proxy` puts it right behind a proxy.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.signing.locked_out"
AXES_CLIENT_IP_CALLABLE = "accounts.locks.address_of"
AXES_DISABLE_ACCESS_LOG = True  # who signed in is in the audit record
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# A second step for the desk and the operators. Off on one machine, as for a trial; on where the site is served by https.
SECOND_FACTOR = environment.flag("SECOND_FACTOR", default=HTTPS)
OTP_TOTP_ISSUER = "青海工运"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Static files: what is ours and what npm installed; collected for whitenoise. Everything the program writes is under VAR.
STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("STATIC_ROOT", VAR / "static")
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *([VAR / "vendor"] if (VAR / "vendor").is_dir() else []),
]
MEDIA_ROOT = VAR / "media"
PRESS_CACHE = VAR / "cache" / "press"
PRESS_LOST_AFTER = 180  # seconds; a run of the press not heard of for so long has lost its worker
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "journal.storage.HashedStorage",
    },
}
# nginx hands out files itself when it is in front; otherwise Django streams them.
ACCEL = environment.flag("ACCEL")
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# Letters: to the server EMAIL_HOST names, else files under VAR that an operator can read.
_email = environment.email(VAR)
EMAIL_BACKEND, EMAIL_FILE_PATH = _email["backend"], _email["folder"]
EMAIL_HOST, EMAIL_PORT = _email["host"], _email["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["user"], _email["password"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _email["security"] == "starttls", _email["security"] == "ssl"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from(_host)
EMAIL_TIMEOUT = 20

# Chat groups of 企业微信 or 钉钉 that hear of messages: {kind, addresses, secret}.
WEBHOOK = environment.webhook()

REDIS_URL = environment.redis_url()
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    # A worker that dies gives its message back after this time; longer than any task may run.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1800}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR / "cache" / "django",
        }
    }
    _broker = VAR / "broker"
    for _name in ("queue", "processed", "control"):
        (_broker / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = f"{broker.SCHEME}://localhost"  # the name is for the log alone
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "processed"),
        "control_folder": str(_broker / "control"),
        "store_processed": False,
        "polling_interval": 0.2,  # seconds between two looks at the folder; by itself it would be one
    }
# 0 goes first, 9 last (on Redis): letters and the press do not wait behind ninety photos that take a second each.
CELERY_TASK_ROUTES = {name: {"priority": 9} for name in ("submissions.take_in", "photos.make_avif")}
CELERY_TASK_IGNORE_RESULT = True  # what became of a job is a row of the database, not a message
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    # A message no worker took before the next one is sent is of no use.
    "sweep": {"task": "typesetting.sweep", "schedule": 60, "options": {"expires": 55}},
    "prepare": {"task": "typesetting.prepare", "schedule": 60, "options": {"expires": 55}},
    "lost-letters": {"task": "accounts.send_lost_letters", "schedule": 600, "options": {"expires": 590}},
    "old-messages": {"task": "accounts.clear_old_messages", "schedule": crontab(hour=3, minute=40)},
    "remind": {
        "task": "issues.remind",
        "schedule": crontab(hour=8, minute=30),  # each day: some weekends are worked
        "options": {"expires": 6 * 3600},
    },
    "letters": {"task": "issues.announce_letters", "schedule": 600, "options": {"expires": 590}},
    "uploads": {"task": "submissions.sweep_uploads", "schedule": 900, "options": {"expires": 880}},
    "prune": {"task": "typesetting.prune", "schedule": crontab(hour=3, minute=20)},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "journal_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Set where a proxy of ours is in front and overwrites these headers; else anyone could write them.
TRUST_PROXY = environment.flag("TRUST_PROXY")
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.log_level(),
    },
    "loggers": {"pikepdf": {"level": "WARNING"}},
}

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
