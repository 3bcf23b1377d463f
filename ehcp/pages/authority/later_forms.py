"""Forms for what may happen to a plan after it is made: the next phase, other amounts, ceasing, capacity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator

from ehcp.documents.lines import capital
from ehcp.models.budget import BudgetLine
from ehcp.pages.authority.asking import ActForm, SettingField, coming_day, line, past_day, text
from ehcp.pages.fields import MoneyField
from workflows.lives.case import CeasingGround, Matter

MOST_OFTEN = "Most often 1 September."
OR_A_TYPE = "Leave it blank to name a type only."
AS_IN_SECTION_I = "As section I will say it: “mainstream secondary school”."
MOVES = (
    (
        "next_phase_on",
        "To the next school, as from nursery to school, infant to junior, primary to secondary",
    ),
    ("post_16_on", "From school to a post-16 institution"),
    ("between_post_16_on", "From one post-16 institution to another"),
)


class NextPhaseForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add(
            "move", forms.ChoiceField(label="Which move is it?", choices=MOVES, widget=forms.RadioSelect)
        )
        self.add(
            "day",
            coming_day("On which day does it take place?", "the day of the move", hint=MOST_OFTEN),
        )

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"seen": given["seen"], given["move"]: given["day"]}


class NextSettingForm(ActForm):
    """The setting of the next phase or, where none is known yet, its type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add(
            "setting",
            SettingField(
                self.case,
                label="Which setting?",
                required=False,
                help_text=OR_A_TYPE,
            ),
        )
        self.add(
            "setting_type",
            line(
                "Which type of setting?",
                required=False,
                hint=AS_IN_SECTION_I,
                max_length=120,
            ),
        )
        self.add(
            "from_on",
            coming_day(
                "From which day does the plan name it?",
                "the day from which it is named",
                hint=MOST_OFTEN,
            ),
        )
        self.add("reasons", text("Why this one?", required=False))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not (given.get("setting") or given.get("setting_type")):
            self.add_error("setting", "Choose the setting of the next phase, or write its type below")
        return given


class AmountsForm(ActForm):
    """Another amount for each line that is paid directly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paid: dict[str, BudgetLine] = {
            f"amount_{each.pk}": each for each in self.row.direct_lines.select_related("provision")
        }
        for name, each in self.paid.items():
            self.add(
                name,
                MoneyField(
                    label=f"{Truncator(each.provision.what).chars(100)} Amount a year",
                    said_as="the amount a year",
                ),
            )
            self.fields[name].initial = each.amount
        if "from_on" in self.act.facts:
            self.add(
                "from_on",
                coming_day(
                    "From which day?", "the day from which it is paid", hint="With reasonable notice."
                ),
            )
        self.add(
            "reasons", text("Reasons", hint="The family will read these. Say what the decision rests on.")
        )

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        amounts = [{"provision": each.provision, "amount": given[name]} for name, each in self.paid.items()]
        kept = {name: value for name, value in given.items() if name not in self.paid}
        return {**kept, "amounts": amounts}


class PaymentBackForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("amount", MoneyField(label="How much is asked back?", said_as="the amount asked back"))
        self.add(
            "reasons", text("Reasons", hint="Not spent, spent on something else, or fraud: what shows it?")
        )


class CeaseForm(ActForm):
    """The ground first: under 18, and after it, the law asks for a review where education was left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add(
            "ground",
            forms.ChoiceField(
                label="On which ground?",
                choices=[(each.value, capital(each.label)) for each in CeasingGround],
                widget=forms.RadioSelect,
            ),
        )
        self.order_fields(["seen", "ground"])


class CapacityForm(ActForm):
    """One kind of decision, who assessed it and by what; and who decides instead, where capacity is lacking."""

    reveals = {"has_capacity": {"no": "representative"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {
            str(each.pk): each
            for each in self.case.child.family.filter(is_the_child=False).select_related("user")
        }
        self.add(
            "matter",
            forms.ChoiceField(
                label="For which kind of decision?",
                choices=[(each.value, capital(each.label)) for each in Matter],
                widget=forms.RadioSelect,
                help_text="Capacity is asked for each kind of decision anew, never for a person as a whole.",
            ),
        )
        self.add(
            "has_capacity",
            forms.ChoiceField(
                label=f"Can {self.case.child.called} make this kind of decision?",
                choices=[
                    ("yes", "Yes, with the support they need"),
                    ("no", "No: they lack the capacity for it"),
                ],
                widget=forms.RadioSelect,
            ),
        )
        self.add(
            "representative",
            forms.ChoiceField(
                label="Who decides for them?",
                choices=[("", "Choose"), *((key, str(each)) for key, each in self.members.items())],
                help_text="A deputy or attorney, else a parent. Not in the list? Let them in under People.",
            ),
        )
        self.add("assessed_by", line("Who assessed it, and in which role?", max_length=200))
        self.add(
            "evidence",
            text(
                "What does it rest on?",
                rows=4,
                hint="The report, its date, and how they were supported.",
            ),
        )
        self.add("on", past_day("When was it assessed?", "the day it was assessed", self.case))

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["has_capacity"] = given["has_capacity"] == "yes"
        given["representative"] = self.members.get(given.get("representative") or "")
        return given
