"""A pytest plugin: which lines of some folders each test reaches, and how long it takes.

Loaded by `benchmarks.mutants`, in every process that runs tests. What is found lies in the folder
that REACHED names: a coverage file of each process, and the seconds of each test that passed.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest


class Reached:
    """Watches the lines that one test after the other reaches."""

    def __init__(self, folder: Path, rooms: list[str]) -> None:
        self.seconds: dict[str, float] = {}
        self.passed = folder / f"passed.{os.getpid()}.json"
        self.coverage = coverage.Coverage(
            data_file=str(folder / "coverage"), data_suffix=True, include=rooms, config_file=False
        )
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Have each line counted for the test that is run, with its fixtures."""
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how long a test took that passed."""
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = report.duration

    def pytest_sessionfinish(self) -> None:
        """Write what was found."""
        self.coverage.stop()
        self.coverage.save()
        self.passed.write_text(json.dumps(self.seconds))


def pytest_configure(config: pytest.Config) -> None:
    """Watch, but not in the process that only hands the tests out."""
    hands_out = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not hands_out:
        rooms = os.environ["REACHED_ROOMS"].split(os.pathsep)
        config.pluginmanager.register(Reached(Path(os.environ["REACHED"]), rooms))
