"""Practice exists in practice mode and nowhere else: each environment as it really starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ELSEWHERE = {
    "development": {"ENVIRONMENT": "development"},
    "production": {
        "ENVIRONMENT": "production",
        "SITE_URL": "https://plans.council.example",
        "SECRET_KEY": "fifty-characters-that-nobody-else-knows-0123456789-abcdef",
        "EMAIL_URL": "smtp+tls://user:password@mail.council.example:587",
    },
}
ASK = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command, get_commands
from django.test import Client
call_command("migrate", verbosity=0)
if settings.PRODUCTION:
    call_command("collectstatic", interactive=False, verbosity=0)
from ehcp.models import User
from workflows import clock
user = User.objects.create_user("samina@people.example", full_name="Samina Siddiqui")
browser = Client(SERVER_NAME=settings.HOST, headers={"X-Forwarded-Proto": "https"})
ask = {"secure": settings.HTTPS}
print(json.dumps({
    "cast": browser.get("/practice/", **ask).status_code,
    "become": browser.post("/practice/become/", {"user": user.pk}, **ask).status_code,
    "tomorrow": browser.post("/practice/tomorrow/", **ask).status_code,
    "signed_in": "_auth_user_id" in browser.session,
    "bar": "plans-practice" in browser.get("/start/", **ask).content.decode(),
    "demo": "demo" in get_commands(),
    "journey": "journey" in get_commands(),
    "clock": clock._source is not None,
}))
"""


def in_(environment: dict[str, str], tmp_path: Path) -> dict:
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "ehcp.settings",
            "DOTENV": os.devnull,
            "VAR": str(tmp_path),
            "STATIC_ROOT": str(tmp_path / "static"),
            **environment,
        },
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", ELSEWHERE)
def test_elsewhere_there_is_no_such_page_and_no_such_command(name, tmp_path):
    assert in_(ELSEWHERE[name], tmp_path) == {
        "cast": 404,
        "become": 404,
        "tomorrow": 404,
        "signed_in": False,
        "bar": False,
        "demo": False,
        "journey": True,
        "clock": False,
    }


def test_in_practice_there_is(tmp_path):
    assert in_({"ENVIRONMENT": "practice"}, tmp_path) == {
        "cast": 200,
        "become": 302,
        "tomorrow": 302,
        "signed_in": True,
        "bar": True,
        "demo": True,
        "journey": True,
        "clock": True,
    }
