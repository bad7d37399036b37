"""The example protocol of the demo: our own words; its deadlines are proposals (domain.md 2.4)."""

from casework.protocols.models import ProtocolStep
from casework.protocols.rules import StepDraft

HOURS, WORKING, DAYS = ProtocolStep.Unit
HEAD = ProtocolStep.Role.HEAD
TITLE = "Protocolo de ejemplo: atención en el centro"

STEPS = (
    StepDraft(
        "0.1", "Acordar un contacto seguro", "S0", 24, HOURS, task_kind="do-contact",
        guidance="Pregunte cómo, cuándo y con qué palabras se la puede llamar sin riesgo. "
                 "Si no hay una forma segura, escríbalo así.",
    ),
    StepDraft(
        "0.2", "Evaluar el riesgo en el primer contacto", "S0", 24, HOURS, task_kind="do-risk",
        guidance="Si el riesgo es alto o vital, avise a la jefatura el mismo día.",
    ),
    StepDraft(
        "1.1", "Completar su identificación con lo que falta", "S1", 5, WORKING,
        task_kind="do-intake",
        guidance="Pregunte solo lo que el expediente no sabe. No repita lo que ya contó.",
    ),
    StepDraft(
        "1.2", "Explicar y firmar las autorizaciones", "S1", 5, WORKING, task_kind="do-consent",
        guidance="Decir que no, no cambia la atención. Explique cada uso por separado.", stays=True,
    ),
    StepDraft(
        "1.3", "Informar sobre la red de apoyo", "S1", 5, WORKING, source="SE-10", stays=True,
        guidance="Deje escrito qué información se entregó y cómo.",
    ),
    StepDraft(
        "2.1", "Avisarle su lugar en la lista y qué hacer mientras espera", "S2", 2, WORKING,
        guidance="Léale su posición con las palabras de la lista y acuerde cómo seguir en "
                 "contacto.",
    ),
    StepDraft(
        "3.1", "Confirmar el ingreso y el equipo a cargo", "S3", 2, WORKING, role=HEAD,
        task_kind="do-case",
    ),
    StepDraft(
        "3.2", "Primera hora con la dupla", "S3", 5, WORKING, task_kind="do-session",
        guidance="Agende con el contacto seguro. Si no llega, registre el intento.",
    ),
    StepDraft(
        "3.3", "Anotar el episodio que motivó el ingreso", "S3", 10, WORKING,
        task_kind="do-episode",
        guidance="Use sus palabras. Lo que ya está escrito en su relato no se pregunta otra vez.",
    ),
    StepDraft(
        "3.4", "Revisar qué medidas de protección tiene y hasta cuándo", "S3", 10, WORKING,
        task_kind="do-measure", source="VG-16",
        guidance="Si una vence dentro de treinta días, decida con ella si se pide renovarla.",
    ),
    StepDraft(
        "4.1", "Entregar el informe diagnóstico", "S4", 30, DAYS, task_kind="do-report",
        guidance="Devuelva el diagnóstico a la mujer antes de archivarlo.",
    ),
    StepDraft(
        "5.1", "Acordar el Plan de Intervención Individual", "S5", 15, DAYS, task_kind="do-plan",
        guidance="Los objetivos son de ella. Incluya el plan de seguridad.",
    ),
    StepDraft(
        "5.2", "Supervisión de caso con la jefatura", "S5", 45, DAYS, role=HEAD,
    ),
    StepDraft("6.1", "Evaluación final y cierre del plan", "S6", 10, WORKING, task_kind="do-plan"),
    StepDraft(
        "7.1", "Primer contacto de seguimiento", "S7", 90, DAYS, task_kind="do-follow-up",
        stays=True,
        guidance="Use el contacto seguro vigente. Si venció, no llame: renuévelo primero.",
    ),
)  # fmt: skip

# The version before it asked for less.
EARLIER = tuple(step for step in STEPS if step.number not in {"2.1", "3.3", "3.4", "5.2"})
OUTCOMES = (
    "Se hizo como indica el paso.", "Se hizo por teléfono, con el contacto seguro.",
    "Se hizo en la hora de hoy; ella estuvo de acuerdo.", "Se hizo junto con la dupla.",
)  # fmt: skip
LATER = (
    "Ella pidió más tiempo para pensarlo.", "Está fuera de la comuna hasta la próxima semana.",
    "La profesional está con licencia médica.",
)  # fmt: skip
REVIEWS = (
    "Sigue con hora de salud los martes; prefiere la mañana.",
    "Vive ahora con una hermana; se siente más tranquila.",
    "Pide que se le avise con dos días de anticipación.",
)  # fmt: skip
