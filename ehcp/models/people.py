"""People: who signs in, the child or young person, and the family."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from workflows import clock
from workflows.law import age as law_of_age
from workflows.lives.case import Matter
from workflows.triggers import Rule, append_only

from .organisations import Membership, Organisation


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Somebody who signs in, with an e-mail address."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)
    full_name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        ordering = ["full_name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def works_for(
        self, organisation: Organisation | None, *, as_one_of: Collection[str] = (), deciding: bool = False
    ) -> bool:
        """Whether they belong to it today, in one of these roles (any if none is named), and may decide if asked."""
        if organisation is None:
            return False
        return any(
            (not as_one_of or role in as_one_of) and (may_decide or not deciding)
            for role, may_decide in Membership.objects.roles(self, organisation)
        )


class Child(models.Model):
    """The child or young person whose plan it is."""

    name = models.CharField(max_length=150)
    known_as = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born = models.DateField()
    nhs_number = models.CharField(max_length=12, blank=True)
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    address = models.TextField(blank=True)
    setting = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pupils",
        help_text="The school, college or early years provider attended now.",
    )
    languages = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    hearing_impaired = models.BooleanField(default=False)
    vision_impaired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "children"

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        return self.known_as or self.name.split(" ")[0]

    def age(self, on: date | None = None) -> int:
        return law_of_age.age(self.born, on or clock.today())

    def year_group(self, on: date | None = None) -> int:
        return law_of_age.year_group(self.born, on or clock.today())

    @property
    def year_in_words(self) -> str:
        year = self.year_group()
        if year < 0:
            return "before school age"
        return "reception" if year == 0 else f"year {year}" if year <= 13 else "after year 13"

    def is_young_person(self, on: date | None = None) -> bool:
        return law_of_age.is_young_person(self.born, on or clock.today())

    def capacity_now(self) -> list[Capacity]:
        """The latest assessment for each kind of decision for which there is one, while the rights are their own."""
        if not self.is_young_person():
            return []
        return list(
            {each.matter: each for each in self.capacity.select_related("representative__user")}.values()
        )

    def capacity_lacking(self) -> dict[str, Capacity]:
        """The kinds of decision for which the young person lacks capacity, each with its latest assessment."""
        latest = {each.matter: each for each in self.capacity.all()}
        return {matter: each for matter, each in latest.items() if not each.has_capacity}


class FamilyMember(models.Model):
    """A parent, or the child or young person in person: what they are to the child, and what they may do.

    Rights are the parent's until compulsory school age ends and the young person's from then on; a parent then
    goes on only with the young person's agreement, or as a representative.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="family")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="family_of")
    relationship = models.CharField(max_length=60)
    is_the_child = models.BooleanField("the child or young person in person", default=False)
    parental_responsibility = models.BooleanField(default=False)
    lives_with_child = models.BooleanField(default=True)
    to_be_checked = models.BooleanField(
        default=False,
        help_text="They say so themselves, and the authority has not made sure yet who they are.",
    )
    young_person_agrees = models.BooleanField(
        default=False, help_text="The young person agrees that this parent uses their rights with them."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "user"], name="family_member_once")]

    def __str__(self) -> str:
        return f"{self.user} ({self.relationship})"

    def may_act(self, on: date | None = None, matter: str = "") -> bool:
        """Whether they use the family's rights on a day, for this kind of decision if one is named.

        Where the young person lacks the capacity for it, that is whoever represents them (section 80 of the Act).
        Without a matter: whether there is any for which they do.
        """
        if self.to_be_checked:
            return False
        if not self.child.is_young_person(on):
            return not self.is_the_child and self.parental_responsibility
        lacking = self.child.capacity_lacking()
        if matter in lacking:
            return lacking[matter].representative_id == self.pk
        represents = not matter and any(each.representative_id == self.pk for each in lacking.values())
        return self.is_the_child or self.young_person_agrees or represents

    def may_see(self, on: date | None = None) -> bool:
        """Whether they see the file: those who act, and the child."""
        return (self.is_the_child and not self.to_be_checked) or self.may_act(on)


class Capacity(models.Model):
    """Whether a young person has the capacity for one kind of decision, as assessed on a day. The latest counts.

    Mental Capacity Act 2005; section 80 of the Act. Asked for each kind of decision anew, never for
    a person as a whole.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="capacity")
    matter = models.CharField(max_length=12, choices=Matter)
    has_capacity = models.BooleanField()
    assessed_on = models.DateField()
    assessed_by = models.CharField(max_length=200, help_text="Who assessed it, and in which role.")
    evidence = models.TextField()
    representative = models.ForeignKey(
        FamilyMember,
        null=True,
        on_delete=models.PROTECT,
        related_name="represents_in",
        help_text="Who decides instead: a deputy or attorney, else the parent.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "capacity"
        constraints = [
            models.CheckConstraint(
                condition=Q(has_capacity=True, representative=None)
                | Q(has_capacity=False, representative__isnull=False),
                name="capacity_lacking_is_represented",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}: {'has' if self.has_capacity else 'lacks'} capacity"

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        yield from append_only(cls._meta.db_table)


class Invitation(models.Model):
    """A single-use letter of invitation, to one address. Opening the link shows a button; only the button uses it."""

    GOOD_FOR = timedelta(days=7)

    email = models.EmailField()
    full_name = models.CharField(max_length=150, blank=True)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    relationship = models.CharField(max_length=60, blank=True)
    self_declared = models.BooleanField(
        default=False, help_text="Nobody but the invited person says what they are to the child."
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    role = models.CharField(max_length=30, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    @classmethod
    def send(cls, **fields: Any) -> tuple[Invitation, str]:
        """Make one; the token is given out here and kept nowhere."""
        token = secrets.token_urlsafe(32)
        return cls.objects.create(digest=_digest(token), sent_at=clock.now(), **fields), token

    @classmethod
    def by_token(cls, token: str) -> Invitation | None:
        found = cls.objects.filter(digest=_digest(token)).first()
        return found if found and found.is_good() else None

    def is_good(self, at: datetime | None = None) -> bool:
        return not self.used_at and not self.revoked_at and (at or clock.now()) < self.sent_at + self.GOOD_FOR


class RequestDraft(models.Model):
    """A request for an assessment that somebody without an account is still writing. Found by a link only."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="request_drafts")
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    case = models.OneToOneField(
        "ehcp.Case", null=True, on_delete=models.PROTECT, related_name="request_draft"
    )

    @classmethod
    def begin(cls, authority: Organisation) -> tuple[RequestDraft, str]:
        token = secrets.token_urlsafe(24)
        return cls.objects.create(digest=_digest(token), authority=authority, begun_at=clock.now()), token

    @classmethod
    def by_token(cls, token: str) -> RequestDraft | None:
        return cls.objects.filter(digest=_digest(token)).select_related("authority", "case").first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
