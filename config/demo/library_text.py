"""Example documents of the demo: our own words, marked as examples wherever they are read."""

from typing import Any

from portal.protocols.congress import address_of

from . import protocol_text

_SUMMARY = (
    "Documento de ejemplo. Desde el primer contacto hasta el seguimiento: qué hace el equipo, "
    "quién lo hace y en qué plazo."
)
_BODY = (
    ("heading", "Para qué sirve"),
    ("paragraph", "<p>Para que cada mujer reciba la misma atención en todos los centros, y para "
                  "que el equipo sepa qué sigue sin tener que recordarlo. Los plazos son "
                  "propuestas de este ejemplo.</p>"),
    ("heading", "Cómo se usa"),
    ("list", [
        "Cada paso se vuelve una tarea cuando el caso llega a su etapa.",
        "El caso sigue con la versión con que se abrió, aunque después salga otra.",
        "Si un paso no se puede cumplir a tiempo, se posterga con un motivo.",
    ]),
    ("notice", {"kind": "info", "title": "La decisión es de ella",
                "text": "Ningún paso se hace contra su voluntad, salvo los que la ley obliga a "
                        "dar por escrito."}),
)  # fmt: skip
PROTOCOL: dict[str, Any] = {
    "code": "atencion-centro",
    "title": protocol_text.TITLE,
    "summary": _SUMMARY,
    "body": _BODY,
}


def norms(*titles: str) -> list[tuple[str, dict[str, str]]]:
    """Give norms as a document names them; one whose number we do not know leads nowhere."""
    return [("norm", {"title": one, "url": address_of(one)}) for one in titles]


NORMS = norms("Ley 21.675", "Ley 19.628", "Ley 20.066", "Código Procesal Penal")

GUIDES: tuple[dict[str, Any], ...] = (
    {
        "code": "primer-contacto-seguro",
        "title": "Orientación de ejemplo: el primer contacto seguro",
        "summary": "Documento de ejemplo. Cómo acordar con ella cuándo, por dónde y con qué "
                   "palabras se la llama.",
        "audience": "public",
        "levels": ["N5", "N6"],
        "norms": norms("Ley 21.675", "Ley 19.628"),
        "body": (
            ("heading", "Antes de llamar"),
            ("list", [
                "Mire si el contacto sigue vigente. Si venció, no llame: renuévelo en persona.",
                "Llame solo en el horario que ella dio.",
                "Tenga a mano las palabras acordadas, por si contesta otra persona.",
            ]),
            ("heading", "Si contesta otra persona"),
            ("paragraph", "<p>Diga solo las palabras acordadas y corte. No deje recado ni diga de "
                          "dónde llama. Escriba el intento en el caso.</p>"),
        ),
    },
    {
        "code": "cuidado-de-equipos",
        "title": "Orientación de ejemplo: cuidado de los equipos",
        "summary": "Documento de ejemplo, solo para el personal. Qué hace la jefatura para que el "
                   "trabajo no dañe a quien lo hace.",
        "audience": "staff",
        "levels": ["N5", "N6"],
        "body": (
            ("heading", "Cada semana"),
            ("list", [
                "Una hora de reunión de casos, sin teléfono.",
                "Nadie sale a terreno sola ni sin avisar.",
            ]),
            ("heading", "Después de un hecho grave"),
            ("paragraph", "<p>El mismo día, la jefatura conversa con quien atendió y revisa si "
                          "otra persona debe tomar sus tareas.</p>"),
        ),
    },
)  # fmt: skip
REVIEWED = "Se revisó con la nueva versión: el caso sigue igual."
