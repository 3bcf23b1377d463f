"""The forms of the lines of a plan: a need, an outcome, a provision."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db.models import QuerySet

from ehcp.models import Case, Need, Organisation, Outcome, PlanVersion, Provision
from ehcp.pages.authority.asking import LinesField
from ehcp.pages.forms import GovukModelForm, MoneyField
from workflows.models import canonical


class LineForm(GovukModelForm):
    """A line of the draft. `read` is a fingerprint of the words that the person had before them."""

    read = forms.CharField(required=False, widget=forms.HiddenInput)
    steps: Any

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.initial["read"] = fingerprint(self.instance) if self.instance.pk else ""
        for name in ("needs", "outcomes"):
            if name in self.fields:
                self.fields[name].queryset = getattr(version, name).all()
                self.fields[name].required = False
        for name in ("category", "every"):
            if name in self.fields:
                self.fields[name].choices = [("", "Not said"), *self.fields[name].choices[1:]]
        for name in Provision.ANSWERABLE:
            if name in self.fields:
                self.fields[name].queryset = who_may_answer(version.case)
                self.fields[name].empty_label = "The setting that section I names"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        now = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if now and given.get("read") != fingerprint(now):
            self.data = self.data.copy()
            self.data[self.add_prefix("read")] = fingerprint(now)
            raise forms.ValidationError(
                f"Somebody else changed this line while you were writing. It now reads: “{now}”. What you wrote "
                "stands below: save again if it is to take the place of that."
            )
        return given


def fingerprint(row: Any) -> str:
    return hashlib.sha256(canonical(row.content()).encode()).hexdigest()[:16]


def who_may_answer(case: Case) -> QuerySet[Organisation]:
    """Those who can answer for provision: the authority and those it works with, the commissioner, the setting."""
    known = [case.authority_id, case.commissioner_id, case.child.setting_id]
    partners = case.authority.partners.values_list("pk", flat=True)
    return Organisation.objects.filter(pk__in=[*(each for each in known if each), *partners])


class NeedForm(LineForm):
    class Meta(GovukModelForm.Meta):
        model = Need
        fields = ("words", "section", "category", "source_words")
        labels = {
            "words": "The need",
            "section": "Section",
            "category": "Type of need",
            "source_words": "Where it comes from, if not from advice",
        }
        help_texts = {
            "words": "What makes learning or life harder, so that somebody who has never met the child understands it.",
            "source_words": "",
        }


class OutcomeForm(LineForm):
    steps = LinesField(
        label="Steps on the way",
        required=False,
        help_text="One to a line: “By July 2027: tells two events in order”.",
    )

    class Meta(GovukModelForm.Meta):
        model = Outcome
        fields = ("words", "by_when", "steps", "needs", "source_words")
        labels = {
            "words": "The outcome",
            "by_when": "By when",
            "needs": "Which needs is it about?",
            "source_words": "Where it comes from, if not from advice",
        }
        help_texts = {
            "words": "What the child will be able to do, not what will be provided.",
            "needs": "",
            "source_words": "",
        }
        widgets = {"needs": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["steps"] = "\n".join(self.instance.steps or [])


class ProvisionForm(LineForm):
    widths = {"minutes": "4", "sessions": "4", "weeks_a_year": "4", "group_size": "4", "yearly_cost": "10"}

    yearly_cost = MoneyField(label="What it costs a year", said_as="the yearly cost", required=False)

    class Meta(GovukModelForm.Meta):
        model = Provision
        fields = (
            "what",
            "section",
            "needs",
            "outcomes",
            "minutes",
            "sessions",
            "every",
            "weeks_a_year",
            "group_size",
            "amount_note",
            "delivered_by",
            "qualification",
            "starts_on",
            "reviewed",
            *Provision.ANSWERABLE,
            "yearly_cost",
            "source_words",
        )
        labels = {
            "what": "What will be done?",
            "section": "Section",
            "needs": "For which needs?",
            "outcomes": "Towards which outcomes?",
            "minutes": "Minutes in one session",
            "sessions": "Sessions in each period",
            "every": "The period",
            "weeks_a_year": "Weeks a year",
            "group_size": "How many in the group?",
            "amount_note": "How much, in words",
            "delivered_by": "By whom?",
            "qualification": "With which skill or qualification?",
            "starts_on": "From when?",
            "reviewed": "When and by whom is it looked at?",
            "commissioner": "Who commissions it?",
            "funder": "Who pays for it?",
            "provider": "Who provides it?",
            "monitor": "Who checks that it happens?",
            "source_words": "Where it comes from, if not from advice",
        }
        help_texts = {
            "what": "So plainly that a teacher who starts tomorrow could do it.",
            "minutes": "For example 45.",
            "sessions": "1 for once a week, where the period is a week.",
            "weeks_a_year": "For example 38, or 52 where it goes on in the holidays.",
            "group_size": "1 for one to one.",
            "amount_note": "Only where figures do not say it all: these words then stand in their place.",
            "needs": "",
            "outcomes": "",
            "source_words": "",
        }
        widgets = {
            "needs": forms.CheckboxSelectMultiple,
            "outcomes": forms.CheckboxSelectMultiple,
            "what": forms.Textarea(attrs={"rows": 4}),
            "amount_note": forms.Textarea(attrs={"rows": 2}),
        }


LINE_FORMS: dict[str, type[LineForm]] = {"need": NeedForm, "outcome": OutcomeForm, "provision": ProvisionForm}
ANSWERABLE_WITH: dict[str, tuple[str, ...]] = {
    "need": ("words",),
    "outcome": ("words", "by_when", "steps"),
    "provision": (
        "what",
        "minutes",
        "sessions",
        "every",
        "weeks_a_year",
        "group_size",
        "amount_note",
        "delivered_by",
        "qualification",
    ),
}
"""What of a line an answer to a comment may change there and then; the rest is the editor's."""
