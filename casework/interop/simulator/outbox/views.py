"""The provider's address, as `casework.messages.ports` asks of any; and a page to see what came."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from .kept import STATUS, WORDS, Mood, Taken, behave, hidden, keep, kept, mood

TOKEN = "demo-mensajes"  # noqa: S105 - of a stand-in that sends nothing


@csrf_exempt
@require_POST
@never_cache
def send(request: HttpRequest, way: str) -> JsonResponse:
    """Take one message: {"id", "to", "text"} with the bearer token. It goes nowhere."""
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {TOKEN}"):
        return JsonResponse({"error": "token"}, status=401)
    try:
        given = json.loads(request.body)
        name, address, words = str(given["id"]), str(given["to"]), str(given["text"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "message"}, status=400)
    return JsonResponse({"id": name, "status": "accepted"}, status=_took(way, address, words))


def _took(way: str, address: str, words: str) -> int:
    status = STATUS[mood()]
    keep(Taken(way, hidden(address), words, timezone.now().isoformat(), status))
    return status


@require_http_methods(["GET", "POST"])
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what would have been sent, and choose how the provider behaves."""
    if request.method == "POST":
        chosen = request.POST.get("mood", "")
        if chosen in set(Mood):
            behave(Mood(chosen))
        return redirect("messages_simulator:outbox")
    context = {"taken": kept(), "moods": WORDS.items(), "now": mood()}
    return render(request, "simulator/outbox.html", context)
