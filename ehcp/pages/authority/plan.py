"""The plan: its versions, and the editor of the one being written.

Left the sections and what is missing in each, middle the lines, right what the advice says and is not used yet. Every
step is a page of its own, so that it works with a keyboard, on a phone and without a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ehcp.documents.plan import ABOUT
from ehcp.models import Case, LeftOut, PlanVersion, Provision
from ehcp.models.plan import NONE_FIELDS, ROWS
from ehcp.pages.authority.base import CasePage, CaseView
from ehcp.pages.authority.choices import on_tab
from ehcp.pages.authority.line_forms import LINE_FORMS, LineForm
from ehcp.pages.context import Link
from ehcp.pages.forms import GovukForm, GovukModelForm
from ehcp.quality import Finding, check_plan
from workflows.acts import NotNow, Refused
from workflows.lives.plan import PlanState

MODELS = {model._meta.model_name: model for model in ROWS}
KIND_OF = {
    **dict.fromkeys(("B", "C", "D"), "need"),
    "E": "outcome",
    **dict.fromkeys(("F", "G", "H1", "H2"), "provision"),
}
"""Which kind of line stands in a section."""


class CasePlan(CaseView):
    """The plan of a case: what can be done with it now, and all its versions."""

    template_name = "authority/case_plan.html"
    tab = "case_plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.case.plans.select_related("setting", "signed_by").order_by("-number"))
        for version in versions:
            version.case = self.case
        working = next((each for each in versions if each.state == PlanState.DRAFT), None)
        return super().get_context_data(
            **{
                "versions": [(version, version.served_on) for version in versions],
                "working": working,
                "choices": on_tab(self.case, self.request.user, "case_plan"),
                "findings": check_plan(working) if working else [],
                **kwargs,
            }
        )


class VersionPage(CasePage):
    """A page of one version of a plan."""

    tab = "case_plan"

    @cached_property
    def version(self) -> PlanVersion:
        return self.find_row("planversion", self.kwargs["pk"])  # type: ignore[attr-defined]

    @property
    def case(self) -> Case:  # type: ignore[override]
        return self.version.case

    @case.setter
    def case(self, case: Case) -> None:
        """`find_row` says which case it found; the version holds it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"version": self.version, "being_written": self.version.state == PlanState.DRAFT, **kwargs}
        )

    def section_url(self, letter: str) -> str:
        return reverse("authority:section", args=[self.version.pk, letter])


class OneVersion(VersionPage, View):
    """A version opens at the first section in which something is missing; one that was served, as it is read."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.state != PlanState.DRAFT:
            return redirect("plan_page", pk=self.version.pk)
        return redirect(self.section_url((self.version.silent_sections() or ["A"])[0]))


class Section(VersionPage, TemplateView):
    template_name = "authority/section.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, letter = self.version, self.kwargs["letter"]
        if letter not in ABOUT:
            raise Http404
        findings = findings_of(version)
        rows = [(row, findings.get((row.kind, row.pk), [])) for row in lines_in(version, letter)]
        not_taken = [(row, why) for row, why in version.not_taken() if row.section == letter]
        names = {
            "name": self.case.child.called,
            "authority": self.case.authority,
            "commissioner": self.case.commissioner or "the health commissioner",
            "speakers": "the family",
        }
        return super().get_context_data(
            **{
                "letter": letter,
                "about": ABOUT[letter],
                "purpose": ABOUT[letter].words.format(**names),
                "sections": list(self.sections(letter, findings)),
                "kind": KIND_OF.get(letter, ""),
                "rows": rows,
                "none": version.none_words(letter),
                "may_be_none": letter in NONE_FIELDS,
                "unused": [row for row, why in not_taken if not why],
                "left_out": [(row, why) for row, why in not_taken if why],
                "after": self.after(letter),
                "choices": on_tab(self.case, self.request.user, "case_plan"),
                **kwargs,
            }
        )

    def sections(self, current: str, findings: dict[tuple[str, int], list[Finding]]) -> Iterator[Link]:
        """Each section, how many lines it has, how many of them to look at again, and whether it says nothing yet."""
        version, silent = self.version, set(self.version.silent_sections())
        doubtful = Counter(found[0].row.section for found in findings.values())
        for letter, about in ABOUT.items():
            count = len(lines_in(version, letter))
            said = "nothing yet" if letter in silent else str(count) if count else ""
            if not said and version.none_words(letter):
                said = "none"
            if doubtful[letter]:
                said += f", look at {doubtful[letter]} again"
            text = f"{letter}. {about.name}" + (f" ({said})" if said else "")
            yield Link(text, self.section_url(letter), letter == current)

    def after(self, letter: str) -> str:
        """The next section's letter; "" at the end."""
        letters = list(ABOUT)
        place = letters.index(letter) + 1
        return letters[place] if place < len(letters) else ""


