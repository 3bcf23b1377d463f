"""Messages that did not arrive: to whom, which, why in plain words, and what an officer can do about it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from ehcp import access
from ehcp.models import Case, FamilyMember, User
from ehcp.pages.authority.base import OfficerPage
from ehcp.pages.forms import GovukModelForm
from workflows.lives.case import NOT_ENDED

log = logging.getLogger(__name__)

NOTICE = ("notifications", "Notice")
MOBILE = "notifications.channels.phones.mobile"
ADDRESS_OF = "notifications.channels.postal.address_of"
"""The names of what only notifications knows: messages, and how numbers and addresses are written."""

EMAIL, TEXT, LETTER = "email", "text", "letter"
WAYS = {EMAIL: "E-mail", TEXT: "Text message", LETTER: "Letter"}

CAME_BACK = {
    (EMAIL, "permanent_failure"): "The e-mail address does not exist, or takes no mail.",
    (EMAIL, "temporary_failure"): "The mailbox was full, or its server could not be reached for three days.",
    (TEXT, "permanent_failure"): "The number does not exist, or takes no text messages.",
    (TEXT, "temporary_failure"): "The phone was off or out of reach for three days.",
    (LETTER, "permanent_failure"): "The letter could not be printed, or came back.",
}
ELSEWHERE = "It was not the address: the gateway could not deliver it."
GAVE_UP = "We tried for two days and could not hand it over."
"""Why, where the ledger holds only the kind of an error."""


@dataclass(frozen=True)
class Card:
    """The messages of one case that did not reach one reader by one way, the latest first."""

    notices: list[Any]

    @property
    def notice(self) -> Any:
        return self.notices[0]

    @property
    def case(self) -> Case:
        case: Case = self.notice.about
        return case

    @property
    def title(self) -> str:
        return f"{WAYS.get(self.notice.channel, 'Notice')} to {self.who}"

    @property
    def who(self) -> str:
        """The person and what they are in the case; without one the office."""
        person, organisation = self.notice.reader, self.notice.organisation
        if person is None:
            return f"the office of {organisation}" if organisation else "nobody: no address is known"
        return f"{person}, {self._role}" if self._role else str(person)

    @property
    def why(self) -> str:
        if self.notice.receipt:
            return CAME_BACK.get((self.notice.channel, self.notice.receipt), ELSEWHERE)
        said: str = self.notice.error
        return said if said.endswith(".") else GAVE_UP

    @property
    def to(self) -> str:
        """Where it went: the address to be checked."""
        if self.notice.channel == TEXT:
            return self.notice.reader.phone if self.notice.reader else ""
        if self.notice.channel == LETTER:
            return ", ".join(self.postal)
        return str(self.notice.address)

    @property
    def steps(self) -> Iterator[str]:
        """What to do, in order."""
        if self.member:
            phone = f" ({self.member.user.phone})" if self.member.user.phone else ""
            yield f"Phone the family{phone} and tell them what the message says: they may be waiting for it."
            what = {TEXT: "mobile number", LETTER: "postal address"}.get(
                self.notice.channel, "e-mail address"
            )
            yield f"Check the {what} with them, and correct it here if it is wrong."
        elif self.notice.organisation:
            yield f"Phone {self.notice.organisation}{self._office_phone} and ask who is to be told, and where."
            if self.notice.reader:
                yield "If this person has left, end their membership, and invite who does the work now."
            else:
                yield "Correct the address of the office if it is wrong."
        else:
            yield "Find out who is to be told, and tell them by phone or letter."
        if self.ways:
            yield "Then send it again."

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The ways by which it can be sent again now: how each is called in the address, and on its button."""
        return list(self._ways())

    def _ways(self) -> Iterator[tuple[str, str]]:
        person, organisation, channel = self.notice.reader, self.notice.organisation, self.notice.channel
        if not person and not organisation:
            return
        email = person.email if person else organisation.email
        if email:
            yield EMAIL, "Send again" if channel == EMAIL else "Send by e-mail"
        if channel == TEXT and person and person.phone:
            yield TEXT, "Send again"
        if settings.NOTIFY_LETTERS and self.postal:
            yield LETTER, "Send again" if channel == LETTER else "Send by letter"

    @property
    def correct(self) -> tuple[str, str] | None:
        """The page on which the address is put right, and the words of its link."""
        if self.member and self.notice.channel == LETTER:
            return reverse("authority:child", args=[self.case.pk]), "Correct the postal address"
        if self.member and may_be_corrected(self.member.user):
            return reverse("authority:correct_address", args=[self.notice.pk]), "Correct the address"
        if self.notice.organisation_id and not self.member:
            return (
                reverse("authority:organisation", args=[self.notice.organisation_id]),
                f"Open {self.notice.organisation}",
            )
        return None

    @cached_property
    def member(self) -> FamilyMember | None:
        if not self.notice.reader_id:
            return None
        return (
            self.case.child.family.filter(user=self.notice.reader_id).select_related("user", "child").first()
        )

    @cached_property
    def postal(self) -> list[str]:
        child = self.case.child if self.notice.reader else None
        found: list[str] = import_string(ADDRESS_OF)(self.notice.reader, self.notice.organisation, child)
        return found

    @property
    def _role(self) -> str:
        if self.member:
            called, what = self.case.child.called, self.member.relationship
            return (
                "whose plan it is"
                if self.member.is_the_child
                else f"{what[:1].lower()}{what[1:]} of {called}"
            )
        return str(self.notice.organisation or "")

    @property
    def _office_phone(self) -> str:
        phone = self.notice.organisation.phone
        return f" ({phone})" if phone else ""


