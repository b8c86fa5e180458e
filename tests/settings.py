"""The real settings for the tests: in a folder of their own, and with nothing of the developer's environment.

TEST_DATABASE_URL and TEST_REDIS_URL (set by `tools/run_tests.py`) put the same suite on the real services.
"""

import atexit
import os
import shutil
import tempfile

for _name in (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY_FILE",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "DEBUG",
    "TRUST_PROXY",
    "ACCEL",
    "SECOND_FACTOR",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_SECURITY",
    "EMAIL_PASSWORD_FILE",
    "EMAIL_FROM",
    "WEBHOOK_KIND",
    "WEBHOOK_URL_FILE",
    "WEBHOOK_SECRET_FILE",
    "WEBHOOK_HOSTS",
):
    os.environ.pop(_name, None)

_var = tempfile.mkdtemp(prefix="journal-tests-")
_maker = os.getpid()


def _clear() -> None:
    if os.getpid() == _maker:  # a forked child ends before its parent does
        shutil.rmtree(_var, ignore_errors=True)


atexit.register(_clear)
os.environ["JOURNAL_VAR"] = _var
os.environ["LOG_LEVEL"] = "WARNING"
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
if "TEST_REDIS_URL" in os.environ:
    # Each worker process has a Redis database of its own: caches must not meet.
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    os.environ["REDIS_URL"] = f"{os.environ['TEST_REDIS_URL']}/{int(_worker) % 16}"

from journal.settings import *  # noqa: E402, F403 - the environment must be ready first
from journal.settings import DATABASES, STORAGES  # noqa: E402

if "TEST_DATABASE_URL" in os.environ:
    # The database the URL names is migrated once; each worker's own is a copy of it.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {"NAME": "test", "TEMPLATE": DATABASES["default"]["NAME"]}
    DATABASES["default"]["NAME"] = "postgres"

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