def lines_in(version: PlanVersion, letter: str) -> list[Any]:
    related = ("source_advice", "source_comment__by")
    if KIND_OF.get(letter) == "need":
        return list(version.needs_in(letter).select_related(*related))
    if letter == "E":
        return list(version.outcomes.select_related(*related).prefetch_related("needs"))
    if KIND_OF.get(letter) == "provision":
        answerable = (*related, *Provision.ANSWERABLE)
        rows = version.provision_in(letter).select_related(*answerable)
        return list(rows.prefetch_related("needs", "outcomes"))
    return []


def findings_of(version: PlanVersion) -> dict[tuple[str, int], list[Finding]]:
    """What the checks say of each line, by its kind and number: what the law requires first."""
    found: dict[tuple[str, int], list[Finding]] = {}
    for finding in sorted(check_plan(version), key=lambda each: not each.legal):
        found.setdefault((finding.row.kind, finding.row.pk), []).append(finding)
    return found


@contextmanager
def being_written(version: PlanVersion) -> Iterator[None]:
    """Hold the case while a draft is changed, so that nobody serves it in between. Raises NotNow if it was served."""
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=version.case_id)
        if not PlanVersion.objects.filter(pk=version.pk, state=PlanState.DRAFT).exists():
            raise NotNow(
                "This version has been served in the meantime. What changes now is the next version."
            )
        yield


