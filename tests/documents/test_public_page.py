"""The public checking page: valid, not valid, withdrawn; nothing else, and no oracle."""

import re
import secrets
import statistics
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework.access.context import acting
from casework.documents import actions, codes, store
from casework.documents.hashing import MAX_BYTES, HashedFile
from casework.documents.queries import Verdict, ask_by_code

from .conftest import AT
from .test_issuing import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
PAGE = "/verificar/"
WORDS = {"valid": "success", "withdrawn": "warning", "not_valid": "danger"}


@pytest.fixture
def document(people):
    with acting(people.own_worker.context):
        made = issue(people)
        made.code = made.code
        sealed = store.open(made.stored).read()
        return made, made.code, sealed


def verdict(response) -> str:
    assert response.status_code == 200
    return response.context["answer"].verdict


def ask(client: Client, code: str):
    return client.post(PAGE, {"code": code})


def send(client: Client, data: bytes):
    return client.post(PAGE, {"file": SimpleUploadedFile("x.pdf", data, "application/pdf")})


def test_a_code_as_printed_or_carelessly_typed_is_valid(client, document) -> None:
    _, code, _ = document
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    for typed in (code, careless, f"  {code} "):
        assert verdict(ask(client, typed)) == Verdict.VALID


def test_an_unknown_code_is_not_valid(client, document) -> None:
    for typed in (codes.new_code(), "1", "' OR 1=1 --", "ñ" * 80):
        assert verdict(ask(client, typed)) == Verdict.NOT_VALID


def test_a_withdrawn_document_says_so_with_its_date(client, document, people) -> None:
    made, code, sealed = document
    with acting(people.own_worker.context):
        actions.withdraw(document=made, by=people.own_worker.actor, at=AT)
    assert verdict(ask(client, code)) == Verdict.WITHDRAWN
    assert verdict(send(client, sealed)) == Verdict.WITHDRAWN


def test_the_file_as_given_is_valid_and_one_changed_byte_is_not(client, document) -> None:
    _, _, sealed = document
    assert verdict(send(client, sealed)) == Verdict.VALID
    for position in (10, len(sealed) // 2, len(sealed) - 2):
        changed = bytearray(sealed)
        changed[position] ^= 1
        assert verdict(send(client, bytes(changed))) == Verdict.NOT_VALID
    assert verdict(send(client, sealed + b"\n")) == Verdict.NOT_VALID


def test_the_file_given_before_its_stamp_came_stays_valid(
    client, people, settings, tmp_path
) -> None:
    from casework.audit.actors import SYSTEM
    from casework.documents import tending
    from tests.database import as_system

    from .stamp_server import StampServer

    server = StampServer(tmp_path)
    settings.TIMESTAMP_URL, server.mood = server.url, "refuses"
    with acting(people.own_worker.context):
        early = store.open(issue(people).stored).read()
    server.mood = "well"
    with as_system():
        assert tending.stamp_pending(by=SYSTEM, at=AT) == (1, 0)
    server.close()
    assert verdict(send(client, early)) == Verdict.VALID


def test_the_answer_holds_the_verdict_and_the_date_and_nothing_of_the_document(
    client, document, people
) -> None:
    made, code, sealed = document
    for response in (ask(client, code), send(client, sealed)):
        page = response.content.decode()
        canaries = [code, made.kind, made.title, str(made.pk), str(people.survivor_id), "Rosa"]
        assert not [canary for canary in canaries if canary in page]
        assert "20" in page


def without_token(page: bytes) -> bytes:
    page = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)
    return re.sub(rb'nonce="[^"]+"', b"", page)


def test_every_wrong_code_gets_the_same_bytes_and_headers(client, document) -> None:
    _, code, _ = document
    near = code[:-1] + ("0" if code[-1] != "0" else "2")
    answers = [ask(client, typed) for typed in (codes.new_code(), near, "hola", near[:-1])]
    assert len({without_token(answer.content) for answer in answers}) == 1
    assert len({str(sorted(dict(answer.headers).items())) for answer in answers}) == 1


