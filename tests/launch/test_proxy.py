"""deploy/nginx.conf in a real nginx: what reaches the product, and what a visitor is told."""

import datetime
import http.client
import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from config.launch.system_packages import NGINX

from .processes import ROOT, free_port, wait_for

NAME = "siivbg.example.cl"
NEW_DOCUMENT = "/gestion/sobrevivientes/0123abcd-0123/anexos/nuevo/"

pytestmark = pytest.mark.skipif(not NGINX.present(), reason=NGINX.remedy())


class Behind(BaseHTTPRequestHandler):
    """Stands where the product is: answers with the headers it was sent."""

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = "".join(f"{name}: {value}\n" for name, value in self.headers.items()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815 - the names the base class calls

    def log_message(self, *_: object) -> None:
        pass


class Proxy:
    """A running nginx. plain, tls: its ports; folder: all it may write to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.plain, self.tls = folder, free_port(), free_port()

    def ask(self, path: str, body: int = 0, **headers: str) -> tuple[int, str, str]:
        """Ask over TLS; status, where it leads, body."""
        trusting = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, context=trusting)
        sent = {"Host": NAME, **headers}
        connection.request("POST" if body else "GET", path, b"x" * body or None, sent)
        answer = connection.getresponse()
        found = answer.status, answer.headers.get("Location") or "", answer.read().decode()
        connection.close()
        return found


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    proxy = Proxy(tmp_path_factory.mktemp("proxy"))
    behind = HTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    _certificate(proxy.folder)
    (proxy.folder / "nginx.conf").write_text(_configuration(proxy, behind.server_port))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    server = subprocess.Popen(
        [program, "-p", str(proxy.folder), "-c", "nginx.conf", "-e", "first.log"],
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for("nginx to listen", lambda: server.poll() is not None or _listens(proxy))
        assert server.poll() is None, (proxy.folder / "first.log").read_text()
        yield proxy
    finally:
        server.terminate()
        server.wait(10)
        behind.shutdown()


def _listens(proxy: Proxy) -> bool:
    try:
        proxy.ask("/salud/viva")
    except OSError:
        return False
    return True


def _configuration(proxy: Proxy, behind: int) -> str:
    """The file as it is, with ports, certificate and log that a test may have."""
    text = (ROOT / "deploy/nginx.conf").read_text()
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{proxy.plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{proxy.tls} "),
        ("/etc/ssl/siivbg", str(proxy.folder)),
        ("/var/log/nginx", str(proxy.folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    ):
        assert there in text, there
        text = text.replace(there, here)
    folders = "".join(
        f"{name}_temp_path {proxy.folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = "daemon off;\nmaster_process off;\npid nginx.pid;\nevents {}\nhttp {\n"
    return f"{whole}{folders}{text}\n}}\n"


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def test_plain_http_leads_to_tls(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain)
    connection.request("GET", "/ayuda/", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/ayuda/")


@pytest.mark.parametrize("path", ["/mi-espacio/", NEW_DOCUMENT])
def test_nobody_claims_another_address_or_tls(proxy: Proxy, path: str) -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    status, _place, told = proxy.ask(path, **forged)
    assert status == 200
    assert re.findall(r"X-Forwarded-For: (.*)", told) == ["127.0.0.1"]
    assert re.findall(r"X-Forwarded-Proto: (.*)", told) == ["https"]
    assert f"Host: {NAME}" in told


def test_what_is_too_large_is_told_kindly_and_twenty_documents_are_not(proxy: Proxy) -> None:
    large = 25 * 1024**2
    status, _place, told = proxy.ask("/mi-espacio/", body=large)
    assert status == 413
    assert "Nada se guardó" in told
    assert proxy.ask(NEW_DOCUMENT, body=large)[0] == 200


def test_who_asked_for_what_is_written_nowhere(proxy: Proxy) -> None:
    proxy.ask("/mi-espacio/?marca-que-nadie-debe-ver")
    written = [path for path in proxy.folder.rglob("*") if path.is_file()]
    assert len(written) > 3
    assert all(b"marca-que-nadie" not in path.read_bytes() for path in written)
