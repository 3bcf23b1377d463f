"""The acts that need more than fields in a row: a line for each body asked, each row of advice, each provision."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from ehcp.models import Advice, Comment, Organisation, Progress, Provision, User
from ehcp.models.budget import Held
from ehcp.models.organisations import SETTINGS, Kind, Membership, Role
from ehcp.models.plan import rows_of
from ehcp.pages.authority.asking import ActForm, past_day, said, text
from ehcp.pages.authority.line_forms import ANSWERABLE_WITH, LINE_FORMS, ProvisionForm
from ehcp.pages.forms import MoneyField
from workflows import clock
from workflows.lives.advice import AdviceKind
from workflows.lives.review import Decision

LIKELY = {
    AdviceKind.EDUCATION: SETTINGS,
    AdviceKind.MEDICAL: (Kind.PAEDIATRICS, Kind.MENTAL_HEALTH, Kind.THERAPY),
    AdviceKind.PSYCHOLOGICAL: (Kind.PSYCHOLOGY,),
    AdviceKind.SOCIAL_CARE: (Kind.SOCIAL_CARE, Kind.ADULT_CARE),
    AdviceKind.ADULTHOOD: (Kind.ADULTHOOD, Kind.ADULT_CARE, Kind.COLLEGE),
    AdviceKind.QUALIFIED_TEACHER: (Kind.SENSORY,),
    AdviceKind.OTHER: (Kind.THERAPY, Kind.MENTAL_HEALTH, Kind.SENSORY, Kind.OTHER),
}
"""Which organisations most often give which advice: offered first, never the only ones."""
OTHERS = (1, 2, 3)
OURSELVES = "ourselves"


class SeekAdviceForm(ActForm):
    """One question for each body that regulation 6(1) requires and that has not been asked, and some to add."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        already = self.case.advice_kinds()
        self.required = [kind for kind in self.case.advice_required(clock.today()) if kind not in already]
        self.services = list(_partners(self.case))
        for kind in self.required:
            self.add(
                str(kind), self._family() if kind == AdviceKind.PARENT_OR_YOUNG_PERSON else self._body(kind)
            )
        for number in OTHERS:
            self.add(
                f"what_{number}", forms.CharField(label="What is asked for?", required=False, max_length=120)
            )
            self.add(f"who_{number}", self._body(AdviceKind.OTHER, label="Who is asked?", required=False))
        self.add(
            "why",
            text(
                "What do they need to know?",
                rows=4,
                required=False,
                hint="Goes to everybody asked, with the request and what the family has said.",
            ),
        )
        self.add("received_on", past_day("When did they have the request?", "the day they had it", self.case))
        self.fields[
            "received_on"
        ].help_text = "Today if it goes through this service. Their time counts from it."

    def _family(self) -> forms.ChoiceField:
        members = [each for each in self.case.child.family.select_related("user") if each.may_act()]
        choices = [(f"p{each.user_id}", str(each)) for each in members]
        return forms.ChoiceField(
            label="The family: who is invited to give views?",
            choices=[
                *choices,
                (OURSELVES, "Nobody with an account: we ask them ourselves and write down what they say"),
            ],
            widget=forms.RadioSelect,
            initial=choices[0][0] if choices else OURSELVES,
        )

    def _body(self, kind: Any, label: str = "", required: bool = True) -> forms.ChoiceField:
        likely = [each for each in self.services if each.kind in LIKELY[kind]]
        rest = [each for each in self.services if each not in likely]
        initial = f"o{self.case.child.setting_id}" if kind == AdviceKind.EDUCATION else ""
        if not initial and required and len(likely) == 1:
            initial = f"o{likely[0].pk}"
        return forms.ChoiceField(
            label=label or f"{kind.label[:1].upper()}{kind.label[1:]}",
            choices=[
                ("", "Choose"),
                *((words, rows) for words, rows in self._groups(likely, rest) if rows),
            ],
            required=required,
            initial=initial,
        )

    def _groups(
        self, likely: list[Organisation], rest: list[Organisation]
    ) -> Iterator[tuple[str, list[tuple]]]:
        yield "Services", [(f"o{each.pk}", str(each)) for each in likely]
        people = [
            (f"o{each.pk}p{member.user_id}", f"{member.user}, {member.title or each}")
            for each in likely
            for member in each.current_members
        ]
        yield "One person there", people
        yield "Others", [(f"o{each.pk}", str(each)) for each in rest]

    @property
    def asked(self) -> list[BoundField]:
        return [self[str(kind)] for kind in self.required]

    @property
    def others(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"what_{number}"], self[f"who_{number}"]) for number in OTHERS]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for number in OTHERS:
            what, who = given.get(f"what_{number}"), given.get(f"who_{number}")
            if what and not who and f"who_{number}" not in self.errors:
                self.add_error(f"who_{number}", f"Choose who is asked for “{what}”")
            if who and not what:
                self.add_error(f"what_{number}", "Say what is asked for, such as “occupational therapy”")
        if not self.errors and not self.required and not any(given.get(f"who_{n}") for n in OTHERS):
            raise ValidationError(
                "Everybody the regulations require has been asked. Say who else is to be asked."
            )
        return given

    def facts(self) -> dict[str, Any]:
        given, why = self.cleaned_data, self.cleaned_data["why"]
        requests = [{"kind": kind, "why": why, **_whom(given[str(kind)])} for kind in self.required]
        requests += [
            {"kind": AdviceKind.OTHER, "other": given[f"what_{n}"], "why": why, **_whom(given[f"who_{n}"])}
            for n in OTHERS
            if given[f"who_{n}"]
        ]
        return {"seen": given["seen"], "requests": requests, "received_on": given["received_on"]}

    def answers(self) -> Iterator[tuple[str, str]]:
        for bound in self.asked:
            yield str(bound.label), said(bound.field, self.cleaned_data[bound.name])
        for what, who in self.others:
            if self.cleaned_data[who.name]:
                yield self.cleaned_data[what.name], said(who.field, self.cleaned_data[who.name])
        if self.cleaned_data["why"]:
            yield "What they need to know", self.cleaned_data["why"]
        yield "They have the request on", clock.in_words(self.cleaned_data["received_on"])


