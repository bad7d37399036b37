"""Keys in files: private, whole or absent, never invented where they were lost."""

import stat
from pathlib import Path

import pytest
from django.test.utils import override_settings

from casework.identity.key_ports import FileKeys, KeyUnavailable, Tampered

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_an_empty_folder_fills_itself_with_private_files(folder: Path) -> None:
    keys = FileKeys(folder)
    assert keys.current() in keys.ids()
    files = list(folder.iterdir())
    assert len(files) == 3
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_in_production_an_empty_folder_stops_the_product(folder: Path) -> None:
    with override_settings(PRODUCTION=True):
        with pytest.raises(KeyUnavailable, match="rotate_keys --begin"):
            FileKeys(folder).current()
        with pytest.raises(KeyUnavailable):
            FileKeys(folder).lookup_key()
        FileKeys(folder).begin()
        assert FileKeys(folder).current()


def test_beginning_again_changes_nothing(folder: Path) -> None:
    keys = FileKeys(folder)
    keys.begin()
    before = {path.name: path.read_text() for path in folder.iterdir()}
    keys.begin()
    assert {path.name: path.read_text() for path in folder.iterdir()} == before


@pytest.mark.parametrize("lost", ["lookup", "current"])
def test_a_lost_file_is_not_invented_anew(folder: Path, lost: str) -> None:
    keys = FileKeys(folder)
    keys.begin()
    keys.renew()
    (folder / lost).unlink()
    reopened = FileKeys(folder)
    with pytest.raises(KeyUnavailable):
        reopened.lookup_key() if lost == "lookup" else reopened.current()


def test_what_is_wrapped_opens_in_its_context_only(folder: Path) -> None:
    keys = FileKeys(folder)
    kek_id = keys.current()
    wrapped = keys.wrap(KEY, kek_id=kek_id, context=b"hers")
    assert KEY not in wrapped
    assert keys.unwrap(wrapped, kek_id=kek_id, context=b"hers") == KEY
    with pytest.raises(Tampered):
        keys.unwrap(wrapped, kek_id=kek_id, context=b"another's")


def test_each_wrapping_differs(folder: Path) -> None:
    keys = FileKeys(folder)
    kek_id = keys.current()
    assert keys.wrap(KEY, kek_id=kek_id, context=b"") != keys.wrap(KEY, kek_id=kek_id, context=b"")


def test_a_key_made_by_another_process_is_found(folder: Path) -> None:
    ours, theirs = FileKeys(folder), FileKeys(folder)
    first = ours.current()
    renewed = theirs.renew()
    assert renewed != first
    assert ours.current() == renewed
    wrapped = theirs.wrap(KEY, kek_id=renewed, context=b"")
    assert ours.unwrap(wrapped, kek_id=renewed, context=b"") == KEY


def test_a_retired_key_opens_nothing_and_is_kept_for_backups(folder: Path) -> None:
    keys = FileKeys(folder)
    first = keys.current()
    wrapped = keys.wrap(KEY, kek_id=first, context=b"")
    keys.renew()
    keys.retire(first)
    with pytest.raises(KeyUnavailable):
        FileKeys(folder).unwrap(wrapped, kek_id=first, context=b"")
    assert (folder / f"{first}.retired").exists()
    assert first not in keys.ids()


def test_the_current_key_cannot_be_retired(folder: Path) -> None:
    keys = FileKeys(folder)
    with pytest.raises(ValueError, match="current"):
        keys.retire(keys.current())


@pytest.mark.parametrize("kek_id", ["../lookup", "", "KEK", "a" * 41])
def test_a_name_that_is_no_name_reaches_no_file(folder: Path, kek_id: str) -> None:
    keys = FileKeys(folder)
    keys.begin()
    with pytest.raises(KeyUnavailable):
        keys.unwrap(b"x" * 60, kek_id=kek_id, context=b"")


def test_a_damaged_key_file_says_so(folder: Path) -> None:
    keys = FileKeys(folder)
    kek_id = keys.current()
    (folder / f"{kek_id}.kek").write_text("not a key")
    with pytest.raises(KeyUnavailable, match="damaged"):
        keys.wrap(KEY, kek_id=kek_id, context=b"")


def test_the_lookup_key_is_none_of_the_wrapping_keys(folder: Path) -> None:
    keys = FileKeys(folder)
    keys.begin()
    assert keys.lookup_key().hex() not in [path.read_text() for path in folder.glob("*.kek")]
