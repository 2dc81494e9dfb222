"""WaveContent-up answers shared by the tests: 290 units, a sixth silent, two in three at zero."""

import numpy as np
import pandas as pd
import pytest

UNITS = [f"{number:04d}" for number in range(290)]


@pytest.fixture(scope="session")
def staffing() -> pd.Series:
    generator = np.random.default_rng(11)
    values = np.where(generator.random(290) < 0.66, 0.0, generator.gamma(1.0, 5.0, 290))
    values[generator.random(290) < 0.17] = np.nan
    return pd.Series(values, index=UNITS)


@pytest.fixture(scope="session")
def counties() -> pd.Series:
    return pd.Series(np.random.default_rng(12).integers(0, 21, 290).astype(str), index=UNITS)


@pytest.fixture(scope="session")
def population() -> pd.Series:
    return pd.Series(np.random.default_rng(13).gamma(1.0, 3e4, 290) + 2000, index=UNITS)


@pytest.fixture(scope="session")
def places() -> np.ndarray:
    return np.random.default_rng(14).random((290, 2)) * 1e5
