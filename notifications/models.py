"""The ledger: who is told what, by which way, and what became of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from workflows import clock

from . import keys
from .not_arrived import THEY_ARE, NotArrivedQuerySet, SentAgain

# The upward names: the case and the organisation are the file's, and named here as strings only.
CASE = "ehcp.Case"
ORGANISATION = "ehcp.Organisation"


class NoticeQuerySet(NotArrivedQuerySet, models.QuerySet):
    def on_the_page(self) -> NoticeQuerySet:
        """Those that stand on their reader's page of notices."""
        return self.filter(channel=Notice.Channel.IN_APP, state=Notice.State.SENT)

    def unread(self) -> NoticeQuerySet:
        return self.on_the_page().filter(read_at=None)

    def mark_read(self) -> int:
        return self.unread().update(read_at=clock.now())

    def waiting(self) -> NoticeQuerySet:
        return self.filter(state=Notice.State.WAITING)

    def whole(self) -> NoticeQuerySet:
        """With all that is needed to ask whether it is still owed, and to put its words together."""
        return self.select_related(
            "about__authority",
            "about__child",
            "reader__notice_choice",
            "organisation",
            "event",
            "deadline__case",
            "deadline__started_by",
        )

    def failed(self) -> NoticeQuerySet:
        """Parked in sight: they could not be sent, and wait for somebody to mend what was wrong."""
        return self.filter(state=Notice.State.FAILED)

    def try_again(self) -> int:
        """Let those that failed wait to be sent once more. Those with nobody to send to are left as they are."""
        sendable = self.failed().exclude(reader=None, organisation=None)
        return sendable.update(
            state=Notice.State.WAITING, attempts=0, next_attempt_at=timezone.now(), error=""
        )

    def write_down(self, notices: list[Any]) -> None:
        """Give each its key and write all into the ledger; what stands there already stays as it is."""
        events = keys.of_events({each.event_id: each.event for each in notices if each.event}.values())
        deadlines = keys.of_deadlines(
            {each.deadline_id: each.deadline for each in notices if each.deadline}.values()
        )
        for each in notices:
            thing = events[each.event_id] if each.event_id else deadlines[each.deadline_id or 0]
            to = keys.of_reader(each.reader, each.organisation)
            each.key = keys.key(thing, to, each.channel, each.rung, each.for_day)
        self.bulk_create(notices, ignore_conflicts=True, batch_size=500)

    def oldest_unsent(self) -> timedelta | None:
        """How long the oldest notice has been waiting to be sent: the figure that shows a sender that stands still."""
        first = self.waiting().order_by("written_at").values_list("written_at", flat=True).first()
        return timezone.now() - first if first else None


class Notice(SentAgain, models.Model):
    """One thing told to one reader by one way: written down before it is sent, with what came of it after.

    It is about an event (something happened) or a deadline (something is due); `rung` says which step of
    that deadline's ladder. The unique `key` makes it the lock as well as the proof: whoever finds the
    same thing owed a second time finds it written down already, and a gateway is always given the same key.

    Its words are put together when it is sent, as of that day. They hold a reference and no name.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        NOT_OWED = "not_owed", "Not owed any more"
        COVERED = "covered", "Said in another notice"

    class Channel(models.TextChoices):
        IN_APP = "in_app", "On the page"
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text message"
        LETTER = "letter", "Letter"

    class Receipt(models.TextChoices):
        """What the gateway said afterwards became of a message that it had taken."""

        DELIVERED = "delivered", "Delivered"
        TEMPORARY = "temporary_failure", "It could not be delivered, for now"
        PERMANENT = "permanent_failure", "The address or number does not exist"
        TECHNICAL = "technical_failure", "The gateway could not deliver it"

    key = models.CharField(max_length=200, unique=True)
    about = models.ForeignKey(CASE, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey("workflows.Event", null=True, on_delete=models.PROTECT, related_name="notices")
    deadline = models.ForeignKey(
        "workflows.Deadline", null=True, on_delete=models.PROTECT, related_name="notices"
    )
    rung = models.CharField(max_length=40, blank=True)
    for_day = models.DateField(help_text="The day of the rung, or the day we were told of what happened.")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices"
    )
    organisation = models.ForeignKey(
        ORGANISATION,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="For whom the reader is told; without a reader, its office.",
    )
    group = models.CharField(max_length=30, blank=True, help_text="As what they are told: recipients.Group.")
    channel = models.CharField(max_length=10, choices=Channel)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    said_in = models.CharField(
        max_length=200, blank=True, help_text="The key of the notice that says this too."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    gateway_ref = models.CharField(max_length=200, blank=True)
    bundled = models.BooleanField(
        default=False, help_text="Waits for its reader's daily message, and is said in it with others."
    )
    receipt = models.CharField(max_length=20, choices=Receipt, blank=True)
    receipt_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(
        null=True, help_text="When somebody dealt with a message that did not arrive."
    )
    error = models.CharField(
        max_length=200, blank=True, help_text="Why it failed or is not owed; never whose it was."
    )

    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=200, blank=True, help_text="The shared address it leads to.")
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"], condition=Q(state="waiting"), name="notice_waiting"
            ),
            # What waits for one reader, to be said in one message.
            models.Index(
                fields=["reader", "channel"], condition=Q(state="waiting"), name="notice_waiting_for"
            ),
            models.Index(
                fields=["reader", "-sent_at"],
                condition=Q(channel="in_app", state="sent"),
                name="notice_on_the_page",
            ),
            models.Index(fields=["about"], condition=THEY_ARE, name="notice_not_arrived"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event=None, deadline__isnull=False) | Q(event__isnull=False, deadline=None),
                name="notice_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or self.its_key()
        super().save(*args, **kwargs)

    def its_key(self) -> str:
        """What makes it this notice and no other, also after a restore: keys.py."""
        things = keys.of_events([self.event]) if self.event else keys.of_deadlines([self.deadline])
        (thing,) = things.values()
        to = keys.of_reader(self.reader, self.organisation)
        return keys.key(thing, to, self.channel, self.rung, self.for_day)

    @property
    def address(self) -> str:
        """Where an e-mail goes: to the person, else to the organisation's office."""
        if self.reader:
            return self.reader.email
        return self.organisation.email if self.organisation else ""


