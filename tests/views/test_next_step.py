"""The next step and those ahead: who is counted, who may be asked, and what is never said."""

from pathlib import Path

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.measurement import one_step
from ailaget.views.base.selection import FEW, Selection
from ailaget.views.municipality.advice import NextStep, next_step
from ailaget.views.municipality.ahead import ALIKE, Ahead, ahead
from ailaget.views.municipality.milestones import index_of, lacked, milestones
from ailaget.views.municipality.peers import Peer, peers_of
from ailaget.views.municipality.profile import profile_view
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave
from tests.views.test_municipality import (
    EARLIER,
    GAGNEF,
    LOWEST,
    NOW,
    chosen,
    database_of,
    plain,
)

BOOK, T = codebook(), texts("sv")
MATURITY = BOOK.indicator("maturity")
GUIDED = {"ai_riktlinjer": 3, "ledning_prio": 5}
"""Half of strategy and leadership: a climb of more than eight points of maturity."""


def found(
    source: Database, code: str = GAGNEF, **choices: object
) -> tuple[MunicipalityWave, tuple[Peer, ...], NextStep, Ahead]:
    selection: Selection = chosen(code, **choices)
    here = municipality_wave(source, selection)
    assert here is not None
    peers, has = peers_of(source, here, selection, 290), milestones(source, here.wave)
    return (
        here,
        peers,
        next_step(source, here, peers, has, selection),
        ahead(here, peers, has, selection),
    )


@pytest.fixture(scope="module")
def nearest(demo: Database) -> list[str]:
    """The municipalities most like Gagnef, whatever anybody has answered."""
    return [peer.code for peer in found(demo)[1][:12]]


def followed(folder: Path, nearest: list[str], climbing: int, waves: tuple[str, ...]) -> Database:
    """Return a survey in which some of those alike climbed by guidelines, and one got them only."""
    rows = {
        EARLIER: [{"kommunkod": code, **LOWEST} for code in (GAGNEF, *nearest)],
        NOW: [
            {"kommunkod": GAGNEF, **LOWEST},
            *({"kommunkod": code, **LOWEST, **GUIDED} for code in nearest[:climbing]),
            {"kommunkod": nearest[climbing], **LOWEST, "ai_riktlinjer": 2},
            *({"kommunkod": code, **LOWEST} for code in nearest[climbing + 1 :]),
        ],
    }
    return database_of(folder, {wave: rows[wave] for wave in waves})


def test_the_step_is_what_most_that_climbed_did_with_how_many_of_how_many(
    tmp_path: Path, nearest: list[str]
) -> None:
    source = followed(tmp_path, nearest, 6, (EARLIER, NOW))
    _, peers, step, _ = found(source)
    source.close()
    assert step.action == "Besluta riktlinjer för hur medarbetare får använda AI"
    assert plain(step.why) == (
        "Av 6 liknande kommuner som saknade det i oktober 2025 och har ett högre tal för AI-mognad "
        "nu har 6 gjort det, mot 1 av 6 andra."
    )
    names = [geography.municipality(code).name for code in nearest[:3]]
    assert all(f"{name} (50 poäng)" in plain(step.ask) for name in names)
    assert nearest[:3] == [peer.code for peer in peers[:3]]
    # A climb of eight points is within the error of thirteen that answer nearly alike.
    assert "har stigit säkert (minst" in plain(step.basis)
    assert "minst 5,6 poäng högre" in plain(step.basis)


def test_the_step_is_of_those_that_climbed_for_sure_where_they_are_enough(
    tmp_path: Path, nearest: list[str]
) -> None:
    far = {**GUIDED, "kompetens_niva": 5, "data_kvalitet": 5, "uc_pilot": 10}
    rows = {
        EARLIER: [{"kommunkod": code, **LOWEST} for code in (GAGNEF, *nearest)],
        NOW: [
            {"kommunkod": GAGNEF, **LOWEST},
            *({"kommunkod": code, **LOWEST, **far} for code in nearest[:FEW]),
            *({"kommunkod": code, **LOWEST, **GUIDED} for code in nearest[FEW:]),
        ],
    }
    source = database_of(tmp_path, rows)
    here, peers, step, _ = found(source)
    source.close()
    least, values = here.sure["maturity"], [peer.figures["maturity"] for peer in peers[:12]]
    climbed = [value for value in values if value is not None and value >= least]
    assert len(climbed) == FEW and min(value or 0 for value in values) > one_step(MATURITY)
    assert plain(step.why).startswith(f"Av {FEW} liknande kommuner som saknade det")
    assert f"säkert har stigit i AI-mognad sedan dess har {FEW} gjort det" in plain(step.why)
    assert f"minst {T.number(least, 1)} poäng, mer än mätfelet" in plain(step.basis)


def test_of_too_few_that_climbed_nothing_is_said_but_where_most_is_left(
    tmp_path: Path, nearest: list[str]
) -> None:
    source = followed(tmp_path, nearest, FEW - 1, (EARLIER, NOW))
    step = found(source)[2]
    source.close()
    assert step.why.startswith("Det går inte att se vad liknande kommuner har gjort")
    assert "strategi och ledning, 0 av 100" in plain(step.why)
    assert step.basis == ""
    assert step.action == "Besluta en AI-strategi, eller ta in AI i den digitala strategin"


