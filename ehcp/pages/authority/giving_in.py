"""The ways on which a refusal is given up, and the days that each gives: the law's rows are asked, none is typed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from ehcp.pages.authority.dispute_acts import rows_for
from ehcp.pages.disputing import decisions
from workflows import clock
from workflows.acts import acts_of
from workflows.law import england_2014 as law
from workflows.law import pack
from workflows.law.terms import Moment, Reckoning
from workflows.lives.case import CaseState
from workflows.lives.dispute import Outcome


@dataclass(frozen=True)
class Step:
    """One thing to be done on a way, with each day that is reckoned for it."""

    task: str
    days: list[Reckoning]

    @property
    def first(self) -> date | None:
        """The day for which the alarm rings: the earliest."""
        return min((each.due for each in self.days if each.due), default=None)

    @property
    def is_past(self) -> bool:
        return self.first is not None and self.first < clock.today()


@dataclass(frozen=True)
class Way:
    """A way on which a refusal is given up, and the days that it gives, were it gone today."""

    name: str
    words: str
    counts: str
    url: str = ""
    not_now: str = ""
    steps: list[Step] = field(default_factory=list)


GIVEN_UP = {
    CaseState.DECLINED: ("assess_after_all", Outcome.ASSESS),
    CaseState.NO_PLAN: ("make_plan_after_all", Outcome.MAKE_A_PLAN),
}
"""By the state of a refusal: the act that gives it up without any order, and what an order would say."""
WITHOUT_ORDER = frozenset(act for act, _ in GIVEN_UP.values())
GIVEN_UP_AS_TOLD = (Outcome.ASSESS, Outcome.MAKE_A_PLAN, Outcome.RECONSIDER)
BESIDE = {
    law.DECIDE_WHETHER_TO_MAKE_A_PLAN.key: law.DECIDE_ON_NO_PLAN_AFTER_AGREEING,
    law.ISSUE_THE_FINAL_PLAN.key: law.ISSUE_PLAN_AFTER_AGREEING,
}
"""The day that the Ombudsman measures by, beside the one of the first request."""


class WaysOfARefusal:
    """Which ways there are to give up the refusal of this case, and which of them are open to this officer now."""

    def __init__(self, case: Any, user: Any) -> None:
        self.case, self.user, self.today = case, user, clock.today()
        self.act, self.outcome = GIVEN_UP[case.state]
        latest = next(iter(decisions(case)), None)
        self.dispute = latest.dispute if latest else None

    def all(self) -> list[Way]:
        return [self.conceded(), self.order(), self.mediation(), self.without_order()]

    def conceded(self) -> Way:
        not_now = self._not(self.dispute, "concede_appeal", "No appeal is before the Tribunal.")
        return Way(
            "conceded",
            "Before our response: we tell the Tribunal that we do not oppose the appeal",
            "Regulation 45: the days count from the day the Tribunal is told.",
            self._url(self.dispute, "concede_appeal", "conceded"),
            not_now,
            self._as_told(Moment.APPEAL_CONCEDED),
        )

    def order(self) -> Way:
        return Way(
            "order",
            "By an order of the Tribunal, also one that both sides ask for (a consent order)",
            "Regulation 44: the days count from the date of the order. Record it once it is made.",
            self._url(self.dispute, "record_order", "order"),
            self._not(self.dispute, "record_order", "No appeal is before the Tribunal."),
            self._as_told(Moment.TRIBUNAL_ORDERED),
        )

    def mediation(self) -> Way:
        return Way(
            "mediation",
            "By an agreement in mediation",
            "Regulation 42: the days are those of an order, and count from the day of the agreement.",
            self._url(self.dispute, "agree_in_mediation", "mediation"),
            self._not(self.dispute, "agree_in_mediation", "No mediation is arranged."),
            self._as_told(Moment.MEDIATION_AGREED),
        )

    def without_order(self) -> Way:
        return Way(
            "without_order",
            "Without any order or agreement: we decide anew of our own accord",
            "The weeks from the first request go on as if there had been no refusal (R (W) v Hertfordshire County "
            "Council). Where the Ombudsman measures from the day we agreed, both days stand here, and the alarm rings "
            "for the earlier.",
            self._url(self.case, self.act, "without_order"),
            self._not(self.case, self.act, ""),
            list(self._first_clock()),
        )

    def _url(self, row: Any, act: str, way: str) -> str:
        if row is None:
            return ""
        return f"{reverse('authority:act', args=[row.life_name(), row.pk, act])}?way={way}"

    def _not(self, row: Any, act: str, nothing_there: str) -> str:
        """Why this way is not open to this officer now; "" if it is."""
        this = next((each for each in acts_of(type(row)) if each.name == act), None) if row else None
        if this is None or row.state not in this.sources:
            return nothing_there
        if not row.may(self.user, this):
            return "For a decision maker."
        return " ".join(row.obstacles_to(this))

    def _as_told(self, moment: Moment) -> list[Step]:
        rows = rows_for(self.case, moment, self.outcome)
        return [Step(row.task, [row.due({moment: self.today})]) for row in rows]

    def _first_clock(self) -> Iterator[Step]:
        this = self.case.act(self.act)
        for rule in this.revives:
            last = self.case.deadlines.filter(key=rule.key).order_by("-pk").first()
            if last is None:
                continue
            days = [pack(self.case.law_pack).row(rule.key).due(last.days)]
            if Moment.CONCEDED_WITHOUT_ORDER in this.marks and rule.key in BESIDE:
                measured = pack(self.case.law_pack).row(BESIDE[rule.key].key)
                days.append(measured.due({Moment.CONCEDED_WITHOUT_ORDER: self.today}))
            yield Step(rule.task, days)
