"""Files: static, content media, private encrypted files, keys, sealing, antivirus."""

from . import env
from .base import BASE_DIR, ENVIRONMENT, PRODUCTION, SITE_VAR_DIR, VAR_DIR

STATIC_URL = "/estatico/"
STATIC_ROOT = SITE_VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "config" / "static", *sorted(BASE_DIR.glob("casework/*/static"))]
# Help pages as anybody sees them, answered while the database does not.
COPIES_DIR = env.folder("COPIES_DIR", VAR_DIR / "copies")
MEDIA_URL = "/medios/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a fingerprint need `collectstatic`; elsewhere files are served as they lie.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = ENVIRONMENT == "development"
WHITENOISE_MAX_AGE = 31_536_000

PRIVATE_DIR = env.folder("PRIVATE_DIR", VAR_DIR / "private")
KEY_PORT = env.text("KEY_PORT", "casework.identity.key_ports.FileKeys")
KEY_DIR = env.folder("KEY_DIR", VAR_DIR / "keys")
ANCHOR_DIR = env.folder("ANCHOR_DIR", VAR_DIR / "anchors")
# More than one: each store holds every anchor, so cutting one file is seen in the other.
ANCHOR_STORES = env.words("ANCHOR_STORES", ("casework.audit.anchors.AnchorFiles",))

SIGNER = env.text("SIGNER", "casework.documents.signers.LocalAuthority")
SEAL_DIR = env.folder("SEAL_DIR", VAR_DIR / "seal")
# The name in the seal's certificate. Neutral: readers of a sealed file see it.
SEAL_OWNER = env.text("SEAL_OWNER", "Organismo demostrativo")
# An RFC 3161 authority and the file (PEM) of the roots its stamps lead to.
TIMESTAMP_URL = env.text("TIMESTAMP_URL")
TIMESTAMP_ROOTS = env.text("TIMESTAMP_ROOTS")
TIMESTAMP_TIMEOUT = env.whole("TIMESTAMP_TIMEOUT", 5, low=1, high=30)

# The State's advanced signature, used when SIGNER is casework.documents.firmagob.FirmaGob.
FIRMAGOB = {
    "url": env.text("FIRMAGOB_URL", "https://api.firma.cert.digital.gob.cl/firma/v2/files/tickets"),
    "api_token_key": env.text("FIRMAGOB_API_TOKEN_KEY"),
    "secret": env.text("FIRMAGOB_SECRET"),
    "entity": env.text("FIRMAGOB_ENTITY"),
    "run": env.text("FIRMAGOB_RUN"),  # of the holder, without dots or check digit
    "checksum_of": env.one_of("FIRMAGOB_CHECKSUM_OF", ("bytes", "base64"), "bytes"),
    "roots": env.text("FIRMAGOB_ROOTS"),  # PEM file
    "timeout_seconds": env.whole("FIRMAGOB_TIMEOUT", 20, low=1, high=60),
}

UPLOAD_MAX_BYTES = env.whole("UPLOAD_MAX_MB", 20, low=1, high=200) * 1024 * 1024
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")  # unix:/path or host:port
# Who names a scanner expects it to work: uploads stop while it is down.
ANTIVIRUS_REQUIRED = env.flag("ANTIVIRUS_REQUIRED", default=PRODUCTION or bool(CLAMD_ADDRESS))
UPLOADS_UNLIMITED = ("/cms/",)  # the editors' library has limits of its own
FILE_UPLOAD_HANDLERS = [
    "casework.documents.receiving.UpToTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
