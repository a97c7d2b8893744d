"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass, one core: one of the equally strong settings that OWASP's Password Storage Cheat
    Sheet names. A sign-in waits some hundredths of a second, and several at once fit into a small machine's memory."""

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1
