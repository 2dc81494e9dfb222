"""The ten most similar municipalities: where the own one stands among them, and who is ahead."""

import pandas as pd

from ailaget.charts.strip import StripLabels, strip
from ailaget.codebook import codebook
from ailaget.statistics.ties import exceeds
from ailaget.texts import rounded
from ailaget.views.base.chart import make_chart
from ailaget.views.base.native import BAR, native, with_levels
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.selection import COMPARED, Selection, Source, short_label, value_text
from ailaget.views.municipality.areas import rank_text
from ailaget.views.municipality.next_step import MOST_NAMED, lower_label
from ailaget.views.municipality.peers import Peer, features_of, peers_of
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave, unchosen

KEY = "municipality_similar"
GROUP = "similar"
MEASURE, STAFFING = "maturity", "ai_fte_per_100k"


def similar_view(source: Source, selection: Selection) -> Chart:
    """Return the maturity of the ten most similar municipalities and the own one."""
    here = municipality_wave(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, peers = selection.t, peers_of(source, here, selection)
    n = sum(peer.figures[MEASURE] is not None for peer in peers)
    title = t("municipality.similar_title", name=here.name)
    subtitle = t("municipality.similar_subtitle", unit=t("unit.index"), wave=t.wave(here.wave))
    headline = _headline(here, peers, selection)
    group = _group(peers, selection)
    median = dict(zip(group["median_text"], group["median"], strict=True))
    basis, table = selection.basis(n, len(peers)), _table(here, peers, selection)
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        figure=strip(
            _dots(here, peers, selection),
            group,
            selection.frame(title, subtitle),
            StripLabels(t("unit.index"), t("empty.no_answers"), t("municipality.no_values")),
            focus=here.code,
        ),
        table=table,
        alt=t("municipality.alt", title=title, basis=basis, headline=headline),
        caveat=f"{_sure_text(here, selection)} {method_text(selection)}",
        n=n,
        of=len(peers),
        file_stem=t("municipality.similar_file", code=here.code, wave=here.wave),
        unit=t("unit.index"),
        native=with_levels(native(BAR, table, "name", MEASURE), median if n else {}),
    )


def method_text(selection: Selection) -> str:
    """Return how similar municipalities are found: what is compared, and how much each counts."""
    t = selection.t
    features = [
        t(
            "municipality.feature_weight",
            feature=t(f"municipality.feature_{feature.name}"),
            weight=t.number(feature.weight, 0 if feature.weight % 1 == 0 else 1),
        )
        for feature in features_of(selection)
        if feature.weight
    ]
    return t("municipality.similar_method", features=t.listing(features))


def _sure_text(here: MunicipalityWave, selection: Selection) -> str:
    """Return how far ahead in each index one must be for it to be sure."""
    t, book = selection.t, codebook()
    points = [
        t(
            "municipality.sure_in",
            index=lower_label(index, selection),
            points=t.number(here.sure[index.key]),
        )
        for index in book.dimension_indicators()
    ]
    maturity = t.number(here.sure[MEASURE])
    return t("municipality.similar_sure", maturity=maturity, parts=t.listing(points))


def _headline(here: MunicipalityWave, peers: tuple[Peer, ...], selection: Selection) -> str:
    t, own = selection.t, here.value(MEASURE)
    valued = {p.name: v for p in peers if (v := p.figures[MEASURE]) is not None}
    params = {"name": here.name, "n": t.number(len(valued)), "wave": t.wave(here.wave)}
    if own is None or not valued:
        key = "unknown" if valued else "none"
        return selection.fitting(t.forms(f"municipality.similar_{key}", **params))
    if len(valued) < COMPARED:
        return selection.marked(t("municipality.similar_one", **params))
    higher = sorted(
        (n for n, v in valued.items() if exceeds(v, own)), key=valued.__getitem__, reverse=True
    )
    before = [name for name in higher if not exceeds(here.sure[MEASURE], valued[name] - own)]
    if not before:
        key = "within" if higher else "first"
        count = t.number(len(higher))
        return selection.fitting(t.forms(f"municipality.similar_{key}", **params, count=count))
    key = "behind" if len(before) <= MOST_NAMED else "behind_many"
    names = {"count": t.number(len(before)), "names": t.listing(before[:MOST_NAMED])}
    return selection.fitting(t.forms(f"municipality.similar_{key}", **params, **names))


def _dots(here: MunicipalityWave, peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    t, indicator = selection.t, codebook().indicator(MEASURE)
    rows = [(here.code, here.name, here.value(MEASURE))]
    rows += [(peer.code, peer.name, peer.figures[MEASURE]) for peer in peers]
    dots = pd.DataFrame(rows, columns=["municipality", "name", "value"])
    texts = [
        t("municipality.lacks") if pd.isna(value) else value_text(t, indicator, value)
        for value in dots["value"]
    ]
    values = dots["value"].astype(float)
    return dots.assign(value=values, value_text=texts, group=GROUP, is_named=True)


def _group(peers: tuple[Peer, ...], selection: Selection) -> pd.DataFrame:
    """Return the one row of dots, with the median of the similar ones, the own one left out."""
    t = selection.t
    values = pd.Series([peer.figures[MEASURE] for peer in peers], dtype=float).dropna()
    middle = float("nan") if values.empty else float(values.median())
    text = t("municipality.median_value", value=t.number(middle, 1))
    label = t("municipality.similar_label", n=t.number(len(values)), of=t.number(len(peers)))
    columns = ["group", "label", "median", "median_text"]
    return pd.DataFrame([(GROUP, label, middle, text)], columns=columns)


def _table(here: MunicipalityWave, peers: tuple[Peer, ...], selection: Selection) -> Table:
    t, book = selection.t, codebook()
    folded = {
        key: t(f"municipality.folded_{key}", cell=CELL)
        for key in ("ahead", "population", "kilometres", "unlikeness")
    }
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column(MEASURE, book.indicator(MEASURE).label[t.language], "number", 1),
        Column("rank", t("municipality.rank_among", n=t.number(1 + len(peers))), "place"),
        Column("ahead", t("municipality.ahead_in"), collapsed=folded["ahead"]),
        Column(STAFFING, t("municipality.staffing"), "number", 1),
        Column("skr_group", t("filter.skr_group"), collapsed=CELL),
        Column("population", t("column.population"), "integer", collapsed=folded["population"]),
        Column(
            "kilometres", t("municipality.kilometres"), "integer", collapsed=folded["kilometres"]
        ),
        Column(
            "unlikeness", t("municipality.unlikeness"), "number", 2, collapsed=folded["unlikeness"]
        ),
    )
    values = {here.code: here.value(MEASURE)}
    values |= {peer.code: peer.figures[MEASURE] for peer in peers}
    region_ranks = pd.Series(values, dtype=float)
    ranks = {code: rank_text(region_ranks, code, t) for code in values}
    own = (here.name, here.value(MEASURE), ranks[here.code], "", here.value(STAFFING))
    rows: list[tuple[Cell, ...]] = [(*own, here.skr_group, here.population, None, None)]
    for peer in peers:
        ahead = "; ".join(short_label(book.indicator(key), t.language) for key in peer.ahead_in)
        figures = (peer.figures[MEASURE], ranks[peer.code], ahead, peer.figures[STAFFING])
        likeness = (peer.skr_group, peer.population, int(rounded(peer.kilometres)), peer.unlikeness)
        rows.append((peer.name, *figures, *likeness))
    codes = (here.code, *(peer.code for peer in peers))
    return Table(columns, rows, codes, focus=here.code)
