"""What Notify looks at before it takes a message: whose key it is, whom it goes to, and what it holds."""

from __future__ import annotations

import base64
import binascii
import re
import time
from typing import Any
from uuid import UUID

import jwt

from .answers import bad_request, invalid, not_allowed

CLOCKS_MAY_DIFFER = 30
"""Seconds."""
LONGEST_TEXT = 918
LARGEST_EMAIL = 2_000_000
LARGEST_LETTER = 2 * 1024 * 1024
PLACEHOLDER = re.compile(r"\(\(([^()]+)\)\)")


def check_token(header: str, service: str, secret: str) -> None:
    """The token of a request: signed with the secret of a key, for this service, a moment ago."""
    if not header:
        raise not_allowed("Unauthorized: authentication token must be provided", 401)
    if not header.lower().startswith("bearer "):
        raise not_allowed("Unauthorized: authentication bearer scheme must be used", 401)
    token = header[len("bearer ") :]
    try:
        claims = jwt.decode(token, options={"verify_signature": False}, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise not_allowed("Invalid token: signature, api token is not valid") from None
    if "iss" not in claims:
        raise not_allowed("Invalid token: iss field not provided")
    if not is_uuid(claims["iss"]):
        raise not_allowed("Invalid token: service id is not the right data type")
    if claims["iss"] != service:
        raise not_allowed("Invalid token: service not found")
    if jwt.get_unverified_header(token).get("alg") != "HS256":
        raise not_allowed("Invalid token: algorithm used is not HS256")
    try:
        jwt.decode(token, key=secret, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError:
        raise not_allowed("Invalid token: API key not found") from None
    if "iat" not in claims:
        raise not_allowed("Invalid token: iat field not provided")
    if abs(time.time() - int(claims["iat"])) > CLOCKS_MAY_DIFFER:
        raise not_allowed("Error: Your system clock must be accurate to within 30 seconds")


def check_shape(given: dict[str, Any], required: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    """Every argument it needs and none that it does not know, each of its kind."""
    wrong = [f"{name} is a required property" for name in required if name not in given]
    unknown = [name for name in given if name not in allowed]
    wrong += [f"Additional properties are not allowed ({name} was unexpected)" for name in unknown]
    for name in ("reference", "phone_number", "email_address", "content"):
        if name in given and not isinstance(given[name], str):
            wrong.append(f"{name} {given[name]} is not of type string")
    if "personalisation" in given and not isinstance(given["personalisation"], dict):
        wrong.append("personalisation is not of type object")
    if "template_id" in given and not is_uuid(given["template_id"]):
        wrong.append("template_id is not a valid UUID")
    if wrong:
        raise invalid(*wrong)


def check_email_address(address: str) -> None:
    local, at, domain = address.rpartition("@")
    labels = domain.split(".")
    fits = (
        at
        and len(local) >= 1
        and len(address) <= 320
        and re.fullmatch(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\\-]+", local)
        and ".." not in address
        and len(labels) > 1
        and all(re.fullmatch(r"(?!-)[a-zA-Z0-9-]{1,63}(?<!-)", label) for label in labels)
        and re.fullmatch(r"[a-zA-Z]{2,63}|xn--[a-zA-Z0-9-]+", labels[-1])
    )
    if not fits:
        raise invalid("email_address Not a valid email address")


def check_mobile(number: str) -> str:
    """As it is dialled from anywhere: 447700900123."""
    plain = re.sub(r"[\s()\-.+\u200b\u2010-\u2015]", "", number)
    if not re.fullmatch(r"\d+", plain):
        raise invalid("phone_number Must not contain letters or symbols")
    plain = re.sub(r"^(00)?44(?=0?7)|^0(?=7)", "", plain).lstrip("0")
    if not plain.startswith("7"):
        raise invalid("phone_number Not a UK mobile number")
    if len(plain) != 10:
        raise invalid(f"phone_number {'Not enough' if len(plain) < 10 else 'Too many'} digits")
    return f"44{plain}"


def filled_in(template: dict[str, str], personalisation: dict[str, Any]) -> dict[str, str]:
    """The parts of a template with what was given; whatever it asks for has to be given."""
    asked = dict.fromkeys(name for part in template.values() for name in PLACEHOLDER.findall(part))
    known = {name.lower(): value for name, value in personalisation.items()}
    if missing := [name for name in asked if name.lower() not in known]:
        raise bad_request(f"Missing personalisation: {', '.join(missing)}")
    return {
        name: PLACEHOLDER.sub(lambda found: str(known[found[1].lower()]), part)
        for name, part in template.items()
    }


def check_length(kind: str, content: dict[str, str]) -> None:
    body = content["body"]
    if kind == "sms" and len(body) > LONGEST_TEXT:
        raise bad_request(
            f"Text messages cannot be longer than {LONGEST_TEXT} characters. "
            f"Your message is {len(body)} characters long."
        )
    if kind == "email" and (size := len(body.encode())) > LARGEST_EMAIL:
        raise bad_request(
            f"Emails cannot be longer than {LARGEST_EMAIL} bytes. Your message is {size} bytes."
        )


def check_letter(content: str) -> bytes:
    """The PDF. What is on its pages is looked at later, and ends as a status and not as a refusal."""
    try:
        pdf = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise bad_request("Cannot decode letter content (invalid base64 encoding)") from None
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        raise bad_request("Letter content is not a valid PDF")
    if len(pdf) > LARGEST_LETTER:
        raise bad_request("Letter content is larger than 2 MB", 413)
    return pdf


def is_uuid(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(UUID(text))
    except ValueError:
        return False
