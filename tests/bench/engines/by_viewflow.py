"""viewflow: a flow of tasks, each of them a row, done from code under its own lock."""

from django.contrib.auth.models import User
from django.db import transaction
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process, Task


class Assessment(flow.Flow):
    process_class = Process
    lock_impl = lock.select_for_update_lock

    start = flow.StartHandle(this.begin).Next(this.agree)
    agree = flow.Handle(this.agreed).Next(this.advise)
    advise = flow.Handle(this.advised).Next(this.end)
    end = flow.End()

    def begin(self, activation):
        return activation.process

    def agreed(self, activation, by):
        if not by.is_staff:
            raise PermissionError
        activation.task.owner = by
        activation.process.data = {"state": "assessing", "reasons": "Yes."}
        activation.process.save()

    def advised(self, activation):
        return activation.process


def begin(by: User) -> int:
    return Assessment.start.run().task_set.get(flow_task=Assessment.agree).pk


@transaction.atomic
def step(pk: int, by: User) -> None:
    Assessment.agree.run(Task.objects.get(pk=pk), by=by)
