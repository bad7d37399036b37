"""Messages to women: the sender everybody may read, and the providers (safety.md 0.4)."""

from . import env
from .base import ENVIRONMENT
from .clave_unica import PUBLIC_ORIGIN, SIMULATORS

# While developing a stand-in of ours takes everything and sends nothing: /simulador/mensajes/.
_TRIED = SIMULATORS and ENVIRONMENT == "development"
_OUTBOX = f"{PUBLIC_ORIGIN}/simulador/mensajes" if _TRIED else ""
_TOKEN = "demo-mensajes" if _TRIED else ""

# Sender and subject are read on somebody else's screen: neutral, the same for all. No sender means
# that no e-mail leaves.
MESSAGES_FROM = env.text("MESSAGES_FROM", "Paty <paty@correo.example>" if _TRIED else "")
MESSAGES_SUBJECT = env.text("MESSAGES_SUBJECT", "Hola")
MESSAGES_TIMEOUT = env.whole("MESSAGES_TIMEOUT", 10, low=1, high=60)

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    "casework.interop.simulator.outbox.mail.Outbox"
    if _TRIED
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = MESSAGES_TIMEOUT

# By channel: address and token. The contract is `casework.messages.ports`'.
MESSAGE_PROVIDERS = {
    "sms": (
        env.text("SMS_PROVIDER_URL", _OUTBOX and f"{_OUTBOX}/sms/"),
        env.text("SMS_PROVIDER_TOKEN", _TOKEN),
    ),
    "whatsapp": (
        env.text("WHATSAPP_PROVIDER_URL", _OUTBOX and f"{_OUTBOX}/whatsapp/"),
        env.text("WHATSAPP_PROVIDER_TOKEN", _TOKEN),
    ),
}