def not_arrived_for(page: OfficerPage) -> Any:
    """The messages that an officer looks after: of their own cases and of those that nobody has; a manager, of all."""
    mine = Q(caseworker=page.request.user) | Q(caseworker=None) | Q(authority__in=page.manages)
    return apps.get_model(*NOTICE)._default_manager.not_arrived().filter(about__in=page.cases.filter(mine))


def cards(notices: Any) -> list[Card]:
    found = notices.select_related("about__child", "about__authority", "reader", "organisation", "event")
    ordered = found.order_by("about__reference", "reader_id", "organisation_id", "channel", "-pk")
    return [Card(list(group)) for _, group in groupby(ordered, key=_together)]


def _together(notice: Any) -> tuple[Any, ...]:
    return notice.about_id, notice.reader_id, notice.organisation_id, notice.channel


class NotArrivedPage(OfficerPage):
    here = "home"

    @cached_property
    def card(self) -> Card:
        """The card that a message stands on; no other officer's."""
        notices = not_arrived_for(self)
        notice = get_object_or_404(notices, pk=self.kwargs["pk"])  # type: ignore[attr-defined]
        together = dict(zip(("about", "reader", "organisation", "channel"), _together(notice), strict=True))
        (card,) = cards(notices.filter(**together))
        return card

    @property
    def those_on_it(self) -> Any:
        return apps.get_model(*NOTICE)._default_manager.filter(pk__in=[each.pk for each in self.card.notices])


class NotArrived(NotArrivedPage, TemplateView):
    template_name = "authority/not_arrived.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cards": cards(not_arrived_for(self)), **kwargs})


class SendAgain(NotArrivedPage, View):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        way = request.POST.get("way", "")
        if way not in dict(self.card.ways):
            raise Http404
        number = self.those_on_it.send_again(way)
        if number:
            what = "It goes" if number == 1 else f"All {number} go"
            messages.success(
                request, f"{what} out again within a minute, if it is still owed: {WAYS[way].lower()}."
            )
        return redirect("authority:not_arrived")


class Settle(NotArrivedPage, View):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.those_on_it.settle():
            messages.success(
                request, f"Dealt with: {self.card.case.reference}. It does not stand here any more."
            )
        return redirect("authority:not_arrived")


# Correcting an address


def may_be_corrected(user: User) -> bool:
    """Whether the authority may change how somebody is reached: a parent or young person who works for nobody.

    The e-mail address is also what they sign in with, so somebody with a place at work is left to that place.
    """
    return not (user.is_staff or user.is_superuser or user.memberships.exists())


class AddressForm(GovukModelForm):
    autocomplete = {"email": "off", "phone": "off"}
    widths = {"phone": "20"}

    class Meta(GovukModelForm.Meta):
        model = User
        fields = ("email", "phone")
        labels = {"email": "E-mail address", "phone": "Mobile number"}
        help_texts = {
            "email": "They sign in with it from now on.",
            "phone": "For text messages, if they chose to have them. For example, 07700 900123.",
        }

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"]).lower()
        if User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email).exists():
            raise ValidationError("Check the e-mail address: somebody else has an account with it")
        return email

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"].strip()
        # A number that was there before, and may be a landline, is not asked to change.
        if typed and "phone" in self.changed_data:
            try:
                import_string(MOBILE)(typed)
            except ValueError as wrong:
                raise ValidationError(str(wrong)) from None
        return typed


class CorrectAddress(NotArrivedPage, FormView):
    template_name = "authority/correct_address.html"
    form_class = AddressForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.posts or self.theirs is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def theirs(self) -> User | None:
        """Whose address it is: family whose every case is one of the officer's authority."""
        member = self.card.member
        if member is None or not may_be_corrected(member.user):
            return None
        elsewhere = Case.objects.filter(child__family__user=member.user, state__in=NOT_ENDED)
        return (
            None
            if elsewhere.exclude(pk__in=access.cases_as_authority(self.request.user)).exists()
            else member.user
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": User.objects.get(pk=self.theirs.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"card": self.card, **kwargs})

    def form_valid(self, form: Any) -> HttpResponse:
        if form.changed_data:
            form.save(commit=False)
            form.instance.save(update_fields=["email", "phone"])
            log.info("How user %s is reached was corrected by user %s.", self.theirs.pk, self.request.user.pk)
            messages.success(self.request, "Corrected. Now send the message again.")
        return redirect(f"{reverse('authority:not_arrived')}#message-{self.card.notice.pk}")
