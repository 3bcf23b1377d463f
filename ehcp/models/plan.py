"""A plan as rows: versions of needs, outcomes and provision, each with where it came from, and the family's comments.

Advice is written as the same rows, so that a draft assembles itself. A row keeps its `thread` through every
copy, so that what became of it can be asked of any version.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from workflows.acts import NotNow
from workflows.lives.plan import PlanState, PlanVersionLife
from workflows.models import canonical
from workflows.triggers import Rule, frozen_columns, frozen_unless

from .advice import Advice, Views
from .organisations import Organisation

NONE_FIELDS = {"C": "none_c", "D": "none_d", "G": "none_g", "H1": "none_h1", "H2": "none_h2"}
BEING_WRITTEN = (str(PlanState.DRAFT),)
GIVEN = "p.state IN ('given', 'accepted')"


class PlanVersion(Views, PlanVersionLife):
    """One version of a plan. The database refuses to change it once it has been served or made final."""

    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    none_c = models.TextField("No health needs related to special educational needs", blank=True)
    none_d = models.TextField("No social care needs", blank=True)
    none_g = models.TextField("No health provision", blank=True)
    none_h1 = models.TextField("No social care provision under section 2 of the 1970 Act", blank=True)
    none_h2 = models.TextField("No other social care provision", blank=True)
    setting = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="named_in"
    )
    setting_type = models.CharField(max_length=120, blank=True)
    next_setting = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="named_next_in"
    )
    next_setting_type = models.CharField(max_length=120, blank=True)
    next_from = models.DateField(
        null=True, blank=True, help_text="From which day the plan names the setting of the next phase."
    )
    earlier_advice = models.JSONField(
        default=list,
        blank=True,
        help_text="Section K of a plan that another authority made: what was gathered there, by whom, and when.",
    )
    budget_at_issue = models.ForeignKey(
        "ehcp.Budget",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The budget from which section J follows once this version is sent out, whatever is agreed later.",
    )

    class Meta(PlanVersionLife.Meta):
        ordering = ["case_id", "number"]
        verbose_name = "version of the plan"
        constraints = [
            *PlanVersionLife.Meta.constraints,
            models.UniqueConstraint(fields=["case", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=PlanState.DRAFT), name="plan_one_being_written"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=PlanState.FINAL), name="plan_one_in_force"
            ),
        ]

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        table = cls._meta.db_table
        columns = [*cls.VIEWS, *NONE_FIELDS.values(), "setting_id", "setting_type", "budget_at_issue_id"]
        columns += ["number", "case_id", "next_setting_id", "next_setting_type", "next_from"]
        yield from frozen_columns(table, columns, BEING_WRITTEN)
        for rows in ("ehcp_need", "ehcp_outcome", "ehcp_provision"):
            yield from frozen_unless(rows, "plan_id", table, BEING_WRITTEN)

    def __str__(self) -> str:
        return f"version {self.number} of the plan of {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @classmethod
    def from_advice(cls, case: Any, leave_out: list) -> PlanVersion:
        """A draft put together from every accepted advice; each row left out is kept with its reason."""
        version = cls(case=case, number=_next_number(case))
        version.add_advice(list(case.advice_of_this_round.filter(state=Advice.State.ACCEPTED)), leave_out)
        return version

    def copy(self, case: Any = None) -> PlanVersion:
        """The next version, being written, which begins as this one reads; perhaps in another case."""
        case = case or self.case
        fields = [*self.VIEWS, *NONE_FIELDS.values(), "setting", "setting_type", "section_g_digest"]
        fields += ["section_g_agreed_on", "section_g_agreed_by", "next_setting", "next_setting_type"]
        fields += ["next_from", "earlier_advice"]
        version = PlanVersion(
            case=case, number=_next_number(case), **{name: getattr(self, name) for name in fields}
        )
        version.save()
        _copy_rows(list(rows_of(self)), version)
        return version

    def add_advice(self, advice: list, leave_out: list) -> None:
        """Take in what new advice says. Each row left out is kept with its reason."""
        for each in advice:
            if each.is_the_familys:
                self.take_views_from(each)
        self.save()
        self._take_rows(advice, leave_out)

    def setting_on(self, day: date) -> Organisation | None:
        """The setting that section I names on a day."""
        return self.next_setting if self.next_from and day >= self.next_from else self.setting

    # What it says

    def needs_in(self, section: str) -> Any:
        return self.needs.filter(section=section)

    def provision_in(self, *sections: str) -> Any:
        return self.provision.filter(section__in=sections)

    def none_words(self, section: str) -> str:
        return getattr(self, NONE_FIELDS[section]) if section in NONE_FIELDS else ""

    def silent_sections(self) -> list[str]:
        silent = [] if self.views else ["A"]
        filled = {
            *self.needs.values_list("section", flat=True),
            *self.provision.values_list("section", flat=True),
        }
        filled |= {"E"} if self.outcomes.exists() else set()
        silent += [
            letter
            for letter in ("B", "C", "D", "E", "F", "G", "H1", "H2")
            if letter not in filled and not self.none_words(letter)
        ]
        return silent

    def has_section_g(self) -> bool:
        return self.provision_in("G").exists()

    def digest_of_section_g(self) -> str:
        return hashlib.sha256(
            canonical([row.content() for row in self.provision_in("G")]).encode()
        ).hexdigest()

    @property
    def budget(self) -> Any:
        """The budget from which section J follows: the one agreed now or, once sent out, the one agreed then."""
        if self.state != PlanState.DRAFT:
            return self.budget_at_issue
        agreed = self.case.budgets.filter(state__in=("agreed", "paying")).order_by("-pk").first()
        return agreed or self.case.budget_that_came_along

    def keep_budget(self) -> None:
        """From now on section J follows from the budget as it is agreed now."""
        self.budget_at_issue = self.budget
        self.save()

    @property
    def was_taken_over(self) -> bool:
        """Whether another authority made it, and it came here as it stands."""
        return self.number == 1 and bool(self.case.moved_from_words)

    def section_j(self) -> list[Any]:
        """The lines of provision secured by a direct payment, with amount, needs and outcomes they meet."""
        if self.budget is None:
            return []
        by_thread = {
            line.provision.thread: line for line in self.budget.direct_lines.select_related("provision")
        }
        found: list[Any] = []
        rows: Any = self.provision.all()
        for row in rows:
            if line := by_thread.get(row.thread):
                row.budget_line = line
                found.append(row)
        return found

    def advice_appended(self) -> Any:
        """Section K: the advice and information gathered, also where the plan was made by another authority."""
        accepted = Advice.objects.filter(case__in=self.case.with_those_before(), state=Advice.State.ACCEPTED)
        return accepted.exclude(case=self.case, round__gt=self.assessment_round)

    @property
    def assessment_round(self) -> int:
        """The assessment or re-assessment that it rests on: once sent out, the one there was then."""
        events = self.case.events.filter(subject_kind=self.life_name(), subject_id=self.pk)
        sent = events.filter(act__in=("serve", "finalise")).order_by("seq").first()
        if sent is None:
            return int(self.case.assessment_round)
        return 1 + int(self.case.events.filter(act="agree_to_reassess", seq__lt=sent.seq).count())

    @property
    def served_on(self) -> date | None:
        """The day it went to the family, as a draft, a notice of amendments or a final plan."""
        event = self.event_of("serve", "finalise")
        return event.on if event else None

    def row_by_thread(self, thread: uuid.UUID) -> Any:
        for row in rows_of(self):
            if row.thread == thread:
                return row
        return None

    def take(self, row: Any) -> Any:
        """Copy one line of advice into this version, tied to those it belongs to that are here already."""
        _copy_rows([row], self)
        copy = self.row_by_thread(row.thread)
        for name in LINKED[row.kind]:
            threads = getattr(row, name).values_list("thread", flat=True)
            getattr(copy, name).set(getattr(self, name).filter(thread__in=threads))
        self.left_out.filter(**{row.kind: row}).delete()
        return copy

    def _take_rows(self, advice: list, leave_out: list) -> None:
        left = {_identity(row): reason for row, reason in leave_out}
        rows = [row for each in advice for row in rows_of(each)]
        _copy_rows([row for row in rows if _identity(row) not in left], self)
        LeftOut.objects.bulk_create(
            LeftOut(plan=self, reason=left[_identity(row)], **{row.kind: row})
            for row in rows
            if _identity(row) in left
        )

    def not_taken(self) -> list[tuple[Any, str]]:
        """Each line of accepted advice that is not in this version, and why it was left out ("" if nobody said)."""
        here = {row.thread for row in rows_of(self)}
        reasons = {
            _identity(each.row): each.reason
            for each in LeftOut.objects.filter(plan__case=self.case).select_related(
                "need", "outcome", "provision"
            )
        }
        rows = [row for advice in self.advice_appended() for row in rows_of(advice) if row.thread not in here]
        return [(row, reasons.get(_identity(row), "")) for row in rows]

    def keep_comment(self, *, row: Any, words: str, suggested: str, by: Any, on: date) -> Comment:
        if row is not None and row.plan_id != self.pk:
            row = self.row_by_thread(row.thread)
            if row is None:
                raise NotNow("That line is not in the version you are reading. Open the page again.")
        line = {row.kind: row} if row is not None else {}
        return Comment.objects.create(plan=self, words=words, suggested=suggested, by=by, on=on, **line)


def _next_number(case: Any) -> int:
    return (case.plans.aggregate(last=models.Max("number"))["last"] or 0) + 1


class Row(models.Model):
    """One line of an advice or of a version of a plan, never of both."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    position = models.PositiveIntegerField(default=0)
    source_advice = models.ForeignKey(
        Advice, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    source_comment = models.ForeignKey(
        "ehcp.Comment", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    source_words = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where it comes from, if neither from advice nor from a comment.",
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies", editable=False
    )

    advice: Any
    plan: Any
    CONTENT: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(advice__isnull=True, plan__isnull=False)
                | Q(advice__isnull=False, plan__isnull=True),
                name="%(class)s_of_advice_or_plan",
            )
        ]

    @property
    def kind(self) -> str:
        """ "need", "outcome" or "provision": the word for it everywhere."""
        return self._meta.model_name or ""

    @property
    def holder(self) -> Any:
        """The advice or the version of the plan that it stands in."""
        return self.plan or self.advice

    @property
    def source(self) -> str:
        """Where it came from, for a reader: "Dr Okafor, health (medical), 2 October 2026"."""
        if self.source_comment:
            return f"{self.source_comment.by}'s comment"
        if self.source_advice:
            return self.source_advice.in_words
        return self.source_words

    def content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.CONTENT}

    def change(self, fields: dict[str, Any], comment: Comment | None = None) -> None:
        """Give some of its fields other words. Raises NotNow for a field that this kind of row does not have."""
        if unknown := set(fields) - set(self.CONTENT):
            raise NotNow(
                f"A {self.kind} has no {', '.join(sorted(unknown))}. It has: {', '.join(self.CONTENT)}."
            )
        for name, value in fields.items():
            setattr(self, name, value)
        if comment:
            self.source_comment = comment
        self.save()


