"""One act as one question page: find the row through the person, ask the form, say the verb.

    class Decline(ActPage):
        act = "decline_to_assess"
        form_class = DeclineForm          # SeenVersion + GovukForm; its fields are named as the act's facts
        template_name = "authority/act.html"

        def find(self):
            return get_object_or_404(cases_as_authority(self.request.user), pk=self.kwargs["pk"])

A form that wants to say its answers otherwise than by its fields brings `facts()`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from workflows import clock
from workflows.acts import Refused


class ActPage(FormView):
    act: str
    """The name of the act."""
    done: str = ""
    """What the next page says when it has been done."""

    def find(self) -> Any:
        """The row, fetched through the person; raises Http404 for what they may not see."""
        raise NotImplementedError

    @cached_property
    def row(self) -> Any:
        row = self.find()
        if not row.may(self.request.user, row.act(self.act)):
            raise Http404
        self.request.council = row.the_case.authority  # type: ignore[attr-defined]
        return row

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "seen": self.row.row_version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this = self.row.act(self.act)
        return {
            "row": self.row,
            "case": self.row.the_case,
            "act": this,
            "obstacles": self.row.obstacles_to(this),
            "today": clock.today(),
            **super().get_context_data(**kwargs),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        facts = form.facts() if hasattr(form, "facts") else dict(form.cleaned_data)
        seen = facts.pop("seen", None)
        try:
            self.answer = getattr(self.row, self.act)(by=self.request.user, seen=seen, **facts)
        except Refused as refusal:
            # Nothing was done and nothing typed is lost: the same page comes back and says why.
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return self.row.get_absolute_url()
