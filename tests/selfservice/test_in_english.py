"""What is known about her, read in English: the lists are kept in Spanish, their words are not."""

import json

from django.utils.translation import override

from casework.survivors.registry.catalogue import Asked
from casework.survivors.registry.load import FIELDS
from casework.survivors.registry.models import Theme
from selfservice import in_english
from selfservice.sql import SAFE_FIELDS

SAME = {"Mapuche", "Aymara", "Rapa Nui", "Quechua", "Colla", "Diaguita", "Chango", "Kawésqar",
        "Yagán", "Selk'nam", "Mapudungun"}  # fmt: skip


def asked(row, **more) -> Asked:
    said = {"note": "", "needed": False, "own_word": False, "months": None, "many": True, **row}
    said |= {"theme": Theme.ORIGIN, "options": tuple(map(tuple, row["options"])), **more}
    return Asked(**{key: value for key, value in said.items() if key in Asked.__slots__})


def shown() -> list[Asked]:
    rows = json.loads(FIELDS.read_text(encoding="utf-8"))
    return [asked(row) for row in rows if row["code"] in SAFE_FIELDS]


def test_every_answer_her_space_may_show_has_english_words() -> None:
    assert len(shown()) == len(SAFE_FIELDS)
    with override("en"):
        for field in shown():
            assert in_english.name_of(field) != field.name
            for code, name in field.options:
                assert (in_english.words_of(field, [code]) != name) or name in SAME, (field, code)


def test_in_spanish_and_where_the_list_was_changed_it_stands_as_it_was_written() -> None:
    field = shown()[0]
    with override("es"):
        assert in_english.words_of(field, ["CL", "VE"]) == "Chilena, Venezolana"
    changed = asked(
        {"code": field.code, "name": "Otro nombre", "why": "", "options": [["CL", "De Chile"]]}
    )
    with override("en"):
        assert in_english.words_of(field, ["CL", "VE"]) == "Chilean, Venezuelan"
        assert in_english.words_of(field, ["unsaid"]) == "She prefers not to say"
        assert in_english.name_of(changed) == "Otro nombre"
        assert in_english.words_of(changed, ["CL", "gone"]) == "De Chile, gone"
