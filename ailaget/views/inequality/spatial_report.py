"""Moran's I and the local clusters of one indicator, as the command line gives them."""

from collections.abc import Mapping
from typing import Any

from ailaget import geography
from ailaget.charts.moran import CLUSTERS
from ailaget.statistics.sample import SEED, TooFewValues
from ailaget.statistics.spatial import PERMUTATIONS
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection, Source, indicator_of
from ailaget.views.inequality.neighbourhood import neighbours_by
from ailaget.views.inequality.where import p_text, where_of


def spatial_report(source: Source, selection: Selection) -> dict[str, Any]:
    """Return the report of the whole country; what is undefined is None.

    Neighbours share a border; `islands` are those without one, to whom links over water are given.
    """
    report: dict[str, Any] = {"indicator": indicator_of(selection).key, "wave": selection.wave}
    islands = list(neighbours_by("border").islands)
    try:
        where = where_of(source, selection)
    except TooFewValues as error:
        given = int(str(error.params["given"]))
        figures: dict[str, Any] = {
            "n": given,
            "missing": len(geography.municipalities()) - given,
            "moran_i": None,
            "expected_i": None,
            "p": None,
        }
        clusters: Mapping[str, tuple[str, ...]] = {}
    else:
        moran = where.spatial.moran
        figures = {
            "n": moran.n,
            "missing": moran.missing,
            "moran_i": moran.i,
            "expected_i": moran.expected,
            "p": moran.p,
        }
        clusters = where.spatial.local.clusters
    return {
        **report,
        **figures,
        "permutations": PERMUTATIONS,
        "seed": SEED,
        "islands": islands,
        "clusters": {key: list(clusters.get(key, ())) for key in CLUSTERS},
    }


def report_lines(report: Mapping[str, Any], selection: Selection) -> list[str]:
    """Return the report in words, a line for the country and one per kind of cluster."""
    t = selection.t
    p = "= " + t("missing") if report["p"] is None else p_text(report["p"], t)
    first = t(
        "where.report_line",
        indicator=indicator_of(selection).label[t.language],
        wave=t.wave(selection.wave),
        i=t.number(report["moran_i"], 3),
        expected=t.number(report["expected_i"], 3),
        p=p,
        n=t.number(report["n"]),
        missing=t.number(report["missing"]),
    )
    return [first, *(_cluster_line(key, report["clusters"][key], t) for key in CLUSTERS)]


def _cluster_line(key: str, codes: list[str], t: Texts) -> str:
    names = sorted((geography.municipality(code).name for code in codes), key=t.sort_key)
    listing = ", ".join(names) or t("where.report_none")
    return t("where.report_cluster", label=t(f"where.{key}"), names=listing)
