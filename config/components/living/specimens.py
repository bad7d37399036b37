"""What the living page shows: each specimen is a small template, printed with its own source."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines
from django.utils import timezone

from casework.drafts.keeping import Keeping

from .forms import ChoiceForm, FilterForm, SpecimenForm

# Fictional content, not texts of the product: it stays out of the message catalogue.
FOLDER = Path(__file__).parent / "specimens"
TITLES = {
    "words": "Texto y filtros",
    "buttons": "Botones",
    "claveunica": "ClaveÚnica",
    "notices": "Avisos",
    "states": "Estados",
    "summary": "Lista de resumen",
    "steps": "Pasos",
    "tabs": "Pestañas",
    "table": "Tabla que en el teléfono son tarjetas",
    "filters": "Filtros y páginas",
    "timeline": "Línea de tiempo",
    "empty": "Lugar vacío",
    "dialog": "Diálogo",
    "code": "Clave que se muestra una vez",
    "consent": "Dos respuestas iguales",
    "fields": "Campos",
    "errors": "Campos con errores",
    "keeping": "Borrador que se recupera, deshacer y atajos",
}


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component in use."""

    name: str
    title: str
    html: str
    source: str


def specimens(request: HttpRequest) -> list[Specimen]:
    """All of them, rendered."""
    context = sample()
    return [_specimen(name, title, context, request) for name, title in TITLES.items()]


def _specimen(name: str, title: str, context: dict[str, object], request: HttpRequest) -> Specimen:
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8").strip()
    html = engines["django"].from_string(source).render(context, request)
    return Specimen(name, title, html, source)


def sample() -> dict[str, object]:
    """The fictional people, dates and forms the specimens speak of."""
    today = timezone.localdate()
    wrong = SpecimenForm(
        {"run": "12345678", "born_day": "31", "born_month": "2", "born_year": "1988"}
    )
    wrong_choice = ChoiceForm({}, prefix="mal")
    return {
        "form": SpecimenForm(prefix="ficha"),
        "wrong": wrong,
        "choice": ChoiceForm(),
        "kept_form": _kept_form(),
        "wrong_choice": wrong_choice,
        "filter": FilterForm(prefix="f"),
        "page": Paginator(range(1, 98), 10).page(3),
        "today": today,
        "soon": today + timedelta(days=3),
        "late": today - timedelta(days=12),
        "lines": _lines(),
        "labels": ["Datos", "Permisos", "Revisión", "Firma"],
        "tabs": [
            {"url": "#tabs", "label": "Trayecto", "current": True},
            {"url": "?2#tabs", "label": "Derivaciones", "count": 2},
            {"url": "?3#tabs", "label": "Documentos", "count": 11},
            {"url": "?4#tabs", "label": "Contacto seguro"},
        ],
    }


def _kept_form() -> SpecimenForm:
    form: Any = SpecimenForm(prefix="borrador", initial={"story": "Llegó con su hermana"})
    form.keeping = Keeping("kept-muestra", "", "", "#keeping", recovered=timezone.localtime())
    return form


def _lines() -> list[tuple[str, str, str, int, str]]:
    return [
        ("Carmen Soto Pinto", "Centro de la Mujer Viña del Mar", "success", 4, "Aceptada"),
        ("Rosa Millán Huenchul", "Centro de la Mujer Temuco", "warning", 9, "Pendiente"),
        ("Ana Fuentes Rivas", "Casa Comunal Concepción", "danger", 31, "Vencida"),
    ]
