"""What happened (Event) and what is owed (Deadline)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Set
from datetime import UTC, date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from . import clock
from .acts import EVERYTHING
from .explained import explained
from .law import PACKS, pack
from .law.terms import Agency, Duty, Moment, Right
from .rows import insert, select, update
from .triggers import Rule, append_only

if TYPE_CHECKING:
    from .acts import Act

# The two upward names: a case and an organisation are the file's, and named here as strings only.
CASE = "ehcp.Case"
ORGANISATION = "ehcp.Organisation"


class FactsEncoder(DjangoJSONEncoder):
    """Facts of an act as JSON: a row becomes its kind and number, money and days become text."""

    def default(self, o: Any) -> Any:
        if isinstance(o, models.Model):
            return f"{o._meta.model_name}:{o.pk}"
        if isinstance(o, set | frozenset | models.QuerySet):
            return list(o)
        return super().default(o)


_encoder = FactsEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> str:
    return _encoder.encode(value)


LAST_EVENT = "SELECT seq, hash FROM workflows_event WHERE case_id = %s ORDER BY seq DESC LIMIT 1"
OPEN_DEADLINES = (
    "SELECT id, key, subject_kind, subject_id FROM workflows_deadline WHERE case_id = %s AND ended_on IS NULL"
)


class EventManager(models.Manager["Event"]):
    def record(
        self,
        *,
        case: Any,
        row: Any,
        act: str,
        source: str,
        target: str,
        by: Any,
        on: date,
        days: dict,
        facts: dict[str, Any],
        part_of: Event | None = None,
    ) -> Event:
        """Append what happened to the case's chain. The case must be locked."""
        seq, previous = next(iter(select(Event, LAST_EVENT, [case.pk])), (0, ""))
        content = canonical(facts)
        salt = secrets.token_hex(16)
        event = Event(
            case=case,
            seq=seq + 1,
            subject_kind=row.life_name(),
            subject_id=row.pk,
            version=row.row_version + 1,
            act=act,
            source=source,
            target=target,
            by=by if getattr(by, "pk", None) else None,
            on=on,
            at=clock.now(),
            **days,
            part_of=part_of,
            digest=hashlib.sha256((salt + content).encode()).hexdigest(),
            previous=previous,
        )
        event.hash = event.expected_hash()
        insert([event])
        insert([EventContent(event=event, salt=salt, facts=json.loads(content))])
        return event


class Event(models.Model):
    """One thing that happened, for good: who did what, on which day (`on`), and when we were told (`at`).

    Append-only and hash-chained per case; database triggers refuse to change or remove a row. What was
    said in it stands in EventContent, of which the chain holds only a salted digest, so that personal
    content can be erased without breaking the chain.
    """

    case = models.ForeignKey(CASE, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    source = models.CharField(max_length=50)
    target = models.CharField(max_length=50)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events"
    )
    on = models.DateField()
    at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    part_of = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The event of the act that this one was a part of.",
    )
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventManager()

    class Meta:
        ordering = ["case_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_once_per_place_in_chain"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "version"], name="event_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} on {self.on.isoformat()}"

    @property
    def facts(self) -> dict[str, Any]:
        """What was said with the act; empty once it has been erased."""
        content = getattr(self, "content", None)
        return content.facts if content else {}

    def expected_hash(self) -> str:
        parts = [
            self.case_id, self.seq, self.subject_kind, self.subject_id, self.version, self.act, self.source,
            self.target, self.by_id, self.on, self.at.astimezone(UTC).isoformat(timespec="microseconds"), self.sent_on,
            self.served_on, self.received_on, self.digest, self.previous,
        ]  # fmt: skip
        return hashlib.sha256(canonical(parts).encode()).hexdigest()


class EventContent(models.Model):
    """What was said in an event. Held apart from the chain so that it can be erased."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)

    def digest(self) -> str:
        return hashlib.sha256((self.salt + canonical(self.facts)).encode()).hexdigest()


class Mark(models.Model):
    """A moment that an event was, the day it fell on, and what the law's table asked about the case then.

    Kept beside the event, and like it for good, so that every deadline can be reckoned again from what happened,
    whatever has changed in the file since.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="marks")
    moment = models.CharField(max_length=40, choices=[(m.value, m.words) for m in Moment])
    day = models.DateField()
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "moment"], name="mark_once_an_event")]

    def __str__(self) -> str:
        return f"{self.moment} on {self.day.isoformat()}"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> DeadlineQuerySet:
        """Neither met, used nor lifted."""
        return self.filter(ended_on__isnull=True)

    def duties(self) -> DeadlineQuerySet:
        return self.filter(is_right=False)

    def rights(self) -> DeadlineQuerySet:
        return self.filter(is_right=True)

    def with_a_day(self) -> DeadlineQuerySet:
        """Those with a day that the law sets or that we set ourselves, soonest first."""
        return self.filter(ring_on__isnull=False).order_by("ring_on", "pk")

    def late(self, today: date | None = None) -> DeadlineQuerySet:
        """Open duties whose day has passed without an exception that excuses it."""
        return self.past(today).filter(excused_by=None)

    def past(self, today: date | None = None) -> DeadlineQuerySet:
        """Open duties whose day has passed, excused or not."""
        return self.open().duties().filter(due__lt=today or clock.today())

    def missed_by_the_authority(self, today: date | None = None) -> DeadlineQuerySet:
        """Its own duties, late by a day that the law itself sets: guidance sets none, and a promise is no law."""
        guidance = {row.key for law in PACKS.values() for row in law.rows if row.guidance}
        return self.late(today).filter(owner=Agency.LOCAL_AUTHORITY).exclude(key__in=guidance)

    def of(self, row: Any) -> DeadlineQuerySet:
        return self.filter(subject_kind=row.life_name(), subject_id=row.pk)


