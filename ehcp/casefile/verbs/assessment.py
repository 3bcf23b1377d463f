"""The request, and the advice that is gathered. A re-assessment gathers advice by the same verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.casefile.fields import (
    ADVICE,
    CONTENT,
    DAY,
    NOTICE,
    PERSON,
    TEXT,
    VIEWS,
    Field,
    made,
    one_of,
    optional,
    shape,
)
from ehcp.models import Advice, open_case
from ehcp.models.case import Requester
from workflows.lives.advice import AdviceKind

from .table import REASONS, WORDS, act, verb

# The request


@verb(
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


act(
    "case",
    "tell_partners",
    "The family is asked for its views; health, social care and the setting are told.",
)
act("case", "agree_to_assess", "The authority decides to assess.", **REASONS, **NOTICE)
act("case", "decline_to_assess", "The authority decides not to assess.", **REASONS, **NOTICE)


# Advice


@verb(
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


act("advice", "acknowledge", "Whoever was asked says that the request has arrived.", advice=ADVICE)


@verb("The family gives its views: the material of section A.", advice=ADVICE, views=VIEWS)
def give_views(player: Any, *, by: Any, on: date, advice: Advice, views: dict[str, str]) -> None:
    for name, words in views.items():
        setattr(advice, name, words)
    advice.save()
    advice.give_views(by=by, on=on)


@verb(
    "Whoever was asked gives advice. Given a second time, rows of the same key replace the earlier ones.",
    advice=ADVICE,
    **CONTENT,
)
def give_advice(player: Any, *, by: Any, on: date, advice: Advice, **content: Any) -> None:
    player.write_advice(advice, content)
    advice.give_advice(by=by, on=on)


act("advice", "say_not_known", "The service answers that it does not know the child.", advice=ADVICE, **WORDS)


@verb(
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
    decide = {"ask_again": advice.ask_again, "nothing_more": advice.accept_not_known}[follows]
    decide(by=by, on=on, reasons=reasons)


act(
    "advice",
    "return_for_clarification",
    "The authority sends advice back with a question.",
    advice=ADVICE,
    question=TEXT.called("what is to be made clear"),
)
act("advice", "accept_advice", "The authority accepts the advice.", advice=ADVICE)


@verb(
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


act("advice", "say_it_is_enough_as_author", "Its author says that earlier advice is enough.", advice=ADVICE)
act("advice", "say_it_is_enough_as_family", "The family says that earlier advice is enough.", advice=ADVICE)
act("advice", "say_it_is_not_enough", "One of them says that it is not enough.", advice=ADVICE, **REASONS)
act("advice", "use_earlier_advice", "The authority uses the earlier advice, as all agree.", advice=ADVICE)
