"""The contract with a provider, against one that behaves badly in every way (AB17, AB41)."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from casework.messages.ports import Fate, Mail, Provider, port_of
from tests.messages.provider_server import ProviderServer, free_port

NAME, NUMBER, WORDS = "a" * 32, "+56 9 8765 4321", "Hola. Llámame cuando puedas."


@pytest.fixture
def provider():
    made = ProviderServer()
    yield made
    made.close()


def send(provider, seconds=2.0):
    return Provider(provider.url, "clave", seconds).send(NAME, NUMBER, WORDS)


def test_it_gives_number_and_words_and_nothing_else(provider):
    assert send(provider).fate == Fate.SENT
    assert provider.asked == [{"id": NAME, "to": "+56987654321", "text": WORDS}]
    assert provider.headers["authorization"] == "Bearer clave"
    assert provider.headers["idempotency-key"] == NAME


@pytest.mark.parametrize(
    ("mood", "fate"),
    [
        ("refuses", Fate.REFUSED),
        ("busy", Fate.AGAIN),
        ("limits", Fate.AGAIN),
        ("fails", Fate.UNSURE),
        ("moves", Fate.UNSURE),
        ("hangs up", Fate.UNSURE),
        ("is slow", Fate.UNSURE),
        ("drips", Fate.UNSURE),
        ("talks nonsense", Fate.UNSURE),
        ("answers for another", Fate.UNSURE),
    ],
)
def test_what_is_not_certain_is_never_called_certain(provider, mood, fate):
    provider.mood = mood
    assert send(provider, seconds=0.4).fate == fate
    assert len(provider.asked) == 1, "it asked twice"


def test_a_provider_that_is_down_got_nothing():
    dead = Provider(f"http://127.0.0.1:{free_port()}/send", "clave", 2.0)
    assert dead.send(NAME, NUMBER, WORDS).fate == Fate.AGAIN


def test_one_that_answers_twice_does_not_answer_the_next_question(provider):
    provider.mood = "answers twice"
    assert send(provider).fate == Fate.SENT
    provider.mood = "refuses"
    assert send(provider).fate == Fate.REFUSED
    assert len(provider.asked) == 2


def test_a_channel_nobody_configured_has_no_way_out(settings):
    assert [port_of(one) for one in ("sms", "whatsapp", "email", "call")] == [None] * 4
    settings.MESSAGE_PROVIDERS = {"sms": ("http://127.0.0.1:1/", "clave")}
    assert port_of("sms") is not None


class Down(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    def send_messages(self, letters):
        raise smtplib.SMTPRecipientsRefused({})


class Breaking(EmailBackend):
    def send_messages(self, letters):
        raise smtplib.SMTPServerDisconnected


@pytest.mark.parametrize(
    ("backend", "fate"), [(Down, Fate.AGAIN), (Refusing, Fate.REFUSED), (Breaking, Fate.UNSURE)]
)
def test_the_mail_server_has_its_moods_too(settings, backend, fate):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    settings.MESSAGES_FROM = "paty@biblioteca.example"
    assert Mail().send(NAME, "a@correo.example", WORDS).fate == fate


def test_a_letter_is_sent_once(settings):
    settings.MESSAGES_FROM = "paty@biblioteca.example"
    assert Mail().send(NAME, "a@correo.example", WORDS).fate == Fate.SENT
    assert [(one.to, one.body) for one in mail.outbox] == [(["a@correo.example"], WORDS)]