class DeadlineManager(models.Manager.from_queryset(DeadlineQuerySet)):  # type: ignore[misc]
    def settle(self, event: Event, row: Any, act: Act, facts: dict[str, Any]) -> None:
        """Discharge, lift and start what an act discharges, lifts and starts. Inside the act's transaction."""
        running = Running(event)
        for kind, how in ((Duty, Deadline.Ended.MET), (Right, Deadline.Ended.USED)):
            running.end(how, running.of({each.key for each in act.discharges if isinstance(each, kind)}, row))
        if act.lifts == EVERYTHING:
            kept = {each.key for each in act.keeps}
            running.end(Deadline.Ended.LIFTED, [each for each in running if each.key not in kept])
        else:
            running.end(Deadline.Ended.LIFTED, running.of({each.key for each in act.lifts}, row))
        for rule in act.revives:
            running.begin(self._revived(event, rule))
        for moment, day_name in act.marks.items():
            if day_name not in act.facts or facts.get(day_name):
                self._start(event, row, moment, _day_of(day_name, facts, event), running)

    def recount(self, case: Any, event: Event) -> None:
        """Reckon the open deadlines of a case anew by the law it is under now; lift what that law does not know."""
        known = {rule.key for rule in pack(case.law_pack).rows_and_promises}
        running = self.filter(case=case).open()
        running.exclude(key__in=known).update(**_ended(event, Deadline.Ended.LIFTED))
        for deadline in running:
            deadline.case = case
            deadline.count_again(deadline.moments)

    def _start(self, event: Event, row: Any, moment: Moment, day: date, running: Running) -> None:
        case = event.case
        started = pack(case.law_pack).started_by(moment)
        asked = sorted({rule.only_if for rule in started if rule.only_if})
        answers = {question: row.meets(question, day) for question in asked}
        insert([Mark(event=event, moment=moment, day=day, answers=answers)])
        rules = [rule for rule in started if not rule.only_if or answers[rule.only_if]]
        begun = [rule for rule in rules if moment in rule.starts]
        keys = {rule.key for rule in begun}
        # A clock that starts again takes the place of the one that ran.
        running.end(Deadline.Ended.LIFTED, [each for each in running if each.key in keys and each.is_of(row)])
        running.begin([Deadline.start(event, row, rule, moment, day) for rule in begun])
        if moved := [each.pk for each in running if each.key in {rule.key for rule in rules} - keys]:
            for deadline in self.filter(pk__in=moved):
                deadline.count_again({**deadline.moments, moment: day.isoformat()})

    def _revived(self, event: Event, rule: Any) -> list[Deadline]:
        last = self.filter(case=event.case, key=rule.key).order_by("-pk").first()
        if last is None or last.is_open:
            return []
        again = Deadline(
            case=event.case,
            started_by=event,
            **{
                name: getattr(last, name)
                for name in ("key", "is_right", "subject_kind", "subject_id", "owner", "accountable_id")
            },
        )
        again._count(last.moments)
        return [again]


class Open(NamedTuple):
    """As much of an open deadline as an act has to know of those it is not about."""

    pk: int
    key: str
    subject_kind: str
    subject_id: int

    def is_of(self, row: Any) -> bool:
        return self.subject_kind == row.life_name() and self.subject_id == row.pk


