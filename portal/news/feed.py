"""The news as a feed (Atom): readers ask for it, nobody keeps who they are."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override
from django.views.decorators.http import require_safe

from casework.territory.validity import CHILE
from portal.serving import keeps

from .pages import NewsIndexPage, newest

MOST = 20


@require_safe
@keeps
def atom(request: HttpRequest) -> HttpResponse:
    """Answer the newest news."""
    origin = f"{request.scheme}://{request.get_host()}"
    index = NewsIndexPage.objects.live().first()
    with override("es"):
        feed = Atom1Feed(
            title=index.title if index else "Noticias",
            link=f"{origin}/noticias/", feed_url=f"{origin}{request.path}",
            description=index.summary if index else "", language="es",
        )  # fmt: skip
        for page in newest()[:MOST]:
            moment = datetime.combine(page.happened_on, time(12), CHILE)
            link = f"{origin}{page.get_url(request)}"
            feed.add_item(
                title=page.title, link=link, unique_id=link, description=page.summary,
                pubdate=moment, updateddate=page.last_published_at or moment,
            )  # fmt: skip
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
