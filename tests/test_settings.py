"""Each environment as it really starts: a process of its own, told only what its environment says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

COUNCIL = {
    "ENVIRONMENT": "production",
    "SITE_URL": "https://plans.council.example",
    "SECRET_KEY": "fifty-characters-that-nobody-else-knows-0123456789-abcdef",
    "EMAIL_URL": "smtp+tls://user:password@mail.council.example:587",
}


def started_with(tmp_path, /, **environment: str) -> subprocess.CompletedProcess[str]:
    """Django started far from this project's folder, where no .env lies, and asked what its settings say."""
    ask = """
import json, django
from django.conf import settings
from django.test import Client
django.setup()
print(json.dumps({
    name: getattr(settings, name)
    for name in dir(settings)
    if name.isupper() and isinstance(getattr(settings, name), (str, int, bool, list, dict))
}, default=str))
"""
    return subprocess.run(
        [sys.executable, "-c", ask],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "ehcp.settings",
            "DOTENV": os.devnull,
            "VAR": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
    )


def settings_with(tmp_path, /, **environment):
    started = started_with(tmp_path, **environment)
    assert started.returncode == 0, started.stderr
    return json.loads(started.stdout)


def refusal(tmp_path, /, **environment):
    started = started_with(tmp_path, **environment)
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: "), started.stderr
    return last.partition(": ")[2]


def test_practice_cannot_be_switched_on_in_production(tmp_path):
    assert refusal(tmp_path, **COUNCIL, PRACTICE="1") == (
        "PRACTICE is on, but ENVIRONMENT is production. In practice mode anyone can sign in as anyone and move the "
        "calendar, so it runs only with ENVIRONMENT=practice, never where real children's plans are kept. Remove "
        "PRACTICE, or set ENVIRONMENT=practice together with a database of its own."
    )


def test_a_council_at_work_has_nothing_of_practice_in_it(tmp_path):
    settings = settings_with(tmp_path, **COUNCIL)
    assert settings["PRACTICE"] is False
    assert "ehcp.practice" not in settings["INSTALLED_APPS"]
    assert not [name for name in settings["MIDDLEWARE"] if "practice" in name]


def test_practice_shows_nobody_the_inside_of_the_service(tmp_path):
    settings = settings_with(tmp_path, ENVIRONMENT="practice")
    assert settings["PRACTICE"] is True
    assert settings["DEBUG"] is False


