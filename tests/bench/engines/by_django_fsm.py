"""django-fsm: a state field and guarded transitions. The lock and the history are written by hand."""

from django.contrib.auth.models import User
from django.db import transaction
from django_fsm import has_transition_perm

from engines.models import Log, Request


def begin(by: User) -> int:
    return Request.objects.create().pk


@transaction.atomic
def step(pk: int, by: User) -> None:
    request = Request.objects.select_for_update().get(pk=pk)
    if not has_transition_perm(request.agree, by):
        raise PermissionError
    source = request.state
    request.agree()
    request.save()
    Log.keep(pk, "agree", source, request.state, by)
