"""The ten most similar municipalities: where the own one stands among them, and who is ahead."""

import pandas as pd

from ailaget.charts.strip import StripLabels, strip
from ailaget.codebook import codebook
from ailaget.views.peers import AHEAD, FEATURES, Peer, peers_of
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source, value_text
from ailaget.views.standing import (
    Standing,
    indices,
    rank_text,
    short_label,
    standing_of,
    unchosen,
)

KEY = "municipality_similar"


def similar_view(source: Source, selection: Selection) -> Chart:
    """Return maturity and its parts in the ten most similar municipalities and the own one."""
    here = standing_of(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, peers = selection.t, peers_of(source, here)
    n = sum(peer.figures["maturity"] is not None for peer in peers)
    title = t("municipality.similar_title", name=here.name)
    subtitle = t("municipality.similar_subtitle", unit=t("unit.index"), wave=t.wave(here.wave))
    finding = _finding(here, peers, selection)
    basis = selection.basis(n, len(peers))
    return Chart(
        key=KEY,
        title=title,
        finding=finding,
        figure=strip(
            _dots(here, peers, selection),
            _groups(peers, selection),
            selection.frame(title, subtitle),
            StripLabels(t("unit.index"), t("empty.no_answers"), t("municipality.no_values")),
            axis_range=(0, 100),
            focus=here.code,
        ),
        table=_table(here, peers, selection),
        alt=t("municipality.alt", title=title, basis=basis, finding=finding),
        source=selection.source_line(),
        caveat=method_text(selection),
        n=n,
        of=len(peers),
        file_stem=t("municipality.similar_file", code=here.code, wave=here.wave),
        wave=here.wave,
        unit=t("unit.index"),
    )


def method_text(selection: Selection) -> str:
    """Return how similar municipalities are found: what is compared, and how much each counts."""
    t = selection.t
    features = [
        t(
            "municipality.feature_weight",
            feature=t(f"municipality.feature_{feature.name}"),
            weight=t.number(feature.weight),
        )
        for feature in FEATURES
    ]
    return t("municipality.similar_method", features=t.listing(features))


def _finding(here: Standing, peers: tuple[Peer, ...], selection: Selection) -> str:
    t, own = selection.t, here.value("maturity")
    valued = {p.name: v for p in peers if (v := p.figures["maturity"]) is not None}
    words = {"name": here.name, "n": t.number(len(valued)), "wave": t.wave(here.wave)}
    if own is None or not valued:
        return t(f"municipality.similar_{'unknown' if valued else 'none'}", **words)
    before = sorted((n for n, v in valued.items() if v > own), key=valued.__getitem__, reverse=True)
    if not before:
        return selection.marked(t("municipality.similar_first", **words))
    names = {"count": t.number(len(before)), "names": t.listing(before)}
    return selection.marked(t("municipality.similar_behind", **words, **names))


def _dots(here: Standing, peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    t, rows = selection.t, []
    for indicator in indices():
        own = here.value(indicator.key)
        everyone = [(here.code, here.name, own)]
        everyone += [(peer.code, peer.name, peer.figures[indicator.key]) for peer in peers]
        for code, name, value in everyone:
            words = t("municipality.lacks") if value is None else value_text(t, indicator, value)
            rows.append((code, name, indicator.key, value, words))
    columns = ["municipality", "name", "group", "value", "value_text"]
    dots = pd.DataFrame(rows, columns=columns)
    return dots.assign(value=dots["value"].astype(float))


def _groups(peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    """Return one row per index, with the median of the similar ones, the own one left out."""
    t, rows = selection.t, []
    for indicator in indices():
        values = pd.Series([peer.figures[indicator.key] for peer in peers], dtype=float).dropna()
        label = t(
            "municipality.with_n",
            label=short_label(indicator, selection.language),
            n=t.number(len(values)),
        )
        middle = float("nan") if values.empty else float(values.median())
        words = t("municipality.median_value", value=t.number(middle, indicator.decimals))
        rows.append((indicator.key, label, middle, words))
    return pd.DataFrame(rows, columns=["group", "label", "median", "median_text"])


def _table(here: Standing, peers: tuple[Peer, ...], selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("skr_group", t("filter.skr_group")),
        Column("population", t("column.population"), "integer"),
        Column("kilometres", t("municipality.kilometres"), "integer"),
        Column("unlikeness", t("municipality.unlikeness"), "number", 2),
        Column("maturity", t("municipality.key_maturity"), "number", 1),
        Column("rank", t("municipality.rank_among")),
        Column("ahead", t("municipality.ahead_in", points=t.number(AHEAD))),
    )
    values = {here.code: here.value("maturity")}
    values |= {peer.code: peer.figures["maturity"] for peer in peers}
    standings = pd.Series(values, dtype=float)
    ranks = {code: rank_text(standings, code, t) for code in values}
    own = values[here.code]
    rows: list[tuple[Cell, ...]] = [
        (here.name, here.skr_group, here.population, None, None, own, ranks[here.code], "")
    ]
    for peer in peers:
        ahead = [short_label(codebook().indicator(key), t.language) for key in peer.ahead_in]
        figures = (round(peer.kilometres), peer.unlikeness, peer.figures["maturity"])
        place = (peer.name, peer.skr_group, peer.population)
        rows.append((*place, *figures, ranks[peer.code], "; ".join(ahead)))
    codes = (here.code, *(peer.code for peer in peers))
    return Table(columns, rows, codes, focus=here.code)
