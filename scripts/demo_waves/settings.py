"""What the model is told: `data/demo_calibration.toml`, and the random streams seeded by it."""

import tomllib
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ailaget.codebook import DATA

SETTINGS: dict[str, Any] = tomllib.loads(
    (DATA / "demo_calibration.toml").read_text(encoding="utf-8")
)
SEED: int = SETTINGS["seed"]
WAVES: tuple[str, ...] = tuple(SETTINGS["waves"])
FOLDER = DATA / "surveys"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def stream(*names: str) -> np.random.Generator:
    """Return the random stream of this name: always the same, whatever else is drawn.

    A stream of its own for each purpose means that a new question leaves all others as they were.
    """
    return np.random.default_rng([SEED, *(zlib.crc32(name.encode()) for name in names)])
