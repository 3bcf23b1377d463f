"""The decision on a plan, the draft, the family's answer, and the setting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ehcp.casefile.fields import (
    CHANGES,
    COMMENT,
    CONSULTATION,
    FLAG,
    NEW,
    NOTICE,
    ORGANISATION,
    ROW,
    TEXT,
    Field,
    made,
    one_of,
    optional,
    shape,
)
from ehcp.models import LeftOut
from ehcp.models.plan import NONE_FIELDS, Comment
from workflows.lives.consultation import Ground

from .table import REASONS, WORDS, act, verb

LEAVE_OUT = optional(
    Field(
        {"type": "array", "items": shape({"row": ROW, "reason": TEXT})},
        "rows of advice left out, and why",
    ),
)

# The decision on a plan, and the draft

act("case", "decide_to_make_plan", "The authority decides that a plan is needed.", **REASONS)
act("case", "decide_no_plan", "The authority decides that no plan is needed.", **REASONS, **NOTICE)


@verb(
    "A draft is put together from all accepted advice, less what is left out, and changed.",
    leave_out=LEAVE_OUT,
    **CHANGES,
)
def draft_plan(player: Any, *, by: Any, on: date, leave_out: list | None = None, **changes: Any) -> None:
    version = player.case.draft_plan(by=by, on=on, leave_out=left_out(player, leave_out))
    change(player, version, changes)


def left_out(player: Any, rows: list | None) -> list[tuple[Any, str]]:
    return [(player.row_of_advice(each["row"]), each["reason"]) for each in rows or []]


@verb("The version being written is changed.", **CHANGES)
def edit_plan(player: Any, *, by: Any, on: date, **changes: Any) -> None:
    change(player, player.row("version", {}), changes)


def change(player: Any, version: Any, changes: Mapping[str, Any], source: str = "") -> None:
    """Write into a version what the file changes in it. `source`: where new rows come from."""
    for each in changes.get("edit", []):
        fields = {name: value for name, value in each.items() if name != "row"}
        player.row_in(version, each["row"]).change(player.row_fields(fields))
    for each in changes.get("remove", []):
        row = player.row_in(version, each["row"])
        if earlier := row.copied_from:
            LeftOut.objects.create(plan=version, reason=each["reason"], **{earlier.kind: earlier})
        row.delete()
    player.write_rows({"plan": version, "source_words": source}, changes.get("add", {}))
    for letter, words in changes.get("none", {}).items():
        setattr(version, NONE_FIELDS[letter], words)
    version.save()


act("version", "agree_section_g", "The health commissioner agrees section G as it now reads.")
act(
    "version", "ask_to_change_section_g", "The health commissioner asks for section G to be changed.", **WORDS
)
act("case", "serve_draft", "The draft is served on the family.", **NOTICE)


@verb(
    "The family comments on a line of what it was sent, or on all of it.",
    comment=made("comment", "a name for the comment"),
    row=optional(ROW, "the line; left out, the whole"),
    **WORDS,
    suggested=optional(TEXT, "other words for the line"),
)
def comment(
    player: Any, *, by: Any, on: date, comment: str, words: str, row: str = "", suggested: str = ""
) -> None:
    case = player.case
    line = player.row_in(case.served_version, row) if row and case.served_version else None
    player.keep("comment", comment, case.comment(by=by, on=on, row=line, words=words, suggested=suggested))


@verb(
    "The authority answers a comment. A suggestion that is accepted becomes the line's words, unless `new` gives "
    "others.",
    comment=COMMENT,
    answer=Field(one_of(Comment.Answer.values)),
    **REASONS,
    new=optional(NEW),
)
def answer_comment(
    player: Any, *, by: Any, on: date, comment: Comment, answer: str, reasons: str, new: dict | None = None
) -> None:
    if new is None and answer == Comment.Answer.ACCEPTED and comment.suggested and comment.row:
        new = {"what" if comment.row.kind == "provision" else "words": comment.suggested}
    player.case.answer_comment(
        by=by, on=on, comment=comment, answer=answer, reasons=reasons, new=player.row_fields(new or {})
    )


act("case", "finish_commenting", "The family has said what it wants to say.")
act("case", "redraft", "The draft is taken back to be changed and served again.", **REASONS)


# Settings

act("case", "prefer_setting", "The family asks for a setting.", setting=ORGANISATION, **REASONS)


@verb(
    "A setting is consulted.",
    consultation=made("consultation", "a name for the consultation"),
    to=ORGANISATION,
    sent_on=NOTICE["sent_on"],
)
def send_consultation(
    player: Any, *, by: Any, on: date, consultation: str, to: Any, sent_on: date | None = None
) -> None:
    sent = player.case.consult_setting(by=by, on=on, setting=to, sent_on=sent_on)
    player.keep("consultation", consultation, sent)


act(
    "consultation",
    "answer_consultation",
    "The setting answers.",
    consultation=CONSULTATION,
    can_meet_need=FLAG,
    reasons=TEXT.called("yes: what it takes; no: the reasons"),
    ground=optional(Field(one_of(Ground.values)), "for no: the ground of section 39(4)"),
)
act(
    "consultation", "name_setting", "The authority names the setting in section I.", consultation=CONSULTATION
)
act(
    "consultation",
    "decline_to_name_setting",
    "The authority decides not to name the setting.",
    consultation=CONSULTATION,
    ground=Field(one_of(Ground.values), "the ground of section 39(4)"),
    **REASONS,
)
act(
    "case",
    "name_type_of_setting",
    "The authority names a type of setting only.",
    setting_type=TEXT.called("as section I says it"),
    **REASONS,
)
