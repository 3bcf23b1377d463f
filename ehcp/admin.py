"""Django's admin, for setting up a development copy. Off in production; the record of a case is read-only here too."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Advice, Case, Child, FamilyMember, Membership, Organisation, PlanVersion, User

admin.site.register([Child, FamilyMember, Membership, Organisation, User])


@admin.register(Case, Advice, PlanVersion)
class ReadOnly(admin.ModelAdmin):
    """What acts move is looked at here, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