def _partners(case: Any) -> Iterator[Organisation]:
    """Every service and setting the authority works with, and the child's own setting, each with who works there."""
    partners = case.authority.partners.exclude(kind__in=(Kind.AUTHORITY, Kind.HEALTH_COMMISSIONER))
    found = {each.pk: each for each in partners}
    if case.child.setting:
        found.setdefault(case.child.setting.pk, case.child.setting)
    members = Membership.objects.current().filter(organisation__in=found, role=Role.PROFESSIONAL)
    by_organisation: dict[int, list[Membership]] = {}
    for member in members.select_related("user"):
        by_organisation.setdefault(member.organisation_id, []).append(member)
    for each in sorted(found.values(), key=str):
        each.current_members = by_organisation.get(each.pk, [])  # type: ignore[attr-defined]
        yield each


def _whom(choice: str) -> dict[str, Any]:
    """ "o5p7" is one person in an organisation, "o5" the organisation, "p7" a member of the family."""
    organisation, _, person = choice.removeprefix(OURSELVES).partition("p")
    return {
        **({"organisation": Organisation.objects.get(pk=organisation[1:])} if organisation else {}),
        **({"person": User.objects.get(pk=person)} if person else {}),
    }


class FamilysViewsForm(ActForm):
    """What the family said by telephone, by letter or in a meeting, in its own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Advice.VIEWS:
            label = str(Advice._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            self.add(name, text(label, rows=4, required=False))
            self.fields[name].initial = getattr(self.row, name)
        self.add("on", past_day("When did they say it?", "the day they said it", self.case))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not any(given.get(name) for name in Advice.VIEWS):
            raise ValidationError("Write down what the family said, under at least one of these headings")
        return given

    def prepare(self) -> None:
        for name in Advice.VIEWS:
            setattr(self.row, name, self.cleaned_data[name])
        self.row.save(update_fields=Advice.VIEWS)

    def facts(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "on": self.cleaned_data["on"]}


USE, LEAVE = "use", "leave"


class DraftForm(ActForm):
    """Every row of the accepted advice: used in the draft, or left out with a reason that the family can read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.advice = list(
            self.case.advice_of_this_round.filter(state=Advice.State.ACCEPTED).select_related("organisation")
        )
        self.rows = {f"{row.kind}_{row.pk}": row for advice in self.advice for row in rows_of(advice)}
        self.reveals = {name: {LEAVE: f"why_{name}"} for name in self.rows}  # type: ignore[misc]
        for name, row in self.rows.items():
            self.add(
                name,
                forms.ChoiceField(
                    label="In the draft?",
                    choices=[(USE, "Use it in the draft"), (LEAVE, "Leave it out")],
                    widget=forms.RadioSelect,
                    initial=USE,
                ),
            )
            why = text("Why is it left out?", rows=3)
            why.error_messages["required"] = f"Say why this is left out: {str(row)[:60]}"
            self.add(f"why_{name}", why)

    @property
    def groups(self) -> Iterator[tuple[Advice, list[tuple[Any, BoundField]]]]:
        """Each advice with its rows, as they are asked."""
        for advice in self.advice:
            rows = [(row, self[name]) for name, row in self.rows.items() if row.advice_id == advice.pk]
            yield advice, rows

    def left_out(self) -> list[tuple[Any, str]]:
        return [
            (row, self.cleaned_data[f"why_{name}"])
            for name, row in self.rows.items()
            if self.cleaned_data[name] == LEAVE
        ]

    def facts(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "leave_out": self.left_out()}

    def answers(self) -> Iterator[tuple[str, str]]:
        left = self.left_out()
        yield "Taken into the draft", f"{len(self.rows) - len(left)} of {len(self.rows)} lines of advice"
        for row, reason in left:
            yield f"Left out: {row}", reason


