"""The Django project: settings, urls, Celery, health checks."""

from journal.celery import app as celery_app

__all__ = ["celery_app"]
