"""R as the reference: one script per test file, and what it prints as numbers by name."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pytest

Floats = npt.NDArray[np.float64]


def vector(values: Iterable[float]) -> str:
    """Return numbers as R writes a vector; NaN is NA."""
    return f"c({', '.join('NA' if np.isnan(value) else repr(float(value)) for value in values)})"


def texts(values: Iterable[str]) -> str:
    """Return texts as R writes a vector."""
    return f"c({', '.join(f'{value!r}' for value in values)})"


def by_r(script: str, *packages: str) -> Mapping[str, Floats]:
    """Run a script in which `tell(name, numbers)` tells a result, and return all that were told.

    The packages are Debian's; one that is missing fails under CI, which installs them.
    """
    program = shutil.which("Rscript")
    loads = "".join(f"suppressMessages(library({package}));" for package in packages)
    # An empty expression is one that R refuses.
    probe = [program or "", "-e", loads or "TRUE"]
    if program is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        missing = f"R is missing, or one of its packages: {', '.join(packages)}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    tell = 'tell <- function(name, x) cat("::", name, format(x, digits = 15), fill = FALSE, "\\n");'
    done = subprocess.run(
        [program, "--vanilla", "-"],
        input=loads + tell + script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("::")]
    return {line[1]: np.array([float(x.replace("NA", "nan")) for x in line[2:]]) for line in lines}
