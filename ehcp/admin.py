"""Django's admin, for setting up a development copy. Off in production; the record of a case is read-only here too."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import (
    Advice,
    BankHoliday,
    Case,
    Child,
    Closure,
    Dispute,
    FamilyMember,
    Membership,
    Organisation,
    PlanVersion,
    User,
)

admin.site.register([Child, FamilyMember, Membership, Organisation, User])


@admin.register(BankHoliday)
class BankHolidays(admin.ModelAdmin):
    """Days that differ from the built-in list. `manage.py recompute --mend` moves the running days they touch."""

    list_display = ("day", "name", "is_one")
    date_hierarchy = "day"


@admin.register(Closure)
class Closures(admin.ModelAdmin):
    list_display = ("organisation", "name", "first_closed_on", "reopens_on")
    list_filter = ("organisation",)
    date_hierarchy = "first_closed_on"


@admin.register(Case, Advice, Dispute, PlanVersion)
class ReadOnly(admin.ModelAdmin):
    """What acts move is looked at here, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
