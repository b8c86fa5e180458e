"""What links carry: told once to whoever is handed the link, kept as a digest alone.

A page that makes a link bears a seed. The link's token is grown from the seed, the facts and the site's key: the page sent
twice makes the same link, and can show it again, while nothing that is kept would give it away.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

LONGEST_SEED = 64


def seed() -> str:
    """A seed for a form."""
    return secrets.token_urlsafe(24)


def fresh() -> str:
    """A token that nothing tells again."""
    return secrets.token_urlsafe(32)


def grown(seed: str, *facts: object) -> str:
    """The token of this seed and these facts; without a seed a fresh one."""
    if not seed:
        return fresh()
    value = "\0".join(map(str, (seed, *facts)))
    mac = salted_hmac("accounts.tokens", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
