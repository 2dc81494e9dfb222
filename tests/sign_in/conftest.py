"""A real provider, a server that people sign in to with it, and browsers without a screen."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest

from ailaget.store.workspace import Workspace
from tests.browser.conftest import SECONDS, Served, free_port, serving

PROVIDER = Path(__file__).parent / "provider"
CLIENT, SECRET = "ailaget", "a secret of the tests alone, of thirty-two characters"
ROLES = {"lena": "reader", "erik": "editor", "asa": "administrator"}
NODE = shutil.which("node")


@dataclass(frozen=True)
class OpenIdProvider:
    """The provider's address, and what a server has to know of it."""

    address: str

    @property
    def settings(self) -> dict[str, str]:
        return {
            "AILAGET_OIDC_ISSUER": self.address,
            "AILAGET_OIDC_CLIENT_ID": CLIENT,
            "AILAGET_OIDC_CLIENT_SECRET": SECRET,
            "AILAGET_EDITORS": "group:ai-redaktion",
            "AILAGET_ADMINISTRATORS": "Asa@kommun.example",
        }

    def spoil(self, how: str) -> None:
        """Have all tokens from now on spoilt in a way; `not` ends it."""
        assert httpx2.post(f"{self.address}/spoil/{how}").status_code == 204


def install_provider() -> Path:
    """Install the provider by its lock file, or say by name what is missing."""
    if NODE is None or shutil.which("npm") is None:
        missing = "node and npm are missing: install nodejs and npm"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    lock, kept = PROVIDER / "package-lock.json", PROVIDER / "node_modules" / ".package-lock.json"
    if not kept.exists() or kept.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(command, cwd=PROVIDER, check=True, capture_output=True)
    return PROVIDER


@pytest.fixture(scope="session")
def installed() -> Path:
    """Return the folder of the provider, ready to run."""
    return install_provider()


@contextmanager
def providing(
    installed: Path, server: str, key: Path, port: int | None = None
) -> Iterator[OpenIdProvider]:
    """Run the provider for a server at an address, with its key in a file, until the end."""
    assert NODE is not None
    environment = {
        **os.environ,
        "PORT": str(port or free_port()),
        "KEY": str(key),
        "CLIENT": CLIENT,
        "SECRET": SECRET,
        "BACK": f"{server}/account/callback",
        "OUT": f"{server}/account/signed-out",
    }
    command = [NODE, "--no-warnings", "provider.mjs"]
    with subprocess.Popen(
        command, cwd=installed, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield OpenIdProvider(f"http://127.0.0.1:{environment['PORT']}")
        finally:
            process.terminate()
            process.wait(SECONDS)


class Visitor(httpx2.Client):
    """A browser without a screen: follows what leads on, and fills in the provider's forms."""

    def __init__(self, server: str, verify: str | bool = True) -> None:
        super().__init__(follow_redirects=True, timeout=SECONDS, verify=verify)
        self.server = server

    def at(self, path: str, **headers: str) -> httpx2.Response:
        """Ask for a path of the server, and no further."""
        return self.get(urljoin(f"{self.server}/", path), headers=headers, follow_redirects=False)

    def sign_in(self, name: str, to: str = "") -> httpx2.Response:
        """Sign in at the provider, and come back to wherever that leads."""
        page = self.get(f"{self.server}/account/sign-in", params={"to": to})
        while (form := re.search(r'<form[^>]* action="([^"]+)"', page.text)) is not None:
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
            fields |= {"login": name, "password": "any"} if 'name="login"' in page.text else {}
            page = self.post(urljoin(str(page.url), unescape(form[1])), data=fields)
        return page

    def sign_out(self) -> httpx2.Response:
        """Sign out here and at the provider, which asks once more."""
        page = self.get(f"{self.server}/account/sign-out")
        if (form := re.search(r'<form[^>]* action="([^"]+)"', page.text)) is not None:
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
            page = self.post(unescape(form[1]), data={**fields, "logout": "yes"})
        return page

    @property
    def cookie(self) -> str:
        """Return the cookies that a socket would be opened with."""
        host = urlsplit(self.server).hostname
        kept = [c for c in self.cookies.jar if c.domain == host]
        return "; ".join(f"{c.name}={c.value}" for c in kept if "session" in c.name)


@dataclass(frozen=True)
class SignIn:
    """A server and its provider, and a way to come there as somebody."""

    server: Served
    provider: OpenIdProvider
    place: Workspace

    def visitor(self) -> Visitor:
        """Return somebody who has not signed in."""
        return Visitor(self.server)

    def visitor_as(self, name: str) -> Visitor:
        """Return somebody who has."""
        visitor = self.visitor()
        assert visitor.sign_in(name).url.path == "/"
        return visitor


@contextmanager
def signing_in(
    installed: Path, place: Workspace, folder: Path, **settings: str
) -> Iterator[SignIn]:
    """Serve a folder with a provider of its own."""
    port = free_port()
    with (
        providing(installed, f"http://127.0.0.1:{port}", folder / "key") as provider,
        serving(place, folder / "log", port=port, **provider.settings, **settings) as server,
    ):
        yield SignIn(server, provider, place)


@pytest.fixture(scope="module")
def own_place(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a copy of the demonstration waves that a module's tests may write to."""
    place = Workspace(tmp_path_factory.mktemp("signed_in") / "var")
    shutil.copytree(demo_workspace.root, place.root)
    return place


Visiting = Callable[[str], Visitor]
