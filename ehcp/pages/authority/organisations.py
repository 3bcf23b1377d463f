"""Organisations of the authority: itself, its health commissioner, the services and settings, and who works there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ehcp.models import Invitation, Membership, Organisation
from ehcp.models.organisations import Kind, Role
from ehcp.pages.authority.base import OfficerPage
from ehcp.pages.error_words import say_what_to_do
from ehcp.pages.forms import DayField, GovukForm, GovukModelForm
from ehcp.pages.invitations import invite
from ehcp.pages.leave import EndLeave, Leave, absences_at
from workflows import clock

ROLES_IN = {
    Kind.AUTHORITY: (Role.CASEWORKER, Role.MANAGER),
    Kind.HEALTH_COMMISSIONER: (Role.HEALTH_COMMISSIONER,),
}
"""What somebody can be in an organisation of a kind; elsewhere, a professional."""


class OrganisationsPage(OfficerPage):
    here = "organisations"

    @property
    def ours(self) -> QuerySet[Organisation]:
        """The reader's authorities, those that work with them, and the boards that answer for health there."""
        mine = [post.organisation_id for post in self.posts]
        partners = ~Q(kind=Kind.AUTHORITY) & Q(works_with__in=mine)
        boards = [post.organisation.health_commissioner_id for post in self.posts]
        return Organisation.objects.filter(Q(pk__in=mine) | partners | Q(pk__in=boards)).distinct()

    @cached_property
    def organisation(self) -> Organisation:
        return get_object_or_404(self.ours, pk=self.kwargs["pk"])  # type: ignore[attr-defined]

    @property
    def may_staff(self) -> bool:
        """Whether the reader says who works here. In the authority itself that is its managers' business."""
        if self.organisation.kind == Kind.AUTHORITY:
            return self.manages_at(self.organisation.pk)
        return True


class Organisations(OrganisationsPage, TemplateView):
    template_name = "authority/organisations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[Organisation]] = {}
        for each in self.ours.order_by("kind", "name"):
            groups.setdefault(each.get_kind_display(), []).append(each)
        return super().get_context_data(**{"groups": groups, "keeps_holidays": bool(self.manages), **kwargs})


class OneOrganisation(OrganisationsPage, TemplateView):
    template_name = "authority/organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation, today = self.organisation, clock.today()
        members = organisation.memberships.select_related("user").order_by("user__full_name")
        absences = absences_at(organisation)
        invitations = Invitation.objects.filter(organisation=organisation, used_at=None, revoked_at=None)
        return super().get_context_data(
            **{
                "organisation": organisation,
                "members": [
                    (each, not each.until or each.until >= today, absences.get(each.pk, []))
                    for each in members
                ],
                "answered_for": any(each.answers_for_it for each in members),
                "invitations": [(each, each.is_good()) for each in invitations.order_by("sent_at")],
                "may_staff": self.may_staff,
                **kwargs,
            }
        )


LAST_YEAR_GROUPS = (
    (-1, "The year before reception"),
    (0, "Reception"),
    *((year, f"Year {year}") for year in range(1, 15)),
)


class OrganisationForm(GovukModelForm):
    autocomplete = {"email": "off"}

    last_year_group = forms.TypedChoiceField(
        label="Last year group",
        choices=[("", "Not given"), *LAST_YEAR_GROUPS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="For a school or early years provider: the year group after which its pupils move on. Pages then "
        "say in time by when a plan has to name the next setting.",
    )

    class Meta(GovukModelForm.Meta):
        model = Organisation
        fields = ("name", "kind", "type_of_setting", "last_year_group", "email", "phone", "address")
        labels = {"kind": "What is it?", "type_of_setting": "Type of setting", "email": "E-mail address"}
        help_texts = {
            "type_of_setting": "For a school, college or early years provider, as section I says it: "
            "“mainstream primary school”.",
            "email": "A shared box rather than one person’s: letters go here when somebody has left.",
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == Kind.AUTHORITY:
            del self.fields["kind"], self.fields["type_of_setting"], self.fields["last_year_group"]
        else:
            kinds = [(key, words) for key, words in Kind.choices if key != Kind.AUTHORITY]
            self.fields["kind"] = forms.ChoiceField(label="What is it?", choices=[("", "Choose"), *kinds])
            say_what_to_do(self.fields["kind"], "What is it?")


class OrganisationQuestion(OrganisationsPage, FormView):
    template_name = "parts/titled_question.html"
    title = ""
    button = "Save"
    next = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"title": self.title, "button": self.button, "next": self.next, "back": self.back, **kwargs}
        )

    @property
    def back(self) -> str:
        return reverse("authority:organisation", args=[self.organisation.pk])


