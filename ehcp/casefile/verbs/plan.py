"""The plan in force: secured, reviewed, amended, carried to the next phase, re-assessed, ceased."""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.casefile.fields import CHANGES, DAY, NOTICE, ORGANISATION, ROW, TEXT, Field, one_of, optional, shape
from ehcp.models.review import Progress
from workflows.acts import NotNow
from workflows.lives.case import CeasingGround
from workflows.lives.review import Decision, ReviewKind

from .draft import LEAVE_OUT, change, left_out
from .table import PEOPLE, PERHAPS_SOMEBODY, REASONS, WORDS, act, verb

GROUND = optional(
    Field(one_of(CeasingGround.values)), "for ceasing: on which ground; left out: no longer necessary"
)

# The plan in force

act("case", "issue_final_plan", "The final plan is issued.", **NOTICE)
act("case", "confirm_provision", "The provision of section F is in place.", **WORDS)
act("case", "confirm_health_provision", "The provision of section G is in place.", **WORDS)
act("case", "consider_earlier_review", "It is considered whether to review the plan sooner.", **REASONS)


# The review

act(
    "case",
    "fix_review_meeting",
    "The day of the review meeting is fixed.",
    meeting_on=DAY,
    place=TEXT,
    kind=optional(Field(one_of(ReviewKind.values)), "left out: the yearly review"),
)
act("review", "move_meeting", "The meeting is moved to another day.", meeting_on=DAY, place=TEXT)


@verb("The invitations go out.", invited=PEOPLE)
def invite_to_review(player: Any, *, by: Any, on: date, invited: list) -> None:
    player.row("review", {}).invite_to_review(by=by, on=on, invited=[str(each) for each in invited])


act("review", "circulate_review_advice", "What people wrote for the review is sent to everybody invited.")


@verb("The meeting is held.", attended=PEOPLE, views=TEXT.called("what the child and the family said"))
def hold_review_meeting(player: Any, *, by: Any, on: date, attended: list, views: str) -> None:
    names = [str(each) for each in attended]
    player.row("review", {}).hold_review_meeting(by=by, on=on, attended=names, views=views)


@verb(
    "The report of the meeting is sent.",
    progress=Field(
        {
            "type": "array",
            "items": shape(
                {"outcome": ROW, "progress": Field(one_of(Progress.HowFar.values)), "words": optional(TEXT)}
            ),
        },
        "how far each outcome has come",
    ),
    recommends=Field(one_of(Decision.values)),
    **REASONS,
)
def send_review_report(
    player: Any, *, by: Any, on: date, progress: list, recommends: str, reasons: str
) -> None:
    version = player.case.final_version
    come = [{**each, "outcome": player.row_in(version, each["outcome"])} for each in progress]
    player.row("review", {}).send_review_report(
        by=by, on=on, progress=come, recommends=recommends, reasons=reasons
    )


@verb("Work begins on a version with the amendments to be proposed.", **CHANGES)
def prepare_amendments(player: Any, *, by: Any, on: date, **changes: Any) -> None:
    version = player.case.prepare_amendments(by=by, on=on)
    change(player, version, changes, _of_the_review(player))


@verb(
    "The authority decides after the review. To amend is to send the notice with the changes it proposes.",
    decision=Field(one_of(Decision.values)),
    **REASONS,
    ground=GROUND,
    **NOTICE,
    **CHANGES,
)
def decide_after_review(
    player: Any,
    *,
    by: Any,
    on: date,
    decision: str,
    reasons: str,
    ground: str = "",
    sent_on: date | None = None,
    served_on: date | None = None,
    **changes: Any,
) -> None:
    if changes and decision != Decision.AMEND:
        raise NotNow(f"Only a decision to amend changes rows; this one is to {decision}.")
    if ground and decision != Decision.CEASE:
        raise NotNow(f"Only a decision to cease has a ground; this one is to {decision}.")
    if decision == Decision.AMEND:
        version = player.case.working_version or player.case.prepare_amendments(by=by, on=on)
        change(player, version, changes, _of_the_review(player))
    decide = {
        "maintain": player.case.decide_to_maintain,
        "amend": player.case.decide_to_amend,
        "cease": player.case.decide_to_cease,
    }[decision]
    said = {"reasons": reasons, **({"ground": ground} if ground else {})}
    decide(by=by, on=on, sent_on=sent_on, served_on=served_on, **said)


