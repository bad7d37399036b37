"""Documents as the tests need them: written by one person, published by another."""

from datetime import date
from typing import Any

from portal.models import GuidelineIndexPage, GuidelinePage, ProtocolIndexPage, ProtocolPage

from .editors import person, put_on_site

LATER = date(2026, 6, 1)
STEPS: tuple[dict[str, Any], ...] = (
    {"number": "1", "title": "Llamar para confirmar la hora", "trigger": "S1", "deadline": 5,
     "unit": "working_days", "role": "N6", "guidance": "Use solo el contacto seguro.",
     "task_kind": "do-contact", "source": "", "stays": False},
    {"number": "2", "title": "Revisar el ingreso", "trigger": "S3", "deadline": 2, "unit": "days",
     "role": "N5", "guidance": "", "task_kind": "", "source": "SE-10", "stays": True},
)  # fmt: skip


def fields(code: str, **more: Any) -> dict[str, Any]:
    """Give what every document says."""
    return {
        "code": code, "title": f"Documento {code}", "summary": "Una frase.", "year": 2026,
        "valid_from": date(2026, 1, 1), "example": True, "review_on": date(2027, 1, 1),
        "responsible": person("nora"), **more,
    }  # fmt: skip


def protocol(code: str = "prueba", **more: Any) -> ProtocolPage:
    """A protocol nobody has published yet."""
    above = ProtocolIndexPage.objects.get()
    steps = [("step", step) for step in more.pop("steps", STEPS)]
    page = ProtocolPage(**fields(code, **more), slug=code, steps=steps)
    above.add_child(instance=page)
    return page


def guideline(code: str = "guia", **more: Any) -> GuidelinePage:
    """A guideline nobody has published yet."""
    page = GuidelinePage(**fields(code, **more), slug=code)
    GuidelineIndexPage.objects.get().add_child(instance=page)
    return page


def published(page: Any) -> Any:
    """Publish a page; give it as it stands then."""
    put_on_site(page)
    page.refresh_from_db()
    return page


def renewed(page: Any, **changes: Any) -> Any:
    """Publish a page again with these changes."""
    for name, value in changes.items():
        setattr(page, name, value)
    return published(page)