class DraftQuestion(VersionPage, FormView):
    """One question about the draft; saved only while it is one."""

    template_name = "authority/plan_question.html"
    title = ""
    lead = ""
    button = "Save"
    letter = ""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.state != PlanState.DRAFT:
            raise Http404
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with being_written(self.version):
                done = self.write(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.get_success_url())

    def write(self, form: Any) -> str:
        """Change the draft as the form says; answers with the words for the next page."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return self.section_url(self.letter)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "title": self.title,
                "lead": self.lead,
                "button": self.button,
                "back": self.get_success_url(),
                **kwargs,
            }
        )


# Lines


class AddLine(DraftQuestion):
    template_name = "authority/line_form.html"
    button = "Add it"

    @property
    def letter(self) -> str:  # type: ignore[override]
        if self.kwargs["letter"] not in KIND_OF:
            raise Http404
        return self.kwargs["letter"]

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Add to section {self.letter}: {ABOUT[self.letter].name.lower()}"

    def get_form_class(self) -> type[LineForm]:
        return LINE_FORMS[KIND_OF[self.letter]]

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = MODELS[KIND_OF[self.letter]](plan=self.version)
        if self.letter != "E":
            instance.section = self.letter
        return {**super().get_form_kwargs(), "version": self.version, "instance": instance}

    def write(self, form: Any) -> str:
        form.instance.position = 1 + max(
            (row.position for row in lines_in(self.version, self.letter)), default=0
        )
        form.save()
        return "The line was added."


class LineOfDraft(DraftQuestion):
    """A line that stands in the draft: the address names the line, and so its version."""

    @cached_property
    def line(self) -> Any:
        model = MODELS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        return get_object_or_404(model.objects.filter(plan__case__in=self.cases), pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> PlanVersion:  # type: ignore[override]
        return self.find_row("planversion", self.line.plan_id)

    @property
    def letter(self) -> str:  # type: ignore[override]
        return self.line.section


class EditLine(LineOfDraft):
    template_name = "authority/line_form.html"

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Section {self.letter}: change a line"

    def get_form_class(self) -> type[LineForm]:
        return LINE_FORMS[self.kwargs["kind"]]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "version": self.version, "instance": self.line}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        origin = origin_of(self.line)
        findings = findings_of(self.version).get((self.line.kind, self.line.pk), [])
        return super().get_context_data(**{"origin": origin, "findings": findings, **kwargs})

    def write(self, form: Any) -> str:
        form.save()
        return "The line was changed."


def origin_of(row: Any) -> Any:
    """The line of advice that a line of the plan began as; none if it was written here."""
    return type(row).objects.filter(thread=row.thread, advice__isnull=False).select_related("advice").first()


class ReasonForm(GovukForm):
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The family reads this under “What was left out, and why”.",
    )


class RemoveLine(LineOfDraft):
    button = "Take it out"
    template_name = "authority/remove_line.html"

    @cached_property
    def origin(self) -> Any:
        return origin_of(self.line)

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Take a line out of section {self.letter}"

    def get_form_class(self) -> type[GovukForm]:
        return ReasonForm if self.origin else GovukForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"row": self.line, "origin": self.origin, **kwargs})

    def write(self, form: Any) -> str:
        if self.origin:
            self.version.left_out.create(reason=form.cleaned_data["reason"], **{self.line.kind: self.origin})
        try:
            # A second transaction, since a refused deletion would spoil the first.
            with transaction.atomic():
                self.line.delete()
        except ProtectedError:
            raise NotNow(
                "The personal budget has an amount for this line. Prepare the budget without it first."
            )
        return "The line was taken out."


class AdviceLine(VersionPage):
    """A line of accepted advice, seen from a draft of the same case."""

    @cached_property
    def advised(self) -> Any:
        model = MODELS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        rows = model.objects.filter(advice__in=self.version.advice_appended())
        return get_object_or_404(rows, pk=self.kwargs["line"])


class UseLine(AdviceLine, View):
    """Copy a line of advice into the draft, with one press."""

    http_method_names = ["post"]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with being_written(self.version):
                if self.version.row_by_thread(self.advised.thread) is None:
                    self.version.take(self.advised)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The line of advice stands in the draft now.")
        return redirect(self.section_url(self.advised.section))


class LeaveOut(AdviceLine, DraftQuestion):
    """Say why a line of advice is not in the draft."""

    form_class = ReasonForm
    template_name = "authority/remove_line.html"
    button = "Leave it out"
    title = "Leave out a line of advice"

    @property
    def letter(self) -> str:  # type: ignore[override]
        return self.advised.section

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"row": self.advised, "origin": self.advised, **kwargs})

    def write(self, form: Any) -> str:
        LeftOut.objects.update_or_create(
            plan=self.version,
            **{self.advised.kind: self.advised},
            defaults={"reason": form.cleaned_data["reason"]},
        )
        return "The reason was kept."


# Section A and “none”


class ViewsForm(GovukModelForm):
    class Meta(GovukModelForm.Meta):
        model = PlanVersion
        fields = PlanVersion.VIEWS
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in PlanVersion.VIEWS}


class EditViews(DraftQuestion):
    title = "Section A: views, interests and aspirations"
    lead = (
        "In the words of the child or young person and the family. Say where somebody else speaks for them."
    )
    form_class = ViewsForm
    letter = "A"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.version}

    def write(self, form: Any) -> str:
        # The words alone: the state of a version is not this page's to write.
        form.instance.save(update_fields=PlanVersion.VIEWS)
        return "Section A was changed."


class NoneForm(GovukForm):
    words = forms.CharField(
        label="Why is there none?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who looked, and what they found: “Social care visited on 20 October and found no need.” "
        "Leave it empty to take the statement back.",
    )


class SayNone(DraftQuestion):
    form_class = NoneForm

    @property
    def letter(self) -> str:  # type: ignore[override]
        if self.kwargs["letter"] not in NONE_FIELDS:
            raise Http404
        return self.kwargs["letter"]

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Section {self.letter}: there is none"

    def get_initial(self) -> dict[str, Any]:
        return {"words": self.version.none_words(self.letter)}

    def write(self, form: Any) -> str:
        name = NONE_FIELDS[self.letter]
        setattr(self.version, name, form.cleaned_data["words"])
        self.version.save(update_fields=[name])
        return f"Section {self.letter} says {'that there is none' if form.cleaned_data['words'] else 'nothing now'}."
