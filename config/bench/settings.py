"""The product's own settings, with static files looked up once as behind `collectstatic`.

In development the static files' middleware searches the disk at every request; that is not what
is measured.
"""

from config.settings import *  # noqa: F403

WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = True
