"""What the pages say of thirteen small surveys is true, in both languages: nothing beyond it."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE, SHORTER, Texts, texts
from ailaget.views.base.result import Chart, KeyFigure
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import COMPARED, FEW, Selection, value_text
from ailaget.views.catalogue import CHART_ENTRIES, Entry
from ailaget.views.inequality.spread import spread_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.municipality.profile import profile_view
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.profile import region_view
from tests.remembered import cached_view, remembered
from tests.views.small_waves import GRUMS, MADE, NOW
from tests.views.undrawn import undrawn

REGION = "17"
HEAVY = {
    "clusters",
    "moran",
    "robustness",
    "inequality_between",
    "inequality_change",
    "inequality_convergence",
    "inequality_gradient",
    "inequality_transitions",
    "left_behind",
    "bivariate_map",
    "bivariate_scatter",
}
"""What is drawn and dealt out many times: of maturity alone."""

# What these patterns know of grammar is of these languages alone.
SUPERLATIVE = {
    "sv": re.compile(r"\b(högst|lägst|störst|stigit mest)\b", re.IGNORECASE),
    "en": re.compile(r"\b(highest|lowest|largest|risen most)\b", re.IGNORECASE),
}
PLACE = {
    "sv": re.compile(r"\bplacering (\d+)(?:–\d+)? av (\d+)"),
    "en": re.compile(r"\branks? (\d+)(?:–\d+)? of (\d+)"),
}
OUT_OF = re.compile(r"(\d+) (?:av|of) (?:de |the |alla )?(\d+)")
PER_CENT = re.compile(r"\d\s?%|procent|per cent")
SEVERAL = re.compile(r"\b1 (svarande |answering )?(kommuner|municipalities)\b")


@dataclass(frozen=True)
class Said:
    """All that the pages say of one survey, indicator and language."""

    wave: str
    source: Database
    indicator: str
    language: str

    @cached_property
    def t(self) -> Texts:
        return texts(self.language)

    @cached_property
    def selection(self) -> Selection:
        return Selection(
            NOW,
            False,
            indicator=self.indicator,
            language=self.language,
            municipality=GRUMS,
            region=REGION,
            question="ai_strategi",
        )

    @cached_property
    def rows(self) -> pd.DataFrame:
        return self.of(self.indicator)

    def of(self, indicator: str) -> pd.DataFrame:
        return self.source.query("indicator_values", wave=NOW, indicator=indicator, **NO_FILTER)

    @cached_property
    def charts(self) -> dict[str, Chart]:
        return {
            key: self._chart(entry)
            for key, entry in CHART_ENTRIES.items()
            if self.indicator == "maturity" or key not in HEAVY
        }

    def _chart(self, entry: Entry[Chart]) -> Chart:
        """Return a chart; one that is of no indicator is the same for all, and made once."""
        if "indicator" in entry.about:
            return entry.make(self.source, self.selection)
        return cached_view(entry.make, self.source, replace(self.selection, indicator="maturity"))

    @cached_property
    def by_county(self) -> Chart:
        return map_view(self.source, replace(self.selection, level="county"))

    @cached_property
    def figures(self) -> tuple[KeyFigure, ...]:
        return spread_view(self.source, self.selection).figures

    @cached_property
    def sentences(self) -> dict[str, str]:
        profile = profile_view(self.source, self.selection)
        assert profile is not None
        parts = {
            "spread": spread_view(self.source, self.selection).sentences,
            "region": region_view(self.source, self.selection).sentences,
            "overview": overview_view(self.source, self.selection).sentences,
            "municipality": (
                *profile.lead,
                *profile.next_step.sentences,
                *profile.left,
            ),
        }
        return {
            f"{part} {at}": text for part, told in parts.items() for at, text in enumerate(told)
        }

    @property
    def everything(self) -> dict[str, str]:
        found = {key: chart.headline for key, chart in self.charts.items()}
        return {**found, "map county": self.by_county.headline, **self.sentences}

    def is_form(self, text: str, *keys: str) -> bool:
        """Return whether a sentence has the form of one of some texts."""
        entries = self.t.entries
        each = (f"{key}{end}" for key in keys for end in SHORTER if f"{key}{end}" in entries)
        return any(form(entries[key]).search(text) for key in each)


def form(text: str) -> re.Pattern[str]:
    """Return the pattern of a text, whose placeholders are anything.

    After words that say of how few it is, a heading begins with a small letter.
    """
    parts = re.split(r"{\w+}", text)
    return re.compile(".+?".join(re.escape(part) for part in parts), re.IGNORECASE)


@pytest.fixture(scope="module")
def opened(
    empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Database]]:
    """Open the database of a survey by its name, made when it is first asked for."""
    databases: dict[str, Database] = {}

    def of(wave: str) -> Database:
        if wave not in databases:
            place = MADE[wave]().opened(empty_workspace, tmp_path_factory.mktemp("small"))
            databases[wave] = remembered(place)
        return databases[wave]

    yield of
    for database in databases.values():
        database.close()


@pytest.fixture(scope="module", params=list(MADE))
def source(
    opened: Callable[[str], Database], request: pytest.FixtureRequest
) -> tuple[str, Database]:
    return request.param, opened(request.param)


@pytest.fixture(scope="module", params=["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def indicator(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=list(SUPERLATIVE))
def said(
    source: tuple[str, Database], indicator: str, request: pytest.FixtureRequest
) -> Iterator[Said]:
    """Return what is said; every chart of it is drawn in the language that readers have first."""
    language = str(request.param)
    with nullcontext() if language == DEFAULT_LANGUAGE else undrawn():
        yield Said(*source, indicator, language)


def test_there_are_thirteen_of_them() -> None:
    assert len(MADE) == 13


def test_every_truth_holds(said: Said) -> None:
    wrong = [f"{check.__name__}: {fault}" for check in TRUTHS for fault in check(said)]
    assert not wrong, "\n".join(wrong)


def texts_are_whole(said: Said) -> Iterator[str]:
    for key, text in said.everything.items():
        if not text or re.search(r"[{}]|\bnan\b", text) or SEVERAL.search(text):
            yield f"{key}: {text}"


def a_part_is_no_more_than_its_whole(said: Said) -> Iterator[str]:
    for key, text in said.everything.items():
        plain = text.replace("\N{NO-BREAK SPACE}", "")
        yield from (
            f"{key}: {text}" for part, whole in OUT_OF.findall(plain) if int(part) > int(whole)
        )


def nobody_lags_where_all_are_equal(said: Said) -> Iterator[str]:
    headline = said.charts["lagging"].headline
    read = {round(value, 1) for value in said.of("maturity")["value"].dropna()}
    if len(read) < COMPARED and said.is_form(headline, "lagging.finding", "lagging.finding_unsure"):
        yield headline


def nobody_is_highest_where_all_are_equal(said: Said) -> Iterator[str]:
    indicator = codebook().indicator(said.indicator)
    inside = {"map": said.rows, "region_spread": said.rows[said.rows["county"] == REGION]}
    for key, rows in inside.items():
        read = {value_text(said.t, indicator, value) for value in rows["value"].dropna()}
        if len(read) < COMPARED and SUPERLATIVE[said.language].search(said.charts[key].headline):
            yield f"{key}: {said.charts[key].headline}"
    groups = said.charts["inequality_groups"]
    means = {said.t.number(row[4], 3) for row in groups.table.rows if int(str(row[2])) >= FEW}
    if len(means) < COMPARED and said.is_form(groups.headline, "inequality.groups_finding"):
        yield groups.headline


def who_is_named_highest_is(said: Said) -> Iterator[str]:
    headline, rows = said.charts["map"].headline, said.rows[said.rows["value"].notna()]
    if not said.is_form(headline, "ends.both") or not SUPERLATIVE[said.language].search(headline):
        return
    top = sorted(rows.loc[rows["value"] >= rows["value"].max() - 1e-8, "name"], key=said.t.sort_key)
    words = said.t.listing(top) if len(top) <= 3 else str(len(top))
    if words not in headline.split(",")[0] and words not in headline:
        yield headline
    if len(rows) < len(said.rows) and str(len(rows)) not in headline:
        yield f"not said to be of {len(rows)}: {headline}"


def nothing_is_said_of_few(said: Said) -> Iterator[str]:
    compares = {"map", "region_spread"}  # Two are compared; a share of few is a count.
    answers = {"region_answers", "municipality_answers"}  # Of a question, with its own counts.
    for key, chart in said.charts.items():
        if chart.n is None or key in answers:
            continue
        if chart.n < FEW and key != "silent" and PER_CENT.search(chart.headline):
            yield f"{key}: {chart.headline}"
        smallest = COMPARED if key in compares else FEW
        is_silent = chart.n < smallest and key not in {"movers", "silent"}
        if is_silent and SUPERLATIVE[said.language].search(chart.headline):
            yield f"{key}: {chart.headline}"
    if said.rows["value"].count() < FEW and said.figures:
        yield "key figures of few"


def a_rank_is_among_several_and_of_enough(said: Said) -> Iterator[str]:
    for key, text in said.everything.items():
        for place, of in PLACE[said.language].findall(text):
            if int(of) < COMPARED or int(place) > int(of):
                yield f"{key}: {text}"
    own = int(said.rows.loc[said.rows["county"] == REGION, "value"].count())
    told = [said.charts["region_ranking"].headline, *said.sentences.values()]
    names = tuple(geography.county(REGION).names.values())
    for text in told:
        is_region = text.startswith(names)
        if own < FEW and is_region and PLACE[said.language].search(text):
            yield text


def all_have_a_value_only_where_all_have(said: Said) -> Iterator[str]:
    silent = int(said.rows["value"].isna().sum())
    everyone = said.t("inequality.range_everyone")
    if silent and any(figure.change == everyone for figure in said.figures):
        yield f"{silent} have no value"
    responded = said.rows.loc[said.rows["county"] == REGION, "has_responded"]
    is_all = region_view(said.source, said.selection).silent == said.t("region.silent_none")
    if is_all != responded.all():
        yield "the region's silent"


def some_are_not_none_and_most_are_not_all(said: Said) -> Iterator[str]:
    values = said.rows["value"].dropna()
    if not codebook().indicator(said.indicator).is_share or values.empty:
        return
    for end, is_so in (("0", (values == 0).all()), ("100", (values == 1).all())):
        text = said.charts["map"].headline
        if re.search(rf": {end} (procent|per cent) ", text) and not is_so:
            yield text


def groups_left_out_are_said(said: Said) -> Iterator[str]:
    valued = said.rows[said.rows["value"].notna()]
    sizes = valued.groupby("skr_group").size()
    chart, t = said.charts["inequality_groups"], said.t
    headline = chart.headline
    compared = said.is_form(
        headline,
        "inequality.groups_finding",
        "inequality.groups_finding_chance",
        "inequality.groups_equal_mean",
        "inequality.groups_equal_ratio",
    )
    is_said = said.is_form(chart.caveat, "inequality.groups_left_out")
    if compared != ((sizes >= FEW).sum() >= COMPARED):
        yield f"{t.number(len(sizes))} groups: {headline}"
    if compared and is_said != bool((sizes < FEW).any()):
        yield headline


def counties_are_compared_where_enough_answer(said: Said) -> Iterator[str]:
    sizes = said.rows.groupby("county")["value"].count()
    headline = said.by_county.headline
    if (sizes[sizes > 0] < FEW).all() and SUPERLATIVE[said.language].search(headline):
        yield headline
    is_sure = said.is_form(headline, "ends.both") and not said.is_form(
        headline, "ends.both_answering", "ends.both_enough_county"
    )
    if is_sure and said.rows["value"].isna().any() and (sizes < FEW).any():
        yield f"not said of whom: {headline}"


SIZE_GAP = ("one", "part", "finding")
"""The forms that a sentence on large and small has."""


def nothing_has_changed_where_all_is_the_same(said: Said) -> Iterator[str]:
    if said.wave not in {"all zero", "all equal", "everyone answering", "half empty"}:
        return
    told = [
        said.charts[key].headline for key in ("movers", "size_gap", "inequality_sizes", "lagging")
    ]
    told += said.sentences.values()
    if "inequality_change" in said.charts:
        told.append(said.charts["inequality_change"].headline)
    grew = (
        "inequality.change_finding_grew",
        "inequality.change_finding_shrank",
        "overview.sentence_gap_grew",
        "overview.sentence_gap_shrank",
        *(f"size_gap.{form}_{way}" for form in SIZE_GAP for way in ("grew", "shrank", "turned")),
    )
    yield from (text for text in told if said.is_form(text, *grew))


def the_gap_is_the_same_in_another_grouping(said: Said) -> Iterator[str]:
    if said.wave == "grouping change" and said.indicator == "maturity":
        told = [said.charts["inequality_change"].headline, *said.sentences.values()]
        grew = (
            "inequality.change_finding_grew",
            "inequality.change_finding_shrank",
            "overview.sentence_gap_grew",
            "overview.sentence_gap_shrank",
        )
        yield from (text for text in told if said.is_form(text, *grew))


def a_side_is_named_only_outside_the_interval(said: Said) -> Iterator[str]:
    rows = said.of("maturity")
    own = rows.loc[rows["municipality"] == GRUMS]
    group = rows.loc[rows["skr_group"] == own["skr_group"].iloc[0], "value"]
    text = said.sentences["municipality 0"]
    sides = [
        side for side in ("under", "over") if said.is_form(text, f"municipality.headline_{side}")
    ]
    if not sides:
        return
    known, value = group.dropna(), float(own["value"].iloc[0])
    if len(known) < FEW:
        yield f"of {len(known)}: {text}"
        return
    error = known.std() / np.sqrt(len(known)) * np.sqrt(1 - len(known) / len(group))
    half = student.ppf(0.975, len(known) - 1) * error
    is_outside = abs(value - known.mean()) >= half
    if not is_outside or (value < known.mean()) != (sides == ["under"]):
        yield text


def one_without_others_is_not_without_values(said: Said) -> Iterator[str]:
    rows = said.of("maturity")
    has_value = rows.loc[rows["municipality"] == GRUMS, "value"].notna().all()
    headline = said.charts["municipality_comparison"].headline
    if has_value and said.is_form(headline, "municipality.comparison_none"):
        yield headline


def what_silent_neighbours_have_reached_is_not_known(said: Said) -> Iterator[str]:
    if said.wave != "silent neighbours" or "left_behind" not in said.charts:
        return
    chart = said.charts["left_behind"]
    listed = dict(zip(chart.table.codes, chart.table.rows, strict=True))
    reasons = str(listed[GRUMS][5])
    if not said.is_form(reasons, "left_behind.reason_alone_some"):
        yield reasons


TRUTHS: tuple[Callable[[Said], Iterator[str]], ...] = (
    texts_are_whole,
    a_part_is_no_more_than_its_whole,
    nobody_is_highest_where_all_are_equal,
    nobody_lags_where_all_are_equal,
    who_is_named_highest_is,
    nothing_is_said_of_few,
    a_rank_is_among_several_and_of_enough,
    all_have_a_value_only_where_all_have,
    some_are_not_none_and_most_are_not_all,
    groups_left_out_are_said,
    counties_are_compared_where_enough_answer,
    nothing_has_changed_where_all_is_the_same,
    the_gap_is_the_same_in_another_grouping,
    a_side_is_named_only_outside_the_interval,
    one_without_others_is_not_without_values,
    what_silent_neighbours_have_reached_is_not_known,
)
