"""docker-compose.yml, as far as it can be tried without Docker.

Every service is started by its own command with its own environment, beside a real PostgreSQL and Redis, and asked
by its own health check. What Docker itself adds (the image, the network, the read-only disk) is read, not run.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from sysconfig import get_path

import psycopg
import pytest
import yaml
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]
SAID = {"SITE_URL": "https://plans.council.example", "EMAIL_FROM": "ehc-plans@council.example"}
SECRETS = {
    "secret_key": "fifty-characters-that-nobody-else-knows-0123456789-abcdef",
    "database_password": "a word between two servers",
    "email_url": "consolemail://",
}


# Read


@pytest.mark.parametrize("name", OURS)
def test_our_services_can_write_only_where_they_should(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER ehcp$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_no_secret_stands_in_the_file():
    for name, service in SERVICES.items():
        for variable in service.get("environment", {}):
            assert not re.search(r"KEY$|PASSWORD$|EMAIL_URL$", variable), f"{name} says {variable} aloud"
    assert set(COMPOSE["secrets"]) == set(SECRETS)


def test_whoever_stays_is_asked_for_their_health():
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"migrate"}


def test_only_this_machine_reaches_the_site_and_nobody_the_servers_behind_it():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }


def test_redis_keeps_what_it_was_given():
    assert " ".join(SERVICES["redis"]["command"]) == (
        "redis-server --appendonly yes --appendfsync everysec --maxmemory-policy noeviction"
    )


def test_the_image_gets_nothing_but_the_service():
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert all((ROOT / path).exists() for path in let_in)
    assert {"ehcp", "workflows", "notifications", "templates"} <= set(let_in)


# Run


class Installation:
    """The services of docker-compose.yml as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.web_port, self.redis_port = free_port(), free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name, value in SECRETS.items():
            (folder / name).write_text(value + "\n")

    def environment(self, name: str) -> dict[str, str]:
        said = {
            key: re.sub(r"\$\{(\w+)[^}]*\}", lambda found: SAID.get(found[1], ""), str(value)).replace(
                "/run/secrets", str(self.folder)
            )
            for key, value in SERVICES[name].get("environment", {}).items()
        }
        here = {
            # As in the image: the programs of the virtual environment come first.
            "PATH": f"{get_path('scripts')}:{os.environ['PATH']}",
            "DOTENV": os.devnull,
            "VAR": str(self.folder / "var"),
            "STATIC_ROOT": str(self.folder / "static"),
            "BIND": f"127.0.0.1:{self.web_port}",
        }
        server = connection.settings_dict
        names = {
            "DATABASE_URL": f"postgres://{server['USER']}@{server['HOST']}:{server['PORT']}/{self.database}",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
        }
        return said | here | {key: value for key, value in names.items() if key in said}

    database = f"compose_{os.getpid()}"

    def run(self, name: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=self.environment(name), capture_output=True, text=True)

    def start(self, name: str, *more: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [*SERVICES[name]["command"], *more],
                cwd=ROOT,
                env=self.environment(name),
                stdout=log,
                stderr=log,
            )

    def until_healthy(self, name: str, *more: str, seconds: float = 60) -> None:
        """Asks as Docker would until the answer is yes."""
        check = SERVICES[name]["healthcheck"]["test"]
        assert check[0] == "CMD"
        until = time.monotonic() + seconds
        while (asked := self.run(name, [*check[1:2], *more, *check[2:]])).returncode:
            log = (self.folder / f"{name}.log").read_text()
            assert self.running[name].poll() is None, f"{name} ended: {log}"
            assert time.monotonic() < until, f"{name} is not well: {asked.stdout}{asked.stderr}{log}"
            time.sleep(0.5)

    def until_log_says(self, name: str, words: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while words not in (log := (self.folder / f"{name}.log").read_text()):
            assert time.monotonic() < until, f"{name} never said {words!r}: {log}"
            time.sleep(0.5)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """What the council's proxy gets."""
        with closing(HTTPConnection("127.0.0.1", self.web_port, timeout=20)) as asking:
            asking.request("GET", path, headers={"Host": "plans.council.example"} | headers)
            answer = asking.getresponse()
            return answer.status, answer.read().decode()


def free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    there = Installation(tmp_path_factory.mktemp("compose"))
    server = connection.settings_dict
    owner = {
        "host": server["HOST"],
        "port": server["PORT"],
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **owner) as database:
        database.execute(f'CREATE DATABASE "{there.database}"')  # type: ignore[arg-type]
        try:
            there.start("redis", "--port", str(there.redis_port), "--dir", str(there.folder))
            there.until_healthy("redis", "-p", str(there.redis_port))
            for step in (SERVICES["migrate"]["command"], collectstatic()):
                done = there.run("migrate", step)
                assert done.returncode == 0, done.stdout + done.stderr
            for name in ("web", "worker", "beat"):
                there.start(name)
            yield there
        finally:
            for process in reversed(there.running.values()):
                process.terminate()
            for process in there.running.values():
                process.wait(60)
            database.execute(f'DROP DATABASE "{there.database}" WITH (FORCE)')  # type: ignore[arg-type]


def collectstatic() -> list[str]:
    """The step of the Dockerfile that gathers the static files."""
    found = re.search(
        r"python (manage\.py collectstatic .*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    assert found
    return [sys.executable, *found[1].split()]


together = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.xdist_group("compose"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed"),
]


def runs(test):
    for mark in together:
        test = mark(test)
    return test


@runs
@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_each_service_starts_and_is_well(installation, name):
    installation.until_healthy(name)


@runs
def test_the_site_answers_through_the_proxy_and_sends_others_to_the_encrypted_one(installation):
    installation.until_healthy("web")
    encrypted = {"X-Forwarded-Proto": "https"}
    assert installation.get("/health") == (200, "All is well.\n")
    assert installation.get("/account/login/")[0] == 301
    status, page = installation.get("/account/login/", **encrypted)
    assert status == 200
    style = re.search(r'href="(/static/css/plans\.[0-9a-f]+\.css)"', page)
    assert style, page
    assert installation.get(style[1], **encrypted)[0] == 200


@runs
def test_a_hint_goes_through_redis_and_the_worker_looks_at_the_database(installation):
    installation.until_log_says("worker", "Task notifications.tasks.look")
    installation.until_log_says("worker", "succeeded in")


@runs
def test_nobody_becomes_anybody_in_production(installation):
    installation.until_healthy("web")
    assert installation.get("/practice/", **{"X-Forwarded-Proto": "https"})[0] in (302, 404)
    assert installation.run("migrate", [sys.executable, "manage.py", "demo"]).returncode != 0
