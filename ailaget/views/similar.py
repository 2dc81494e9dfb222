"""The ten most similar municipalities: where the own one stands among them, and who is ahead."""

import pandas as pd

from ailaget.charts.strip import StripLabels, strip
from ailaget.codebook import codebook
from ailaget.views.areas import rank_text, short_label
from ailaget.views.peers import AHEAD, FEATURES, Peer, peers_of
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source, indicator_of, unit_text, value_text
from ailaget.views.standing import Standing, standing_of, unchosen

KEY = "municipality_similar"
GROUP = "similar"


def similar_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator in the ten most similar municipalities and the own one."""
    here = standing_of(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, indicator, peers = selection.t, indicator_of(selection), peers_of(source, here)
    n = sum(peer.figures[indicator.key] is not None for peer in peers)
    label = indicator.label[selection.language]
    title = t("municipality.similar_title", name=here.name, indicator=label)
    unit = t("unit.percent") if indicator.is_share else unit_text(t, indicator)
    subtitle = t("municipality.similar_subtitle", unit=unit, wave=t.wave(here.wave))
    finding = _finding(here, peers, selection)
    basis = selection.basis(n, len(peers))
    return Chart(
        key=KEY,
        title=title,
        finding=finding,
        figure=strip(
            _dots(here, peers, selection),
            _group(peers, selection),
            selection.frame(title, subtitle),
            StripLabels(unit, t("empty.no_answers"), t("municipality.no_values")),
            axis_range=(0, 100) if indicator.is_share else None,
            focus=here.code,
        ),
        table=_table(here, peers, selection),
        alt=t("municipality.alt", title=title, basis=basis, finding=finding),
        source=selection.source_line(),
        caveat=method_text(selection),
        n=n,
        of=len(peers),
        file_stem=t(
            "municipality.similar_file", code=here.code, indicator=indicator.key, wave=here.wave
        ),
        wave=here.wave,
        unit=unit,
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
    t, indicator = selection.t, indicator_of(selection)
    own = here.value(indicator.key)
    valued = {p.name: v for p in peers if (v := p.figures[indicator.key]) is not None}
    words = {"name": here.name, "n": t.number(len(valued)), "wave": t.wave(here.wave)}
    if own is None or not valued:
        return t(f"municipality.similar_{'unknown' if valued else 'none'}", **words)
    before = sorted((n for n, v in valued.items() if v > own), key=valued.__getitem__, reverse=True)
    if not before:
        return selection.marked(t("municipality.similar_first", **words))
    names = {"count": t.number(len(before)), "names": t.listing(before)}
    return selection.marked(t("municipality.similar_behind", **words, **names))


def _dots(here: Standing, peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    t, indicator = selection.t, indicator_of(selection)
    rows = [(here.code, here.name, here.value(indicator.key))]
    rows += [(peer.code, peer.name, peer.figures[indicator.key]) for peer in peers]
    dots = pd.DataFrame(rows, columns=["municipality", "name", "value"])
    words = [
        t("municipality.lacks") if pd.isna(value) else value_text(t, indicator, value)
        for value in dots["value"]
    ]
    scale = 100 if indicator.is_share else 1
    return dots.assign(
        value=dots["value"].astype(float) * scale, value_text=words, group=GROUP, is_named=True
    )


def _group(peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    """Return the one row of dots, with the median of the similar ones, the own one left out."""
    t, indicator = selection.t, indicator_of(selection)
    values = pd.Series([peer.figures[indicator.key] for peer in peers], dtype=float).dropna()
    middle = float("nan") if values.empty or indicator.is_share else float(values.median())
    words = t("municipality.median_value", value=t.number(middle, indicator.decimals))
    label = t("municipality.similar_label", n=t.number(len(values)), of=t.number(len(peers)))
    columns = ["group", "label", "median", "median_text"]
    return pd.DataFrame([(GROUP, label, middle, words)], columns=columns)


def _table(here: Standing, peers: tuple[Peer, ...], selection: Selection) -> Table:
    t, indicator = selection.t, indicator_of(selection)
    kind = "text" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("skr_group", t("filter.skr_group")),
        Column("population", t("column.population"), "integer"),
        Column("kilometres", t("municipality.kilometres"), "integer"),
        Column("unlikeness", t("municipality.unlikeness"), "number", 2),
        Column("value", indicator.label[selection.language], kind, indicator.decimals),
        Column("rank", t("municipality.rank_among"), "integer"),
        Column("ahead", t("municipality.ahead_in", points=t.number(AHEAD))),
    )
    values = {here.code: here.value(indicator.key)}
    values |= {peer.code: peer.figures[indicator.key] for peer in peers}
    standings = pd.Series(values, dtype=float)
    higher = indicator.higher_is_better
    ranks = {c: rank_text(standings, c, t, higher_is_better=higher) for c in values}
    shown: dict[str, Cell] = dict(values)
    if indicator.is_share:
        shown = {code: value_text(t, indicator, value) for code, value in values.items()}
    own = (here.name, here.skr_group, here.population, None, None, shown[here.code])
    rows: list[tuple[Cell, ...]] = [(*own, ranks[here.code], "")]
    for peer in peers:
        ahead = [short_label(codebook().indicator(key), t.language) for key in peer.ahead_in]
        place = (peer.name, peer.skr_group, peer.population)
        likeness = (round(peer.kilometres), peer.unlikeness, shown[peer.code])
        rows.append((*place, *likeness, ranks[peer.code], "; ".join(ahead)))
    codes = (here.code, *(peer.code for peer in peers))
    return Table(columns, rows, codes, focus=here.code)