class Category(models.TextChoices):
    """Types of need, as the yearly SEN2 return codes them."""

    SPLD = "SPLD", "Specific learning difficulty"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication needs"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autistic spectrum disorder"
    DS = "DS", "Down syndrome"
    OTH = "OTH", "Other difficulty or disability"


class Need(Row):
    """A need: educational (B), health (C) or social care (D)."""

    class Section(models.TextChoices):
        B = "B", "Special educational need (section B)"
        C = "C", "Health need (section C)"
        D = "D", "Social care need (section D)"

    advice = models.ForeignKey(Advice, null=True, blank=True, on_delete=models.CASCADE, related_name="needs")
    plan = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )
    section = models.CharField(max_length=1, choices=Section)
    category = models.CharField(max_length=4, choices=Category, blank=True)
    words = models.TextField()

    CONTENT = ("section", "category", "words")

    class Meta(Row.Meta):
        pass

    def __str__(self) -> str:
        return self.words


class Outcome(Row):
    """What we want for the child or young person, by when, and the steps on the way: section E."""

    advice = models.ForeignKey(
        Advice, null=True, blank=True, on_delete=models.CASCADE, related_name="outcomes"
    )
    plan = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes"
    )
    words = models.TextField()
    by_when = models.DateField(null=True, blank=True)
    steps = models.JSONField(default=list, blank=True, help_text="Steps on the way, each a sentence.")
    needs = models.ManyToManyField(Need, blank=True, related_name="outcomes")

    section = "E"
    CONTENT = ("words", "by_when", "steps")

    class Meta(Row.Meta):
        pass

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        yield from _frozen_links("ehcp_outcome_needs", "outcome_id", "ehcp_outcome")

    def __str__(self) -> str:
        return self.words


