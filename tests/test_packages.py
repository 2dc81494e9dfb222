"""Packages: each locked by version and hash, listed in an SBOM, and asked about."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": "requirements.txt", "requirements-dev.lock": "requirements-dev.txt"}


def asked_for(name: str) -> dict[str, str]:
    """Return the packages of a requirements file, and of those that it names, by version."""
    versions: dict[str, str] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            versions |= asked_for(text.removeprefix("-r "))
        elif text:
            requirement = Requirement(text)
            (specifier,) = requirement.specifier
            versions[canonicalize_name(requirement.name)] = specifier.version
    return versions


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """Return the packages of a lock file: version and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries: dict[str, tuple[str, list[str]]] = {}
    for line in text.splitlines():
        pinned = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", line)
        assert pinned, line
        hashes = re.findall(r"--hash=(\S+)", line)
        entries[canonicalize_name(pinned[1])] = (pinned[2], hashes)
    return entries


@pytest.mark.parametrize(("lock", "source"), LOCKS.items())
def test_a_lock_has_every_package_that_is_asked_for_in_its_version(lock: str, source: str) -> None:
    versions = {name: version for name, (version, _) in locked(lock).items()}
    missing = {n: v for n, v in asked_for(source).items() if versions.get(n) != v}
    assert not missing, f"{lock} is behind {source}: run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes_that_pip_takes(lock: str) -> None:
    for name, (_, hashes) in locked(lock).items():
        assert hashes and all(re.fullmatch("sha256:[0-9a-f]{64}", h) for h in hashes), name


def test_both_locks_agree() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {n: v for n, (v, _) in run.items()} == {n: dev[n][0] for n in run}


def test_a_lock_names_no_index_and_no_place_of_a_machine() -> None:
    for lock in LOCKS:
        assert not re.search(r"https?://|file:|-index|find-links", (ROOT / lock).read_text())


def test_pip_refuses_a_package_whose_hash_is_another(tmp_path: Path) -> None:
    """What `make setup` relies on: one wrong hash, and nothing is installed."""
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    shutil.make_archive(str(tmp_path / "tiny"), "zip", tmp_path, ".")
    (tmp_path / "tiny.zip").rename(wheel)
    (tmp_path / "lock").write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    command = [sys.executable, "-m", "pip", "download", "--no-index", "--no-deps", "--quiet"]
    command += ["--find-links", str(tmp_path), "--require-hashes", "-r", str(tmp_path / "lock")]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "out")], capture_output=True, text=True, check=False
    )
    assert done.returncode and "DO NOT MATCH THE HASHES" in done.stderr


def made(target: str, folder: Path, **programs: str) -> "subprocess.CompletedProcess[str]":
    """Run a target of the Makefile with stand-ins for the programs of its own environment."""
    shutil.copy(ROOT / "Makefile", folder)
    for name in (*LOCKS, "pyproject.toml", "requirements-tools.txt"):
        shutil.copy(ROOT / name, folder)
    tools = folder / ".venv" / "tools"
    (tools / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir()
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for name, script in programs.items():
        for place in (tools / "bin", tools.parent / "bin"):
            program = place / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
    for stamp in (tools / ".stamp", tools.parent / ".stamp-dev"):
        stamp.touch()
        os.utime(stamp, (2**31 - 1, 2**31 - 1))
    return subprocess.run(["make", target], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "answer", ["echo CVE-2027-1 >&2; exit 1", "echo 'Could not connect' >&2; exit 1"]
)
def test_an_audit_that_finds_something_or_reaches_nobody_fails_and_says_so(
    answer: str, tmp_path: Path
) -> None:
    done = made("audit", tmp_path, pip_audit=answer)
    assert done.returncode
    assert "known vulnerability" in done.stdout and "could not be reached" in done.stdout


def test_an_audit_is_of_the_locked_versions(tmp_path: Path) -> None:
    done = made("audit", tmp_path, pip_audit='echo "$@"')
    assert done.returncode == 0
    assert "--require-hashes" in done.stdout and "-r requirements.lock" in done.stdout


def test_the_sbom_names_every_locked_package(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("cyclonedx-py")
    done = made("sbom", tmp_path, cyclonedx_py=f'exec "{program}" "$@"')
    assert done.returncode == 0, done.stderr
    listed = json.loads((tmp_path / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == "ailaget"
    components = {canonicalize_name(c["name"]): c["version"] for c in listed["components"]}
    assert components == {n: version for n, (version, _) in locked("requirements.lock").items()}
    places = [place for c in listed["components"] for place in c["externalReferences"]]
    assert len(places) == len(components) and all(place["hashes"] for place in places)