class AnswerCommentForm(ActForm):
    """The answer to one comment, its reasons, and the line as it will read: filled in with what was suggested."""

    widths = {f"new_{name}": width for name, width in ProvisionForm.widths.items()}

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        working = self.case.working_version
        self.line = working.row_by_thread(comment.row.thread) if working and comment.row else None
        self.add(
            "answer",
            forms.ChoiceField(
                label="Is it accepted?",
                choices=Comment.Answer.choices,
                widget=forms.RadioSelect,
                initial=comment.answer,
            ),
        )
        self.add("reasons", text("Why?", rows=4, hint="The family reads this as the answer to its comment."))
        self.fields["reasons"].initial = comment.answer_reasons
        for name, field in self._line_fields():
            self.add(name, field)

    def _line_fields(self) -> Iterator[tuple[str, forms.Field]]:
        if self.line is None:
            return
        model_form = LINE_FORMS[self.line.kind]
        for name in ANSWERABLE_WITH[self.line.kind]:
            field = copy.deepcopy(model_form.base_fields[name])
            value = getattr(self.line, name)
            field.initial = "\n".join(value) if isinstance(value, list) else value
            if name in ("words", "what") and self.comment.suggested and not self.comment.answer:
                field.initial = self.comment.suggested
            yield f"new_{name}", field

    @property
    def line_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("new_")]

    def changed(self) -> dict[str, Any]:
        """What of the line now reads differently. A comment that is not accepted changes nothing."""
        if self.line is None or self.cleaned_data.get("answer") == Comment.Answer.NOT:
            return {}
        given = {
            name.removeprefix("new_"): self.cleaned_data.get(name)
            for name in self.fields
            if name.startswith("new_")
        }
        return {name: value for name, value in given.items() if value != getattr(self.line, name)}

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "seen": given["seen"],
            "comment": self.comment,
            "answer": given["answer"],
            "reasons": given["reasons"],
            "new": self.changed(),
        }

    def answers(self) -> Iterator[tuple[str, str]]:
        yield "The comment", self.comment.words
        yield "Answer", Comment.Answer(self.cleaned_data["answer"]).label
        yield "Why", self.cleaned_data["reasons"]
        for name, value in self.changed().items():
            field = self.fields[f"new_{name}"]
            yield f"{field.label}: now", said(field, value)
        if self.line is not None and not self.changed():
            yield "The line", "Stays as it is"


