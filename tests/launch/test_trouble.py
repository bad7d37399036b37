"""Trouble speaks: one sentence with the remedy, a non-zero exit, no traceback."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.launch import embedded, outside, text_libraries
from config.launch.bootstrap import _pip_sentence, _venv_sentence
from config.launch.trouble import Trouble

from .processes import ROOT, environment, free_port, launch

NOWHERE = "postgresql://ana:secreta@127.0.0.1:{port}/siivbg"


def told(var: Path, port: int = 0, **settings: str) -> str:
    """Start, expect a refusal, and give the sentence."""
    done = launch("run", environment(var, port or free_port(), **settings))
    assert done.returncode not in {0, -9}
    assert "Traceback" not in done.stdout + done.stderr
    assert "secreta" not in done.stdout + done.stderr
    sentence = done.stderr.strip().splitlines()
    assert len(sentence) == 1, done.stderr
    return sentence[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "ocho mil"),
        ("PORT", "70000"),
        ("SIIVBG_ENV", "produccion"),
        ("DEBUG", "quizás"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "postgresql://localhost:puerto/x"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("SECRET_KEY_FILE", "/does/not/exist"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path, name: str, value: str) -> None:
    values = environment(tmp_path / "var", free_port()) | {name: value}
    done = launch("run", values)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{name}: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = told(tmp_path / "var", port)
    assert f"Port {port}" in sentence
    assert "PORT=8001" in sentence


def test_an_unreachable_database_is_named_without_its_password(tmp_path: Path) -> None:
    port = free_port()
    sentence = told(tmp_path / "var", DATABASE_URL=NOWHERE.format(port=port))
    assert f"127.0.0.1:{port}" in sentence
    assert "cannot be reached" in sentence


@pytest.fixture
def old_server() -> Iterator[int]:
    """Something that greets as PostgreSQL 14 does; gives its port."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + (len(body) + 4).to_bytes(4) + body

    def greet(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client:
            client.recv(1024)
            version = message(b"S", b"server_version\0" + b"14.9\0")
            client.sendall(message(b"R", bytes(4)) + version + message(b"Z", b"I"))
            client.recv(1024)

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=greet, args=(listener,), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def test_a_server_that_is_too_old_is_refused(tmp_path: Path, old_server: int) -> None:
    address = f"{NOWHERE.format(port=old_server)}?sslmode=disable&gssencmode=disable"
    sentence = told(tmp_path / "var", DATABASE_URL=address)
    assert "PostgreSQL 14" in sentence
    assert "upgrade it" in sentence


@pytest.mark.parametrize("version", [150000, 160004, 180004])
def test_newer_servers_are_welcome(version: int) -> None:
    outside.check_version(version, "db:5432")


def test_a_missing_text_library_names_its_package(tmp_path: Path) -> None:
    """Loads of Pango are refused by a module Python reads before anything else."""
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes\n"
        "class Refusing(ctypes.CDLL):\n"
        "    def __init__(self, name, *rest, **more):\n"
        "        if name and 'pango' in str(name): raise OSError('absent')\n"
        "        super().__init__(name, *rest, **more)\n"
        "ctypes.CDLL = Refusing\n"
    )
    sentence = told(tmp_path / "var", PYTHONPATH=str(tmp_path))
    assert "apt-get install libpangoft2-1.0-0" in sentence


def test_the_library_that_makes_documents_fast_is_only_a_warning() -> None:
    def without(name: str) -> object:
        if "subset" in name:
            raise OSError(name)
        return object()

    assert text_libraries.missing(without) == []
    assert text_libraries.slow(without)
    assert "libharfbuzz-subset0" in text_libraries.slowness()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = told(tmp_path / "file" / "var")
    assert str(tmp_path / "file") in sentence


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A disk of 20 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "none", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_an_almost_full_disk_is_told_before_anything_is_written(mount: Path) -> None:
    sentence = told(mount / "var")
    assert "The disk is almost full" in sentence


def test_a_disk_that_fills_while_the_database_is_made_is_told(mount: Path) -> None:
    with pytest.raises(Trouble, match="disk is full"):
        embedded.join(mount / "pg")
    assert not (mount / "pg").exists()


def test_a_disk_that_cannot_be_written_is_told(mount: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
    assert "cannot be written" in told(mount / "var") or "Read-only" in told(mount / "var")


def test_data_of_another_version_are_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "pg"
    hold = embedded.join(data)
    hold.release()
    (data / "PG_VERSION").write_text("14\n")
    with pytest.raises(Trouble, match="another PostgreSQL version"):
        embedded.join(data)


def test_damaged_data_are_told() -> None:
    from config.launch.postmaster import Postmaster

    sentence = Postmaster(Path("/v/pg"))._explain("PANIC:  could not locate a valid checkpoint")
    assert "restore a backup" in sentence


def test_an_old_python_is_told_which_one_to_use() -> None:
    script = (
        "import runpy, sys; sys.version_info = (3, 9, 2); "
        "runpy.run_module('config.launch', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Python 3.9 is too old" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("WARNING: Retrying ... NewConnectionError", "PIP_INDEX_URL"),
        ("ERROR: No matching distribution found for django==5.2.19", "PIP_INDEX_URL"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "distrust"),
        ("PermissionError: [Errno 13] Permission denied: '.venv/bin/x'", "remove it"),
    ],
)
def test_what_pip_says_is_put_in_one_sentence(said: str, words: str) -> None:
    assert words in _pip_sentence(f"Collecting django\n{said}")


def test_a_python_without_venv_is_told_the_package() -> None:
    assert "-venv)" in _venv_sentence("The virtual environment ... ensurepip is not available.")
