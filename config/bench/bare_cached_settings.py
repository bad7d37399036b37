"""A bare Wagtail that keeps every whole page, as the framework's own cache does it."""

from .bare_settings import *  # noqa: F403
from .bare_settings import MIDDLEWARE as BARE

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *BARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
CACHE_MIDDLEWARE_ALIAS = "pages"
CACHE_MIDDLEWARE_SECONDS = 60