class Heartbeat(models.Model):
    """When something that should happen all the time last did. A dead timer shows here, whatever its process says."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()
    today = models.DateField(help_text="The day it took it to be; in practice mode days can be moved.")

    def __str__(self) -> str:
        return f"{self.name} at {self.at.isoformat()}"

    @classmethod
    def beat(cls, name: str) -> None:
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now(), "today": clock.today()})

    @classmethod
    def last(cls, name: str) -> datetime | None:
        return cls.objects.filter(name=name).values_list("at", flat=True).first()


class GapQuerySet(models.QuerySet):
    def found_within(self, time: timedelta) -> GapQuerySet:
        return self.filter(found_at__gte=timezone.now() - time)


class Gap(models.Model):
    """Something that ought to have been in the ledger and was not, or stands there and does not move: an incident.

    The same thing found again is the same gap, found at a later time.
    """

    class Kind(models.TextChoices):
        NEWS = "news", "Nobody was told of what happened"
        REMINDER = "reminder", "Nobody was reminded"
        NOT_SWEPT = "not_swept", "Not looked at when it was due"
        LEASED = "leased", "Taken to be sent and never given back"
        UNSENT = "unsent", "Ready to be sent and not sent"
        COVERED = "covered", "Said in a notice that could not be sent"

    kind = models.CharField(max_length=10, choices=Kind)
    about = models.ForeignKey(CASE, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120, help_text="The act or the duty, and its rung.")
    since = models.DateField()
    found_at = models.DateTimeField(default=timezone.now)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["about", "kind", "what", "since"], name="gap_once"),
        ]
        indexes = [models.Index(fields=["found_at"], name="gap_found")]

    def __str__(self) -> str:
        return (
            f"{self.about.reference}, {self.what}, since {self.since.isoformat()}: {self.get_kind_display()}"
        )


class ToldUpTo(models.Model):
    """Up to which event the ledger was found to be complete, one row: nobody looks through all events every minute.

    Numbers are given before a transaction ends, so a lower one may turn up late. The mark therefore moves only to what
    was the last event an hour ago; no transaction takes that long. The hourly reconciler does not believe it.
    """

    THE_ONE = 1
    SETTLED_AFTER = timedelta(hours=1)

    up_to = models.BigIntegerField(default=0)
    last_seen = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"told up to event {self.up_to}"

    @classmethod
    def the_one(cls) -> ToldUpTo:
        found, _ = cls.objects.get_or_create(pk=cls.THE_ONE)
        return found

    @classmethod
    def move_on(cls, last: int) -> None:
        """Everything there is was just found to be told, up to this event."""
        now = timezone.now()
        settled = cls.objects.filter(pk=cls.THE_ONE, seen_at__lt=now - cls.SETTLED_AFTER)
        settled.update(up_to=F("last_seen"), last_seen=last, seen_at=now)


def usual_quiet_from() -> int:
    return int(settings.QUIET_FROM)


def usual_quiet_until() -> int:
    return int(settings.QUIET_UNTIL)


class Choice(models.Model):
    """How a reader wants to be told. Whoever chose nothing has the defaults of these fields.

    What the law makes somebody tell them is told whatever is chosen here; only how and at which hour is theirs.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    daily = models.BooleanField(default=False, help_text="One message a day, save for statutory acts.")
    daily_hour = models.PositiveSmallIntegerField(default=8)
    email = models.BooleanField(default=True, help_text="E-mail also for what is not statutory.")
    text = models.BooleanField(default=False, help_text="Also by text message.")
    quiet_from = models.PositiveSmallIntegerField(
        default=usual_quiet_from, help_text="The hour from which nothing is sent by e-mail or text."
    )
    quiet_until = models.PositiveSmallIntegerField(default=usual_quiet_until)
    language = models.CharField(max_length=10, default="en-gb")

    def __str__(self) -> str:
        return f"choice of user {self.user_id}"


class CalendarFeed(models.Model):
    """A secret address at which somebody's calendar program reads their own due days. The secret is kept nowhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True, help_text="When a calendar program last asked.")

    def __str__(self) -> str:
        return f"calendar of user {self.user_id}"


def new_token() -> str:
    return secrets.token_hex(16)


class Outbox(models.Model):
    """The state of the way out, one row: which database it was opened for, and whether it is frozen.

    A database that was restored is another one than that for which the outbox was last opened: nothing goes out
    until what waits has been compared with what the gateways have already had.
    """

    THE_ONE = 1

    identity = models.CharField(max_length=500, help_text="What tells this database from a copy of it.")
    token = models.CharField(
        max_length=32, default=new_token, help_text="Names the file beside the database that counts with it."
    )
    epoch = models.PositiveIntegerField(default=1, help_text="Counts the restores.")
    count = models.PositiveBigIntegerField(default=0, help_text="Counts what was taken to be sent.")
    frozen_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"outbox, epoch {self.epoch}{', frozen' if self.frozen_at else ''}"
