"""Log lines that say what happened and where, and keep what it happened to for themselves.

An error's words may hold a child's name: PostgreSQL quotes the row that broke a rule, a form quotes what was typed.
So outside development only the kind of error and the places it passed through are written, save for errors that are
about machines and not about people.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError

# Whoever keeps the service running needs their words: which module is missing, which server does not answer.
ABOUT_MACHINES = (ImportError, ImproperlyConfigured, ConnectionError, OperationalError, BrokerError)


class Line(logging.Formatter):
    """Formats a record; with `with_words` an error's own words are kept, as a developer needs them."""

    def __init__(self, *args: Any, with_words: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        if not self.with_words:
            record = _without_words(record)
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802  (logging's own name)
        if self.with_words:
            return super().formatException(ei)
        kind, error, where = ei
        return _places(kind, error, where)


def _without_words(record: logging.LogRecord) -> logging.LogRecord:
    """A copy in which every error among the arguments is only its kind. Celery's arguments are a dictionary."""
    plain = logging.makeLogRecord(record.__dict__)
    plain.exc_text = None  # another formatter may have left the whole traceback here
    if isinstance(record.args, dict):
        plain.args = {name: _kind(value) for name, value in record.args.items()}
        if "traceback" in plain.args:
            # What Celery says of a failed task: its id finds the row, its arguments and the error's words stay out.
            plain.args |= {"traceback": "", "args": "", "kwargs": "", "exc": _kind_in_celery(record)}
    elif record.args:
        plain.args = tuple(_kind(value) for value in record.args)
    return plain


def _kind(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) and not _may_speak(value) else value


def _may_speak(error: BaseException | None) -> bool:
    return isinstance(error, ABOUT_MACHINES)


def _kind_in_celery(record: logging.LogRecord) -> str:
    return (
        record.exc_info[0].__name__
        if record.exc_info and record.exc_info[0]
        else "see the task's own records"
    )


def _places(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> str:
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(where)]
    cause = error and (error.__cause__ or error.__context__)
    after = f"\nbecause of {_places(type(cause), cause, cause.__traceback__)}" if cause else ""
    name = f"{kind.__module__}.{kind.__qualname__}"
    return "\n".join([f"{name}: {error}" if _may_speak(error) else name, *lines]) + after
