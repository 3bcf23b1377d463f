"""What those need that bring no tables of their own."""

from django.contrib.auth.models import User
from django.db import models
from django.utils.timezone import localdate
from django_fsm import FSMField, transition


class Request(models.Model):
    """The row of django-fsm."""

    state = FSMField(default="requested", protected=True)
    reasons = models.TextField(default="Please assess.")

    @transition("state", source="requested", target="assessing", permission=lambda row, user: user.is_staff)
    def agree(self) -> None: ...


class Instance(models.Model):
    """A workflow of SpiffWorkflow, as it serializes itself."""

    workflow = models.TextField()


class Log(models.Model):
    """Who did what, when, as each engine without a history of its own needs it."""

    row = models.BigIntegerField()
    act = models.CharField(max_length=60)
    source = models.CharField(max_length=50)
    target = models.CharField(max_length=50)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    on = models.DateField()
    reasons = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def keep(cls, row: int, act: str, source: str, target: str, by: User) -> None:
        cls.objects.create(
            row=row, act=act, source=source, target=target, by=by, on=localdate(), reasons="Yes."
        )
