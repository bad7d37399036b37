"""Papers of women without a RUN."""

import pytest

from casework.identity.documents import DocumentType, IdentityDocument, InvalidDocument
from casework.identity.run import InvalidRun


def test_spaces_dashes_dots_and_case_do_not_make_another_paper() -> None:
    written = IdentityDocument(DocumentType.PASSPORT, "ab-123 456", "pe")
    typed = IdentityDocument(DocumentType.PASSPORT, "AB123456", "PE")
    assert written.lookup_key == typed.lookup_key


def test_the_same_number_of_another_country_is_another_paper() -> None:
    peru = IdentityDocument(DocumentType.PASSPORT, "AB123456", "PE")
    bolivia = IdentityDocument(DocumentType.PASSPORT, "AB123456", "BO")
    assert peru.lookup_key != bolivia.lookup_key


def test_a_woman_without_a_document_has_nothing_to_be_looked_up_by() -> None:
    nothing = IdentityDocument(DocumentType.NONE, "anything", "PE")
    assert (nothing.value, nothing.country, nothing.lookup_key) == ("", "", "")


def test_a_run_among_documents_is_checked_and_written_the_usual_way() -> None:
    document = IdentityDocument(DocumentType.RUN, "123456785")
    assert (document.value, document.country) == ("12.345.678-5", "CL")
    with pytest.raises(InvalidRun):
        IdentityDocument(DocumentType.RUN, "123456786")


@pytest.mark.parametrize("kind", [DocumentType.IPE, DocumentType.IPA, DocumentType.NIP])
def test_a_school_or_health_number_has_no_check_digit_of_ours(kind: DocumentType) -> None:
    assert IdentityDocument(kind, "100.123.456-7").country == "CL"


@pytest.mark.parametrize("kind", [DocumentType.PASSPORT, DocumentType.FOREIGN])
@pytest.mark.parametrize("country", ["", "PER", "1"])
def test_a_paper_from_abroad_needs_its_country(kind: DocumentType, country: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        IdentityDocument(kind, "X1", country)
    assert refusal.value.reason == "country"


def test_a_paper_without_a_number_is_refused() -> None:
    with pytest.raises(InvalidDocument) as refusal:
        IdentityDocument(DocumentType.OTHER, " - ")
    assert refusal.value.reason == "value"


def test_the_repr_hides_the_number() -> None:
    assert "AB123456" not in repr(IdentityDocument(DocumentType.PASSPORT, "AB123456", "PE"))
