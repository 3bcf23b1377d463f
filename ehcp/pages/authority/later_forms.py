"""Forms for what may happen once days run: an exception, another day, the next phase, other amounts, capacity."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ehcp.models import Closure
from ehcp.models.budget import BudgetLine
from ehcp.pages.authority.asking import ActForm, SettingField, coming_day, line, past_day, text
from ehcp.pages.fields import MoneyField
from ehcp.pages.forms import DayField
from workflows import clock
from workflows.lives.case import CeasingGround, Matter
from workflows.models import Deadline


class OfADuty(ActForm):
    """An act about one duty that is open in the case: which, is asked first."""

    which = "Which duty is it about?"
    none = "Nothing in this case can be put off in this way"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {str(each.pk): each for each in self.case.deadlines.open() if self.fits(each)}
        self.add(
            "deadline",
            forms.ChoiceField(
                label=self.which,
                choices=[(key, _named(each)) for key, each in self.duties.items()],
                widget=forms.RadioSelect,
            ),
        )

    def fits(self, deadline: Deadline) -> bool:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.duties:
            raise ValidationError(self.none)
        return given

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "deadline": self.duties[self.cleaned_data["deadline"]]}


def _named(deadline: Deadline) -> str:
    day = f", by {clock.in_words(deadline.due)}" if deadline.due else ""
    return f"{deadline.law.task}{day} ({deadline.law.ref})"


class ExceptionForm(OfADuty):
    """The law's grounds and no others, the statement it asks for, what shows it, and its days."""

    which = "Which day cannot be kept?"
    none = "Nothing is open in this case whose day the law lets anything excuse"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.ground: each for duty in self.duties.values() for each in duty.law.excused_by}
        self.add(
            "ground",
            forms.ChoiceField(
                label="On which ground?",
                choices=[(ground.value, _capital(each.words)) for ground, each in known.items()],
                widget=forms.RadioSelect,
                help_text="There are no others. Too few staff, or an adviser who is late, is none.",
            ),
        )
        self.add(
            "impractical",
            forms.BooleanField(
                label="For this reason it is impractical to keep the day. The duty stays, as soon as practicable",
            ),
        )
        self.fields["impractical"].error_messages["required"] = (
            "Say that keeping the day is impractical. If it is not, there is no exception"
        )
        self.add(
            "statement",
            text("Why is it impractical?", hint="The family reads this, with the day until which it held."),
        )
        self.add("evidence", text("What shows it?", rows=3, hint="A letter, a date, who told us."))
        self.add(
            "began_on",
            DayField(
                label="When did it begin?",
                said_as="the day it began",
                help_text=self._closures() or "For a closed school: its first closed day.",
            ),
        )
        self.add(
            "ended_on",
            DayField(
                label="When did it end?",
                said_as="the day it ended",
                help_text="Leave it blank if it goes on. For a closed school: the day it opens again.",
                required=False,
            ),
        )

    def fits(self, deadline: Deadline) -> bool:
        return bool(deadline.due and deadline.law.excused_by and not deadline.excused_by_id)

    def _closures(self) -> str:
        """The long holidays that are known of the child's setting, so that nobody has to look them up."""
        where = [each.pk for each in (self.case.school, self.case.authority) if each]
        found = Closure.objects.filter(
            organisation__in=where, reopens_on__gte=self.case.received_on or date.min
        )
        long = [each for each in found.select_related("organisation") if each.window]
        return " ".join(
            f"{each}: closed from {clock.in_words(each.first_closed_on)}, "
            f"open again on {clock.in_words(each.reopens_on)}."
            for each in long
        )

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        del facts["impractical"]
        return facts


class AnotherDayForm(OfADuty):
    """Another day that those concerned agreed on in writing: only where the law lets them."""

    which = "For which duty was another day agreed?"
    none = "Nothing is open in this case for which the law lets another day be agreed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("until", coming_day("By which day is it now to be done?", "the day that was agreed"))
        self.add("statement", text("Who agreed, and why?", hint="The family reads this."))
        self.add(
            "evidence",
            text("Where is it written?", rows=3, hint="Which letter, of which day."),
        )

    def fits(self, deadline: Deadline) -> bool:
        return bool(deadline.law.extended_by)


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
                MoneyField(label=f"{each.provision.what[:80]}: amount a year", said_as="the amount a year"),
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
                choices=[(each.value, _capital(each.label)) for each in CeasingGround],
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
                choices=[(each.value, _capital(each.label)) for each in Matter],
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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
