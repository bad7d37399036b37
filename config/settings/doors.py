"""Doors: staff accounts, sessions, limits; the survivor's session clocks."""

from . import env
from .base import ENVIRONMENT, PRODUCTION

LOGIN_URL = "staff:login"
LOGIN_REDIRECT_URL = "staff:home"
WORKPLACE_URL = "work:day"  # where whoever has cases begins the day
LOGOUT_REDIRECT_URL = "staff:login"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# minutes idle / hours absolute (safety.md 1: session clock)
STAFF_IDLE_SECONDS = 60 * env.whole("STAFF_IDLE_MINUTES", 15, low=1, high=60)
STAFF_ABSOLUTE_SECONDS = 3600 * env.whole("STAFF_ABSOLUTE_HOURS", 8, low=1, high=12)
SURVIVOR_IDLE_SECONDS = 60 * env.whole("SURVIVOR_IDLE_MINUTES", 10, low=1, high=30)
SURVIVOR_ABSOLUTE_SECONDS = 60 * env.whole("SURVIVOR_ABSOLUTE_MINUTES", 60, low=5, high=120)
SESSION_COOKIE_AGE = STAFF_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

OTP_TOTP_ISSUER = env.text("OTP_ISSUER", "SIIVbG")
TWO_FACTOR_PATCH_ADMIN = False
TWO_FACTOR_REMEMBER_COOKIE_AGE = None
TWO_FACTOR_WEBAUTHN_RP_NAME = OTP_TOTP_ISSUER
# Levels that stay closed until a security key (WebAuthn) is registered (safety.md 1, AB36).
STRONG_FACTOR_LEVELS = frozenset(env.words("STRONG_FACTOR_LEVELS", ("N2",) if PRODUCTION else ()))

# Where "leave" takes her: a harmless page that does not greet by name.
EXIT_TARGET = env.text("EXIT_TARGET", "https://www.gob.cl/")
# What the ministry may choose instead, in the workplace, by two persons.
EXIT_TARGETS = env.words("EXIT_TARGETS", ("https://www.gob.cl/", "https://www.meteochile.gob.cl/"))
# For how long a server process shows what it last read of the ministry's settings.
SETTINGS_FRESH_SECONDS = env.whole("SETTINGS_FRESH_SECONDS", 60, low=1, high=3600)

# Believes that everybody holds the certificates of her level: for tests only.
COMPETENCE_STAND_IN = env.flag("COMPETENCE_STAND_IN", default=ENVIRONMENT == "test")
RATELIMIT_IP_META_KEY = "casework.access.throttle.client_address"
