"""All of hers, none of others, read by two, sealed, packed, taken once (DP-15, SE-01; safety 4)."""

import csv
import io
import json
import re
from datetime import timedelta

import jsonschema
import pikepdf
import pypdfium2
import pytest
import pyzipper
from django.utils import timezone

from casework import models as m
from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.documents import store
from casework.sharing import actions as sharing
from casework.sharing import gate
from complaints.fulfilment import (
    blotting,
    container,
    copies,
    copy_actions,
    document,
    gathering,
)
from complaints.models import CopyPart, RemovedWords, RightsRequest
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked
from complaints.rights.port import CannotFulfil
from tests import people
from tests.database import as_system

from . import golden
from .hands import asked, copied, decided, packed, prepared, read_by_two, taken

pytestmark = pytest.mark.django_db


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w.-]+", text) if len(word) > 3]


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.usefixtures("earnest_press")
def test_all_of_hers_and_none_of_others_in_paper_data_names_and_metadata(team, full):
    request = asked(team[0], full, wording=golden.HERS["asked"])
    copy = copied(*team, request)
    key = packed(team[0], copy)
    content = taken(team[0], copy)
    files = container.opened(content, key)
    assert list(files)[:3] == ["01.pdf", "02.json", "03.json"]
    with pikepdf.open(io.BytesIO(files["01.pdf"])) as pdf:
        metadata = f"{pdf.docinfo} {bytes(pdf.Root.Metadata.read_bytes()).decode()}"
    paper, data = text_of(files["01.pdf"]), files["02.json"].decode()
    for name, canary in golden.HERS.items():
        assert canary in data, f"{name} is missing in the data"
        flat = " ".join(paper.split())
        assert all(word in flat for word in canary.split()), f"{name} is missing on paper"
    enclosed = " ".join(text_of(one) for name, one in files.items() if name.endswith(".pdf"))
    for place in (paper, enclosed, data, " ".join(files), metadata, repr(content[:4000])):
        for name, canary in golden.OTHERS.items():
            for word in words(canary):
                if word not in ("Casa", "Pasaje", "Avenida", "4321"):
                    assert word.casefold() not in place.casefold(), f"{name} leaked: {word}"


def test_a_name_inside_what_needs_no_reading_is_looked_for_too():
    blotter = blotting.blotter(["Evaristo Ajeno"])
    row = {"words": "Lo contó Evaristo", "code": "x", "n": 1}
    assert any(blotter.knows(text) for text in gathering.typed(row))
    assert list(gathering.typed({"code": "11101", "words": "Victoria"})) == []


def test_the_data_follow_the_published_schema(team, full):
    copy = copied(*team, asked(team[0], full))
    with acting(team[0].staff.context):
        data = json.loads(store.open(copy.data).getvalue())
    jsonschema.Draft202012Validator.check_schema(document.schema())
    jsonschema.validate(data, document.schema(), format_checker=jsonschema.FormatChecker())
    for section in data["sections"]:
        assert section["purpose"]["words"] and section["retention"]["words"]
        assert section["origin"]["words"] and section["rows"]
    assert data["logic"] and data["withheld"] and data["recipients"] == []


def test_a_copy_of_another_shape_is_refused_by_the_schema(team, full):
    copy = copied(*team, asked(team[0], full))
    with acting(team[0].staff.context):
        data = json.loads(store.open(copy.data).getvalue())
    data["sections"][0]["aggressor"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, document.schema())


def test_codes_of_lists_are_said_in_words_and_nobody_has_to_read_them(team, full):
    with acting(team[0].staff.context):
        gathered = gathering.gather(full.pk, blotting.blotter(["Casa"]))
    data = json.dumps(gathered.sections, ensure_ascii=False)
    episode = next(iter(gathered.sections[m.Episode._meta.label].values()))
    assert episode["place"] == {"code": "CASA_DE_ELLA", "words": "Casa de ella"}
    assert all(set(one) == {"code", "words"} for one in episode["forms"])
    assert "CASA_DE_ELLA" not in [one["text"] for one in gathered.texts]
    fields = [row["field"] for row in gathered.sections[m.Datum._meta.label].values()]
    assert all(one["words"] != one["code"] for one in fields)
    assert '"codes": ["' not in data


def test_it_says_who_received_her_data_and_by_name_only_where_she_asks(team, full, monkeypatch):
    monkeypatch.setattr(gate, "_rules", {"all": lambda _one, _at: gate.Answer(True, "")})
    with acting(team[0].staff.context):
        sharing.share(
            sharing=gate.Sharing(full.pk, "health", "referral"), institution="MINSAL",
            by=team[0].staff, at=timezone.now(),
        )  # fmt: skip
        classes = document.recipients(full.pk, identities=False)
        names = document.recipients(full.pk, identities=True)
    assert [one["times"] for one in classes] == [1]
    assert "institutions" not in classes[0]
    assert len(names[0]["institutions"]) == 1


def test_nothing_leaves_before_two_people_read_it(team, full):
    request = asked(team[0], full)
    with acting(team[0].staff.context):
        part = copy_actions.prepare(request=request, by=team[0].staff, at=timezone.now())
        with pytest.raises(copy_actions.CopyRefused):
            copy_actions.review(part=part, by=team[0].staff, at=timezone.now())
    request = prepared(team[0], request)
    with pytest.raises((RightsRefused, CannotFulfil)):
        decided(team[1], request)


