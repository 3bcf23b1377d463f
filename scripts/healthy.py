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

BEAT_WRITES_EVERY = 300  # seconds, at most


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
    """Beat writes down what it has done; one that hangs has stopped writing."""
    from django.conf import settings

    import ehcp.celery  # noqa: F401  (says where the settings are)

    written = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
    files = list(written.parent.glob(f"{written.name}*"))
    return any(time.time() - file.stat().st_mtime < 2 * BEAT_WRITES_EVERY for file in files)


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
