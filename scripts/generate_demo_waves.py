"""Write the demonstration waves: `python -m scripts.generate_demo_waves [--check]`.

The answers are invented. They follow the model in `data/demo_calibration.toml` and its seed, so
that the same files come out, to the byte, on every run.
"""

import argparse
import sys

import pandas as pd

from ailaget.codebook import codebook
from scripts.demo_waves.files import content, file_of
from scripts.demo_waves.measures import MEASURES, maturity
from scripts.demo_waves.model import population
from scripts.demo_waves.regions import answering, content_of_regions, regions_file
from scripts.demo_waves.response import respondents
from scripts.demo_waves.settings import SETTINGS, WAVES


def main() -> int:
    """Write the files, or with --check compare them and the targets with what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, print the targets")
    if parser.parse_args().check:
        return _check()
    for wave in WAVES:
        file_of(wave).write_bytes(content(wave))
        print(f"{file_of(wave).name}: {len(respondents(wave))} municipalities")
        regions_file(wave).write_bytes(content_of_regions(wave))
        print(f"{regions_file(wave).name}: {len(answering(wave))} regions")
    return 0


def _check() -> int:
    missed = 0
    for target in SETTINGS["target"]:
        found = MEASURES[target["measure"]](population(target["wave"]))
        wanted = target.get("equals") or [target["low"], target["high"]]
        met = found == wanted if "equals" in target else wanted[0] <= found <= wanted[1]
        missed += not met
        shown = round(found, 4) if isinstance(found, float) else found
        print(f"{'ok' if met else 'MISSED':7}{target['measure']:28}{shown} of {wanted}")
    for wave in WAVES:
        all_of_them = maturity(population(wave))["maturity"]
        answering = all_of_them.loc[list(respondents(wave))]
        print(f"{wave} all       {_spread(all_of_them)}\n{wave} answering {_spread(answering)}")
    return 1 if missed else 0


def _spread(values: pd.Series) -> str:
    counts = values.map(lambda value: codebook().level_of(value).key).value_counts()
    levels = ", ".join(f"{level.key} {counts.get(level.key, 0)}" for level in codebook().levels)
    low, middle, high = values.quantile([0.1, 0.5, 0.9])
    return f"P10 {low:.1f}, median {middle:.1f}, P90 {high:.1f}; {levels}"


if __name__ == "__main__":
    sys.exit(main())
