"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, twice over, in one lane: the least that OWASP's cheat sheet on password storage recommends.

    Some 35 ms of the processor, where Django's default takes 430: a minute in which thirty people sign in is no minute in
    which nobody else can read. Its usual 100 MiB in eight lanes for each would be too much where twenty do so at once.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
