"""The settings of production, with a clock that a test can move, and nothing else that is not the product's own.

CLOCK names a file that says how many seconds this host's clock is ahead. Every process of an installation reads it,
so that days pass, or a clock jumps, for all of them at once. The database's own clock stays as it is. PATIENCE says for
how many seconds a mail server may say nothing, where a test would wait too long.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from ehcp.settings import *  # noqa: F403
from workflows import clock

_ahead = Path(os.environ["CLOCK"])
_really_now = timezone.now


def _now() -> datetime:
    return _really_now() + timedelta(seconds=float(_ahead.read_text()))


timezone.now = _now
EMAIL_TIMEOUT = float(os.environ.get("PATIENCE", EMAIL_TIMEOUT))  # noqa: F405
clock.use(lambda: timezone.localdate(_now(), clock.ENGLAND))
