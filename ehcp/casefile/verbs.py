"""Every verb that a step of a story may use: its words, its fields, and the act of the machine that it is.

Most are an act of one row (the case, a request for advice, a consultation ...) and hand their fields on as the
act's facts. The others are written out below: they give names to what they make, or write rows first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehcp.models import Advice, LeftOut, open_case
from ehcp.models.budget import Held
from ehcp.models.case import Requester
from ehcp.models.plan import NONE_FIELDS, Comment
from ehcp.models.review import Progress
from workflows.acts import NotNow
from workflows.law import pack
from workflows.lives.advice import AdviceKind
from workflows.lives.consultation import Ground
from workflows.lives.review import Decision

from .fields import (
    ADVICE,
    CHANGES,
    COMMENT,
    CONSULTATION,
    CONTENT,
    DAY,
    FLAG,
    MONEY,
    NEW,
    NOTICE,
    ORGANISATION,
    PERSON,
    ROW,
    TEXT,
    VIEWS,
    Field,
    made,
    many,
    one_of,
    optional,
    shape,
)

REASONS = {"reasons": TEXT.called("why")}
WORDS = {"words": TEXT.called("what was said")}
PEOPLE = many(PERSON, "names from `people`")


@dataclass(frozen=True)
class Verb:
    """`play` is given the player, the doer, the day, and each field as its `read` leaves it."""

    name: str
    words: str
    fields: Mapping[str, Field]
    play: Callable[..., Any]

    @property
    def by_somebody(self) -> bool:
        """One verb is the service's own: it has no doer."""
        return self.name != "note_missed_day"

    @property
    def schema(self) -> dict[str, Any]:
        doer = {"by": PERSON.called("who does it")} if self.by_somebody else {}
        head = {"on": DAY.called("the day"), "do": Field({"const": self.name}), **doer}
        return {"description": self.words, **shape({**head, **self.fields})}


VERBS: dict[str, Verb] = {}


def _act(row: str, name: str, words: str, /, **fields: Field) -> None:
    """A verb that is an act of a row of the file and nothing more."""

    def play(player: Any, *, by: Any, on: date, **facts: Any) -> Any:
        subject = player.row(row, facts)
        return getattr(subject, name)(by=by, on=on, **facts)

    VERBS[name] = Verb(name, words, fields, play)


def _verb(words: str, /, **fields: Field) -> Callable[..., Callable[..., Any]]:
    def keep(play: Callable[..., Any]) -> Callable[..., Any]:
        VERBS[play.__name__] = Verb(play.__name__, words, fields, play)
        return play

    return keep


# The request


@_verb(
    "The request arrives and the case is opened. A story begins with it.",
    via=Field(one_of(("online", "post", "email", "telephone", "meeting")), "how it came"),
    **REASONS,
    caseworker=optional(PERSON, "left out: the first caseworker in `people`"),
)
def receive_request(
    player: Any, *, by: Any, on: date, via: str, reasons: str, caseworker: Any = None
) -> None:
    member = player.child.family.filter(user=by).first()
    if member is None:
        place = by.memberships.first()
        asked_by = Requester.SETTING if place.organisation.is_setting else Requester.OTHER
    else:
        asked_by = Requester.YOUNG_PERSON if member.is_the_child else Requester.PARENT
    player.case = open_case(
        child=player.child,
        authority=player.authority,
        by=by,
        on=on,
        via=via,
        reasons=reasons,
        requested_by=asked_by,
        requester=f"{by}, {member.relationship.lower() if member else place}",
        caseworker=caseworker or player.caseworker,
    )


_act(
    "case",
    "tell_partners",
    "The family is asked for its views; health, social care and the setting are told.",
)
_act("case", "agree_to_assess", "The authority decides to assess.", **REASONS, **NOTICE)
_act("case", "decline_to_assess", "The authority decides not to assess.", **REASONS, **NOTICE)


# Advice


