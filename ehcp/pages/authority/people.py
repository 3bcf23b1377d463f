"""The people of a case: the child, the family, the caseworker, those asked; and a request that came on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from ehcp import access
from ehcp.models import Case, Child, FamilyMember, Invitation, Organisation, User, open_case
from ehcp.models.case import Requester
from ehcp.models.organisations import SETTINGS, Kind
from ehcp.pages.authority.base import CasePage, CaseView, OfficerPage
from ehcp.pages.authority.choices import choices
from ehcp.pages.forms import DayField, GovukForm, GovukModelForm
from ehcp.pages.how_we_tell_you import reads_best
from ehcp.pages.invitations import IN_PERSON, invite
from ehcp.pages.mail import address_of, send_letter
from ehcp.pages.moved import whereabouts
from workflows import clock

NOT_SENT = "The letter could not be sent: the mail server did not take it. Try again later, or write by post."
VIAS = (
    ("post", "By post"),
    ("telephone", "By telephone"),
    ("email", "By e-mail"),
    ("in_person", "In person"),
    ("moved_in", "The family moved here while another authority was dealing with it"),
)
OLDEST = timedelta(days=26 * 366)
"""A plan ends at 25: an earlier birthday is a slip of the pen."""


class People(CaseView):
    template_name = "authority/people.html"
    tab = "people"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, now = self.case, clock.now()
        invitations = Invitation.objects.filter(child=case.child, used_at=None, revoked_at=None)
        return super().get_context_data(
            **{
                "moved": whereabouts(case),
                "family": [
                    (member, part_in_the_case(member), member.may_see(), reads_best(member.user))
                    for member in case.child.family.select_related("user__notice_choice", "child").order_by(
                        "pk"
                    )
                ],
                "invitations": [(each, each.is_good(now)) for each in invitations.order_by("sent_at")],
                "advice": case.advice.select_related("organisation", "person"),
                "is_young_person": case.child.is_young_person(),
                "capacity": case.child.capacity_now(),
                "record_capacity": next(
                    (each for each in choices(case, self.request.user) if each.act.name == "record_capacity"),
                    None,
                ),
                "consulted": case.consultations.select_related("setting"),
                "commissioners": case.commissioner.memberships.current().select_related("user")
                if case.commissioner
                else (),
                "may_assign": may_assign(self, case),
                **kwargs,
            }
        )


def part_in_the_case(member: FamilyMember) -> str:
    """What somebody of the family may do here today; empty where it is nothing."""
    if not member.may_act():
        return ""
    if not member.child.is_young_person():
        return "Acts and decides"
    if member.is_the_child:
        return (
            "Decides, save where somebody represents them" if member.child.capacity_lacking() else "Decides"
        )
    acts = ["Acts with the young person"] if member.young_person_agrees else []
    represents = any(each.representative_id == member.pk for each in member.child.capacity_lacking().values())
    return ". ".join([*acts, *(["Decides where they represent the young person"] if represents else [])])


def may_assign(page: OfficerPage, case: Case) -> bool:
    """A manager may hand a case over; anybody of the authority may take one that nobody has."""
    return page.manages_at(case.authority_id) or case.caseworker_id is None


class CaseQuestion(CasePage, FormView):
    """One question about a case that is no act: who is who, and where they are to be found.

    Where the case went on at another authority here, who the child and the family are is said there.
    """

    def find_case(self, pk: int) -> Case:
        case = super().find_case(pk)
        if case.moved_to.exists():
            raise Http404
        return case

    template_name = "authority/question.html"
    tab = "people"
    title = ""
    lead = ""
    button = "Save"
    next = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "title": self.title,
                "lead": self.lead,
                "button": self.button,
                "next": self.next,
                "back": self.get_success_url(),
                **kwargs,
            }
        )

    def get_success_url(self) -> str:
        return reverse(f"authority:{self.tab}", args=[self.case.pk])


class ModelQuestion(CaseQuestion):
    """The same, where the answer is kept in a row of its own."""

    done = "Saved."

    def instance(self) -> Any:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.instance()}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())


class ChildForm(GovukModelForm):
    widths = {"nhs_number": "10", "upn": "20", "pronouns": "10"}

    class Meta(GovukModelForm.Meta):
        model = Child
        fields = (
            "name",
            "known_as",
            "pronouns",
            "born",
            "setting",
            "hearing_impaired",
            "vision_impaired",
            "languages",
            "interpreter",
            "address",
            "nhs_number",
            "upn",
        )
        labels = {
            "name": "Full name",
            "born": "Date of birth",
            "setting": "School, college or early years provider now",
            "hearing_impaired": "Has a hearing impairment",
            "vision_impaired": "Has a vision impairment",
            "languages": "Languages spoken at home",
            "interpreter": "Interpreter needed",
            "nhs_number": "NHS number",
            "upn": "Unique pupil number",
        }
        help_texts = {
            "setting": "Leave empty if there is none.",
            "interpreter": "For which language, or British Sign Language. Leave empty if none is needed.",
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = Organisation.objects.filter(kind__in=SETTINGS)
        self.fields["setting"].empty_label = "No setting now"


class EditChild(ModelQuestion):
    title = "About the child or young person"
    form_class = ChildForm

    def instance(self) -> Any:
        return self.case.child


class FamilyMemberForm(GovukModelForm):
    class Meta(GovukModelForm.Meta):
        model = FamilyMember
        fields = (
            "to_be_checked",
            "relationship",
            "parental_responsibility",
            "lives_with_child",
            "young_person_agrees",
        )
        labels = {
            "to_be_checked": "Still to be checked: they say so themselves, and see nothing yet",
            "relationship": "What they are to the child",
            "parental_responsibility": "Has parental responsibility",
            "lives_with_child": "Lives with the child",
            "young_person_agrees": "The young person has told us that they act with them",
        }
        help_texts = {
            "to_be_checked": "Take the tick out once you have made sure who they are. They are told by e-mail.",
            "parental_responsibility": "Without it they see nothing of the file. Ask for evidence if you are not sure.",
            "young_person_agrees": "Counts from the end of compulsory school age. The young person says it on a page "
            "of their own; tick it only where they told you. Where they lack the capacity for a kind of decision, "
            "record that under “Who decides what” instead.",
            "lives_with_child": "Two homes are shown at the head of the file.",
        }


class EditFamilyMember(ModelQuestion):
    form_class = FamilyMemberForm

    def instance(self) -> Any:
        return get_object_or_404(self.case.child.family.select_related("user"), pk=self.kwargs["member"])

    @property
    def title(self) -> str:  # type: ignore[override]
        return str(self.instance().user)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if "to_be_checked" in form.changed_data and not form.instance.to_be_checked:
            link = address_of("case", self.case.pk)
            if not send_letter("you_can_follow_it_now", form.instance.user.email, case=self.case, link=link):
                messages.error(self.request, NOT_SENT)
        return answer


class CaseworkerForm(GovukForm):
    caseworker = forms.ModelChoiceField(
        label="Who is the caseworker?", queryset=User.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = officers_of(case.authority)  # type: ignore[attr-defined]
        self.fields["caseworker"].initial = case.caseworker_id


def officers_of(authority: Organisation) -> Any:
    """Those who work on cases at an authority today."""
    current = authority.memberships.current().filter(role__in=access.OFFICERS)
    return User.objects.filter(pk__in=current.values("user"), is_active=True)


class AssignCaseworker(CaseQuestion):
    title = "Caseworker"
    form_class = CaseworkerForm
    next = "The family reads who it is, and how to reach them, from now on."

    def get_form_kwargs(self) -> dict[str, Any]:
        if not may_assign(self, self.case):
            raise Http404
        return {**super().get_form_kwargs(), "case": self.case}

    def form_valid(self, form: Any) -> HttpResponse:
        self.case.caseworker = form.cleaned_data["caseworker"]
        self.case.save(update_fields=["caseworker"])
        messages.success(self.request, f"{self.case.caseworker} is the caseworker now.")
        return redirect(self.get_success_url())


class CommissionerForm(GovukForm):
    commissioner = forms.ModelChoiceField(
        label="Which body commissions health care for this child?",
        queryset=Organisation.objects.filter(kind=Kind.HEALTH_COMMISSIONER),
        empty_label="Choose",
        help_text="It agrees section G and arranges what stands in it. As a rule it is the board where the family "
        "is registered with a doctor.",
    )


class SetCommissioner(CaseQuestion):
    title = "Health commissioner"
    form_class = CommissionerForm

    def get_initial(self) -> dict[str, Any]:
        return {"commissioner": self.case.commissioner_id}

    def form_valid(self, form: Any) -> HttpResponse:
        self.case.commissioner = form.cleaned_data["commissioner"]
        self.case.save(update_fields=["commissioner"])
        messages.success(self.request, f"{self.case.commissioner} answers for health in this case.")
        return redirect(self.get_success_url())


WHO = (
    ("parent", "A parent, or somebody else with parental responsibility"),
    ("in_person", "The child or young person in person"),
)


class InviteFamilyForm(GovukForm):
    autocomplete = {"email": "off"}
    reveals = {"who": {"parent": "relationship"}}

    email = forms.EmailField(
        label="E-mail address",
        help_text="Read it back to them: the letter opens the file to whoever gets it.",
    )
    full_name = forms.CharField(label="Full name", max_length=150)
    who = forms.ChoiceField(label="Who is it?", choices=WHO, widget=forms.RadioSelect)
    relationship = forms.CharField(
        label="What are they to the child?",
        max_length=60,
        help_text="Mother, father, grandmother, foster carer",
    )


class InviteFamily(CaseQuestion):
    title = "Invite somebody of the family"
    form_class = InviteFamilyForm
    button = "Send the invitation"
    lead = (
        "They get a letter by e-mail with a link that works once. It does not name the child. "
        "Only those who may act for the child, and the child, can be invited."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        if self.case.child.family.filter(user__email__iexact=given["email"]).exists():
            form.add_error("email", "Somebody with this address is in the family already")
            return self.form_invalid(form)
        sent = invite(
            "invitation_to_the_family",
            {"authority": self.case.authority, "reference": self.case.reference},
            email=given["email"],
            full_name=given["full_name"],
            child=self.case.child,
            relationship=given["relationship"] or IN_PERSON,
        )
        _say_sent(self.request, given["email"], sent)
        return redirect(self.get_success_url())


def _say_sent(request: Any, email: str, sent: bool) -> None:
    if sent:
        messages.success(request, f"The invitation to {email} is on its way.")
    else:
        messages.error(request, NOT_SENT)


class RevokeInvitation(CaseQuestion):
    title = "Take the invitation back"
    form_class = GovukForm
    button = "Take it back"
    next = "The link in the letter does not work any more."

    def form_valid(self, form: Any) -> HttpResponse:
        found = Invitation.objects.filter(child=self.case.child, used_at=None, revoked_at=None)
        invitation = get_object_or_404(found, pk=self.kwargs["invitation"])
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        messages.success(self.request, f"The invitation to {invitation.email} was taken back.")
        return redirect(self.get_success_url())


# A request that came by post, by telephone or by e-mail


class NewCaseForm(GovukForm):
    widths = {"known_as": "20"}

    received_on = DayField(
        label="When was the request received?",
        said_as="the day the request was received",
        help_text="The day it reached the authority, whoever opened it; for a family that moved here meanwhile, the "
        "day we became responsible. The time limits count from this day.",
        latest=clock.today,
    )
    via = forms.ChoiceField(label="How did it come?", choices=VIAS, widget=forms.RadioSelect)
    requested_by = forms.ChoiceField(label="Who asks?", choices=Requester.choices, widget=forms.RadioSelect)
    requester = forms.CharField(
        label="Their name, and what they are to the child",
        max_length=200,
        help_text="Samina Siddiqui, mother",
    )
    child_name = forms.CharField(label="Full name of the child or young person", max_length=150)
    known_as = forms.CharField(label="Called", max_length=80, required=False)
    born = DayField(
        label="Date of birth",
        said_as="the date of birth",
        earliest=lambda: clock.today() - OLDEST,
        latest=clock.today,
    )
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    setting = forms.ModelChoiceField(
        label="School, college or early years provider now",
        queryset=Organisation.objects.filter(kind__in=SETTINGS),
        required=False,
        empty_label="No setting now",
    )
    languages = forms.CharField(label="Languages spoken at home", max_length=200, required=False)
    reasons = forms.CharField(
        label="What the request says",
        widget=forms.Textarea,
        help_text="Why an assessment is asked for, in the family’s own words where you have them.",
    )
    email = forms.EmailField(
        label="E-mail address of the parent or young person",
        required=False,
        help_text="They get an invitation to follow the case. You can also invite them later.",
    )
    relationship = forms.CharField(
        label="What that person is to the child",
        max_length=60,
        required=False,
        help_text="Mother, father, grandmother, foster carer; “the young person” for the young person in person.",
    )

    def __init__(self, *args: Any, authorities: list[Organisation], cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        if len(authorities) > 1:
            self.fields["authority"] = forms.ModelChoiceField(
                label="Which authority?",
                queryset=Organisation.objects.filter(pk__in=[each.pk for each in authorities]),
                empty_label="Choose",
            )
        if self.is_bound and (known := self.known_children()):
            self.fields["child"] = forms.ChoiceField(
                label="There is somebody of this name and date of birth. Is it the same child?",
                choices=[
                    *(
                        (str(case.child_id), f"Yes: {case.reference}, {case.get_state_display()}")
                        for case in known
                    ),
                    ("another", "No, another child"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether this is a child we know already"},
            )
            self.order_fields(["child"])

    def known_children(self) -> list[Case]:
        """Cases of a child of this name and birthday, so that no child is entered twice."""
        name = " ".join((self.data.get("child_name") or "").split())
        try:
            born = self.fields["born"].clean(
                [self.data.get(f"born_{part}") for part in ("day", "month", "year")]
            )
        except forms.ValidationError:
            return []
        found = self.cases.filter(child__name__iexact=name, child__born=born).select_related("child")
        return list(found)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        received, born = given.get("received_on"), given.get("born")
        if received and born and received < born:
            self.add_error("received_on", "The request cannot have been received before the child was born")
        same = [case for case in self.known_children() if str(case.child_id) == given.get("child")]
        if any(case.is_open for case in same):
            self.add_error(
                "child", "This child has an open case already. Open that one, or say that it is another child"
            )
        if given.get("email") and not given.get("relationship"):
            self.add_error("relationship", "Say what the person you invite is to the child")
        return given


class NewCase(OfficerPage, FormView):
    template_name = "authority/new_case.html"
    here = "new_case"
    form_class = NewCaseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "authorities": [post.organisation for post in self.posts],
            "cases": self.cases,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        authority = given.get("authority") or self.authority
        with transaction.atomic():
            case = open_case(
                child=self._child(given),
                authority=authority,
                by=self.request.user,
                on=given["received_on"],
                via=given["via"],
                reasons=given["reasons"],
                requested_by=given["requested_by"],
                requester=given["requester"],
                caseworker=self.request.user,
            )
        messages.success(
            self.request, f"The request is entered as {case.reference}, and you are the caseworker."
        )
        if given["email"]:
            sent = invite(
                "invitation_to_the_family",
                {"authority": authority, "reference": case.reference},
                email=given["email"],
                child=case.child,
                relationship=given["relationship"],
            )
            _say_sent(self.request, given["email"], sent)
        return redirect("authority:case", pk=case.pk)

    def _child(self, given: dict[str, Any]) -> Child:
        if given.get("child", "another") != "another":
            return Child.objects.get(pk=given["child"])
        return Child.objects.create(
            name=" ".join(given["child_name"].split()),
            known_as=given["known_as"],
            born=given["born"],
            address=given["address"],
            setting=given["setting"],
            languages=given["languages"],
        )
