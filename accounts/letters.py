"""The letters of this room: a `.txt` template each, the first line being the subject; a `.html` beside it where there is one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Invitation, Message, User


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


def send_message(message: Message) -> None:
    """The letter about a message, with a link that also marks it read. Raises OSError where the mail server does not take it."""
    path = reverse("accounts:message", args=[message.pk])
    context = {"message": message, "choices": settings.SITE_URL + reverse("accounts:message-choices")}
    _send(message.to.email, "accounts/letters/message.txt", "accounts/letters/message.html", path=path, **context)


def _send(address: str, template: str, html: str = "", *, path: str, **context) -> None:
    context["link"] = settings.SITE_URL + path
    subject, _, body = render_to_string(template, context).partition("\n")
    letter = EmailMultiAlternatives(
        subject.strip(), body.lstrip("\n"), to=[address], headers={"Auto-Submitted": "auto-generated"}
    )
    if html:
        letter.attach_alternative(render_to_string(html, context), "text/html")
    letter.send()