@_verb(
    "Advice is asked for, of everybody whom regulation 6(1) requires and of others.",
    of=Field(
        {
            "type": "array",
            "minItems": 1,
            "items": shape(
                {
                    "advice": made("advice", "a name for this request"),
                    "kind": Field(one_of(AdviceKind.values)),
                    "from": PERSON,
                    "other": optional(TEXT, "for the kind “other”: which service or role"),
                    "why": optional(TEXT, "why they are asked"),
                }
            ),
        },
        "the requests, each with `advice` (a name for it), `kind`, `from` and perhaps `other` and `why`",
    ),
    received_on=optional(
        DAY, "the day the requests arrived, from which their 6 weeks count; left out, the day of the step"
    ),
)
def seek_advice(player: Any, *, by: Any, on: date, of: list, received_on: date | None = None) -> None:
    case = player.case
    before = set(case.advice.values_list("pk", flat=True))
    case.seek_advice(by=by, on=on, requests=[_request(player, each) for each in of], received_on=received_on)
    made_now = case.advice.exclude(pk__in=before).order_by("pk")
    for each, advice in zip(of, made_now, strict=True):
        player.keep("advice", each["advice"], advice)


def _request(player: Any, given: dict[str, Any]) -> dict[str, Any]:
    person = player.person(given["from"])
    place = person.memberships.first()
    return {
        "kind": given["kind"],
        "person": person,
        "organisation": place.organisation if place else None,
        **{name: given[name] for name in ("other", "why") if name in given},
    }


_act("advice", "acknowledge", "Whoever was asked says that the request has arrived.", advice=ADVICE)


@_verb("The family gives its views: the material of section A.", advice=ADVICE, views=VIEWS)
def give_views(player: Any, *, by: Any, on: date, advice: Advice, views: dict[str, str]) -> None:
    for name, words in views.items():
        setattr(advice, name, words)
    advice.save()
    advice.give_views(by=by, on=on)


@_verb(
    "Whoever was asked gives advice. Given a second time, rows of the same key replace the earlier ones.",
    advice=ADVICE,
    **CONTENT,
)
def give_advice(player: Any, *, by: Any, on: date, advice: Advice, **content: Any) -> None:
    player.write_advice(advice, content)
    advice.give_advice(by=by, on=on)


_act(
    "advice", "say_not_known", "The service answers that it does not know the child.", advice=ADVICE, **WORDS
)


@_verb(
    "The authority decides what follows from “not known to this service”.",
    advice=ADVICE,
    follows=Field(
        one_of(("ask_again", "nothing_more")), "the service is asked to find out, or it is accepted"
    ),
    **REASONS,
)
def decide_what_follows(
    player: Any, *, by: Any, on: date, advice: Advice, follows: str, reasons: str
) -> None:
    act = {"ask_again": advice.ask_again, "nothing_more": advice.accept_not_known}[follows]
    act(by=by, on=on, reasons=reasons)


_act(
    "advice",
    "return_for_clarification",
    "The authority sends advice back with a question.",
    advice=ADVICE,
    question=TEXT.called("what is to be made clear"),
)
_act("advice", "accept_advice", "The authority accepts the advice.", advice=ADVICE)


@_verb(
    "Earlier advice is proposed in place of new advice. Its rows may be written here.",
    advice=ADVICE,
    earlier=TEXT.called("which report, by whom, of which day"),
    **CONTENT,
)
def propose_earlier_advice(
    player: Any, *, by: Any, on: date, advice: Advice, earlier: str, **content: Any
) -> None:
    player.write_advice(advice, content)
    advice.propose_earlier_advice(by=by, on=on, earlier=earlier)


_act("advice", "say_it_is_enough_as_author", "Its author says that earlier advice is enough.", advice=ADVICE)
_act("advice", "say_it_is_enough_as_family", "The family says that earlier advice is enough.", advice=ADVICE)
_act("advice", "say_it_is_not_enough", "One of them says that it is not enough.", advice=ADVICE, **REASONS)
_act("advice", "use_earlier_advice", "The authority uses the earlier advice, as all agree.", advice=ADVICE)


# The decision on a plan, and the draft

_act("case", "decide_to_make_plan", "The authority decides that a plan is needed.", **REASONS)
_act("case", "decide_no_plan", "The authority decides that no plan is needed.", **REASONS, **NOTICE)


@_verb(
    "A draft is put together from all accepted advice, less what is left out, and changed.",
    leave_out=optional(
        Field(
            {"type": "array", "items": shape({"row": ROW, "reason": TEXT})},
            "rows of advice left out, and why",
        )
    ),
    **CHANGES,
)
def draft_plan(player: Any, *, by: Any, on: date, leave_out: list | None = None, **changes: Any) -> None:
    left = [(player.row_of_advice(each["row"]), each["reason"]) for each in leave_out or []]
    version = player.case.draft_plan(by=by, on=on, leave_out=left)
    _change(player, version, changes)