def test_ten_thousand_random_codes_open_nothing(document) -> None:
    _, code, _ = document
    plain = codes.normalise(code)
    for _ in range(10_000):
        if secrets.randbelow(2):
            guess = codes.new_code()
        else:  # as near as can be: one letter away
            place = secrets.randbelow(len(plain))
            other = secrets.choice(codes.ALPHABET.replace(plain[place], ""))
            guess = plain[:place] + other + plain[place + 1 :]
        assert ask_by_code(guess).verdict == Verdict.NOT_VALID
    assert ask_by_code(code).verdict == Verdict.VALID


def test_known_and_unknown_codes_take_the_same_time(document) -> None:
    _, code, _ = document

    def seconds(typed: str) -> float:
        start = time.perf_counter()
        ask_by_code(typed)
        return time.perf_counter() - start

    times = [(seconds(code), seconds(codes.new_code())) for _ in range(400)]
    known, unknown = (statistics.median(column) for column in zip(*times, strict=True))
    assert abs(known - unknown) < 0.005


def test_the_eleventh_try_in_an_hour_waits(client, document) -> None:
    _, code, _ = document
    for _ in range(10):
        assert ask(client, "nada").status_code == 200
    refused = ask(client, code)
    assert refused.status_code == 429
    assert refused.context["answer"] is None
    assert int(refused["Retry-After"]) > 0
    assert send(client, b"x").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(PAGE).status_code == 200
    other = Client(REMOTE_ADDR="192.0.2.7").post(PAGE, {"code": code})
    assert verdict(other) == Verdict.VALID


def test_looking_at_the_page_costs_no_try(client) -> None:
    assert {client.get(PAGE).status_code for _ in range(15)} == {200}


def test_the_form_demands_its_token(document) -> None:
    _, code, _ = document
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PAGE, {"code": code}).status_code == 403
    page = strict.get(PAGE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    sent = strict.post(PAGE, {"code": code, "csrfmiddlewaretoken": token})
    assert verdict(sent) == Verdict.VALID


def test_a_file_sent_is_never_written_nor_held(client, document, monkeypatch) -> None:
    import tempfile

    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", forbidden)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", forbidden)
    response = send(client, b"x" * 6_000_000)
    assert verdict(response) == Verdict.NOT_VALID
    kept = response.wsgi_request.FILES["file"]
    assert type(kept) is HashedFile
    assert kept.file.closed


def test_a_file_larger_than_any_of_ours_is_told_so(client) -> None:
    response = send(client, b"x" * (MAX_BYTES + 1))
    assert response.status_code == 200
    assert response.context["answer"] is None
    assert response.context["file_form"].errors["file"] == ["El archivo pesa demasiado."]


def test_an_unchanged_paper_does_not_say_that_a_certificate_still_counts(client, document) -> None:
    warning = "puede haber vencido"
    assert warning in ask(client, document[1]).content.decode()
    assert warning not in ask(client, codes.new_code()).content.decode()


def test_nothing_typed_or_chosen_is_told_kindly(client) -> None:
    for data in ({"code": ""}, {"other": "x"}):
        response = client.post(PAGE, data)
        assert response.status_code == 200
        assert response.context["answer"] is None


def test_the_page_is_not_indexed_stored_or_referred_to(client) -> None:
    response = client.get(PAGE)
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_a_code_in_the_address_is_not_read(client, document) -> None:
    _, code, _ = document
    response = client.get(PAGE, {"code": code})
    assert response.context["answer"] is None
    assert code not in response.content.decode()


def test_the_square_holds_the_code_where_no_server_sees_it(people, monkeypatch) -> None:
    asked = []
    real = codes.segno.make
    monkeypatch.setattr(
        codes.segno, "make", lambda text, **k: asked.append(text) or real(text, **k)
    )
    codes.qr("AAAA-BBBB", "http://localhost/verificar/")
    assert asked == ["http://localhost/verificar/#AAAA-BBBB"]


def test_a_code_has_at_least_128_random_bits() -> None:
    made = {codes.new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert codes.GROUPS * codes.GROUP * 5 >= 128
    letters = set("".join(made)) - {"-"}
    assert letters == set(codes.ALPHABET)


def test_the_page_is_in_spanish_and_names_nothing(client) -> None:
    page = client.get(PAGE).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.S).group(1).lower()
    assert 'lang="es"' in page
    assert not re.search(r"violen|agres|victim|sobreviv", title)
