"""Where a page went that is no longer at its address: only inside the open site.

An address that leads elsewhere would make this site a springboard (safety.md AB22): a redirect
counts only when it leads to a page, or to a path of ours outside the staff's and her own zone.
"""

import re

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

_PATH = re.compile(r"^/(?!/|gestion|cms|mi-espacio|claveunica|salir)[\w/-]*$")


def address(request: HttpRequest) -> tuple[str, bool] | None:
    """Give where to go instead, and whether for good; None when nothing says so."""
    found = get_redirect(request, Redirect.normalise_path(request.path))
    if found is None:
        return None
    page = found.redirect_page
    if page is not None:
        return (page.get_url(request), found.is_permanent) if page.live else None
    link = found.redirect_link
    return (link, found.is_permanent) if _PATH.fullmatch(link) else None
