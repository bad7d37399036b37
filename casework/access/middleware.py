"""One transaction for a request, with the database told who is asking."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from .context import NOBODY, enter
from .principals import ANONYMOUS


class DatabaseContext:
    """Wraps the view in a transaction and enters the principal's context.

    A response of 500 or more undoes everything; a refusal (403, 404) keeps its audit row.
    Streaming responses run after the transaction, hence without context: they see zero rows.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        principal = getattr(request, "principal", ANONYMOUS)
        nested = connection.in_atomic_block
        with transaction.atomic():
            enter(principal.context)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif nested:
                enter(NOBODY)
        return response
