"""The second step of signing in: who needs it, whether this browser has taken it, and what to show for setting it up.

The step is taken with a code of an authenticator (TOTP) or a recovery code. The session then holds the device's mark; a new
device, or none, has another mark, so that a reset shuts every open session at once.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from base64 import b32encode
from collections.abc import Mapping

import segno
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from accounts.models import User
from accounts.roles import STAFF_ROLES, Role

SESSION_MARK = "second_step"
SESSION_KEY = "second_step_key"
COOKIE = "journal_browser"
REMEMBERED_FOR = 30 * 24 * 3600  # seconds
RECOVERY_CODES = 10
RECOVERY_DIGITS = 12

SET_UP, GIVE_CODE = "accounts:second-step-set-up", "accounts:second-step"


def required_of(person: User) -> bool:
    """Whether `person` must take the second step: the desk and the operators, where the setting is on."""
    return settings.SECOND_FACTOR and (
        person.is_staff or person.is_superuser or person.has_role(*STAFF_ROLES, Role.OPERATOR)
    )


def device_of(person: User) -> TOTPDevice | None:
    """The authenticator of `person`; there is one at most."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def mark_of(device: TOTPDevice) -> str:
    """What a session or a remembered browser holds after the step was taken with `device`."""
    text = f"{device.user_id}:{device.pk}:{device.key}"
    return salted_hmac("accounts.second_factor", text, algorithm="sha256").hexdigest()


def missing_step(person: User, session: Mapping) -> str | None:
    """The name of the page `person` must see before any other; None for whoever is signed in wholly."""
    if not required_of(person):
        return None
    device = device_of(person)
    if device is None:
        return SET_UP
    return None if constant_time_compare(session.get(SESSION_MARK, ""), mark_of(device)) else GIVE_CODE


def is_remembered(request: HttpRequest, person: User) -> bool:
    """Whether this browser took the step within the last 30 days and was told to be remembered."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=REMEMBERED_FOR)
    except signing.BadSignature:
        return False
    device = device_of(person)
    if device is None or not constant_time_compare(held["mark"], mark_of(device)):
        return False
    return person.browsers_forgotten_at is None or held["at"] > person.browsers_forgotten_at.timestamp()


def remember(response: HttpResponse, device: TOTPDevice) -> None:
    """Let the browser be remembered: a signed cookie, bound to the person and the authenticator's key."""
    response.set_cookie(
        COOKIE,
        signing.dumps({"mark": mark_of(device), "at": time.time()}, salt=COOKIE),
        max_age=REMEMBERED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def normalised(code: str) -> str:
    """A code as typed, without spaces and dashes, full-width digits made plain."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isalnum())


def new_recovery_code() -> str:
    """Digits alone, because a phone shows its number keys; in groups of four."""
    digits = f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}"
    return "-".join(digits[at : at + 4] for at in range(0, RECOVERY_DIGITS, 4))


def recovery_digest(person: User, code: str) -> str:
    """What the database keeps of a recovery code."""
    length = StaticToken._meta.get_field("token").max_length
    text = f"{person.pk}:{normalised(code)}"
    return salted_hmac("accounts.recovery", text, algorithm="sha256").hexdigest()[:length]


def recovery_codes_left(person: User) -> int:
    return StaticToken.objects.filter(device__user=person).count()


def key_being_set_up(session: dict) -> str:
    """The key offered to this session until a code confirms it (hexadecimal)."""
    return session.setdefault(SESSION_KEY, default_key())


def enrolment(person: User, key: str) -> dict:
    """What the set-up page shows: the picture to scan, the address behind it, and the key to type where nothing scans."""
    device = TOTPDevice(user=person, key=key)
    shown = b32encode(device.bin_key).decode()
    return {
        "qr": _picture(device.config_url),
        "address": device.config_url,
        "key": [shown[at : at + 4] for at in range(0, len(shown), 4)],
    }


def _picture(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    return mark_safe(
        code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None, title="第二步验证的二维码")
    )  # noqa: S308 - drawn here, of squares
