"""Behind a real nginx, with the lines of README or with its usual ones, nothing can be edited."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import InvalidStatus

from ailaget.store.workspace import Workspace
from tests.browser.conftest import ROOT, Served, free_port, serving
from tests.server.sockets import elements, messages, opened

PUBLIC = "ailaget.example"
USUAL = """location / {
    proxy_pass http://127.0.0.1:8501;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
}"""
"""What most guides give: the Host that arrives is then this machine's own."""

WITH_HOST = USUAL.replace(
    "    proxy_set_header U", "    proxy_set_header Host $host;\n    proxy_set_header U"
)
FORWARDED = WITH_HOST.replace(
    "    proxy_set_header U",
    "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n    proxy_set_header U",
)


def readme_lines() -> str:
    """Return the lines for nginx as README gives them, word for word."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"^ *```nginx\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return str(lines)


@contextmanager
def nginx(lines: str, upstream: str, folder: Path) -> Iterator[str]:
    """Run nginx before a server, without the rights of root, until the block ends."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.fail("nginx is missing: install nginx-light")
    port, lines = free_port(), lines.replace("127.0.0.1:8501", urlsplit(upstream).netloc)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = folder / "nginx.conf"
    settings.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}server {{ listen 127.0.0.1:{port};\n{lines}\n}} }}\n"
    )
    command = [program, "-c", str(settings), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urlopen(Request(f"{address}/_stcore/health", headers={"Host": PUBLIC}), timeout=5)
            except HTTPError:
                break
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield address
    finally:
        process.terminate()
        process.wait(20)


def status(address: str, method: str, **headers: str) -> int:
    asked = Request(address, b"x" if method == "PUT" else None, headers, method=method)
    try:
        with urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def shown_through(proxy: str, **sent: str) -> set[str]:
    """Return what the page for uploading shows; nothing where the socket is refused."""
    try:
        with opened(proxy, **sent) as page:
            return elements(messages(page, "ladda-upp"))
    except InvalidStatus as refused:
        assert refused.response.status_code in {400, 403}
        return set()


WAYS = {
    "public": {"AILAGET_ADDRESS": f"https://{PUBLIC}"},
    "token": {},
    "local": {"AILAGET_EDIT": "local"},
}


@pytest.fixture(scope="module", params=WAYS)
def server(
    request: pytest.FixtureRequest,
    demo_workspace: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("behind") / "log"
    with serving(demo_workspace, log, **WAYS[request.param]) as address:
        yield address


def attempts(server: Served) -> list[dict[str, str]]:
    """Return what a browser elsewhere sends, and what somebody sends who makes headers up."""
    here = urlsplit(server).netloc
    return [
        {"Host": PUBLIC, "Origin": f"https://{PUBLIC}"},
        {"Host": PUBLIC},
        {"Host": here},
        {"Host": here, "Origin": f"https://{PUBLIC}"},
        {"Host": "localhost", "Origin": f"http://{PUBLIC}"},
        {"Host": PUBLIC, "Cookie": f"ailaget_edit_{urlsplit(server).port}=guess"},
    ]


@pytest.mark.parametrize(
    "lines", [readme_lines(), USUAL, WITH_HOST, FORWARDED], ids=["readme", "usual", "host", "for"]
)
def test_nothing_can_be_edited_through_nginx(server: Served, lines: str, tmp_path: Path) -> None:
    with nginx(lines, server, tmp_path) as proxy:
        for sent in attempts(server):
            assert "file_uploader" not in shown_through(proxy, **sent)
            upload = f"{proxy}/_stcore/upload_file/page/file"
            assert status(upload, "PUT", **sent) in {400, 403}
            assert status(upload, "DELETE", **sent) in {400, 403}


def test_with_the_lines_of_the_readme_everybody_can_read(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    known = {"AILAGET_ADDRESS": f"https://{PUBLIC}"}
    public = {"Host": PUBLIC, "Origin": f"https://{PUBLIC}"}
    with (
        serving(demo_workspace, tmp_path / "log", **known) as server,
        nginx(readme_lines(), server, tmp_path) as proxy,
    ):
        assert "edit=" not in server.printed
        assert status(f"{proxy}/karta", "GET", Host=PUBLIC) == 200
        assert "bidi_component" in shown_on_map(proxy, public)
        with urlopen(Request(f"{proxy}/export/map.html", headers=public), timeout=60) as answer:
            assert f"https://{PUBLIC}/v/" in answer.read().decode()


def shown_on_map(proxy: str, sent: dict[str, str]) -> set[str]:
    with opened(proxy, **sent) as page:
        return elements(messages(page, "karta"))
