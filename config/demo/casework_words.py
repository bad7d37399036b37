"""Invented words for the demo's notes: short, plain, of nobody."""

NOTES = (
    "Se conversa sobre su red de apoyo. Acuerda volver la próxima semana.",
    "Llega más tranquila. Revisamos las medidas de seguridad y los pasos que siguen.",
    "Pide orientación sobre el trámite del arriendo. Se le entrega información escrita.",
    "Trabajamos en reconocer señales de alerta. Queda con su plan a mano.",
    "Viene con su hermana. Pregunta por los horarios del grupo.",
    "Se evalúa el avance de sus objetivos. Quiere retomar sus estudios.",
)

REASONS = (
    "Cambió de turno y ya no alcanza a llegar.",
    "Dijo que por ahora prefiere esperar.",
    "No se sabe. No respondió en la última semana.",
)

# Codes of services asked for.
SERVICES = ("representation", "children", "housing", "psychiatry", "work", "hours", "transport")