class Running:
    """The open deadlines of the case an event is about: read once, and kept up with what the event does to them."""

    def __init__(self, event: Event) -> None:
        self.event = event

    @cached_property
    def _open(self) -> list[Open]:
        return [Open(*each) for each in select(Deadline, OPEN_DEADLINES, [self.event.case_id])]

    def __iter__(self) -> Iterator[Open]:
        return iter(self._open)

    def of(self, keys: Set[str], row: Any) -> list[Open]:
        """Those with these keys that an act of this row can settle: its own, and those of the case itself."""
        if not keys:
            return []
        case = row.the_case.life_name()
        everything = row.life_name() == case
        return [
            each
            for each in self
            if each.key in keys and (everything or each.subject_kind == case or each.is_of(row))
        ]

    def end(self, how: str, ended: list[Open]) -> None:
        if ended:
            update(Deadline, [each.pk for each in ended], _ended(self.event, how))
            self._open = [each for each in self if each not in ended]

    def begin(self, deadlines: list[Deadline]) -> None:
        if deadlines:
            insert(deadlines)
            self._open += [Open(*(getattr(each, name) for name in Open._fields)) for each in deadlines]


def _day_of(name: str, facts: dict[str, Any], event: Event) -> date:
    """The day a moment falls on: the fact it names; a notice is served the day it is sent unless we know better."""
    return facts.get(name) or (facts.get("sent_on") if name == "served_on" else None) or event.on


def _ended(event: Event, how: str) -> dict[str, Any]:
    return {
        "ended_on": event.sent_on or event.on,
        "ended_how": how,
        "ended_by_id": event.pk,
        "next_reminder_on": None,
    }


class Deadline(models.Model):
    """What somebody owes (a duty) or may do (a right) in one case, from the day its clock started.

    The day is stored when the clock starts; whether it is late is asked, never stored. The law's words,
    citation and periods are not copied: they are the row `key` of the case's own pack of law.
    """

    class Ended(models.TextChoices):
        MET = "met", "Done"
        USED = "used", "Used"
        LIFTED = "lifted", "Does not apply any more"

    case = models.ForeignKey(CASE, on_delete=models.PROTECT, related_name="deadlines")
    key = models.CharField(max_length=60)
    is_right = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    owner = models.CharField(max_length=30, choices=[(a.value, a.value) for a in Agency])
    accountable = models.ForeignKey(
        ORGANISATION,
        null=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        db_index=False,  # deadline_open has it, for those that are open
        help_text="The organisation that owes it; none where it is the family's.",
    )
    moments = models.JSONField(default=dict, help_text="Each moment it counts from, with its day.")
    due = models.DateField(null=True, help_text="The last day the law allows; none where it gives no number.")
    aim = models.DateField(null=True, help_text="The day we mean to have done it by; never shown as law.")
    extended_to = models.DateField(
        null=True, help_text="Another day that those concerned agreed on in writing, where the law lets them."
    )
    excused_by = models.ForeignKey(
        Event,
        null=True,
        on_delete=models.PROTECT,
        related_name="excused",
        db_index=False,  # deadline_excused has those that are
        help_text="The event that recorded an exception: the day may pass, the duty stays.",
    )
    ring_on = models.DateField(null=True, help_text="The day reminders count to: the law's, else our own.")
    next_reminder_on = models.DateField(null=True)
    started_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="started")
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=6, choices=Ended, blank=True)
    ended_by = models.ForeignKey(
        Event,
        null=True,
        on_delete=models.PROTECT,
        related_name="ended",
        db_index=False,  # deadline_ended has those that have
    )

    objects = DeadlineManager()

    class Meta:
        ordering = ["ring_on", "pk"]
        indexes = [
            models.Index(
                fields=["next_reminder_on", "id"], condition=Q(ended_on=None), name="deadline_reminder_due"
            ),
            # A duty without a day to count to, as long as it was not found by the sweep.
            models.Index(
                fields=["id"],
                condition=Q(ended_on=None, ring_on=None, next_reminder_on=None, is_right=False),
                name="deadline_undated",
            ),
            models.Index(fields=["key", "due"], condition=Q(ended_on=None), name="deadline_due"),
            models.Index(fields=["accountable", "ring_on"], condition=Q(ended_on=None), name="deadline_open"),
            # Every bell moves an open deadline, and with it an entry in each index: so few are over all rows.
            models.Index(fields=["ended_by"], condition=Q(ended_by__isnull=False), name="deadline_ended"),
            models.Index(
                fields=["excused_by"], condition=Q(excused_by__isnull=False), name="deadline_excused"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key", "subject_kind", "subject_id"],
                condition=Q(ended_on=None),
                name="deadline_once_open",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on=None) & Q(ended_how="") & Q(ended_by=None))
                | (Q(ended_on__isnull=False) & Q(ended_by__isnull=False) & ~Q(ended_how="")),
                name="deadline_ends_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} by {self.ring_on.isoformat() if self.ring_on else 'as soon as practicable'}"

    @classmethod
    def start(cls, event: Event, row: Any, rule: Any, moment: Moment, day: date) -> Deadline:
        deadline = cls(
            case=event.case,
            key=rule.key,
            is_right=isinstance(rule, Right),
            subject_kind=row.life_name(),
            subject_id=row.pk,
            owner=rule.owner,
            accountable=row.the_case.accountable_for(rule.owner, row),
            started_by=event,
        )
        deadline._count(cls._known(event.case, rule, moment, day))
        return deadline

    @classmethod
    def _known(cls, case: Any, rule: Any, moment: Moment, day: date) -> dict[str, str]:
        """The moment that starts the clock, and the earlier one that our own day counts from, if another."""
        known = {str(moment): day.isoformat()}
        if rule.aim_since and rule.aim_since != moment:
            for earlier in cls.objects.filter(case=case).order_by("-pk").values_list("moments", flat=True):
                if rule.aim_since in earlier:
                    return {**known, str(rule.aim_since): earlier[rule.aim_since]}
        return known

    def count_again(self, moments: dict[str, str]) -> None:
        """Reckon the days anew from these moments, and save."""
        self._count(moments)
        self.save(update_fields=["moments", "due", "aim", "ring_on", "next_reminder_on", "extended_to"])

    def extend(self, to: date) -> None:
        """From now on it is due on this day, on which those concerned have agreed in writing."""
        self.extended_to = to
        self.count_again(self.moments)

    def _count(self, moments: dict[str, str]) -> None:
        self.moments = {str(moment): day for moment, day in moments.items()}
        self.__dict__.pop("reckoning", None)
        self.due, self.aim = self.extended_to or self.reckoning.due, self.reckoning.aim
        self.ring_on = self.due or self.aim
        self.next_reminder_on = min(self.reminder_days, default=None)

    @property
    def law(self) -> Any:
        """The row of the law of this case's day."""
        return pack(self.case.law_pack).row(self.key)

    @cached_property
    def reckoning(self) -> Any:
        """The days and, line by line, why they are what they are."""
        return self.law.due(self.days)

    @property
    def days(self) -> dict[Moment, date]:
        """The moments it counts from, each with its day."""
        return {Moment(moment): date.fromisoformat(day) for moment, day in self.moments.items()}

    @property
    def why(self) -> tuple[str, ...]:
        """Line by line why its day is what it is: the law's reason, the days of the event, and what departs from it."""
        return explained(self)

    @property
    def reminder_days(self) -> list[date]:
        """The days on which its owner is reminded before it is due, and the day itself."""
        if self.ring_on is None:
            return []
        return sorted({*(period.back_from(self.ring_on) for period in self.law.remind), self.ring_on})

    @cached_property
    def subject(self) -> Any:
        """The row it is about: the case, one request for advice, one review. A list of deadlines may set it."""
        return self.case.row(self.subject_kind, self.subject_id)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def is_late(self, today: date | None = None) -> bool:
        """Whether a duty's day passed before it was done. A right that has passed is closed, not late."""
        return not self.is_right and self.excused_by_id is None and self.is_past(today)

    def is_past(self, today: date | None = None) -> bool:
        """Whether its day passed before it was done or used, excused or not."""
        if self.due is None or self.ended_how == self.Ended.LIFTED:
            return False
        return (self.ended_on or today or clock.today()) > self.due

    def is_closed(self, today: date | None = None) -> bool:
        """Whether a right can no longer be used."""
        return self.is_right and self.is_open and self.due is not None and self.due < (today or clock.today())


