"""English for what her space shows of the lists the ministry keeps in Spanish.

The lists are data, edited by who may; these are the words for the ones there were first. What was
added or renamed since then stands as the ministry wrote it: a right word in Spanish is worth more
than an old one in English.
"""

from collections.abc import Iterable

from django.utils.translation import get_language

from casework.survivors.registry.catalogue import ALWAYS, Asked

# code: (as the list says it, in English), and so for its answers.
Said = tuple[str, str]
FIELDS: dict[str, Said] = {
    "nationality": ("Nacionalidad", "Nationality"),
    "people": ("Pueblo indígena o tribal", "Indigenous or tribal people"),
    "occupation": ("Ocupación", "Occupation"),
    "education": ("Escolaridad", "Schooling"),
    "rsh": ("Tramo del Registro Social de Hogares", "Bracket in the Social Registry of Households"),
    "languages": ("Idiomas en que se siente cómoda", "Languages you feel at ease in"),
    "interpreter": ("Intérprete", "Interpreter"),
}
ANSWERS: dict[str, dict[str, Said]] = {
    "nationality": {
        "CL": ("Chilena", "Chilean"), "VE": ("Venezolana", "Venezuelan"),
        "PE": ("Peruana", "Peruvian"), "HT": ("Haitiana", "Haitian"),
        "CO": ("Colombiana", "Colombian"), "BO": ("Boliviana", "Bolivian"),
        "AR": ("Argentina", "Argentine"), "EC": ("Ecuatoriana", "Ecuadorian"),
        "DO": ("Dominicana", "Dominican"), "CU": ("Cubana", "Cuban"), "other": ("Otra", "Other"),
    },
    "people": {
        "none": ("Ninguno", "None"), "lickanantay": ("Lickanantay o atacameño", "Lickanantay"),
        "afro": ("Tribal afrodescendiente chileno", "Chilean tribal people of African descent"),
        "other": ("Otro", "Other"),
    },
    "occupation": {
        "dependent": ("Trabaja con contrato", "Works with a contract"),
        "informal": ("Trabaja sin contrato", "Works without a contract"),
        "own-account": ("Trabaja por cuenta propia", "Works on your own account"),
        "seeking": ("Busca trabajo", "Looking for work"),
        "home": ("Trabajo doméstico y de cuidados en casa", "Work and care at home"),
        "student": ("Estudia", "Studying"),
        "retired": ("Jubilada o pensionada", "Retired or with a pension"),
    },
    "education": {
        "none": ("Sin estudios", "No schooling"),
        "basic-part": ("Básica incompleta", "Part of primary school"),
        "basic": ("Básica completa", "Primary school"),
        "middle-part": ("Media incompleta", "Part of secondary school"),
        "middle": ("Media completa", "Secondary school"),
        "technical": ("Técnica superior", "Technical degree"),
        "university": ("Universitaria", "University"),
        "postgraduate": ("Posgrado", "Postgraduate"),
    },
    "rsh": {
        "40": ("Hasta 40 %", "Up to 40 %"), "50": ("41 a 50 %", "41 to 50 %"),
        "60": ("51 a 60 %", "51 to 60 %"), "70": ("61 a 70 %", "61 to 70 %"),
        "80": ("71 a 80 %", "71 to 80 %"), "90": ("81 a 90 %", "81 to 90 %"),
        "100": ("91 a 100 %", "91 to 100 %"),
        "none": ("No está en el registro", "Not in the registry"),
    },
    "languages": {
        "es": ("Español", "Spanish"), "ht": ("Creole haitiano", "Haitian Creole"),
        "pt": ("Portugués", "Portuguese"), "en": ("Inglés", "English"),
        "csg": ("Lengua de señas chilena", "Chilean Sign Language"), "other": ("Otro", "Other"),
    },
    "interpreter": {
        "no": ("No necesita", "Not needed"), "yes": ("Necesita", "Needed"),
        "signs": ("Necesita en lengua de señas", "Needed in sign language"),
    },
}  # fmt: skip


def name_of(asked: Asked) -> str:
    """Give the name of a field as she reads it."""
    return _in_her_words(asked.name, FIELDS.get(asked.code))


def words_of(asked: Asked, codes: Iterable[str]) -> str:
    """Give answers as she reads them; a code no longer in the list stands as it is."""
    kept, known = dict(asked.options), ANSWERS.get(asked.code, {})
    return ", ".join(
        str(ALWAYS[code])
        if code in ALWAYS
        else _in_her_words(kept.get(code, code), known.get(code))
        for code in codes
    )


def _in_her_words(now: str, first: Said | None) -> str:
    """Give the English of what the list says now, when it still says what it said first."""
    if first is None or first[0] != now or get_language() != "en":
        return now
    return first[1]
