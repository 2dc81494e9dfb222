"""The example of nginx, `deploy/nginx.conf`, run for real: its own lines, on free ports."""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT, free_port

EXAMPLE = ROOT / "deploy" / "nginx.conf"
NAME = "ailaget.example"
"""The name that the example's readers use; its certificate is made for it."""

SERVER = "    server 127.0.0.1:8501 max_fails=2 fail_timeout=5s;\n"
"""The line that a further server gets one more of."""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports, and what a client must trust to speak TLS with it."""

    port: int
    plain_port: int
    certificate: Path
    log: Path

    def tls(self) -> ssl.SSLContext:
        """Return what a client checks the proxy's certificate by."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def get(
        self, path: str, method: str = "GET", source: str = "127.0.0.1", **headers: str
    ) -> HTTPResponse:
        """Return the answer, read, to a request as a reader's browser makes it."""
        connection = _Named(NAME, self.port, context=self.tls(), source_address=(source, 0))
        connection.request(method, path, headers={"Host": NAME, **headers})
        return connection.getresponse()


class _Named(HTTPSConnection):
    """A connection to this machine that asks for the proxy's name, which no network knows."""

    def connect(self) -> None:
        """Connect to the port here; the certificate is checked for the name."""
        host, self.host = self.host, "127.0.0.1"
        super(HTTPSConnection, self).connect()
        self.host = host
        self.sock = self._context.wrap_socket(self.sock, server_hostname=host)  # type: ignore[attr-defined]


def certificate(folder: Path, name: str = NAME) -> tuple[Path, Path]:
    """Make a certificate of a host that signs itself, and its key."""
    pem, key = folder / "ailaget.pem", folder / "ailaget.key"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name}".split()
    command += ["-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(pem)]
    subprocess.run(command, check=True, capture_output=True)
    return pem, key


def adapted(folder: Path, servers: Sequence[str], port: int, plain_port: int) -> str:
    """Return the example with this machine's ports, files and servers in place of its own.

    Each line that is replaced has to be there, as it is.
    """
    pem, key = certificate(folder)
    upstream = "".join(SERVER.replace("127.0.0.1:8501", urlsplit(at).netloc) for at in servers)
    text = EXAMPLE.read_text(encoding="utf-8")
    for line, other in {
        SERVER: upstream,
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl default_server;": f"listen 127.0.0.1:{port} ssl default_server;",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/ssl/certs/ailaget.pem": str(pem),
        "/etc/ssl/private/ailaget.key": str(key),
        "/var/log/nginx/ailaget.log": str(folder / "access.log"),
        "/var/cache/nginx/ailaget": str(folder / "cache"),
    }.items():
        assert text.count(line) == 1, line
        text = text.replace(line, other)
    return text


@contextmanager
def nginx(folder: Path, *servers: str) -> Iterator[Proxy]:
    """Run the example before servers until the block ends."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.fail("nginx is missing: install nginx-light")
    port, plain_port, errors = free_port(), free_port(), folder / "error.log"
    (folder / "ailaget.conf").write_text(adapted(folder, servers, port, plain_port))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "main.conf").write_text(
        f"daemon off; pid {folder}/pid;\n{_user()}events {{}}\n"
        f"http {{\n{temporary}include {folder}/ailaget.conf;\n}}\n"
    )
    command = [program, "-c", str(folder / "main.conf"), "-e", str(errors)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    proxy = Proxy(port, plain_port, folder / "ailaget.pem", folder / "access.log")
    try:
        _wait_for(proxy, process, errors)
        yield proxy
    finally:
        process.terminate()
        process.wait(20)


def _user() -> str:
    """Return whom the workers run as: whoever runs the tests, whose folder is nobody else's."""
    return f"user {getuser()};\n" if os.geteuid() == 0 else ""


def _wait_for(proxy: Proxy, process: "subprocess.Popen[bytes]", errors: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            proxy.get("/health").read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start:\n{errors.read_text()}")
