"""The file and its readers, and the Django project that holds them together."""

from ehcp.celery import app as celery_app  # `@shared_task` means this application

__all__ = ["VERSION", "celery_app"]

VERSION = "0.1.0"
