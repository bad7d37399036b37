"""Messages to women: the sender everybody may read, and the providers (safety.md 0.4)."""

from . import env

# Sender and subject are read on somebody else's screen: neutral, the same for all. No sender means
# that no e-mail leaves.
MESSAGES_FROM = env.text("MESSAGES_FROM")
MESSAGES_SUBJECT = env.text("MESSAGES_SUBJECT", "Hola")
MESSAGES_TIMEOUT = env.whole("MESSAGES_TIMEOUT", 10, low=1, high=60)

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = MESSAGES_TIMEOUT

# By channel: address and token. The contract is `casework.messages.ports`'.
MESSAGE_PROVIDERS = {
    "sms": (env.text("SMS_PROVIDER_URL"), env.text("SMS_PROVIDER_TOKEN")),
    "whatsapp": (env.text("WHATSAPP_PROVIDER_URL"), env.text("WHATSAPP_PROVIDER_TOKEN")),
}
