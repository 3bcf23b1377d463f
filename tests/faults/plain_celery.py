"""The same load as plain Celery tasks, with the safest settings there are: one message for each reminder.

For comparison only (docs/reliability.md). What is owed stands nowhere but in the broker.
"""

from __future__ import annotations

import os
import smtplib
from email.message import EmailMessage

from celery import Celery

app = Celery("plain", broker=os.environ["REDIS_URL"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    broker_connection_retry_on_startup=True,
    # A killed worker's messages are back within seconds: far sooner than a real installation could dare.
    broker_transport_options={
        "visibility_timeout": 20,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
    },
)
GATEWAY = int(os.environ["GATEWAY"])


@app.task
def remind(number: int) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "plans@northmoor.example", "office@northmoor.example"
    letter["Subject"] = f"Reminder {number}"
    letter["Message-ID"] = f"<{number}@northmoor.example>"
    with smtplib.SMTP("127.0.0.1", GATEWAY, timeout=20) as gateway:
        gateway.send_message(letter)