class Every(models.TextChoices):
    DAY = "day", "day"
    WEEK = "week", "week"
    MONTH = "month", "month"
    HALF_TERM = "half_term", "half-term"
    TERM = "term", "term"
    YEAR = "year", "year"


class Provision(Row):
    """What will be done: what, for whom it is meant to help, how much, by whom, and who answers for it."""

    class Section(models.TextChoices):
        F = "F", "Special educational provision (section F)"
        G = "G", "Health provision (section G)"
        H1 = "H1", "Social care provision under section 2 of the 1970 Act (section H1)"
        H2 = "H2", "Other social care provision (section H2)"

    advice = models.ForeignKey(
        Advice, null=True, blank=True, on_delete=models.CASCADE, related_name="provision"
    )
    plan = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="provision"
    )
    section = models.CharField(max_length=2, choices=Section)
    what = models.TextField()
    needs = models.ManyToManyField(Need, blank=True, related_name="provision")
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="provision")
    minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="Length of one session, in minutes."
    )
    sessions = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many sessions in each period."
    )
    every = models.CharField(max_length=10, choices=Every, blank=True)
    weeks_a_year = models.PositiveIntegerField(null=True, blank=True)
    group_size = models.PositiveIntegerField(null=True, blank=True, help_text="1 for one to one.")
    amount_note = models.TextField(
        blank=True, help_text="How much, in words, where figures do not say it all."
    )
    delivered_by = models.CharField(max_length=300, blank=True)
    qualification = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    reviewed = models.CharField(max_length=300, blank=True, help_text="When and by whom it is looked at.")
    commissioner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    funder = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    monitor = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    yearly_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    ANSWERABLE = ("commissioner", "funder", "provider", "monitor")
    """Who answers for a line. Left empty it is the setting that section I names, which is not known at first."""

    CONTENT = (
        "section", "what", "minutes", "sessions", "every", "weeks_a_year", "group_size", "amount_note",
        "delivered_by", "qualification", "starts_on", "reviewed", *ANSWERABLE, "yearly_cost",
    )  # fmt: skip

    class Meta(Row.Meta):
        verbose_name_plural = "provision"

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        yield from _frozen_links("ehcp_provision_needs", "provision_id", "ehcp_provision")
        yield from _frozen_links("ehcp_provision_outcomes", "provision_id", "ehcp_provision")

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> str:
        """ "45 minutes, once a week, 36 weeks a year, one to one", or the words given instead."""
        parts = []
        if self.minutes:
            parts.append(_duration(self.minutes))
        if self.sessions and self.every:
            times = {1: "once", 2: "twice"}.get(self.sessions, f"{self.sessions} times")
            parts.append(f"{times} a {self.get_every_display()}")
        if self.weeks_a_year and self.every in (Every.DAY, Every.WEEK):
            parts.append(f"{self.weeks_a_year} weeks a year")
        if self.group_size:
            parts.append("one to one" if self.group_size == 1 else f"in a group of {self.group_size}")
        return self.amount_note or ", ".join(parts)


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    return " ".join(parts + ([f"{rest} minutes"] if rest else []))


