"""Two at the same instant, each with a connection of her own."""

import re
from collections.abc import Callable
from threading import Barrier, BrokenBarrierError, Lock, Thread
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.test import Client

from casework.access.middleware import DatabaseContext
from tests import people

Answers = list[Any]


class Meeting:
    """Holds the first two who come here until both are; whoever comes later passes."""

    def __init__(self) -> None:
        self.barrier, self.left, self.lock = Barrier(2), 2, Lock()

    def wait(self) -> None:
        with self.lock:
            self.left -= 1
            waits = self.left >= 0
        if waits:
            try:
                self.barrier.wait(1)
            except BrokenBarrierError:  # she waits elsewhere: for the other to end
                return

    def before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """Give the same act, begun only when both are there."""

        def held(*given: Any, **named: Any) -> Any:
            self.wait()
            return act(*given, **named)

        return held


def together(*acts: Callable[[], Any]) -> Answers:
    """Do them at once, each in a thread with its own connection; give what each answered."""
    answers: Answers = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            answers[place] = act()
        finally:
            connection.close()

    running = [Thread(target=run, args=one) for one in enumerate(acts)]
    for one in running:
        one.start()
    for one in running:
        one.join(30)
    return answers


def hidden(name: str, page: Any) -> str:
    """Give the value of a hidden field of a page."""
    return re.findall(rf'name="{name}" value="([^"]+)"', page.content.decode())[0]


def inside(who: people.Person) -> Client:
    return people.login(Client(raise_request_exception=False), who)


def through(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Answer as the product does: what a view raises is offered to the middleware first."""

    def offered(request: HttpRequest) -> HttpResponse:
        try:
            early = door.process_view(request)
        except Exception:  # what fails before the view is offered to nobody
            return HttpResponseServerError()
        try:
            return early or view(request)
        except Exception as problem:
            return door.process_exception(request, problem) or HttpResponseServerError()

    door = DatabaseContext(offered)
    request.resolver_match = None
    return door(request)
