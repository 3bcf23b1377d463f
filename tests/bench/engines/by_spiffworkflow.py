"""SpiffWorkflow: BPMN in memory. What keeps it in a database is written by hand."""

from django.contrib.auth.models import User
from django.db import transaction
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from engines.models import Instance, Log

BPMN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="engines">
  <process id="assessment" isExecutable="true">
    <startEvent id="start"><outgoing>a</outgoing></startEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="agree"/>
    <manualTask id="agree"><incoming>a</incoming><outgoing>b</outgoing></manualTask>
    <sequenceFlow id="b" sourceRef="agree" targetRef="advise"/>
    <manualTask id="advise"><incoming>b</incoming><outgoing>c</outgoing></manualTask>
    <sequenceFlow id="c" sourceRef="advise" targetRef="end"/>
    <endEvent id="end"><incoming>c</incoming></endEvent>
  </process>
</definitions>"""

parser = BpmnParser()
parser.add_bpmn_str(BPMN)
spec = parser.get_spec("assessment")
serializer = BpmnWorkflowSerializer()


def begin(by: User) -> int:
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    return Instance.objects.create(workflow=serializer.serialize_json(workflow)).pk


@transaction.atomic
def step(pk: int, by: User) -> None:
    row = Instance.objects.select_for_update().get(pk=pk)
    workflow = serializer.deserialize_json(row.workflow)
    if not by.is_staff:
        raise PermissionError
    task = workflow.get_next_task(state=TaskState.READY)
    task.data["reasons"] = "Yes."
    task.run()
    workflow.do_engine_steps()
    row.workflow = serializer.serialize_json(workflow)
    row.save()
    Log.keep(pk, task.task_spec.name, "requested", "assessing", by)
