"""The fake of GOV.UK Notify keeps Notify's rules; seen through its own client, and with requests made by hand."""

import base64
import time
from io import BytesIO

import jwt
import pytest
import requests
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from notifications.fake_notify.desk import EMAIL, TEXT, Desk
from notifications.fake_notify.server import serving

from .notify import KEY

WORDS = {"subject": "NM-2026-0001: due today", "body": "Sign in to read more."}
SERVICE, SECRET = KEY[-73:-37], KEY[-36:]
A_LETTER = b"%PDF-1.7\nnot much of a letter\n%%EOF"


@pytest.fixture
def desk():
    return Desk(KEY)


@pytest.fixture
def address(desk):
    with serving(desk) as address:
        yield address


@pytest.fixture
def client(address):
    return NotificationsAPIClient(KEY, base_url=address, timeout=5)


def refused(how, *args, **kwargs):
    """What Notify says to this: status, kind of error and words."""
    with pytest.raises(HTTPError) as refusal:
        how(*args, **kwargs)
    (said,) = refusal.value.message
    return refusal.value.status_code, said["error"], said["message"]


def asked(address, token=None, scheme="Bearer"):
    headers = {} if token is None else {"Authorization": f"{scheme} {token}"}
    answer = requests.get(f"{address}/v2/notifications", headers=headers, timeout=5)
    said = answer.json()
    assert said.get("status_code", 200) == answer.status_code
    return answer.status_code, said["errors"][0]["message"] if "errors" in said else ""


def token(secret=SECRET, algorithm="HS256", **claims):
    claims = {"iss": SERVICE, "iat": int(time.time()), **claims}
    return jwt.encode({k: v for k, v in claims.items() if v is not None}, secret, algorithm=algorithm)


def test_each_kind_of_message_is_taken_and_can_be_asked_for(client, desk):
    email = client.send_email_notification("a@people.example", EMAIL, WORDS, reference="one")
    text = client.send_sms_notification("07700 900123", TEXT, WORDS, reference="two")
    letter = client.send_precompiled_letter_notification("three", BytesIO(A_LETTER))
    assert email["content"]["subject"] == "NM-2026-0001: due today"
    assert text["content"]["body"] == "NM-2026-0001: due today\nSign in to read more."
    assert letter == {"id": letter["id"], "reference": "three", "postage": "second"}
    told = client.get_notification_by_id(text["id"])
    assert (told["type"], told["phone_number"], told["status"]) == ("sms", "447700900123", "created")
    (found,) = client.get_all_notifications(reference="two")["notifications"]
    assert found["id"] == text["id"]
    assert len(desk.messages) == 3


def test_the_same_reference_twice_is_two_messages_as_with_notify_itself(client):
    for _ in range(2):
        client.send_email_notification("a@people.example", EMAIL, WORDS, reference="same")
    assert len(client.get_all_notifications(reference="same")["notifications"]) == 2


def test_messages_come_in_pages_the_latest_first(client):
    sent = [
        client.send_email_notification("a@people.example", EMAIL, WORDS, reference=str(number))["id"]
        for number in range(3)
    ]
    assert [each["id"] for each in client.get_all_notifications_iterator()] == sent[::-1]
    older = client.get_all_notifications(older_than=sent[1])["notifications"]
    assert [each["id"] for each in older] == sent[:1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda: token(), (200, "")),
        (lambda: None, (401, "Unauthorized: authentication token must be provided")),
        (lambda: "nonsense", (403, "Invalid token: signature, api token is not valid")),
        (lambda: token(secret="c" * 36), (403, "Invalid token: API key not found")),
        (lambda: token(algorithm="HS512"), (403, "Invalid token: algorithm used is not HS256")),
        (lambda: token(iss=None), (403, "Invalid token: iss field not provided")),
        (lambda: token(iss="council"), (403, "Invalid token: service id is not the right data type")),
        (
            lambda: token(iss="cccccccc-cccc-4ccc-8ccc-cccccccccccc"),
            (403, "Invalid token: service not found"),
        ),
        (lambda: token(iat=None), (403, "Invalid token: iat field not provided")),
        (
            lambda: token(iat=int(time.time()) - 40),
            (403, "Error: Your system clock must be accurate to within 30 seconds"),
        ),
        (
            lambda: token(iat=int(time.time()) + 40),
            (403, "Error: Your system clock must be accurate to within 30 seconds"),
        ),
        (lambda: token(iat=int(time.time()) - 20), (200, "")),
    ],
)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_only_a_fresh_token_of_the_service_opens_it(address, given, said):
    assert asked(address, given()) == said


def test_a_token_comes_as_a_bearers(address):
    assert asked(address, token(), scheme="Basic") == (
        401,
        "Unauthorized: authentication bearer scheme must be used",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "nobody",
        "a@b",
        "a b@people.example",
        "a..b@people.example",
        "a@-people.example",
        "a@people.e",
        "@people.example",
    ],
)
def test_what_is_no_email_address_is_refused(client, wrong):
    said = refused(client.send_email_notification, wrong, EMAIL, WORDS)
    assert said == (400, "ValidationError", "email_address Not a valid email address")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("0770090012", "phone_number Not enough digits"),
        ("077009001234", "phone_number Too many digits"),
        ("020 7946 0000", "phone_number Not a UK mobile number"),
        ("07700 900 12b", "phone_number Must not contain letters or symbols"),
    ],
)
def test_what_is_no_mobile_number_is_refused(client, wrong, why):
    assert refused(client.send_sms_notification, wrong, TEXT, WORDS) == (400, "ValidationError", why)


