"""docs/operations.md, as far as it can be held to what there is."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from ehcp.pages.public import metrics
from notifications import outbox
from notifications.management.commands.outbox import DO
from notifications.signs import ALARMS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text()
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
SECTIONS = dict(re.findall(r"^### (.+)\n\n(.+)", PAGE, re.MULTILINE))


def test_every_command_of_the_service_is_one():
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    assert len(named) >= 8
    assert named - set(get_commands()) == set()


def test_what_is_said_of_the_outbox_is_what_it_does():
    assert set(re.findall(r"manage\.py outbox ([a-z]+)", PAGE)) <= set(DO)
    for reason in (outbox.ANOTHER, outbox.GONE_BACK):
        assert reason.partition(":")[0] in re.sub(r"\s+", " ", PAGE)


def test_every_alarm_says_what_it_means_and_what_to_do():
    assert [title for title in SECTIONS if "_" in title] == [alarm.name for alarm in ALARMS]


def test_an_alarm_that_can_wait_says_so():
    for alarm in ALARMS:
        assert SECTIONS[alarm.name].startswith("Not urgent.") is not alarm.urgent


@pytest.mark.django_db
def test_every_figure_is_explained_and_no_other():
    rows = [line for line in PAGE.splitlines() if line.startswith("| `ehcp_")]
    explained = set(re.findall(r"`(ehcp_[a-z_]+)", "\n".join(rows)))
    given = {metric.name for metric in metrics.figures()}
    assert explained == given


def test_the_units_of_systemd_run_what_docker_runs():
    drop_ins = re.findall(
        r"# /etc/systemd/system/ehcp@(\w+)\.service\.d/command\.conf\n.*?ExecStart=(/[^\n]+)", PAGE, re.DOTALL
    )
    assert {name: shlex.split(command.replace("/srv/ehcp/.venv/bin/", "")) for name, command in drop_ins} == {
        name: SERVICES[name]["command"] for name in ("web", "worker", "beat")
    }


def test_the_services_it_names_are_there():
    for name in re.findall(r"docker compose (?:exec -T|restart) ([a-z]+)", PAGE):
        assert name in SERVICES


def test_what_is_installed_beside_python_is_what_the_image_installs():
    image = set(
        re.findall(r"\b(?:lib|fonts-)[a-z0-9.-]+", (ROOT / "Dockerfile").read_text().split("USER")[0])
    )
    packages = {name for name in image if not name.startswith("lib/")}
    (line,) = re.findall(r"^apt install (.+)$", PAGE, re.MULTILINE)
    assert packages <= set(line.split())


def test_every_secret_of_the_compose_file_is_made_and_can_be_changed():
    secrets = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["secrets"]
    install, change = PAGE.split("## Install on Debian")[0], PAGE.split("## Change a secret")[1]
    for name in secrets:
        assert f"secrets/{name}" in install
        assert f"`{name}`" in change


def test_its_shell_is_shell():
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL):
        subprocess.run(["sh", "-n"], input=block, text=True, check=True)
