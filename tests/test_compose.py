"""docker-compose.yml, as far as it can be tried without Docker.

Every service is started by its own command with its own environment, beside a real PostgreSQL and Redis, and asked
by its own health check. What Docker itself adds (the image, the network, the read-only disk) is read, not run.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from email import message_from_bytes, policy
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from socket import socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from sysconfig import get_path
from threading import Thread
from urllib.parse import urlencode

import psycopg
import pytest
import yaml
from django.db import connection
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import day

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]
SAID = {"SITE_URL": "https://plans.council.example", "EMAIL_FROM": "ehc-plans@council.example"}
SECRETS = {
    "secret_key": "fifty-characters-that-nobody-else-knows-0123456789-abcdef",
    "database_password": "a word between two servers",
    "email_url": "smtp://127.0.0.1:25",
    "metrics_token": "a word between two machines",
    "notify_api_key": "",
    "notify_callback_token": "",
}


# Read


@pytest.mark.parametrize("name", OURS)
def test_our_services_can_write_only_where_they_should(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER ehcp$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", OURS)
def test_no_service_of_ours_can_fill_the_machine(name):
    service = SERVICES[name]
    assert service["init"] is True
    assert service["pids_limit"] <= 200
    assert service["logging"]["options"] == {"max-size": "20m", "max-file": "5"}


def test_the_servers_behind_are_reached_from_inside_alone():
    assert COMPOSE["networks"]["behind"] == {"internal": True}
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["behind"]


def test_whoever_has_work_in_hand_is_given_time_to_finish_it():
    graceful = re.search(r"^graceful_timeout = (\d+)$", (ROOT / "gunicorn.conf.py").read_text(), re.MULTILINE)
    assert graceful and int(SERVICES["web"]["stop_grace_period"].removesuffix("s")) > int(graceful[1])
    assert SERVICES["worker"]["stop_grace_period"] == "2m"


def test_no_secret_stands_in_the_file():
    for name, service in SERVICES.items():
        for variable in service.get("environment", {}):
            assert not re.search(r"(KEY|PASSWORD|TOKEN|EMAIL_URL)$", variable), (
                f"{name} says {variable} aloud"
            )
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
        self.mail = MailServer()
        for name, value in {**SECRETS, "email_url": self.mail.url}.items():
            (folder / name).write_text(value + "\n")

    def environment(self, name: str) -> dict[str, str]:
        # A container has the secrets and a /tmp of its own.
        places = {"/run/secrets/": f"{self.folder}/", "/tmp/": f"{self.folder}/tmp-{name}/"}  # noqa: S108
        said = {
            key: re.sub(
                r"\$\{(\w+)(?::-([^}]*))?[^}]*\}|^(/run/secrets/|/tmp/)",
                lambda found: SAID.get(found[1], found[2] or "") if found[1] else places[found[3]],
                str(value),
            )
            for key, value in SERVICES[self.service(name)].get("environment", {}).items()
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

    @staticmethod
    def service(name: str) -> str:
        """The service of which this process is one: beat-2 is a second beat."""
        return name.partition("-")[0]

    def run(self, name: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=self.environment(name), capture_output=True, text=True)

    def start(self, name: str, *more: str) -> None:
        (self.folder / f"tmp-{name}").mkdir()
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [*SERVICES[self.service(name)]["command"], *more],
                cwd=ROOT,
                env=self.environment(name),
                stdout=log,
                stderr=log,
            )

    def until_healthy(self, name: str, *more: str, seconds: float = 60) -> None:
        """Asks as Docker would until the answer is yes."""
        until = time.monotonic() + seconds
        while (asked := self.asked(name, *more)).returncode:
            log = (self.folder / f"{name}.log").read_text()
            assert self.running[name].poll() is None, f"{name} ended: {log}"
            assert time.monotonic() < until, f"{name} is not well: {asked.stdout}{asked.stderr}{log}"
            time.sleep(0.5)

    def asked(self, name: str, *more: str) -> subprocess.CompletedProcess[str]:
        """What its health check says."""
        check = SERVICES[self.service(name)]["healthcheck"]["test"]
        assert check[0] == "CMD"
        return self.run(name, [*check[1:2], *more, *check[2:]])

    def until_log_says(self, name: str, words: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while words not in (log := (self.folder / f"{name}.log").read_text()):
            assert time.monotonic() < until, f"{name} never said {words!r}: {log}"
            time.sleep(0.5)

    def database_of_its_own(self) -> psycopg.Connection:
        return psycopg.connect(self.environment("web")["DATABASE_URL"])

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """What the council's proxy gets."""
        with closing(HTTPConnection("127.0.0.1", self.web_port, timeout=20)) as asking:
            asking.request("GET", path, headers={"Host": "plans.council.example"} | headers)
            answer = asking.getresponse()
            return answer.status, answer.read().decode()


class Visitor:
    """Somebody's browser, as far as the council's proxy lets the site see it."""

    def __init__(self, installation: Installation) -> None:
        self.port = installation.web_port
        self.cookies: SimpleCookie = SimpleCookie()

    def sign_in(self, email: str) -> None:
        self.ask("GET", "/account/login/")
        answer = self.ask("POST", "/account/login/", login=email, password=people.PASSWORD)
        assert answer.status == 302, f"{email} could not sign in"

    def ask(self, method: str, path: str, **form: object) -> HTTPResponse:
        headers = {
            "Host": "plans.council.example",
            "X-Forwarded-Proto": "https",
            "Referer": SAID["SITE_URL"] + path,
            "Cookie": "; ".join(f"{name}={said.value}" for name, said in self.cookies.items()),
        }
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"].value})
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as asking:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            answer.read()
        for said in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(said)
        return answer


