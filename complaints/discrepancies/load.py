"""First causes, and the ground for keeping a datum: proposals, edited as data afterwards."""

from typing import Any

CAUSES = (
    ("mal-escrito", "Se escribió mal aquí"),
    ("fuente", "Venía mal de otra institución"),
    ("cambio", "Cambió desde que se anotó"),
    ("otra-persona", "Es de otra persona"),
    ("sin-preguntar", "Se anotó sin preguntarle"),
    ("sistema-anterior", "Venía mal de un sistema anterior"),
    ("estaba-bien", "El dato estaba bien"),
    ("otra", "Otra causa"),
)
GROUND = {
    "code": "dato-exacto", "label": "El dato está bien según su fuente",
    "citation": "Ley 19.628, art. 6",
    "explanation": "Miramos el dato con su fuente y está bien. Tu versión queda escrita al lado.",
    "rights": ["rectification"], "order": 15,
}  # fmt: skip


def load_words(apps: Any, schema_editor: Any) -> None:
    """Fill the causes and add the ground (a migration's step)."""
    causes = apps.get_model("complaints", "DiscrepancyCause").objects
    for order, (code, name) in enumerate(CAUSES, 1):
        causes.get_or_create(code=code, defaults={"name": name, "order": order * 10})
    grounds = apps.get_model("complaints", "LegalGround").objects
    values = {name: value for name, value in GROUND.items() if name != "code"}
    grounds.get_or_create(code=GROUND["code"], defaults=values)