def _frozen_links(table: str, column: str, rows: str) -> Iterator[Rule]:
    """Which needs and outcomes a row is for is part of what it says, and frozen with it."""
    says = "what a line of a plan or an advice is for is never changed once it was served or given"
    # Names of our own tables only; nothing that anybody typed.
    holders = (("ehcp_planversion", "plan_id", "p.state <> 'draft'"), ("ehcp_advice", "advice_id", GIVEN))
    frozen = [
        f"EXISTS (SELECT 1 FROM {rows} r JOIN {holder} p ON p.id = r.{key} "  # noqa: S608
        f"WHERE r.id = {{side}}.{column} AND {when})"
        for holder, key, when in holders
    ]
    for writing, side in (("INSERT", "NEW"), ("DELETE", "OLD")):
        when = " OR ".join(frozen).format(side=side)
        yield Rule(f"{table}_frozen_{writing.lower()}", table, writing, when, says)


ROWS: tuple[type[Row], ...] = (Need, Outcome, Provision)
LINKED = {
    "need": ("outcomes", "provision"),
    "outcome": ("needs", "provision"),
    "provision": ("needs", "outcomes"),
}
"""What each kind of line belongs to: the same names on a line and on the version that holds it."""


def rows_of(holder: PlanVersion | Advice) -> Iterator[Any]:
    """Every row of a version or of an advice: needs, then outcomes, then provision."""
    yield from holder.needs.all()
    yield from holder.outcomes.all()
    yield from holder.provision.all()


