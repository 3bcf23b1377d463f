"""A version of a plan to read, to print and to keep: the same addresses for every reader, with their own sections."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ehcp import access
from ehcp.documents.plan import DocumentUnavailable, file_name, plan_pdf, plan_sections
from ehcp.models import PlanVersion

logger = logging.getLogger(__name__)


@require_safe
@cache_control(private=True, no_store=True)
def plan_as_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    version, sections = _for_reader(request, pk)
    try:
        content = plan_pdf(version, sections)
    except DocumentUnavailable as why:
        logger.error("%s", why)
        messages.warning(
            request, "The PDF cannot be made just now. You can read and print the plan from this page."
        )
        return redirect("plan_page", pk=pk)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{file_name(version)}"'},
    )


@require_safe
@cache_control(private=True, no_store=True)
def plan_as_page(request: HttpRequest, pk: int) -> HttpResponse:
    version, sections = _for_reader(request, pk)
    request.council = version.case.authority  # type: ignore[attr-defined]
    return render(request, "documents/plan_page.html", {"plan": plan_sections(version, sections)})


def _for_reader(request: HttpRequest, pk: int) -> tuple[PlanVersion, frozenset[str]]:
    versions = access.plans_for(request.user).select_related(
        "case__child__setting", "case__authority", "case__commissioner", "case__caseworker", "setting"
    )
    version = get_object_or_404(versions, pk=pk)
    sections = access.sections_for(request.user, version.case)
    if not sections:
        raise Http404
    return version, sections
