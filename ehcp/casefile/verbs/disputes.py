"""The family disagrees with a decision: mediation, appeal, what came of it, and that it is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ehcp.casefile.fields import DAY, DISPUTE, FLAG, NOTICE, TEXT, Field, made, one_of, optional
from ehcp.models import Case
from workflows.acts import acts_of
from workflows.law.terms import Moment
from workflows.lives.dispute import Outcome, Topic

from .table import REASONS, WORDS, act, verb


def _can_be_appealed() -> Iterator[str]:
    return (each.name for each in acts_of(Case) if Moment.APPEALABLE_DECISION_SENT in each.marks)


ABOUT = {
    "dispute": optional(made("dispute", ""), "a name for the disagreement"),
    "decision": optional(
        Field(one_of(_can_be_appealed())),
        "the decision disagreed with, by its act; left out: the latest that can be appealed",
    ),
}
OF = {"dispute": optional(DISPUTE, "the name of the disagreement; left out: the latest one")}
OUTCOME = Field(one_of(Outcome.values), "what the authority is to do")
WHAT = {"words": TEXT.called("what is ordered or agreed, in its own words")}


def _about(name: str, words: str, /, **fields: Field) -> None:
    """A verb by which a disagreement begins or goes on: the act of the case answers with it."""

    def play(player: Any, *, by: Any, on: date, dispute: str = "", decision: str = "", **facts: Any) -> None:
        event = player.latest(decision) if decision else None
        found = getattr(player.case, name)(by=by, on=on, decision=event, **facts)
        if dispute:
            player.keep("dispute", dispute, found)

    play.__name__ = name
    verb(words, **fields, **ABOUT)(play)


# Mediation

_about(
    "ask_for_mediation",
    "The family asks for mediation.",
    words=optional(TEXT, "what the family disagrees with, and what it wants"),
    topics=optional(
        Field({"type": "array", "minItems": 1, "items": one_of(Topic.values)}),
        "what it is about: `education`, `health`, `social_care`; left out: education",
    ),
)
_about(
    "decline_mediation",
    "The family tells the mediation adviser that it wants no mediation.",
    words=optional(TEXT, "what was said"),
)
act(
    "dispute",
    "tell_health_the_issues",
    "The authority tells the health commissioner what the mediation is about.",
    **WORDS,
    **OF,
)
act(
    "dispute",
    "arrange_mediation",
    "The mediation is arranged.",
    mediation_on=DAY.called("its day"),
    place=TEXT,
    **OF,
)
act(
    "dispute",
    "say_mediation_cannot_be_arranged",
    "The adviser is told that it cannot be arranged in time.",
    **REASONS,
    **OF,
)
act(
    "dispute",
    "end_mediation_without_agreement",
    "The mediation ends, and nothing is agreed.",
    words=optional(TEXT, "what was said"),
    **OF,
)


@verb(
    "An agreement is reached in mediation. It says something that can be appealed (`outcome`), something else that "
    "one of the two is to do, or both.",
    **WHAT,
    outcome=optional(OUTCOME),
    for_authority=optional(TEXT, "what else the authority is to do"),
    for_commissioner=optional(TEXT, "what else the health commissioner is to do"),
    authority_was_there=optional(FLAG, "left out: yes"),
    **OF,
)
def agree_in_mediation(player: Any, *, by: Any, on: date, **said: Any) -> None:
    player.row("dispute", said).agree_in_mediation(by=by, on=on, **said)


act(
    "dispute",
    "tell_the_authority_what_was_agreed",
    "The health commissioner tells the authority what was agreed without it.",
    **WORDS,
    **OF,
)
act("dispute", "do_what_else_was_agreed", "The authority has done what else was agreed.", **WORDS, **OF)
act("dispute", "do_what_health_agreed", "The health commissioner has done what it agreed to.", **WORDS, **OF)
_about(
    "record_mediation_certificate",
    "The mediation certificate is recorded.",
    dated_on=DAY.called("the day the certificate bears"),
)


# Appeal

_about(
    "record_appeal",
    "An appeal to the Tribunal is recorded.",
    words=optional(TEXT, "what it is about"),
)
act(
    "dispute",
    "register_appeal",
    "The Tribunal sends the appeal to the authority.",
    number=optional(TEXT, "the Tribunal's number"),
    **OF,
)
act("dispute", "respond_to_appeal", "The authority responds to the appeal.", **WORDS, **OF)
act(
    "dispute",
    "concede_appeal",
    "Before its response the authority tells the Tribunal that it does not oppose the appeal.",
    outcome=OUTCOME,
    **WHAT,
    **OF,
)
act(
    "dispute",
    "record_order",
    "The Tribunal makes its order, perhaps with recommendations. The day of the step is the day of the order.",
    outcome=OUTCOME,
    **WHAT,
    recommends_on_health=optional(TEXT, "what it recommends on health"),
    recommends_on_social_care=optional(TEXT, "what it recommends on social care"),
    **OF,
)
act("dispute", "withdraw_appeal", "The appeal is withdrawn.", **REASONS, **OF)
act(
    "dispute",
    "answer_recommendation_on_health",
    "The health commissioner answers the recommendation on health.",
    **WORDS,
    **OF,
)
act(
    "dispute",
    "answer_recommendation_on_social_care",
    "The authority answers the recommendation on social care.",
    **WORDS,
    **OF,
)
act(
    "dispute", "send_answer_to_department", "A copy of the answer goes to the Department for Education.", **OF
)
act(
    "dispute",
    "close_dispute",
    "Everything is carried out, or the family lets it rest.",
    words=TEXT.called("which of the two, and how we know"),
    **OF,
)


# What was ordered, agreed or given in to is carried out

act("case", "start_assessing_as_told", "The family is told that the assessment begins, as ordered or agreed.")
act("case", "assess_after_all", "The authority assesses after all, without an order.", **REASONS, **NOTICE)
act("case", "make_plan_as_told", "A plan is to be made, as ordered or agreed.", **REASONS)
act(
    "case",
    "stand_by_no_plan",
    "Told to reconsider, the authority decides anew that no plan is needed.",
    **REASONS,
    **NOTICE,
)
act("case", "make_plan_after_all", "The authority makes a plan after all, without an order.", **REASONS)
act("case", "go_on_as_told", "The plan goes on as it is, as ordered or agreed.", words=optional(TEXT))
act(
    "case",
    "issue_plan_as_told",
    "The plan, amended as ordered or agreed, is issued. Write it first: `prepare_amendments`, `name_setting`.",
    **NOTICE,
)