def _identity(row: Row) -> tuple[str, int]:
    return row.kind, row.pk


def _copy_rows(rows: list[Any], version: PlanVersion) -> None:
    """Copy rows into a version, with the links among those that come along. A few queries, however many rows."""
    by_model = [(model, [row for row in rows if isinstance(row, model)]) for model in ROWS]
    copies: dict[tuple[str, int], int] = {}
    for model, own in by_model:
        made = model._default_manager.bulk_create(_copy_of(row, version) for row in own)
        copies.update((_identity(row), copy.pk) for row, copy in zip(own, made, strict=True))
    for model, own in by_model:
        for link in model._meta.many_to_many:
            models.prefetch_related_objects(own, link.name)
            here, there = link.m2m_field_name(), link.m2m_reverse_field_name()
            through: Any = link.remote_field.through
            through._default_manager.bulk_create(
                through(**{f"{here}_id": copies[_identity(row)], f"{there}_id": copies[_identity(each)]})
                for row in own
                for each in getattr(row, link.name).all()
                if _identity(each) in copies
            )


def _copy_of(row: Any, version: PlanVersion) -> Any:
    content = (row._meta.get_field(name).attname for name in row.CONTENT)
    return type(row)(
        plan=version,
        thread=row.thread,
        position=row.position,
        source_advice_id=row.source_advice_id or row.advice_id,
        source_comment_id=row.source_comment_id,
        source_words=row.source_words,
        copied_from=row,
        **{name: getattr(row, name) for name in content},
    )


class LeftOut(models.Model):
    """A row of advice that was not taken into the draft, and why."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="left_out")
    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="+")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reason

    @property
    def row(self) -> Any:
        return self.need or self.outcome or self.provision


class Comment(models.Model):
    """What the family says about a line of a served version, or about the whole, and the answer to it."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        NOT = "not", "Not accepted"

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="comments")
    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="comments")
    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="comments")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField()
    suggested = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reasons = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def case(self) -> Any:
        return self.plan.case

    @property
    def row(self) -> Any:
        """The line it is about; none if it is about the whole."""
        return self.need or self.outcome or self.provision

    @property
    def row_now(self) -> Any:
        """The same line as it reads in the latest version, or none if it was taken out."""
        latest = self.case.plans.order_by("-number").first()
        return latest.row_by_thread(self.row.thread) if self.row else None

    def give_answer(self, *, answer: str, reasons: str, new: dict[str, Any], by: Any, on: date) -> None:
        if answer not in self.Answer.values:
            raise NotNow(f"An answer is one of: {', '.join(self.Answer.labels)}.")
        if new:
            working = self.case.working_version
            row = working.row_by_thread(self.row.thread) if working and self.row else None
            if row is None:
                raise NotNow("The line this comment is about is no longer in the version being written.")
            row.change(new, comment=self)
        self.answer, self.answer_reasons, self.answered_by, self.answered_on = answer, reasons, by, on
        self.save()
