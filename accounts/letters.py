"""The letters of this room: plain text, one page of a `.txt` template each, the first line being the subject."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Invitation, User


def password_path(person: User) -> str:
    """Where `person` sets a new password: the path works once, and within PASSWORD_RESET_TIMEOUT."""
    return reverse(
        "accounts:password-link",
        args=[urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)],
    )


def send_password_link(person: User) -> None:
    """Raises OSError where the mail server does not take it."""
    _send(person.email, "accounts/letters/password.txt", person=person, path=password_path(person))


def send_invitation(invitation: Invitation, path: str) -> None:
    """Raises OSError where the mail server does not take it."""
    _send(invitation.email, "accounts/letters/invitation.txt", invitation=invitation, path=path)


def _send(address: str, template: str, *, path: str, **context) -> None:
    text = render_to_string(template, {**context, "link": settings.SITE_URL + path})
    subject, _, body = text.partition("\n")
    send_mail(subject.strip(), body.lstrip("\n"), None, [address])
