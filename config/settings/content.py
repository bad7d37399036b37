"""The content site: Wagtail, without any call to the outside."""

from .base import BASE_DIR
from .clave_unica import PUBLIC_ORIGIN

WAGTAIL_SITE_NAME = "SIIVbG"
WAGTAILADMIN_BASE_URL = PUBLIC_ORIGIN
WAGTAILADMIN_LOGIN_URL = "staff:login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Chile's own: the whole list holds names no browser knows ("localtime"), which stop the page.
WAGTAIL_USER_TIME_ZONES = ["America/Santiago", "America/Punta_Arenas", "Pacific/Easter"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", "Español"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("es", "Español"), ("en", "English")]
# Languages a page of help may have besides Spanish: code, address, own name, direction. A page is
# offered in one only once people translated, reviewed and published it there (safety.md 6).
SITE_LANGUAGES = (
    ("en", "english", "English", "ltr"),
    ("ht", "kreyol", "Kreyòl ayisyen", "ltr"),
    ("arn", "mapudungun", "Mapudungun", "ltr"),
    ("ay", "aymara", "Aymar aru", "ltr"),
    ("qu", "quechua", "Runasimi", "ltr"),
    ("rap", "rapa-nui", "Rapa Nui", "ltr"),
)
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "spanish"}
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "mp4", "webm", "vtt"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
# Answered at once, instead of a wait, while the database is known not to answer.
PAUSE_PAGE = BASE_DIR / "config" / "static" / "siivbg" / "pausa.html"
# Staff have one door; a page cannot be given a password of its own.
WAGTAIL_FRONTEND_LOGIN_URL = "/gestion/entrar/"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
AUDITLOG_INCLUDE_ALL_MODELS = False
# Field changes carry the number of the request that made them, as its events do.
AUDITLOG_CID_GETTER = "casework.audit.origin.current_id"
