"""My day: what the law needs from an officer, what waits for them, what came in; each line says why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from ehcp import wording
from ehcp.models import Advice, Budget, Case, Consultation, Dispute, FamilyMember, PlanVersion
from ehcp.pages.authority.lists import WEEK, owed_by_us, past_and_excused, whose_turn, with_subjects
from workflows import clock
from workflows.acts import acts_of
from workflows.law import promises
from workflows.lives.case import NOT_ENDED, WITH_THE_FAMILY, CaseState
from workflows.lives.plan import PlanState
from workflows.models import Deadline, Event

BEING_WRITTEN = (
    CaseState.DRAFTING,
    CaseState.MAINTAINED,
    CaseState.UNDER_REVIEW,
    CaseState.REASSESSING,
)
"""A draft in these states has not been before the family."""
MANY = 30
"""More lines than this nobody reads in a day; the table of cases has them all."""


KEPT_HERE = {
    promises.ANSWER_A_QUESTION.key: "answer_question",
    promises.KEEP_THE_FAMILY_INFORMED.key: "tell_how_it_stands",
}
"""The act that keeps a promise with a day."""


@dataclass(frozen=True)
class Line:
    """One thing to do, and why it is on the list."""

    what: str
    case: Case
    why: str
    url: str = ""
    deadline: Deadline | None = None
    also: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.url or reverse("authority:case", args=[self.case.pk])


WAITING: tuple[tuple[type[Any], str, str, str], ...] = (
    (Advice, Advice.State.GIVEN, "Read the advice: {row.of_whom}", "It is in, to be accepted or returned."),
    (
        Advice,
        Advice.State.NOT_KNOWN,
        "Decide what follows: {row.of_whom} does not know the child",
        "Not to be known is an answer that needs a decision.",
    ),
    (Consultation, Consultation.State.ANSWERED, "{row.setting} has answered", "Decide whether to name it."),
    (Budget, Budget.State.ASKED, "Prepare the personal budget", "The family has asked for one."),
    (Budget, Budget.State.REVIEW_ASKED, "Review the refusal of the budget", "The family has asked for it."),
    (
        Dispute,
        Dispute.State.APPEALED,
        "Go on with the appeal",
        "Record what the Tribunal sends: the appeal itself, then its order.",
    ),
    (
        Dispute,
        Dispute.State.TO_COMPLY,
        "Carry out what was ordered or agreed",
        "Close the disagreement once everything is done.",
    ),
)
"""A row in this state is the caseworker's to take up: which row, which state, the line, and why it is there."""