def test_who_edits_is_not_the_second_person_either(team, full):
    request = asked(team[0], full)
    part = read_by_two(*team, request)
    with acting(team[1].staff.context):
        part = copy_actions.edit(part=part, texts={0: None}, by=team[1].staff, at=timezone.now())
        assert part.reviewed_at is None
        with pytest.raises(copy_actions.CopyRefused):
            copy_actions.review(part=part, by=team[1].staff, at=timezone.now())


def test_a_reader_takes_words_out_and_writes_none(team, full):
    request, at = asked(team[0], full), timezone.now()
    with acting(team[0].staff.context):
        part = copy_actions.prepare(request=request, by=team[0].staff, at=at)
        texts = part.content["texts"]
        number = next(n for n, one in enumerate(texts) if golden.HERS["note"] in one["text"])
        for wrong in (f"{golden.HERS['note']} y más", f"{golden.HERS['note']}; la citó Casilda"):
            with pytest.raises(copy_actions.CopyRefused):
                copy_actions.edit(part=part, texts={number: wrong}, by=team[0].staff, at=at)
        shorter = f"{golden.HERS['note']}; [reservado]"
        part = copy_actions.edit(part=part, texts={number: shorter}, by=team[0].staff, at=at)
        assert part.content["texts"][number]["text"] == shorter


def test_what_was_taken_out_is_logged_apart_and_only_for_its_centre(team, full):
    read_by_two(*team, asked(team[0], full))
    with acting(team[0].staff.context):
        removed = str([row.entries for row in RemovedWords.objects.all()])
    assert "Lautaro" in removed
    with acting(people.other_centre_worker().staff.context):
        assert not RemovedWords.objects.exists()
        assert not CopyPart.objects.exists()


def test_a_name_that_came_in_after_the_reading_stops_the_copy(team, full, monkeypatch):
    request = asked(team[0], full)
    part = read_by_two(*team, request)
    with as_system():
        content = part.content
        content["texts"][0]["text"] = "Lo hizo Evaristo"
        part.content = content
        part.save()
    with pytest.raises(CannotFulfil):
        decided(team[1], prepared(team[0], request))


def test_it_is_taken_once_and_within_a_day(team, full):
    copy = copied(*team, asked(team[0], full))
    with pytest.raises(copy_actions.CopyRefused):
        taken(team[0], copy)
    packed(team[0], copy)
    with acting(team[0].staff.context), pytest.raises(copy_actions.CopyRefused):
        copies.take(copy=copy, by=team[0].staff, at=timezone.now() + timedelta(hours=24))
    taken(team[0], copy)
    with pytest.raises(copy_actions.CopyRefused):
        taken(team[0], copy)
    with pytest.raises(copy_actions.CopyRefused):
        packed(team[0], copy)
    with as_system():
        whats = [event.detail["what"] for event in AuditEvent.objects.filter(
            verb=Verb.DATA_EXPORTED).order_by("seq")]  # fmt: skip
    assert whats == ["copy-made", "copy-packed", "copy-taken"]


def test_it_is_not_packed_before_it_was_decided(team, full):
    request = asked(team[0], full)
    copy = copied(*team, request)
    with as_system():
        RightsRequest.objects.filter(pk=copy.request_id).update(state="reviewing", letter=None)
    with pytest.raises(copy_actions.CopyRefused):
        packed(team[0], copy)


def test_the_container_opens_with_its_words_only():
    key = container.new_words()
    content = container.packed({"a.pdf": b"uno", "b.json": b"dos"}, key)
    assert list(container.opened(content, key).values()) == [b"uno", b"dos"]
    assert b"uno" not in content
    with pytest.raises(RuntimeError):
        container.opened(content, container.new_words())
    with pyzipper.AESZipFile(io.BytesIO(content)) as zipped:
        assert {info.wz_aes_strength for info in zipped.infolist()} == {3}


def test_portability_gives_what_she_supplied_in_two_forms(team, full):
    copy = copied(*team, asked(team[0], full, Asked.PORTABILITY))
    key = packed(team[0], copy)
    files = container.opened(taken(team[0], copy), key)
    data = json.loads(files["02.json"])
    jsonschema.validate(data, document.schema())
    assert "recipients" not in data
    table = list(csv.DictReader(io.StringIO(files["03.csv"].decode("utf-8-sig"))))
    values = {line["value"] for line in table}
    assert golden.HERS["given"] in values
    assert not any(golden.HERS["note"] in value for value in values), "the team wrote this"
    assert any(golden.HERS["told"] in value for value in values)


def test_another_team_prepares_nothing(team, full):
    request = asked(team[0], full)
    stranger = people.other_centre_worker()
    with acting(stranger.staff.context), pytest.raises(copy_actions.CopyRefused):
        copy_actions.prepare(request=request, by=stranger.staff, at=timezone.now())


def test_a_centre_that_did_not_read_its_part_is_waited_for(team, full):
    from casework.survivors.actions import open_attention

    there = people.other_centre_worker()
    request = asked(team[0], full)
    with acting(there.staff.context):
        open_attention(
            survivor_id=full.pk, centre_id=people.other_centre().pk, purpose="x", by=there.staff,
            at=timezone.now(),
        )  # fmt: skip
    with as_system():
        request = RightsRequest.objects.get(pk=request.pk)
    read_by_two(*team, request)
    with pytest.raises((RightsRefused, CannotFulfil)):
        decided(team[1], prepared(team[0], request))