@_verb("The version being written is changed.", **CHANGES)
def edit_plan(player: Any, *, by: Any, on: date, **changes: Any) -> None:
    _change(player, player.row("version", {}), changes)


def _change(player: Any, version: Any, changes: Mapping[str, Any], source: str = "") -> None:
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


_act("version", "agree_section_g", "The health commissioner agrees section G as it now reads.")
_act(
    "version", "ask_to_change_section_g", "The health commissioner asks for section G to be changed.", **WORDS
)
_act("case", "serve_draft", "The draft is served on the family.", **NOTICE)


@_verb(
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


@_verb(
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


_act("case", "finish_commenting", "The family has said what it wants to say.")
_act("case", "redraft", "The draft is taken back to be changed and served again.", **REASONS)


# Settings

_act("case", "prefer_setting", "The family asks for a setting.", setting=ORGANISATION, **REASONS)


@_verb(
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


_act(
    "consultation",
    "answer_consultation",
    "The setting answers.",
    consultation=CONSULTATION,
    can_meet_need=FLAG,
    reasons=TEXT.called("yes: what it takes; no: the reasons"),
    ground=optional(Field(one_of(Ground.values)), "for no: the ground of section 39(4)"),
)
_act(
    "consultation", "name_setting", "The authority names the setting in section I.", consultation=CONSULTATION
)
_act(
    "consultation",
    "decline_to_name_setting",
    "The authority decides not to name the setting.",
    consultation=CONSULTATION,
    ground=Field(one_of(Ground.values), "the ground of section 39(4)"),
    **REASONS,
)
_act(
    "case",
    "name_type_of_setting",
    "The authority names a type of setting only.",
    setting_type=TEXT.called("as section I says it"),
    **REASONS,
)


# Money

_act("case", "ask_for_budget", "The family asks for a personal budget.", **REASONS)


@_verb(
    "The authority prepares the budget.",
    lines=Field(
        {
            "type": "array",
            "minItems": 1,
            "items": shape({"row": ROW, "amount": MONEY, "held": Field(one_of(Held.values))}),
        },
        "lines of provision, each with `row`, `amount` (pounds a year) and how it is `held`",
    ),
    agreement=optional(
        TEXT, "for a direct payment: what is bought, the amount, the days, the conditions, the review"
    ),
)
def prepare_budget(player: Any, *, by: Any, on: date, lines: list, agreement: str = "") -> None:
    budget = player.row("budget", {})
    version = player.case.working_version or player.case.final_version
    allocated = [
        {
            "provision": player.row_in(version, line["row"]),
            "amount": MONEY.read(player, line["amount"]),
            "held": line["held"],
        }
        for line in lines
    ]
    budget.prepare_budget(by=by, on=on, lines=allocated, agreement=agreement)


_act("budget", "consent_to_direct_payment", "The recipient consents in writing.", **WORDS)
_act("budget", "agree_budget", "The authority agrees the budget.", **REASONS)
_act("budget", "refuse_budget", "The authority refuses it.", **REASONS)
_act("budget", "ask_for_budget_review", "The family asks for the refusal to be reviewed.", **WORDS)
_act("budget", "uphold_budget_refusal", "The refusal is upheld.", **REASONS)
_act("budget", "overturn_budget_refusal", "The refusal is overturned.", **REASONS)
_act("budget", "start_payments", "The direct payments begin.", first_paid_on=DAY)
_act(
    "budget",
    "review_direct_payment",
    "The direct payment is reviewed.",
    outcome=TEXT.called("what follows, in a word or two"),
    **WORDS,
)
_act("budget", "stop_payments", "The direct payments stop.", **REASONS)


# The plan in force

_act("case", "issue_final_plan", "The final plan is issued.", **NOTICE)
_act("case", "confirm_provision", "The provision of section F is in place.", **WORDS)
_act("case", "confirm_health_provision", "The provision of section G is in place.", **WORDS)
_act("case", "consider_earlier_review", "It is considered whether to review the plan sooner.", **REASONS)


# The yearly review

_act(
    "case",
    "fix_review_meeting",
    "The day of the review meeting is fixed.",
    meeting_on=DAY,
    place=TEXT,
)
_act("review", "move_meeting", "The meeting is moved to another day.", meeting_on=DAY, place=TEXT)


@_verb("The invitations go out.", invited=PEOPLE)
def invite_to_review(player: Any, *, by: Any, on: date, invited: list) -> None:
    player.row("review", {}).invite_to_review(by=by, on=on, invited=[str(each) for each in invited])


_act("review", "circulate_review_advice", "What people wrote for the review is sent to everybody invited.")


@_verb("The meeting is held.", attended=PEOPLE, views=TEXT.called("what the child and the family said"))
def hold_review_meeting(player: Any, *, by: Any, on: date, attended: list, views: str) -> None:
    names = [str(each) for each in attended]
    player.row("review", {}).hold_review_meeting(by=by, on=on, attended=names, views=views)


@_verb(
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


@_verb("Work begins on a version with the amendments to be proposed.", **CHANGES)
def prepare_amendments(player: Any, *, by: Any, on: date, **changes: Any) -> None:
    version = player.case.prepare_amendments(by=by, on=on)
    _change(player, version, changes, _of_the_review(player))


@_verb(
    "The authority decides after the review. To amend is to send the notice with the changes it proposes.",
    decision=Field(one_of(Decision.values)),
    **REASONS,
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
    sent_on: date | None = None,
    served_on: date | None = None,
    **changes: Any,
) -> None:
    if changes and decision != Decision.AMEND:
        raise NotNow(f"Only a decision to amend changes rows; this one is to {decision}.")
    if decision == Decision.AMEND:
        version = player.case.working_version or player.case.prepare_amendments(by=by, on=on)
        _change(player, version, changes, _of_the_review(player))
    act = {
        "maintain": player.case.decide_to_maintain,
        "amend": player.case.decide_to_amend,
        "cease": player.case.decide_to_cease,
    }[decision]
    act(by=by, on=on, reasons=reasons, sent_on=sent_on, served_on=served_on)


def _of_the_review(player: Any) -> str:
    review = player.case.current_review
    held = review.held_on if review else None
    return f"Review meeting of {held.day} {held:%B %Y}" if held else ""


_act("case", "issue_amended_plan", "The amended plan is issued.", **NOTICE)
_act("case", "decide_not_to_amend", "The plan is not amended after all.", **REASONS, **NOTICE)


# Ceasing

_act("case", "consider_ceasing", "Ceasing the plan is being considered.", **REASONS)
_act("case", "record_ceasing_consultation", "What the family and the setting say to it is recorded.", **WORDS)
_act(
    "case",
    "decide_to_cease",
    "The authority decides to cease the plan, outside a review.",
    **REASONS,
    **NOTICE,
)
_act("case", "keep_plan_after_all", "The plan is kept after all.", **REASONS)
_act("case", "cease", "The plan ceases, once the time to appeal has passed.")


# When a day is missed, disagreement, the ways out


@_verb(
    "The service notes that a day of the law has passed. The reminders do so by themselves.",
    duty=Field({"type": "string", "pattern": "^[a-z_]+$"}, "the key of the duty, as in the law's table"),
)
def note_missed_day(player: Any, *, by: None, on: date, duty: str) -> None:
    try:
        row = pack(player.case.law_pack).row(duty)
    except KeyError as unknown:
        raise NotNow(str(unknown.args[0])) from None
    player.case.note_missed_day(by=by, on=on, duty=row.key)


_act(
    "case",
    "explain_delay",
    "The family is told why a step is late.",
    **WORDS,
    expected_on=optional(DAY, "when it is expected"),
)
_act("case", "ask_for_mediation", "The family asks for mediation.", words=optional(TEXT))
_act("case", "record_mediation_certificate", "The mediation certificate is recorded.", dated_on=DAY)
_act("case", "record_appeal", "An appeal to the Tribunal is recorded.", words=optional(TEXT))
_act("case", "withdraw_request", "The request is withdrawn.", **REASONS)
_act(
    "case",
    "move_to_another_authority",
    "The family moves to another area.",
    authority=TEXT.called("the name of the other authority"),
)
_act("case", "record_death", "The child or young person has died.")
_act("case", "end_by_age", "The plan ends by age.")