class MyDay:
    def __init__(self, mine: QuerySet[Case], decides_for: QuerySet[Case], user: Any) -> None:
        self.mine, self.decides_for, self.user, self.today = mine, decides_for, user, clock.today()

    def groups(self) -> Iterator[tuple[str, str, list[Line]]]:
        """A heading, what it is for, and its lines; a heading without lines is left out."""
        owed, promised = list(self._owed()), list(self._promised())
        late = [line for line in owed if line.deadline and line.deadline.is_late(self.today)]
        groups: tuple[tuple[str, str, Iterable[Line]], ...] = (
            ("Late: do these first", "A day that the law sets has passed.", late),
            (
                "Today and this week",
                "What the law needs from you within seven days.",
                [line for line in owed if line not in late],
            ),
            (
                "What we promised",
                "Promises of this council to families: no law, and kept like one.",
                promised,
            ),
            (
                "Decisions for you to take",
                "In every case of the authority: due within two weeks, or late.",
                self._decisions(),
            ),
            ("Waiting for you", "Somebody has done their part.", self._waiting()),
            (
                "As soon as practicable",
                "The law sets no day for these, and expects no delay.",
                self._as_soon_as_practicable(),
            ),
            (
                "Late with others",
                "Whose step it is, so that you can ask.",
                self._with_others(Deadline.objects.late(self.today)),
            ),
            (
                "Excused with others, and still owed",
                "An exception excuses the day and nothing else: ask how it stands.",
                self._with_others(past_and_excused(Deadline.objects.all(), self.today)),
            ),
        )
        for title, hint, lines in groups:
            if found := list(lines):
                yield title, hint, found

    def came_in(self) -> list[tuple[Event, str]]:
        """What others did in these cases in the last week, newest first."""
        events = (
            Event.objects.filter(case__in=self.mine, on__gte=self.today - WEEK)
            .exclude(by=self.user)
            .exclude(by=None)
            .select_related("case__child", "by")
            .order_by("-at")[:10]
        )
        told = ((event, wording.happened(event, "authority")) for event in events)
        return [(event, words) for event, words in told if words]

    def _owed(self) -> Iterator[Line]:
        return self._by_case_and_day(self._dated(self.mine, self.today + WEEK).exclude(key__in=KEPT_HERE))

    def _promised(self) -> Iterator[Line]:
        running = owed_by_us(Deadline.objects.all()).filter(case__in=self.mine, key__in=KEPT_HERE)
        for deadline in with_subjects(_with_their_case(running.order_by("ring_on", "pk"))[:MANY]):
            row, act = deadline.subject, KEPT_HERE[deadline.key]
            page = (
                reverse(f"authority:{act}", args=[row.pk])
                if row.life_name() == "enquiry"
                else reverse("authority:act", args=["case", row.pk, act])
            )
            yield Line(
                wording.task(deadline, "authority"), deadline.case, "A promise, and no law.", page, deadline
            )

    def _decisions(self) -> Iterator[Line]:
        owed = self._dated(self.decides_for, self.today + 2 * WEEK).filter(key__in=decided_by_act())
        return self._by_case_and_day(owed.exclude(case__in=self.mine))

    def _dated(self, cases: QuerySet[Case], until: date) -> Any:
        return owed_by_us(Deadline.objects.all()).filter(case__in=cases, ring_on__lte=until)

    def _as_soon_as_practicable(self) -> Iterator[Line]:
        owed = owed_by_us(Deadline.objects.all()).filter(case__in=self.mine, ring_on=None)
        for deadlines in _together(owed.order_by("case_id", "pk"), lambda each: each.case_id):
            yield self._line_of(deadlines, f"Since {clock.in_words(deadlines[0].started_by.on)}.")

    def _by_case_and_day(self, owed: Any) -> Iterator[Line]:
        """One line for each case and day: to decide and to tell of it are one piece of work."""
        ordered = owed.order_by("ring_on", "case_id", "pk")
        for deadlines in _together(ordered, lambda each: (each.ring_on, each.case_id)):
            first = deadlines[0]
            yield self._line_of(deadlines, f"{first.law.law}.", deadline=first)

    def _line_of(self, deadlines: list[Deadline], why: str, deadline: Deadline | None = None) -> Line:
        first, *more = deadlines
        also = [wording.task(each, "authority") for each in more]
        return Line(wording.task(first, "authority"), first.case, why, deadline=deadline, also=also)

    def _with_others(self, past: Any) -> Iterator[Line]:
        theirs = past.filter(case__in=self.mine).exclude(owner="local_authority")
        for deadline in with_subjects(_with_their_case(theirs.order_by("due", "pk"))[:MANY]):
            what, whose = wording.task(deadline, "authority"), whose_turn(deadline)
            yield Line(what, deadline.case, f"The step is with {whose}.", deadline=deadline)

    def _waiting(self) -> Iterator[Line]:
        """What somebody else has finished, and the caseworker takes up next."""
        for model, state, words, why in WAITING:
            rows = model.objects.filter(case__in=self.mine, state=state).select_related("case__child")
            if model is Consultation:
                rows = rows.select_related("setting")
            for row in rows[:MANY]:
                yield Line(words.format(row=row), row.case, why, row.get_absolute_url())
        yield from self._comments()
        yield from self._drafts()
        yield from self._joined()

    def _comments(self) -> Iterator[Line]:
        served = PlanVersion.objects.filter(
            state=PlanState.SERVED, case__state__in=WITH_THE_FAMILY, case__in=self.mine
        )
        unanswered = Count("comments", filter=Q(comments__answer=""))
        for version in served.annotate(open=unanswered).filter(open__gt=0).select_related("case__child"):
            yield Line(
                f"Answer {version.open} comment{'s' if version.open > 1 else ''} on the plan",
                version.case,
                "Each needs an answer before the plan can be issued.",
                reverse("authority:comments", args=[version.case_id]),
            )

    def _drafts(self) -> Iterator[Line]:
        drafts = PlanVersion.objects.filter(
            state=PlanState.DRAFT,
            case__state__in=BEING_WRITTEN,
            case__in=self.mine,
        )
        for draft in drafts.select_related("case__child"):
            yield Line(
                "Go on with the draft", draft.case, "It has not been served.", draft.get_absolute_url()
            )

    def _joined(self) -> Iterator[Line]:
        """Those who came by invitation and see nothing until somebody says what they are to the child."""
        joined = FamilyMember.objects.filter(
            child__cases__in=self.mine,
            parental_responsibility=False,
            is_the_child=False,
            young_person_agrees=False,
        )
        cases = {case.child_id: case for case in self.mine.select_related("child")} if joined.exists() else {}
        for member in joined.select_related("user"):
            case = cases[member.child_id]
            if case.state in NOT_ENDED:
                yield Line(
                    f"Say whether {member.user} has parental responsibility",
                    case,
                    "Until then they see nothing of the file.",
                    reverse("authority:people", args=[case.pk]),
                )


def decided_by_act() -> frozenset[str]:
    """The duties that are met only by an act for decision makers."""
    met: dict[str, bool] = {}
    for act in acts_of(Case):
        for duty in act.discharges:
            met[duty.key] = met.get(duty.key, True) and act.decision
    return frozenset(key for key, decision in met.items() if decision)


def _together(owed: Any, key: Callable[[Deadline], Any]) -> Iterator[list[Deadline]]:
    found = with_subjects(_with_their_case(owed)[: 3 * MANY])
    return (list(deadlines) for _, deadlines in groupby(found, key))


def _with_their_case(deadlines: Any) -> Any:
    return deadlines.select_related("case__child", "accountable", "started_by")
