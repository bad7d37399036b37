"""Files: static, content media, private encrypted files, keys, sealing, antivirus."""

from . import env
from .base import BASE_DIR, PRODUCTION, VAR_DIR

STATIC_URL = "/estatico/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "config" / "static", *sorted(BASE_DIR.glob("casework/*/static"))]
MEDIA_URL = "/medios/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a fingerprint need `collectstatic`; outside production files are served as they lie.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_MAX_AGE = 31_536_000

PRIVATE_DIR = env.folder("PRIVATE_DIR", VAR_DIR / "private")
KEY_PORT = env.text("KEY_PORT", "casework.identity.key_ports.FileKeys")
KEY_DIR = env.folder("KEY_DIR", VAR_DIR / "keys")
ANCHOR_DIR = env.folder("ANCHOR_DIR", VAR_DIR / "anchors")

SIGNER = env.text("SIGNER", "casework.documents.signers.LocalAuthority")
SEAL_DIR = env.folder("SEAL_DIR", VAR_DIR / "seal")
TIMESTAMP_URL = env.text("TIMESTAMP_URL")

UPLOAD_MAX_BYTES = env.whole("UPLOAD_MAX_MB", 20, low=1, high=200) * 1024 * 1024
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")  # unix:/path or host:port
ANTIVIRUS_REQUIRED = env.flag("ANTIVIRUS_REQUIRED", default=PRODUCTION)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