class Departure(models.Model):
    """A departure from how the law's clocks usually run: its ground, its evidence, its days and who recorded it.

    Four different things, each a record of its own:
    - an exception excuses a day that may pass; the duty stays, and it says why keeping the day is impractical;
    - an extension is another day on which those concerned agreed in writing, where the law lets them;
    - a pause is the family's wish that work rests; no clock of the law stops for it;
    - a withdrawal ends the request.
    """

    class Kind(models.TextChoices):
        EXCEPTION = "exception", "Exception"
        EXTENSION = "extension", "Another day agreed"
        PAUSE = "pause", "Pause at the family's wish"
        WITHDRAWAL = "withdrawal", "Withdrawal"

    case = models.ForeignKey(CASE, on_delete=models.PROTECT, related_name="departures")
    kind = models.CharField(max_length=12, choices=Kind)
    deadlines = models.ManyToManyField(Deadline, related_name="departures")
    ground = models.CharField(max_length=30, blank=True, help_text="Which exception of the law it is.")
    law = models.CharField(max_length=200, blank=True, help_text="Where the law allows it.")
    statement = models.TextField(help_text="Why, in words that the family reads.")
    evidence = models.TextField(blank=True, help_text="What shows it.")
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="departures"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="departures")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("began_on")),
                name="departure_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="departure_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.began_on.isoformat()}"

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        kept = ("case_id", "kind", "ground", "law", "statement", "evidence", "began_on", "by_id", "event_id")
        yield from append_only(cls._meta.db_table, but_once="ended_on", columns=kept)
