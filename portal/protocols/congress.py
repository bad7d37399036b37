"""Where the Library of Congress keeps the norms that documents cite, by its own number for each.

Only numbers under which somebody read the text there. A code without one (Civil, del Trabajo…)
leads where the document itself says, or nowhere.
"""

_ADDRESS = "https://www.bcn.cl/leychile/navegar?idNorma={}"
_NUMBERS = {
    "Código Penal": 1984,
    "Código Procesal Penal": 176595,
    "Ley 19.628": 141599,
    "Ley 19.799": 196640,
    "Ley 19.880": 210676,
    "Ley 19.968": 229557,
    "Ley 20.066": 242648,
    "Ley 20.285": 276363,
    "Ley 21.057": 1113932,
    "Ley 21.565": 1191935,
    "Ley 21.663": 1202434,
    "Ley 21.675": 1204220,
    "Ley 21.719": 1209272,
}
# As people write it for short; "CP" is not here: it stands for too much.
_SHORT = {"CPP": "Código Procesal Penal"}
NORMS = {name: _ADDRESS.format(number) for name, number in _NUMBERS.items()}
NORMS |= {short: NORMS[name] for short, name in _SHORT.items()}


def address_of(title: str) -> str:
    """Give where a norm of this very name is read; empty when we do not know."""
    return NORMS.get(title, "")
