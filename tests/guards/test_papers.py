"""Who reads what a paper says has it printed in earnest: the quick press leaves no word on it."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
READS = re.compile(r"PdfDocument\(|pdftotext|\.docinfo|import .*\btext_of\b")
# The first prints everything in earnest; the last is no test.
APART = ("documents", "guards", "vendor", "journeys/pictures.py")


def unprinted(root: Path) -> list[str]:
    """Give the files that read papers and ask nowhere for the earnest press."""
    found = {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.py")}
    return [
        name for name, source in found.items()
        if not name.startswith(APART) and READS.search(source) and "earnest_press" not in source
    ]  # fmt: skip


def test_who_reads_a_paper_has_it_printed_in_earnest() -> None:
    assert unprinted(TESTS) == []


def test_one_that_does_not_is_named(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("words = pypdfium2.PdfDocument(pdf)")
    assert unprinted(tmp_path) == ["test_x.py"]
