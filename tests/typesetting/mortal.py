"""The site's own settings for workers that are killed: a lost run is found soon, and tables are made without migrating."""

from journal.settings import *  # noqa: F403
from journal.settings import CELERY_BROKER_TRANSPORT_OPTIONS, INSTALLED_APPS, REDIS_URL

PRESS_LOST_AFTER = 1.5
MIGRATION_MODULES = {name.split(".")[-1]: None for name in (app.split(".apps.")[0] for app in INSTALLED_APPS)}
if not REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {"polling_interval": 0.05}
