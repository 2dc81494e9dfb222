"""How often the intervals hold the truth: `python -m benchmarks.coverage`.

Those that have a value in the newest wave are taken for the whole country. Then some fall silent at
random, again and again, and each time it is seen whether the interval holds what all would have
given. It is the measure of an interval that no formula gives.
"""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from ailaget.ingest.building import build
from ailaget.statistics.decomposition import between_shares
from ailaget.statistics.intervals import RANGES, Interval, bootstrap
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace

WAVE, INDICATORS = "2026-10", ("ai_fte_per_100k", "maturity")
GROUPINGS = ("county", "skr_group", "size_class")
RATES, SURVEYS = (0.83, 0.5), 400


def main() -> None:
    """Simulate the surveys and print how many of 100 intervals hold the truth."""
    with tempfile.TemporaryDirectory() as name:
        place = Workspace(Path(name))
        build(place)
        database = open_database(place)
        everywhere = {"counties": [], "skr_groups": [], "size_classes": []}
        places = database.query("municipalities", wave=WAVE, **everywhere)
        places = places.set_index("municipality")
        rows = database.query("wave_indicators", wave=WAVE)
        database.close()
    for indicator in INDICATORS:
        values = rows[rows["indicator"] == indicator].set_index("municipality")["value"].dropna()
        groups = places.loc[values.index, list(GROUPINGS)]
        for rate in RATES:
            print(f"\n{indicator}, {rate:.0%} of {len(values)} answer")
            for key, hits in covered(values, groups, rate).items():
                print(f"  {key:32} {100 * hits:4.0f}")


def covered(values: pd.Series, groups: pd.DataFrame, rate: float) -> dict[str, float]:
    """Return the share of surveys in which each measure's interval holds the truth."""
    truth, hits = _found(values, groups, 0), dict[str, list[bool]]()
    for seed in range(SURVEYS):
        answered = np.random.default_rng([seed, 7]).permutation(len(values)) < rate * len(values)
        for key, found in _found(values.where(answered), groups, seed).items():
            known = truth[key].estimate
            if found.low is not None and known is not None:
                slack = 1e-9 * max(abs(known), 1)
                hit = found.low - slack <= known <= found.high + slack
                hits.setdefault(key, []).append(hit)
    return {key: float(np.mean(each)) for key, each in hits.items()}


def _found(values: pd.Series, groups: pd.DataFrame, seed: int) -> dict[str, Interval]:
    plain = bootstrap(values, seed=seed).intervals
    found = {key: plain[key] for key in RANGES if key in plain and "between" not in key}
    for measure in ("theil", "variance"):
        shares = between_shares(values, groups, measure=measure, seed=seed).shares
        found |= {f"{measure} between {name}": each.share for name, each in shares.items()}
    return found


if __name__ == "__main__":
    main()