@pytest.mark.parametrize(
    ("template", "words", "why"),
    [
        (EMAIL, {"subject": "x"}, ("BadRequestError", "Missing personalisation: body")),
        (EMAIL, None, ("BadRequestError", "Missing personalisation: subject, body")),
        (
            TEXT,
            WORDS,
            ("BadRequestError", "sms template is not suitable for email notification"),
        ),
        ("55555555-5555-4555-8555-555555555555", WORDS, ("BadRequestError", "Template not found")),
        ("the-usual", WORDS, ("ValidationError", "template_id is not a valid UUID")),
    ],
)
def test_a_template_is_needed_that_is_there_and_all_that_it_asks_for(client, template, words, why):
    assert refused(client.send_email_notification, "a@people.example", template, words) == (400, *why)


def test_a_text_message_has_a_length(client):
    words = {"subject": "x" * 16, "body": "y" * 902}
    said = refused(client.send_sms_notification, "07700900123", TEXT, words)
    assert said == (
        400,
        "BadRequestError",
        "Text messages cannot be longer than 918 characters. Your message is 919 characters long.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", (400, "BadRequestError", "Letter content is not a valid PDF")),
        (
            b"%PDF-1.7" + b"0" * (2 * 1024 * 1024) + b"%%EOF",
            (413, "BadRequestError", "Letter content is larger than 2 MB"),
        ),
    ],
)
def test_a_letter_is_a_pdf_and_not_too_large(client, content, said):
    assert refused(client.send_precompiled_letter_notification, "one", BytesIO(content)) == said


def test_a_letter_needs_a_reference_and_knows_two_classes_of_post(client):
    letter = client.send_precompiled_letter_notification
    content = {"content": base64.b64encode(A_LETTER).decode()}
    missing = refused(client.post, "/v2/notifications/letter", content)
    assert missing == (400, "ValidationError", "reference is a required property")
    pigeon = refused(letter, "one", BytesIO(A_LETTER), postage="pigeon")
    assert pigeon[2] == "postage invalid. It must be either first, second or economy."


def test_nothing_is_known_of_a_message_that_was_never_sent(client):
    unknown = "66666666-6666-4666-8666-666666666666"
    assert refused(client.get_notification_by_id, unknown) == (404, "NoResultFound", "No result found")
    assert refused(client.get_notification_by_id, "7")[0] == 400


def test_more_than_the_rate_in_a_minute_is_refused(address, desk, client):
    desk.rate = 3
    for number in range(3):
        client.send_email_notification("a@people.example", EMAIL, WORDS, reference=str(number))
    said = refused(client.send_email_notification, "a@people.example", EMAIL, WORDS)
    assert said[:2] == (429, "RateLimitError")
    assert len(desk.messages) == 3


@pytest.mark.parametrize(
    ("fault", "status", "taken"),
    [("500", 500, 0), ("503", 503, 0), ("429", 429, 0), ("timeout", 503, 0), ("dropped", 503, 1)],
)
def test_faults_come_when_they_are_asked_for_and_pass(client, desk, fault, status, taken):
    client.timeout = 0.5
    desk.faults.append(fault)
    with pytest.raises(HTTPError) as refusal:
        client.send_email_notification("a@people.example", EMAIL, WORDS)
    assert refusal.value.status_code == status
    assert len(desk.messages) == taken
    client.send_email_notification("a@people.example", EMAIL, WORDS)
    assert len(desk.messages) == taken + 1


def test_messages_go_their_way_and_end_as_their_address_says(client, desk):
    told = []
    desk.call = lambda receipt: told.append((receipt["notification_type"], receipt["status"])) or True
    ways = {
        "a@people.example": "delivered",
        "perm-fail@simulator.notify": "permanent-failure",
        "temp-fail@simulator.notify": "temporary-failure",
    }
    sent = {to: client.send_email_notification(to, EMAIL, WORDS)["id"] for to in ways}
    letter = client.send_precompiled_letter_notification("one", BytesIO(A_LETTER))["id"]
    for _ in range(3):
        desk.advance()
    assert {to: client.get_notification_by_id(number)["status"] for to, number in sent.items()} == ways
    assert client.get_notification_by_id(letter)["status"] == "received"
    # Of letters it does not tell.
    assert told == [("email", status) for status in ways.values()]


def test_a_call_that_failed_is_made_again_five_times_and_no_more(client, desk):
    calls = []
    desk.call = lambda receipt: bool(calls.append(receipt["id"]))
    client.send_email_notification("a@people.example", EMAIL, WORDS)
    for _ in range(12):
        desk.advance()
    assert len(calls) == 6
