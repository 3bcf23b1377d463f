"""A personal budget and its direct payments."""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.casefile.fields import DAY, MONEY, ROW, TEXT, Field, one_of, optional, shape
from ehcp.models.budget import Held

from .table import REASONS, WORDS, act, verb

# Money

act("case", "ask_for_budget", "The family asks for a personal budget.", **REASONS)


@verb(
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


act("budget", "consent_to_direct_payment", "The recipient consents in writing.", **WORDS)
act("budget", "agree_budget", "The authority agrees the budget.", **REASONS)
act("budget", "refuse_budget", "The authority refuses it.", **REASONS)
act("budget", "ask_for_budget_review", "The family asks for the refusal to be reviewed.", **WORDS)
act("budget", "uphold_budget_refusal", "The refusal is upheld.", **REASONS)
act("budget", "overturn_budget_refusal", "The refusal is overturned.", **REASONS)
act("budget", "start_payments", "The direct payments begin.", first_paid_on=DAY)
act(
    "budget",
    "review_direct_payment",
    "The direct payment is reviewed.",
    outcome=TEXT.called("what follows, in a word or two"),
    **WORDS,
)


# Less is paid, or nothing

AMOUNTS = Field(
    {"type": "array", "minItems": 1, "items": shape({"row": ROW, "amount": MONEY})},
    "lines of the budget, each with `row` and its new `amount` (pounds a year)",
)


def _amounts(player: Any, budget: Any, given: list) -> list[dict[str, Any]]:
    return [
        {
            "provision": player.provision_in_budget(budget, each["row"]),
            "amount": MONEY.read(player, each["amount"]),
        }
        for each in given
    ]


@verb(
    "Notice is given that less will be paid.",
    from_on=DAY.called("the day from which"),
    amounts=AMOUNTS,
    **REASONS,
)
def reduce_payments(player: Any, *, by: Any, on: date, from_on: date, amounts: list, reasons: str) -> None:
    budget = player.row("budget", {})
    new = _amounts(player, budget, amounts)
    budget.reduce_payments(by=by, on=on, from_on=from_on, amounts=new, reasons=reasons)


act("budget", "withdraw_consent", "The recipient wants no direct payment any more.", **WORDS)
act("budget", "note_that_payment_must_stop", "The authority records why it must stop.", **REASONS)
act("budget", "stop_payments", "The direct payments stop.", **REASONS)
act("budget", "ask_for_reconsideration", "The recipient asks for that to be reconsidered.", **WORDS)
act("budget", "stand_by_the_change", "Reconsidered: it stays reduced or stopped.", **REASONS)


@verb("Reconsidered: it is paid again, in these amounts.", amounts=AMOUNTS, **REASONS)
def take_the_change_back(player: Any, *, by: Any, on: date, amounts: list, reasons: str) -> None:
    budget = player.row("budget", {})
    budget.take_the_change_back(by=by, on=on, amounts=_amounts(player, budget, amounts), reasons=reasons)


act(
    "budget",
    "pass_payment_to_young_person",
    "The direct payment goes to the young person from now on.",
    words=TEXT.called("the young person's written consent"),
)
act(
    "budget",
    "ask_payment_back",
    "The authority asks for money back.",
    amount=MONEY.called("pounds"),
    **REASONS,
)
