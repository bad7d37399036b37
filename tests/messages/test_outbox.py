"""The stand-in of development keeps the provider's contract, and shows no whole number."""

import pytest
from django.core import mail
from django.test import Client

from casework.interop.simulator.outbox.views import TOKEN
from casework.messages.ports import Fate, Mail, Provider

PAGE = "/simulador/mensajes/"
NUMBER, WORDS = "+56 9 8765 4321", "Hola. Llámame cuando puedas."


@pytest.fixture
def send(live_site):
    def once(token=TOKEN, name="a" * 32):
        return Provider(f"{live_site.url}{PAGE}sms/", token, 5.0).send(name, NUMBER, WORDS).fate

    return once


def test_what_the_product_sends_is_taken_and_shown_without_the_number(send):
    assert send() == Fate.SENT
    page = Client().get(PAGE).content.decode()
    assert WORDS in page
    assert "••• 21" in page
    assert "4321" not in page
    assert "8765" not in page


def test_it_behaves_badly_when_asked_to(send):
    fates = {}
    for mood in ("busy", "refuses", "fails", "well"):
        Client().post(PAGE, {"mood": mood})
        fates[mood] = send()
    assert fates == {"busy": Fate.AGAIN, "refuses": Fate.REFUSED, "fails": Fate.UNSURE,
                     "well": Fate.SENT}  # fmt: skip


def test_it_takes_nothing_without_its_token_or_half_a_message(send):
    assert send(token="otra") == Fate.REFUSED
    half = Client().post(
        f"{PAGE}sms/",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert half.status_code == 400
    assert WORDS not in Client().get(PAGE).content.decode()


@pytest.mark.django_db
def test_letters_are_kept_beside_them(settings):
    settings.EMAIL_BACKEND = "casework.interop.simulator.outbox.mail.Outbox"
    settings.MESSAGES_FROM = "paty@correo.example"
    assert Mail().send("a" * 32, "ana.soto@correo.example", WORDS).fate == Fate.SENT
    page = Client().get(PAGE).content.decode()
    assert f"Hola: {WORDS}" in page
    assert "a•••" in page
    assert "soto" not in page
    assert not getattr(mail, "outbox", [])