class AddOrganisation(OrganisationQuestion):
    title = "Add an organisation"
    form_class = OrganisationForm
    button = "Add it"
    next = "You can then invite the people who work there."

    @property
    def back(self) -> str:
        return reverse("authority:organisations")

    def form_valid(self, form: Any) -> HttpResponse:
        added = form.save()
        added.works_with.add(self.authority)
        messages.success(self.request, f"{added} was added.")
        return redirect("authority:organisation", pk=added.pk)


class EditOrganisation(OrganisationQuestion):
    form_class = OrganisationForm

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Change {self.organisation}"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.may_staff:
            raise Http404
        return {**super().get_form_kwargs(), "instance": self.organisation}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, "Saved.")
        return redirect(self.back)


class InviteMemberForm(GovukForm):
    autocomplete = {"email": "off"}

    email = forms.EmailField(label="E-mail address", help_text="Their own address at work.")
    full_name = forms.CharField(label="Full name", max_length=150)
    role = forms.ChoiceField(label="What are they here?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = ROLES_IN.get(Kind(kind), (Role.PROFESSIONAL,))
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["role"].initial = roles[0].value
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()


class InviteMember(OrganisationQuestion):
    form_class = InviteMemberForm
    button = "Send the invitation"
    next = "They get a letter by e-mail with a link that works once."

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Invite somebody who works for {self.organisation}"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.may_staff:
            raise Http404
        return {**super().get_form_kwargs(), "kind": self.organisation.kind}

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        current = self.organisation.memberships.current().filter(user__email__iexact=given["email"])
        if current.filter(role=given["role"]).exists():
            form.add_error("email", "Somebody with this address works here already")
            return self.form_invalid(form)
        sent = invite(
            "invitation_to_an_organisation",
            {"authority": self.authority, "organisation": self.organisation},
            email=given["email"],
            full_name=given["full_name"],
            organisation=self.organisation,
            role=given["role"],
        )
        if sent:
            messages.success(self.request, f"The invitation to {given['email']} is on its way.")
        else:
            messages.error(self.request, "The letter could not be sent. Try again later.")
        return redirect(self.back)


class MemberForm(GovukModelForm):
    until = DayField(
        label="Last day here",
        said_as="the last day",
        required=False,
        help_text="For somebody who leaves: from the next day on they see nothing here. Leave empty otherwise.",
    )

    class Meta(GovukModelForm.Meta):
        model = Membership
        fields = ("title", "may_decide", "answers_for_it", "until")
        labels = {
            "title": "Job title",
            "may_decide": "May take the organisation’s legal decisions in its name",
            "answers_for_it": "Answers for what the organisation owes: its accountable officer",
        }
        help_texts = {
            "may_decide": "",
            "answers_for_it": "The head of SEND, the designated clinical officer, the designated social care officer. "
            "They are told when something stays undone although those who do it were reminded.",
        }


class EditMember(OrganisationQuestion):
    form_class = MemberForm

    @cached_property
    def membership(self) -> Membership:
        return get_object_or_404(
            self.organisation.memberships.select_related("user"), pk=self.kwargs["member"]
        )

    @property
    def title(self) -> str:  # type: ignore[override]
        return str(self.membership.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.may_staff:
            raise Http404
        return {**super().get_form_kwargs(), "instance": self.membership}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.membership.user_id == self.request.user.pk and form.cleaned_data["until"]:
            form.add_error("until", "You cannot end your own place here: ask another manager")
            return self.form_invalid(form)
        form.save()
        messages.success(self.request, "Saved.")
        return redirect(self.back)


class OfMember(OrganisationQuestion):
    """A question about somebody's leave: for whoever says who works there, and for themselves."""

    @cached_property
    def membership(self) -> Membership:
        current = self.organisation.memberships.current().select_related("user", "organisation")
        membership = get_object_or_404(current, pk=self.kwargs["member"])
        if not self.may_staff and membership.user_id != self.request.user.pk:
            raise Http404
        return membership

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.posts:
            self.membership  # noqa: B018  (or there is no such page)
        return super().dispatch(request, *args, **kwargs)


class MemberLeave(Leave, OfMember):  # type: ignore[override]
    pass


class EndMemberLeave(EndLeave, OfMember):  # type: ignore[override]
    pass


class RevokeMemberInvitation(OrganisationQuestion):
    title = "Take the invitation back"
    form_class = GovukForm
    button = "Take it back"
    next = "The link in the letter does not work any more."

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.may_staff:
            raise Http404
        found = Invitation.objects.filter(organisation=self.organisation, used_at=None, revoked_at=None)
        invitation = get_object_or_404(found, pk=self.kwargs["invitation"])
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        messages.success(self.request, f"The invitation to {invitation.email} was taken back.")
        return redirect(self.back)
