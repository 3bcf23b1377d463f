"""The family moves, health changes hands, and the rights pass to the young person."""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.casefile.fields import (
    CONTENT,
    DAY,
    FLAG,
    NONE,
    ORGANISATION,
    PERSON,
    TEXT,
    VIEWS,
    Field,
    one_of,
    optional,
)
from workflows.lives.case import Matter

from .draft import change
from .table import NOBODY, REASONS, WORDS, act, verb

CASEWORKER = optional(PERSON, "left out: the first caseworker of that authority in `people`")

# The family moves

act(
    "case",
    "note_move",
    "The authority learns that the family moves to another authority.",
    moves_on=DAY.called("the day of the move"),
    aware_on=DAY.called("the day the authority knew"),
    to=optional(ORGANISATION, "the new authority, where it is in this file"),
    to_words=optional(TEXT, "else its name"),
    commissioner_aware_on=optional(DAY, "the day the health commissioner knew"),
)
act("case", "note_no_move", "The family does not move after all.", **REASONS)


@verb(
    "The plan is transferred. Where the new authority is in this file, the story goes on in its case.",
    caseworker=CASEWORKER,
)
def transfer_plan(player: Any, *, by: Any, on: date, caseworker: Any = None) -> None:
    if new := player.case.transfer_plan(by=by, on=on):
        player.go_on_in(new, caseworker)


@verb(
    "A story that begins with a plan in force: it comes from an authority that is not in this file. The plan is "
    "written here as it was received.",
    **{"from": TEXT.called("the name of the other authority")},
    made_on=DAY.called("the day the plan was first made"),
    last_reviewed_on=DAY.called("the day it was last reviewed, or made if it never was"),
    commissioner_told_on=optional(DAY, "the day our health commissioner became aware of the plan"),
    setting=optional(ORGANISATION, "the setting that section I names"),
    setting_type=optional(TEXT, "as section I says it"),
    views=VIEWS,
    **{name: field for name, field in CONTENT.items() if name != "summary"},
    none=NONE,
    caseworker=CASEWORKER,
)
def take_over_plan(
    player: Any,
    *,
    by: Any,
    on: date,
    made_on: date,
    last_reviewed_on: date,
    views: dict[str, str],
    commissioner_told_on: date | None = None,
    setting: Any = None,
    setting_type: str = "",
    none: dict[str, str] | None = None,
    caseworker: Any = None,
    **said: Any,
) -> None:
    other = said.pop("from")
    version = player.open_moved_case(on, by, caseworker)
    for name, words in views.items():
        setattr(version, name, words)
    version.setting = setting
    version.setting_type = setting_type or (setting.type_of_setting if setting else "")
    change(player, version, {"add": said, "none": none or {}}, f"The plan of {other}")
    player.case.take_over_plan(
        by=by,
        on=on,
        from_words=other,
        made_on=made_on,
        last_reviewed_on=last_reviewed_on,
        commissioner_told_on=commissioner_told_on,
    )


act(
    "case",
    "tell_after_transfer",
    "The new authority tells the family what follows.",
    reassesses=FLAG.called("whether it will re-assess"),
    reviewed_by=DAY.called("the day by which the plan is reviewed"),
    **WORDS,
)


# Health changes hands

act(
    "case_moved_from",
    "tell_commissioner_of_move",
    "The old health commissioner tells the new one, as the family moves.",
    **WORDS,
)
act(
    "case",
    "note_other_commissioner",
    "Without a move, another health commissioner has become responsible.",
    commissioner=ORGANISATION,
    aware_on=DAY.called("the day the old one knew"),
)
act(
    "case",
    "tell_new_commissioner",
    "The new health commissioner is told, and answers for the plan from now on.",
)
act("case", "say_health_can_be_arranged", "The new health commissioner can arrange section G.", **WORDS)
act(
    "case",
    "ask_for_assessment_or_review",
    "It cannot, and asks for an assessment or a review.",
    **WORDS,
)


# Whose rights they are


@verb("The service notes the day on which the rights pass to the young person.", doer=NOBODY)
def foresee_passing_of_rights(player: Any, *, by: None, on: date) -> None:
    player.case.foresee_passing_of_rights(by=by, on=on, born=player.child.born)


@verb("Compulsory school age has ended: from this day the rights are the young person's own.", doer=NOBODY)
def pass_rights(player: Any, *, by: None, on: date) -> None:
    player.case.pass_rights(by=by, on=on, passed_on=on)


MEMBER = {"parent": PERSON.called("which parent, from `people`")}


@verb("The young person agrees that a parent acts with them.", **MEMBER)
def let_parent_act(player: Any, *, by: Any, on: date, parent: Any) -> None:
    player.case.let_parent_act(by=by, on=on, member=player.family_member(parent))


@verb("The young person no longer agrees to it.", **MEMBER)
def let_parent_act_no_more(player: Any, *, by: Any, on: date, parent: Any) -> None:
    player.case.let_parent_act_no_more(by=by, on=on, member=player.family_member(parent))


@verb(
    "Whether the young person has the capacity for one kind of decision is recorded.",
    matter=Field(one_of(Matter.values), "the kind of decision"),
    has_capacity=FLAG,
    assessed_by=TEXT.called("who assessed it, and in which role"),
    evidence=TEXT.called("what shows it"),
    representative=optional(PERSON, "who decides instead, where there is no capacity; one of the family"),
)
def record_capacity(player: Any, *, by: Any, on: date, representative: Any = None, **said: Any) -> None:
    member = player.family_member(representative) if representative else None
    player.case.record_capacity(by=by, on=on, representative=member, **said)
