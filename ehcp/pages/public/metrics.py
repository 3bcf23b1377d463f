"""Figures for Prometheus, in its text format. Every one is asked of the database at that moment.

So they are the same whichever process answers, and none is lost when one ends; a client library's own counters would
be neither. They name kinds and numbers, never an organisation, a person or a child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ehcp import VERSION
from workflows import clock
from workflows.law.terms import Agency
from workflows.models import Deadline


class Metric(NamedTuple):
    name: str
    help: str
    values: Iterable[tuple[Mapping[str, str], float]]

    def __str__(self) -> str:
        lines = [f"# HELP {self.name} {self.help}", f"# TYPE {self.name} gauge"]
        for labels, value in self.values:
            said = ",".join(f'{label}="{name}"' for label, name in labels.items())
            lines.append(
                f"{self.name}{{{said}}} {_number(value)}" if said else f"{self.name} {_number(value)}"
            )
        return "\n".join([*lines, ""])


@login_not_required
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever says METRICS_TOKEN. To everybody else, and where none is set, there is no such page."""
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        raise Http404
    said = "".join(map(str, figures()))
    return HttpResponse(said, content_type="text/plain; version=0.0.4; charset=utf-8")


def figures() -> list[Metric]:
    try:
        found = [*_of_the_ledger(), *_of_the_deadlines()]
        answers = 1
    except OperationalError:
        found, answers = [], 0
    return [
        *found,
        Metric("ehcp_database_up", "Whether the database answers.", [({}, answers)]),
        Metric("ehcp_info", "The version that runs.", [({"version": VERSION}, 1)]),
    ]


def _of_the_ledger() -> Iterator[Metric]:
    # Only the name is known here: ehcp imports no notifications.
    signs = import_string("notifications.signs.take")()
    alarms = import_string("notifications.signs.ALARMS")
    yield Metric(
        "ehcp_heartbeat_age_seconds",
        "How long ago the sweep, the sender and the reconciler last came to an end.",
        [({"of": name}, inf if age is None else age.total_seconds()) for name, age in signs.since.items()],
    )
    yield Metric(
        "ehcp_notices",
        "Notices that wait to be sent, or did not arrive and nobody has dealt with them.",
        [
            ({"state": state, "channel": channel}, number)
            for (state, channel), number in signs.unfinished.items()
        ],
    )
    for name, age, words in (
        ("unsent", signs.oldest_unsent, "The age of the oldest notice that waits."),
        ("due", signs.oldest_due, "How long the first notice in the queue has been ready to be sent."),
        (
            "refused",
            signs.oldest_refused,
            "The age of the oldest notice that failed and will be tried again.",
        ),
    ):
        yield Metric(f"ehcp_oldest_{name}_seconds", words, [({}, age.total_seconds())])
    yield Metric("ehcp_outbox_frozen", "Whether sending is stopped.", [({}, 1 if signs.frozen_since else 0)])
    yield Metric("ehcp_ledger_gaps", "Gaps found in the ledger within a day.", [({}, signs.gaps)])
    yield Metric(
        "ehcp_alarm",
        "Whether an alarm rings. docs/operations.md says what each means.",
        [
            ({"name": each.name, "urgent": str(each.urgent).lower()}, 1 if each.rings(signs) else 0)
            for each in alarms
        ],
    )


def _of_the_deadlines() -> Iterator[Metric]:
    late = Count("pk", filter=Q(due__lt=clock.today(), excused_by=None))
    duties = Deadline.objects.open().duties().order_by().values("owner").annotate(open=Count("pk"), late=late)
    counted = {row["owner"]: row for row in duties}
    for name, words in (
        ("open", "Duties that are not done yet, by the kind of body that owes them."),
        ("late", "Open duties whose day has passed without an exception that excuses it."),
    ):
        yield Metric(
            f"ehcp_duties_{name}",
            words,
            [({"owner": owner.value}, counted.get(owner, {name: 0})[name]) for owner in Agency],
        )


def _number(value: float) -> str:
    return "+Inf" if value == inf else f"{value:.3f}".rstrip("0").rstrip(".")
