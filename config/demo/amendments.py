"""Changes that two persons make: one was approved, one was not, one waits for whoever approves."""

from datetime import timedelta

from django.contrib.auth.models import User

from casework.survivors.models import Survivor
from complaints.amending import actions
from complaints.models import AnswerTemplate, LegalGround, OpinionQuestion

from .women import World

WORDS = (
    "Recibimos tu solicitud {numero} el {fecha}. Pediste: {derecho}.\n\n"
    "La respuesta es sí en parte. Primero te contamos lo que hicimos: \n\n"
    "Después, lo que no se pudo hacer y por qué: "
)


def build(world: World, women: list[Survivor]) -> None:
    """The editor writes and sends; the second person answers two of the three."""
    editor, second = (User.objects.get(username=name) for name in ("redaccion", "aprobacion"))
    at = world.at - timedelta(days=6)
    ground = LegalGround.objects.get(code="sin-poder")
    ground.explanation = (
        "Para pedir por otra persona hace falta un poder. Puedes traerlo cuando quieras. "
        "Un poder simple, firmado ante notario, basta."
    )
    first = actions.begin(row=ground, reason="Preguntan qué poder sirve.", by=editor, at=at)
    actions.send(change=first, by=editor, at=at)
    actions.approve(change=first, by=second, at=at + timedelta(days=1))
    question = OpinionQuestion.objects.get(topic="solving", language="es", valid_from=None)
    question.words = "¿Del 1 al 7, cuánto te sirvió?"
    other = actions.begin(row=question, reason="Más concreta.", by=editor, at=at)
    actions.send(change=other, by=editor, at=at)
    why = "La nota ya va del 1 al 7 al lado: así se repite. Dejemos la que está."
    actions.refuse(change=other, why=why, by=second, at=at + timedelta(days=2))
    text = AnswerTemplate.objects.get(right="", outcome="partly", language="es")
    text.body = WORDS
    waits = actions.begin(
        row=text, reason="Se entiende mejor si lo hecho va primero.", by=editor, at=world.at
    )
    actions.send(change=waits, by=editor, at=world.at)