def _of_the_review(player: Any) -> str:
    review = player.case.current_review
    held = review.held_on if review else None
    return f"Review meeting of {held.day} {held:%B %Y}" if held else ""


act("case", "issue_amended_plan", "The amended plan is issued.", **NOTICE)
act("case", "decide_not_to_amend", "The plan is not amended after all.", **REASONS, **NOTICE)


# Amending without a review


@verb(
    "Amendments are proposed without a review: the notice is sent, with the changes.",
    **REASONS,
    **NOTICE,
    **CHANGES,
)
def propose_amendments(
    player: Any,
    *,
    by: Any,
    on: date,
    reasons: str,
    sent_on: date | None = None,
    served_on: date | None = None,
    **changes: Any,
) -> None:
    version = player.case.working_version or player.case.prepare_amendments(by=by, on=on)
    change(player, version, changes)
    player.case.propose_amendments(by=by, on=on, reasons=reasons, sent_on=sent_on, served_on=served_on)


act("case", "drop_amendments", "Amendments that were never sent are dropped.", **REASONS)


# The next phase of education

act(
    "case",
    "expect_next_phase",
    "The child or young person will move to the next phase of education. One of the three days says which move.",
    doer=PERHAPS_SOMEBODY,
    next_phase_on=optional(DAY, "to another school, on this day"),
    post_16_on=optional(DAY, "from school to a post-16 institution"),
    between_post_16_on=optional(DAY, "from one post-16 institution to another"),
)
act("case", "expect_no_next_phase", "They stay where they are.", **REASONS)
act(
    "case",
    "name_next_setting",
    "The authority writes into the plan which setting, or which type, comes next.",
    from_on=DAY.called("the day from which the plan names it"),
    setting=optional(ORGANISATION),
    setting_type=optional(TEXT, "as section I says it; needed where no setting is named"),
    reasons=optional(TEXT, "why"),
)


# Re-assessment: advice is gathered by the same verbs as the first time

act(
    "case",
    "ask_for_reassessment",
    "Somebody asks for the needs to be assessed again.",
    **REASONS,
    asked_by=optional(TEXT, "who asked, where the authority records it"),
)
act("case", "decline_reassessment", "The authority decides not to re-assess.", **REASONS, **NOTICE)
act("case", "agree_to_reassess", "The authority decides to re-assess.", **REASONS, **NOTICE)


@verb(
    "The plan in force and what the new advice says become a draft, less what is left out, and changed.",
    leave_out=LEAVE_OUT,
    **CHANGES,
)
def draft_reassessed_plan(
    player: Any, *, by: Any, on: date, leave_out: list | None = None, **changes: Any
) -> None:
    version = player.case.draft_reassessed_plan(by=by, on=on, leave_out=left_out(player, leave_out))
    change(player, version, changes)


act("case", "serve_reassessed_draft", "The draft after the re-assessment is served.", **NOTICE)
act(
    "case",
    "keep_plan_after_reassessment",
    "The re-assessment shows that the plan is right as it is.",
    **REASONS,
    **NOTICE,
)


# Ceasing

act("case", "consider_ceasing", "Ceasing the plan is being considered.", **REASONS)
act("case", "record_ceasing_consultation", "What the family and the setting say to it is recorded.", **WORDS)
act(
    "case",
    "decide_to_cease",
    "The authority decides to cease the plan, outside a review.",
    **REASONS,
    ground=GROUND,
    **NOTICE,
)
act("case", "keep_plan_after_all", "The plan is kept after all.", **REASONS)
act("case", "cease", "The plan ceases, once the time to appeal has passed.")