class MailServer(ThreadingTCPServer):
    """A mail server that keeps what it is given: who each letter is to, and what it says."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), MailTaker)
        self.letters: list[tuple[str, str, str]] = []
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def until_arrived(self, to: str, words: str, seconds: float = 90) -> None:
        until = time.monotonic() + seconds
        while not any(to == whom and words in f"{subject}\n{body}" for whom, subject, body in self.letters):
            assert time.monotonic() < until, f"no letter to {to} says {words!r}: {self.letters}"
            time.sleep(0.2)


class MailTaker(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        """As much of SMTP (RFC 5321) as Python's own client speaks to a server without extensions."""
        to: list[str] = []
        self.say("220 here")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "RCPT":
                    to.append(rest[rest.index("<") + 1 : rest.index(">")])
                    self.say("250 known")
                case "DATA":
                    self.say("354 go on")
                    self.keep(to, b"".join(iter(self.rfile.readline, b".\r\n")))
                    to = []
                    self.say("250 kept")
                case "QUIT":
                    self.say("221 goodbye")
                    return
                case _:
                    self.say("250 very well")

    def keep(self, to: list[str], said: bytes) -> None:
        letter = message_from_bytes(said, policy=policy.default)
        body = letter.get_body(("plain",)).get_content()
        self.server.letters += [(whom, letter["Subject"], body) for whom in to]

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


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
            there.mail.shutdown()
            there.mail.server_close()
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


# A case that is late, told with the verbs of the house in a process of its own: nobody set up the database by hand.
A_CASE_THAT_IS_LATE = """
from datetime import timedelta
from tests import people
from workflows import clock

people.requested(people.the_cast(), on=clock.today() - timedelta(weeks=7))
"""


@pytest.fixture(scope="module")
def late_case(installation):
    told = installation.run("web", [sys.executable, "manage.py", "shell", "-c", A_CASE_THAT_IS_LATE])
    assert told.returncode == 0, told.stderr
    with installation.database_of_its_own() as database:
        return database.execute("SELECT id, row_version FROM ehcp_case").fetchone()


@runs
def test_a_reminder_of_what_is_late_arrives_by_itself(installation, late_case):
    for person in ("ruth-adeyemi", "helen-marsh"):
        installation.mail.until_arrived(f"{person}@people.example", "")
    for _, subject, body in installation.mail.letters:
        assert not re.search("Amira|Siddiqui|two-word", subject + body)


@runs
def test_whoever_a_decision_concerns_hears_of_it_after_it_was_made_on_the_site(installation, late_case):
    installation.until_healthy("web")
    case, version = late_case
    head = Visitor(installation)
    head.sign_in("helen-marsh@people.example")
    today = date.today()
    done = head.ask(
        "POST",
        reverse("authority:act", args=["case", case, "agree_to_assess"]),
        seen=version,
        step="confirm",
        reasons="Her needs call for it.",
        sent_how="post",
        **day("on", today),
        **day("sent_on", today),
    )
    assert done.status == 302
    installation.mail.until_arrived("samina-siddiqui@people.example", "assess")


@runs
def test_a_second_beat_does_no_harm(installation, late_case):
    installation.start("beat-2")
    installation.until_healthy("beat-2")
    installation.until_healthy("beat")
    with installation.database_of_its_own() as database:
        sent = database.execute(
            "SELECT count(*) FROM notifications_notice WHERE channel = 'email' AND state = 'sent'"
        ).fetchone()[0]
    assert sent == len(installation.mail.letters)


@runs
def test_a_beat_that_hangs_is_noticed(installation):
    installation.until_healthy("beat")
    beat = installation.running["beat"]
    beat.send_signal(signal.SIGSTOP)
    try:
        # As it will be in ten minutes.
        last = installation.folder / "tmp-beat" / "beat-last-message"
        ten_minutes_ago = time.time() - 600
        os.utime(last, (ten_minutes_ago, ten_minutes_ago))
        assert installation.asked("beat").returncode == 1
    finally:
        beat.send_signal(signal.SIGCONT)
    installation.until_healthy("beat", seconds=120)


@runs
def test_the_figures_are_there_for_whoever_has_the_word(installation, late_case):
    installation.until_healthy("web")
    encrypted = {"X-Forwarded-Proto": "https"}
    assert installation.get("/metrics", **encrypted)[0] == 404
    status, page = installation.get(
        "/metrics", Authorization=f"Bearer {SECRETS['metrics_token']}", **encrypted
    )
    assert status == 200
    assert "ehcp_database_up 1\n" in page
    assert 'ehcp_alarm{name="sweep_stands_still",urgent="true"} 0\n' in page
    assert installation.get("/health/work") == (200, "All is well.\n")


@runs
def test_nobody_becomes_anybody_in_production(installation):
    installation.until_healthy("web")
    assert installation.get("/practice/", **{"X-Forwarded-Proto": "https"})[0] in (302, 404)
    assert installation.run("migrate", [sys.executable, "manage.py", "demo"]).returncode != 0