class PrepareBudgetForm(ActForm):
    """For each line of provision what it costs a year and who holds the money; the others stay out of the budget."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = {line.provision.thread: line for line in self.row.lines.select_related("provision")}
        self.provision = list(_provision_of(self.case))
        for row in self.provision:
            line = before.get(row.thread)
            amount = MoneyField(label="Amount a year", said_as="the amount a year", required=False)
            amount.initial = line.amount if line else None
            self.add(f"amount_{row.pk}", amount)
            self.add(
                f"held_{row.pk}",
                forms.ChoiceField(
                    label="Who holds the money?",
                    choices=[("", "Not part of the budget"), *Held.choices],
                    required=False,
                    initial=line.held if line else "",
                ),
            )
        self.add(
            "agreement",
            text(
                "The written agreement",
                required=False,
                hint="Needed for a direct payment: what is bought, the amount, the days of payment, the conditions "
                "and the review. The person who receives it has to consent to this in writing.",
            ),
        )
        self.fields["agreement"].initial = self.row.agreement

    @property
    def lines(self) -> Iterator[tuple[Provision, BoundField, BoundField]]:
        for row in self.provision:
            yield row, self[f"amount_{row.pk}"], self[f"held_{row.pk}"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for row in self.provision:
            amount, held = given.get(f"amount_{row.pk}"), given.get(f"held_{row.pk}")
            if held and amount is None and f"amount_{row.pk}" not in self.errors:
                self.add_error(f"amount_{row.pk}", f"Enter what this costs a year: {row.what[:60]}")
            if amount is not None and not held:
                self.add_error(f"held_{row.pk}", f"Say who holds the money for this: {row.what[:60]}")
        if not self.errors and not self._chosen():
            raise ValidationError("Give at least one line of provision an amount and say who holds the money")
        return given

    def _chosen(self) -> list[Provision]:
        return [row for row in self.provision if self.cleaned_data.get(f"held_{row.pk}")]

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = [
            {"provision": row, "amount": given[f"amount_{row.pk}"], "held": given[f"held_{row.pk}"]}
            for row in self._chosen()
        ]
        return {"seen": given["seen"], "lines": lines, "agreement": given["agreement"]}

    def answers(self) -> Iterator[tuple[str, str]]:
        for row in self._chosen():
            held = Held(self.cleaned_data[f"held_{row.pk}"]).label
            yield row.what, f"£{self.cleaned_data[f'amount_{row.pk}']:,.2f} a year. {held}"
        yield "The written agreement", self.cleaned_data["agreement"] or "None yet"


def _provision_of(case: Any) -> Iterable[Provision]:
    """The provision as it was last served on the family, else as it is being written."""
    version = case.served_version or case.final_version or case.working_version
    return version.provision.order_by("section", "position", "pk") if version else ()


class ReviewReportForm(ActForm):
    """How far each outcome has come, what the meeting recommends, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = list(self.row.plan.outcomes.all())
        for outcome in self.outcomes:
            self.add(
                f"far_{outcome.pk}",
                forms.ChoiceField(
                    label=outcome.words, choices=Progress.HowFar.choices, widget=forms.RadioSelect
                ),
            )
            self.fields[f"far_{outcome.pk}"].error_messages["required"] = (
                f"Say how far this has come: {outcome.words[:60]}"
            )
            self.add(f"words_{outcome.pk}", text("In words", rows=2, required=False))
        self.add(
            "recommends",
            forms.ChoiceField(
                label="What does the meeting recommend?",
                choices=[(key, words[:1].upper() + words[1:]) for key, words in Decision.choices],
                widget=forms.RadioSelect,
            ),
        )
        self.add("reasons", text("Why?"))
        self.add(
            "sent_on", past_day("When was it sent to everybody invited?", "the day it was sent", self.case)
        )

    @property
    def progress(self) -> Iterator[tuple[Any, BoundField, BoundField]]:
        for outcome in self.outcomes:
            yield outcome, self[f"far_{outcome.pk}"], self[f"words_{outcome.pk}"]

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        progress = [
            {"outcome": each, "progress": given[f"far_{each.pk}"], "words": given[f"words_{each.pk}"]}
            for each in self.outcomes
        ]
        return {
            "seen": given["seen"],
            "progress": progress,
            "recommends": given["recommends"],
            "reasons": given["reasons"],
            "sent_on": given["sent_on"],
        }
