"""What everybody may read: the start page, and what a footer leads to. The law has its own module."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from workflows.law import england_2014 as law

from .request import KEPT_FOR


@method_decorator(login_not_required, name="dispatch")
class Page(TemplateView):
    """A page that nobody has to sign in for."""


class Start(Page):
    template_name = "public/start.html"
    extra_context = {
        "decide": law.DECIDE_WHETHER_TO_ASSESS,
        "plan": law.ISSUE_THE_FINAL_PLAN,
        "kept_for": KEPT_FOR.days,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(councils=Organisation.objects.filter(kind=Kind.AUTHORITY), **kwargs)


class Privacy(Page):
    template_name = "public/privacy.html"
    extra_context = {"kept_for": KEPT_FOR.days}
