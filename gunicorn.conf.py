"""How gunicorn serves the site: `gunicorn ehcp.wsgi` reads this by itself. WEB_CONCURRENCY sets how many workers.

There is no access log: the proxy in front keeps one where a council wants it, and addresses may hold what people typed.
FORWARDED_ALLOW_IPS names the proxies whose word is taken that a request came encrypted.
"""

import os
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
# A worker shows that it lives by touching a file; on a slow disk it would be taken for dead, so the file is in memory.
MEMORY = Path("/dev/shm")  # noqa: S108  (only gunicorn's own empty file goes there)
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
# Workers are replaced after a while, and not all at once.
max_requests = 2000
max_requests_jitter = 200
