"""Executors, agreements and fourteen fictional centres in six regions."""

from datetime import date

from casework.territory.models import Agreement, Centre, CentreKind, Comuna, Executor

EXECUTORS = (
    ("Fundación Abrigo", "foundation"),
    ("Corporación Raíz y Alero", "ngo"),
    ("Municipalidad de Puerto Claro", "municipality"),
    ("Municipalidad de Los Maitenes", "municipality"),
    ("Delegación Presidencial de ejemplo", "delegation"),
    ("Servicio de ejemplo", "service"),
)

# code, name, kind, comuna (CUT), executor's place in the list above
CENTRES = (
    ("D-ARICA", "Centro Arica", "CLM", "15101", 1),
    ("D-ANTOF", "Centro Antofagasta", "CLM", "02101", 2),
    ("D-VALPO", "Centro Valparaíso", "CLM", "05101", 0),
    ("D-VINA", "Centro Viña del Mar", "CLM", "05109", 0),
    ("D-QUILLOTA", "Centro Quillota", "CLM", "05501", 3),
    ("D-VALPO-RT", "Residencia Transitoria Costa", "RT", "05101", 0),
    ("D-VALPO-ESP", "Centro especializado Valparaíso", "CAEVG", "05101", 0),
    ("D-STGO", "Centro Santiago", "CLM", "13101", 4),
    ("D-MAIPU", "Centro Maipú", "CLM", "13119", 3),
    ("D-STGO-RT", "Residencia Transitoria Cordillera", "RT", "13101", 1),
    ("D-TEMUCO", "Centro Temuco", "CLM", "09101", 1),
    ("D-VILLARR", "Centro Villarrica", "CLM", "09120", 1),
    ("D-TEMUCO-ESP", "Centro especializado Temuco", "CAEVG", "09101", 1),
    ("D-PMONTT", "Centro Puerto Montt", "CLM", "10101", 5),
)


def build(today: date) -> dict[str, Centre]:
    """Make executors with this year's agreements, and their centres. Gives centres by code."""
    executors = [Executor.objects.create(name=name, kind=kind) for name, kind in EXECUTORS]
    agreements = [_agreement(executor, today.year) for executor in executors]
    return {
        code: Centre.objects.create(
            code=code,
            name=name,
            kind=CentreKind.objects.get(pk=kind),
            comuna=Comuna.objects.get(pk=comuna),
            executor=executors[place],
            agreement=agreements[place],
            valid_from=date(2024, 1, 1),
            hours="" if kind == "RT" else "Lunes a viernes, 9:00 a 18:00 (ejemplo)",
        )
        for code, name, kind, comuna, place in CENTRES
    }


def _agreement(executor: Executor, year: int) -> Agreement:
    return Agreement.objects.create(
        executor=executor,
        number=f"DEMO-{year}-{executor.pk}",
        valid_from=date(year, 1, 1),
        valid_to=date(year + 1, 12, 31),
        matter="Ejecución de un centro de atención (convenio ficticio).",
        legal_grounds="Ley 21.675, artículos 16 y 26.",
        purposes="Atención de las mujeres que acuden al centro.",
        data_types="Identificación, contacto seguro y atención.",
        data_subjects="Mujeres atendidas y personas a su cuidado.",
        treatment="Registro y consulta en este sistema.",
        duties="Secreto, uso exclusivo y aviso de incidentes.",
        breach_notice_hours=24,
    )
