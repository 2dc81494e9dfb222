"""How often the intervals hold the truth, and how often nothing is called something.

`python -m benchmarks.coverage` prints false claims by the old rules and the new, in about two
minutes; with `--intervals` also how many of 100 intervals hold the truth, which takes twenty. With
`--silence TRIALS` it prints instead how many of 39 intervals hold what all would have given, when
who answers depends on maturity: as it is, and weighted (`benchmarks.silence`).

For the intervals those that have a value in the newest wave are taken for the whole country. Then
some fall silent at random, again and again, and each time it is seen whether the interval holds
what all would have given. It is the measure of an interval that no formula gives.
"""

import argparse
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from ailaget.ingest.building import build
from ailaget.statistics.decomposition import between_shares
from ailaget.statistics.intervals import RANGES, Interval, bootstrap
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from benchmarks.false_claims import SEED, Claims, false_claims
from benchmarks.silence import held

WAVE, INDICATORS = "2026-10", ("ai_fte_per_100k", "maturity")
GROUPINGS = ("county", "skr_group", "size_class")
RATES, SURVEYS = (0.83, 0.5), 400


def main() -> None:
    """Print the false claims and, where asked for, how many of 100 intervals hold the truth."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--intervals", action="store_true", help="try the intervals too")
    parser.add_argument("--silence", type=int, metavar="TRIALS", help="silence by maturity instead")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Workspace(Path(name))
        build(place)
        database = open_database(place)
        everywhere = {"counties": [], "skr_groups": [], "size_classes": []}
        places = database.query("municipalities", wave=WAVE, **everywhere)
        places = places.set_index("municipality")
        rows = database.query("wave_indicators", wave=WAVE)
        maturity = database.query("indicator_values", wave=WAVE, indicator="maturity", **everywhere)
        waves = [str(wave) for wave in database.query("waves")["wave"]]
        by_wave = {
            wave: database.query("municipalities", wave=wave, **everywhere) for wave in waves
        }
        database.close()
    if asked.silence:
        _print_silence(
            {wave: table.set_index("municipality") for wave, table in by_wave.items()},
            asked.silence,
        )
        return
    maturity = maturity.set_index("municipality")
    values = maturity["value"].dropna()
    _print_claims(false_claims(values, maturity["previous_value"], places))
    if asked.intervals:
        _print_intervals(rows, places)


def _print_silence(places: dict[str, pd.DataFrame], trials: int) -> None:
    tried = pd.DataFrame([each for found in held(places, trials) for each in map(asdict, found)])
    per_trial = tried[["plain_holds", "holds"]].to_numpy().reshape(trials, -1, 2).sum(axis=1)
    of = len(tried) // trials
    for number, (plain, weighted) in enumerate(per_trial[:1]):
        print(f"Trial {number}, the demonstration data: of {of} intervals {plain} hold as it is,")
        print(f"  and {weighted} weighted by who tends to answer")
    plain, weighted = per_trial.mean(axis=0)
    print(f"Mean of {trials} trials: {plain:.1f} as it is, {weighted:.1f} weighted")
    mean = tried.groupby(["wave", "indicator", "measure"])[["plain_bias", "bias"]].mean()
    print(mean.round(3).to_string())
    left = (mean["bias"].abs() / mean["plain_bias"].abs()).median()
    maturity = mean.xs(("maturity", "mean"), level=("indicator", "measure")).abs().mean()
    print(f"Mean maturity: bias {maturity.plain_bias:.2f} as it is, {maturity.bias:.2f} weighted")
    print(f"Of each figure's bias there is left, in the middle: {left:.0%}")


def _print_claims(claims: list[Claims]) -> None:
    print(f"Of 100 trials with nothing to claim, claimed by the old rule and the new (seed {SEED})")
    print(f"  {'':36}{'answering':>10}{'old':>6}{'new':>6}")
    for one in claims:
        print(f"  {one.case:36}{one.rate:>10.0%}{one.old:>6.0f}{one.new:>6.0f}")


def _print_intervals(rows: pd.DataFrame, places: pd.DataFrame) -> None:
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
        shares = between_shares(values, groups, measure=measure, permutations=1, seed=seed).shares
        found |= {f"{measure} between {name}": each.share for name, each in shares.items()}
    return found


if __name__ == "__main__":
    main()
