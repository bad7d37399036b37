"""Nothing leaves to a woman but three linted texts, by one door (safety.md 0.4; AB17, AB41)."""

import ast
import importlib.util
import json
import re
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.test import override_settings

from casework.messages import lint
from casework.messages.load import TEXTS
from casework.messages.ports import Mail
from tests import women

from .sources import ROOT, product_modules, relative, templates, tree

DOOR = "casework/messages/ports.py"
# Takes letters and keeps their words, while developing: it cannot send and is not in production.
STAND_IN = "casework/interop/simulator/outbox/mail.py"
TAKES = {"django.core.mail", "django.core.mail.backends.base"}
# Whoever imports one of these can send something.
SENDERS = re.compile(
    r"^(django\.core\.mail|smtplib|twilio|vonage|boto3|firebase_admin|aiosmtplib)\b"
)
LETTER = re.compile(r"(^|[/_-])(e?-?mail|correo|sms|whatsapp|letter|notif)", re.IGNORECASE)
TRACES = (*women.NAMES, women.RELATIVE, str(women.RUN), women.TELEPHONE)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def letters() -> list[Path]:
    """Templates that are written as letters or short messages, by their name or kind."""
    return [path for path in (*templates(), *ROOT.glob("*/**/templates/**/*.txt"))
            if ".venv" not in path.parts and LETTER.search(relative(path))]  # fmt: skip


def test_only_one_module_can_send():
    found = {relative(path) for path in product_modules()
             if any(SENDERS.match(name) for name in imported(path))}  # fmt: skip
    assert found == {DOOR, STAND_IN}
    assert {name for name in imported(ROOT / STAND_IN) if SENDERS.match(name)} == TAKES
    assert "send_mail" not in (ROOT / STAND_IN).read_text()


def test_no_letter_of_the_project_tells():
    told = {relative(path): [str(one) for one in lint.problems(path.read_text(), longest=None)]
            for path in letters()}  # fmt: skip
    assert {name: found for name, found in told.items() if found} == {}


def test_the_first_texts_pass_and_are_three():
    words = [row["words"] for row in json.loads(TEXTS.read_text())]
    assert len(words) == 3
    assert [lint.problems(one) for one in words] == [[], [], []]


def test_the_list_knows_every_word_that_titles_and_addresses_may_not_say():
    lines = (Path(__file__).parent / "sensitive_words.txt").read_text().splitlines()
    asked = {line for line in lines if line and line[0] != "#"}
    assert [one for one in asked if not lint.problems(f"y {one}", longest=None)] == []


def test_no_second_factor_travels_by_telephone():
    assert getattr(settings, "TWO_FACTOR_SMS_GATEWAY", None) is None
    assert getattr(settings, "TWO_FACTOR_CALL_GATEWAY", None) is None
    assert "two_factor.plugins.phonenumber" not in settings.INSTALLED_APPS
    assert importlib.util.find_spec("twilio") is None


@override_settings(MESSAGES_FROM="Paty <paty@biblioteca.example>")
def test_a_letter_to_her_carries_no_trace_and_nothing_to_press():
    for row in json.loads(TEXTS.read_text()):
        Mail().send("0" * 32, "alguien@correo.example", row["words"])
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        whole = letter.message().as_string()
        assert [trace for trace in TRACES if trace in whole] == []
        assert re.findall(r"https?:|www\.|<a\b", whole) == []
        assert letter.attachments == []
        assert "siivbg" not in whole.lower()
        assert lint.problems(f"{letter.subject}. {letter.body}", longest=None) == []
        assert set(letter.message().keys()) <= {
            "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To",
            "Date", "Message-ID",
        }  # fmt: skip