def test_letters_of_practice_mode_never_leave(tmp_path):
    assert settings_with(tmp_path, ENVIRONMENT="practice")["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    assert "must reach nobody" in refusal(tmp_path, ENVIRONMENT="practice", EMAIL_URL=COUNCIL["EMAIL_URL"])


def test_development_is_for_this_machine_only(tmp_path):
    settings = settings_with(tmp_path)
    assert settings["DEBUG"] is True
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert "needs ENVIRONMENT=production" in refusal(tmp_path, SITE_URL="https://plans.council.example")


def test_a_council_at_work_is_reached_by_its_own_name_and_encrypted(tmp_path):
    settings = settings_with(tmp_path, **COUNCIL)
    assert settings["ALLOWED_HOSTS"] == ["plans.council.example"]
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert settings[name] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert "must begin with https://" in refusal(
        tmp_path, **COUNCIL | {"SITE_URL": "http://plans.council.example"}
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL"])
def test_a_council_at_work_has_to_say(tmp_path, name):
    said = {key: value for key, value in COUNCIL.items() if key != name}
    assert refusal(tmp_path, **said) == f"Set the {name} environment variable"


def test_a_practice_site_that_others_can_reach_needs_a_key_of_its_own(tmp_path):
    site = {"ENVIRONMENT": "practice", "SITE_URL": "https://practice.council.example"}
    assert refusal(tmp_path, **site) == "Set the SECRET_KEY environment variable"
    assert settings_with(tmp_path, **site, SECRET_KEY=COUNCIL["SECRET_KEY"])["PRACTICE"] is True


def test_an_environment_nobody_has_heard_of_is_named(tmp_path):
    assert refusal(tmp_path, ENVIRONMENT="staging") == (
        "ENVIRONMENT is 'staging'; it can be development, practice or production."
    )


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text(COUNCIL["SECRET_KEY"] + "\n")
    said = {key: value for key, value in COUNCIL.items() if key != "SECRET_KEY"}
    settings = settings_with(tmp_path, **said, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert settings["SECRET_KEY"] == COUNCIL["SECRET_KEY"]


def test_without_servers_everything_lies_in_one_folder(tmp_path):
    settings = settings_with(tmp_path)
    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert settings["CELERY_BROKER_URL"] == "filesystem://localhost"
    assert settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["data_folder_in"] == str(
        tmp_path / "broker" / "messages"
    )


def test_servers_are_named_by_their_addresses(tmp_path):
    settings = settings_with(
        tmp_path,
        DATABASE_URL="postgres://ehcp:word@db.example:5432/plans",
        REDIS_URL="redis://redis.example:6379/0",
    )
    assert settings["DATABASES"]["default"]["HOST"] == "db.example"
    assert settings["CELERY_BROKER_URL"] == "redis://redis.example:6379/0"


def test_the_databases_password_may_be_said_on_its_own(tmp_path):
    (tmp_path / "password").write_text("$a/b:c@d\n")
    settings = settings_with(
        tmp_path,
        DATABASE_URL="postgres://ehcp@db.example/plans",
        DATABASE_PASSWORD_FILE=str(tmp_path / "password"),
    )
    assert settings["DATABASES"]["default"]["PASSWORD"] == "$a/b:c@d"


def test_redis_keeps_a_task_longer_than_any_task_takes(tmp_path):
    settings = settings_with(tmp_path, REDIS_URL="redis://redis.example:6379/0")
    assert (
        settings["CELERY_TASK_SOFT_TIME_LIMIT"]
        < settings["CELERY_TASK_TIME_LIMIT"]
        < settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"]
    )


def test_djangos_own_check_of_a_site_at_work_finds_nothing(tmp_path):
    check = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "DOTENV": os.devnull, "VAR": str(tmp_path), **COUNCIL},
        capture_output=True,
        text=True,
    )
    assert check.returncode == 0, check.stderr


NOTIFY_KEY = "council-aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa-bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"


def test_without_a_key_of_notify_no_texts_and_letters_go_out(tmp_path):
    settings = settings_with(tmp_path, **COUNCIL)
    assert not settings["NOTIFY_API_KEY"]
    assert (settings["NOTIFY_TEXT_TEMPLATE"], settings["NOTIFY_LETTERS"]) == ("", False)
    for name, value in (("NOTIFY_TEXT_TEMPLATE", "44444444"), ("NOTIFY_LETTERS", "yes")):
        assert "need NOTIFY_API_KEY" in refusal(tmp_path, **COUNCIL, **{name: value})


def test_the_key_of_notify_may_lie_in_a_file_and_has_to_be_whole(tmp_path):
    (tmp_path / "key").write_text(NOTIFY_KEY + "\n")
    settings = settings_with(tmp_path, **COUNCIL, NOTIFY_API_KEY_FILE=str(tmp_path / "key"))
    assert settings["NOTIFY_API_KEY"] == NOTIFY_KEY
    assert settings["NOTIFY_URL"] == "https://api.notifications.service.gov.uk"
    assert settings["NOTIFY_IS_BUILT_IN"] is False
    assert "copy it whole" in refusal(tmp_path, **COUNCIL, NOTIFY_API_KEY=NOTIFY_KEY[:-9])
    assert "must begin with https://" in refusal(
        tmp_path, **COUNCIL, NOTIFY_API_KEY=NOTIFY_KEY, NOTIFY_URL="http://notify.example"
    )


def test_practice_reaches_its_own_fake_of_notify_and_no_other(tmp_path):
    practice = {"ENVIRONMENT": "practice"}
    settings = settings_with(tmp_path, **practice, NOTIFY_API_KEY=NOTIFY_KEY)
    assert settings["NOTIFY_IS_BUILT_IN"] is True
    assert settings["NOTIFY_URL"] == "http://notify.invalid"
    assert settings["NOTIFY_API_KEY"] != NOTIFY_KEY
    assert "must reach nobody" in refusal(
        tmp_path, **practice, NOTIFY_URL="https://api.notifications.service.gov.uk"
    )
    near = settings_with(tmp_path, **practice, NOTIFY_URL="http://127.0.0.1:8025")
    assert near["NOTIFY_IS_BUILT_IN"] is False


def test_what_notify_says_when_it_calls_is_not_short(tmp_path):
    assert "20 characters" in refusal(tmp_path, **COUNCIL, NOTIFY_CALLBACK_TOKEN="hello")


def test_what_the_address_of_the_database_says_of_encryption_holds(tmp_path):
    address = "postgres://ehcp@db.council.example:5432/ehcp?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem"
    options = settings_with(tmp_path, **COUNCIL, DATABASE_URL=address)["DATABASES"]["default"]["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert options["sslrootcert"] == "/etc/ssl/db.pem"
    assert "idle_in_transaction_session_timeout" in options["options"]
