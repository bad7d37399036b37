"""Where the norm that a step cites is read: by a law's number, by a code's name."""

import pytest

from casework.cases.legal_sources import CITATIONS, citation
from config.demo import library_text, protocol_text
from portal.protocols.norms import Norm, cited


def test_the_norms_of_the_example_and_the_laws_its_steps_cite_lead_on() -> None:
    named = [Norm(one["title"], one["url"]) for _kind, one in library_text.NORMS]
    assert all(one.address.startswith("https://www.bcn.cl/leychile/") for one in named)
    sources = {citation(step.source) for step in protocol_text.STEPS} - {""}
    sources |= set(CITATIONS.values())  # what a step may cite from the product's own list
    assert all(cited(one, named) for one in sources), sources


@pytest.mark.parametrize(
    ("source", "leads"),
    [
        ("Código Procesal Penal, arts. 175 a 177", "idNorma=176595"),
        ("Art. 175 del CPP", "idNorma=176595"),
        ("codigo penal, art. 369; Código Procesal Penal, art. 53", "idNorma=1984"),
        ("Ley 19.968, art. 84, y Ley 21.675", "idNorma=229557"),
        ("Código Civil, art. 222", "https://example.cl/civil"),
        ("Ley 21.675, art. 8", "https://example.cl/ley"),
        ("Código del Trabajo, art. 2", ""),
        ("Instructivo del CPPX, 1.121.6751", ""),
    ],
)
def test_a_code_is_cited_by_its_name_and_leads_where_somebody_says(source: str, leads: str) -> None:
    named = [
        Norm("Ley 21.675", "https://example.cl/ley"), Norm("Código del Trabajo", ""),
        Norm("Código Civil", "https://example.cl/civil"),
    ]  # fmt: skip
    found = cited(source, named)
    assert found.endswith(leads) and bool(found) == bool(leads)
