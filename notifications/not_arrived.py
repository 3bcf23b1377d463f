"""Messages that did not arrive: which they are, and how they are sent again or laid aside.

One did not arrive that could not be sent, or that a gateway took and then could not deliver. It stays in sight until
somebody has dealt with it; a message that is sent again gets a key of its own, so that the gateway takes it.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

NOT_DELIVERED = ("temporary_failure", "permanent_failure", "technical_failure")
THEY_ARE = Q(settled_at=None) & (Q(state="failed") | Q(receipt__in=NOT_DELIVERED))
AGAIN = ", again "


class NotArrivedQuerySet:
    """What a query of notices can do about those that did not arrive."""

    def not_arrived(self: Any) -> Any:
        return self.filter(THEY_ARE)

    def settle(self: Any) -> int:
        """Somebody has dealt with them, and nothing more is sent."""
        settled: int = self.not_arrived().update(settled_at=timezone.now())
        return settled

    @transaction.atomic
    def send_again(self: Any, channel: str) -> int:
        """Let each be sent once more by this channel, to where its reader is reached now; how many that are.

        Asked twice, the second time finds them dealt with. The sender says of each whether it is still owed.
        """
        taken = list(
            self.not_arrived().exclude(reader=None, organisation=None).select_for_update(of=("self",))
        )
        self.model._default_manager.filter(pk__in=[each.pk for each in taken]).settle()
        for notice in taken:
            notice.once_more(channel).save()
        return len(taken)


class SentAgain:
    """What a notice can do about not having arrived."""

    def once_more(self, channel: str) -> Any:
        """The same, to be sent by this channel: a notice of its own, not saved yet."""
        return type(self)(  # type: ignore[call-arg]
            key=self._next_key(channel),
            channel=channel,
            **{
                name: getattr(self, name)
                for name in (
                    "about",
                    "event",
                    "deadline",
                    "rung",
                    "for_day",
                    "reader",
                    "organisation",
                    "group",
                )
            },
        )

    def _next_key(self, channel: str) -> str:
        said: Any = self
        first = re.sub(rf"{AGAIN}\d+$", "", said.key).rpartition(", ")[0]
        key = f"{first}, {channel}"
        all_ = type(said)._default_manager
        times = all_.filter(Q(key=key) | Q(key__startswith=f"{key}{AGAIN}")).count()
        return f"{key}{AGAIN}{times}" if times else key
