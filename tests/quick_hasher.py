"""The product's password hasher with the least cost it takes, so that logging in is quick.

What it is in earnest is checked in `tests/access/test_entrance.py`.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2id still, with one pass over little memory."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
