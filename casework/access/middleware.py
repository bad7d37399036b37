"""One transaction for a request, with the database told who is asking."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseServerError

from . import crossing
from .context import NOBODY, enter
from .principals import ANONYMOUS


class DatabaseContext:
    """Wraps the view in a transaction and enters the principal's context.

    A response of 500 or more undoes everything; a refusal (403, 404) keeps its audit row.
    Streaming responses run after the transaction, hence without context: they see zero rows.
    What somebody else's act stopped in the same instant is undone and done again (`crossing`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held, said = list(vars(request)), len(crossing.queued(request))
        response = self._answered(request)
        if not crossing.met(request):
            return response
        crossing.rewind(request, held, said)
        response = self._answered(request)
        return crossing.told(request) if crossing.met(request) else response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Let a form that is sent twice wait for itself."""
        try:
            crossing.wait_for_itself(request)
        except DatabaseError as problem:  # nobody offers to us what fails before the view
            answer = self.process_exception(request, problem)
            if answer is None:
                raise
            return answer
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Take note of what another's act stopped; the answer undoes everything."""
        return HttpResponseServerError() if crossing.noticed(request, problem) else None

    def _answered(self, request: HttpRequest) -> HttpResponse:
        principal = getattr(request, "principal", ANONYMOUS)
        nested = connection.in_atomic_block
        kept: list[bool] = []
        try:
            with transaction.atomic():
                if not nested:
                    transaction.on_commit(lambda: kept.append(True))
                enter(principal.context)
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                elif nested:
                    enter(NOBODY)
        except DatabaseError as problem:  # found only on committing
            if kept or not crossing.noticed(request, problem):
                raise
            return HttpResponseServerError()
        return response
