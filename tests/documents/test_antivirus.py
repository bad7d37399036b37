"""The scanner: the real clamd, asked over its own protocol."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.documents import antivirus, uploads

from .papers import printed

# The industry's harmless test string, in two parts so that no scanner minds this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD = shutil.which("clamd")
needs_clamd = pytest.mark.skipif(
    not CLAMD, reason="clamd is missing: apt-get install clamav-daemon"
)


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scanner of our own that knows one signature; give its address."""
    folder = tmp_path_factory.mktemp("clamd")
    socket_path, data = folder / "clamd.sock", folder / "db"
    data.mkdir()
    (data / "test.hdb").write_text(f"{md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n")
    (data / "test.ndb").write_text(f"Eicar-Inside:0:*:{EICAR.hex()}\n")
    config = folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {socket_path}\nDatabaseDirectory {data}\nForeground yes\n"
        f"LogFile {folder}/clamd.log\nPidFile {folder}/clamd.pid\nStreamMaxLength 25M\n"
        f"MaxThreads 2\nSelfCheck 3600\n"
    )
    process = subprocess.Popen(
        [str(CLAMD), "--config-file", str(config)], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(socket_path, process)
        yield f"unix:{socket_path}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(path: Path, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, "clamd did not start"
        assert time.monotonic() < limit, "clamd took too long"
        time.sleep(0.05)


def upload(data: bytes) -> uploads.CleanFile:
    return uploads.accept(SimpleUploadedFile("x.pdf", data))


@needs_clamd
def test_a_clean_file_is_scanned(clamd: str, settings) -> None:
    settings.CLAMD_ADDRESS = clamd
    assert antivirus.ready()
    assert antivirus.scan(b"hola") is True
    assert upload(printed()).scanned is True


@needs_clamd
def test_the_test_virus_is_found_alone_and_inside_a_document(clamd: str, settings) -> None:
    settings.CLAMD_ADDRESS = clamd
    with pytest.raises(antivirus.Infected):
        antivirus.scan(EICAR)
    hiding = printed().replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF")
    with pytest.raises(uploads.UploadRefused) as refused:
        upload(hiding)
    assert refused.value.reason == "infected"


@needs_clamd
def test_the_network_address_works_too(clamd: str, settings, tmp_path: Path) -> None:
    """A relay stands for a scanner on another machine: same protocol, host and port."""
    import threading

    relay = socket.create_server(("127.0.0.1", 0))

    def pipe(source: socket.socket, target: socket.socket) -> None:
        while chunk := source.recv(65536):
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)

    def serve() -> None:
        near = relay.accept()[0]
        far = socket.socket(socket.AF_UNIX)
        far.connect(clamd.removeprefix("unix:"))
        threading.Thread(target=pipe, args=(near, far), daemon=True).start()
        pipe(far, near)

    threading.Thread(target=serve, daemon=True).start()
    settings.CLAMD_ADDRESS = f"127.0.0.1:{relay.getsockname()[1]}"
    with pytest.raises(antivirus.Infected):
        antivirus.scan(EICAR)
    relay.close()


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.sock", "127.0.0.1:1", "nonsense", ""])
def test_while_the_scanner_is_down_nothing_is_accepted(address: str, settings) -> None:
    settings.CLAMD_ADDRESS, settings.ANTIVIRUS_REQUIRED = address, True
    with pytest.raises(uploads.UploadRefused) as refused:
        upload(printed())
    assert refused.value.reason == "scanner_down"
    assert not antivirus.ready()


def test_where_no_scanner_is_required_the_file_is_marked_unscanned(settings) -> None:
    settings.CLAMD_ADDRESS, settings.ANTIVIRUS_REQUIRED = "", False
    assert upload(printed()).scanned is False


class Garbler:
    """A scanner that answers something that is no answer."""

    def instream(self, data: object) -> dict[str, tuple[str, str]]:
        return {"stream": ("ERROR", "INSTREAM size limit exceeded")}


def test_an_unclear_answer_counts_as_no_answer(settings, monkeypatch) -> None:
    settings.CLAMD_ADDRESS, settings.ANTIVIRUS_REQUIRED = "unix:/x", True
    monkeypatch.setattr(antivirus, "_client", lambda address: Garbler())
    with pytest.raises(antivirus.ScannerDown):
        antivirus.scan(b"hola")


@pytest.mark.parametrize(
    ("address", "production", "required"),
    [("", "development", False), ("unix:/x", "development", True), ("", "production", True)],
)
def test_who_names_a_scanner_expects_it_to_work(address, production, required, tmp_path) -> None:
    program = "import config.settings.files as f; print(f.ANTIVIRUS_REQUIRED)"
    environment = {"CLAMD_ADDRESS": address, "SIIVBG_ENV": production, "SIIVBG_VAR": str(tmp_path)}
    environment |= {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "x"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        cwd=Path(__file__).resolve().parents[2], env=environment,
    )  # fmt: skip
    assert done.stdout.strip() == str(required), done.stderr
