"""Is this process well? Docker asks: `python scripts/healthy.py web`, `worker` or `beat`."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

# Where this file lies is no package: the service's own are beside its folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

BEAT_HANGS_AFTER = 180  # seconds


def web() -> bool:
    port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    # The site answers to its own name only.
    ask = Request(
        f"http://127.0.0.1:{port}/health", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc}
    )
    try:
        return urlopen(ask, timeout=10).status == 200  # noqa: S310  (the address is ours)
    except URLError as error:
        print(error)
        return False


def worker() -> bool:
    """This worker, not just any: it is asked by its own name."""
    from ehcp.celery import app

    return bool(app.control.ping(destination=[f"celery@{socket.gethostname()}"], timeout=10))


def beat() -> bool:
    """Beat hands over a message every minute; one that hangs has stopped."""
    from django.conf import settings

    import ehcp.celery  # noqa: F401  (says where the settings are)

    last = Path(settings.BEAT_LAST_MESSAGE)
    return last.exists() and time.time() - last.stat().st_mtime < BEAT_HANGS_AFTER


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