def test_with_one_wave_nobody_has_climbed(tmp_path: Path, nearest: list[str]) -> None:
    source = followed(tmp_path, nearest, 6, (NOW,))
    step = found(source)[2]
    source.close()
    assert step.why.startswith("Det finns bara en mätomgång")


def test_who_has_all_that_is_asked_about_has_nothing_to_be_told(tmp_path: Path) -> None:
    everything: dict[str, object] = {**LOWEST, "samverkan": "AI Sweden"}
    for question in BOOK.questions.values():
        if question.milestone and not question.is_multi:
            everything[question.key] = question.milestone.minimum
    source = database_of(tmp_path, {NOW: [{"kommunkod": GAGNEF, **everything}]})
    step, cards = found(source)[2:]
    source.close()
    assert step.action == T("municipality.next_none")
    assert cards.title == T("municipality.ahead_nobody", name="Gagnef")
    assert cards.cards == ()


SOME = [place.code for place in geography.municipalities()][::9]


@pytest.mark.parametrize("code", SOME)
def test_nobody_below_the_group_or_hardly_ahead_is_asked_and_cards_hold_what_is_lacked(
    demo: Database, code: str
) -> None:
    here, peers, step, cards = found(demo, code)
    own, has = here.value("maturity"), milestones(demo, NOW)
    by_code = {peer.code: peer for peer in peers}
    for card in cards.cards:
        peer = by_code[card.code]
        value = peer.figures["maturity"]
        assert value is not None and peer.unlikeness <= ALIKE
        if own is not None:
            assert value - own >= here.sure["maturity"] - 1e-6
    order = [peer.code for peer in peers]
    places = [order.index(card.code) for card in cards.cards]
    assert places == sorted(places)
    if not here.has_responded:
        assert step.ask == ""
        return
    (question,) = [
        q.key
        for q in BOOK.questions.values()
        if q.milestone and q.milestone.step["sv"] == step.action
    ]
    assert question in lacked(has, code)
    index = index_of(question)
    assert index is not None
    group = here.figure("skr_group", index.key)
    around = group if group.n >= FEW else here.figure("sweden", index.key)
    mine = here.value(index.key)
    for peer in peers:
        if f"{peer.name} (" in step.ask:
            value = peer.figures[index.key]
            assert value is not None and around.value is not None
            assert value >= around.value - 1e-6
            assert has.loc[peer.code, question] == 1
            assert mine is None or value - mine >= here.sure[index.key] - 1e-6


def test_one_that_has_not_answered_is_told_to_and_sees_who_is_above_the_group(
    demo: Database,
) -> None:
    here, peers, step, cards = found(demo, "1781")
    assert step.action == "Svara på enkäten för oktober 2026"
    mean = here.figure("skr_group", "maturity").value
    by_code = {peer.code: peer for peer in peers}
    assert mean is not None and len(cards.cards) == 3
    for card in cards.cards:
        assert (by_code[card.code].figures["maturity"] or 0) >= mean
        assert card.has.startswith("Har ") and "Kristinehamn" not in card.has
    assert "över medelvärdet i SKR-grupp" in cards.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_protected_question_is_said(demo: Database, language: str) -> None:
    for code in SOME:
        said = str(profile_view(demo, chosen(code, language=language, is_demo=True)))
        for question in BOOK.questions.values():
            if not question.is_open:
                assert question.milestone is None
                assert question.label[language] not in said


def test_no_single_step_in_one_answer_is_a_difference_of_maturity_to_act_on() -> None:
    least = {i.key: one_step(i) for i in BOOK.dimension_indicators()}
    assert least["maturity_strategy"] == pytest.approx(100 / 2 / 4)
    assert least["maturity_ethics"] == pytest.approx(100 / 3)
    assert least["maturity_use"] == pytest.approx(100 / 5)
    assert least["maturity_collaboration"] == pytest.approx(100 / 4 / 2)
    assert one_step(MATURITY) == pytest.approx(100 / 3 / 6)


def test_a_part_of_what_is_lacked_is_no_step_before_the_whole(demo: Database) -> None:
    has = milestones(demo, NOW)
    for code in has.index:
        if has.loc[code, "uc_bred"] == 0:
            assert "uc_utvarderad" not in lacked(has, str(code))


def test_options_count_as_so_many_and_none_as_nothing(tmp_path: Path) -> None:
    rows = [
        {"kommunkod": GAGNEF, **LOWEST, "samverkan": "Ingen", "uc_bred": "Vet ej"},
        {"kommunkod": "2082", **LOWEST, "samverkan": "AI Sweden; Region"},
        {"kommunkod": "2029", **LOWEST, "samverkan": ""},
    ]
    source = database_of(tmp_path, {NOW: rows})
    has = milestones(source, NOW)
    source.close()
    assert has["samverkan"].fillna(-1).to_dict() == {GAGNEF: 0, "2082": 1, "2029": -1}
    assert has["uc_bred"].fillna(-1).to_dict() == {GAGNEF: -1, "2082": 0, "2029": 0}
