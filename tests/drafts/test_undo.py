"""The message of an act offers its undoing, and only inside our own site."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import Context

from config.components.display import toasts


def shown(tags):
    said = Message(messages.SUCCESS, "Hecho", extra_tags=tags)
    return toasts(Context({"messages": [said]}))


def test_a_slip_can_be_taken_back_from_the_message():
    assert 'form="act" formaction="/gestion/x/deshacer/"' in shown("undo:/gestion/x/deshacer/")


def test_no_message_leads_elsewhere():
    for tags in ("", None, "undo:https://elsewhere.example/", "undo://elsewhere.example/"):
        assert "formaction" not in shown(tags)
